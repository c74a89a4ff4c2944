"""Drafts become sections with unique slugs, parents and plain text."""

from __future__ import annotations

import pytest

from carrel.domain.ids import MaterialId
from carrel.domain.materials import DraftSection
from carrel.domain.sections import placed, with_known_slugs


def place(*drafts: DraftSection):
    return list(placed(MaterialId("m"), drafts))


def test_that_slugs_come_from_titles_and_are_unique():
    sections = place(
        DraftSection("Notes", 1, ""),
        DraftSection("Notes", 1, ""),
        DraftSection("Other", 1, "", slug="notes-3"),
        DraftSection("Notes", 1, ""),
        DraftSection("…", 1, ""),
    )
    assert [section.slug for section in sections] == [
        "notes",
        "notes-2",
        "notes-3",
        "notes-4",
        "section",
    ]


@pytest.mark.parametrize(
    ("levels", "closed_up", "parents"),
    [
        ((1, 2, 2, 1), [1, 2, 2, 1], [None, 0, 0, None]),
        ((1, 3, 6, 3), [1, 2, 3, 2], [None, 0, 1, 0]),
        ((3, 2, 1), [1, 1, 1], [None, None, None]),
        ((2, 3, 1, 2), [1, 2, 1, 2], [None, 0, None, 2]),
    ],
)
def test_that_a_section_stands_right_below_the_nearest_smaller_level(levels, closed_up, parents):
    sections = place(*(DraftSection(f"S{n}", level, "") for n, level in enumerate(levels)))
    assert [section.level for section in sections] == closed_up
    assert [section.parent for section in sections] == [
        None if index is None else sections[index].id for index in parents
    ]


def test_that_the_plain_text_is_made_and_the_source_kept():
    (section,) = place(DraftSection("A", 1, "Some *words*\nhere 😀.", outside_source=True))
    assert section.text == "Some words here 😀."
    assert section.markdown == "Some *words*\nhere 😀."
    assert section.outside_source
    assert section.word_count == 4


KNOWN = place(
    DraftSection("Greeting", 1, "Dear reader, how are you today? I hope that all is well."),
    DraftSection("Body", 1, "This is the body of the letter, which is short and to the point."),
    DraftSection("Farewell", 1, "With kind regards from all of us."),
)


@pytest.mark.parametrize(
    ("drafts", "slugs"),
    [
        (
            [("Farewell", "Changed."), ("GREETING", "Changed too.")],
            ["farewell", "greeting"],
        ),
        (
            [("Hello", KNOWN[0].markdown), ("New", "Something else altogether.")],
            ["greeting", ""],
        ),
        (
            [("Hello", "Dear reader, how are you today? I hope that you are all well.")],
            ["greeting"],
        ),
        (
            [("Body", "One."), ("Body", "Two."), ("Other", KNOWN[1].markdown)],
            ["body", "", ""],
        ),
        ([("Empty", "")], [""]),
    ],
    ids=["same title", "same text", "like text", "each once", "no text"],
)
def test_that_sections_of_a_newer_version_keep_their_slugs(drafts, slugs):
    given = [DraftSection(title, 1, markdown) for title, markdown in drafts]
    assert [draft.slug for draft in with_known_slugs(given, KNOWN)] == slugs


def test_that_a_new_section_does_not_take_the_slug_of_a_known_one():
    given = [DraftSection("Greeting", 1, "Other."), DraftSection("Greeting", 1, "More.")]
    sections = place(*with_known_slugs(given, KNOWN))
    assert [section.slug for section in sections] == ["greeting", "greeting-2"]
