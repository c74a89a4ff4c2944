"""Alternative texts of pictures and sources of formulas are found, at the place that they have."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Material, Origin, Section
from carrel.domain.search_hits import HitKind
from carrel.domain.text.document import content_hash
from carrel.domain.text.markdown import parse
from carrel.services.desk import Desk
from carrel.services.hidden_words_reading import HiddenWordsReading, read_places
from carrel.services.searching import Searching
from carrel.storage import migrations
from carrel.storage.database import Database, open_database, open_in_memory
from carrel.storage.material_intake import MaterialIntake
from fakes import FrozenClock, SequenceIds

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOURCE = "🙂 See ![a map of the harbour](map.png) and $\\frac{mass}{volume}$ there."


def add(database: Database, name: str, markdown: str) -> None:
    text = parse(markdown).text
    intake = MaterialIntake(
        database,
        Material(MaterialId(name), name.title(), language="en", origin=Origin.PACK),
        content_hash="",
        at=AT,
    )
    section = Section(
        SectionId(f"{name}/one"), "One", 1, markdown, text, 1, content_hash=content_hash(text)
    )
    intake.add_sections([section], at=AT)
    intake.finish()
    database.write("UPDATE material SET deleted_at = NULL")


@pytest.fixture
def desk():
    database = open_in_memory()
    add(database, "port", SOURCE)
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


def found(desk: Desk, typed: str) -> list[tuple[int | None, int | None]]:
    hits = Searching(desk).search(typed, limit=5).get(HitKind.SECTION, ())
    return [(hit.start, hit.end) for hit in hits if hit.is_hidden]


@pytest.mark.parametrize(
    ("typed", "sign"), [("harbour", 0), ("map harbours", 0), ("\\frac", 1), ("volume", 1)]
)
def test_that_hidden_words_lead_to_the_sign_that_stands_for_them(desk, typed, sign):
    assert HiddenWordsReading(desk).read_all() == 1
    text = desk.database.value("SELECT text FROM section")
    places = [place for place, character in enumerate(text) if character == "\ufffc"]
    assert found(desk, typed) == [(places[sign], places[sign] + 1)]


def test_that_filters_are_asked_of_the_section_of_hidden_words(desk):
    HiddenWordsReading(desk).read_all()
    assert found(desk, "harbour material:port")
    assert not found(desk, "harbour -material:port")
    assert not found(desk, "harbour in:notes")


def test_that_only_new_and_changed_texts_are_read(desk):
    assert HiddenWordsReading(desk).unread()
    HiddenWordsReading(desk).read_all()
    assert not HiddenWordsReading(desk).unread()
    add(desk.database, "plain", "No picture here.")
    assert not HiddenWordsReading(desk).unread()
    changed = SOURCE.replace("harbour", "lighthouse")
    desk.database.write("UPDATE section SET markdown = ? WHERE key = 'port/one'", (changed,))
    assert HiddenWordsReading(desk).read_all() == 1
    assert found(desk, "lighthouse")
    assert not found(desk, "harbour")


def test_that_a_text_that_changes_while_it_is_read_is_read_again(desk):
    reading = HiddenWordsReading(desk)
    sources = reading.unread()
    changed = SOURCE.replace("harbour", "lighthouse")
    desk.database.write("UPDATE section SET markdown = ? WHERE key = 'port/one'", (changed,))
    reading.store(read_places(sources))
    assert not found(desk, "harbour")
    assert reading.read_all() == 1
    assert found(desk, "lighthouse")


def test_that_hidden_words_go_with_their_picture_and_their_section(desk):
    HiddenWordsReading(desk).read_all()
    desk.database.write("UPDATE section SET markdown = 'None.', text = 'None.'")
    HiddenWordsReading(desk).read_all()
    assert desk.database.value("SELECT count(*) FROM hidden_words") == 0
    add(desk.database, "other", SOURCE)
    HiddenWordsReading(desk).read_all()
    desk.database.write("DELETE FROM material")
    assert desk.database.value("SELECT count(*) FROM hidden_words") == 0
    assert not HiddenWordsReading(desk).unread()


def test_that_texts_of_an_older_library_are_read(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "STEPS", migrations.STEPS[:6])
        database = open_database(path)
        add(database, "port", SOURCE)
        database.close()
    desk = Desk(open_database(path), FrozenClock(), SequenceIds())
    assert HiddenWordsReading(desk).unread()
    assert HiddenWordsReading(desk).read_all() == 1
    assert found(desk, "harbour")
    desk.database.close()
