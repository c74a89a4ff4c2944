"""The chart of what is remembered, by section, topic or material."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor

from carrel.domain.memory_map import MemoryCounts, MemoryState
from carrel.services.progress_report import NamedCounts
from carrel.ui.pages.progress.chart import Chart, Key, NoChart, Table
from carrel.ui.pages.progress.plot import Bar, Plot
from carrel.ui.widgets.memory_look import (
    FROM_KNOWN,
    PATTERNS,
    counts_in_words,
    memory_ink,
    state_title,
)

MOST_ROWS = 14
"""Rows that are drawn; the table has all."""

_ROW_HEIGHT = 26
_LONGEST_NAME = 34
_LABEL_WIDTH = 230

STATES = tuple(state for state in FROM_KNOWN if state is not MemoryState.NO_QUESTION)


def memory_chart(whole: MemoryCounts, parts: Sequence[NamedCounts], column: str) -> Chart | NoChart:
    """How the questions of each part stand; ``column`` names what the parts are."""
    if not parts:
        return NoChart(
            _tr(
                "No questions belong here yet. Each part that has some will be a bar that shows how"
                " many of them are secure, fading, missed and never asked."
            )
        )
    shown = _drawn(parts)
    return Chart(
        sentence=_sentence(whole, parts),
        draw=partial(_draw, parts=shown),
        table=Table(
            (column, *(_capital(state_title(state)) for state in STATES), _tr("All")),
            tuple(_row(part) for part in parts),
        ),
        keys=tuple(Key(PATTERNS[one], partial(_ink, one), state_title(one)) for one in STATES),
        height=_ROW_HEIGHT * len(shown) + 34,
    )


def _drawn(parts: Sequence[NamedCounts]) -> Sequence[NamedCounts]:
    """What is drawn of many parts: the top ones, and of these the first."""
    if len(parts) > MOST_ROWS and any(part.level > 1 for part in parts):
        parts = [part for part in parts if part.level == 1]
    return parts[:MOST_ROWS]


def _sentence(whole: MemoryCounts, parts: Sequence[NamedCounts]) -> str:
    asked = whole.total - whole.never_asked
    if not asked:
        return _tr("None of the {n} questions has been asked yet.").format(n=whole.total)
    text = _tr("{n} questions: {counts}.").format(n=whole.total, counts=counts_in_words(whole))
    worst = max(parts, key=lambda part: _lost(part.counts))
    if _lost(worst.counts) and len(parts) > 1:
        text += " " + _tr("Most is being lost in “{name}”: {counts}.").format(
            name=worst.name,
            counts=counts_in_words(
                MemoryCounts(missed=worst.counts.missed, fading=worst.counts.fading)
            ),
        )
    return text


def _lost(counts: MemoryCounts) -> int:
    return counts.missed + counts.fading


def _draw(plot: Plot, parts: Sequence[NamedCounts]) -> None:
    plot.set_range(0, 1.002, len(parts) - 0.4, -0.6)
    plot.left.setWidth(_LABEL_WIDTH)
    plot.set_ticks(
        left=[(row, _label(part)) for row, part in enumerate(parts)],
        bottom=[(share / 4, f"{25 * share} %") for share in range(5)],
    )
    plot.add_bars(
        [bar for row, part in enumerate(parts) for bar in _bars(part, row, is_dark=plot.is_dark)]
    )


def _bars(part: NamedCounts, row: int, *, is_dark: bool) -> Iterator[Bar]:
    left = 0.0
    for state in STATES:
        if count := part.counts.by_state[state]:
            share = count / part.counts.total
            words = f"{part.name}: {count} {state_title(state)}"
            box = QRectF(left, row - 0.3, share, 0.6)
            yield Bar(box, PATTERNS[state], memory_ink(state, is_dark=is_dark), words)
            left += share


def _label(part: NamedCounts) -> str:
    name = part.name
    if len(name) > _LONGEST_NAME - 2 * (part.level - 1):
        name = name[: _LONGEST_NAME - 2 * (part.level - 1) - 1].rstrip() + "…"
    return f"{name}  {part.counts.total}"


def _row(part: NamedCounts) -> tuple[str, ...]:
    counts = [str(part.counts.by_state[state]) for state in STATES]
    return ("\u2003" * (part.level - 1) + part.name, *counts, str(part.counts.total))


def _ink(state: MemoryState, is_dark: bool) -> QColor:
    return memory_ink(state, is_dark=is_dark)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemoryChart", text)
