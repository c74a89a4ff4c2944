"""What can be done with the question that is asked, with the keys for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from carrel.domain.scheduling import Confidence
from carrel.ui.icons import icon
from carrel.ui.key_meanings import meanings
from carrel.ui.page import Menu
from carrel.ui.pages.quiz.wording import confidence_words
from carrel.ui.shortcuts import name_actions


class QuestionActions(QObject):
    """The keys are taken by :meth:`take`, not by Qt: before it a button that has the focus must
    have had its Space, and a field its letters."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._acts: dict[QAction, Callable[[], object]] = {}
        self.answer = self._action(self.tr("Answer"), "Return", "Enter")
        self.go_on = self._action(self.tr("Go on"), "Space", icon_name="forward")
        self.passage = self._action(self.tr("Show or hide the passage"), "P", icon_name="eye")
        self.undo = self._action(self.tr("Take the last answer back"), "Z", icon_name="undo")
        self.mark = self._action(self.tr("Mark this question"), "M", icon_name="flag")
        self.edit = self._action(self.tr("Edit this question"), "E", icon_name="edit")
        self.bury = self._action(self.tr("Not today any more"), "B", icon_name="clock")
        self.skip = self._action(self.tr("Leave this question out"), "S", icon_name="skip")
        self.suspend = self._action(
            self.tr("Suspend: do not ask it until further notice"), icon_name="minus"
        )
        self.leave = self._action(self.tr("Leave the quiz for now"), "Esc", icon_name="close")
        self.choose = {
            number: self._action(
                self.tr("Choose or rate {number}").format(number=number), str(number)
            )
            for number in range(1, 10)
        }
        self.sure = {
            level.value: self._action(
                self.tr("How sure: {level}").format(level=confidence_words(level)),
                f"Alt+{level.value}",
            )
            for level in Confidence
        }
        name_actions("quiz", self)

    @property
    def by_menu(self) -> Mapping[Menu, Sequence[QAction]]:
        """The actions in the menus they belong to; those that choose by number are in none."""
        return {
            Menu.EDIT: [self.mark, self.edit, self.undo, self.skip, self.bury, self.suspend],
            Menu.VIEW: [self.passage],
            Menu.GO: [self.answer, self.go_on, self.leave],
        }

    def connect_all(self, acts: Mapping[QAction, Callable[[], object]]) -> None:
        """Call these when an action is chosen; one that returns False has not taken its key."""
        self._acts.update(acts)
        for action, act in acts.items():
            action.triggered.connect(lambda _checked=False, act=act: act())

    def show_possible(self, possible: Iterable[QAction]) -> None:
        """Enable these actions and no others."""
        wanted = set(possible)
        for action in self._acts:
            action.setEnabled(action in wanted)

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key press asks for; False if it asks for nothing that can be done now."""
        pressed = meanings(event)
        for action, act in self._acts.items():
            if action.isEnabled() and any(key in pressed for key in action.shortcuts()):
                return act() is not False
        return False

    def _action(self, text: str, *keys: str, icon_name: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if icon_name:
            action.setIcon(icon(icon_name))
        return action
