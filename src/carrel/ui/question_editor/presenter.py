"""Opens the window in which questions are written, and stores what comes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from carrel.domain.errors import CarrelError
from carrel.domain.ids import QuestionId, SectionId
from carrel.domain.questions.drafts import Draft
from carrel.services.question_writing import QuestionWriting
from carrel.services.reading import Reading
from carrel.ui.answering.sources import Sources
from carrel.ui.page import PageContext
from carrel.ui.question_editor.dialog import EditorDialog
from carrel.ui.question_editor.preview import Preview


class QuestionEditing:
    """Writing questions over ``window``. One question is written at a time."""

    def __init__(self, window: QWidget, context: PageContext) -> None:
        self._window = window
        self._theme = context.theme
        self._navigator = context.navigator
        self._writing = QuestionWriting(context.desk)
        self._reading = Reading(context.desk)
        self._sources = Sources(self._reading)

    def write(self, section: SectionId, start: int, end: int) -> None:
        """Begin a question on words of a text, in code points."""
        draft = self._told(lambda: self._writing.draft_from(section, start, end))
        if draft is not None:
            dialog = self._dialog(_tr("New question"), self._create)
            self._open(dialog, draft, None)

    def write_draft(self, draft: Draft, store: Callable[[Draft], object]) -> None:
        """Begin a question with what ``draft`` says; ``store`` keeps what came of it."""
        self._open(self._dialog(_tr("New question"), store), draft, None)

    def edit(self, question: QuestionId) -> None:
        """Change a question; what a pack's author wrote can be seen and restored."""
        draft = self._told(lambda: self._writing.draft(question))
        if draft is None:
            return
        dialog = self._dialog(
            _tr("Change question"), lambda changed: self._writing.change(question, changed)
        )
        dialog.restore_requested.connect(lambda: self._restore(dialog, question))
        self._open(dialog, draft, self._writing.author_version(question))

    def _dialog(self, title: str, store: Callable[[Draft], object]) -> EditorDialog:
        dialog = EditorDialog(
            Preview(
                self._theme,
                lambda draft: self._sources.sections(draft.passages),
                self._sources.picture,
            ),
            self._window,
        )
        dialog.setWindowTitle(title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_requested.connect(lambda draft: self._save(dialog, store, draft))
        dialog.words_wanted.connect(lambda: self._choose_words(dialog))
        return dialog

    def _open(self, dialog: EditorDialog, draft: Draft, authors: Draft | None) -> None:
        dialog.show_draft(draft, authors)
        dialog.open()
        dialog.focus_first()

    def _choose_words(self, dialog: EditorDialog) -> None:
        from carrel.ui.question_editor.words_picker import WordsPicker

        draft = dialog.draft
        try:
            outline = self._reading.outline(draft.material)
        except CarrelError as error:
            self._navigator.show_error(error)
            return
        picker = WordsPicker(
            self._theme,
            [entry for entry in outline if entry.words],
            self._reading.section,
            self._sources.picture_of_span,
            dialog,
        )
        picker.chosen.connect(dialog.cited.add)
        first = draft.passages[0].section if draft.passages else draft.section
        picker.show_at(first, draft.passages)
        picker.open()

    def _create(self, draft: Draft) -> None:
        self._writing.create(draft)
        self._navigator.show_message(_tr("The question was added."))

    def _save(self, dialog: EditorDialog, store: Callable[[Draft], object], draft: Draft) -> None:
        try:
            store(draft)
        except CarrelError as error:
            self._navigator.show_error(error)
            return
        dialog.accept()

    def _restore(self, dialog: EditorDialog, question: QuestionId) -> None:
        try:
            self._writing.restore(question)
        except CarrelError as error:
            self._navigator.show_error(error)
            return
        dialog.accept()

    def _told(self, make: Callable[[], Draft]) -> Draft | None:
        try:
            return make()
        except CarrelError as error:
            self._navigator.show_error(error)
            return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuestionEditing", text)
