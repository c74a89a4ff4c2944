"""A list of words from texts, under headings, with what matters in them marked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from carrel.domain.text.snippets import Snippet
from carrel.ui.theme import scaled_font

FETCHED_AT_ONCE = 60
"""Rows that are made when a list is shown and each time its end comes into view."""

PADDING = 10
"""Pixels left free at the sides of every row."""

WIDEST = 760
"""Pixels after which words wrap, however wide the list is: longer lines are hard to read."""

LONGEST_BOLD = 40
"""Code points of a marked place up to which it is set in bold."""

_SHOWN = str.maketrans("\n\t\ufffc", "  ▢")
"""A row has one line, and a sign where the text has a picture or a formula."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class WordsHeading:
    """A line above rows that belong together; ``detail`` stands beside it in muted ink."""

    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class WordsRow:
    """Words that can be opened. ``marks`` count code points of ``text``; ``target`` is opened.

    ``title`` stands above the words and ``detail`` beside it, where they are given; a quiet title
    is not bold, and one that is off in muted ink, as what cannot be done just now.
    """

    text: str
    target: object
    marks: tuple[tuple[int, int], ...] = ()
    title: str = ""
    title_marks: tuple[tuple[int, int], ...] = ()
    detail: str = ""
    is_quiet: bool = False
    is_off: bool = False


WordsItem = WordsHeading | WordsRow


def snippet_row(
    snippet: Snippet,
    target: object,
    *,
    title: str = "",
    title_marks: tuple[tuple[int, int], ...] = (),
    detail: str = "",
) -> WordsRow:
    """The row that shows a snippet, with an ellipsis where it is cut."""
    before = "…\u00a0" if snippet.is_cut_before else ""
    after = "\u00a0…" if snippet.is_cut_after else ""
    return WordsRow(
        text=f"{before}{snippet.text}{after}".translate(_SHOWN),
        target=target,
        marks=tuple((start + len(before), end + len(before)) for start, end in snippet.marks),
        title=title,
        title_marks=title_marks,
        detail=detail,
    )


class WordsModel(QAbstractListModel):
    """Rows that are taken from their source as they come into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[WordsItem] = []
        self._source: Iterator[WordsItem] = iter(())
        self._next: WordsItem | None = None

    def show_items(self, items: Iterable[WordsItem]) -> None:
        """Show these; they are asked for only as far as the list is looked at."""
        self.beginResetModel()
        self._source = iter(items)
        self._items = list(islice(self._source, FETCHED_AT_ONCE))
        self._next = next(self._source, None)
        self.endResetModel()

    def item(self, index: _Index) -> WordsItem:
        """The item of a valid index."""
        return self._items[index.row()]

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many items have been fetched."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, and for screen readers all that is drawn."""
        if not index.isValid():
            return None
        item = self.item(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title if isinstance(item, WordsHeading) else item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = "" if isinstance(item, WordsHeading) else item.text
            return ". ".join(part for part in (item.title, item.detail, text) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.item(index), WordsHeading):
            return Qt.ItemFlag.ItemIsEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether there is more than has been fetched."""
        return not parent.isValid() and self._next is not None

    def fetchMore(self, parent: _Index) -> None:
        """Take the next rows from the source."""
        if not self.canFetchMore(parent) or self._next is None:
            return
        more = [self._next, *islice(self._source, FETCHED_AT_ONCE - 1)]
        self.beginInsertRows(QModelIndex(), len(self._items), len(self._items) + len(more) - 1)
        self._items += more
        self._next = next(self._source, None)
        self.endInsertRows()


class WordsDelegate(QStyledItemDelegate):
    """Draws headings and rows; words are wrapped, and marked ones bold on a ground."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as the list, as high as the wrapped words."""
        width = self._view.viewport().width()
        sheet = _Sheet(option, QRect(0, 0, width, 0), None)
        return QSize(width, _fill(sheet, _item(index), is_first=index.row() == 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one item."""
        item = _item(index)
        painter.save()
        if isinstance(item, WordsRow):
            option.widget.style().drawPrimitive(
                QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
            )
        _fill(_Sheet(option, option.rect, painter), item, is_first=index.row() == 0)
        painter.restore()


class WordsList(QListView):
    """The list. ``opened`` tells the target of a row that was clicked or entered."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WordsModel(self)
        self.setModel(self.words)
        self.setItemDelegate(WordsDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._open)

    def show_items(self, items: Iterable[WordsItem]) -> None:
        """Show these from the top."""
        self.words.show_items(items)
        self.scrollToTop()

    def choose_first(self) -> None:
        """Choose the first row that can be opened, if there is one."""
        self._choose(range(self.words.rowCount()))

    def choose_next(self, step: int) -> None:
        """Choose the row after the chosen one, or before it with a ``step`` of -1."""
        row = self.currentIndex().row()
        end = self.words.rowCount() if step > 0 else -1
        if step > 0 and row >= end - 2 and self.words.canFetchMore(QModelIndex()):
            self.words.fetchMore(QModelIndex())
            end = self.words.rowCount()
        self._choose(range(row + step, end, step))

    def chosen_target(self) -> object:
        """The target of the chosen row; None if there is none."""
        index = self.currentIndex()
        item = self.words.item(index) if index.isValid() else None
        return item.target if isinstance(item, WordsRow) else None

    def choose_target(self, target: object) -> None:
        """Choose the row with this target, if it is among those that have been fetched."""
        for row in range(self.words.rowCount()):
            item = self.words.item(self.words.index(row, 0))
            if isinstance(item, WordsRow) and item.target == target:
                self._choose([row])
                return

    def open_chosen(self) -> None:
        """Open the chosen row, if there is one."""
        if self.currentIndex().isValid():
            self._open(self.currentIndex())

    def needed_height(self, *, at_most: int) -> int:
        """Pixels that show every row that has been fetched, but not more than ``at_most``."""
        height = 0
        for row in range(self.words.rowCount()):
            height += self.sizeHintForIndex(self.words.index(row, 0)).height()
            if height >= at_most:
                return at_most
        return height

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys, past headings; open with Enter or space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_chosen()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choose_next(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose something, so that the keyboard has a place to start from."""
        super().focusInEvent(event)
        current = self.currentIndex()
        if not current.isValid() or isinstance(self.words.item(current), WordsHeading):
            self.choose_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, rows: Iterable[int]) -> None:
        for row in rows:
            index = self.words.index(row, 0)
            if isinstance(self.words.item(index), WordsRow):
                self.setCurrentIndex(index)
                return

    def _open(self, index: QModelIndex) -> None:
        item = self.words.item(index)
        if isinstance(item, WordsRow):
            self.opened.emit(item.target)


class _Sheet:
    """One item as it is measured, or drawn where there is a painter; ``y`` moves down."""

    def __init__(self, option: QStyleOptionViewItem, rect: QRect, painter: QPainter | None) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        roles, palette = QPalette.ColorRole, option.palette
        self._painter = painter
        self._font = option.font
        self._bold = scaled_font(option.font, 1.0, is_bold=True)
        self._ink = palette.color(roles.HighlightedText if is_chosen else roles.Text)
        self._muted = self._ink if is_chosen else palette.color(roles.PlaceholderText)
        self._mark = QColor(self._ink if is_chosen else palette.color(roles.Highlight))
        self._mark.setAlphaF(0.25 if is_chosen else 0.17)
        self._left = rect.left() + PADDING
        self._width = min(WIDEST, max(40, rect.width() - 2 * PADDING))
        self._top = rect.top()
        self.y = float(rect.top())

    @property
    def height(self) -> int:
        """Pixels that have been used."""
        return math.ceil(self.y - self._top)

    def skip(self, pixels: int) -> None:
        """Leave room."""
        self.y += pixels

    def line(
        self,
        title: str,
        marks: Iterable[tuple[int, int]],
        detail: str,
        *,
        is_quiet: bool = False,
        is_off: bool = False,
    ) -> None:
        """A title, bold unless it is quiet, and at the right of it what belongs to it."""
        metrics = QFontMetricsF(self._font)
        room = min(metrics.horizontalAdvance(detail), self._width / 2) if detail else 0.0
        gap = 16 if detail else 0
        font = self._font if is_quiet else self._bold
        layout = self._laid_out(title, marks, font, self._width - room - gap)
        if self._painter is not None and detail:
            place = QRectF(self._left, self.y, self._width, layout.lineAt(0).height())
            shown = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, room)
            self._painter.setFont(self._font)
            self._painter.setPen(self._muted)
            self._painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown
            )
        self._draw(layout, self._muted if is_off else self._ink)

    def words(self, text: str, marks: Iterable[tuple[int, int]]) -> None:
        """Words that wrap."""
        self._draw(self._laid_out(text, marks, self._font, self._width), self._ink)

    def _draw(self, layout: QTextLayout, ink: QColor) -> None:
        if self._painter is not None:
            self._painter.setPen(ink)
            layout.draw(self._painter, QPointF(self._left, self.y))
        self.y += layout.boundingRect().height()

    def _laid_out(
        self, text: str, marks: Iterable[tuple[int, int]], font: QFont, width: float
    ) -> QTextLayout:
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._marked(text, start, end) for start, end in marks])
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _marked(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        look = QTextCharFormat()
        if end - start <= LONGEST_BOLD:
            look.setFontWeight(QFont.Weight.DemiBold)
        look.setBackground(self._mark)
        made = QTextLayout.FormatRange()
        made.start = _units(text[:start])
        made.length = _units(text[start:end])
        made.format = look
        return made


def _fill(sheet: _Sheet, item: WordsItem, *, is_first: bool) -> int:
    """Put an item on its sheet; returns its height in pixels."""
    if isinstance(item, WordsHeading):
        sheet.skip(4 if is_first else 14)
        sheet.line(item.title, (), item.detail)
        sheet.skip(4)
        return sheet.height
    sheet.skip(6)
    if item.title:
        sheet.line(
            item.title,
            item.title_marks,
            item.detail,
            is_quiet=item.is_quiet,
            is_off=item.is_off,
        )
    if item.text:
        sheet.words(item.text, item.marks)
    sheet.skip(6)
    return sheet.height


def _item(index: _Index) -> WordsItem:
    model = index.model()
    assert isinstance(model, WordsModel)
    return model.item(index)


def _units(text: str) -> int:
    """Qt counts UTF-16 units, we count code points."""
    return len(text) + sum(character > "\uffff" for character in text)
