"""What is told after an answer: right or wrong, why, and when the question comes back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from carrel.domain.ids import TopicId
from carrel.domain.quiz_session import Outcome
from carrel.domain.scheduling import Confidence, Rating
from carrel.ui.icons import tinted
from carrel.ui.pages.quiz.wording import interval_words, rating_words, verdict_words
from carrel.ui.theme import Role, Theme
from carrel.ui.widgets.announcing import announce
from carrel.ui.widgets.buttons import LinkButton, follow_keys
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.flowing_text import FlowingText, Picture
from carrel.ui.widgets.labels import heading, muted

_SIGN = 22


class FeedbackCard(Card):
    """The verdict with a sign and a word, the explanation, and the rating that can be changed."""

    rating_requested = Signal(object)
    topic_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("quizFeedback")
        self._theme = theme
        self._sign = QLabel()
        self._sign.setFixedSize(_SIGN, _SIGN)
        self._verdict = heading()
        self._sentence = muted()
        self._explanation = FlowingText()
        self._ratings = QButtonGroup(self)
        self._topics = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._topics.setSizePolicy(policy)
        self._topics.hide()
        self._topic_flow = Flow(self._topics, gap=2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._verdict, 1)
        self.column.addLayout(head)
        self.column.addWidget(self._sentence)
        self.column.addWidget(self._explanation)
        self.column.addSpacing(4)
        self.column.addWidget(muted(self.tr("Ask again after")))
        self.column.addLayout(self._rating_row())
        self.column.addWidget(self._topics)

    @property
    def verdict(self) -> str:
        """What is said of the answer."""
        return self._verdict.text()

    def show_outcome(self, outcome: Outcome, picture: Picture | None = None) -> None:
        """Show what came of an answer."""
        was_sure = outcome.confidence is Confidence.SURE
        self._verdict.setText(verdict_words(outcome.grade, was_sure=was_sure))
        self._show_sign(outcome)
        self._sentence.setText(self._sentence_text(outcome.sentence_score))
        self._sentence.setVisible(outcome.sentence_score is not None)
        self._explanation.setVisible(bool(outcome.turn.question.explanation))
        self._explanation.show_markdown(outcome.turn.question.explanation, picture)
        for rating in Rating:
            button = self._ratings.button(int(rating))
            name, after = rating_words(rating), interval_words(outcome.intervals[rating])
            button.setText(f"{name}\n{after}")
            button.setAccessibleName(
                self.tr("{rating}: ask again after {interval}").format(rating=name, interval=after)
            )
            button.setChecked(rating is outcome.rating)

    def show_topics(self, topics: Mapping[TopicId, str]) -> None:
        """Lead to the pages of what the question is about: ids and names."""
        while (item := self._topic_flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        about = muted(self.tr("About:"))
        about.setContentsMargins(0, 3, 4, 3)
        self._topic_flow.addWidget(about)
        before: QWidget = self._ratings.buttons()[-1]
        for topic, name in topics.items():
            link = LinkButton(name)
            link.setAccessibleName(self.tr("Topic: {name}").format(name=name))
            link.clicked.connect(partial(self.topic_requested.emit, topic))
            self._topic_flow.addWidget(link)
            link.show()
            QWidget.setTabOrder(before, link)
            before = link
        self._topics.setVisible(bool(topics))

    def announce(self) -> None:
        """Have a screen reader say the verdict and the explanation."""
        parts = (self._verdict.text(), self._explanation.plain_text)
        announce(self, ". ".join(part for part in parts if part))

    def follow(self, actions: Mapping[int, QAction]) -> None:
        """Tell the keys of these actions, which are by the numbers of the ratings."""
        for rating in Rating:
            button = self._ratings.button(int(rating))
            follow_keys(button, self.tr("Say yourself how well it went"), actions[int(rating)])

    def press(self, number: int) -> bool:
        """Choose the rating with this number; False if there is none."""
        if number not in list(Rating):
            return False
        self._ratings.button(number).click()
        return True

    def _rating_row(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, rating in enumerate(Rating):
            button = QPushButton()
            button.setCheckable(True)
            button.setMinimumHeight(button.fontMetrics().height() * 2 + 14)
            button.clicked.connect(
                lambda _=False, rating=rating: self.rating_requested.emit(rating)
            )
            self._ratings.addButton(button, int(rating))
            grid.addWidget(button, 0, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _sentence_text(self, score: float | None) -> str:
        if not score:
            return self.tr("The sentence that answers it is marked in the text.")
        return (
            self.tr("You found the sentence that answers it.")
            if score == 1
            else self.tr("You came near the words that answer it; they are marked in the text.")
        )

    def _show_sign(self, outcome: Outcome) -> None:
        if outcome.grade.is_right:
            name, role = "check", Role.GOOD
        elif outcome.grade.is_partly_right:
            name, role = "minus", Role.WARNING
        else:
            name, role = "wrong", Role.BAD
        ratio = self.devicePixelRatioF()
        picture = tinted(name, self._theme.colour(role), round(_SIGN * ratio))
        picture.setDevicePixelRatio(ratio)
        self._sign.setPixmap(picture)
        palette = self._verdict.palette()
        palette.setColor(self._verdict.foregroundRole(), self._theme.colour(role))
        self._verdict.setPalette(palette)
