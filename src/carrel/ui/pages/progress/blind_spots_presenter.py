"""Decides what the list of blind spots shows, and where its rows lead."""

from __future__ import annotations

from functools import partial

from carrel.domain.blind_spots import Struggle
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import Report
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.blind_spotting import BlindSpots, BlindSpotting
from carrel.ui.page import PageContext
from carrel.ui.pages.progress.blind_spots_rows import Spot, spot_rows, spots_sentence
from carrel.ui.pages.progress.blind_spots_view import BlindSpotsView, SpotKind


class BlindSpotsPresenter:
    """Finds blind spots only while they are looked at."""

    def __init__(self, view: BlindSpotsView, context: PageContext) -> None:
        self._view = view
        self._context = context
        self._navigator = context.navigator
        self._found: tuple[BlindSpots, ...] = ()
        self._asked = 0
        self._spotting = BlindSpotting(context.desk)
        view.kind_requested.connect(lambda _: self._show())
        view.opened.connect(self._deal_with)
        view.shown.connect(self._show_in_text)

    def load(self, material: MaterialId | None) -> None:
        """Find the blind spots of a material, or of the library."""
        self._asked += 1
        self._context.tasks.run(
            self._view,
            partial(self._find, material),
            partial(self._keep, self._asked),
            self._navigator.show_error,
        )

    def _find(self, material: MaterialId | None, _report: Report) -> tuple[BlindSpots, ...]:
        with self._context.desk.reopened() as desk:
            spotting = self._spotting.on(desk)
            if material is None:
                return spotting.of_library()
            return (spotting.of_material(material),)

    def _keep(self, asked: int, found: tuple[BlindSpots, ...]) -> None:
        if asked == self._asked:
            self._found = found
            self._show()

    def _show(self) -> None:
        kind = SpotKind(self._view.kind.currentData())
        self._view.show_spots(spots_sentence(self._found, kind), spot_rows(self._found, kind))

    def _deal_with(self, spot: Spot | None) -> None:
        """Make a question on the words of a spot; a failed section is asked about."""
        if isinstance(spot, Struggle):
            self._navigator.start_quiz(Scope(ScopeKind.SECTION, spot.section))
        elif spot is not None:
            self._navigator.write_question(spot.section, spot.start, spot.end)

    def _show_in_text(self, spot: Spot | None) -> None:
        if isinstance(spot, Struggle):
            self._navigator.open_section(spot.section)
        elif spot is not None:
            self._navigator.open_passage(spot.section, spot.start, spot.end)
