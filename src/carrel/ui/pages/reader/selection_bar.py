"""The small bar beside selected or marked words: what can be done with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from carrel.domain.annotations import Annotation, Colour, Style
from carrel.ui.pages.reader.actions import ReaderActions
from carrel.ui.shortcuts import hint
from carrel.ui.widgets.annotation_look import AnnotationLook
from carrel.ui.widgets.buttons import follow_keys, icon_button

_DISTANCE = 10
"""Pixels between the words and the bar."""


class SelectionBar(QFrame):
    """Floats over the text. It marks new words, or changes what is marked already."""

    colour_chosen = Signal(object)
    underline_requested = Signal()
    fit_requested = Signal()
    tags_requested = Signal()
    note_requested = Signal()
    question_requested = Signal()
    copy_requested = Signal()
    delete_requested = Signal()
    let_go_requested = Signal()

    def __init__(self, look: AnnotationLook, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setObjectName("selectionBar")
        self.setAccessibleName(self.tr("Mark these words"))
        self._look = look
        self._swatches: dict[Colour, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 5, 6, 5)
        row.setSpacing(2)
        for colour in Colour:
            button = icon_button(colour.value, "", self)
            button.setObjectName(f"mark_{colour.value}")
            button.setIconSize(QSize(22, 22))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, chosen=colour: self.colour_chosen.emit(chosen))
            self._swatches[colour] = button
            row.addWidget(button)
        row.addSpacing(6)
        self._underline = self._button("underline", self.tr("Underline"), "underlineWords")
        self._underline.setCheckable(True)
        self._underline.clicked.connect(self.underline_requested)
        self._fit = self._button(
            "fit", self.tr("Fit the mark here to the selected words"), "fitMark"
        )
        self._fit.clicked.connect(self.fit_requested)
        self._tags = self._button("tag", self.tr("Tags"), "tagMark")
        self._tags.clicked.connect(self.tags_requested)
        self._note = self._button("note", self.tr("Write a note"), "writeNote")
        self._note.clicked.connect(self.note_requested)
        self._question = self._button("quiz", self.tr("Make a question"), "makeQuestion")
        self._question.clicked.connect(self.question_requested)
        self._copy = self._button("copy", self.tr("Copy with citation"), "copyCited")
        self._copy.clicked.connect(self.copy_requested)
        self._delete = self._button("delete", self.tr("Delete"), "deleteMark")
        self._delete.clicked.connect(self.delete_requested)
        buttons = (
            self._underline,
            self._fit,
            self._note,
            self._tags,
            self._question,
            self._copy,
            self._delete,
        )
        for button in buttons:
            row.addWidget(button)
        look.changed.connect(self._show_look)
        self._show_look()
        self.hide()

    def follow(self, actions: ReaderActions) -> None:
        """Tell the keys that do the same as the buttons."""
        pairs = (
            (self._underline, actions.underline),
            (self._fit, actions.fit),
            (self._tags, actions.tags),
            (self._note, actions.note),
            (self._question, actions.question),
            (self._copy, actions.cite),
            (self._delete, actions.delete),
        )
        for button, action in pairs:
            follow_keys(button, button.accessibleName(), action)
        for colour, action in actions.colours.items():
            action.changed.connect(partial(self._show_name, colour, action))
            self._show_name(colour, action)

    def _show_name(self, colour: Colour, action: QAction) -> None:
        self._swatches[colour].setToolTip(hint(self._look.title(colour), action))

    def show_for_selection(self, words: QRect, *, can_fit: bool) -> None:
        """Offer to mark the words that are selected; ``words`` is where they stand.

        With ``can_fit`` offer to let a mark that they overlap hold just them.
        """
        self._fit.setVisible(can_fit)
        self._show(words, None, is_underlined=False)

    def show_for_mark(self, words: QRect, annotation: Annotation) -> None:
        """Offer to change what is marked."""
        self._fit.hide()
        is_underlined = annotation.style is Style.UNDERLINE
        self._show(words, annotation.colour, is_underlined=is_underlined)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets go of the words."""
        if event.key() == Qt.Key.Key_Escape:
            self.let_go_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a rounded surface in the window's colours, as its icons are, whatever the page's."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QGuiApplication.palette().color(QPalette.ColorRole.Window))
        painter.setPen(QPen(QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText), 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 7, 7)

    def _show(self, words: QRect, colour: Colour | None, *, is_underlined: bool) -> None:
        self._underline.setChecked(is_underlined)
        self._tags.setVisible(colour is not None)
        for each, button in self._swatches.items():
            button.setChecked(each is colour)
        self._delete.setVisible(colour is not None)
        self.adjustSize()
        self._place(words)
        self.show()
        self.raise_()

    def _place(self, words: QRect) -> None:
        """Below the words, above them where there is no room, and always within the parent."""
        area = self._area.rect()
        size = self.sizeHint()
        x = min(max(words.center().x() - size.width() // 2, 4), area.width() - size.width() - 4)
        y = words.bottom() + _DISTANCE
        if y + size.height() > area.height():
            y = words.top() - _DISTANCE - size.height()
        y = min(max(y, 4), area.height() - size.height() - 4)
        self.setGeometry(QRect(x, y, size.width(), size.height()))

    def _button(self, icon_name: str, name: str, object_name: str) -> QToolButton:
        button = icon_button(icon_name, name, self)
        button.setObjectName(object_name)
        return button

    def _show_look(self) -> None:
        for colour, button in self._swatches.items():
            name = self._look.title(colour)
            button.setIcon(self._look.swatch(colour, self.devicePixelRatioF()))
            button.setAccessibleName(self.tr("Mark as {colour}").format(colour=name))
