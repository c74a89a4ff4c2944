"""A student's own title pages and covers stay in force when a newer edition comes."""

from __future__ import annotations

import pytest

from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import MaterialId
from carrel.domain.materials import DraftMaterial, DraftSection, TitlePage
from carrel.services.desk import Desk
from carrel.services.editions import Editions
from carrel.services.importing import Importing
from carrel.services.pack_installing import PackInstalling
from carrel.services.shelf import Shelf
from carrel.services.title_pages import TitlePages
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from fakes import FrozenClock, SequenceIds
from packs import write_pack

OWN = TitlePage("My Rome", ("Me", "You"), "de", "a shelf", "none")


@pytest.fixture
def desk():
    database = open_in_memory()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


@pytest.fixture
def rome(desk) -> MaterialId:
    draft = DraftMaterial("Rome", (DraftSection("One", 1, "Text."),), authors=("A. Writer",))
    return Importing(desk).add(draft, content_hash="1")


def test_that_changed_details_are_shown_and_one_step_to_undo(desk, rome) -> None:
    pages = TitlePages(desk)
    pages.change(rome, OWN)
    assert pages.title_page(rome) == OWN
    assert Shelf(desk).entries()[0].material.title == "My Rome"
    Undo(desk).undo()
    assert pages.title_page(rome) == TitlePage("Rome", ("A. Writer",))


def test_that_blanks_around_what_was_typed_are_dropped(desk, rome) -> None:
    pages = TitlePages(desk)
    pages.change(rome, TitlePage("  Rome\n again ", (" Me ", " "), " de "))
    assert pages.title_page(rome) == TitlePage("Rome again", ("Me",), "de")


def test_that_a_material_keeps_a_title(desk, rome) -> None:
    with pytest.raises(InputError):
        TitlePages(desk).change(rome, TitlePage("  "))
    with pytest.raises(NotFound):
        TitlePages(desk).change(MaterialId("nowhere"), OWN)


def test_that_the_documents_own_title_page_can_be_had_again(desk, rome) -> None:
    pages = TitlePages(desk)
    pages.change(rome, OWN)
    own = pages.own_title_page(rome)
    assert own == TitlePage("Rome", ("A. Writer",))
    pages.change(rome, own)
    assert desk.database.value("SELECT count(*) FROM override") == 0


def test_that_a_newer_file_leaves_changed_details_alone(desk, rome, tmp_path) -> None:
    TitlePages(desk).change(rome, OWN)
    newer = tmp_path / "rome.md"
    newer.write_text("---\nauthor: Somebody Else\nlang: fr\n---\n# One\n\nOther text.\n", "utf-8")
    Importing(desk).update(rome, newer)
    assert TitlePages(desk).title_page(rome) == OWN


def test_that_a_newer_pack_leaves_changed_details_alone_and_asks(desk, tmp_path) -> None:
    folder = write_pack(tmp_path / "pack")
    material = PackInstalling(desk).install(folder).summary.material.id
    pages = TitlePages(desk)
    before = pages.title_page(material)
    pages.change(material, TitlePage("Mine", before.authors, before.language))
    page = (folder / "pack.yaml").read_text("utf-8").replace("edition: 1", "edition: 2")
    (folder / "pack.yaml").write_text(page.replace(before.title, "The newer title"), "utf-8")
    PackInstalling(desk).install(folder)
    assert pages.title_page(material).title == "Mine"
    assert pages.own_title_page(material).title == "The newer title"
    conflicts = Editions(desk).edited_by_both(material)
    assert [(one.thing, one.field) for one in conflicts] == [("material", "title")]
    Editions(desk).take_authors(conflicts)
    assert pages.title_page(material).title == "The newer title"


def test_that_a_chosen_cover_can_be_undone_and_given_up(desk, rome) -> None:
    pages = TitlePages(desk)
    assert pages.cover(rome) is None
    pages.set_cover(rome, b"first", "image/png")
    pages.set_cover(rome, b"second", "image/jpeg")
    assert pages.cover(rome).content == b"second"
    Undo(desk).undo()
    assert pages.cover(rome).content == b"first"
    assert pages.has_chosen_cover(rome)
    pages.use_own_cover(rome)
    assert pages.cover(rome) is None
    assert not pages.has_chosen_cover(rome)


def test_that_a_chosen_cover_survives_a_newer_file(desk, rome, tmp_path) -> None:
    TitlePages(desk).set_cover(rome, b"mine", "image/png")
    newer = tmp_path / "rome.md"
    newer.write_text("# One\n\nOther text.\n", "utf-8")
    Importing(desk).update(rome, newer)
    assert TitlePages(desk).cover(rome).content == b"mine"
