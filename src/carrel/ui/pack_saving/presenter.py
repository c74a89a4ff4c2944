"""Suggests what a pack says, checks it in the background, and writes it where the student says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.ids import ClaimId, MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.job_report import Report, share_of
from carrel.domain.pack_saving import PackChoice, SavingProblem, doubt_about
from carrel.domain.packs import PackThing
from carrel.services.pack_saving import PackDraft, PackSaving
from carrel.services.reading import Reading
from carrel.ui.dialogs import choose_place
from carrel.ui.errors import sentence
from carrel.ui.navigator import PageName, Place
from carrel.ui.pack_saving.picture_words import PictureWordsDialog
from carrel.ui.pack_saving.view import PackDialog
from carrel.ui.pack_saving.words import doubt_words
from carrel.ui.page import PageContext
from carrel.ui.tasks import Task


class PackSavingPresenter:
    """Lives as long as its window. ``reopen`` opens another one on the same material."""

    def __init__(
        self,
        window: QWidget,
        context: PageContext,
        material: MaterialId,
        reopen: Callable[[MaterialId], None],
    ) -> None:
        self._context = context
        self._material = material
        self._reopen = reopen
        self._saving = PackSaving(context.desk)
        self._offer = self._saving.offer(material)
        self._choice: PackChoice = self._offer.choice
        self._draft: PackDraft | None = None
        self._check: Task | None = None
        self.dialog = PackDialog(window)
        self.dialog.form.show_details(self._offer.details, saved=self._offer.saved)
        self.dialog.show_parts(self._choice.parts)
        self._connect()

    def open(self) -> PackDialog:
        """Show the window and begin to check."""
        self._show_state()
        self._check_again()
        self.dialog.open()
        return self.dialog

    def _connect(self) -> None:
        dialog = self.dialog
        dialog.form.changed.connect(self._show_state)
        dialog.parts_changed.connect(self._choose_parts)
        dialog.save_requested.connect(self._ask_where)
        dialog.problems.left_out.connect(self._leave_out)
        dialog.problems.taken_back.connect(self._take_back)
        dialog.problems.mend_requested.connect(self._mend)
        dialog.finished.connect(lambda _: self._stop_check())

    def _show_state(self) -> None:
        details = self.dialog.form.details
        doubt = None
        if details.licence:
            doubt = doubt_about(details.licence, of_text=self._offer.text_licence)
        told = "" if doubt is None else doubt_words(doubt, self._offer.text_licence)
        self.dialog.form.show_doubt(told)
        if not details.title.strip():
            why_not = _tr("Write a title.")
        elif not details.licence:
            why_not = _tr("Choose a licence: it says what others may do with the pack.")
        elif self._draft is not None and self._draft.file.faults:
            why_not = _tr("Mend what is listed, or leave it out.")
        else:
            why_not = ""
        self.dialog.show_why_not(why_not)

    def _choose_parts(self) -> None:
        self._choice = replace(self._choice, parts=self.dialog.parts)
        self._check_again()

    def _leave_out(self, problems: tuple[SavingProblem, ...]) -> None:
        out = self._choice.left_out | {one.key for one in problems}
        self._choice = replace(self._choice, left_out=out)
        self._check_again()

    def _take_back(self) -> None:
        self._choice = replace(self._choice, left_out=frozenset())
        self._check_again()

    def _check_again(self) -> None:
        self._stop_check()
        self.dialog.problems.show_checking()
        offered, choice, material = self._offer.details, self._choice, self._material

        def work(report: Report) -> PackDraft:
            with self._context.desk.reopened() as desk:
                return PackSaving(desk).draft(material, offered, choice, share_of(report))

        self._check = self._context.tasks.run(
            self.dialog, work, self._show_draft, self._show_unchecked
        )

    def _stop_check(self) -> None:
        if self._check is not None:
            self._check.cancel()
            self._check = None

    def _show_draft(self, draft: PackDraft) -> None:
        self._check = None
        self._draft = draft
        self.dialog.show_counts(draft.counts, sections=draft.sections, notes=draft.notes)
        self.dialog.problems.show_problems(draft.problems, len(self._choice.left_out))
        self._show_state()

    def _show_unchecked(self, error: CarrelError) -> None:
        if not isinstance(error, Cancelled):
            self.dialog.problems.show_text(sentence(error))

    def _mend(self, problem: SavingProblem) -> None:
        if problem.picture and not problem.is_fault:
            self._ask_for_words(problem)
            return
        self._saving.remember(self._material, self.dialog.form.details, self._choice)
        self.dialog.accept()
        self._go_to(problem)
        self._context.navigator.show_message(
            _tr("When it is mended, go on with the study pack."),
            action_text=_tr("Back to the pack"),
            action=lambda: self._reopen(self._material),
        )

    def _go_to(self, problem: SavingProblem) -> None:
        navigator = self._context.navigator
        match problem.thing:
            case PackThing.QUESTION:
                navigator.edit_question(QuestionId(problem.key))
            case PackThing.TOPIC:
                navigator.open_topic(TopicId(problem.key))
            case PackThing.SECTION:
                navigator.open_section(SectionId(problem.key))
            case PackThing.CLAIM:
                navigator.go(Place(PageName.CLAIMS, claim=ClaimId(problem.key)))
            case _:
                navigator.go(Place(PageName.CLAIMS, material=self._material))

    def _ask_for_words(self, problem: SavingProblem) -> None:
        asset = Reading(self._context.desk).picture(self._material, problem.picture)
        dialog = PictureWordsDialog(b"" if asset is None else asset.content, self.dialog)
        dialog.told.connect(lambda words: self._describe(problem.picture, words))
        dialog.open()

    def _describe(self, picture: str, words: str) -> None:
        told = {**self._choice.picture_words, picture: words}
        self._choice = replace(self._choice, picture_words=told)
        self._check_again()

    def _ask_where(self) -> None:
        name = f"{self.dialog.form.details.name or self._material}.carrel"
        choose_place(self.dialog, _tr("Save as a study pack"), name, self._write)

    def _write(self, target: Path) -> None:
        self._stop_check()
        dialog, material, choice = self.dialog, self._material, self._choice
        details = dialog.form.details
        tasks: list[Task] = []
        dialog.show_busy(is_busy=True)
        dialog.job.begin(_tr("Saving the study pack"), lambda: tasks[0].cancel())

        def work(report: Report) -> PackDraft:
            with self._context.desk.reopened() as desk:
                saving = PackSaving(desk)
                draft = saving.draft(material, details, choice, share_of(report))
                if not draft.file.faults:
                    saving.save(draft, target)
                return draft

        tasks.append(
            self._context.tasks.run(
                dialog,
                work,
                lambda draft: self._written(draft, target),
                self._failed,
                lambda share, _: dialog.job.show_share(share),
            )
        )

    def _written(self, draft: PackDraft, target: Path) -> None:
        self.dialog.job.end()
        self.dialog.show_busy(is_busy=False)
        if draft.file.faults:
            self._show_draft(draft)
            return
        self.dialog.accept()
        told = _tr("Saved “{title}”, edition {edition}, as {file}.")
        self._context.navigator.show_message(
            told.format(title=draft.details.title, edition=draft.details.edition, file=target)
        )

    def _failed(self, error: CarrelError) -> None:
        self.dialog.job.end()
        self.dialog.show_busy(is_busy=False)
        is_stopped = isinstance(error, Cancelled)
        self.dialog.show_problem(_tr("The saving was stopped.") if is_stopped else sentence(error))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PackSaving", text)
