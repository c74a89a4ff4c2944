"""Makes one material of several documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from carrel.domain.materials import Asset, DraftMaterial, DraftSection
from carrel.domain.questions.brought import BroughtQuestion

_PICTURE = re.compile(r"(!\[(?:[^\[\]\\]|\\.)*\]\(<?)([^()<>\s]+)(>?\))")


def joined(title: str, documents: Sequence[DraftMaterial]) -> DraftMaterial:
    """One material of documents: each is a section of its top level with its own sections below.

    A document of a single section is that section. Authors, languages and sources that all share,
    or that one alone has, are those of the whole.
    """
    if len(documents) == 1:
        return documents[0]
    taken: dict[str, Asset] = {}
    sections: list[DraftSection] = []
    questions: list[BroughtQuestion] = []
    for one in documents:
        own = list(_sections(one, taken))
        # What was put before the document's own sections moves its questions on.
        shift = len(sections) + len(own) - len(one.sections)
        questions += [replace(asked, section=asked.section + shift) for asked in one.questions]
        sections += own
    languages = {one.language for one in documents if one.language}
    return DraftMaterial(
        title=title,
        sections=tuple(sections),
        authors=tuple(dict.fromkeys(name for one in documents for name in one.authors)),
        language=languages.pop() if len(languages) == 1 else "",
        source="; ".join(dict.fromkeys(one.source for one in documents if one.source)),
        licence="; ".join(dict.fromkeys(one.licence for one in documents if one.licence)),
        warnings=tuple(f"{one.title}: {words}" for one in documents for words in one.warnings),
        assets=tuple(taken.values()),
        questions=tuple(questions),
        annotations=tuple(note for one in documents for note in one.annotations),
        topics=tuple(topic for one in documents for topic in one.topics),
        cover=next((one.cover for one in documents if one.cover), ""),
    )


def _sections(document: DraftMaterial, taken: dict[str, Asset]) -> Iterator[DraftSection]:
    renamed = _take(document.assets, taken)

    def with_pictures(section: DraftSection) -> DraftSection:
        if not renamed:
            return section
        markdown = _PICTURE.sub(
            lambda found: found[1] + renamed.get(found[2], found[2]) + found[3], section.markdown
        )
        return replace(section, markdown=markdown)

    first, *others = document.sections
    is_opening = first.title.casefold() == document.title.casefold()
    if not others or is_opening:
        yield with_pictures(replace(first, title=document.title, level=1))
    else:
        yield DraftSection(document.title, 1, "")
        others.insert(0, first)
    for section in others:
        yield with_pictures(replace(section, level=section.level + 1))


def _take(assets: Sequence[Asset], taken: dict[str, Asset]) -> dict[str, str]:
    """Add pictures to those that are taken; returns the new names of those whose name was."""
    renamed = {}
    for asset in assets:
        stem, _, suffix = asset.name.rpartition(".")
        name, number = asset.name, 2
        while name in taken and taken[name].content != asset.content:
            name, number = f"{stem}-{number}.{suffix}", number + 1
        taken[name] = replace(asset, name=name)
        if name != asset.name:
            renamed[asset.name] = name
    return renamed
