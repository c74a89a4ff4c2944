"""The sections of a pack: its Markdown files in order, taken apart at their headings."""

from __future__ import annotations

from dataclasses import replace

from carrel.domain.ids import MaterialId
from carrel.domain.materials import DraftSection, Section
from carrel.domain.sections import placed
from carrel.domain.text.document import SpanKind
from carrel.domain.text.markdown import parse
from carrel.domain.text.sections import split_sections
from carrel.domain.text.slugs import slugify
from carrel.formats.pack.entries import Findings, Register
from carrel.formats.pack.files import PackFiles

_PICTURES = "assets/"


def read_sections(
    material: MaterialId, texts: dict[str, str], *, depth: int, findings: Findings
) -> tuple[tuple[Section, ...], Register, dict[str, str]]:
    """All sections in order, the register of their slugs, and the file that each slug is in."""
    register = Register("section")
    files: dict[str, str] = {}
    drafts: list[DraftSection] = []
    for file, text in texts.items():
        for draft in _of_file(file, text, depth, findings):
            line = _line_of(text, draft)
            if draft.slug in register:
                findings.add(
                    file,
                    line,
                    f"the section “{draft.slug}” is there a second time.",
                    f"The first is in {files[draft.slug]}; give this heading another slug.",
                )
            register.add(draft.slug, file, line)
            files.setdefault(draft.slug, file)
            drafts.append(draft)
    if not drafts:
        findings.add("sections", None, "the pack has no sections.", "Add sections/01-name.md.")
    return tuple(placed(material, _with_inherited_marks(drafts))), register, files


def check_pictures(
    sections: tuple[Section, ...],
    texts: dict[str, str],
    files: dict[str, str],
    assets: PackFiles,
    findings: Findings,
) -> None:
    """Find pictures that are not in the pack, and those without alternative text."""
    for section in sections:
        if "![" not in section.markdown:
            continue
        file = files[section.slug]
        for block in parse(section.markdown).blocks:
            for span in block.spans_of(SpanKind.PICTURE):
                line = _line_with(texts[file], span.target)
                if span.target not in assets:
                    findings.add(
                        file,
                        line,
                        f"the picture “{span.target}” is not in the pack.",
                        f"Put it into the folder {_PICTURES} and refer to it by that path.",
                    )
                if not span.words.strip():
                    findings.add(
                        file,
                        line,
                        f"the picture “{span.target}” has no alternative text.",
                        "Write what it shows: ![a map of the Baltic](assets/map.png).",
                    )


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


def _line_of(text: str, draft: DraftSection) -> int:
    return _line_with(text, "{#" + draft.slug)


def _line_with(text: str, words: str) -> int:
    """The first line, counted from 1, that has these words; 1 if none has."""
    place = text.find(words)
    return 1 if place < 0 else text.count("\n", 0, place) + 1
