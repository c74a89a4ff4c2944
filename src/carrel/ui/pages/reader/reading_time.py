"""Counts the time spent reading, and sees when the end of a section has been reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer

from carrel.domain.errors import CarrelError
from carrel.domain.ids import SectionId
from carrel.domain.reading import Chapter
from carrel.services.reading import Reading
from carrel.ui.pages.reader.view import ReaderView

TICK_MS = 5_000
AWAY_AFTER = timedelta(minutes=2)
"""Without scrolling for so long, the student is taken to be doing something else."""

FASTEST_WORDS_PER_SECOND = 15.0
"""A section passed faster than this was leafed through and not read."""


class ReadingTime:
    """Runs while the page is in front. Counts only while its window is the active one."""

    def __init__(
        self,
        reading: Reading,
        clock: Callable[[], datetime],
        view: ReaderView,
        failed: Callable[[CarrelError], None],
    ) -> None:
        self._reading = reading
        self._failed = failed
        self._clock = clock
        self._view = view
        self._chapter: Chapter | None = None
        self._marked: set[SectionId] = set()
        self._last_tick = self._last_sign = clock()
        self._timer = QTimer(view, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def show(self, chapter: Chapter) -> None:
        """Another page is shown."""
        self._chapter = chapter
        self._marked = set()
        self._last_tick = self._last_sign = self._clock()

    def start(self) -> None:
        """The page is in front."""
        self._last_tick = self._last_sign = self._clock()
        self._timer.start()

    def stop(self) -> None:
        """The page is not in front any more."""
        self._timer.stop()

    def notice(self) -> None:
        """The student has done something."""
        self._last_sign = self._clock()

    def tick(self) -> None:
        """Add the time since the last tick, and set the read marks that are earned."""
        now = self._clock()
        passed = (now - self._last_tick).total_seconds()
        self._last_tick = now
        is_away = now - self._last_sign > AWAY_AFTER
        here = self._view.reading.place()
        if self._chapter is None or here is None or is_away or not self._view.isActiveWindow():
            return
        # A computer that slept has a long tick in which nobody read.
        seconds = min(passed, 3 * TICK_MS / 1000)
        try:
            self._reading.add_time(here.section, seconds)
            self._mark_what_is_read()
        except CarrelError as error:
            self._timer.stop()  # or it would be told every few seconds
            self._failed(error)

    def _mark_what_is_read(self) -> None:
        if self._chapter is None:
            return
        reading = self._view.reading
        bottom = reading.text.bottom_position()
        words = 0
        reached = []
        for section in self._chapter.sections:
            end = reading.text.positions.position(section.id, len(section.text), is_end=True)
            if end is None or end > bottom:
                break
            words += section.word_count
            reached.append(section.id)
        # Once for each time that the page is shown: a mark that is taken away stays away.
        new = [section for section in reached if section not in self._marked]
        if new and words / FASTEST_WORDS_PER_SECOND <= self._reading.seconds_in(reached):
            self._reading.read_to_the_end(new)
            self._marked.update(new)
