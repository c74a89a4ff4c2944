"""What the Notes page adds to the menus, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from carrel.domain.annotations import Colour
from carrel.ui.icons import icon
from carrel.ui.page import Menu
from carrel.ui.shortcuts import name_actions


class NotesActions(QObject):
    """The actions on the selected notes. Their owner connects them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.open = self._action(self.tr("Show in the text"), "Ctrl+Return", "read")
        self.edit = self._action(self.tr("Edit the note"), "F2", "edit")
        self.tags = self._action(self.tr("Tags…"), "G", "tag")
        self.colours = {
            colour: self._action("", str(number)) for number, colour in enumerate(Colour, start=1)
        }
        self.delete = self._action(self.tr("Delete"), "Del", "delete")
        self.export = self._action(self.tr("Export notes as Markdown …"), "Ctrl+E", "export")
        self.find = self._action(self.tr("Filter by words"), "Ctrl+F", "search")
        self.orphans = self._action(self.tr("Notes without a place"), "Ctrl+Shift+O", "fit")
        self.orphans.setCheckable(True)
        name_actions("notes", self)

    @property
    def on_selection(self) -> tuple[QAction, ...]:
        """Those that need selected notes."""
        return (self.tags, *self.colours.values(), self.delete)

    @property
    def by_menu(self) -> Mapping[Menu, Sequence[QAction]]:
        """The actions in the menus they belong to."""
        return {
            Menu.FILE: [self.export],
            Menu.EDIT: [
                self.edit,
                self.tags,
                *self.colours.values(),
                self.delete,
                self.find,
            ],
            Menu.VIEW: [self.orphans],
            Menu.GO: [self.open],
        }

    def show_names(self, title: Callable[[Colour], str]) -> None:
        """Call the colours as the student does."""
        for colour, action in self.colours.items():
            action.setText(self.tr("Mark as {colour}").format(colour=title(colour)))

    def _action(self, text: str, keys: str, icon_name: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        if icon_name:
            action.setIcon(icon(icon_name))
        return action
