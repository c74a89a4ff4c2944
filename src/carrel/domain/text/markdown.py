"""Markdown to a document: CommonMark with tables, footnotes, strikethrough and formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from carrel.domain.text.document import (
    Alignment,
    Block,
    BlockKind,
    Cell,
    Document,
    Span,
    SpanKind,
    TableRow,
)
from carrel.domain.text.inline_text import InlineText
from carrel.domain.text.raw_html import is_silent, lines_of_html, tag_name
from carrel.domain.text.simple_markdown import simple_document

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
# Control characters and surrogates cannot be stored or exchanged, Qt takes U+FDD0 and U+FDD1 for
# the edges of frames, and U+FFFC is a picture or a formula.
_UNFIT = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffc]")
_HEADING_ATTRIBUTES = re.compile(r"(?:^|\s+)\{[#.][^{}\n]*\}$")
_PAGE = re.compile(r'<a id="page-([\w.-]+)">')
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "doi", "urn"})
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")

_SPAN_TOKENS = {
    "em": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "s": SpanKind.STRIKETHROUGH,
    "link": SpanKind.LINK,
}
_SPAN_TAGS = {
    "sup": SpanKind.SUPERSCRIPT,
    "sub": SpanKind.SUBSCRIPT,
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "b": SpanKind.STRONG,
    "s": SpanKind.STRIKETHROUGH,
    "del": SpanKind.STRIKETHROUGH,
    "code": SpanKind.CODE,
}


def normalised(text: str) -> str:
    """The text as NFC with ``"\\n"`` line ends; code points no text can hold become U+FFFD."""
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    return unicodedata.normalize("NFC", _UNFIT.sub("\ufffd", text))


def parse(markdown: str) -> Document:
    """The blocks of a section's Markdown source, with the plain text of DESIGN.md 4.1.

    Never raises: what is not valid Markdown is text. Containers nested deeper than
    :data:`carrel.domain.text.commonmark.MAX_NESTING` are kept as they are written.
    """
    text = normalised(markdown)
    return simple_document(text) or parsed(text)


def parsed(text: str) -> Document:
    """The document of a normalised text by the full parser, which any text can be given to."""
    # Loading the parser takes longer than parsing a section.
    from carrel.domain.text.commonmark import tokens_of

    tokens, inline_notes = tokens_of(text)
    return Document.of(_Walk(tokens, inline_notes).blocks())


@dataclass(slots=True)
class _List:
    """A list that the walk is in; ``number`` is that of the current item."""

    is_ordered: bool
    number: int
    item_begins: bool = False


@dataclass(slots=True)
class _Footnotes:
    """Footnotes by the order of their first reference, and where each one's tokens are."""

    definitions: dict[str, list[Token]]
    inline: dict[int, list[Token]]
    order: list[tuple[str, int]] = field(default_factory=list)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def number(self, label: str, id_: int) -> int:
        """The number of the footnote referred to, counted from 1."""
        key = (label, -1) if label else ("", id_)
        if key not in self.numbers:
            self.order.append(key)
            self.numbers[key] = len(self.order)
        return self.numbers[key]


class _Walk:
    """One pass over the tokens of a text."""

    def __init__(self, tokens: list[Token], inline_notes: dict[int, list[Token]]) -> None:
        self._tokens, definitions = _without_definitions(tokens)
        self._notes = _Footnotes(definitions, inline_notes)
        self._containers: list[_List | None] = []  # None is a quotation
        self._follows_rule = False
        self._tables = -1
        self._footnote = 0
        self._pages: tuple[Span, ...] = ()

    def blocks(self) -> Iterator[Block]:
        yield from self._walk(self._tokens)
        # A footnote may refer to further ones, so the order grows while it is read.
        for label, id_ in self._notes.order:
            self._footnote += 1
            if label:
                yield from self._walk(self._notes.definitions.get(label, []))
            else:
                yield from self._text_blocks(self._notes.inline.get(id_, []))

    def _walk(self, tokens: list[Token]) -> Iterator[Block]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "tr_open":
                index, block = self._table_row(tokens, index)
                yield block
            elif token.type == "heading_open":
                yield from self._heading(tokens[index + 1], int(token.tag[1:]))
                index += 1
            elif token.type == "inline":
                yield from self._text_blocks(token.children or [])
            elif token.type in ("fence", "code_block"):
                yield from self._code(token)
            elif token.type == "math_block":
                yield self._formula(token)
            elif token.type == "html_block":
                for line in lines_of_html(token.content):
                    yield from self._paragraph(line)
            else:
                self._enter_or_leave(token)
            index += 1

    def _enter_or_leave(self, token: Token) -> None:
        if token.type == "blockquote_open":
            self._containers.append(None)
        elif token.type == "bullet_list_open":
            self._containers.append(_List(is_ordered=False, number=0))
        elif token.type == "ordered_list_open":
            first = int(token.attrs.get("start", 1))
            self._containers.append(_List(is_ordered=True, number=first - 1))
        elif token.type == "list_item_open":
            current = self._containers[-1]
            if current is not None:
                current.number += 1
                current.item_begins = True
        elif token.type in ("blockquote_close", "bullet_list_close", "ordered_list_close"):
            self._containers.pop()
        elif token.type == "hr":
            self._follows_rule = True
        elif token.type == "table_open":
            self._tables += 1

    def _block(self, kind: BlockKind, text: str, spans: tuple[Span, ...] = ()) -> Block:
        """A block that stands where the walk is."""
        lists = [container for container in self._containers if container is not None]
        innermost = lists[-1] if lists else None
        starts_item = innermost is not None and innermost.item_begins
        if innermost is not None:
            innermost.item_begins = False
        follows_rule, self._follows_rule = self._follows_rule, False
        pages, self._pages = self._pages, ()
        return Block(
            kind,
            text,
            spans=pages + spans,
            quote_depth=len(self._containers) - len(lists),
            list_depth=len(lists),
            starts_item=starts_item,
            item_number=innermost.number if innermost and innermost.is_ordered else None,
            footnote=self._footnote,
            follows_rule=follows_rule,
        )

    def _text_kind(self) -> BlockKind:
        if self._containers:
            is_quotation = self._containers[-1] is None
            return BlockKind.QUOTATION if is_quotation else BlockKind.LIST_ITEM
        return BlockKind.FOOTNOTE if self._footnote else BlockKind.PARAGRAPH

    def _text_blocks(self, tokens: list[Token]) -> Iterator[Block]:
        inline = InlineText()
        _fill(inline, tokens, self._notes)
        text, spans = inline.finish()
        if not text:
            # A page may begin before a table, or anything else that is not a paragraph.
            self._pages += tuple(span for span in spans if span.kind is SpanKind.PAGE)
            return
        is_picture = len(text) == 1 and any(span.kind is SpanKind.PICTURE for span in spans)
        yield self._block(BlockKind.PICTURE if is_picture else self._text_kind(), text, spans)

    def _paragraph(self, words: str) -> Iterator[Block]:
        inline = InlineText()
        inline.add(words)
        text, spans = inline.finish()
        if text:
            yield self._block(self._text_kind(), text, spans)

    def _heading(self, token: Token, level: int) -> Iterator[Block]:
        for block in self._text_blocks(token.children or []):
            has_attributes = _HEADING_ATTRIBUTES.search(token.content)
            text = _HEADING_ATTRIBUTES.sub("", block.text) if has_attributes else block.text
            spans = tuple(
                replace(span, end=min(span.end, len(text)))
                for span in block.spans
                if span.start < len(text) or span.start == span.end
            )
            yield replace(block, kind=BlockKind.HEADING, text=text, spans=spans, level=level)

    def _code(self, token: Token) -> Iterator[Block]:
        text = unicodedata.normalize("NFC", token.content.removesuffix("\n"))
        if text:
            language = token.info.split()[0] if token.info.split() else ""
            yield replace(self._block(BlockKind.CODE, text), language=language)

    def _formula(self, token: Token) -> Block:
        inline = InlineText()
        inline.add_object(SpanKind.FORMULA, words=token.content.strip(), is_display=True)
        text, spans = inline.finish()
        return self._block(BlockKind.FORMULA, text, spans)

    def _table_row(self, tokens: list[Token], index: int) -> tuple[int, Block]:
        """The row that opens at ``index``, and the index of its last token."""
        inline = InlineText()
        cells: list[Cell] = []
        is_header = False
        while tokens[index].type != "tr_close":
            token = tokens[index]
            if token.type in ("th_open", "td_open"):
                is_header = token.type == "th_open"
                if cells:
                    inline.add_separator()
                cells.append(Cell(len(inline), len(inline), _alignment(token)))
            elif token.type == "inline":
                _fill(inline, token.children or [], self._notes)
                inline.drop_gap()
                cells[-1] = replace(cells[-1], end=len(inline))
            index += 1
        text, spans = inline.finish()
        row = TableRow(self._tables, is_header, tuple(cells))
        return index, replace(self._block(BlockKind.TABLE_ROW, text, spans), row=row)


def _without_definitions(tokens: list[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """The tokens outside footnote definitions, and those of each definition by its label.

    Where a label is defined twice, the first definition counts.
    """
    text: list[Token] = []
    definitions: dict[str, list[Token]] = {}
    stack = [text]
    for token in tokens:
        if token.type == "footnote_reference_open":
            body: list[Token] = []
            definitions.setdefault(token.meta["label"], body)
            stack.append(body)
        elif token.type == "footnote_reference_close":
            stack.pop()
        else:
            stack[-1].append(token)
    return text, definitions


def _alignment(token: Token) -> Alignment:
    style = str(token.attrs.get("style", ""))
    return Alignment(style.removeprefix("text-align:"))


def _fill(inline: InlineText, tokens: list[Token], notes: _Footnotes) -> None:
    """Adds the words of inline tokens, with their spans."""
    silent = ""
    for token in tokens:
        if silent:
            if token.type == "html_inline" and tag_name(token.content) == "/" + silent:
                silent = ""
        elif token.type == "html_inline":
            name = tag_name(token.content)
            silent = name if is_silent(name) else ""
            if page := _PAGE.match(token.content):
                inline.add_page(page[1])
            _add_tag(inline, name)
        else:
            _add_token(inline, token, notes)


def _add_tag(inline: InlineText, name: str) -> None:
    if name == "br":
        inline.add_break()
    elif name in _SPAN_TAGS:
        inline.open(_SPAN_TAGS[name])
    elif name.startswith("/") and name[1:] in _SPAN_TAGS:
        inline.close(_SPAN_TAGS[name[1:]])


def _add_token(inline: InlineText, token: Token, notes: _Footnotes) -> None:
    match token.type:
        case "text" | "text_special":
            inline.add(token.content)
        case "softbreak":
            inline.add_space()
        case "hardbreak":
            inline.add_break()
        case "code_inline":
            inline.open(SpanKind.CODE)
            inline.add(token.content)
            inline.close(SpanKind.CODE)
        case "math_inline" | "math_inline_double":
            is_display = token.type == "math_inline_double"
            inline.add_object(SpanKind.FORMULA, words=token.content.strip(), is_display=is_display)
        case "image":
            inline.add_object(
                SpanKind.PICTURE,
                target=unquote(str(token.attrs.get("src", ""))),
                words=" ".join(_plain(token.children or []).split()),
                title=str(token.attrs.get("title", "")),
            )
        case "footnote_ref":
            label = str(token.meta.get("label") or "")
            number = notes.number(label, int(token.meta["id"]))
            inline.add_footnote_reference(label=label or str(number), number=number)
        case _:
            _add_span_token(inline, token)


def _add_span_token(inline: InlineText, token: Token) -> None:
    name, _, edge = token.type.rpartition("_")
    kind = _SPAN_TOKENS.get(name)
    if kind is None:
        return
    if edge == "close":
        inline.close(kind)
        return
    address = _safe_address(str(token.attrs.get("href", "")))
    if address or kind is not SpanKind.LINK:
        inline.open(kind, target=address, title=str(token.attrs.get("title", "")))


def _safe_address(address: str) -> str:
    """The address, or nothing if following it could run or open something on the computer."""
    scheme = _SCHEME.match(address)
    return address if scheme is None or scheme[1].lower() in _SAFE_SCHEMES else ""


def _plain(tokens: list[Token]) -> str:
    """The words of inline tokens alone: a picture's alternative text."""
    words = []
    for token in tokens:
        if token.children:
            words.append(_plain(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type in ("text", "text_special", "code_inline", "math_inline"):
            words.append(token.content)
    return "".join(words)
