"""What the main window asks of a page, and what it gives a page to work with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from carrel.domain.changes import Change
from carrel.services.desk import Desk
from carrel.ui.navigator import Crumb, Navigator, Place
from carrel.ui.tasks import Tasks
from carrel.ui.theme import Theme


class Menu(StrEnum):
    """The menus that a page can add its actions to while it is in front."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    GO = "go"


@dataclass(frozen=True, eq=False)
class PageContext:
    """What every page is built with."""

    desk: Desk
    navigator: Navigator
    tasks: Tasks
    theme: Theme


class Page(Protocol):
    """A page of the main window, as its presenter offers it.

    It is built when it is first visited. ``view`` is its widget, with the object name that the
    design gives it.
    """

    @property
    def view(self) -> QWidget:
        """The widget of the page; the same one for as long as the page lives."""

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """What the page adds to menus while it is in front. Their shortcuts work then, too."""

    def open(self, place: Place) -> None:
        """Show ``place``; raises :class:`CarrelError` when that is not there."""

    def place(self) -> Place:
        """Where the student is now, to come back to."""

    def trail(self) -> Sequence[Crumb]:
        """The breadcrumb below the page's name, outermost first."""

    def refresh(self, changed: frozenset[Change]) -> None:
        """Show anew what depends on the kinds of things that changed; called in front only.

        A page that was not in front is told on its next visit, before it is opened.
        """

    def entered(self) -> None:
        """The page has come to the front: give the focus to what is used first."""

    def left(self) -> None:
        """The page goes to the back or the window closes: store what is not stored yet."""


@runtime_checkable
class FillsScreen(Protocol):
    """A page that a full screen is left to: the window hides all that is its own."""

    def fill_screen(self, *, is_on: bool) -> None:
        """Show only what is read, or the whole page again."""
