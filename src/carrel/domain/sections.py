"""How drafts become the sections of a material: slugs, parents, plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import DraftSection, Section
from carrel.domain.text.document import TEXT_VERSION, content_hash
from carrel.domain.text.markdown import parse
from carrel.domain.text.slugs import unique_slugs


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
