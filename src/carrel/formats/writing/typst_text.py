"""Section texts in the language of Typst, which sets them for paper (https://typst.app/docs)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from carrel.domain.text.block_pieces import pieces
from carrel.domain.text.document import Alignment, Block, BlockKind, Document, Span, SpanKind
from carrel.domain.text.markdown import parse

_CALLS = {
    SpanKind.EMPHASIS: "emph",
    SpanKind.STRONG: "strong",
    SpanKind.STRIKETHROUGH: "strike",
    SpanKind.SUPERSCRIPT: "super",
    SpanKind.SUBSCRIPT: "sub",
}
_STRING_SIGNS = re.compile(r'[\\"]')
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"')
_FORMULA_SIZE = 24
_LONGEST_FORMULA = 2_000


def string(words: str) -> str:
    """Words as a string of Typst's: nothing in them is taken for code or mark-up."""
    clean = _CONTROLS.sub("", words)
    escaped = _STRING_SIGNS.sub(r"\\\g<0>", clean).replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def text(words: str) -> str:
    """Words as content of Typst's, exactly as they are."""
    return f"#{string(words)}" if words else ""


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """Marked words: code points of the section's plain text, end exclusive.

    ``wrap`` is the name of the function of the template that draws the mark; ``after`` is content
    behind the last of the words.
    """

    start: int
    end: int
    wrap: str
    after: str = ""


Picture = Callable[[Span], str | None]
"""Gives the path of a picture for Typst, or None if there is none."""


def no_picture(_span: Span) -> None:
    """For texts whose pictures stay behind."""


def typst_of_markdown(markdown: str, picture: Picture = no_picture) -> str:
    """A prompt, an answer or a note as content."""
    return typst_of(parse(markdown), picture=picture).strip()


def typst_of(
    document: Document,
    *,
    picture: Picture = no_picture,
    marks: Sequence[PrintedMark] = (),
    level: int = 0,
) -> str:
    """A text as content; its headings are ``level`` levels deeper than in the source."""
    notes: dict[int, list[Block]] = {}
    for block in document.footnotes:
        notes.setdefault(block.footnote, []).append(block)
    writer = _Writer(picture, marks, level, notes)
    for block in document.blocks:
        if not block.footnote:
            writer.write(block)
    return writer.finish()


@dataclass
class _Writer:
    picture: Picture
    marks: Sequence[PrintedMark]
    level: int
    notes: Mapping[int, list[Block]]
    made: list[str] = field(default_factory=list)
    quotes: int = 0
    lists: list[str] = field(default_factory=list)
    table: list[Block] = field(default_factory=list)

    def write(self, block: Block) -> None:
        if self.table and (block.row is None or not _is_same_table(block, self.table[0])):
            self._write_table()
        if block.follows_rule:
            self._close_containers()
            self.made.append("#rule\n\n")
        self._enter_containers(block)
        if block.row is not None:
            self.table.append(block)
        else:
            self.made.append(self._element(block))

    def finish(self) -> str:
        if self.table:
            self._write_table()
        self._close_containers()
        return "".join(self.made)

    def _element(self, block: Block) -> str:
        if block.kind is BlockKind.CODE:
            return f"#raw(block: true, lang: {string(block.language)}, {string(block.text)})\n\n"
        words = "".join(self._inline(block, 0, len(block.text)))
        if block.kind is BlockKind.HEADING:
            level = block.level + self.level
            return f"#heading(level: {level}, outlined: false)[{words}]\n\n"
        return f"{words}\n\n"

    def _write_table(self) -> None:
        rows, self.table = self.table, []
        columns = max(len(block.row.cells) for block in rows if block.row is not None)
        alignments = self._alignments(rows[0])
        made = [f"#table(columns: {columns}, align: ({alignments}),"]
        for block in rows:
            row = block.row
            assert row is not None
            cells = ", ".join(
                f"[{''.join(self._inline(block, cell.start, cell.end))}]" for cell in row.cells
            )
            filled = cells + ", []" * (columns - len(row.cells))
            made.append(f"table.header({filled})," if row.is_header else f"{filled},")
        self.made.append("\n".join(made) + "\n)\n\n")

    @staticmethod
    def _alignments(block: Block) -> str:
        names = {Alignment.CENTRE: "center", Alignment.RIGHT: "right"}
        cells = block.row.cells if block.row is not None else ()
        return "".join(f"{names.get(cell.alignment, 'left')}, " for cell in cells)

    def _enter_containers(self, block: Block) -> None:
        if block.quote_depth != self.quotes:
            self._close_lists(0)
            while self.quotes > block.quote_depth:
                self.made.append("]\n\n")
                self.quotes -= 1
            while self.quotes < block.quote_depth:
                self.made.append("#quote(block: true)[\n")
                self.quotes += 1
        self._close_lists(block.list_depth)
        if block.list_depth and (block.starts_item or len(self.lists) < block.list_depth):
            self._open_item(block)

    def _open_item(self, block: Block) -> None:
        name = "list" if block.item_number is None else "enum"
        if len(self.lists) == block.list_depth:
            if self.lists[-1] == name:
                self.made.append("], [\n")
                return
            self._close_lists(block.list_depth - 1)
        while len(self.lists) < block.list_depth:
            start = f"start: {block.item_number}, " if name == "enum" else ""
            self.made.append(f"#{name}({start}[\n")
            self.lists.append(name)

    def _close_lists(self, depth: int) -> None:
        while len(self.lists) > depth:
            self.lists.pop()
            self.made.append("])\n\n")

    def _close_containers(self) -> None:
        self._close_lists(0)
        self.made.append("]\n\n" * self.quotes)
        self.quotes = 0

    def _inline(self, block: Block, start: int, end: int) -> Iterator[str]:
        marks = [
            replace(mark, start=mark.start - block.start, end=mark.end - block.start)
            for mark in self.marks
            if mark.start < block.start + end and mark.end > block.start + start
        ]
        cuts = [place for mark in marks for place in (mark.start, mark.end)]
        for left, right, around in pieces(block, start, end, cuts=cuts):
            if left == right:
                yield from map(self._footnote, around)
                continue
            made = self._words(block.text[left:right], around)
            for mark in reversed(marks):
                if mark.start <= left and right <= mark.end:
                    made = f"#{mark.wrap}[{made}]"
            yield made
            yield from (mark.after for mark in marks if mark.end == right)

    def _footnote(self, span: Span) -> str:
        blocks = self.notes.get(span.number, [])
        words = (self._inline(block, 0, len(block.text)) for block in _without_references(blocks))
        return f"#footnote[{' '.join(''.join(one) for one in words)}]"

    def _words(self, words: str, around: Sequence[Span]) -> str:
        thing = next((s for s in around if s.kind in (SpanKind.PICTURE, SpanKind.FORMULA)), None)
        if thing is not None:
            made = _formula(thing) if thing.kind is SpanKind.FORMULA else self._picture(thing)
        elif any(span.kind is SpanKind.CODE for span in around):
            made = f"#raw({string(words)})"
        else:
            made = "#linebreak()".join(text(line) for line in words.split("\n"))
        for span in reversed(around):
            if call := _CALLS.get(span.kind):
                made = f"#{call}[{made}]"
            elif span.kind is SpanKind.LINK and span.target:
                made = f"#link({string(span.target)})[{made}]"
        return made

    def _picture(self, span: Span) -> str:
        path = self.picture(span)
        if path is None:
            return f"#emph[{text(f'[{span.words or span.target}]')}]"
        return f"#picture({string(path)}, {string(span.words)})"


def _formula(span: Span) -> str:
    """A formula drawn on the line, as high as the letters around it; else its source."""
    drawn = _drawn(span.words, is_display=span.is_display)
    if drawn is None:
        return f"#raw({string(span.words)})"
    svg, height, depth = drawn
    size = f"height: {height / _FORMULA_SIZE:.3f}em"
    image = f'image(bytes({string(svg)}), format: "svg", {size}, alt: {string(span.words)})'
    if span.is_display:
        return f"#align(center, {image})"
    return f"#box(baseline: {depth / _FORMULA_SIZE:.3f}em, {image})"


def _drawn(latex: str, *, is_display: bool) -> tuple[str, float, float] | None:
    """A formula as SVG, its height, and how much of it stands below the line, in its units."""
    if not latex.strip() or len(latex) > _LONGEST_FORMULA:
        return None
    with warnings.catch_warnings():
        # It finds its font in a way that Python 3.11 calls old.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.zmath import Latex
    try:
        svg = str(Latex(latex, size=_FORMULA_SIZE, inline=not is_display).svg())
    except Exception:  # noqa: BLE001 - it raises whatever it stumbles over; the source is shown
        return None
    box = _BOX.search(svg)
    if box is None:
        return None
    top, height = float(box[2]), float(box[4])
    return svg, height, max(top + height, 0.0)


def _is_same_table(block: Block, other: Block) -> bool:
    return block.row is not None and other.row is not None and block.row.table == other.row.table


def _without_references(blocks: Iterable[Block]) -> Iterator[Block]:
    """Notes whose marks for other notes are left out: they could lead back to themselves."""
    for block in blocks:
        kept = (s for s in block.spans if s.kind is not SpanKind.FOOTNOTE_REFERENCE)
        yield replace(block, spans=tuple(kept))
