"""Pictures beside a Markdown file come with it, and nothing from elsewhere does."""

from __future__ import annotations

from pathlib import Path

import pytest

from carrel.domain.text.document import SpanKind
from carrel.domain.text.markdown import parse
from carrel.formats.reading import markdown, pictures_beside
from carrel.services.document_reading import DocumentReading

PNG = b"\x89PNG\r\n\x1a\n rest"
OTHER = b"\x89PNG\r\n\x1a\n another"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with pictures in it, below it and beside it."""
    notes = tmp_path / "notes"
    (notes / "img").mkdir(parents=True)
    (notes / "map.png").write_bytes(PNG)
    (notes / "img" / "my plan (1).png").write_bytes(OTHER)
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n secret")
    return notes


def read(folder: Path, text: str):
    draft = markdown.read("a.md", f"# A\n\nWords. {text}\n".encode(), folder)
    (section,) = draft.sections
    shown = [
        span.target
        for block in parse(section.markdown).blocks
        for span in block.spans_of(SpanKind.PICTURE)
    ]
    return {one.name: one.content for one in draft.assets}, shown, draft


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("![Map](map.png)", {"assets/map.png": PNG}),
        ('![Map](./map.png "T")', {"assets/map.png": PNG}),
        ("![Plan](<img/my plan (1).png>)", {"assets/my-plan-1.png": OTHER}),
        ("![Plan](img/my%20plan%20(1).png)", {"assets/my-plan-1.png": OTHER}),
        ("![Map][m] twice ![Map][m]\n\n[m]: map.png", {"assets/map.png": PNG}),
        ("![A](map.png) ![B](map.png)", {"assets/map.png": PNG}),
    ],
)
def test_that_pictures_in_the_folder_or_below_are_taken_and_shown(folder, text, names):
    taken, shown, draft = read(folder, text)
    assert taken == names
    assert set(shown) == set(names)
    assert draft.warnings == ()


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "img/../../secret.png",
        "%2e%2e/secret.png",
        "{outside}/secret.png",
        "file:///{outside}/secret.png",
        "https://example.org/map.png",
        "..\\secret.png",
        "gone.png",
        "link.png",
        "linked/secret.png",
        "a.md",
    ],
)
def test_that_nothing_from_elsewhere_is_taken_and_that_is_told(folder, address):
    outside = folder.parent
    (folder / "a.md").write_text("words", encoding="utf-8")
    (folder / "link.png").symlink_to(outside / "secret.png")
    (folder / "linked").symlink_to(outside, target_is_directory=True)
    taken, _, draft = read(folder, f"![x]({address.format(outside=outside.as_posix())})")
    assert taken == {}
    assert draft.warnings == ("One picture could not be taken in and is left out.",)


def test_that_a_huge_picture_is_left_out(folder, monkeypatch):
    monkeypatch.setattr(pictures_beside, "MOST_PICTURE_BYTES", len(PNG) - 1)
    assert read(folder, "![x](map.png)")[0] == {}


def test_that_an_imported_file_brings_its_pictures(folder):
    file = folder / "a.md"
    file.write_text("# A\n\nWords. ![Map](map.png)\n", encoding="utf-8")
    with DocumentReading() as reading:
        read_one = reading.read(file, lambda *_: None)
    assert [one.name for one in read_one.draft.assets] == ["assets/map.png"]
