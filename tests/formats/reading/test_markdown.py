"""Markdown files come in with their front matter and two levels of headings as sections."""

from __future__ import annotations

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.domain.text.markdown import parse
from carrel.formats.reading.markdown import read


def material(text: str) -> DraftMaterial:
    return read("my-notes.md", text.encode())


def outline(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in material(text).sections]


def test_that_the_only_top_heading_at_the_beginning_is_the_title() -> None:
    read_material = material(
        "# The *Cape*\n\nOpening.\n\n## One\n\na\n\n### Two\n\nb\n\n#### Three\n\n## Four\n"
    )

    assert read_material.title == "The Cape"
    assert [(section.level, section.title) for section in read_material.sections] == [
        (1, "Introduction"),
        (1, "One"),
        (2, "Two"),
        (1, "Four"),
    ]
    assert parse(read_material.sections[2].markdown).text == "b\nThree"


@pytest.mark.parametrize(
    ("text", "title", "sections"),
    [
        ("# A\na\n# B\nb", "My notes", [(1, "A"), (1, "B")]),
        ("# A\na", "A", [(1, "A")]),
        ("# A", "A", [(1, "A")]),
        ("a", "My notes", [(1, "My notes")]),
        ("a\n\n# B\nb", "My notes", [(1, "Introduction"), (1, "B")]),
        ("### A\na\n#### B\nb\n##### C\nc", "A", [(1, "Introduction"), (1, "B"), (2, "C")]),
        ("## A\na\n## B\nb\n### C\nc\n#### D\n", "My notes", [(1, "A"), (1, "B"), (2, "C")]),
    ],
)
def test_that_two_levels_of_headings_make_the_sections(
    text: str, title: str, sections: list[tuple[int, str]]
) -> None:
    assert material(text).title == title
    assert outline(text) == sections


def test_that_front_matter_describes_the_material() -> None:
    read_material = material(
        "---\r\ntitle: The Cape\r\nauthor:\r\n  - Ann Lee\r\n  - name: Bo Ek\r\nlang: en_GB\r\n"
        "date: 2021-05-03\r\nurl: https://example.org\r\nlicense: CC0\r\ntags: [a, b]\r\n"
        "abstract: |\r\n  Two\r\n  lines\r\n---\r\n# The Cape\r\n\r\n## One\r\na\r\n"
    )

    assert read_material.title == "The Cape"
    assert read_material.authors == ("Ann Lee", "Bo Ek")
    assert read_material.language == "en-GB"
    assert read_material.source == "https://example.org, 2021-05-03"
    assert read_material.licence == "CC0"
    assert read_material.description == "Two lines"
    assert [section.title for section in read_material.sections] == ["One"]


def test_that_a_title_of_its_own_leaves_the_heading_a_section() -> None:
    assert outline("---\ntitle: Letters\n---\n# First\na\n") == [(1, "First")]


@pytest.mark.parametrize(
    "block",
    ["[a: b", "a: *b", "a: &x [*x]", "? ? ?" * 50, "[" * 5_000, "a: !!python/object:os.x {}"],
)
def test_that_front_matter_that_is_none_does_no_harm(block: str) -> None:
    assert "text" in material(f"---\n{block}\n---\n\ntext\n").sections[-1].markdown


def test_that_broken_front_matter_is_told() -> None:
    (warning,) = material("---\ntitle: [a\n---\ntext").warnings
    assert "could not be understood" in warning


def test_that_a_rule_at_the_top_is_no_front_matter() -> None:
    assert parse(material("---\n\na\n\n---\n\nb").sections[0].markdown).text == "a\nb"


def test_that_a_file_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="has no text"):
        material("---\ntitle: a\n---\n\n")


def test_that_a_long_text_below_its_title_is_cut_into_parts() -> None:
    text = "# The Cape\n\n" + "\n\n".join(["word " * 100] * 100)

    assert [title for _, title in outline(text)] == ["Part 1", "Part 2", "Part 3", "Part 4"]
