"""Leads through the passages to be read again, one after the other, in the reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from carrel.domain.text.passage import Passage
from carrel.ui.navigator import Navigator, PageName, Place


def read_again(navigator: Navigator, passages: Sequence[Passage], number: int = 0) -> None:
    """Open one of ``passages``, counted from 0, with a way to the next one or back to the quiz."""
    if not passages:
        return
    passage = passages[number]
    navigator.open_passage(passage.section, passage.start, passage.end)
    is_last = number + 1 == len(passages)

    def go_on() -> None:
        if is_last:
            navigator.go(Place(PageName.QUIZ))
        else:
            read_again(navigator, passages, number + 1)

    words = _tr("Passage {number} of {count} to read again.")
    navigator.show_message(
        words.format(number=number + 1, count=len(passages)),
        action_text=_tr("Back to the quiz") if is_last else _tr("Next passage"),
        action=go_on,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rereading", text)
