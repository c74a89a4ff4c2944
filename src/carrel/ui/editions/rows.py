"""The student's passages side by side: the old words, and those that stand for them now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from carrel.domain.editions import Carried
from carrel.domain.ids import SectionId
from carrel.domain.text.locate import Outcome
from carrel.domain.text.passage import Passage
from carrel.domain.text.rewording import changed_words
from carrel.ui.editions.words import outcome_name, thing_name
from carrel.ui.theme import Role, Theme
from carrel.ui.widgets.row_cards import CardModel, Index, draw_card
from carrel.ui.widgets.row_document import as_html, draw_document, row_document

_PADDING = 10
_GAP = 24


class PassageRows(CardModel[Carried]):
    """A row for each passage that was carried over."""

    def __init__(self, titles: Mapping[SectionId, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = titles

    def spoken(self, row: Carried) -> str:
        """What was carried over, what became of it, and its words then and now."""
        now = "" if row.after is None else f" “{row.after.quote}”."
        return (
            f"{thing_name(row)}, {outcome_name(row.outcome)}."
            f" “{row.before.quote}”.{now} {self.title(row.before)}"
        )

    def title(self, passage: Passage) -> str:
        """The section that a passage stands in."""
        return self._titles.get(passage.section, "")


class SideBySide(QStyledItemDelegate):
    """Paints a row as two columns; what is gone is struck out, what is new underlined."""

    def __init__(self, view: QListView, model: PassageRows, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._theme = theme
        self._heights: dict[tuple[str, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the taller column at the width of the list."""
        one: Carried = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        key = (f"{one.thing} {one.key} {one.before.start}", width)
        if key not in self._heights:
            left, right = self._columns(option, one, width)
            height = max(left.size().height(), right.size().height())
            self._heights[key] = round(height) + 2 * _PADDING
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        one: Carried = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)
        painter.save()
        draw_card(painter, option, gap=2)
        left, right = self._columns(option, one, option.rect.width())
        top = area.top() + _PADDING
        draw_document(painter, option, left, QPointF(area.left() + _PADDING, top))
        middle = area.left() + area.width() / 2
        draw_document(painter, option, right, QPointF(middle + _GAP / 2, top))
        painter.restore()

    def _columns(
        self, option: QStyleOptionViewItem, one: Carried, width: int
    ) -> tuple[QTextDocument, QTextDocument]:
        column = width / 2 - _PADDING - _GAP / 2
        gone, come = ([], []) if one.after is None else self._differences(one)
        head = self._muted(f"{thing_name(one)} · {self._model.title(one.before)}")
        left = head
        if one.before.quote:
            struck = "text-decoration: line-through;"
            left += self._quoted(one.before, gone, struck, Role.BAD)
        if one.about:
            left += f"<div style='margin-top:4px'>{as_html(one.about)}</div>"
        return (
            row_document(option, left, column),
            row_document(option, self._right(one, come), column),
        )

    def _right(self, one: Carried, come: list[tuple[int, int]]) -> str:
        name = self._outcome(one)
        if one.after is None:
            colour = self._theme.colour(Role.BAD).name()
            told = self.tr(
                "Kept among the notes without a place, with its old words; you can place it anew."
            )
            return (
                f"<div style='color:{colour}'><b>{escape(name)}</b></div><div>{escape(told)}</div>"
            )
        head = self._muted(f"{name} · {self._model.title(one.after)}")
        if not one.after.quote:
            return head
        underlined = "font-weight: bold; text-decoration: underline;"
        return head + self._quoted(one.after, come, underlined, Role.GOOD)

    def _outcome(self, one: Carried) -> str:
        is_section_gone = one.after is None and not one.before.quote
        return self.tr("section gone") if is_section_gone else outcome_name(one.outcome)

    def _differences(self, one: Carried) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        if one.outcome is not Outcome.ALTERED or one.after is None:
            return [], []
        return changed_words(one.before.quote, one.after.quote)

    def _muted(self, text: str) -> str:
        return f"<div style='color:{self._theme.colour(Role.MUTED).name()}'>{escape(text)}</div>"

    def _quoted(
        self, passage: Passage, marked: Sequence[tuple[int, int]], style: str, role: Role
    ) -> str:
        colour = self._theme.colour(role).name()
        muted = self._theme.colour(Role.MUTED).name()
        pieces, at = [], 0
        for start, end in marked:
            pieces.append(as_html(passage.quote[at:start]))
            words = as_html(passage.quote[start:end])
            pieces.append(f"<span style='color:{colour}; {style}'>{words}</span>")
            at = end
        pieces.append(as_html(passage.quote[at:]))
        before = as_html(("…" if len(passage.prefix) > 31 else "") + passage.prefix)
        after = as_html(passage.suffix + ("…" if len(passage.suffix) > 31 else ""))
        return (
            f"<div style='margin-top:3px'><span style='color:{muted}'>{before}</span>"
            f"<span style='background-color:{self._theme.colour(Role.ACCENT_SOFT).name()}'>"
            f"{''.join(pieces)}</span><span style='color:{muted}'>{after}</span></div>"
        )
