"""Shows documents before they are stored, changes them as the student says, and imports them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from carrel.domain import draft_outline
from carrel.domain.changes import EVERYTHING
from carrel.domain.draft_outline import Outline
from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report
from carrel.domain.materials import Asset, DraftMaterial
from carrel.services.document_reading import as_one
from carrel.services.importing import Imported, Importing
from carrel.services.preferences import Preferences
from carrel.ui.errors import sentence
from carrel.ui.import_preview.checked_document import CheckedDocument
from carrel.ui.import_preview.dialog import PreviewDialog
from carrel.ui.page import PageContext
from carrel.ui.tasks import Task
from carrel.ui.widgets.asset_pictures import AssetPictures
from carrel.ui.widgets.typography import Typography


class PreviewPresenter:
    """Some documents that were read. ``closed`` is called with the materials that came in."""

    def __init__(
        self,
        window: QWidget,
        context: PageContext,
        read: Sequence[Imported],
        closed: Callable[[tuple[MaterialId, ...]], None],
    ) -> None:
        self._context = context
        self._apart = [
            CheckedDocument(one.path, one.document.content_hash, one.document.draft)
            for one in read
            if one.document is not None
        ]
        self._documents = self._apart
        self._current = self._documents[0]
        self._imported: tuple[MaterialId, ...] = ()
        self._storing: list[CheckedDocument] = []
        self._stored: list[MaterialId] = []
        self.dialog = PreviewDialog(window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pictures = AssetPictures(self._asset, self.dialog)
        self.dialog.preview.set_typography(Typography.of(Preferences(context.desk).settings()))
        self._connect()
        self.dialog.finished.connect(lambda _: closed(self._imported))

    def ask(self) -> None:
        """Show the window."""
        self._show_list()
        self._show_document()
        self.dialog.open()
        self.dialog.outline.setFocus()

    def _connect(self) -> None:
        dialog = self.dialog
        dialog.document_chosen.connect(self._choose)
        dialog.wanted_changed.connect(self._want)
        dialog.joined_changed.connect(self._join)
        dialog.title_page_changed.connect(self._write_title_page)
        dialog.import_requested.connect(self._import)
        dialog.outline.chosen.connect(self._show_section)
        # The tree is made anew, which must wait until the field over the title has closed.
        dialog.outline.retitled.connect(self._retitle, Qt.ConnectionType.QueuedConnection)
        dialog.merge.triggered.connect(self._merge)
        dialog.split.triggered.connect(self._split)
        dialog.promote.triggered.connect(lambda: self._change(draft_outline.promoted))
        dialog.demote.triggered.connect(lambda: self._change(draft_outline.demoted))
        dialog.delete.triggered.connect(lambda: self._change(draft_outline.without))
        dialog.undo.triggered.connect(lambda: self._step(self._current.undo))
        dialog.redo.triggered.connect(lambda: self._step(self._current.redo))
        dialog.preview.block_chosen.connect(self._enable_actions)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._documents):
            self._current = self._documents[row]
            self._show_document()

    def _want(self, row: int, is_wanted: bool) -> None:
        self._documents[row].is_wanted = is_wanted
        self._show_count()

    def _join(self, is_joined: bool) -> None:
        """Let several be one; what was changed in each goes with it, and stays if parted again."""
        if not is_joined:
            self._documents = self._apart
        else:
            wanted = [one for one in self._apart if one.is_wanted] or self._apart
            title = wanted[0].path.parent.name or wanted[0].draft.title
            whole = as_one(title, [one.draft for one in wanted])
            digest = hashlib.sha256("\n".join(one.content_hash for one in wanted).encode())
            self._documents = [CheckedDocument(wanted[0].path, digest.hexdigest(), whole)]
        self._current = self._documents[0]
        self.dialog.documents.setEnabled(not is_joined)
        self._show_document()
        self._show_count()

    def _write_title_page(self) -> None:
        dialog, draft = self.dialog, self._current.draft
        title = " ".join(dialog.title.text().split()) or draft.title
        self._current.change(
            replace(
                draft,
                title=title,
                authors=dialog.written_authors(),
                language=dialog.language.tag,
            )
        )
        self._show_names()
        self._enable_actions()

    def _retitle(self, index: int, title: str) -> None:
        self._current.change_outline(lambda o: draft_outline.retitled(o, index, title))
        self._show_outline(index)

    def _merge(self) -> None:
        index = self.dialog.outline.index
        if self._current.change_outline(lambda o: draft_outline.merged(o, index)):
            self._show_outline(index - 1)

    def _split(self) -> None:
        index, block = self.dialog.outline.index, self.dialog.preview.block
        if self._current.change_outline(lambda o: draft_outline.split(o, index, block)):
            self._show_outline(index + 1)

    def _change(self, act: Callable[[Outline, int], Outline]) -> None:
        index = self.dialog.outline.index
        if index >= 0 and self._current.change_outline(lambda outline: act(outline, index)):
            self._show_outline(index)

    def _step(self, step: Callable[[], None]) -> None:
        step()
        self._show_document(self.dialog.outline.index)

    def _show_list(self) -> None:
        titles = [one.draft.title for one in self._apart]
        self.dialog.show_documents(titles, [one.is_wanted for one in self._apart])
        several = _tr("{count} documents were read").format(count=len(titles))
        self.dialog.heading.setText(
            several if len(titles) > 1 else _tr("Is this how it should be?")
        )
        self._show_count()

    def _show_names(self) -> None:
        if self._documents is self._apart:
            for row, one in enumerate(self._apart):
                item = self.dialog.documents.item(row)
                if item is not None and item.text() != one.draft.title:
                    item.setText(one.draft.title)

    def _show_document(self, chosen: int = 0) -> None:
        draft = self._current.draft
        self.dialog.show_title_page(draft)
        self._show_names()
        self.dialog.show_told(_found(self._current.path, draft), draft.warnings)
        self._show_outline(chosen)

    def _show_outline(self, chosen: int) -> None:
        self.dialog.outline.show_sections(self._current.draft.sections, chosen)
        self.dialog.show_told(
            _found(self._current.path, self._current.draft), self._current.draft.warnings
        )
        self._show_count()

    def _show_section(self, index: int) -> None:
        sections = self._current.draft.sections
        section = sections[index] if 0 <= index < len(sections) else None
        self.dialog.preview.show_section(section, self._pictures.picture)
        self._enable_actions()

    def _show_count(self) -> None:
        self.dialog.show_count(len(self._coming()))

    def _coming(self) -> list[CheckedDocument]:
        return [one for one in self._documents if one.is_wanted and one.draft.sections]

    def _enable_actions(self) -> None:
        dialog, outline = self.dialog, self._current.draft.sections
        index = dialog.outline.index
        is_one = 0 <= index < len(outline)
        # Questions point at places in the sections, which therefore stay as they are.
        is_free = is_one and not self._current.draft.questions
        dialog.retitle.setEnabled(is_one)
        dialog.delete.setEnabled(is_free)
        dialog.merge.setEnabled(is_free and index > 0)
        dialog.promote.setEnabled(is_one and draft_outline.promoted(outline, index) != outline)
        dialog.demote.setEnabled(is_one and draft_outline.demoted(outline, index) != outline)
        dialog.split.setEnabled(is_free and dialog.preview.block > 0)
        dialog.undo.setEnabled(self._current.can_undo)
        dialog.redo.setEnabled(self._current.can_redo)

    def _asset(self, name: str) -> Asset | None:
        return self._current.asset(name)

    def _import(self) -> None:
        self._write_title_page()
        self._storing = self._coming()
        self._stored = []
        coming, added = tuple(self._storing), self._stored
        dialog = self.dialog
        dialog.show_busy(is_busy=True)
        tasks: list[Task] = []
        dialog.job.begin(_tr("Importing"), lambda: tasks[0].cancel())

        def work(report: Report) -> None:
            with self._context.desk.reopened() as desk:
                importing = Importing(desk)
                for number, one in enumerate(coming):
                    part = _part_of(report, number, len(coming))
                    material = importing.add(one.draft, content_hash=one.content_hash, report=part)
                    added.append(material)

        tasks.append(
            self._context.tasks.run(
                dialog,
                work,
                self._done,
                self._failed,
                lambda share, _: dialog.job.show_share(share),
            )
        )

    def _done(self, _: None) -> None:
        self._imported += tuple(self._stored)
        self.dialog.job.end()
        self._context.desk.notice.publish(EVERYTHING)
        self.dialog.accept()

    def _failed(self, error: CarrelError) -> None:
        self.dialog.job.end()
        self._imported += tuple(self._stored)
        # What came in before it stopped is not to come in again.
        for one in self._storing[: len(self._stored)]:
            one.is_wanted = False
        self._show_list()
        self.dialog.show_busy(is_busy=False)
        self._context.desk.notice.publish(EVERYTHING)
        is_stopped = isinstance(error, Cancelled)
        self.dialog.show_error(_tr("The import was stopped.") if is_stopped else sentence(error))


def _part_of(report: Report, number: int, count: int) -> Report:
    def part(share: float, doing: str) -> None:
        report((number + share) / count, doing)

    return part


def _found(path: Path, draft: DraftMaterial) -> str:
    # Signs of Markdown stand alone more often than not; the library counts the words themselves.
    words = sum(
        any(map(str.isalnum, word)) for one in draft.sections for word in one.markdown.split()
    )
    told = _tr("From {file}: sections: {sections}, words: about {words}, pictures: {pictures}.")
    if draft.questions:
        told = _tr(
            "From {file}: questions: {questions}, sections: {sections}, words: about {words},"
            " pictures: {pictures}."
        )
    return told.format(
        file=path.name,
        questions=f"{len(draft.questions):,}",
        sections=f"{len(draft.sections):,}",
        words=f"{words:,}",
        pictures=f"{len(draft.assets):,}",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportPreview", text)
