"""Takes a Markdown text apart into sections at its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from carrel.domain.materials import DraftSection
from carrel.domain.text.document import OBJECT, Document
from carrel.domain.text.markdown import normalised, parse

_ATTRIBUTES = re.compile(r"(?:^|\s+)\{([#.][^{}\n]*)\}\s*#*$")
_BRACKETS = re.compile(r"\[((?:[^\[\]\\]|\\.)++)\]", re.DOTALL)
_OUTSIDE_SOURCE = "outside-source"


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that begins a section: its source, and the lines it stands on."""

    source: str
    level: int
    first_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class _Definition:
    """What ``[label]`` stands for: its Markdown source and the lines it stands on."""

    source: str
    first_line: int
    end_line: int


def split_sections(
    markdown: str, *, depth: int = 2, opening_title: str = ""
) -> tuple[DraftSection, ...]:
    """The sections that the headings down to level ``depth`` make.

    Text before the first heading is a section of level 1 titled ``opening_title``. A heading may
    carry ``{#slug .class}``; the class ``outside-source`` sets that mark. Headings in code,
    quotations and lists begin no section. Where a section uses a link or footnote that is defined
    in another one, the definition is added to its end.
    """
    text = normalised(markdown)
    headings, definitions = _outline(text, depth)
    lines = text.split("\n")
    opening = _Heading("", 1, 0, 0)
    end = _Heading("", 0, len(lines), len(lines))
    sections = []
    for heading, following in pairwise([opening, *headings, end]):
        source = "\n".join(lines[heading.end_line : following.first_line]).strip("\n")
        if heading is not opening:
            source += _carried(source, heading, following, definitions)
            sections.append(_section(heading, source))
        elif source.strip():
            source += _carried(source, heading, following, definitions)
            sections.append(DraftSection(title=opening_title, level=1, markdown=source))
    return tuple(sections)


def title_of(document: Document) -> str:
    """A heading's words on one line, with alternative texts in the place of pictures."""
    words = iter(document.hidden_words)
    pieces = [next(words, "") if sign == OBJECT else sign for sign in document.text]
    return " ".join("".join(pieces).split())


def _section(heading: _Heading, source: str) -> DraftSection:
    attributes = _ATTRIBUTES.search(heading.source)
    names = attributes[1].split() if attributes else []
    slugs = [name[1:] for name in names if name.startswith("#")]
    title = heading.source[: attributes.start()] if attributes else heading.source
    return DraftSection(
        # As a paragraph the title may begin with what would else be a list or a quotation.
        title=title_of(parse("# " + " ".join(title.split()))),
        level=heading.level,
        markdown=source,
        slug=slugs[0] if slugs else "",
        outside_source="." + _OUTSIDE_SOURCE in names,
    )


def _outline(text: str, depth: int) -> tuple[list[_Heading], dict[str, _Definition]]:
    """The headings that begin sections, and the definitions by their folded labels."""
    from carrel.domain.text.commonmark import block_tokens

    tokens, references = block_tokens(text)
    lines = text.split("\n")
    headings = []
    definitions = {
        label: _Definition(reference.source, *reference.lines)
        for label, reference in references.items()
    }
    for token, following in pairwise(tokens):
        if token.level or token.map is None:
            continue
        first, end = token.map
        if token.type == "heading_open" and int(token.tag[1:]) <= depth:
            headings.append(_Heading(following.content, int(token.tag[1:]), first, end))
        elif token.type == "footnote_reference_open":
            source = "\n".join(lines[first:end]).rstrip("\n")
            definitions.setdefault(f"^{token.meta['label']}", _Definition(source, first, end))
    return headings, definitions


def _carried(
    source: str, heading: _Heading, following: _Heading, definitions: Mapping[str, _Definition]
) -> str:
    """The definitions that a section uses and does not hold, as Markdown to add to its end."""
    used = {
        label: definition.source
        for label, definition in _used_definitions(source, definitions)
        if not heading.first_line <= definition.first_line < following.first_line
    }
    return "".join("\n\n" + definition for definition in used.values())


def _used_definitions(
    source: str, definitions: Mapping[str, _Definition]
) -> Iterator[tuple[str, _Definition]]:
    """What the labels in a source stand for, and those in the footnotes it leads to, each once."""
    if not definitions:
        return
    seen: set[str] = set()
    waiting = [source]
    while waiting:
        for label in _labels(waiting.pop()):
            if label in definitions and label not in seen:
                seen.add(label)
                yield label, definitions[label]
                waiting.append(definitions[label].source)


def _labels(source: str) -> Iterable[str]:
    from carrel.domain.text.commonmark import folded_label

    for match in _BRACKETS.finditer(source):
        inside = match[1]
        yield inside if inside.startswith("^") else folded_label(inside)
