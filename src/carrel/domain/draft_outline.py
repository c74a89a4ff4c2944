"""What a student may change in a document before it is stored: its outline and its title page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from carrel.domain.materials import Asset, DraftMaterial, DraftSection
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


def joined(drafts: Sequence[DraftMaterial], title: str) -> DraftMaterial:
    """Several documents as one: each is a section, with its own sections below it.

    A document without a title page of its own sections keeps its text in its section. Pictures
    that share a name get others.
    """
    sections: list[DraftSection] = []
    assets: list[Asset] = []
    for number, draft in enumerate(drafts, start=1):
        names = {one.name: _own_name(one.name, number) for one in draft.assets}
        assets += [replace(one, name=names[one.name]) for one in draft.assets]
        below = tuple(_renamed(one, names) for one in draft.sections)
        if len(below) == 1 and below[0].title in ("", draft.title):
            sections.append(replace(below[0], title=draft.title, level=1, slug=""))
            continue
        sections.append(DraftSection(draft.title, 1, ""))
        sections += [replace(one, level=min(DEEPEST, one.level + 1), slug="") for one in below]
    first = drafts[0]
    authors = tuple(dict.fromkeys(author for draft in drafts for author in draft.authors))
    languages = {draft.language for draft in drafts}
    return replace(
        first,
        title=title,
        sections=tuple(sections),
        authors=authors,
        language=first.language if len(languages) == 1 else "",
        source="",
        description="",
        warnings=tuple(dict.fromkeys(told for draft in drafts for told in draft.warnings)),
        assets=tuple(assets),
        cover="",
    )


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


def _own_name(name: str, number: int) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f"{number}-{path.name}"))


def _renamed(section: DraftSection, names: dict[str, str]) -> DraftSection:
    markdown = section.markdown
    for old, new in names.items():
        markdown = markdown.replace(f"]({old}", f"]({new}")
    return replace(section, markdown=markdown)
