"""A library whose texts an older definition made is brought up when it is opened, notes and all."""

from __future__ import annotations

import pytest

from carrel.domain.annotations import Colour
from carrel.domain.backup_plan import Occasion
from carrel.domain.errors import LibraryUnavailable
from carrel.domain.ids import QuestionId, SectionId
from carrel.domain.reading import ReadingPlace
from carrel.domain.text.version import TEXT_VERSION
from carrel.services.annotating import Annotating
from carrel.services.desk import Desk, open_desk
from carrel.services.pack_installing import PackInstalling
from carrel.services.reading import Reading
from carrel.storage.database import Database
from carrel.storage.material_store import MaterialStore
from carrel.storage.question_store import QuestionStore
from fakes import FrozenClock, SequenceIds
from packs import write_pack

WHY = SectionId("tides/why")


def opened(path, keep_copy=lambda _occasion: None) -> Desk:
    return open_desk(path, clock=FrozenClock(), new_id=SequenceIds(), keep_copy=keep_copy)


def make_old(database: Database) -> None:
    """Let the texts be as a definition made them that began each with a mark and kept no blanks.

    All that points at words is where the words are in such a text.
    """
    with database.transaction():
        for row in database.rows("SELECT id, text FROM section"):
            old = "¶ " + row["text"].replace("\n", "\n\n¶ ")
            database.write(
                "UPDATE section SET text = ?, text_version = ? WHERE id = ?",
                (old, TEXT_VERSION - 1, row["id"]),
            )
        for table in ("passage", "mention"):
            for row in database.rows(
                f'SELECT t.id, t.start, t."end", section.text FROM {table} AS t'
                " JOIN section ON section.id = section_id"
            ):
                start, end = shifted(row["text"], row["start"]), shifted(row["text"], row["end"])
                database.write(
                    f'UPDATE {table} SET start = ?, "end" = ? WHERE id = ?',
                    (start, end, row["id"]),
                )
        for row in database.rows(
            'SELECT reading_place.material_id, "offset", text FROM reading_place'
            " JOIN section ON section.id = section_id"
        ):
            database.write(
                'UPDATE reading_place SET "offset" = ? WHERE material_id = ?',
                (shifted(row["text"], row["offset"]), row["material_id"]),
            )


def shifted(old: str, offset: int) -> int:
    """Where in the old text the code point stands that is at ``offset`` in the new one."""
    place, new = 2, 0
    while new < offset:
        is_line_end = old[place] == "\n"
        place += 4 if is_line_end else 1
        new += 1
    return place


@pytest.fixture
def library(tmp_path):
    """A library with a pack, a highlight and a place read to, as an older program left it."""
    path = tmp_path / "library.db"
    desk = opened(path)
    PackInstalling(desk).install(write_pack(tmp_path / "pack"))
    text = MaterialStore(desk.database).section(WHY).text
    words = text[text.index(" ") + 1 :][:20].strip()
    Annotating(desk).annotate_quotation(WHY, words, nth=1, colour=Colour.EVIDENCE, note="why?")
    Reading(desk).remember_place(ReadingPlace(WHY, 10))
    before = everything(desk.database)
    make_old(desk.database)
    assert everything(desk.database) != before
    desk.database.close()
    return path, before


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that counts in texts, and the texts."""
    queries = {
        "texts": "SELECT key, text, text_version, words FROM section ORDER BY key",
        "passages": 'SELECT id, start, "end", quote FROM passage ORDER BY id',
        "mentions": 'SELECT topic_id, section_id, start, "end" FROM mention ORDER BY 1, 2, 3',
        "places": 'SELECT material_id, "offset" FROM reading_place',
    }
    return {name: [tuple(row) for row in database.rows(sql)] for name, sql in queries.items()}


def test_that_texts_and_all_that_points_at_them_are_brought_up_at_the_next_opening(library):
    path, before = library
    kept: list[Occasion] = []
    desk = opened(path, kept.append)
    assert everything(desk.database) == before
    assert kept == [Occasion.MIGRATION]
    desk.database.close()

    opened(path, kept.append).database.close()
    assert kept == [Occasion.MIGRATION]


def test_that_words_are_where_they_say_afterwards(library):
    path, _ = library
    desk = opened(path)
    store = MaterialStore(desk.database)
    (note,) = [one for one in Annotating(desk).in_sections([WHY]) if one.note]
    passages = [note.passage, *QuestionStore(desk.database).get(QuestionId("tides/q1")).passages]
    for passage in passages:
        text = store.section(passage.section).text
        assert text[passage.start : passage.end] == passage.quote
    desk.database.close()


def test_that_a_library_that_cannot_be_copied_first_is_left_as_it_is(library):
    path, before = library

    def fail(_occasion: Occasion) -> None:
        raise LibraryUnavailable("The disk is full.")

    with pytest.raises(LibraryUnavailable):
        opened(path, fail)
    desk = opened(path)
    assert everything(desk.database) == before
    desk.database.close()


def test_that_words_that_the_new_definition_leaves_out_are_orphans_with_their_words(library):
    path, _ = library
    desk = opened(path)
    (note,) = [one for one in Annotating(desk).in_sections([WHY]) if one.note]
    assert note.passage is not None
    desk.database.write(
        "UPDATE section SET text_version = 0, text = 'Gone are these. ' || text WHERE key = ?",
        (WHY,),
    )
    desk.database.write(
        "UPDATE passage SET start = 0, \"end\" = 15, quote = 'Gone are these.', prefix = ''"
        " WHERE id = (SELECT passage_id FROM annotation WHERE key = ?)",
        (note.id,),
    )
    desk.database.close()
    desk = opened(path)
    (note,) = [one for one in Annotating(desk).in_sections([WHY]) if one.note]
    assert note.is_orphan
    assert note.passage is not None
    assert note.passage.quote == "Gone are these."
    desk.database.close()
