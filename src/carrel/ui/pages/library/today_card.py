"""What is worth doing today: what ten minutes would gain, and what skipping them costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.labels import heading, muted

if TYPE_CHECKING:
    from carrel.services.today import Today


class TodayCard(Card):
    """Shows :class:`Today`; hidden while there is nothing to ask."""

    minutes_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("todayCard")
        self.setVisible(False)
        self._title = heading("")
        self._words = muted()
        self._rest = muted()
        self.button = PrimaryButton(self.tr("Start"))
        self.button.setObjectName("startMinutes")
        self.button.clicked.connect(self.minutes_requested)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._title, self._words, self._rest):
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    def show_today(self, today: Today) -> None:
        """Say what the minutes are worth."""
        # It knows the rules of quizzes, which take longer to load than this page to show.
        from carrel.ui.widgets.outlook_words import outlook_words, rest_words

        outlook = today.outlook
        title = self.tr("{count} minutes now").format(count=today.minutes)
        self._title.setText(title)
        self._words.setText(outlook_words(outlook))
        rest = rest_words(outlook)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.button.setAccessibleName(f"{self.button.text()}: {title}")
        self.setVisible(outlook.questions > 0)
