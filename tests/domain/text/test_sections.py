"""A text comes apart at its headings into sections with slugs of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.materials import DraftSection
from carrel.domain.text.markdown import parse
from carrel.domain.text.sections import below_sections, heading_levels, split_sections
from carrel.domain.text.slugs import MAX_LENGTH, slugify, unique_slugs


def outline(markdown: str, *, depth: int = 2) -> list[tuple[str, int, str]]:
    return [
        (section.title, section.level, parse(section.markdown).text)
        for section in split_sections(markdown, depth=depth)
    ]


def test_that_headings_down_to_the_depth_make_sections() -> None:
    markdown = "# One\na\n## Two\nb\n### Three\nc\n\nFour\n----\nd\n\n\nFive\n===\n"

    assert outline(markdown) == [
        ("One", 1, "a"),
        ("Two", 2, "b\nThree\nc"),
        ("Four", 2, "d"),
        ("Five", 1, ""),
    ]
    assert outline(markdown, depth=1) == [
        ("One", 1, "a\nTwo\nb\nThree\nc\nFour\nd"),
        ("Five", 1, ""),
    ]


def test_that_text_before_the_first_heading_gets_the_title_asked_for() -> None:
    assert split_sections("before\n\n# A\nafter", opening_title="Introduction") == (
        DraftSection(title="Introduction", level=1, markdown="before"),
        DraftSection(title="A", level=1, markdown="after"),
    )
    assert split_sections("\n \n# A\nafter")[0].title == "A"
    assert split_sections("only text") == (DraftSection(title="", level=1, markdown="only text"),)
    assert split_sections(" \n") == ()


def test_that_attributes_name_and_mark_a_section() -> None:
    plain, marked, closed, setext, braces = split_sections(
        "# One {#first}\n# Two {#second .outside-source .x}\n# Three {#third} ##\n"
        "Four {.outside-source}\n=====\n# {#only}\n"
    )

    assert (plain.title, plain.slug, plain.outside_source) == ("One", "first", False)
    assert (marked.title, marked.slug, marked.outside_source) == ("Two", "second", True)
    assert (closed.title, closed.slug) == ("Three", "third")
    assert (setext.title, setext.slug, setext.outside_source) == ("Four", "", True)
    assert (braces.title, braces.slug) == ("", "only")


@pytest.mark.parametrize(
    "source",
    [
        "```\n# no\n```",
        "> # no",
        "- # no",
        "- a\n\n  # no",
        "    # no",
        "<div>\n# no\n</div>",
        "#no",
    ],
)
def test_that_headings_inside_other_blocks_begin_no_section(source: str) -> None:
    assert [section.title for section in split_sections(f"# A\n\n{source}\n\n# B\n")] == ["A", "B"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# *A* `b` [c](d)", "A b c"),
        ("# ![a map](m.png) of it", "a map of it"),
        ("# $x$ and ![](m.png)", "x and"),
        ("# 1. First", "1. First"),
        ("# > a", "> a"),
        ("two\nlines\n===", "two lines"),
        ("# &amp; \\# x", "& # x"),
    ],
)
def test_that_a_title_is_the_words_of_its_heading(heading: str, title: str) -> None:
    assert [section.title for section in split_sections(heading)] == [title]


def test_that_definitions_elsewhere_in_the_file_are_found() -> None:
    first, second, notes = split_sections(
        "# One\nSee [the Page] and [this][P2].[^a]\n\n# Two\n\nAgain [the page].[^b] Not [p3].\n\n"
        "[p3]: /own\n\n# Notes\n\n[^a]: Note, see [^c].\n\n    Second paragraph.\n\n[^b]: Other.\n"
        "[^c]: Third.\n\n[the page]: </a b> 'A \"title\"'\n[p2]: /2\n[unused]: /3\n"
    )

    one, two = parse(first.markdown), parse(second.markdown)
    assert one.text == "See the Page and this.\nNote, see .\nSecond paragraph.\nThird."
    assert [(s.target, s.title) for s in one.blocks[0].spans[:2]] == [
        ("/a b", 'A "title"'),
        ("/2", ""),
    ]
    assert two.text == "Again the page. Not p3.\nOther."
    assert second.markdown.count("[p3]:") == 1
    assert "unused" not in first.markdown + second.markdown
    assert parse(notes.markdown).text == ""


def test_that_footnotes_that_refer_to_each_other_end() -> None:
    (section, _) = split_sections("# A\n[^a]\n\n# B\n[^a]: [^b]\n[^b]: [^a] x\n")

    assert parse(section.markdown).text.endswith("x")


def test_that_a_long_text_without_headings_is_cut_into_parts_at_paragraph_ends() -> None:
    paragraphs = [f"Paragraph {n} " + "word " * 38 for n in range(100)]
    markdown = "\n\n".join(paragraphs)

    parts = split_sections(markdown, longest=1_000)

    assert [part.title for part in parts] == ["Part 1", "Part 2", "Part 3", "Part 4"]
    assert max(len(part.markdown.split()) for part in parts) <= 1_000
    assert "\n".join(parse(part.markdown).text for part in parts) == parse(markdown).text
    assert len(split_sections(markdown, longest=4_000)) == 1


def test_that_only_very_long_sections_with_a_title_are_cut() -> None:
    long = "\n\n".join(["word " * 100] * 50)

    sections = split_sections(f"# A {{#a}}\n{long}\n\n## B\nx", longest=1_000)
    assert [(s.title, s.level, s.slug) for s in sections] == [
        *[("A (1)", 1, "a")],
        *[(f"A ({n})", 1, "") for n in range(2, 6)],
        ("B", 2, ""),
    ]
    assert len(split_sections(f"# A\n{long}", longest=2_000)) == 1


def test_that_parts_of_a_text_written_without_spaces_are_bounded_too() -> None:
    parts = split_sections("\n\n".join(["汉" * 800] * 100), longest=2_000)

    assert [len(part.markdown) for part in parts] == [16_038] * 5


def test_that_heading_levels_leave_out_those_inside_other_blocks() -> None:
    assert heading_levels("# a\n### b\n> # c\n\nd\n===\n```\n# e") == (1, 3, 1)


LINES = st.lists(
    st.sampled_from(["# A", "## B {#b}", "words", "", "```", "> q", "- i", "===", "    x", "$$"]),
    max_size=14,
)


@given(LINES)
def test_that_no_words_are_lost_or_doubled(lines: list[str]) -> None:
    markdown = "\n".join(lines)

    sections = split_sections(markdown)

    left = "\n".join(section.markdown for section in sections)
    for word in ("words", "> q", "- i", "x"):
        assert left.count(word) + sum(s.title.count(word) for s in sections) == markdown.count(word)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Context: Why Are They Talking?", "the-context-why-are-they-talking"),
        ("Macron's Approach", "macrons-approach"),
        ("Élysée — Straße Øre Łódź", "elysee-strasse-ore-lodz"),
        ("ﬁne ½ ①", "fine-1-2-1"),
        ("Глава 1: Мир", "глава-1-мир"),
        ("第一章 开始", "第一章-开始"),
        ("हिन्दी", "हिन्दी"),
        ("snake_case  and/or", "snake-case-and-or"),
        ("?!", ""),
        ("", ""),
        ("a" * 100, "a" * MAX_LENGTH),
        ("word " * 30, "-".join(["word"] * 12)),
    ],
)
def test_that_a_slug_is_made_of_the_titles_words(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text())
def test_that_a_slug_stays_what_it_is(title: str) -> None:
    slug = slugify(title)

    assert slugify(slug) == slug
    assert not set(slug) & set("/# \n")


@given(st.lists(st.sampled_from(["A", "a", "A-2", "?", "section", "b"])))
def test_that_unique_slugs_are_unique(titles: list[str]) -> None:
    slugs = unique_slugs(titles, taken={"b"})

    assert len({*slugs, "b"}) == len(titles) + 1


def test_that_repeated_titles_are_numbered() -> None:
    assert unique_slugs(["Notes", "Notes", "Notes", "?"], taken=["notes-2"]) == (
        "notes",
        "notes-3",
        "notes-4",
        "section",
    )


@pytest.mark.parametrize(
    ("markdown", "depth", "lowered"),
    [
        ("# a\n\nb\n\n## c", 2, "\n### a\n\n\nb\n\n\n#### c\n"),
        ("a\nb\n===", 1, "\n## a b\n"),
        ("### a", 2, "### a"),
        ("```\n# a\n```", 3, "```\n# a\n```"),
        ("# a", 6, "\n**a**\n"),
    ],
)
def test_that_headings_are_made_deeper_than_those_of_sections(markdown, depth, lowered) -> None:
    assert below_sections(markdown, depth) == lowered
    assert split_sections("# t\n\n" + lowered, depth=depth)[1:] == ()
