"""Files come in once, whole or not at all; newer versions keep what the student made."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carrel.domain.annotations import AnnotationFilter, Colour
from carrel.domain.errors import Cancelled, InputError, NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.text.locate import Outcome as Found
from carrel.services.annotating import Annotating
from carrel.services.importing import Importing, Outcome
from carrel.services.pack_installing import PackInstalling
from carrel.storage.journal import Journal
from carrel.storage.material_intake import ABANDONED_AFTER, sweep_abandoned
from carrel.storage.material_store import MaterialStore
from carrel.storage.mention_store import MentionStore
from packs import write_pack, zip_pack
from sample_library import new_desk

LETTER = "# Greeting\n\nDear 😀 reader, how are you today?\n\n# Farewell\n\nWith kind regards.\n"


@pytest.fixture
def desk():
    desk = new_desk()
    yield desk
    desk.database.close()


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.md"
    path.write_text(LETTER, encoding="utf-8")
    return path


def rows(desk, table="material"):
    return desk.database.value(f"SELECT count(*) FROM {table}")


def test_that_a_file_comes_in_as_a_material_with_its_sections(desk, letter):
    (imported,) = Importing(desk).import_files([letter])
    assert imported.outcome is Outcome.ADDED
    assert imported.summary is not None
    assert imported.summary.sections == 2
    material = imported.summary.material.id
    texts = [section.text for section in MaterialStore(desk.database).sections(material)]
    assert texts == ["Dear 😀 reader, how are you today?", "With kind regards."]


def test_that_an_import_is_one_step_to_undo(desk, letter):
    Importing(desk).import_files([letter])
    step = Journal(desk.database).undo()
    assert step is not None
    assert step.label.format(**step.details).startswith("Import “")
    assert MaterialStore(desk.database).materials() == ()
    Journal(desk.database).redo()
    assert len(MaterialStore(desk.database).materials()) == 1


def test_that_the_same_content_is_not_taken_in_twice(desk, letter, tmp_path):
    copy = tmp_path / "copy.md"
    copy.write_bytes(letter.read_bytes())
    first, second = Importing(desk).import_files([letter, copy])
    assert second.outcome is Outcome.ALREADY_THERE
    assert second.summary == first.summary
    assert rows(desk) == 1


def test_that_a_removed_material_comes_back_with_its_notes(desk, letter):
    (imported,) = Importing(desk).import_files([letter])
    assert imported.summary is not None
    Annotating(desk).annotate_quotation(
        SectionId(f"{imported.summary.material.id}/greeting"),
        "reader",
        nth=None,
        colour=Colour.EVIDENCE,
        note="Who?",
    )
    with desk.action("Remove") as action:
        action.update("material", 1, {"deleted_at": desk.clock().isoformat()})

    (again,) = Importing(desk).import_files([letter])
    assert again.outcome is Outcome.BROUGHT_BACK
    assert again.summary is not None
    assert again.summary.annotations == 1
    assert rows(desk) == 1


def test_that_materials_of_one_title_get_different_names(desk, tmp_path):
    paths = []
    for number in range(3):
        path = tmp_path / str(number) / "notes.md"
        path.parent.mkdir()
        path.write_text(f"# One\n\nText {number}.", encoding="utf-8")
        paths.append(path)
    Importing(desk).import_files(paths)
    names = [material.id for material in MaterialStore(desk.database).materials()]
    assert len(set(names)) == 3


def test_that_a_file_that_fails_keeps_no_other_out(desk, letter, tmp_path):
    empty = tmp_path / "empty.md"
    empty.touch()
    folder = tmp_path / "folder"
    folder.mkdir()
    results = Importing(desk).import_files([tmp_path / "none.md", empty, folder, letter])
    assert [one.outcome for one in results] == [
        Outcome.FAILED,
        Outcome.FAILED,
        Outcome.FAILED,
        Outcome.ADDED,
    ]
    assert all(str(one.error) for one in results[:3])
    assert "none.md" in str(results[0].error)
    assert "folder" in str(results[2].error)
    assert rows(desk) == 1


def test_that_stopping_leaves_nothing_of_the_file_behind(desk, tmp_path):
    path = tmp_path / "long.md"
    path.write_text(
        "\n\n".join(f"# Part {number}\n\n{'word ' * 30_000}" for number in range(9)),
        encoding="utf-8",
    )
    told = []

    def report(share: float, doing: str) -> None:
        told.append(share)
        if share > 0.7:
            raise Cancelled

    with pytest.raises(Cancelled):
        Importing(desk).import_files([path], report)
    assert 0 < told[1] < 0.7
    assert rows(desk) == rows(desk, "section") == rows(desk, "undo_step") == 0


def test_that_progress_over_several_files_grows_to_the_end(desk, letter, tmp_path):
    other = tmp_path / "other.md"
    other.write_text("# Other\n\nText.", encoding="utf-8")
    told = []
    Importing(desk).import_files([letter, other], lambda share, _: told.append(share))
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 1


def test_that_an_import_that_was_killed_is_swept_later(desk, letter):
    Importing(desk).import_files([letter])
    desk.database.write("UPDATE material SET state = 'importing'")
    assert MaterialStore(desk.database).materials() == ()
    later = desk.clock() + ABANDONED_AFTER + timedelta(seconds=1)
    assert sweep_abandoned(desk.database, now=later) == 1
    assert rows(desk, "section") == 0


def test_that_topics_of_other_materials_are_found_in_what_is_imported(desk, tmp_path):
    PackInstalling(desk).install(write_pack(tmp_path / "pack"))
    path = tmp_path / "essay.md"
    path.write_text("# Newton\n\nHe thought much about gravity.", encoding="utf-8")
    (imported,) = Importing(desk).import_files([path])
    assert imported.summary is not None
    found = MentionStore(desk.database).in_section(
        SectionId(f"{imported.summary.material.id}/newton")
    )
    assert [topic for topic, _ in found] == ["tides/gravity"]


def test_that_packs_come_in_among_files(desk, letter, tmp_path):
    pack = zip_pack(tmp_path / "tides.carrel")
    folder = write_pack(tmp_path / "folder")
    results = Importing(desk).import_files([pack, letter, folder])
    assert [one.outcome for one in results] == [
        Outcome.ADDED,
        Outcome.ADDED,
        Outcome.ALREADY_THERE,
    ]
    assert results[0].summary is not None
    assert results[0].summary.questions == 3


def test_that_a_newer_version_keeps_notes_with_their_words(desk, letter):
    (imported,) = Importing(desk).import_files([letter])
    assert imported.summary is not None
    material = imported.summary.material.id
    annotating = Annotating(desk)
    for section, quote in (("greeting", "how are you"), ("farewell", "kind regards")):
        annotating.annotate_quotation(
            SectionId(f"{material}/{section}"),
            quote,
            nth=None,
            colour=Colour.IMPORTANT,
            note="",
        )
    letter.write_text(
        "# Preface\n\nThis is new.\n\n# Hello there\n\nTruly! Dear 😀 reader, how are you today?\n",
        encoding="utf-8",
    )

    updated = Importing(desk).update(material, letter)

    assert updated.outcome is Outcome.UPDATED
    assert updated.changes is not None
    assert {one.before.quote: one.outcome for one in updated.changes.carried} == {
        "how are you": Found.MOVED,
        "kind regards": Found.ORPHANED,
    }
    outline = MaterialStore(desk.database).outline(material)
    assert [(entry.id, entry.title) for entry in outline] == [
        (f"{material}/preface", "Preface"),
        (f"{material}/greeting", "Hello there"),
    ]
    (orphan,) = annotating.listed(AnnotationFilter(only_orphans=True))
    assert orphan.annotation.passage is not None
    assert orphan.annotation.passage.quote == "kind regards"
    assert Importing(desk).import_files([letter])[0].outcome is Outcome.ALREADY_THERE


def test_that_only_an_imported_material_can_be_updated_from_a_file(desk, letter, tmp_path):
    PackInstalling(desk).install(write_pack(tmp_path / "pack"))
    with pytest.raises(InputError, match="study pack"):
        Importing(desk).update(MaterialId("tides"), letter)
    with pytest.raises(NotFound):
        Importing(desk).update(MaterialId("none"), letter)
