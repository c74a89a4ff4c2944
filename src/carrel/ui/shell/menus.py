"""The menu bar: what the window itself offers, and between it what the page in front adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from carrel.ui.icons import icon
from carrel.ui.navigator import PageName
from carrel.ui.page import Menu
from carrel.ui.shortcuts import name_actions
from carrel.ui.theme import Scheme


class Menus(QObject):
    """The actions of the window, by name, and the menus that hold them."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self.undo = self._action(self.tr("Undo"), QKeySequence.StandardKey.Undo, "undo")
        self.redo = self._action(self.tr("Redo"), QKeySequence.StandardKey.Redo, "redo")
        self.undo.setWhatsThis(self.undo.text())
        self.redo.setWhatsThis(self.redo.text())
        self.search = self._action(self.tr("Search everything"), "Ctrl+K", "search")
        self.commands = self._action(self.tr("Do something by its name"), "Ctrl+Shift+A")
        self.back = self._action(self.tr("Back"), QKeySequence.StandardKey.Back, "back")
        self.forward = self._action(self.tr("Forward"), QKeySequence.StandardKey.Forward, "forward")
        self.full_screen = self._action(self.tr("Full screen"), "F11")
        self.quit = self._action(self.tr("Quit"), "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.settings = self._action(self.tr("Settings"), "Ctrl+,", "settings")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.shortcuts = self._action(self.tr("Keyboard shortcuts"), "F1")
        self.about = self._action(self.tr("About Carrel"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.schemes = self._scheme_actions()
        name_actions("window", self)

        self._menus: dict[Menu, QMenu] = {
            Menu.FILE: bar.addMenu(self.tr("&File")),
            Menu.EDIT: bar.addMenu(self.tr("&Edit")),
            Menu.VIEW: bar.addMenu(self.tr("&View")),
            Menu.GO: bar.addMenu(self.tr("&Go")),
        }
        self._ends = {
            Menu.FILE: self._fill(Menu.FILE, [], [self.quit]),
            Menu.EDIT: self._fill(
                Menu.EDIT,
                [self.undo, self.redo],
                [self.search, self.commands, self.settings],
            ),
            Menu.VIEW: self._fill(Menu.VIEW, [], [self.full_screen]),
            Menu.GO: self._fill(Menu.GO, [self.back, self.forward], []),
        }
        self._menus[Menu.VIEW].addMenu(self._appearance_menu())
        self._help = bar.addMenu(self.tr("&Help"))
        self._help.addActions([self.shortcuts, self.about])
        self._page_actions: list[tuple[QMenu, QAction]] = []

    @property
    def view(self) -> QMenu:
        """The View menu."""
        return self._menus[Menu.VIEW]

    def add(self, menu: Menu, action: QAction) -> None:
        """Add an action of the whole program at the head of a menu's own ones."""
        first = self._menus[menu].actions()[0]
        self._menus[menu].insertAction(first, action)

    def add_help(self, action: QAction) -> None:
        """Add an action at the head of the Help menu."""
        self._help.insertAction(self._help.actions()[0], action)

    def add_page(self, name: PageName, title: str, shortcut: str) -> QAction:
        """Add the entry of a page to the Go menu."""
        action = self._action(title, shortcut, name.value)
        action.setObjectName(f"window.go_{name}")
        action.setWhatsThis(self.tr("Go to {page}").format(page=title))
        self._menus[Menu.GO].insertAction(self._ends[Menu.GO], action)
        return action

    def show_page_actions(self, actions: Mapping[Menu, Sequence[QAction]]) -> None:
        """Put the actions of the page in front in place of those of the page before."""
        wanted = [
            (self._menus[name], action) for name, group in actions.items() for action in group
        ]
        if wanted == self._page_actions:
            return
        for menu, action in self._page_actions:
            menu.removeAction(action)
        self._page_actions = wanted
        for name, group in actions.items():
            self._menus[name].insertActions(self._ends[name], list(group))

    def all_actions(self) -> list[tuple[str, list[QAction]]]:
        """Each menu's title with its actions."""
        menus = [*self._menus.values(), self._help]
        return [(menu.title().replace("&", ""), menu.actions()) for menu in menus]

    @property
    def actions(self) -> list[QAction]:
        """All actions that are in the menus now, those in menus within menus as well."""
        groups = [group for _title, group in self.all_actions()]
        return [one for group in groups for action in group for one in _within(action)]

    def _fill(self, name: Menu, first: list[QAction], last: list[QAction]) -> QAction:
        """Fill a menu; returns the separator before which the page's actions stand."""
        menu = self._menus[name]
        menu.addActions(first)
        if first:
            menu.addSeparator()
        end = menu.addSeparator()
        menu.addActions(last)
        return end

    def _action(
        self, text: str, shortcut: QKeySequence.StandardKey | str = "", icon_name: str = ""
    ) -> QAction:
        action = QAction(text, self)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        if icon_name:
            action.setIcon(icon(icon_name))
        return action

    def _scheme_actions(self) -> dict[Scheme, QAction]:
        titles = {
            Scheme.SYSTEM: self.tr("As the system"),
            Scheme.LIGHT: self.tr("Light"),
            Scheme.DARK: self.tr("Dark"),
        }
        group = QActionGroup(self)
        actions = {scheme: QAction(title, group) for scheme, title in titles.items()}
        for action in actions.values():
            action.setCheckable(True)
            action.setWhatsThis(self.tr("Appearance: {name}").format(name=action.text()))
        return actions

    def _appearance_menu(self) -> QMenu:
        menu = QMenu(self.tr("Appearance"), self._menus[Menu.VIEW])
        menu.addActions(list(self.schemes.values()))
        return menu


def _within(action: QAction) -> list[QAction]:
    menu = action.menu()
    return menu.actions() if isinstance(menu, QMenu) else [action]
