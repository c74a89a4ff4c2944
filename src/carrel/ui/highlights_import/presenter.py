"""Decides where highlights of another program go, shows what was found, and takes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from carrel.domain.brought_annotations import BroughtAnnotations
from carrel.domain.changes import EVERYTHING
from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report
from carrel.domain.text.locate import Outcome
from carrel.services.annotations_importing import (
    AnnotationPlan,
    AnnotationsImporting,
    text_of_its_own,
)
from carrel.services.document_reading import hash_of
from carrel.services.importing import Importing
from carrel.services.looking_up import LookingUp
from carrel.ui.errors import sentence
from carrel.ui.highlights_import.dialog import HighlightsDialog
from carrel.ui.highlights_import.words import came_in, counts_told, left_out_told, text_told
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.tasks import Task

OUTSIDE = MaterialId("")
"""Stands for leaving a text's highlights where they are."""

ITS_OWN = MaterialId("/")
"""Stands for making a text of the highlights."""

MOST_ROWS = 300
"""Highlights that are shown one by one: those without a place first."""

_ORDER = (Outcome.ORPHANED, Outcome.ALTERED, Outcome.MOVED, Outcome.EXACT)
Result = TypeVar("Result")
Plans = dict[tuple[int, MaterialId], AnnotationPlan]


class HighlightsPresenter:
    """One file of highlights. ``closed`` is called when the window has gone."""

    def __init__(
        self,
        window: QWidget,
        context: PageContext,
        brought: BroughtAnnotations,
        path: Path,
        closed: Callable[[], None],
    ) -> None:
        self._context = context
        self._texts = brought.texts
        self._materials = sorted(
            (one.material for one in LookingUp(context.desk).materials()),
            key=lambda one: one.title.casefold(),
        )
        self._chosen: list[MaterialId] = [OUTSIDE] * len(self._texts)
        self._plans: Plans = {}
        self._unknown: set[int] = set()
        self._current = 0
        self.dialog = HighlightsDialog(context.theme, window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.show_file(
            _tr("{kind} from {file}").format(kind=_kind(brought.kind), file=path.name),
            left_out_told(brought.left_out),
        )
        self.dialog.text_chosen.connect(self._choose_text)
        self.dialog.target_chosen.connect(self._choose_target)
        self.dialog.import_requested.connect(self._import)
        self.dialog.finished.connect(lambda _: closed())

    def ask(self) -> None:
        """Show the window, and look for the materials and the words in the background."""
        self._show()
        self.dialog.open()
        (self.dialog.texts if len(self._texts) > 1 else self.dialog.target).setFocus()
        texts = self._texts

        def work(report: Report) -> tuple[list[MaterialId], Plans]:
            with self._context.desk.reopened() as desk:
                service = AnnotationsImporting(desk)
                chosen: list[MaterialId] = []
                plans: Plans = {}
                for number, text in enumerate(texts):
                    likely = service.likely_materials(text)
                    chosen.append(likely[0] if likely else OUTSIDE)
                    if likely:
                        part = _part_of(report, number, len(texts))
                        plans[number, likely[0]] = service.plan(text, likely[0], part)
                return chosen, plans

        self._run(_tr("Looking for the words"), work, self._found)

    def _found(self, result: tuple[list[MaterialId], Plans]) -> None:
        self._chosen, self._plans = result
        self._unknown = {n for n, target in enumerate(self._chosen) if target == OUTSIDE}
        self._show()

    def _choose_text(self, row: int) -> None:
        if 0 <= row < len(self._texts):
            self._current = row
            self._show()

    def _choose_target(self, index: int) -> None:
        target = self._targets()[index]
        number = self._current
        self._chosen[number] = target
        if target in (OUTSIDE, ITS_OWN) or (number, target) in self._plans:
            self._show()
            return
        text = self._texts[number]

        def work(report: Report) -> AnnotationPlan:
            with self._context.desk.reopened() as desk:
                return AnnotationsImporting(desk).plan(
                    text, target, lambda share: report(share, "")
                )

        def planned(plan: AnnotationPlan) -> None:
            self._plans[number, target] = plan
            self._show()

        self._run(_tr("Looking for the words"), work, planned)

    def _targets(self) -> list[MaterialId]:
        own = [ITS_OWN] if any(one.quote for one in self._texts[self._current].annotations) else []
        return [OUTSIDE, *own, *(one.id for one in self._materials)]

    def _plan(self, number: int) -> AnnotationPlan | None:
        return self._plans.get((number, self._chosen[number]))

    def _show(self) -> None:
        dialog = self.dialog
        told = [
            text_told(
                len(text.annotations),
                "" if self._chosen[number] == OUTSIDE else self._name(self._chosen[number]),
            )
            for number, text in enumerate(self._texts)
        ]
        dialog.show_texts([text.title for text in self._texts], told)
        if self._texts:
            targets = self._targets()
            names = [self._name(target) for target in targets]
            dialog.show_targets(names, targets.index(self._chosen[self._current]))
            self._show_current()
        else:
            dialog.show_nothing("", _tr("The file holds nothing that can be taken."))
            dialog.target.setEnabled(False)
        dialog.show_count(self._count())

    def _show_current(self) -> None:
        text, target = self._texts[self._current], self._chosen[self._current]
        plan = self._plan(self._current)
        if plan is not None:
            rows = sorted(plan.placements, key=lambda one: _ORDER.index(one.outcome))
            self.dialog.show_placements(counts_told(plan, MOST_ROWS), rows[:MOST_ROWS])
        elif target == ITS_OWN:
            self.dialog.show_nothing(
                _tr("A new material is made: “{title}”.").format(title=text.title),
                _tr(
                    "Each highlight becomes a paragraph that is marked, with its note beside it,"
                    " by chapters where they are known."
                ),
            )
        elif self._current in self._unknown:
            self.dialog.show_nothing(
                _tr("No material of this name or with these words was found."),
                _tr(
                    "Choose one above, make a text of the highlights, or leave them outside and"
                    " import the text first."
                ),
            )
        else:
            self.dialog.show_nothing(_tr("These highlights stay outside."), "")

    def _count(self) -> int:
        total = 0
        for number, text in enumerate(self._texts):
            plan = self._plan(number)
            if plan is not None:
                total += len(plan.merged.added) + len(plan.merged.completed)
            elif self._chosen[number] == ITS_OWN:
                total += len(text.annotations)
        return total

    def _name(self, target: MaterialId) -> str:
        if target == OUTSIDE:
            return _tr("Leave outside")
        if target == ITS_OWN:
            return _tr("A text of its own, made of the highlights")
        return next(one.title for one in self._materials if one.id == target)

    def _import(self) -> None:
        plans = [plan for number in range(len(self._texts)) if (plan := self._plan(number))]
        own = [text for number, text in enumerate(self._texts) if self._chosen[number] == ITS_OWN]

        def work(report: Report) -> tuple[AnnotationPlan, ...]:
            with self._context.desk.reopened() as desk:
                service = AnnotationsImporting(desk)
                every = [*plans]
                for text in own:
                    draft = text_of_its_own(text)
                    words = "\n".join(section.markdown for section in draft.sections)
                    made = Importing(desk).add(draft, content_hash=hash_of(words.encode()))
                    every.append(service.plan(text, made))
                service.take(every, lambda share: report(share, ""))
                return tuple(every)

        self._run(_tr("Importing"), work, self._done)

    def _done(self, plans: Sequence[AnnotationPlan]) -> None:
        self.dialog.accept()
        self._context.desk.notice.publish(EVERYTHING)
        navigator = self._context.navigator
        told = came_in(plans)
        if any(one.is_orphan for plan in plans for one in plan.merged.added):
            navigator.show_message(
                told,
                action_text=_tr("Place those that were not found"),
                action=lambda: navigator.go(Place(PageName.NOTES, orphans=True)),
            )
        else:
            first = plans[0].material.id
            navigator.show_message(
                told,
                action_text=_tr("Read it"),
                action=lambda: navigator.open_material(first),
            )

    def _run(
        self, name: str, work: Callable[[Report], Result], done: Callable[[Result], None]
    ) -> None:
        dialog = self.dialog
        tasks: list[Task] = []
        dialog.show_error("")
        dialog.show_busy(is_busy=True)
        dialog.job.begin(name, lambda: tasks[0].cancel())

        def finished(result: Result) -> None:
            dialog.job.end()
            dialog.show_busy(is_busy=False)
            done(result)

        tasks.append(
            self._context.tasks.run(
                dialog,
                work,
                finished,
                self._failed,
                lambda share, _: dialog.job.show_share(share),
            )
        )

    def _failed(self, error: CarrelError) -> None:
        dialog = self.dialog
        dialog.job.end()
        dialog.show_busy(is_busy=False)
        self._show()
        is_stopped = isinstance(error, Cancelled)
        dialog.show_error(_tr("Stopped; nothing was stored.") if is_stopped else sentence(error))


def _part_of(report: Report, number: int, count: int) -> Callable[[float], None]:
    return lambda share: report((number + share) / count, "")


def _kind(kind: str) -> str:
    return QCoreApplication.translate("HighlightsImport", kind)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HighlightsImport", text)
