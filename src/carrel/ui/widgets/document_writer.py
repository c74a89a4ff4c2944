"""Section texts as a QTextDocument, typeset, with the place of every code point known."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextLength,
    QTextTable,
)

from carrel.domain.ids import SectionId
from carrel.domain.text.block_pieces import pieces
from carrel.domain.text.document import (
    OBJECT,
    Alignment,
    Block,
    BlockKind,
    Document,
    Span,
    SpanKind,
)
from carrel.ui.widgets.block_properties import CODE_INDENT, BlockProperty
from carrel.ui.widgets.formula import Formula, FormulaPen
from carrel.ui.widgets.table_format import table_look
from carrel.ui.widgets.text_positions import Run, TextPositions, run_of_text
from carrel.ui.widgets.typography import Inks, Typography

LINE_SEPARATOR = "\u2028"
"""Qt's line break within a block; it stands for the "\\n" of a hard break or of code."""

FOOTNOTE_SCHEME = "footnote"
"""Scheme of the links of footnote marks: ``footnote:MATERIAL/SECTION#3``."""


PICTURE_SCHEME = "picture"
"""Scheme of the links of pictures; the picture's name in the document follows."""


_SPACE_ABOVE = 28
_SPACE_BELOW = 96
"""Pixels after the last line, so that it can be read above the window's edge, unless the one who
shows it wants more for what stands there."""


class Look(IntEnum):
    """How the letters of a block are set before its spans change them."""

    PLAIN = 0
    HEADING = 1
    CODE = 2
    NOTE = 3
    LABEL = 4
    TABLE_HEADER = 5
    TABLE = 6


_BlockLook = tuple[Look, int]
"""A look, and the level that counts for headings."""

_LOOKS = {BlockKind.HEADING: Look.HEADING, BlockKind.CODE: Look.CODE}


@dataclass(frozen=True, slots=True)
class Part:
    """A section as a page shows it. ``label`` stands in small type below the title.

    A section with text can be shown without a title.
    """

    section: SectionId
    title: str
    level: int
    text: Document
    label: str = ""


@dataclass(frozen=True)
class Typeset:
    """A document that can be shown. ``titles`` are the cursor positions of section titles.

    One that is not ``is_complete`` shows some formulas as their source, because drawing them would
    have taken too long; typesetting the same again draws more of them. ``space_below`` are the
    pixels below the last line. One with wide tables is ``fitted_to`` a width of the column: at
    another it has to be typeset anew.
    """

    document: QTextDocument
    positions: TextPositions
    titles: dict[SectionId, int]
    is_complete: bool = True
    space_below: int = _SPACE_BELOW
    fitted_to: int | None = None


def picture_name(section: SectionId, span: Span) -> str:
    """What a picture is called in a document."""
    return f"asset:{section}/{span.target}"


Pictures = Callable[[SectionId, Span], QImage]
"""Gives the picture of a span of a section; one that is missing is drawn as its words."""


def typeset(
    parts: Sequence[Part],
    *,
    typography: Typography,
    inks: Inks,
    pictures: Pictures,
    space_below: int = _SPACE_BELOW,
    width: int | None = None,
) -> Typeset:
    """Write sections, one after the other, into a new document.

    ``width`` is that of the column if it has less room than the typography asks for.
    """
    wanted = typography.column_width
    column = min(width, wanted) if width else wanted
    below = max(space_below, _SPACE_BELOW)
    return _Writer(typography, inks, pictures, below, column).write(parts)


@dataclass
class _Writer:
    typography: Typography
    inks: Inks
    pictures: Pictures
    space_below: int
    column: int
    document: QTextDocument = field(default_factory=QTextDocument)
    runs: list[Run] = field(default_factory=list)
    titles: dict[SectionId, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document.setUndoRedoEnabled(False)
        self.document.setDefaultFont(self.typography.font)
        self.document.setDocumentMargin(0)
        frame = self.document.rootFrame().frameFormat()
        frame.setTopMargin(_SPACE_ABOVE)
        frame.setBottomMargin(self.space_below)
        frame.setLeftMargin(self.typography.number_width)
        self.document.rootFrame().setFrameFormat(frame)
        self._cursor = QTextCursor(self.document)
        # A new document, and what follows a table, has an empty block that is there to be used.
        self._has_empty_block = True
        self._section = SectionId("")
        self._em = self.typography.em
        screen = QGuiApplication.primaryScreen()
        ratio = screen.devicePixelRatio() if screen is not None else 1.0
        self._formula_pen = FormulaPen(size=self._em, ink=self.inks.text, ratio=ratio)
        self.room = self.column - self.typography.number_width
        self.has_fitted_table = False
        self._table_size = self.typography.point_size
        self._formats: dict[tuple[object, ...], QTextCharFormat] = {}

    def write(self, parts: Sequence[Part]) -> Typeset:
        top = min((part.level for part in parts), default=1)
        self._cursor.beginEditBlock()
        for part in parts:
            self._write_part(part, part.level - top + 1)
        if self._has_empty_block:
            self._cursor.setBlockFormat(_hidden_block())
        self._cursor.endEditBlock()
        return Typeset(
            self.document,
            TextPositions(self.runs),
            self.titles,
            is_complete=not self._formula_pen.has_left_some,
            space_below=self.space_below,
            fitted_to=self.column if self.has_fitted_table else None,
        )

    def _write_part(self, part: Part, level: int) -> None:
        self._section = part.section
        self._write_title(part, level)
        table: list[Block] = []
        footnote = 0
        for number, block in enumerate(part.text.blocks, start=1):
            if table and _table_of(block) != _table_of(table[0]):
                self._write_table(table)
                table = []
            if block.row is not None:
                table.append(block)
                continue
            self._write_block(
                block, level, number=number, starts_footnote=block.footnote > footnote
            )
            footnote = block.footnote
        if table:
            self._write_table(table)

    def _write_title(self, part: Part, level: int) -> None:
        if not part.title and part.text.blocks:
            return
        self._open_block(self._heading_format(level))
        self.titles[part.section] = self._cursor.position()
        self._cursor.insertText(part.title, self._characters((Look.HEADING, level), ()))
        if not part.text.blocks:
            # So that a section without text of its own can be gone to.
            self._add_run(run_of_text(part.section, 0, "", self._position))
        if part.label:
            self._open_block(self._block_format(above=0.0))
            self._cursor.insertText(part.label, self._characters((Look.LABEL, 0), ()))

    def _write_block(self, block: Block, level: int, *, number: int, starts_footnote: bool) -> None:
        look = _LOOKS.get(block.kind, Look.NOTE if block.footnote else Look.PLAIN)
        if look is Look.HEADING:
            form = self._heading_format(max(block.level, level + 1))
        elif look is Look.CODE:
            form = self._code_format()
        else:
            form = self._block_format(above=0.0 if block.list_depth else 0.25)
        self._place(form, block)
        form.setProperty(BlockProperty.NUMBER, number)
        if starts_footnote:
            form.setProperty(BlockProperty.MARKER, str(block.footnote))
        is_first_footnote = starts_footnote and block.footnote == 1
        if block.follows_rule or is_first_footnote:
            form.setProperty(BlockProperty.FOLLOWS_RULE, True)
            form.setTopMargin(self._em * 1.6)
        self._open_block(form)
        self._write_text(block, 0, len(block.text), (look, max(block.level, level + 1)))

    def _write_table(self, rows: Sequence[Block]) -> None:
        columns = max(len(row.row.cells) for row in rows if row.row is not None)
        if not columns:
            return
        look = table_look(rows, self.typography, self.inks.line, self.room)
        self.has_fitted_table |= look.is_fitted
        table = self._cursor.insertTable(len(rows), columns, look.form)
        self._table_size = look.point_size
        for number, block in enumerate(rows):
            self._write_row(table, number, block)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._has_empty_block = True

    def _write_row(self, table: QTextTable, number: int, block: Block) -> None:
        row = block.row
        if row is None:
            return
        look = Look.TABLE_HEADER if row.is_header else Look.TABLE
        for column, cell in enumerate(row.cells):
            self._cursor = table.cellAt(number, column).firstCursorPosition()
            form = QTextBlockFormat()
            form.setAlignment(_ALIGNMENTS[cell.alignment])
            self._cursor.setBlockFormat(form)
            self._write_text(block, cell.start, cell.end, (look, 0))

    def _write_text(self, block: Block, start: int, end: int, look: _BlockLook) -> None:
        """Write a block's text from ``start`` to ``end``, cut where its spans begin and end."""
        if start == end:
            self._add_run(run_of_text(self._section, block.start + start, "", self._position))
        for piece_start, piece_end, spans in pieces(block, start, end):
            if piece_start == piece_end:
                self._write_footnote_mark(spans[-1], look)
                continue
            thing = next((span for span in spans if span.kind in _DRAWN), None)
            if thing is not None:
                self._write_thing(block.start + piece_start, thing, look)
                continue
            text = block.text[piece_start:piece_end]
            self._add_run(
                run_of_text(self._section, block.start + piece_start, text, self._position)
            )
            self._cursor.insertText(
                text.replace("\n", LINE_SEPARATOR), self._characters(look, spans)
            )

    def _write_thing(self, start: int, span: Span, look: _BlockLook) -> None:
        """Write what stands for one :data:`OBJECT` of the text: a picture or a formula."""
        position = self._position
        if span.kind is SpanKind.PICTURE:
            self._cursor.insertImage(self._image_format(span))
        elif (
            formula := self._formula_pen.draw(span.words, is_display=span.is_display)
        ) is not None:
            self._cursor.insertImage(self._formula_format(formula, span, position))
        else:
            self._cursor.insertText(span.words or OBJECT, self._characters(look, (span,)))
        width = self._position - position
        self._add_run(Run(self._section, start, len(OBJECT), position, width))

    def _write_footnote_mark(self, span: Span, look: _BlockLook) -> None:
        form = QTextCharFormat(self._characters(look, ()))
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        form.setForeground(self.inks.link)
        form.setAnchor(True)
        form.setAnchorHref(f"{FOOTNOTE_SCHEME}:{self._section}#{span.number}")
        self._cursor.insertText(str(span.number), form)

    @property
    def _position(self) -> int:
        return self._cursor.position()

    def _add_run(self, run: Run) -> None:
        self.runs.append(run)

    def _open_block(self, form: QTextBlockFormat) -> None:
        if self._has_empty_block:
            self._cursor.setBlockFormat(form)
            self._has_empty_block = False
        else:
            self._cursor.insertBlock(form, QTextCharFormat())

    def _place(self, form: QTextBlockFormat, block: Block) -> None:
        """Set indents, direction and what is painted beside the block."""
        em = self._em
        form.setProperty(BlockProperty.QUOTE_DEPTH, block.quote_depth)
        indent = em * (1.5 * block.list_depth + 1.4 * block.quote_depth)
        if block.kind is BlockKind.CODE:
            indent += em * CODE_INDENT
            form.setRightMargin(em * CODE_INDENT)
        if block.footnote:
            indent += em * 1.5
        form.setProperty(BlockProperty.MARKER, _marker(block))
        if block.kind in (BlockKind.PICTURE, BlockKind.FORMULA):
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if _is_right_to_left(block.text):
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            form.setRightMargin(indent)
        else:
            form.setLeftMargin(indent)

    def _block_format(self, *, above: float) -> QTextBlockFormat:
        em = self._em
        form = QTextBlockFormat()
        self._set_leading(form, self.typography.line_height)
        form.setTopMargin(above * em)
        form.setBottomMargin(0.5 * em)
        if self.typography.is_justified:
            form.setAlignment(Qt.AlignmentFlag.AlignJustify)
        return form

    def _set_leading(self, form: QTextBlockFormat, percent: int) -> None:
        """Let lines stand apart by a share of the font's height, of running text also in headings.

        A distance and not Qt's proportional height, which would stretch lines with pictures too.
        """
        distance = self._em * (percent - 100) / 100 * 1.17
        form.setLineHeight(distance, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)

    def _heading_format(self, level: int) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setHeadingLevel(min(level, 6))
        self._set_leading(form, 118)
        is_first = self._has_empty_block and not self.runs
        form.setTopMargin(0.0 if is_first else self._em * (2.2 if level < 3 else 1.3))
        form.setBottomMargin(self._em * (0.7 if level < 2 else 0.4))
        return form

    def _code_format(self) -> QTextBlockFormat:
        em = self._em
        form = QTextBlockFormat()
        form.setProperty(BlockProperty.IS_CODE, True)
        self._set_leading(form, 130)
        form.setTopMargin(0.9 * em)
        form.setBottomMargin(1.1 * em)
        return form

    def _image_format(self, span: Span) -> QTextImageFormat:
        """The format of a picture that is held in the document: nothing is read from files."""
        name = picture_name(self._section, span)
        image = self.pictures(self._section, span)
        self.document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        form = QTextImageFormat()
        form.setName(name)
        form.setWidth(image.deviceIndependentSize().width())
        form.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setToolTip(span.title or span.words)
        form.setAnchor(True)
        form.setAnchorHref(f"{PICTURE_SCHEME}:{name}")
        return form

    def _formula_format(self, formula: Formula, span: Span, position: int) -> QTextImageFormat:
        """The format of a drawn formula that stands on the line."""
        name = f"formula:{position}"
        self.document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(name), formula.image
        )
        size = formula.image.deviceIndependentSize()
        form = QTextImageFormat()
        form.setName(name)
        form.setWidth(size.width())
        form.setHeight(size.height())
        form.setToolTip(span.words)
        # Qt lets such a picture stand as far below the line as letters of its format's font do.
        font = self.typography.font
        natural = QFontMetricsF(font).descent() or 1.0
        form.setFontPointSize(max(font.pointSizeF() * formula.descent / natural, 1.0))
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        return form

    def _characters(self, look: _BlockLook, spans: Sequence[Span]) -> QTextCharFormat:
        """The format of text within these spans of such a block; equal ones are made once."""
        key = (*look, self._table_size, *((span.kind, span.target, span.title) for span in spans))
        if key not in self._formats:
            form = self._block_characters(*look)
            for span in spans:
                self._apply(form, span)
            self._formats[key] = form
        return self._formats[key]

    def _block_characters(self, look: Look, level: int) -> QTextCharFormat:
        form = QTextCharFormat()
        if look is Look.HEADING:
            form.setFontPointSize(self.typography.heading_size(level))
        if look in (Look.HEADING, Look.TABLE_HEADER):
            form.setFontWeight(QFont.Weight.DemiBold)
        if look in (Look.NOTE, Look.LABEL):
            form.setFontPointSize(self.typography.note_size)
        if look in (Look.TABLE, Look.TABLE_HEADER):
            form.setFontPointSize(self._table_size)
        if look is Look.LABEL:
            form.setForeground(self.inks.muted)
        if look is Look.CODE:
            self._set_fixed_width(form)
        return form

    def _set_fixed_width(self, form: QTextCharFormat) -> None:
        form.setFontFamilies([self.typography.code_family])
        form.setFontPointSize(self.typography.point_size * 0.87)

    def _apply(self, form: QTextCharFormat, span: Span) -> None:
        match span.kind:
            case SpanKind.EMPHASIS:
                form.setFontItalic(not form.fontItalic())
            case SpanKind.STRONG:
                form.setFontWeight(QFont.Weight.Bold)
            case SpanKind.STRIKETHROUGH:
                form.setFontStrikeOut(True)
            case SpanKind.SUPERSCRIPT:
                form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            case SpanKind.SUBSCRIPT:
                form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
            case SpanKind.CODE | SpanKind.FORMULA:
                self._set_fixed_width(form)
            case SpanKind.LINK:
                form.setAnchor(True)
                form.setAnchorHref(span.target)
                form.setForeground(self.inks.link)
                form.setFontUnderline(True)
                form.setToolTip(span.title or span.target)


_DRAWN = frozenset({SpanKind.PICTURE, SpanKind.FORMULA})

_ALIGNMENTS = {
    Alignment.NONE: Qt.AlignmentFlag.AlignLeading,
    Alignment.LEFT: Qt.AlignmentFlag.AlignLeft,
    Alignment.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Alignment.RIGHT: Qt.AlignmentFlag.AlignRight,
}


def _marker(block: Block) -> str:
    """What stands in the indent before a list item."""
    if not block.starts_item:
        return ""
    if block.item_number is not None:
        return f"{block.item_number}."
    return "•" if block.list_depth % 2 else "–"


def _table_of(block: Block) -> int:
    return -1 if block.row is None else block.row.table


def _hidden_block() -> QTextBlockFormat:
    """A block that Qt needs beside a table, as low as it can be."""
    form = QTextBlockFormat()
    form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return form


def _is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
