"""Plain text comes in with its title, its authors, its headings and its own words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.materials import DraftMaterial
from carrel.domain.text.markdown import normalised, parse
from carrel.formats.reading.plain_text import read


def material(text: str, *, name: str = "my_notes-2.txt") -> DraftMaterial:
    return read(name, text.encode())


def outline(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in material(text).sections]


def texts(text: str) -> list[str]:
    return [parse(section.markdown).text for section in material(text).sections]


PROSE = "The keeper writes down every ship that passes the cape, and he has done so for many years."
ARTICLE = f"""Lights And Ships: A Look At The Cape

by Jon Lemon 48 views

Lights and Ships: A Look at the Cape

Hey everyone! Today we look at the cape, where the light has burnt for two hundred years.

The Beginning: Why Is There a Light?

{PROSE} {PROSE}

Key Dates of the Tower

{PROSE}

The Keeper's Way of Writing

{PROSE}

Storms and Their Victims

{PROSE}

The Future of the Light

{PROSE}"""


def test_that_an_article_comes_in_with_its_introduction_and_its_titled_sections() -> None:
    article = material(ARTICLE)

    assert article.title == "Lights And Ships: A Look At The Cape"
    assert article.authors == ("Jon Lemon",)
    assert article.language == "en"
    assert article.warnings == ()
    assert [section.title for section in article.sections] == [
        "Introduction",
        "The Beginning: Why Is There a Light?",
        "Key Dates of the Tower",
        "The Keeper's Way of Writing",
        "Storms and Their Victims",
        "The Future of the Light",
    ]
    assert texts(ARTICLE)[0].startswith("Hey everyone!")
    assert texts(ARTICLE)[1] == f"{PROSE} {PROSE}"


BOOK = """\ufeffThe Project Gutenberg eBook of The Cape

Title: The Cape:
       A Story

Author: Ann Lee

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK THE CAPE ***

THE CAPE

Contents

  CHAPTER I.   The Light
  CHAPTER II.  The Storm

CHAPTER I.
The Light

The keeper writes down every ship that passes the cape, and he has done
so since the year in which his father died. He is care-
ful: a ship without a flag is drawn, not named. He is a careful man.

    How doth the little light
    Improve the shining sea,

So he thought, and went up the stairs to light the fire as he always did
in winter.

CHAPTER II.

The Storm

Storms are rarer now than they were, or so the old people in the harbour
say. Nobody has counted them.

End of the Project Gutenberg EBook of The Cape

Licence.
"""


def test_that_a_book_of_an_archive_leaves_the_licence_behind() -> None:
    book = material(BOOK.replace("\n", "\r\n"))

    assert (book.title, book.authors, book.language) == ("The Cape: A Story", ("Ann Lee",), "en")
    assert book.source == "Project Gutenberg"
    assert [section.title for section in book.sections] == [
        "Introduction",
        "CHAPTER I. The Light",
        "CHAPTER II. The Storm",
    ]
    assert "icence" not in "".join(section.markdown for section in book.sections)


def test_that_wrapped_lines_are_joined_and_verse_keeps_its_lines() -> None:
    assert texts(BOOK)[1] == (
        "The keeper writes down every ship that passes the cape, and he has done so since the year "
        "in which his father died. He is careful: a ship without a flag is drawn, not named. He is "
        "a careful man.\n"
        "How doth the little light\nImprove the shining sea,\n"
        "So he thought, and went up the stairs to light the fire as he always did in winter."
    )


def test_that_parts_and_chapters_make_two_levels() -> None:
    assert outline(
        f"Part One\n\nChapter 1\n\n{PROSE}\n\nChapter 2: More\n\n{PROSE}"
        f"\n\nA small heading\n\n{PROSE}\n\nPart Two\n\nChapter 3\n\n{PROSE}\n\nEPILOGUE\n\n{PROSE}"
    ) == [
        (1, "Part One"),
        (2, "Chapter 1"),
        (2, "Chapter 2: More"),
        (1, "Part Two"),
        (2, "Chapter 3"),
        (1, "EPILOGUE"),
    ]


def test_that_numbers_tell_levels() -> None:
    assert outline(
        f"My Essay\n\n1. Begin\n\n{PROSE}\n\n1.1 Further\n\n{PROSE}\n\n2 End\n\n{PROSE}"
    ) == [(1, "1. Begin"), (2, "1.1 Further"), (1, "2 End")]


@pytest.mark.parametrize("prose", [PROSE, "A short line.", PROSE * 3])
def test_that_underlines_tell_levels(prose: str) -> None:
    text = f"Title\n===\n\n{prose}\n\nBegin\n=====\n{prose}\n\nFurther\n-------\n\n{prose}"

    assert material(text).title == "Title"
    assert outline(text) == [(1, "Introduction"), (1, "Begin"), (2, "Further")]
    assert texts(text) == [prose, prose, prose]


@pytest.mark.parametrize(
    "line",
    [
        "It ends with a stop.",
        "it begins small",
        "March 3, 2022",
        "3 May 2021",
        "12 comments",
        "See https://example.org",
        "Did he really say it?",
        "A line that has very many words and so is a sentence although it has no stop",
        "Dear Sir,",
        "* * *",
        "12",
    ],
)
def test_that_other_short_lines_are_no_headings(line: str) -> None:
    assert outline(f"A Title\n\n{PROSE}\n\n{line}\n\n{PROSE}") == [(1, "A Title")]
    assert line.replace("* * *", "") in texts(f"A Title\n\n{PROSE}\n\n{line}\n\n{PROSE}")[0]


def test_that_the_last_line_of_a_list_is_no_heading() -> None:
    assert outline(f"A Title\n\nMilk and Bread\nEggs and Salt\n\n{PROSE * 3}") == [(1, "A Title")]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("by Ann Lee", ("Ann Lee",)),
        ("By Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ("Written by Ann Lee, Bo Ek & Cy O'Hara | 5 min read", ("Ann Lee", "Bo Ek", "Cy O'Hara")),
        ("Von Änne Öz", ("Änne Öz",)),
        ("by Ann Lee on 3 May 2021", ("Ann Lee",)),
        ("Author: Ann Lee", ("Ann Lee",)),
    ],
)
def test_that_a_byline_names_the_authors(byline: str, authors: tuple[str, ...]) -> None:
    read_material = material(f"A Title\n\n{byline}\n\n{PROSE}")

    assert read_material.authors == authors
    assert read_material.sections[0].markdown == PROSE


@pytest.mark.parametrize("line", ["by the sea it was cold", "By and large", "By 1900"])
def test_that_other_lines_with_by_stay_in_the_text(line: str) -> None:
    read_material = material(f"A Title\n\n{line}\n\n{PROSE}")

    assert read_material.authors == ()
    assert line in "".join(section.title + section.markdown for section in read_material.sections)


def test_that_a_text_without_title_is_named_after_its_file() -> None:
    assert material(PROSE).title == "My notes 2"
    assert outline(PROSE) == [(1, "My notes 2")]
    assert outline("One line") == [(1, "My notes 2")]
    assert texts("One line") == ["One line"]


def test_that_a_long_text_without_headings_is_cut_into_parts() -> None:
    paragraphs = [f"{PROSE} Number {number}." for number in range(500)]

    parts = material("\n\n".join(paragraphs))

    assert [section.title for section in parts.sections] == ["Part 1", "Part 2", "Part 3", "Part 4"]
    assert max(len(section.markdown.split()) for section in parts.sections) <= 3_000
    assert "\n".join(texts("\n\n".join(paragraphs))) == "\n".join(paragraphs)


@pytest.mark.parametrize(
    "text", [f"{PROSE} " * 2_000, "汉" * 100_000, "a" * 100_000, "ab\n" * 40_000]
)
def test_that_a_text_without_paragraphs_is_cut_too(text: str) -> None:
    sections = material(text).sections

    assert all(len(section.markdown) < 40_000 for section in sections)
    joined = "".join(parse(section.markdown).text for section in sections)
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", text)


def test_that_a_very_long_chapter_is_cut() -> None:
    chapter = "\n\n".join([PROSE] * 1_000)

    titles = outline(f"Chapter 1\n\n{PROSE}\n\nChapter 2\n\n{chapter}")
    assert titles[:3] == [(1, "Chapter 1"), (1, "Chapter 2 (1)"), (1, "Chapter 2 (2)")]


def test_that_markup_signs_are_only_words() -> None:
    signs = "1. *not* a [list](x) & no `code`: $5 to $6, a_b_ <b>"

    (text,) = texts(f"A Title\n\n{signs}\n\n# no heading\n\n{PROSE}")

    assert text == f"{signs}\n# no heading\n{PROSE}"


def test_that_the_end_mark_of_old_systems_is_dropped() -> None:
    assert texts(f"{PROSE}\x1a") == [PROSE]


@given(
    st.lists(
        st.text(alphabet="abAB1 .,;*_#[]()<>|\\-=&é汉\"'", max_size=30)
        | st.sampled_from([PROSE, "Chapter 1", "A Heading", "by Ann Lee", "CONTENTS", "---"]),
        max_size=10,
    )
)
def test_that_no_words_are_lost_and_none_made_up(lines: list[str]) -> None:
    text = normalised("\n".join(lines))
    if not text.strip():
        return

    read_material = material(text)

    words = " ".join([read_material.title, *read_material.authors])
    for section in read_material.sections:
        words += f" {section.title} {parse(section.markdown).text}"
    assert set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", words)) <= {"by"}
