"""What a student may change in the outline of a document before it is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from carrel.domain.materials import DraftSection
from carrel.domain.text.document import BlockKind
from carrel.domain.text.escaping import heading
from carrel.domain.text.markdown import parse
from carrel.domain.text.sections import cut_before

DEEPEST = 6
"""The deepest level that a section may have; a top section has level 1."""

_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_TITLE_WORDS = 8

Outline = tuple[DraftSection, ...]


def end_of(outline: Sequence[DraftSection], index: int) -> int:
    """Where the section at ``index`` and all that is below it end: the index after the last."""
    level = outline[index].level
    rest = range(index + 1, len(outline))
    return next((place for place in rest if outline[place].level <= level), len(outline))


def retitled(outline: Outline, index: int, title: str) -> Outline:
    """The outline with another title on one line; an empty one changes nothing."""
    words = " ".join(title.split())
    return _with(outline, index, replace(outline[index], title=words)) if words else outline


def promoted(outline: Outline, index: int) -> Outline:
    """The section one level up, with all that is below it."""
    return _moved(outline, index, by=-1) if outline[index].level > 1 else outline


def demoted(outline: Outline, index: int) -> Outline:
    """The section one level down, with all that is below it: it becomes a part of the one before.

    A section that is already below the one before it, or would be too deep, stays.
    """
    deepest = max(one.level for one in outline[index : end_of(outline, index)])
    is_possible = index > 0 and outline[index].level <= outline[index - 1].level
    return _moved(outline, index, by=1) if is_possible and deepest < DEEPEST else outline


def without(outline: Outline, index: int) -> Outline:
    """The outline without a section and all that is below it."""
    return outline[:index] + outline[end_of(outline, index) :]


def merged(outline: Outline, index: int) -> Outline:
    """The section's text at the end of the one before it; its title becomes a heading there.

    What was below it is then below the one before. The first section stays.
    """
    if index == 0:
        return outline
    before, section = outline[index - 1], outline[index]
    text = _with_other_footnotes(section.markdown, before.markdown)
    title = heading(section.title, min(DEEPEST, before.level + 1)) if section.title else ""
    parts = (before.markdown.rstrip(), title, text.lstrip("\n"))
    joined = replace(before, markdown="\n\n".join(part for part in parts if part.strip()))
    return (*outline[: index - 1], joined, *outline[index + 1 :])


def split(outline: Outline, index: int, block: int) -> Outline:
    """Two sections of one: the second begins at a block of the text, counted from 0.

    A heading that the second begins with becomes its title, else its first words do. Nothing
    changes where no text would stand before the cut.
    """
    section = outline[index]
    first, second = cut_before(section.markdown, block)
    if not first.strip() or not second.strip():
        return outline
    title, text = _title_of(second)
    made = DraftSection(title, section.level, text, outside_source=section.outside_source)
    return (*outline[:index], replace(section, markdown=first), made, *outline[index + 1 :])


def _with(outline: Outline, index: int, section: DraftSection) -> Outline:
    return (*outline[:index], section, *outline[index + 1 :])


def _moved(outline: Outline, index: int, *, by: int) -> Outline:
    end = end_of(outline, index)
    moved = (replace(one, level=one.level + by) for one in outline[index:end])
    return (*outline[:index], *moved, *outline[end:])


def _with_other_footnotes(markdown: str, before: str) -> str:
    """The source with its footnotes named unlike those of the text that it is to follow."""
    taken = set(_FOOTNOTE.findall(before))
    names: dict[str, str] = {}
    for label in dict.fromkeys(_FOOTNOTE.findall(markdown)):
        name, number = label, 2
        while name in taken:
            name = f"{label}-{number}"
            number += 1
        names[label] = name
        taken.add(name)
    return _FOOTNOTE.sub(lambda found: f"[^{names[found[1]]}]", markdown)


def _title_of(markdown: str) -> tuple[str, str]:
    """A title for the text, and the text without it if it was a heading."""
    blocks = parse(markdown).blocks
    first = blocks[0] if blocks else None
    if first is None:
        return "", markdown
    if first.kind is BlockKind.HEADING:
        rest = cut_before(markdown, 1)[1] if len(blocks) > 1 else ""
        return " ".join(first.text.split()), rest
    words = first.text.split()
    more = "…" if len(words) > _TITLE_WORDS else ""
    return " ".join(words[:_TITLE_WORDS]) + more, markdown
