"""Reads plain text: joins wrapped lines, recognises the title, the authors and the headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from carrel.domain.materials import DraftMaterial, DraftSection
from carrel.domain.text.escaping import heading, paragraph
from carrel.domain.text.language import guess_language
from carrel.domain.text.markdown import normalised
from carrel.domain.text.sections import even_cuts, size_in_words
from carrel.formats.reading.decoding import decode
from carrel.formats.reading.headings import Heading, HeadingFinder
from carrel.formats.reading.lines import Group, Layout, groups, paragraphs
from carrel.formats.reading.outline import INTRODUCTION, LONGEST_SECTION
from carrel.formats.reading.title_page import (
    read_title_page,
    title_from_name,
    without_archive_frame,
)


def read(name: str, data: bytes) -> DraftMaterial:
    """The material in a plain text file.

    Raises UnreadableFile if the file is empty or is no text.
    """
    decoded = decode(name, data)
    return material_from_text(name, decoded.text, warnings=decoded.warnings)


def material_from_text(name: str, text: str, *, warnings: tuple[str, ...] = ()) -> DraftMaterial:
    """The material in a text without markup; ``name`` titles it where it has no title itself."""
    framed, archive = without_archive_frame(normalised(text).rstrip("\ufffd"))
    found, layout = groups(framed)
    page, used = read_title_page(found)
    title = archive.title or page.title or title_from_name(name)
    return DraftMaterial(
        title=title,
        sections=_sections(found[used:], layout, title),
        authors=archive.authors or page.authors,
        language=archive.language or guess_language(framed),
        source=archive.source,
        warnings=warnings,
    )


@dataclass(slots=True)
class _Part:
    """A heading and the Markdown blocks below it; the opening has no heading."""

    heading: Heading | None
    blocks: list[str] = field(default_factory=list)


def _sections(found: list[Group], layout: Layout, title: str) -> tuple[DraftSection, ...]:
    """The sections of a text's groups: at least one.

    They are made without going through the Markdown of the whole text, which would have to be
    taken apart again: a text may be as large as a library.
    """
    opening, *parts = _parts(found, layout)
    if not parts:
        return tuple(_untitled(opening.blocks, title))
    top = min(part.heading.level for part in parts if part.heading)
    sections = _long_section(INTRODUCTION, 1, opening.blocks) if opening.blocks else []
    for part in _with_small_headings(parts, lowest=top + 1):
        if part.heading:
            level = part.heading.level - top + 1
            sections += _long_section(part.heading.title, level, part.blocks)
    return tuple(sections)


def _parts(found: list[Group], layout: Layout) -> list[_Part]:
    finder = HeadingFinder(found)
    parts = [_Part(None)]
    index = 0
    while index < len(found):
        recognised = finder.at(index)
        if recognised:
            parts.append(_Part(recognised))
            index += recognised.group_count
        else:
            parts[-1].blocks.extend(map(paragraph, paragraphs(found[index], layout)))
            index += 1
    return parts


def _with_small_headings(parts: list[_Part], *, lowest: int) -> list[_Part]:
    """The parts whose headings make sections; lower headings become blocks of these."""
    kept: list[_Part] = []
    for part in parts:
        if part.heading and part.heading.level > lowest and kept:
            kept[-1].blocks.append(heading(part.heading.title, part.heading.level))
            kept[-1].blocks.extend(part.blocks)
        else:
            kept.append(part)
    return kept


def _untitled(blocks: list[str], title: str) -> Iterator[DraftSection]:
    """The whole text as one section with the material's title, or as parts."""
    pieces = _pieces(blocks, LONGEST_SECTION)
    for number, piece in enumerate(pieces, start=1):
        name = title if len(pieces) == 1 else f"Part {number}"
        yield DraftSection(title=name, level=1, markdown="\n\n".join(piece))


def _long_section(title: str, level: int, blocks: list[str]) -> list[DraftSection]:
    pieces = _pieces(blocks, LONGEST_SECTION, only_above=4 * LONGEST_SECTION)
    return [
        DraftSection(
            title=title if len(pieces) == 1 else f"{title} ({number})",
            level=level,
            markdown="\n\n".join(piece),
        )
        for number, piece in enumerate(pieces, start=1)
    ]


def _pieces(blocks: list[str], longest: int, *, only_above: int = 0) -> list[list[str]]:
    sizes = [size_in_words(block) for block in blocks]
    if sum(sizes) <= max(longest, only_above):
        return [blocks]
    cuts = even_cuts(sizes, longest)
    return [blocks[first:end] for first, end in pairwise([*cuts, len(blocks)])]
