"""``carrel import`` brings highlights of other programs onto the texts that they were made on."""

from __future__ import annotations

import json

import pytest

from carrel import cli
from carrel.storage.database import open_database
from formats.reading.annotations.highlight_files import BOOK, GATE, SAMPLES, WALL


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "library.db"
    open_database(path).close()
    return path


@pytest.fixture
def shelf(library, tmp_path, capsys):
    """A library with the book that all sample files have highlights of."""
    book = tmp_path / "wall.md"
    book.write_text(
        f"# {BOOK}\n\n## The wall\n\nIt began once. {WALL} It stood.\n\n## The gate\n\n{GATE}\n",
        encoding="utf-8",
    )
    run(capsys, library, "import", book)
    return library


def run(capsys, library, *arguments):
    code = cli.main(["--library", str(library), *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("name", SAMPLES)
def test_that_every_kind_of_file_finds_its_text_and_adds_nothing_twice(
    name, shelf, tmp_path, capsys
):
    path = tmp_path / name
    path.write_bytes(SAMPLES[name]())
    code, out, error = run(capsys, shelf, "import", path, "--json")
    assert (code, error) == (0, "")
    (told,) = json.loads(out)
    assert told["title"] == BOOK
    assert told["counts"]["orphaned"] == 0
    assert told["added"] == told["annotations"] > 0
    (again,) = json.loads(run(capsys, shelf, "import", path, "--json")[1])
    assert (again["added"], again["known"]) == (0, told["annotations"])


def test_that_texts_that_are_not_there_are_told_and_made_when_asked(library, tmp_path, capsys):
    path = tmp_path / "My Clippings.txt"
    path.write_bytes(SAMPLES["My Clippings.txt"]())
    code, out, error = run(capsys, library, "import", path, "--json")
    assert code == 1
    assert BOOK in error
    assert [one["material"] for one in json.loads(out)] == [None]
    code, out, _ = run(capsys, library, "import", path, "--make-texts")
    assert code == 0
    assert "2 annotations added" in out
    assert "Bookmarks left out: 1" in out


def test_that_the_material_can_be_named(shelf, tmp_path, capsys):
    path = tmp_path / "r.csv"
    path.write_text("Highlight,Title\nShort,Elsewhere\nNot there at all,Elsewhere\n")
    assert run(capsys, shelf, "import", path)[0] == 1
    code, out, _ = run(capsys, shelf, "import", path, "--onto", "the-wall-at-harrow")
    assert code == 0
    assert "Not found, kept without a place: “Not there at all”." in out
    code, _, error = run(capsys, shelf, "import", path, "--onto", "nowhere")
    assert (code, error.count("\n")) == (1, 1)


def test_that_a_damaged_file_is_one_line(shelf, tmp_path, capsys):
    path = tmp_path / "metadata.epub.lua"
    path.write_bytes(SAMPLES["metadata.epub.lua"]()[:-30])
    code, _, error = run(capsys, shelf, "import", path)
    assert (code, error.count("\n")) == (1, 1)
