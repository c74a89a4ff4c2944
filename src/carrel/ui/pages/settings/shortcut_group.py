"""The keys of every action, by where it can be done: found by words, and changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPushButton

from carrel.ui.pages.settings.group import SettingGroup
from carrel.ui.shortcuts import Binding
from carrel.ui.widgets.action_tree import ActionLine, ActionTree
from carrel.ui.widgets.flow import Flow


class ShortcutGroup(SettingGroup):
    """What the student wants with the action that is chosen leaves as a signal, with its name."""

    opened = Signal()
    """It is seen for the first time: what it shows is needed now."""

    change_requested = Signal(str)
    clear_requested = Signal(str)
    put_back_requested = Signal(str)
    put_all_back_requested = Signal()

    def __init__(self, title: str, intro: str) -> None:
        super().__init__(title, intro)
        self._was_opened = False
        self._bindings: dict[str, Binding] = {}
        self._list = ActionTree([self.tr("Action"), self.tr("Keys"), self.tr("As it comes")])
        self._change = self._button("changeKeys", self.tr("Change…"))
        self._clear = self._button("clearKeys", self.tr("Leave without keys"))
        self._back = self._button("putKeysBack", self.tr("Put back"))
        self._all = self._button("putAllKeysBack", self.tr("Put all back"))
        self._build()
        self._connect()

    def show_places(self, places: Sequence[tuple[str, Sequence[tuple[Binding, str]]]]) -> None:
        """Show the actions of each place, each with the keys that it comes with."""
        self._bindings = {one.name: one for _, lines in places for one, _ in lines}
        self._list.show_places(
            [(title, [self._line(*line) for line in lines]) for title, lines in places]
        )
        self._all.setEnabled(any(one.is_changed for one in self._bindings.values()))
        self._show_possible()

    def choose(self, name: str) -> None:
        """Choose an action."""
        self._list.choose(name)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the actions the first time."""
        super().showEvent(event)
        if not self._was_opened:
            self._was_opened = True
            self.opened.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and F2 change, and Delete takes the keys away, where the list has the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            button = {
                int(Qt.Key.Key_Return): self._change,
                int(Qt.Key.Key_Enter): self._change,
                int(Qt.Key.Key_F2): self._change,
                int(Qt.Key.Key_Delete): self._clear,
            }.get(int(event.key()))
            if button is not None:
                button.click()
                return True
        return super().eventFilter(watched, event)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        return button

    def _build(self) -> None:
        buttons = Flow(gap=8)
        for button in (self._change, self._clear, self._back, self._all):
            buttons.addWidget(button)
        self.column.addWidget(self._list, 1)
        self.column.addSpacing(10)
        self.column.addLayout(buttons)

    def _connect(self) -> None:
        tree = self._list.tree
        tree.installEventFilter(self)
        tree.currentItemChanged.connect(self._show_possible)
        tree.itemDoubleClicked.connect(lambda: self._change.click())
        self._change.clicked.connect(lambda: self.change_requested.emit(self._list.chosen))
        self._clear.clicked.connect(lambda: self.clear_requested.emit(self._list.chosen))
        self._back.clicked.connect(lambda: self.put_back_requested.emit(self._list.chosen))
        self._all.clicked.connect(self.put_all_back_requested)

    def _line(self, binding: Binding, plain: str) -> ActionLine:
        none = self.tr("none")
        before = (plain or none) if binding.is_changed else ""
        texts = (binding.title, binding.keys or none, before)
        return ActionLine(binding.name, texts, is_strong=binding.is_changed)

    def _show_possible(self) -> None:
        chosen = self._bindings.get(self._list.chosen)
        self._change.setEnabled(chosen is not None)
        self._clear.setEnabled(chosen is not None and bool(chosen.keys))
        self._back.setEnabled(chosen is not None and chosen.is_changed)
