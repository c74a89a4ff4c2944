"""The sections of a pack: its Markdown files in order, taken apart at their headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from carrel.domain.ids import MaterialId
from carrel.domain.materials import DraftSection, Section
from carrel.domain.packs import PackProblem
from carrel.domain.sections import placed
from carrel.domain.text.document import Span, SpanKind
from carrel.domain.text.markdown import parse
from carrel.domain.text.sections import split_sections
from carrel.domain.text.slugs import slugify
from carrel.formats.pack.entries import Findings, Register
from carrel.formats.pack.files import PackFiles


@dataclass(frozen=True, slots=True)
class SectionPlaces:
    """Where sections stand: the Markdown files by their paths, and each slug's file."""

    texts: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)
    slugs: Register = field(default_factory=lambda: Register("section"))


def read_sections(
    material: MaterialId, places: SectionPlaces, *, depth: int, findings: Findings
) -> tuple[Section, ...]:
    """All sections in order; ``places`` learns where they stand."""
    drafts: list[DraftSection] = []
    for file, text in places.texts.items():
        for draft in _of_file(file, text, depth, findings):
            line = _line_with(text, "{#" + draft.slug)
            if draft.slug in places.slugs:
                findings.add(
                    file,
                    line,
                    f"the section “{draft.slug}” is there a second time.",
                    f"The first is in {places.files[draft.slug]}; give this heading another slug.",
                )
            places.slugs.add(draft.slug, file, line)
            places.files.setdefault(draft.slug, file)
            drafts.append(draft)
    if not drafts:
        findings.add("sections", None, "the pack has no sections.", "Add sections/01-name.md.")
    return tuple(placed(material, _with_inherited_marks(drafts)))


def check_pictures(
    sections: tuple[Section, ...], places: SectionPlaces, assets: PackFiles, findings: Findings
) -> None:
    """Find pictures that are not in the pack."""
    for file, line, span in _pictures(sections, places):
        if span.target not in assets:
            findings.add(
                file,
                line,
                f"the picture “{span.target}” is not in the pack.",
                "Put it into the folder assets/ and refer to it as ![...](assets/name.png).",
            )


def pictures_without_words(
    sections: tuple[Section, ...], places: SectionPlaces
) -> Iterator[PackProblem]:
    """Pictures that a student who cannot see them learns nothing from."""
    for file, line, span in _pictures(sections, places):
        if not span.words.strip():
            yield PackProblem(
                file,
                line,
                f"the picture “{span.target}” has no alternative text.",
                "Write what it shows: ![a map of the Baltic](assets/map.png).",
                advice="Say in a few words what it shows.",
                is_remark=True,
            )


def _pictures(
    sections: tuple[Section, ...], places: SectionPlaces
) -> Iterator[tuple[str, int, Span]]:
    for section in sections:
        if "![" not in section.markdown:
            continue
        file = places.files[section.slug]
        for block in parse(section.markdown).blocks:
            for span in block.spans_of(SpanKind.PICTURE):
                yield file, _line_with(places.texts[file], span.target), span


def _of_file(file: str, text: str, depth: int, findings: Findings) -> list[DraftSection]:
    drafts = []
    for index, draft in enumerate(split_sections(text, depth=depth)):
        if index == 0 and not draft.title and not draft.slug:
            findings.add(
                file,
                1,
                "there is text before the first heading.",
                "Begin the file with “# Title {#slug}”.",
            )
        elif not draft.slug:
            findings.add(
                file,
                _line_with(text, draft.title),
                f"the heading “{draft.title}” has no slug.",
                f"Write “{'#' * draft.level} {draft.title} {{#{slugify(draft.title)}}}”.",
            )
        else:
            drafts.append(draft)
    return drafts


def _with_inherited_marks(drafts: list[DraftSection]) -> list[DraftSection]:
    """What is below a section that is not from the source is not from it either."""
    marked: list[DraftSection] = []
    outside_level = 0
    for draft in drafts:
        if outside_level and draft.level <= outside_level:
            outside_level = 0
        if draft.outside_source and not outside_level:
            outside_level = draft.level
        marked.append(replace(draft, outside_source=bool(outside_level)))
    return marked


def _line_with(text: str, words: str) -> int:
    """The first line, counted from 1, that has these words; 1 if none has."""
    place = text.find(words)
    return 1 if place < 0 else text.count("\n", 0, place) + 1
