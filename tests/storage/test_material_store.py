"""Materials come in unseen, in batches, and are then read by material, chapter and section."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carrel.domain.changes import Change
from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Asset, Material, Origin, Section
from carrel.storage.database import Database, open_in_memory
from carrel.storage.journal import Journal
from carrel.storage.material_intake import (
    ABANDONED_AFTER,
    MaterialIntake,
    show_material,
    sweep_abandoned,
)
from carrel.storage.material_store import MaterialStore
from fakes import FrozenClock

BOOK = Material(
    id=MaterialId("book"),
    title="A book 📚",
    authors=("Zoë", "王"),
    language="en",
    origin=Origin.IMPORT,
)


def section(slug: str, level: int, parent: str | None = None, text: str = "Some words.") -> Section:
    return Section(
        id=SectionId(f"book/{slug}"),
        title=slug.title(),
        level=level,
        markdown=text,
        text=text,
        text_version=1,
        content_hash=slug,
        parent=None if parent is None else SectionId(f"book/{parent}"),
    )


SECTIONS = (
    section("one", 1),
    section("one-a", 2, "one"),
    section("one-a-i", 3, "one-a"),
    section("two", 1),
    section("two-a", 2, "two"),
)


@pytest.fixture
def database():
    database = open_in_memory()
    yield database
    database.close()


@pytest.fixture
def clock():
    return FrozenClock()


def take_in(database: Database, clock: FrozenClock) -> MaterialIntake:
    intake = MaterialIntake(database, BOOK, content_hash="abc", at=clock())
    intake.add_sections(SECTIONS[:2], at=clock())
    intake.add_sections(SECTIONS[2:], at=clock())
    intake.add_assets([Asset("assets/map.png", "image/png", b"\x89PNG")], at=clock())
    return intake


def bring_in(database: Database, clock: FrozenClock) -> None:
    intake = take_in(database, clock)
    with Journal(database).action("Import", [Change.MATERIALS], at=clock()) as action:
        intake.finish()
        show_material(action, intake.row_id, at=clock())


def test_that_a_material_that_is_still_coming_in_cannot_be_seen(database, clock):
    take_in(database, clock)
    store = MaterialStore(database)
    assert store.materials() == ()
    assert store.summaries() == ()
    with pytest.raises(NotFound, match="book"):
        store.section(SectionId("book/one"))


def test_that_a_material_comes_back_as_it_was_put_in(database, clock):
    bring_in(database, clock)
    store = MaterialStore(database)
    assert store.material(BOOK.id) == BOOK
    assert store.sections(BOOK.id) == SECTIONS
    assert store.section(SectionId("book/one-a-i")) == SECTIONS[2]
    asset = store.asset(BOOK.id, "assets/map.png")
    assert asset is not None
    assert asset.content == b"\x89PNG"
    assert store.asset(BOOK.id, "assets/none.png") is None
    summary = store.summary(BOOK.id)
    assert (summary.sections, summary.words, summary.questions) == (5, 10, 0)


def test_that_the_outline_has_every_section_in_order_without_its_text(database, clock):
    bring_in(database, clock)
    outline = MaterialStore(database).outline(BOOK.id)
    assert [(entry.id, entry.level) for entry in outline] == [
        (section.id, section.level) for section in SECTIONS
    ]
    assert not any(entry.is_read for entry in outline)


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ("one", ["one", "one-a", "one-a-i"]),
        ("one-a-i", ["one", "one-a", "one-a-i"]),
        ("two", ["two", "two-a"]),
        ("two-a", ["two", "two-a"]),
    ],
)
def test_that_a_chapter_is_a_top_section_with_all_below_it(database, clock, asked, slugs):
    bring_in(database, clock)
    chapter = MaterialStore(database).chapter(SectionId(f"book/{asked}"))
    assert [section.slug for section in chapter] == slugs


@pytest.mark.parametrize("missing", ["book/none", "none/one"])
def test_that_a_missing_section_or_material_is_named(database, clock, missing):
    bring_in(database, clock)
    store = MaterialStore(database)
    with pytest.raises(NotFound, match="none"):
        store.section(SectionId(missing))
    with pytest.raises(NotFound, match="none"):
        store.chapter(SectionId(missing))


def test_that_an_import_is_undone_and_done_again(database, clock):
    bring_in(database, clock)
    Journal(database).undo()
    assert MaterialStore(database).materials() == ()
    Journal(database).redo()
    assert MaterialStore(database).sections(BOOK.id) == SECTIONS


def test_that_an_abandoned_import_is_swept_with_all_it_wrote(database, clock):
    take_in(database, clock)
    later = clock() + ABANDONED_AFTER + timedelta(seconds=1)
    assert sweep_abandoned(database, now=later) == 1
    assert database.value("SELECT count(*) FROM material") == 0
    assert database.value("SELECT count(*) FROM section") == 0


def test_that_an_import_of_another_process_that_still_writes_is_not_swept(database, clock):
    intake = MaterialIntake(database, BOOK, content_hash="abc", at=clock())
    clock.advance(ABANDONED_AFTER)
    intake.add_sections(SECTIONS, at=clock())
    clock.advance(ABANDONED_AFTER)
    assert sweep_abandoned(database, now=clock()) == 0


def test_that_content_is_known_again_also_after_its_removal(database, clock):
    store = MaterialStore(database)
    take_in(database, clock).discard()
    assert store.with_content("abc") is None
    bring_in(database, clock)
    assert store.with_content("abc") == (BOOK.id, False)
    Journal(database).undo()
    assert store.with_content("abc") == (BOOK.id, True)
