"""Section texts as HTML for other programs: well formed, safe, with marks on the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from carrel.domain.text.block_pieces import pieces
from carrel.domain.text.document import Block, BlockKind, Document, Span, SpanKind
from carrel.domain.text.markdown import parse

_TAGS = {
    SpanKind.EMPHASIS: "em",
    SpanKind.STRONG: "strong",
    SpanKind.STRIKETHROUGH: "s",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
    SpanKind.CODE: "code",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: code points of the section's plain text, end exclusive.

    ``after`` is HTML that follows the last of the words, such as a reference to a note. ``beside``
    stands before the block in which the words begin, or after the table.
    """

    start: int
    end: int
    css_class: str
    id: str = ""
    after: str = ""
    beside: str = ""


def tex_in_brackets(span: Span) -> str:
    """A formula for programs that typeset TeX themselves, as Anki and Moodle do."""
    opening, closing = (r"\[", r"\]") if span.is_display else (r"\(", r"\)")
    return escape(f"{opening}{span.words}{closing}", quote=False)


def mathml(span: Span) -> str:
    """A formula as MathML; one that cannot be understood is shown as its source."""
    from latex2mathml.converter import convert

    try:
        return str(convert(span.words, display="block" if span.is_display else "inline"))
    except Exception:  # noqa: BLE001 - its errors have no common class; the source is shown instead
        return f"<code>{escape(span.words, quote=False)}</code>"


def missing_picture(span: Span) -> str:
    """A picture that the other program does not get: its words in brackets."""
    return f"<em>[{escape(span.words or span.target, quote=False)}]</em>"


@dataclass(frozen=True, slots=True)
class HtmlStyle:
    """How what differs between programs is written.

    ``top_level`` is the level, 1 to 6, that a heading of level 1 gets. Footnotes' names begin with
    ``prefix``, so that texts can stand in one file. ``is_xml`` closes empty elements.
    """

    formula: Callable[[Span], str] = tex_in_brackets
    picture: Callable[[Span], str] = missing_picture
    top_level: int = 1
    prefix: str = ""
    block_ids: bool = False


def html_of_markdown(markdown: str, style: HtmlStyle | None = None) -> str:
    """A prompt, an explanation or a note as HTML; a single paragraph stands without its tags."""
    made = html_of(parse(markdown), style=style)
    inner = made.removeprefix("<p>").removesuffix("</p>\n")
    is_single = made.startswith("<p>") and made.endswith("</p>\n") and "<p>" not in inner
    return inner if is_single else made.strip()


def html_of(
    document: Document, *, style: HtmlStyle | None = None, marks: Sequence[Mark] = ()
) -> str:
    """A text as a fragment of HTML that is also XML; no scripts, no element of the source's own."""
    writer = _Writer(style or HtmlStyle(), marks)
    for number, block in enumerate(document.blocks, start=1):
        writer.write(block, number)
    return writer.finish()


@dataclass
class _Writer:
    style: HtmlStyle
    marks: Sequence[Mark]
    made: list[str] = field(default_factory=list)
    quotes: int = 0
    lists: list[str] = field(default_factory=list)
    table: int | None = None
    footnote: int = 0
    after_table: list[str] = field(default_factory=list)

    def write(self, block: Block, number: int) -> None:
        if self.table is not None and (block.row is None or block.row.table != self.table):
            self._close_table()
        if block.footnote != self.footnote:
            self._enter_footnote(block.footnote)
        if block.follows_rule:
            self._close_containers()
            self.made.append("<hr/>\n")
        self._enter_containers(block)
        place = f' id="{self.style.prefix}p{number}"' if self.style.block_ids else ""
        beside = [m.beside for m in self.marks if block.start <= m.start <= block.end and m.beside]
        if block.row is None:
            self.made += beside
        else:
            self.after_table += beside
        self.made.append(self._element(block, place))

    def finish(self) -> str:
        if self.table is not None:
            self._close_table()
        self._enter_footnote(0)
        self._close_containers()
        return "".join(self.made)

    def _element(self, block: Block, place: str) -> str:
        if block.row is not None:
            return self._row(block, place)
        words = "".join(self._inline(block, 0, len(block.text)))
        match block.kind:
            case BlockKind.HEADING:
                level = min(6, block.level + self.style.top_level - 1)
                return f"<h{level}{place}>{words}</h{level}>\n"
            case BlockKind.CODE:
                language = f' class="language-{escape(block.language)}"' if block.language else ""
                return f"<pre{place}><code{language}>{words}</code></pre>\n"
            case BlockKind.PICTURE:
                return f"<figure{place}>{words}</figure>\n"
            case _:
                return f"<p{place}>{words}</p>\n"

    def _row(self, block: Block, place: str) -> str:
        row = block.row
        assert row is not None
        opening = "" if self.table == row.table else "<table>\n"
        self.table = row.table
        name = "th" if row.is_header else "td"
        cells = []
        for cell in row.cells:
            align = f' style="text-align: {cell.alignment.value}"' if cell.alignment else ""
            words = "".join(self._inline(block, cell.start, cell.end))
            cells.append(f"<{name}{align}>{words}</{name}>")
        return f"{opening}<tr{place}>{''.join(cells)}</tr>\n"

    def _close_table(self) -> None:
        self.made.append("</table>\n")
        self.table = None
        self.made += self.after_table
        self.after_table.clear()

    def _enter_footnote(self, number: int) -> None:
        if number == self.footnote:
            return
        self._close_containers()
        if self.footnote:
            self.made.append("</aside>\n")
        if number:
            name = f"{self.style.prefix}fn{number}"
            self.made.append(
                f'<aside class="footnote" id="{name}"><span class="number">{number}</span>\n'
            )
        self.footnote = number

    def _enter_containers(self, block: Block) -> None:
        if block.quote_depth != self.quotes:
            self._close_lists(0)
            while self.quotes > block.quote_depth:
                self.made.append("</blockquote>\n")
                self.quotes -= 1
            while self.quotes < block.quote_depth:
                self.made.append("<blockquote>\n")
                self.quotes += 1
        self._close_lists(block.list_depth)
        if block.list_depth and (block.starts_item or len(self.lists) < block.list_depth):
            self._open_item(block)

    def _open_item(self, block: Block) -> None:
        name = "ul" if block.item_number is None else "ol"
        if len(self.lists) == block.list_depth:
            if self.lists[-1] == name:
                self.made.append("</li>\n<li>")
                return
            self._close_lists(block.list_depth - 1)
        while len(self.lists) < block.list_depth:
            first = block.item_number
            start = f' start="{first}"' if first is not None and first != 1 else ""
            self.made.append(f"<{name}{start}>\n<li>")
            self.lists.append(name)

    def _close_lists(self, depth: int) -> None:
        while len(self.lists) > depth:
            self.made.append(f"</li>\n</{self.lists.pop()}>\n")

    def _close_containers(self) -> None:
        self._close_lists(0)
        self.made.append("</blockquote>\n" * self.quotes)
        self.quotes = 0

    def _inline(self, block: Block, start: int, end: int) -> Iterator[str]:
        """The text of a block from ``start`` to ``end``, counted within the block."""
        marks = [
            replace(m, start=m.start - block.start, end=m.end - block.start)
            for m in self.marks
            if m.start < block.start + end and m.end > block.start + start
        ]
        cuts = [place for mark in marks for place in (mark.start, mark.end)]
        for left, right, around in pieces(block, start, end, cuts=cuts):
            if left == right:
                yield from map(self._reference, around)
                continue
            made = self._words(block, left, right, around)
            for mark in reversed(marks):
                if mark.start <= left and right <= mark.end:
                    name = f' id="{mark.id}"' if mark.id and mark.start == left else ""
                    made = f'<mark class="{mark.css_class}"{name}>{made}</mark>'
            yield made
            yield from (mark.after for mark in marks if mark.end == right)

    def _reference(self, span: Span) -> str:
        address = f"#{self.style.prefix}fn{span.number}"
        return f'<sup class="footnote-reference"><a href="{address}">{span.number}</a></sup>'

    def _words(self, block: Block, start: int, end: int, around: Sequence[Span]) -> str:
        thing = next((s for s in around if s.kind in (SpanKind.PICTURE, SpanKind.FORMULA)), None)
        if thing is None:
            words = escape(block.text[start:end], quote=False)
            made = words if block.kind is BlockKind.CODE else words.replace("\n", "<br/>\n")
        elif thing.kind is SpanKind.PICTURE:
            made = self.style.picture(thing)
        else:
            made = self.style.formula(thing)
        for span in reversed(around):
            made = self._wrapped(span, made)
        return made

    def _wrapped(self, span: Span, made: str) -> str:
        if tag := _TAGS.get(span.kind):
            return f"<{tag}>{made}</{tag}>"
        if span.kind is SpanKind.LINK and span.target:
            return f'<a href="{escape(span.target)}">{made}</a>'
        return made
