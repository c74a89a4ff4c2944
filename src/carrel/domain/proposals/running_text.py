"""The running text of a section: its sentences, words and quotations, without code and tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from carrel.domain.ids import SectionId
from carrel.domain.materials import Section
from carrel.domain.text.document import OBJECT, Block, BlockKind, SpanKind
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.text.markdown import parse
from carrel.domain.text.sentences import sentences
from carrel.domain.topics import SectionSpan

_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})
_FEWEST_WORDS = 5
"""Shorter blocks are captions, entries and other things that say nothing in a sentence."""

_LONGEST_TITLE = 60
"""Code points that are set apart as a title; what goes on longer is only emphasised."""

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:[^\W\d_]+)?|[^\W_]+(?:[-‐’'][^\W_]+)*|[^\s\w]|_"
)
_NOT_A_SENTENCE = re.compile(r"https?://|www\.|\bdoi:|\bISBN\b|\S@\S+\.\w")
_LAST_MARK = re.compile(r"[.!?…。！？][\"'”’»)\]\s]*$")
_QUOTATION = re.compile(
    r"“(?P<a>[^“”]+)”|«\s*(?P<b>[^«»]+?)\s*»|„(?P<c>[^„“”]+)[“”]|(?<![\w\"])\"(?P<d>[^\"]+)\"(?!\w)"
)


class Token(NamedTuple):
    """A word or a sign. ``low`` is its text in small letters with straight apostrophes.

    ``start`` and ``end`` count code points of the section's plain text.
    """

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a sign."""
        return self.text[0].isalnum() or len(self.text) > 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text and its words; what is code in it counts as signs.

    ``emphasised`` are the few words in a row that are set apart, as titles of books and films are.
    """

    section: SectionId
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    block: int
    emphasised: tuple[tuple[int, int], ...] = ()

    @property
    def span(self) -> SectionSpan:
        """Where it stands."""
        return SectionSpan(self.section, self.start, self.end)

    def index_at(self, position: int) -> int:
        """Index of the first token that ends behind this code point of the section."""
        return bisect_right(self.tokens, position, key=lambda token: token.end)

    def words(self, first: int, last: int) -> str:
        """The text from token ``first`` up to, without, token ``last``."""
        if first >= last:
            return ""
        begin, end = self.tokens[first].start, self.tokens[last - 1].end
        return self.text[begin - self.start : end - self.start]


@dataclass(frozen=True, slots=True)
class RunningText:
    """What a section says in sentences.

    ``quotations`` are the words within quotation marks, without these, in order.
    """

    section: SectionId
    text: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[tuple[int, int], ...]


def running_text(section: Section, words: LanguageWords) -> RunningText:
    """The running text of a section, with the words of its language."""
    if section.title.strip().lower().rstrip(":") in words.passed_over:
        return RunningText(section.id, section.text, (), ())
    found: list[Sentence] = []
    quotations: list[tuple[int, int]] = []
    cutter = Cutter(words)
    for number, block in enumerate(parse(section.markdown).blocks):
        if _is_read(block):
            text = _without_code(block)
            found += _sentences(section.id, block, text, number, cutter)
            quotations += _quotations(text, block.start)
    return RunningText(section.id, section.text, tuple(found), tuple(quotations))


class Cutter:
    """Cuts text into words as one language writes them."""

    def __init__(self, words: LanguageWords) -> None:
        self._heads = words.elisions
        self._tails = tuple(sorted((*words.possessives, *words.reports.inverted), key=len))
        self.abbreviations = words.abbreviations

    def tokens(self, text: str, offset: int = 0) -> Iterator[Token]:
        """The words and signs of ``text``, which begins at ``offset``."""
        for match in _TOKEN.finditer(text):
            word, start = match[0], match.start() + offset
            low = word.lower().replace("’", "'").replace("‐", "-")
            if len(low) != len(word):
                low = word
            if "'" in low or "-" in low:
                yield from self._parts(word, low, start)
            else:
                yield Token(word, low, start, start + len(word))

    def _parts(self, word: str, low: str, start: int) -> Iterator[Token]:
        head, mark, rest = low.partition("'")
        if mark and rest and head + mark in self._heads:
            cut = len(head) + 1
            yield Token(word[:cut], low[:cut], start, start + cut)
            yield from self._parts(word[cut:], low[cut:], start + cut)
            return
        tail = next((end for end in reversed(self._tails) if low.endswith(end)), "")
        cut = len(low) - len(tail)
        if cut:
            yield Token(word[:cut], low[:cut], start, start + cut)
        if tail:
            yield Token(word[cut:], low[cut:], start + cut, start + len(low))


def _is_read(block: Block) -> bool:
    text = block.text
    return (
        block.kind in _READ
        and not block.footnote
        and text.count(" ") + 1 >= _FEWEST_WORDS
        and _NOT_A_SENTENCE.search(text) is None
        and any(_LAST_MARK.search(line) for line in text.split("\n"))
    )


def _without_code(block: Block) -> str:
    text = block.text
    for span in block.spans_of(SpanKind.CODE, SpanKind.FORMULA):
        text = text[: span.start] + OBJECT * (span.end - span.start) + text[span.end :]
    return text


def _sentences(
    section: SectionId, block: Block, text: str, number: int, cutter: Cutter
) -> Iterator[Sentence]:
    offset = block.start
    emphasised = [
        (span.start, span.end)
        for span in block.spans_of(SpanKind.EMPHASIS)
        if span.end - span.start <= _LONGEST_TITLE
    ]
    for start, end in _joined(text, sentences(text), cutter.abbreviations):
        words = text[start:end]
        tokens = tuple(cutter.tokens(words, start + offset))
        titles = tuple(
            (first + offset, last + offset)
            for first, last in emphasised
            if start <= first and last <= end
        )
        yield Sentence(section, start + offset, end + offset, words, tokens, number, titles)


def _joined(
    text: str, spans: tuple[tuple[int, int], ...], abbreviations: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """The sentences, those that end with an abbreviation of the language joined with the next."""
    begin: int | None = None
    for number, (start, end) in enumerate(spans):
        begin = start if begin is None else begin
        last = text[begin:end].rpartition(" ")[2].lower()
        follows = number + 1 < len(spans) and "\n" not in text[end : spans[number + 1][0]]
        if follows and last.endswith(".") and last[:-1].lstrip("(«“\"'") in abbreviations:
            continue
        yield begin, end
        begin = None


def _quotations(text: str, offset: int) -> Iterator[tuple[int, int]]:
    for match in _QUOTATION.finditer(text):
        group = match.lastgroup or "a"
        if match[group].strip():
            yield match.start(group) + offset, match.end(group) + offset
