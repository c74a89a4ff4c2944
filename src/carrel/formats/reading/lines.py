"""The lines of a plain text put together again: groups between blank lines, and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_WIDEST_WRAPPED = 100
"""Letters; a text whose lines are longer has a line for each paragraph."""
_NARROWEST_WRAPPED = 45
"""Letters; lines of a text whose longest is shorter are ended on purpose: verse, lists."""
_LONGEST_PARAGRAPH = 16_000
_RAGGEDNESS = 4
"""Letters by which a line may miss the width although the next word would have fitted."""

_HYPHENS = ("-", "\u2010")
_HYPHENATED = re.compile(r"(\w+)[-\u2010]$")
UNDERLINE = re.compile(r"(?P<upper>={3,}|\*{3,}|#{3,})|(?P<lower>-{3,}|~{3,}|\^{3,})")
"""A line of signs that makes the line above it a heading."""

_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’)]?\s")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that stand together; ``is_attached`` if no blank line is before them."""

    lines: tuple[str, ...]
    is_attached: bool = False

    @property
    def words(self) -> str:
        """All of it on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text's lines are made. ``width`` is where they are wrapped, in letters.

    It is 0 if every line is a paragraph. ``is_verse`` tells that all lines are short: verse, lists.
    """

    width: int
    hyphenated: frozenset[str] = frozenset()
    is_verse: bool = False


def groups(text: str) -> tuple[list[Group], Layout]:
    """The groups of a text with "\\n" line ends, and how its lines are made.

    In a text that has a line for each paragraph each line is a group.
    """
    lines = [line.strip() for line in text.split("\n")]
    layout = _layout(lines)
    if layout.width or layout.is_verse:
        return list(_between_blanks(lines)), layout
    found: list[Group] = []
    is_attached = False
    for line in lines:
        if is_attached and UNDERLINE.fullmatch(line) and len(found[-1].lines) == 1:
            found[-1] = Group((*found[-1].lines, line), found[-1].is_attached)
        elif line:
            found.append(Group((line,), is_attached))
        is_attached = bool(line)
    return found, layout


def paragraphs(group: Group, layout: Layout) -> list[str]:
    """The paragraphs that a group's lines make; a line end in one is meant.

    Lines that were wrapped are joined. Where a line could have held more, it was ended on purpose:
    in prose a paragraph ends there, in verse only the line. Overlong paragraphs are cut.
    """
    if layout.is_verse:
        joined = ["\n".join(group.lines)]
    elif not layout.width or len(group.lines) == 1:
        joined = list(group.lines)
    else:
        joined = _joined(group.lines, layout)
    return [piece for paragraph in joined for piece in _cut(paragraph)]


def _layout(lines: list[str]) -> Layout:
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return Layout(0)
    usual = lengths[int(0.95 * (len(lengths) - 1))]
    longest = max(usual, lengths[-1] if len(lengths) < 20 else 0)
    if longest < _NARROWEST_WRAPPED and lengths[-1] <= _WIDEST_WRAPPED:
        return Layout(0, is_verse=True)
    if not _NARROWEST_WRAPPED <= longest <= _WIDEST_WRAPPED:
        return Layout(0)
    return Layout(longest, _hyphenated_words(lines))


def _hyphenated_words(lines: list[str]) -> frozenset[str]:
    """Words cut at a line end that stand uncut elsewhere, written with their hyphen."""
    cut = {}
    for line, following in pairwise(lines):
        match = _HYPHENATED.search(line[-60:]) if line.endswith(_HYPHENS) else None
        rest = re.match(r"[^\W\d_]+", following) if match else None
        if match and rest and rest.group().islower():
            cut[f"{match[1]}-{rest.group()}"] = (match[1] + rest.group()).lower()
    if not cut:
        return frozenset()
    wanted = set(cut.values())
    uncut = {word for line in lines for word in re.findall(r"\w+", line.lower()) if word in wanted}
    return frozenset(word for word, whole in cut.items() if whole in uncut)


def _between_blanks(lines: Iterable[str]) -> Iterator[Group]:
    current: list[str] = []
    for line in lines:
        is_heading = len(current) == 1 and bool(UNDERLINE.fullmatch(line))
        if line:
            current.append(line)
        if current and (is_heading or not line):
            yield Group(tuple(current))
            current = []
    if current:
        yield Group(tuple(current))


def _joined(lines: tuple[str, ...], layout: Layout) -> list[str]:
    wrapped = [_is_wrapped(*pair, layout) for pair in pairwise(lines)]
    is_prose = sum(wrapped) * 2 >= len(wrapped)
    result = [lines[0]]
    for line, was_wrapped in zip(lines[1:], wrapped, strict=True):
        if was_wrapped:
            result[-1] = _with_next(result[-1], line, layout)
        elif is_prose:
            result.append(line)
        else:
            result[-1] += "\n" + line
    return result


def _is_wrapped(line: str, following: str, layout: Layout) -> bool:
    """Whether the line ended because the next word did not fit, or within a word."""
    first = following.split(maxsplit=1)[0]
    if line.endswith((*_HYPHENS, "\u00ad")) and first[0].islower():
        return True
    return len(line) + 1 + len(first) > layout.width - _RAGGEDNESS


def _with_next(words: str, line: str, layout: Layout) -> str:
    match = _HYPHENATED.search(words[-60:]) if words.endswith(_HYPHENS) else None
    if match is None:
        return words.removesuffix("\u00ad") + ("" if words.endswith("\u00ad") else " ") + line
    first = re.match(r"[^\W\d_]*", line)
    is_cut = first is not None and f"{match[1]}-{first.group()}" in layout.hyphenated
    return (words[:-1] if is_cut else words) + line


def _cut(paragraph: str) -> Iterator[str]:
    """The paragraph, or pieces of one that no reader would read in one go, at sentence ends."""
    start = 0
    while len(paragraph) - start > _LONGEST_PARAGRAPH:
        limit = start + _LONGEST_PARAGRAPH
        half = start + _LONGEST_PARAGRAPH // 2
        ends = [match.end() for match in _SENTENCE_END.finditer(paragraph, half, limit)]
        line_end = paragraph.rfind("\n", half, limit) + 1
        end = line_end or (ends and ends[-1]) or paragraph.rfind(" ", half, limit) + 1 or limit
        yield paragraph[start:end].strip()
        start = end
    yield paragraph[start:].strip()
