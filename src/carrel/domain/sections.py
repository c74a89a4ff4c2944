"""How drafts become the sections of a material: slugs, parents, plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import DraftSection, Section
from carrel.domain.text.document import content_hash
from carrel.domain.text.markdown import parse
from carrel.domain.text.slugs import unique_slugs
from carrel.domain.text.version import TEXT_VERSION

LIKENESS = 60
"""Percent of two texts that must agree for one to be taken for a newer version of the other."""


def placed(
    material: MaterialId, drafts: Iterable[DraftSection], *, used: Iterable[str] = ()
) -> Iterator[Section]:
    """The drafts as sections of ``material``, one at a time, in order.

    A draft without a slug gets one from its title; one that repeats, or is in ``used``, gets a
    number. A section's parent is the nearest one before it of a smaller level; levels are closed
    up, so that a sub-section is always one below its parent.
    """
    drafts = tuple(drafts)
    slugs = unique_slugs((draft.slug or draft.title for draft in drafts), taken=set(used))
    open_sections: list[tuple[int, SectionId]] = []
    for slug, draft in zip(slugs, drafts, strict=True):
        while open_sections and open_sections[-1][0] >= draft.level:
            open_sections.pop()
        parent = open_sections[-1][1] if open_sections else None
        id_ = SectionId(f"{material}/{slug}")
        open_sections.append((draft.level, id_))
        yield _section(id_, draft, level=len(open_sections), parent=parent)


def with_known_slugs(
    drafts: Sequence[DraftSection], known: Sequence[Section]
) -> tuple[DraftSection, ...]:
    """The drafts of a newer version, those of known sections with the slugs that they had.

    A draft is a known section if it has its slug or title, else its very text, else text that is
    more like it than :data:`LIKENESS`. Each section is recognised once.
    """
    slugs: dict[int, str] = {}
    for is_same in (_has_name_of, _has_text_of, _is_like):
        left = [section for section in known if section.slug not in slugs.values()]
        for number, draft in enumerate(drafts):
            if number not in slugs:
                found = next((one for one in left if is_same(draft, one)), None)
                if found is not None:
                    slugs[number] = found.slug
                    left.remove(found)
    return tuple(
        replace(draft, slug=slugs.get(number, draft.slug)) for number, draft in enumerate(drafts)
    )


def _has_name_of(draft: DraftSection, section: Section) -> bool:
    if draft.slug:
        return draft.slug == section.slug
    return draft.title.casefold() == section.title.casefold()


def _has_text_of(draft: DraftSection, section: Section) -> bool:
    return bool(draft.markdown) and content_hash(draft.markdown) == section.content_hash


def _is_like(draft: DraftSection, section: Section) -> bool:
    from rapidfuzz import fuzz

    if not draft.markdown or not section.markdown:
        return False
    return fuzz.ratio(draft.markdown, section.markdown) > LIKENESS


def _section(
    id_: SectionId, draft: DraftSection, *, level: int, parent: SectionId | None
) -> Section:
    return Section(
        id=id_,
        title=draft.title,
        level=level,
        markdown=draft.markdown,
        text=parse(draft.markdown).text,
        text_version=TEXT_VERSION,
        content_hash=content_hash(draft.markdown),
        parent=parent,
        outside_source=draft.outside_source,
    )
