"""Answering an ordering: items that are dragged, or moved by keys and buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
)
from typing_extensions import override

from carrel.domain.questions.body import Response
from carrel.domain.questions.grade import Grade, Verdict
from carrel.domain.questions.ordering import Ordering
from carrel.domain.questions.shuffling import shuffled
from carrel.domain.text.escaping import inline
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.ordering_rows import IS_RIGHT, ItemRows
from carrel.ui.answering.pictured_words import PicturedWords
from carrel.ui.theme import Theme
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.buttons import icon_button
from carrel.ui.widgets.flowing_text import FlowingText
from carrel.ui.widgets.labels import muted

_NUMBER = Qt.ItemDataRole.UserRole


class OrderingInput(AnswerInput):
    """The items in some order; every order is an answer, so it is always complete."""

    def __init__(self, context: InputContext) -> None:
        super().__init__(context)
        self._body = cast(Ordering, context.turn.question.body)
        self._items = [PicturedWords.of(item, context.picture) for item in self._body.items]
        self._list = _MovableList(context.theme, self._items)
        self._list.setAccessibleName(self.tr("Items to put in order"))
        self._list.moved.connect(self.changed)
        for number in _start_order(len(self._body.items), context.turn.seed):
            item = QListWidgetItem(self._items[number].words)
            item.setData(_NUMBER, number)
            self._list.addItem(item)
        self._up = icon_button("up", self.tr("Move up (Ctrl+Up)"))
        self._down = icon_button("down", self.tr("Move down (Ctrl+Down)"))
        self._up.clicked.connect(lambda: self._list.move_current(-1))
        self._down.clicked.connect(lambda: self._list.move_current(1))
        self._hint = muted(
            self.tr("Drag the items, or move the chosen one with Ctrl+Up and Ctrl+Down.")
        )
        self._solution = FlowingText()
        self._solution.hide()
        buttons = QVBoxLayout()
        buttons.addWidget(self._up)
        buttons.addWidget(self._down)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._list, 1)
        row.addLayout(buttons)
        self.column.addWidget(self._hint)
        self.column.addLayout(row)
        self.column.addWidget(self._solution)

    @property
    @override
    def response(self) -> Response:
        return [self._list.item(row).data(_NUMBER) for row in range(self._list.count())]

    @property
    @override
    def is_complete(self) -> bool:
        return True

    @override
    def press_digit(self, digit: int) -> bool:
        if not 1 <= digit <= self._list.count():
            return False
        self._list.setCurrentRow(digit - 1)
        self._list.setFocus()
        return True

    @override
    def focus_first(self) -> None:
        self._list.setCurrentRow(max(self._list.currentRow(), 0))
        self._list.setFocus()

    @override
    def show_outcome(self, response: Response, grade: Grade) -> None:
        if response is not None:
            self._list.set_order(response)
        for row, mark in enumerate(grade.marks):
            item = self._list.item(row)
            is_right = mark.verdict is Verdict.RIGHT
            item.setData(IS_RIGHT, is_right)
            words = self.tr("in its place") if is_right else self.tr("does not follow here")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}: {words}")
        self._list.lock()
        for widget in (self._up, self._down, self._hint):
            widget.hide()
        if not grade.is_right:
            items = (f"{place}. {inline(one.words)}" for place, one in enumerate(self._items, 1))
            title = self.tr("The right order:")
            self._solution.show_markdown("\n".join([f"{title}\n", *items]))
            self._solution.show()


class _MovableList(QListWidget):
    """A list as high as its items, whose items can be dragged or moved by Ctrl and arrow keys."""

    def __init__(self, theme: Theme, items: Sequence[PicturedWords]) -> None:
        super().__init__()
        self.setObjectName("orderingList")
        self.setItemDelegate(ItemRows(self, theme, items))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.moved = self.model().rowsMoved
        self.moved.connect(self._fit)

    def move_current(self, step: int) -> None:
        """Move the chosen item up (-1) or down (1)."""
        row = self.currentRow()
        if row < 0 or not 0 <= row + step < self.count():
            return
        below = row + step + (1 if step > 0 else 0)
        self.model().moveRow(self.rootIndex(), row, self.rootIndex(), below)
        self.setCurrentRow(row + step)
        words = self.tr("{item}: place {number} of {count}").format(
            item=self.item(row + step).text(), number=row + step + 1, count=self.count()
        )
        announce(self, words)

    def set_order(self, numbers: list[int]) -> None:
        """Put the items into this order."""
        items = {self.item(0).data(_NUMBER): self.takeItem(0) for _ in range(self.count())}
        for number in numbers:
            self.addItem(items[number])
        self._fit()

    def lock(self) -> None:
        """Nothing can be moved or chosen any more."""
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setCurrentRow(-1)
        self.clearSelection()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the item by Ctrl and arrow keys; digits and Enter are the page's."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None and self.dragEnabled():
                self.move_current(step)
                return
        if event.text().isalnum() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the items at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Qt would measure the items at the new width only a while later.
            self.doItemsLayout()
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fit to the items once they have been laid out."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest or event.type() is QEvent.Type.Show:
            self._fit()
        return bool(handled)

    def _fit(self) -> None:
        rows = (self.sizeHintForRow(row) + 2 * self.spacing() for row in range(self.count()))
        self.setFixedHeight(sum(rows) + 2 * self.frameWidth() + 4)


def _start_order(count: int, seed: str) -> tuple[int, ...]:
    """An order to start from that is not the right one."""
    order = shuffled(count, seed)
    return order[::-1] if order == tuple(range(count)) else order
