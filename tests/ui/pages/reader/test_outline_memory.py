"""The outline of a long book is counted in the background; what is out of date is not shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QObject

from carrel.domain.ids import MaterialId
from carrel.domain.memory_map import MemoryCounts
from carrel.services.memory_mapping import LARGE_WORDS, MemoryMapping
from carrel.storage.database import open_database
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.outline_memory import OutlineMemory
from fakes import ImmediateTasks, RecordingNavigator
from quiz_shelf import QuizShelf

BOOK = MaterialId("book")


class LateTasks(ImmediateTasks):
    """Does the work at once, and delivers what came of it when a test says so."""

    def __init__(self) -> None:
        self.waiting: list = []

    def run(self, owner, work, done, failed, progress=None):
        super().run(
            owner, work, lambda result: self.waiting.append((done, result)), failed, progress
        )
        return self

    def deliver(self) -> None:
        for done, result in self.waiting:
            done(result)
        self.waiting.clear()


@pytest.fixture
def shelf(tmp_path):
    shelf = QuizShelf(open_database(tmp_path / "library.db"))
    shelf.ask("single_choice", section="two")
    shelf.desk.database.write("UPDATE section SET words = ?", (LARGE_WORDS,))
    yield shelf
    shelf.close()


@pytest.fixture
def outline(shelf, theme, qtbot):
    context = PageContext(shelf.desk, RecordingNavigator(), LateTasks(), theme)
    owner = QObject()
    made = OutlineMemory(MemoryMapping(shelf.desk), context, owner)
    made.seen = []
    made.counted.connect(made.seen.append)
    made.tasks = context.tasks
    yield made
    owner.deleteLater()


def test_that_a_long_book_is_counted_when_its_map_has_come(outline, shelf) -> None:
    outline.load(BOOK)
    outline.show(shelf.desk.clock())
    assert outline.seen == []
    outline.tasks.deliver()
    assert outline.seen[-1]["book/two"] == MemoryCounts(never_asked=1)


def test_that_counts_stay_until_the_next_map_has_come(outline, shelf) -> None:
    outline.load(BOOK)
    outline.tasks.deliver()
    shelf.answer(shelf.start())
    outline.load(BOOK)
    outline.show(shelf.desk.clock())
    assert outline.seen[-1]["book/two"] == MemoryCounts(never_asked=1)
    outline.tasks.deliver()
    assert outline.seen[-1]["book/two"] == MemoryCounts(secure=1)
    outline.show(shelf.desk.clock() + timedelta(days=60))
    assert outline.seen[-1]["book/two"] == MemoryCounts(fading=1)


def test_that_a_map_that_comes_after_the_lens_is_off_shows_nothing(outline, shelf) -> None:
    outline.load(BOOK)
    outline.clear()
    outline.tasks.deliver()
    assert outline.seen == [None]
