"""The message bar above a page: one sentence, one thing to do about it, and a way to close it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from carrel.ui.icons import tinted
from carrel.ui.theme import Role, Theme
from carrel.ui.widgets.buttons import icon_button
from carrel.ui.widgets.labels import body

_ICON_SIZE = 18


class Banner(QWidget):
    """Hidden until it is told something; a new message takes the place of the last."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._theme = theme
        self._is_error = False
        self._action: Callable[[], None] | None = None
        self._sign = QLabel()
        self._text = body()
        self._text.setObjectName("bannerText")
        self._button = QPushButton()
        self._button.setObjectName("bannerAction")
        self._button.clicked.connect(self._act)
        close = icon_button("close", self.tr("Close this message"))
        close.setObjectName("bannerClose")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self._theme.changed.connect(self._show_sign)
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says, or said last."""
        return self._text.text()

    def show_message(
        self,
        text: str,
        *,
        is_error: bool = False,
        action_text: str = "",
        action: Callable[[], None] | None = None,
    ) -> None:
        """Say ``text``; a button ``action_text`` does ``action`` and closes the banner."""
        self._is_error = is_error
        self._action = action
        self._text.setText(text)
        self._button.setText(action_text)
        self._button.setVisible(action is not None)
        self._show_sign()
        self.show()
        self._announce(text)

    def leave_page(self) -> None:
        """Hide what only informed of the page that is left; errors and offers stay."""
        if not self._is_error and self._action is None:
            self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground in the colour of the message's kind."""
        painter = QPainter(self)
        ground = Role.BAD_SOFT if self._is_error else Role.ACCENT_SOFT
        # Not fillRect: PySide would load every kind of brush and gradient to choose among them.
        painter.setPen(self._theme.colour(ground))
        painter.setBrush(self._theme.colour(ground))
        painter.drawRect(self.rect())

    def _show_sign(self) -> None:
        name, role = ("warning", Role.BAD) if self._is_error else ("info", Role.ACCENT)
        ratio = self.devicePixelRatioF()
        picture = tinted(name, self._theme.colour(role), round(_ICON_SIZE * ratio))
        picture.setDevicePixelRatio(ratio)
        self._sign.setPixmap(picture)
        self._sign.setFixedSize(QSize(_ICON_SIZE, _ICON_SIZE))
        self._sign.setAccessibleName(self.tr("Error") if self._is_error else self.tr("Message"))
        self.update()

    def _act(self) -> None:
        action = self._action
        self.hide()
        if action is not None:
            action()

    def _announce(self, text: str) -> None:
        """Have a screen reader say it; an error interrupts what is being said."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self, text)
        if self._is_error:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
