"""Decides what the timeline shows, and where an event leads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carrel.domain.ids import MaterialId, TopicId
from carrel.services.timeline_browsing import Timeline, TimelineBrowsing
from carrel.ui.navigator import Navigator
from carrel.ui.pages.claims.exercise_presenter import ExercisePresenter
from carrel.ui.pages.claims.timeline_view import TimelineView


class TimelinePresenter:
    """The tab with the timeline."""

    def __init__(
        self,
        view: TimelineView,
        browsing: TimelineBrowsing,
        exercises: ExercisePresenter,
        navigator: Navigator,
    ) -> None:
        self._exercises = exercises
        self._view = view
        self._browsing = browsing
        self._navigator = navigator
        self._timeline: Timeline | None = None
        self._row = -1
        view.event_requested.connect(self._choose)
        view.exercises_requested.connect(self._ask_exercises)
        view.words_requested.connect(self._open_words)
        view.topic_requested.connect(lambda topic: navigator.open_topic(TopicId(topic)))

    def show(self, material: MaterialId) -> None:
        """Show the events of a material; raises :class:`NotFound`."""
        self._timeline = self._browsing.timeline(material)
        self._row = -1
        self._view.show_entries(self._timeline.entries)

    def _choose(self, row: int) -> None:
        if self._timeline is not None and row != self._row:
            self._row = row
            self._view.show_event(row, self._timeline.entries[row])

    def _ask_exercises(self) -> None:
        if self._timeline is not None:
            self._exercises.ask_about_events(self._timeline.material)

    def _open_words(self) -> None:
        if self._timeline is None or self._row < 0:
            return
        passage = self._timeline.entries[self._row].event.passage
        if passage is None:
            self._navigator.show_message(_tr("The text has no words about this event."))
        else:
            self._navigator.open_passage(passage.section, passage.start, passage.end)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Timeline", text)
