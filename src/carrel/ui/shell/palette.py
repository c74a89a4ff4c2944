"""Every action of the program as a command that is found by its name and run from anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from carrel.domain.name_matching import NameMatch, match_name
from carrel.services.desk import Desk
from carrel.services.preferences import Preferences
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import Menu, Page
from carrel.ui.shell.menus import Menus
from carrel.ui.shell.page_actions import PageAction, page_actions
from carrel.ui.shortcuts import Binding, Shortcuts
from carrel.ui.widgets.annotation_look import plain_title

BREADCRUMB_SIGN = " ▸ "


@dataclass(frozen=True, slots=True)
class Command:
    """An action: ``path`` is where it stands in the menus, ``keys`` as people read them.

    ``page`` is the page that it belongs to, None for those of the whole window.
    """

    name: str
    title: str
    path: str
    keys: str
    page: PageName | None
    is_possible: bool = True


@dataclass(frozen=True, slots=True)
class FoundCommand:
    """A command with the letters of its title that were typed."""

    command: Command
    match: NameMatch


class Actions(Protocol):
    """What knows the pages and the actions of the program: the presenter of the main window."""

    @property
    def shortcuts(self) -> Shortcuts:
        """The actions of the window and of the pages that were visited, with their keys."""

    @property
    def page_in_front(self) -> Page | None:
        """The page that the student sees."""

    @property
    def pages(self) -> Mapping[PageName, Page]:
        """The pages that were visited."""

    def title(self, place: str) -> str:
        """What a page is called."""

    def go(self, place: Place) -> None:
        """Open a place."""

    def return_to_page(self) -> None:
        """Give the keyboard back to the page in front."""


class Palette:
    """Lists, finds and runs commands; those of a page bring it to the front."""

    def __init__(self, actions: Actions, menus: Menus, desk: Desk) -> None:
        self._actions = actions
        self._menus = menus
        self._preferences = Preferences(desk)

    def commands(self) -> list[Command]:
        """All commands: of the page in front, then of the window, then of other pages."""
        front = next(
            (
                name
                for name, page in self._actions.pages.items()
                if page is self._actions.page_in_front
            ),
            None,
        )
        by_place = defaultdict(list)
        for binding in self._actions.shortcuts.bindings():
            by_place[binding.place].append(binding)
        found = [*self._of_window(by_place[""]), *self._of_pages(by_place)]
        return sorted(found, key=lambda one: (one.page is not front, one.page is not None))

    def find(self, typed: str) -> list[FoundCommand]:
        """The commands that ``typed`` may mean, the best first, all for none; possible ones first.

        The place of a command counts as part of its name: "quiz answer" finds Answer.
        """
        found = []
        for number, command in enumerate(self.commands()):
            match = match_name(typed, command.title)
            if match is None or match.is_guess:
                far = match_name(typed, f"{command.title} {command.path}")
                match = match if far is None or far.is_guess else replace(far, marks=())
            if match is not None:
                order = (not command.is_possible, match.rank, match.distance, number)
                found.append((order, FoundCommand(command, match)))
        known = [pair for pair in found if not pair[1].match.is_guess]
        return [one for _, one in sorted(known or found, key=lambda pair: pair[0])]

    def run(self, command: Command, menu_at: QPoint) -> bool:
        """Do it, going to its page before; False if it is not possible there now.

        A command that is a menu is opened at ``menu_at`` of the screen.
        """
        if not command.is_possible:
            return False
        pages = self._actions.pages
        page = None if command.page is None else pages.get(command.page)
        if command.page is not None and (page is None or page is not self._actions.page_in_front):
            self._actions.go(Place(command.page))
        else:
            self._actions.return_to_page()
        action = self._action(command.name)
        if action is None or not action.isEnabled():
            return False
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.popup(menu_at)
        else:
            action.trigger()
        return True

    def _of_window(self, bindings: Sequence[Binding]) -> Iterator[Command]:
        paths = dict(_paths(self._menus.all_actions()))
        for binding in bindings:
            yield self._command(binding, paths.get(binding.name, ""), None)

    def _of_pages(self, by_place: Mapping[str, Sequence[Binding]]) -> Iterator[Command]:
        built = self._actions.pages
        for name, page in built.items():
            yield from self._of_page(name, page, by_place[name])
        names = self._preferences.settings().colour_names
        for action in page_actions(lambda colour: names.get(colour) or plain_title(colour)):
            if action.page not in built:
                yield self._unbuilt(action)

    def _of_page(
        self, name: PageName, page: Page, bindings: Sequence[Binding]
    ) -> Iterator[Command]:
        groups = [(_menu_title(menu), list(group)) for menu, group in page.actions.items()]
        paths = dict(_paths(groups))
        title = self._actions.title(name)
        for binding in bindings:
            yield self._command(binding, _joined(title, paths.get(binding.name, "")), name)
        for menu, group in groups:
            for action in group:
                if action.menu() is not None:
                    path = _joined(title, menu)
                    yield Command(
                        action.objectName(), _plain(action), path, "", name, action.isEnabled()
                    )

    def _unbuilt(self, action: PageAction) -> Command:
        inside = _menu_title(action.menu)
        return Command(
            name=action.name,
            title=action.title,
            path=_joined(self._actions.title(action.page), inside),
            keys=self._actions.shortcuts.foretold(action.name, action.page, action.keys),
            page=action.page,
        )

    def _command(self, binding: Binding, path: str, page: PageName | None) -> Command:
        action = self._actions.shortcuts.action(binding.name)
        is_possible = action is not None and action.isEnabled()
        return Command(binding.name, binding.title, path, binding.keys, page, is_possible)

    def _action(self, name: str) -> QAction | None:
        if (action := self._actions.shortcuts.action(name)) is not None:
            return action
        groups = (group for page in self._actions.pages.values() for group in page.actions.values())
        return next((one for group in groups for one in group if one.objectName() == name), None)


def _paths(menus: Sequence[tuple[str, Sequence[QAction]]]) -> Iterator[tuple[str, str]]:
    """The names of actions with the titles of the menus that lead to them."""
    for title, actions in menus:
        for action in actions:
            menu = action.menu()
            if isinstance(menu, QMenu):
                yield from _paths([(_joined(title, _plain(action)), menu.actions())])
            else:
                yield action.objectName(), title


def _joined(*titles: str) -> str:
    return BREADCRUMB_SIGN.join(title for title in titles if title)


def _plain(action: QAction) -> str:
    return action.text().replace("&", "")


def _menu_title(menu: Menu) -> str:
    titles = {
        Menu.FILE: QCoreApplication.translate("Menus", "&File"),
        Menu.EDIT: QCoreApplication.translate("Menus", "&Edit"),
        Menu.VIEW: QCoreApplication.translate("Menus", "&View"),
        Menu.GO: QCoreApplication.translate("Menus", "&Go"),
    }
    return titles[menu].replace("&", "")
