"""What the tray adds to the menus, with its keys; most can be done only while it is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from carrel.domain.proposals.proposal import Rule
from carrel.ui.icons import icon
from carrel.ui.page import Menu
from carrel.ui.pages.reader.proposals.words import rule_title
from carrel.ui.shortcuts import name_actions


class TrayActions(QObject):
    """The actions of the tray. Its owner connects them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.toggle = self._action(self.tr("Proposals for this text"), "Ctrl+Shift+P", "proposals")
        self.toggle.setCheckable(True)
        self.search = self._action(self.tr("Propose topics, claims and questions"), "", "proposals")
        self.accept = self._action(self.tr("Accept the proposal"), "A", "check")
        self.edit = self._action(self.tr("Change the proposal, then accept it…"), "F2", "edit")
        self.reject = self._action(self.tr("Reject the proposal"), "X", "close")
        self.choose = self._action(self.tr("Choose the proposal with others"), "S")
        self.take_back = self._action(self.tr("Take the last decision back"), "Z", "undo")
        self.accept_all = self._action(self.tr("Accept all proposals that are listed"))
        self.reject_all = self._action(self.tr("Reject all proposals that are listed"))
        self.reject_alike = self._action(
            self.tr("Reject all proposals of this sort in the whole text")
        )
        self.reject_alike.setWhatsThis(self.reject_alike.text())
        self.next = self._action(self.tr("Next proposal"), "K")
        self.previous = self._action(self.tr("Previous proposal"), "Shift+K")
        self.next_section = self._action(self.tr("Next section with proposals"), "Alt+K")
        name_actions("read.proposals", self)

    @property
    def by_menu(self) -> Mapping[Menu, Sequence[QAction]]:
        """The actions in the menus they belong to."""
        return {
            Menu.EDIT: [
                self.search,
                self.accept,
                self.edit,
                self.reject,
                self.choose,
                self.take_back,
                *self.of_several,
            ],
            Menu.VIEW: [self.toggle],
            Menu.GO: [self.next, self.previous, self.next_section],
        }

    @property
    def of_several(self) -> tuple[QAction, ...]:
        """What is done with more proposals than the chosen ones."""
        return (self.accept_all, self.reject_all, self.reject_alike)

    def name_rule(self, rule: Rule) -> None:
        """Say what would be rejected with the proposal in front."""
        self.reject_alike.setText(
            self.tr("Reject all in the whole text: {rule}").format(rule=rule_title(rule))
        )

    def show_enabled(self, *, is_open: bool, has_any: bool, has_others: bool) -> None:
        """Offer what can be done: with proposals that are listed, and with those elsewhere."""
        for action in (
            self.accept,
            self.edit,
            self.reject,
            self.choose,
            *self.of_several,
            self.next,
            self.previous,
        ):
            action.setEnabled(is_open and has_any)
        self.take_back.setEnabled(is_open)
        self.next_section.setEnabled(is_open and has_others)

    def _action(self, text: str, keys: str = "", icon_name: str = "") -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon_name:
            action.setIcon(icon(icon_name))
        return action
