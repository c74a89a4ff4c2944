"""A question as it can be asked without a program: what is shown, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carrel.domain.questions.shuffling import shuffled


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What print or a card of another program can show. All texts are Markdown.

    ``text`` is asked after the prompt. ``choices`` are offered with letters, in this order;
    ``lines`` stand below as they are, such as the sides to be matched. ``answers`` are right.
    ``why`` tells of wrong choices why they are.
    """

    answers: tuple[str, ...]
    text: str = ""
    choices: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    why: tuple[tuple[str, str], ...] = ()


def mixed(items: Sequence[str], seed: str) -> tuple[str, ...]:
    """The items in an order that depends on ``seed`` alone."""
    return tuple(items[number] for number in shuffled(len(items), seed))
