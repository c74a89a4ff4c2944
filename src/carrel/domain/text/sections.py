"""Takes a Markdown text apart into sections at its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from carrel.domain.materials import DraftSection
from carrel.domain.text.document import OBJECT, Document
from carrel.domain.text.markdown import normalised, parse

_ATTRIBUTES = re.compile(r"(?:^|\s+)\{([#.][^{}\n]*)\}\s*#*$")
_BRACKETS = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]", re.DOTALL)
_OUTSIDE_SOURCE = "outside-source"
_LETTERS_OF_A_WORD = 8
_DEEPEST = 6
"""The deepest level that a heading can have."""


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


@dataclass(frozen=True, slots=True)
class _Outline:
    """What a text's lines are: headings, definitions by folded label, first lines of blocks."""

    headings: list[_Heading]
    definitions: Mapping[str, _Definition]
    block_lines: list[int]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines that become one section; ``is_opening`` if they stand before the first heading."""

    title: str
    level: int
    first_line: int
    end_line: int
    slug: str = ""
    outside_source: bool = False
    is_opening: bool = False


def split_sections(
    markdown: str, *, depth: int = 2, opening_title: str = "", longest: int | None = None
) -> tuple[DraftSection, ...]:
    """The sections that the headings down to level ``depth`` make.

    Text before the first heading is a section of level 1 titled ``opening_title``. A heading may
    carry ``{#slug .class}``; the class ``outside-source`` sets that mark. Headings in code,
    quotations and lists begin no section. Where a section uses a link or footnote that is defined
    in another one, the definition is added to its end.

    With ``longest``, in words, a text without headings is cut between blocks into "Part 1", "Part
    2" and so on that are hardly longer, and so is a section of more than four times that length.
    """
    text = normalised(markdown)
    outline = _outline(text, depth)
    lines = text.split("\n")
    stretches = [
        part
        for stretch in _stretches(outline, len(lines), opening_title)
        for part in _parts(stretch, outline, lines, longest)
    ]
    return tuple(section for stretch in stretches if (section := _section(stretch, outline, lines)))


def heading_levels(markdown: str) -> tuple[int, ...]:
    """The levels, from 1, of all headings that could begin a section, in order."""
    return tuple(heading.level for heading in _outline(normalised(markdown), _DEEPEST).headings)


def below_sections(markdown: str, depth: int) -> str:
    """The source without headings that begin sections where those down to ``depth`` do.

    They are made as much deeper as it takes, all alike; what cannot be deeper is a line in bold.
    The plain text stays as it is.
    """
    text = normalised(markdown)
    headings = _outline(text, _DEEPEST).headings
    more = depth + 1 - min((heading.level for heading in headings), default=_DEEPEST + 1)
    if more <= 0:
        return markdown
    lines = text.split("\n")
    for heading in reversed(headings):
        level, words = heading.level + more, " ".join(heading.source.split("\n"))
        line = f"{'#' * min(level, _DEEPEST)} {words}" if depth < _DEEPEST else f"**{words}**"
        lines[heading.first_line : heading.end_line] = ["", line, ""]
    return "\n".join(lines)


def cut_before(markdown: str, block: int) -> tuple[str, str]:
    """The source before a block of its plain text, and the source from it on.

    ``block`` counts the blocks of the parsed text from 0; the cut is made before the outermost
    block around it, a list or a table. Each part gets the definitions that it uses. The first part
    is empty where nothing stands before.
    """
    text = normalised(markdown)
    outline = _outline(text, 0)
    lines = text.split("\n")
    edges = [*outline.block_lines, len(lines)]
    line = edges[0]
    passed = 0
    for first, end in pairwise(edges):
        line = first
        passed += sum(1 for one in parse("\n".join(lines[first:end])).blocks if not one.footnote)
        if passed > block:
            break
    parts = (_Stretch("", 1, 0, line), _Stretch("", 1, line, len(lines)))
    first_part, second_part = (_section(part, outline, lines) for part in parts)
    return (
        first_part.markdown if first_part else "",
        second_part.markdown if second_part else "",
    )


def title_of(document: Document) -> str:
    """A heading's words on one line, with alternative texts in the place of pictures."""
    words = iter(document.hidden_words)
    pieces = [next(words, "") if sign == OBJECT else sign for sign in document.text]
    return " ".join("".join(pieces).split())


def _stretches(outline: _Outline, line_count: int, opening_title: str) -> Iterator[_Stretch]:
    """The lines of each section, without those of its heading."""
    headings = outline.headings
    first = headings[0].first_line if headings else line_count
    yield _Stretch(opening_title, 1, 0, first, is_opening=True)
    ends = [heading.first_line for heading in headings[1:]] + [line_count]
    for heading, end in zip(headings, ends, strict=False):
        yield _titled(heading, end)


def _titled(heading: _Heading, end_line: int) -> _Stretch:
    attributes = _ATTRIBUTES.search(heading.source)
    names = attributes[1].split() if attributes else []
    slugs = [name[1:] for name in names if name.startswith("#")]
    title = heading.source[: attributes.start()] if attributes else heading.source
    return _Stretch(
        # As a paragraph the title might begin a list or a quotation.
        title=title_of(parse("# " + " ".join(title.split()))),
        level=heading.level,
        first_line=heading.end_line,
        end_line=end_line,
        slug=slugs[0] if slugs else "",
        outside_source="." + _OUTSIDE_SOURCE in names,
    )


def _parts(
    stretch: _Stretch, outline: _Outline, lines: list[str], longest: int | None
) -> Iterator[_Stretch]:
    """The stretch, or parts of it about equally long if it is much too long."""
    is_whole_text = stretch.is_opening and not outline.headings
    sizes = [size_in_words(line) for line in lines[stretch.first_line : stretch.end_line]]
    total = sum(sizes)
    if longest is None or total <= (longest if is_whole_text else 4 * longest):
        yield stretch
        return
    first_lines = [
        line for line in outline.block_lines if stretch.first_line < line < stretch.end_line
    ]
    edges = [stretch.first_line, *first_lines, stretch.end_line]
    blocks = [
        sum(sizes[first - stretch.first_line : end - stretch.first_line])
        for first, end in pairwise(edges)
    ]
    cuts = [edges[index] for index in even_cuts(blocks, longest)]
    for number, (first, end) in enumerate(pairwise([*cuts, stretch.end_line]), start=1):
        title = f"Part {number}" if is_whole_text else f"{stretch.title} ({number})"
        slug = stretch.slug if number == 1 else ""
        yield replace(stretch, title=title, slug=slug, first_line=first, end_line=end)


def even_cuts(sizes: Sequence[int], longest: int) -> list[int]:
    """Where parts about equally long begin: indexes into the sizes of what is to be parted.

    No part is longer than ``longest``, unless one size alone is.
    """
    total = sum(sizes)
    target = total / max(1, -(-total // longest))
    cuts = [0]
    length = 0
    for index, size in enumerate(sizes):
        if length and length + size > target:
            cuts.append(index)
            length = 0
        length += size
    return cuts


def size_in_words(line: str) -> int:
    """Words, or as many as that many letters make where words are not told apart by spaces."""
    return max(len(line.split()), len(line) // _LETTERS_OF_A_WORD)


def _section(stretch: _Stretch, outline: _Outline, lines: list[str]) -> DraftSection | None:
    """The section of a stretch; None if it is an opening without any text."""
    source = "\n".join(lines[stretch.first_line : stretch.end_line]).strip("\n")
    if stretch.is_opening and not source.strip():
        return None
    return DraftSection(
        title=stretch.title,
        level=stretch.level,
        markdown=source + _carried(source, stretch, outline.definitions),
        slug=stretch.slug,
        outside_source=stretch.outside_source,
    )


def _outline(text: str, depth: int) -> _Outline:
    from carrel.domain.text.commonmark import block_tokens

    tokens, references = block_tokens(text)
    lines = text.split("\n")
    headings = []
    block_lines = []
    definitions = {
        label: _Definition(reference.source, *reference.lines)
        for label, reference in references.items()
    }
    for index, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        first, end = token.map
        block_lines.append(first)
        if token.type == "heading_open" and int(token.tag[1:]) <= depth:
            source = tokens[index + 1].content
            headings.append(_Heading(source, int(token.tag[1:]), first, end))
        elif token.type == "footnote_reference_open":
            source = "\n".join(lines[first:end]).rstrip("\n")
            definitions.setdefault(f"^{token.meta['label']}", _Definition(source, first, end))
    return _Outline(headings, definitions, block_lines)


def _carried(source: str, stretch: _Stretch, definitions: Mapping[str, _Definition]) -> str:
    """The definitions that a section uses and does not hold, as Markdown to add to its end."""
    return "".join(
        "\n\n" + definition.source
        for definition in _used_definitions(source, definitions)
        if not stretch.first_line <= definition.first_line < stretch.end_line
    )


def _used_definitions(source: str, definitions: Mapping[str, _Definition]) -> Iterator[_Definition]:
    """What the labels in a source stand for, and those in the footnotes it leads to, each once."""
    if not definitions:
        return
    seen: set[str] = set()
    waiting = [source]
    while waiting:
        for label in _labels(waiting.pop()):
            if label in definitions and label not in seen:
                seen.add(label)
                yield definitions[label]
                waiting.append(definitions[label].source)


def _labels(source: str) -> Iterable[str]:
    from carrel.domain.text.commonmark import folded_label

    for match in _BRACKETS.finditer(source):
        inside = match[1]
        yield inside if inside.startswith("^") else folded_label(inside)
