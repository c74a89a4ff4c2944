"""Pages of a material, the place reached, read marks, and the time a text takes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carrel.domain.changes import Change
from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.reading import MinutesLeft, ReadingPlace
from carrel.services.reading import Reading
from carrel.services.undo import Undo
from carrel.storage.reading_store import ReadingStore
from sample_library import add_material, new_desk

WORDS_300 = "word " * 299 + "end."


@pytest.fixture
def desk():
    desk = new_desk()
    add_material(
        desk,
        "talks",
        [
            ("one", 1, WORDS_300),
            ("one-a", 2, "Short."),
            ("two", 1, "Other."),
            ("three", 1, "Last."),
        ],
    )
    yield desk
    desk.database.close()


@pytest.fixture
def reading(desk):
    return Reading(desk)


def read(reading):
    return [entry.id for entry in reading.outline(MaterialId("talks")) if entry.is_read]


def test_that_a_page_holds_a_top_section_with_its_sub_sections(reading):
    page = reading.chapter(SectionId("talks/one-a"))
    assert [section.id for section in page.sections] == ["talks/one", "talks/one-a"]
    assert (page.number, page.count) == (1, 3)
    assert (page.previous, page.next) == (None, "talks/two")


def test_that_a_page_knows_its_neighbours(reading):
    page = reading.chapter(SectionId("talks/two"))
    assert (page.previous, page.next) == ("talks/one", "talks/three")
    assert reading.chapter(SectionId("talks/three")).next is None


def test_that_a_section_that_is_not_there_is_told(reading):
    with pytest.raises(NotFound, match="talks/nine"):
        reading.chapter(SectionId("talks/nine"))
    with pytest.raises(NotFound, match="nothing"):
        reading.start(MaterialId("nothing"))


def test_that_reading_goes_on_where_it_stopped(reading):
    assert reading.start(MaterialId("talks")) == ReadingPlace(SectionId("talks/one"), 0)
    reading.remember_place(ReadingPlace(SectionId("talks/one"), 40))
    reading.remember_place(ReadingPlace(SectionId("talks/two"), 3))
    assert reading.start(MaterialId("talks")) == ReadingPlace(SectionId("talks/two"), 3)


def test_that_the_last_place_is_that_of_the_material_read_last(desk, reading):
    assert reading.last_place() is None
    add_material(desk, "other", [("part", 1, "Else.")])
    reading.remember_place(ReadingPlace(SectionId("other/part"), 2))
    desk.clock.advance(timedelta(seconds=1))
    reading.remember_place(ReadingPlace(SectionId("talks/two"), 1))
    assert reading.last_place() == ReadingPlace(SectionId("talks/two"), 1)


def test_that_a_place_in_a_section_that_is_gone_is_not_kept(reading):
    reading.remember_place(ReadingPlace(SectionId("talks/nine"), 3))
    assert reading.last_place() is None


def test_that_read_marks_set_by_hand_can_be_undone(desk, reading):
    reading.mark([SectionId("talks/one"), SectionId("talks/two")], is_read=True)
    reading.mark([SectionId("talks/one")], is_read=False)
    assert read(reading) == ["talks/two"]
    Undo(desk).undo()
    assert read(reading) == ["talks/one", "talks/two"]
    Undo(desk).undo()
    assert read(reading) == []


def test_that_reading_to_the_end_sets_the_mark_once_and_is_no_step(desk, reading):
    heard = []
    desk.notice.listen(heard.append)
    before = Undo(desk).next_undo()
    reading.read_to_the_end([SectionId("talks/two")])
    reading.read_to_the_end([SectionId("talks/two")])
    assert read(reading) == ["talks/two"]
    assert heard == [frozenset({Change.READING})]
    assert Undo(desk).next_undo() == before


def test_that_a_material_tells_what_is_left_to_read(reading):
    reading.mark([SectionId("talks/one")], is_read=True)
    (material,) = reading.materials()
    assert (material.summary.words, material.words_read, material.minutes_left) == (303, 300, 1)


@pytest.mark.parametrize(
    ("section", "offset", "minutes"),
    [("talks/one", 0, 2), ("talks/one", 5 * 150, 1), ("talks/one-a", 0, 1), ("talks/one-a", 6, 0)],
)
def test_that_the_rest_of_a_page_takes_minutes(reading, section, offset, minutes):
    page = reading.chapter(SectionId(section))
    left = reading.minutes_left(page, ReadingPlace(SectionId(section), offset), None)
    assert left.page == minutes


def test_that_the_rest_of_the_whole_text_counts_the_pages_after_this_one(desk, reading):
    add_material(desk, "book", [("a", 1, "Some."), ("b", 1, WORDS_300), ("b-a", 2, WORDS_300)])
    first = SectionId("book/a")
    left = reading.minutes_left(reading.chapter(first), ReadingPlace(first, 0), None)
    assert left == MinutesLeft(page=1, material=3)
    last = SectionId("book/b-a")
    left = reading.minutes_left(reading.chapter(last), ReadingPlace(last, 0), None)
    assert left == MinutesLeft(page=2, material=2)


def test_that_minutes_are_reckoned_at_the_students_own_pace_once_it_is_known(desk, reading):
    sections = [SectionId(f"book/part-{number}") for number in range(5)]
    add_material(desk, "book", [(f"part-{number}", 1, WORDS_300) for number in range(5)])
    page = reading.chapter(sections[4])
    assert reading.own_pace() is None
    for section in sections[:4]:
        reading.add_time(section, 180)
    assert reading.own_pace() is None
    reading.read_to_the_end(sections[:4])
    assert reading.own_pace() == 100
    assert reading.minutes_left(page, ReadingPlace(sections[4], 0), 100.0).page == 3
    assert [material.minutes_left for material in reading.materials()] == [4, 3]


def test_that_sections_left_open_or_leafed_through_do_not_count_for_the_pace(desk, reading):
    sections = [SectionId(f"book/part-{number}") for number in range(6)]
    add_material(desk, "book", [(f"part-{number}", 1, WORDS_300) for number in range(6)])
    for section, seconds in zip(sections, [60, 60, 60, 60, 9_000, 1], strict=True):
        reading.add_time(section, seconds)
    reading.read_to_the_end(sections)
    assert reading.own_pace() == 300


def test_that_reading_time_adds_up_by_day(desk, reading):
    reading.add_time(SectionId("talks/one"), 20)
    reading.add_time(SectionId("talks/two"), 10)
    desk.clock.advance(timedelta(days=1))
    reading.add_time(SectionId("talks/one"), 5)
    spent = ReadingStore(desk.database).seconds_by_day(MaterialId("talks"))
    assert spent == {"2026-03-02": 30, "2026-03-03": 5}
