"""The tab with the timeline: the line above, all events as a list, and the chosen one beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.timeline import EventKind
from carrel.services.timeline_browsing import TimelineEntry
from carrel.ui.pages.claims.event_words import dates, kind_title, length, source_mark
from carrel.ui.pages.claims.timeline_line import HEIGHT, TimelineLine
from carrel.ui.widgets.buttons import LinkButton, PrimaryButton, icon_button
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body, heading, muted
from carrel.ui.widgets.words_list import WordsList, WordsRow

_EDGE = 24
"""Pixels that a chosen event keeps from the edges of the line's window."""


class TimelineView(QWidget):
    """Shows what happened when."""

    event_requested = Signal(int)
    words_requested = Signal()
    topic_requested = Signal(str)
    exercises_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineView")
        self.line = TimelineLine()
        self._scroll = QScrollArea()
        self.list = WordsList()
        self.list.setObjectName("timelineList")
        self.list.setAccessibleName(self.tr("Events, the earliest first"))
        self._title = heading()
        self._when = muted()
        self._what = body()
        self._sources = body()
        self.words = PrimaryButton(self.tr("Show the words"))
        self.words.setObjectName("showEventWords")
        self._topics = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._topics.setSizePolicy(policy)
        self._flow = Flow(self._topics, gap=2)
        self._hint = muted()
        self._build()
        self._connect()

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these events; none is chosen."""
        self.line.show_entries(entries)
        self.list.show_items([_row(row, entry) for row, entry in enumerate(entries)])
        # All rows at once, so that a click on the line finds its row.
        while self.list.words.canFetchMore(self.list.rootIndex()):
            self.list.words.fetchMore(self.list.rootIndex())
        self.show_event(-1, None)
        if not entries:
            self._hint.setText(self.tr("This material has no dated events."))

    def show_event(self, row: int, entry: TimelineEntry | None) -> None:
        """Show one event and mark it on the line and in the list."""
        self.line.show_current(row)
        for widget in (self._title, self._when, self._what, self._sources, self.words):
            widget.setVisible(entry is not None)
        self._topics.setVisible(entry is not None)
        self._hint.setVisible(entry is None)
        self._hint.setText(self.tr("Choose an event on the line or in the list."))
        if entry is None:
            return
        index = self.list.words.index(row, 0)
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        at = self.line.place_of(row)
        self._scroll.ensureVisible(at.x(), at.y(), 120, 20)
        self._show_words(entry)

    def _show_words(self, entry: TimelineEntry) -> None:
        event = entry.event
        self._title.setText(event.title)
        self._when.setText(_when(entry))
        self._what.setText(event.description)
        self._what.setVisible(bool(event.description))
        if event.sources:
            text = self.tr("Sources:\n{sources}").format(sources="\n".join(event.sources))
        else:
            text = self.tr("No source is given.")
        self._sources.setText(text)
        self.words.setEnabled(event.passage is not None)
        while (item := self._flow.takeAt(0)) is not None:
            if (link := item.widget()) is not None:
                link.deleteLater()
        for topic, name in entry.topics:
            button = LinkButton(name)
            button.setAccessibleName(self.tr("Topic: {name}").format(name=name))
            button.clicked.connect(lambda _=False, wanted=topic: self.topic_requested.emit(wanted))
            self._flow.addWidget(button)
            button.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the line fill the width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_line)

    def _fit_line(self) -> None:
        self.line.set_room(self._scroll.viewport().width())

    def _build(self) -> None:
        self._scroll.setWidget(self.line)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFixedHeight(HEIGHT + 14)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 0, 12, 0)
        legend = self.tr("○ contact   □ statement   ◇ event   hollow: not from the article")
        bar.addWidget(muted(legend), 1)
        self.closer = icon_button("plus", self.tr("Stretch the line (+)"))
        self.wider = icon_button("minus", self.tr("Show more of the time (−)"))
        self.whole = icon_button("eye", self.tr("Show all of the time (0)"))
        self.exercises = QPushButton(self.tr("Exercises…"))
        self.exercises.setObjectName("eventExercises")
        bar.addWidget(self.exercises)
        bar.addSpacing(8)
        bar.addWidget(self.wider)
        bar.addWidget(self.closer)
        bar.addWidget(self.whole)
        right = QWidget()
        detail = QVBoxLayout(right)
        detail.setContentsMargins(16, 4, 12, 8)
        detail.setSpacing(6)
        for widget in (self._hint, self._title, self._when, self._what, self._sources):
            detail.addWidget(widget)
        detail.addWidget(self._topics)
        detail.addWidget(self.words, 0, Qt.AlignmentFlag.AlignLeft)
        detail.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(right)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(area)
        splitter.setSizes([560, 420])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addLayout(bar)
        column.addWidget(self._scroll)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.line.chosen.connect(self.event_requested)
        self.line.zoom_requested.connect(self._zoom)
        self.list.selectionModel().currentChanged.connect(self._ask_event)
        self.list.opened.connect(self._open)
        self.words.clicked.connect(self.words_requested)
        self.exercises.clicked.connect(self.exercises_requested)
        self.closer.clicked.connect(lambda: self._zoom(1.5))
        self.whole.clicked.connect(lambda: self._zoom(0))
        self.wider.clicked.connect(lambda: self._zoom(1 / 1.5))

    def _zoom(self, factor: float) -> None:
        """Stretch about the chosen event, or about the middle of what is seen; 0 shows all."""
        bar = self._scroll.horizontalScrollBar()
        seen = self._scroll.viewport().width()
        row = self.list.currentIndex().row()
        middle = self.line.place_of(row).x() if row >= 0 else bar.value() + seen / 2
        share, at = middle / max(1, self.line.width()), middle - bar.value()
        self.line.set_zoom(self.line.zoom * factor if factor else 1.0)
        self._scroll.viewport().update()
        middle = self.line.place_of(row).x() if row >= 0 else share * self.line.width()
        # The chosen event stays where it is seen, if it is.
        bar.setValue(int(middle - min(max(at, _EDGE), seen - _EDGE)))

    def _ask_event(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.event_requested.emit(index.row())

    def _open(self, target: object) -> None:
        if isinstance(target, int):
            self.event_requested.emit(target)


def _row(row: int, entry: TimelineEntry) -> WordsRow:
    return WordsRow(
        text=entry.event.title, target=row, title=dates(entry.event), detail=_marks(entry)
    )


def _when(entry: TimelineEntry) -> str:
    return " · ".join(part for part in (dates(entry.event), _marks(entry)) if part)


def _marks(entry: TimelineEntry) -> str:
    kind = kind_title(entry.event.kind)
    lasts = length(entry) if entry.event.kind is EventKind.GAP else ""
    return " · ".join(part for part in (kind, lasts, source_mark(entry.event)) if part)
