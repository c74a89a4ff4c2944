"""The words of a note, cut short where there is no room for all of them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QPalette

from carrel.ui.widgets.note_body import NoteBody

LONG = "A *long* note. " * 40


def height(text: str, most_lines: int | None) -> float:
    body = NoteBody(text, font=QFont(), palette=QPalette(), width=200, most_lines=most_lines)
    return body.height


@pytest.mark.parametrize("text", ["Plain words. " * 40, LONG, f"First.\n\n{LONG}"])
def test_that_a_note_is_cut_after_a_whole_line(qapp, text):
    spacing = QFontMetricsF(QFont()).lineSpacing()
    cut = height(text, 4)
    assert 2 * spacing <= cut <= 4 * spacing + 1
    assert height(text, None) > 2 * cut
    lines = {round(height(text, most), 1) for most in (3, 4, 5, 6)}
    assert len(lines) > 1


def test_that_marked_up_lines_are_never_cut_in_half(qapp):
    spacing = QFontMetricsF(QFont()).lineSpacing()
    heights = [height(LONG, most) / spacing for most in range(1, 8)]
    assert all(abs(one - round(one)) < 0.1 for one in heights)
