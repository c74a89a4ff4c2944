"""What is deleted for good leaves nothing behind, after a backup, and gives its room back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from carrel.domain.annotations import Colour
from carrel.domain.backup_plan import Occasion
from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.questions.body import Kind
from carrel.services.annotating import Annotating
from carrel.services.desk import Desk, open_desk
from carrel.services.erasing import Erasing
from carrel.services.importing import Importing
from carrel.services.looking_up import LookingUp
from carrel.services.pack_installing import PackInstalling
from carrel.services.pack_saving import PackSaving
from carrel.services.question_writing import QuestionWriting
from carrel.services.shelf import Shelf
from carrel.services.title_pages import TitlePages
from carrel.services.undo import Undo
from fakes import FrozenClock, SequenceIds
from packs import write_pack

RIVER, TIDES = MaterialId("river"), MaterialId("tides")


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(tmp_path / "library.db", clock=FrozenClock(), new_id=SequenceIds())
    yield desk
    desk.database.close()


def counts(desk: Desk) -> dict[str, int]:
    """How many rows each table has, without the journal and SQLite's own tables."""
    tables = desk.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = [row["name"] for row in tables]
    return {
        name: desk.database.value(f"SELECT count(*) FROM {name}")
        for name in names
        if "_fts" not in name and not name.startswith(("undo_", "sqlite_", "_sqlite"))
    }


def study_river(desk: Desk, folder: Path, words: int = 50) -> None:
    """Import a text; mark it, ask about it, name it anew, and say something of its pack."""
    file = folder / "river.md"
    file.write_text("# River\n\nThe river rises. " + "Water runs. " * words, encoding="utf-8")
    Importing(desk).import_files([file])
    section = SectionId("river/river")
    Annotating(desk).annotate_quotation(
        section, "river rises", nth=None, note="!", colour=Colour.IMPORTANT
    )
    writing = QuestionWriting(desk)
    draft = writing.draft_from(section, 0, 9)
    body = {"front": "a", "back": "b"}
    writing.create(replace(draft, kind=Kind.FLASHCARD, prompt="What?", body=body))
    pages = TitlePages(desk)
    pages.change(RIVER, replace(pages.title_page(RIVER), source="A book"))
    saving = PackSaving(desk)
    offer = saving.offer(RIVER)
    saving.remember(RIVER, offer.details, offer.choice)


def test_that_nothing_of_a_deleted_material_is_left_and_nothing_else_is_touched(desk, tmp_path):
    PackInstalling(desk).install(write_pack(tmp_path / "tides"))
    before = counts(desk)
    study_river(desk, tmp_path)
    assert counts(desk) != before
    assert Erasing(desk).erase(RIVER) == "River"
    assert counts(desk) == before
    assert desk.database.rows("PRAGMA foreign_key_check") == []
    with pytest.raises(NotFound):
        LookingUp(desk).material(RIVER)


def test_that_words_of_it_are_found_no_more(desk, tmp_path):
    study_river(desk, tmp_path)
    Erasing(desk).erase(RIVER)
    assert desk.database.rows("SELECT * FROM section_fts WHERE section_fts MATCH 'river'") == []
    desk.database.write("INSERT INTO section_fts(section_fts) VALUES ('integrity-check')")


def test_that_a_backup_is_made_first_and_without_one_nothing_is_deleted(desk, tmp_path):
    study_river(desk, tmp_path)
    kept: list[Occasion] = []
    Erasing(replace(desk, keep_copy=kept.append)).erase(RIVER)
    assert kept == [Occasion.ERASURE]

    study_river(desk, tmp_path)

    def fail(_: Occasion) -> None:
        raise InputError("The disk is full.")

    before = counts(desk)
    with pytest.raises(InputError, match="full"):
        Erasing(replace(desk, keep_copy=fail)).erase(RIVER)
    assert counts(desk) == before


def test_that_the_file_becomes_smaller(desk, tmp_path):
    study_river(desk, tmp_path, words=200_000)
    before = desk.database.path.stat().st_size
    Erasing(desk).erase(RIVER)
    assert desk.database.path.stat().st_size < before / 2


def test_that_a_removed_material_can_be_deleted_and_no_step_before_it_be_undone(desk, tmp_path):
    study_river(desk, tmp_path)
    Shelf(desk).remove(RIVER)
    Erasing(desk).erase(RIVER)
    assert Shelf(desk).removed() == ()
    assert Undo(desk).next_undo() is None


def test_that_a_bundled_pack_stays_away_until_it_is_opened_by_hand(desk, tmp_path):
    folder = write_pack(tmp_path / "tides")
    packs = PackInstalling(desk)
    packs.install_bundled([folder])
    Erasing(desk).erase(TIDES)
    assert packs.install_bundled([folder]) == ()
    packs.install(folder)
    assert LookingUp(desk).material(TIDES).id == TIDES
    assert packs.install_bundled([folder]) == ()


def test_that_what_is_not_there_is_told(desk):
    with pytest.raises(NotFound):
        Erasing(desk).erase(MaterialId("nobody"))
