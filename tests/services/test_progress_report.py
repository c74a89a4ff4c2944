"""The report follows what was answered and read, as a whole and for one material."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.memory_map import MemoryCounts
from carrel.domain.progress.answers import Sureness
from carrel.domain.progress.study_time import Studied
from carrel.domain.scheduling import Confidence
from carrel.services.preferences import Preferences
from carrel.services.progress_report import ProgressReport
from carrel.services.reading import Reading
from carrel.services.shelf import Shelf
from carrel.services.undo import Undo
from question_samples import question
from quiz_shelf import TEXT, QuizShelf
from sample_library import add_material

BOOK, OTHER = MaterialId("book"), MaterialId("other")
TODAY = date(2026, 3, 2)


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    Preferences(shelf.desk).change(time_zone="UTC")
    yield shelf
    shelf.close()


def report(shelf: QuizShelf, material: MaterialId | None = None):
    return ProgressReport(shelf.desk).report(material)


def test_that_an_untouched_library_has_an_empty_report(shelf) -> None:
    found = report(shelf)
    assert found.today == TODAY
    assert (found.whole, found.parts, found.topics) == (MemoryCounts(), (), ())
    assert (found.days, found.kept, found.answers) == ({}, (), 0)
    assert set(found.load.values()) == {0}
    assert found.knowledge.asked == 0
    assert found.desired_retention == 0.9


def test_that_answers_show_in_every_part_of_the_report(shelf) -> None:
    shelf.ask("single_choice", "true_false", section="one")
    session = shelf.start()
    shelf.answer_and_go_on(session, confidence=Confidence.SURE)
    shelf.answer_and_go_on(session, well=False, confidence=Confidence.SURE)
    found = report(shelf)
    assert found.whole == MemoryCounts(secure=1, missed=1)
    assert [(one.name, one.counts.total) for one in found.parts] == [("The book", 2)]
    assert found.days == {TODAY: Studied(answers=2, quiz_seconds=10.0)}
    assert found.load[TODAY] == 2
    assert found.knowledge.left_alone[0] == pytest.approx(1, abs=0.01)
    assert found.sureness[-1] == Sureness(Confidence.SURE, 2, 1.0)
    assert (found.answers, found.kept) == (2, ())


def test_that_an_answer_taken_back_counts_no_more(shelf) -> None:
    shelf.ask("single_choice")
    shelf.answer(shelf.start())
    Undo(shelf.desk).undo()
    assert report(shelf).answers == 0


def test_that_only_reviews_of_what_was_learnt_show_what_is_kept(shelf) -> None:
    shelf.ask("single_choice")
    for _ in range(3):
        shelf.answer_and_go_on(shelf.start())
        shelf.pass_time(3)
    weeks = report(shelf).kept
    assert sum(week.asked for week in weeks) == 1
    assert sum(week.remembered for week in weeks) == 1


def test_that_a_material_is_looked_at_by_itself(shelf) -> None:
    add_material(shelf.desk, "other", [("a", 1, TEXT)], title="Other")
    shelf.ask("single_choice", section="one-a")
    shelf.add(question("single_choice", "q900", material="other", section="a"))
    shelf.answer_and_go_on(shelf.start(size=1))
    Reading(shelf.desk).add_time(SectionId("other/a"), 90)
    whole, book, other = (report(shelf, one) for one in (None, BOOK, OTHER))
    assert [one.name for one in whole.parts] == ["The book", "Other"]
    assert [(one.name, one.level) for one in book.parts] == [("One", 1), ("One a", 2)]
    assert book.whole + other.whole == whole.whole
    assert (book.answers, other.answers, whole.answers) == (1, 0, 1)
    assert other.days == {TODAY: Studied(reading_seconds=90.0)}
    assert book.days == {TODAY: Studied(answers=1, quiz_seconds=5.0)}
    assert (book.knowledge.asked, other.knowledge.asked) == (1, 0)


def test_that_a_removed_material_counts_no_more(shelf) -> None:
    shelf.ask("single_choice")
    shelf.answer(shelf.start())
    Shelf(shelf.desk).remove(BOOK)
    found = report(shelf)
    assert (found.whole, found.parts, found.knowledge.asked) == (MemoryCounts(), (), 0)
    with pytest.raises(NotFound):
        report(shelf, BOOK)


def test_that_days_are_those_of_the_students_zone(shelf) -> None:
    shelf.ask("single_choice")
    shelf.desk.clock.advance(timedelta(hours=13))  # 22 o'clock in UTC
    shelf.answer(shelf.start())
    assert list(report(shelf).days) == [TODAY]
    Preferences(shelf.desk).change(time_zone="Asia/Tokyo")
    assert list(report(shelf).days) == [TODAY + timedelta(days=1)]


def test_that_weak_topics_stand_first(shelf) -> None:
    for name in ("war", "peace"):
        shelf.desk.database.write(
            "INSERT INTO topic (key, material_id, name, folded, kind, origin, created_at,"
            " updated_at) SELECT 'book/' || :n, id, :n, :n, 'concept', 'pack', '', ''"
            " FROM material WHERE key = 'book'",
            {"n": name},
        )
    shelf.add(question("single_choice", "q1", topics=("book/war",)))
    shelf.add(question("single_choice", "q2", topics=("book/peace",)))
    session = shelf.start()
    missed = shelf.answer_and_go_on(session, well=False).question.topics
    shelf.answer_and_go_on(session)
    assert f"book/{report(shelf, BOOK).topics[0].name}" == missed[0]
    assert len(report(shelf).topics) == 2
