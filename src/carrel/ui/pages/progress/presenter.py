"""Decides what the Progress page shows, and has it counted in the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from carrel.domain.changes import Change
from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report
from carrel.services.progress_report import ProgressReport, StudyProgress
from carrel.ui.dialogs import choose_place
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.progress.answer_charts import kept_chart, sureness_chart
from carrel.ui.pages.progress.blind_spots_presenter import BlindSpotsPresenter
from carrel.ui.pages.progress.chart import Chart, NoChart
from carrel.ui.pages.progress.chart_card import ChartCard
from carrel.ui.pages.progress.forecast_charts import knowledge_chart, load_chart
from carrel.ui.pages.progress.memory_chart import memory_chart
from carrel.ui.pages.progress.picture import FILTERS, save_picture
from carrel.ui.pages.progress.time_charts import calendar_chart, time_chart
from carrel.ui.pages.progress.view import ProgressView

_SHOWN = frozenset(
    {
        Change.ANNOTATIONS,
        Change.CLAIMS,
        Change.MATERIALS,
        Change.QUESTIONS,
        Change.REVIEWS,
        Change.SETTINGS,
        Change.TOPICS,
    }
)


class ProgressPresenter:
    """The Progress page."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._navigator = context.navigator
        self._reports = ProgressReport(context.desk)
        self._material: MaterialId | None = None
        self._progress: StudyProgress | None = None
        self._asked = 0
        self._looked_at: MaterialId | None = None
        self.view = ProgressView()
        self._blind_spots = BlindSpotsPresenter(self.view.blind_spots, context)
        self.view.tab_changed.connect(self._on_tab)
        self.view.material_requested.connect(self._choose)
        self.view.grouping_requested.connect(self._show_memory)
        self.view.save_requested.connect(self._save)
        self.view.library_requested.connect(self._navigator.open_library)

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """Nothing of its own in the menus."""
        return {}

    def open(self, place: Place) -> None:
        """Show a material, or what was shown last."""
        if place.material is not None:
            self._material = place.material
        self._load()

    def place(self) -> Place:
        """The material that is looked at."""
        return Place(PageName.PROGRESS, material=self._material)

    def trail(self) -> Sequence[Crumb]:
        """The material, if it is one."""
        titles = dict(self._reports.materials())
        if self._material is None or self._material not in titles:
            return ()
        return (Crumb(titles[self._material], Place(PageName.READ, material=self._material)),)

    def refresh(self, changed: frozenset[Change]) -> None:
        """Count anew."""
        if changed & _SHOWN:
            self._load()

    def entered(self) -> None:
        """Begin at the tabs."""
        self.view.focus_first()

    def left(self) -> None:
        """Nothing waits to be stored."""

    def _choose(self, material: MaterialId | None) -> None:
        self._material = material
        self._load()
        self._navigator.moved()

    def _load(self) -> None:
        """Count what there is; only the answer to the last time of asking is shown."""
        materials = self._reports.materials()
        if not materials:
            self.view.show_nothing()
            return
        if self._material not in {key for key, _ in materials}:
            self._material = None
        self.view.show_materials(materials, self._material)
        only_one = materials[0][0] if len(materials) == 1 else None
        material = self._looked_at = self._material or only_one
        self.view.show_grouping(_tr("By section") if material else _tr("By material"))
        self._asked += 1
        if self._progress is None:
            self.view.show_counting()
        self._context.tasks.run(
            self.view,
            partial(self._count, material),
            partial(self._show, self._asked),
            self._navigator.show_error,
        )
        self._load_blind_spots()

    def _on_tab(self) -> None:
        self._load_blind_spots()
        self._navigator.moved()

    def _load_blind_spots(self) -> None:
        if self.view.shows_blind_spots:
            self._blind_spots.load(self._looked_at)

    def _count(self, material: MaterialId | None, _report: Report) -> StudyProgress:
        with self._context.desk.reopened() as desk:
            return ProgressReport(desk).report(material)

    def _show(self, asked: int, progress: StudyProgress) -> None:
        if asked != self._asked:
            return
        self._progress = progress
        self.view.show_charts({"memory": self._memory_chart(progress), **_charts(progress)})

    def _show_memory(self) -> None:
        if self._progress is not None:
            self.view.cards["memory"].show_chart(self._memory_chart(self._progress))

    def _memory_chart(self, report: StudyProgress) -> Chart | NoChart:
        is_by_topic = self.view.is_by_topic
        parts = report.topics if is_by_topic else report.parts
        return memory_chart(report.whole, parts, _tr("Topic") if is_by_topic else _tr("Part"))

    def _save(self, card: ChartCard) -> None:
        dialog = choose_place(
            self.view.window(),
            _tr("Save the chart as a picture"),
            f"{card.objectName()}.png",
            lambda path: self._save_to(card, path),
        )
        dialog.setNameFilters(FILTERS)

    def _save_to(self, card: ChartCard, path: Path) -> None:
        try:
            save_picture(card, path)
        except CarrelError as error:
            self._navigator.show_error(error)
        else:
            self._navigator.show_message(_tr("The chart was saved as {path}.").format(path=path))


def _charts(report: StudyProgress) -> dict[str, Chart | NoChart]:
    return {
        "load": load_chart(report.load, report.seconds_each, report.knowledge.asked),
        "knowledge": knowledge_chart(report.knowledge, report.today),
        "calendar": calendar_chart(report.days, report.today),
        "kept": kept_chart(report.kept, report.desired_retention),
        "sureness": sureness_chart(report.sureness),
        "time": time_chart(report.days, report.today),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProgressPresenter", text)
