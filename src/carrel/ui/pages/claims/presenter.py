"""Decides what the Claims page shows: which material, and which of its three sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction

from carrel.domain.changes import Change
from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.claim_editing import ClaimEditing
from carrel.services.exercises import Exercises
from carrel.services.timeline_browsing import TimelineBrowsing
from carrel.services.undo import Undo
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.claims.exercise_presenter import ExercisePresenter
from carrel.ui.pages.claims.ledger_presenter import LedgerPresenter
from carrel.ui.pages.claims.positions_presenter import PositionsPresenter
from carrel.ui.pages.claims.timeline_presenter import TimelinePresenter
from carrel.ui.pages.claims.view import ClaimsView

_SHOWN = frozenset({Change.CLAIMS, Change.EVENTS, Change.MATERIALS, Change.TOPICS})


class ClaimsPresenter:
    """The Claims page."""

    def __init__(self, context: PageContext) -> None:
        navigator = context.navigator
        self._navigator = navigator
        self._browsing = ClaimBrowsing(context.desk)
        self.view = ClaimsView()
        exercises = ExercisePresenter(self.view, Exercises(context.desk), navigator)
        self.positions = PositionsPresenter(self.view.positions, self._browsing, navigator)
        self.ledger = LedgerPresenter(
            self.view.ledger,
            self._browsing,
            ClaimEditing(context.desk),
            Undo(context.desk),
            exercises,
            navigator,
        )
        self.timeline = TimelinePresenter(
            self.view.timeline, TimelineBrowsing(context.desk), exercises, navigator
        )
        self._materials: dict[MaterialId, str] = {}
        self._material: MaterialId | None = None
        self.view.material_requested.connect(self._choose)
        self.view.tab_changed.connect(navigator.moved)
        self._load()

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """Nothing of its own in the menus."""
        return {}

    def open(self, place: Place) -> None:
        """Show a claim, a material, or what was shown last; raises :class:`NotFound`."""
        if place.claim is not None:
            material = self._browsing.page(place.claim).entry.claim.material
            if material != self._material:
                self._show(material)
            self.ledger.show_claim(place.claim)
            self.view.tabs.setCurrentWidget(self.view.ledger)
        elif place.material is not None and place.material != self._material:
            self._show(place.material)

    def place(self) -> Place:
        """The material, and the claim where the ledger shows one."""
        page = self.ledger.page if self._is_at_ledger() else None
        claim = None if page is None else page.entry.claim.id
        return Place(PageName.CLAIMS, material=self._material, claim=claim)

    def trail(self) -> Sequence[Crumb]:
        """The material and the tab."""
        if self._material is None:
            return ()
        tab = self.view.tabs.tabText(self.view.tabs.currentIndex()).replace("&", "")
        place = Place(PageName.READ, material=self._material)
        return (Crumb(self._materials[self._material], place), Crumb(tab))

    def refresh(self, changed: frozenset[Change]) -> None:
        """Read anew what is shown."""
        if changed & _SHOWN:
            self._load()

    def entered(self) -> None:
        """Begin in the table, the ledger or the line."""
        match self.view.tabs.currentIndex():
            case 0:
                self.view.positions.table.setFocus()
            case 1:
                self.view.ledger.table.setFocus()
            case _:
                self.view.timeline.line.setFocus()

    def left(self) -> None:
        """Nothing waits to be stored."""

    def _is_at_ledger(self) -> bool:
        return self.view.tabs.currentWidget() is self.view.ledger

    def _load(self) -> None:
        self._materials = dict(self._browsing.materials())
        wanted = self._material if self._material in self._materials else None
        if wanted is None:
            wanted = next(iter(self._materials), None)
        self._material = wanted
        self.view.show_materials(tuple(self._materials.items()), wanted)
        if wanted is not None:
            self._show(wanted)

    def _show(self, material: MaterialId) -> None:
        self.positions.show(material)
        self.ledger.show(material)
        self.timeline.show(material)
        self._material = material
        self.view.show_materials(tuple(self._materials.items()), material)

    def _choose(self, material: str) -> None:
        try:
            self._show(MaterialId(material))
        except CarrelError as error:
            self._navigator.show_error(error)
        else:
            self._navigator.moved()
