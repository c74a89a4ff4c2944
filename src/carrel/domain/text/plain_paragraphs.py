"""Reads Markdown that is nothing but paragraphs of plain words, without loading the parser.

Most sections of an imported book are of this kind: for them this is fifty times faster. Whatever
might be anything else than words is left to the parser.
"""

from __future__ import annotations

import re
import unicodedata

from carrel.domain.text.document import Block, BlockKind, Document

_ESCAPE = r"\\[!-/:-@\[-`{-~]"
_BEGINNING = rf"(?:[^\W\d_]|[^\x00-\x7f\s]|[\"'(]|\d+(?![\d.)])|{_ESCAPE})"
_WORDS = rf"(?:[^\\`*_\[\]<&$|~\n]|{_ESCAPE})*+"
# A line may end in a hard break, but the last of a paragraph may not; nor may a line end in spaces,
# of which two are a hard break.
_LINE = rf"{_BEGINNING}{_WORDS}(?<![ \t])"
_PARAGRAPH = rf"{_LINE}(?:\\?\n{_LINE})*+"
_PLAIN = re.compile(rf"\n*+(?:{_PARAGRAPH}(?:\n{{2,}}|\n?\Z))*+\Z")
_BETWEEN = re.compile(r"\n{2,}")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WHITE = re.compile(r"[ \t\n]+")


def plain_document(text: str) -> Document | None:
    """The document of a Markdown text of plain paragraphs; None if it may be anything else.

    The text must be NFC with ``"\\n"`` line ends and without NUL.
    """
    if not _PLAIN.match(text):
        return None
    blocks = []
    position = 0
    for paragraph in _BETWEEN.split(text.strip("\n")):
        if not paragraph:
            continue
        words = _words(paragraph)
        blocks.append(Block(BlockKind.PARAGRAPH, words, position))
        position += len(words) + 1
    return Document(tuple(blocks), "\n".join(block.text for block in blocks))


def _words(paragraph: str) -> str:
    if "\\" in paragraph:
        # NUL stands for a hard break until white space is folded.
        paragraph = _ESCAPED.sub(lambda sign: "\0" if sign[1] == "\n" else sign[1], paragraph)
    words = _WHITE.sub(" ", paragraph.strip())
    if "\0" in words:
        words = "\n".join(line.strip(" ") for line in words.split("\0"))
    return unicodedata.normalize("NFC", words)
