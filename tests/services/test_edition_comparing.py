"""A newer version of a text is recognised and compared before anything is stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from carrel.domain.annotations import Colour
from carrel.domain.backup_plan import Occasion
from carrel.domain.errors import Cancelled, InputError, LibraryUnavailable
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Origin
from carrel.domain.text.locate import Outcome as Found
from carrel.formats.reading.reader import read_document
from carrel.services.annotating import Annotating
from carrel.services.desk import Desk
from carrel.services.edition_comparing import EditionComparing, NewVersion
from carrel.services.importing import Importing, Outcome
from carrel.services.pack_installing import PackInstalling
from carrel.storage.material_store import MaterialStore
from carrel.storage.question_store import QuestionStore
from packs import changed, write_pack
from question_samples import question
from sample_library import new_desk

FIRST = """\
# The bank

The old mill stands by the water. Its wheel has not turned since the flood.

# The bridge

Of the wooden bridge nothing is left but two stone piers that stand in the current.
"""
LONG = "Of the wooden bridge nothing is left. " + "Its piers are old and grey. " * 5
SECOND = """\
# The bank

A new paragraph greets the reader. The old mill stands near the water. Its wheel has not turned
since the flood.
"""
RIVER = MaterialId("river")
BANK, BRIDGE = SectionId("river/the-bank"), SectionId("river/the-bridge")


@pytest.fixture
def desk():
    desk = new_desk()
    yield desk
    desk.database.close()


@pytest.fixture
def river(desk, tmp_path) -> Path:
    path = tmp_path / "river.md"
    path.write_text(FIRST, encoding="utf-8")
    Importing(desk).import_files([path])
    for section, quote in ((BANK, "stands by the water"), (BRIDGE, "two stone piers")):
        Annotating(desk).annotate_quotation(
            section, quote, nth=None, colour=Colour.IMPORTANT, note="why?"
        )
    path.write_text(SECOND, encoding="utf-8")
    return path


def version_of(path: Path, text: str = SECOND) -> NewVersion:
    return NewVersion(RIVER, read_document(path.name, text.encode()), "new")


def everything(desk: Desk) -> list[str]:
    return list(desk.database.connection.iterdump())


def test_that_comparing_tells_what_updating_does_and_stores_nothing(desk, river):
    passage = Annotating(desk).in_sections([BRIDGE])[0].passage
    own = question(
        "short_answer",
        "mine",
        material="river",
        section="the-bridge",
        passages=(passage,),
        origin=Origin.OWN,
    )
    QuestionStore(desk.database).add_question(own, at=desk.clock())
    before = everything(desk)
    service = EditionComparing(desk)

    foreseen = service.compare(version_of(river))

    assert everything(desk) == before
    counted = {outcome: foreseen.changes.count(outcome) for outcome in Found}
    assert counted == {Found.EXACT: 0, Found.MOVED: 0, Found.ALTERED: 1, Found.ORPHANED: 2}
    assert foreseen.titles[BRIDGE] == "The bridge"
    assert {one.about for one in foreseen.changes.carried} == {"why?", own.prompt}
    assert service.update(version_of(river)) == foreseen.changes


def test_that_the_share_done_grows_and_comparing_can_be_stopped(desk, river):
    told: list[float] = []
    EditionComparing(desk).compare(version_of(river), told.append)
    assert told == sorted(told)

    def stop(share: float) -> None:
        if share > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        EditionComparing(desk).compare(version_of(river), stop)


@pytest.mark.parametrize(
    ("name", "text", "is_known"),
    [
        ("river.md", "# Quite other\n\nWords.", True),
        ("copy.md", f"# The hill\n\nHere is no water.\n\n# The river\n\n{LONG}\n", True),
        ("else.md", "# Something else\n\nNobody has written this before.", False),
    ],
)
def test_that_a_version_is_known_by_its_name_or_by_its_sections(
    desk, tmp_path, name, text, is_known
):
    path = tmp_path / "river.md"
    path.write_text(f"# The bank\n\nIt is low.\n\n# The bridge\n\n{LONG}\n", encoding="utf-8")
    Importing(desk).import_files([path])
    draft = read_document(name, text.encode())
    assert EditionComparing(desk).recognise(name, draft) == (RIVER if is_known else None)


def test_that_a_removed_material_is_not_offered(desk, river):
    desk.database.write("UPDATE material SET deleted_at = 'x'")
    assert EditionComparing(desk).recognise(river.name, version_of(river).draft) is None


def test_that_what_is_recognised_is_held_back_only_on_request(desk, river):
    before = everything(desk)
    (held,) = Importing(desk).import_files([river], holds_back=True)
    assert held.outcome is Outcome.RECOGNISED
    assert held.version is not None
    assert held.version.material == RIVER
    assert everything(desk) == before
    (added,) = Importing(desk).import_files([river])
    assert added.outcome is Outcome.ADDED


def test_that_the_same_file_can_be_imported_once_more(desk, river):
    river.write_text(FIRST, encoding="utf-8")
    second = Importing(desk).add_again(river)
    assert second != RIVER
    assert len(MaterialStore(desk.database).materials()) == 2


def test_that_a_backup_is_made_first_and_without_one_nothing_changes(desk, river):
    kept: list[Occasion] = []
    EditionComparing(replace(desk, keep_copy=kept.append)).update(version_of(river))
    assert kept == [Occasion.EDITION]

    def fail(_occasion: Occasion) -> None:
        raise LibraryUnavailable("The disk is full.")

    before = everything(desk)
    with pytest.raises(LibraryUnavailable):
        EditionComparing(replace(desk, keep_copy=fail)).update(version_of(river, FIRST))
    assert everything(desk) == before


def test_that_a_pack_is_not_updated_from_a_file(desk, river, tmp_path):
    PackInstalling(desk).install(write_pack(tmp_path / "pack"))
    version = replace(version_of(river), material=MaterialId("tides"))
    with pytest.raises(InputError, match="study pack"):
        EditionComparing(desk).compare(version)


def test_that_a_newer_edition_of_a_pack_is_held_back_compared_and_installed(desk, tmp_path):
    PackInstalling(desk).install(write_pack(tmp_path / "1"))
    section = SectionId("tides/why")
    Annotating(desk).annotate_quotation(
        section, "the sea rises and falls twice", nth=None, colour=Colour.IMPORTANT, note=""
    )
    newer = write_pack(
        tmp_path / "2",
        changed("pack.yaml", "edition: 1", "edition: 2")
        | changed("sections/01-tides.md", "rises and falls twice", "comes and goes twice"),
    )
    before = everything(desk)

    (held,) = Importing(desk).import_files([newer], holds_back=True)

    assert held.outcome is Outcome.RECOGNISED
    assert held.version is not None
    foreseen = EditionComparing(desk).compare(held.version).changes
    assert everything(desk) == before
    assert (foreseen.from_edition, foreseen.to_edition) == (1, 2)
    assert [one.outcome for one in foreseen.carried] == [Found.ALTERED]
    updated = EditionComparing(desk).update(held.version)
    assert updated is not None
    assert updated.carried == foreseen.carried
    (again,) = Importing(desk).import_files([newer], holds_back=True)
    assert again.outcome is Outcome.ALREADY_THERE


def test_that_a_file_that_says_nothing_new_makes_no_edition(desk, river):
    river.write_text(FIRST.replace("\n", "\r\n"), encoding="utf-8")
    before = everything(desk)
    made = Importing(desk).update(RIVER, river)
    assert made.outcome is Outcome.UNCHANGED
    assert (made.changes.from_edition, made.changes.to_edition) == (1, 1)
    assert made.changes.count(Found.EXACT) == 2
    assert everything(desk) == before
    (held,) = Importing(desk).import_files([river], holds_back=True)
    assert held.outcome is Outcome.ALREADY_THERE


@pytest.mark.parametrize(
    "text", [FIRST + "One word more.\n", "---\nlicence: CC0\n---\n" + FIRST], ids=["word", "page"]
)
def test_that_a_file_that_says_anything_new_is_an_edition(desk, river, text):
    river.write_text(text, encoding="utf-8")
    assert Importing(desk).update(RIVER, river).outcome is Outcome.UPDATED


def test_that_a_quiz_is_no_newer_version_of_another_and_takes_no_texts_place(desk, river, tmp_path):
    (tmp_path / "river.gift").write_text("::One:: Where? {=Here ~There}\n", encoding="utf-8")
    (read,) = Importing(desk).import_files([tmp_path / "river.gift"], holds_back=True)
    assert read.outcome is Outcome.READ
    with pytest.raises(InputError, match="is a quiz"):
        Importing(desk).update(RIVER, tmp_path / "river.gift")
