"""What the student calls the four colours is what the exports call them."""

from __future__ import annotations

import pytest

from carrel.domain.annotations import Colour
from carrel.domain.ids import MaterialId
from carrel.formats.reading.markdown_folder import read
from carrel.services.annotating import Annotating
from carrel.services.exporting import Exporting
from carrel.services.preferences import Preferences
from sample_library import add_material, new_desk


@pytest.fixture
def desk():
    desk = new_desk()
    add_material(desk, "pond", [("one", 1, "The pond is deep and nobody swims.")])
    Annotating(desk).annotate_quotation(
        "pond/one", "is deep", nth=None, colour=Colour.DISAGREE, note="How deep?"
    )
    Preferences(desk).change(colour_names={Colour.DISAGREE: "Not so, I think"})
    return desk


def exported(desk, form, folder):
    paths = Exporting(desk).export(form, [MaterialId("pond")], folder / "out").paths
    return "\n".join(path.read_text(encoding="utf-8-sig") for path in paths)


@pytest.mark.parametrize("form", ["notes", "html", "csv"])
def test_that_own_names_leave(form, desk, tmp_path):
    assert "Not so, I think" in exported(desk, form, tmp_path)


def test_that_a_markdown_folder_tags_by_the_own_name_and_comes_back_as_the_colour(desk, tmp_path):
    assert "#Not-so-I-think" in exported(desk, "markdown", tmp_path)
    folder = tmp_path / "out"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")
    }
    (note,) = read(files).annotations
    assert (note.colour, note.tags) == (Colour.DISAGREE, ())


def test_that_colours_without_a_name_go_by_their_own(desk, tmp_path):
    assert "important" in exported(desk, "html", tmp_path)
