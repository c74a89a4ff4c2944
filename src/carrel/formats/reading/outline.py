"""How the Markdown of any document becomes a title and sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from carrel.domain.materials import DraftSection
from carrel.domain.text.sections import heading_levels, split_sections

_PAGE = re.compile(r'<a id="page-[\w.-]+"></a>')

INTRODUCTION = "Introduction"
"""Title of the text before the first heading."""

LONGEST_SECTION = 3_000
"""Words; a longer text without headings is cut into parts."""


def titled_sections(
    markdown: str, *, title: str = "", fallback: str
) -> tuple[str, tuple[DraftSection, ...]]:
    """The title of a document and its sections, from two levels of its headings.

    A heading that begins the document, and is the only one so high, is its title, unless ``title``
    gives another; ``fallback`` titles a document that has none. There is at least one section.
    """
    levels = heading_levels(markdown)
    if levels and levels[0] == min(levels) and levels.count(levels[0]) == 1:
        first, *others = split_sections(markdown, depth=levels[0])
        is_title = not others and (not title or _is_same(first.title, title))
        if is_title:
            title = title or first.title or fallback
            if not first.markdown.strip():
                return title, (replace(first, title=title, level=1),)
            return title, _sections(first.markdown, levels=levels[1:], title=title)
    title = title or fallback
    return title, _sections(markdown, levels=levels, title=title)


def with_pages_carried(sections: Iterable[DraftSection]) -> Iterator[DraftSection]:
    """The sections, each beginning with the mark of the page that the one before it ended on."""
    page = ""
    for section in sections:
        marks = _PAGE.findall(section.markdown)
        starts_page = section.markdown.lstrip("#>-* ").startswith("<a id=")
        if page and section.markdown and not starts_page:
            gap = "" if section.markdown[0].isalnum() else "\n\n"
            section = replace(section, markdown=page + gap + section.markdown)
        page = marks[-1] if marks else page
        yield section


def _sections(markdown: str, *, levels: Sequence[int], title: str) -> tuple[DraftSection, ...]:
    top = min(levels, default=1)
    sections = split_sections(
        markdown, depth=top + 1, opening_title=INTRODUCTION, longest=LONGEST_SECTION
    )
    if not levels and len(sections) == 1:
        return (replace(sections[0], title=title),)
    return tuple(
        section if section.level < top else replace(section, level=section.level - top + 1)
        for section in sections
    )


def _is_same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
