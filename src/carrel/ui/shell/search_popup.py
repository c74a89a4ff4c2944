"""The list of hits that hangs below the search field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from carrel.ui.shell.search_field import SearchField
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.words_list import WordsItem, WordsList

_WIDTH = 560
_GAP = 4


@dataclass(frozen=True, slots=True)
class Replacement:
    """The target of a row that changes what is asked: the field holds ``text`` then."""

    text: str


class SearchPopup(QFrame):
    """Lies over the window while the field is used; the keyboard stays in the field.

    ``asked`` tells what is in the field once typing pauses, or that it is empty when the student
    comes to it; ``opened`` tells the target of a row, ``left`` that searching is done.
    """

    asked = Signal(str)
    opened = Signal(object)
    left = Signal()

    def __init__(self, field: SearchField, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("searchPopup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._field = field
        self._window = window
        self.hits = WordsList()
        self.hits.setObjectName("searchHits")
        self.hits.setAccessibleName(self.tr("What was found"))
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.message = muted()
        self.message.setObjectName("searchMessage")
        self.message.setContentsMargins(10, 8, 10, 8)
        self._hint = muted()
        self._hint.setObjectName("searchHint")
        self._hint.setContentsMargins(10, 4, 10, 6)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        for widget in (self.message, self.hits, self._hint):
            self._column.addWidget(widget)
        # What is typed faster than hits are found is asked for once, when all of it is there.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)
        self._pause.timeout.connect(lambda: self.asked.emit(field.text()))
        field.textEdited.connect(lambda: self._pause.start())
        field.entered.connect(self._on_entered)
        field.installEventFilter(self)
        window.installEventFilter(self)
        self.hits.opened.connect(self._open)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self.hide()

    def show_items(
        self,
        items: Sequence[WordsItem],
        message: str = "",
        *,
        hint: str = "",
        preferred: object = None,
    ) -> None:
        """Show rows, or a message where there are none; without either it goes away.

        ``hint`` says below them what can be typed. The row with the target ``preferred`` is chosen,
        else the first.
        """
        if not items and not message:
            self.hide()
            return
        for label, text in ((self.message, message), (self._hint, hint)):
            label.setText(text)
            label.setVisible(bool(text))
        self.hits.setVisible(bool(items))
        self.hits.show_items(items)
        self.hits.choose_first()
        if preferred is not None:
            self.hits.choose_target(preferred)
        self._place()
        self.show()
        self.raise_()
        # Choosing the first row has led past the heading above it.
        self.hits.scrollToTop()

    @property
    def corner(self) -> QPoint:
        """Where on the screen it hangs: the lower left corner of the field."""
        return self._field.mapToGlobal(QPoint(0, self._field.height() + _GAP))

    def shows(self, text: str) -> bool:
        """Whether it still shows what was found for ``text``."""
        return self.isVisible() and self._field.text() == text

    def ask_again(self) -> None:
        """Have what is in the field looked for anew, if the student still looks at it."""
        if self.isVisible():
            self.asked.emit(self._field.text())

    def say(self, text: str) -> None:
        """Say something above the rows, and leave them as they are."""
        self.message.setText(text)
        self.message.show()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, text))

    def leave(self) -> None:
        """Go away with what was typed, before something else is done."""
        self.hide()
        self._field.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that walk in the list from the field; stay below it."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif watched is self._field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._take_key(event.key())
        return False

    def _take_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.isVisible():
                self.hits.choose_next(1 if key == Qt.Key.Key_Down else -1)
                self._say_chosen()
            else:
                self.asked.emit(self._field.text())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.isVisible() or self._pause.isActive():
                self._pause.stop()
                self.asked.emit(self._field.text())
            if self.hits.isVisibleTo(self):
                self.hits.open_chosen()
            return True
        if key == Qt.Key.Key_Escape:
            if self.isVisible() and self._field.text():
                self.hide()
            else:
                self.hide()
                self._field.clear()
                self.left.emit()
            return True
        return False

    def _open(self, target: object) -> None:
        if isinstance(target, Replacement):
            self._field.begin_with(target.text)
        else:
            self.opened.emit(target)

    def _on_entered(self) -> None:
        if not self._field.text():
            self.asked.emit("")

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not self._field:
            self._pause.stop()
            self.hide()

    def _say_chosen(self) -> None:
        words = self.hits.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, words))

    def _place(self) -> None:
        """Below the field, at its right edge, as high as it needs and the window has room."""
        corner = self._field.mapTo(
            self._window, QPoint(self._field.width(), self._field.height() + _GAP)
        )
        width = min(_WIDTH, corner.x() - _GAP)
        room = self._window.height() - corner.y() - 3 * _GAP
        self.setGeometry(corner.x() - width, corner.y(), width, room)
        self._column.activate()
        edge = 2 * (self.frameWidth() + self._column.contentsMargins().left())
        labels = [one for one in (self.message, self._hint) if one.isVisibleTo(self)]
        needed = edge + sum(one.heightForWidth(width - edge) for one in labels)
        if self.hits.isVisibleTo(self):
            height = self.hits.needed_height(at_most=room - needed)
            self.hits.setFixedHeight(height)
            needed += height
        self.resize(width, min(room, needed))
