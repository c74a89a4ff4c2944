"""Other right answers of a gap that offers choices, told in the feedback on the one it offers.

Moodle would offer every right answer as a choice; who sees two of them has no choice to make.
"""

from __future__ import annotations

from collections.abc import Sequence

_BEFORE = "Also right: "
_BETWEEN = "; "


def other_answers_told(answers: Sequence[str]) -> str:
    """The feedback for these answers; empty where there are none."""
    return _BEFORE + _BETWEEN.join(answers) if answers else ""


def other_answers_in(feedback: str) -> list[str]:
    """The answers that such a feedback tells of; none in any other feedback."""
    if not feedback.startswith(_BEFORE):
        return []
    told = feedback.removeprefix(_BEFORE).split(_BETWEEN)
    return [answer for answer in map(str.strip, told) if answer]
