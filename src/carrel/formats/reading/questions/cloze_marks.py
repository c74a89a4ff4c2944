"""Anki's marks for gaps, ``{{c1::answer::hint}}``, as cloze questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_MARK = re.compile(r"\{\{c(\d+)::((?:(?!\{\{c\d+::|\}\}).)*)\}\}", re.DOTALL)
_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000(\\d+)\ue001")
_TAGS = re.compile(r"<[^>]*>")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class MarkedGap:
    """A gap: the number of its card, its answer in plain words, and a hint."""

    number: int
    answer: str
    hint: str


@dataclass(frozen=True, slots=True)
class ClozeQuestion:
    """One of the questions that a text makes, and the numbers of the cards that it stands for."""

    body: dict[str, Any]
    numbers: tuple[int, ...]
    is_one_by_one: bool


@dataclass(frozen=True, slots=True)
class ClozeText:
    """A text in Markdown with places for its gaps, which stand there in their order."""

    markdown: str
    gaps: tuple[MarkedGap, ...]

    def questions(self) -> Iterator[ClozeQuestion]:
        """All gaps in one question where each card has one, else a question for each card."""
        numbers = sorted({gap.number for gap in self.gaps})
        if len(numbers) == 1:
            yield self._question(range(len(self.gaps)), numbers, is_one_by_one=False)
        elif len(numbers) == len(self.gaps):
            order = sorted(range(len(self.gaps)), key=lambda place: self.gaps[place].number)
            yield self._question(order, numbers, is_one_by_one=True)
        else:
            for number in numbers:
                own = [p for p, gap in enumerate(self.gaps) if gap.number == number]
                yield self._question(own, [number], is_one_by_one=False)

    def _question(
        self, asked: Sequence[int], numbers: Sequence[int], *, is_one_by_one: bool
    ) -> ClozeQuestion:
        place_of = {gap: number for number, gap in enumerate(asked, start=1)}

        def shown(place: re.Match[str]) -> str:
            gap = int(place[1])
            if gap not in place_of:
                return self.gaps[gap].answer
            return f"{{{{{place_of[gap]}}}}}"

        body: dict[str, Any] = {
            "text": _PLACES.sub(shown, self.markdown),
            "gaps": [{"answer": self.gaps[gap].answer} for gap in asked],
        }
        if is_one_by_one:
            body["one_by_one"] = True
        return ClozeQuestion(body, tuple(numbers), is_one_by_one)


def cloze_text(html: str, markdown: Callable[[str], str]) -> ClozeText:
    """A field with marks; ``markdown`` turns HTML into Markdown. Marks within marks are opened."""
    gaps: list[MarkedGap] = []

    def gap(mark: re.Match[str]) -> str:
        words, _, hint = mark[2].partition("::")
        inner = _PLACES.sub(lambda place: gaps[int(place[1])].answer, words)
        answer = " ".join(markdown(_TAGS.sub("", inner)).split())
        if not answer:
            return words
        gaps.append(MarkedGap(int(mark[1]), answer, hint.strip()))
        return _PLACE.format(len(gaps) - 1)

    for _ in range(_DEEPEST):
        html, count = _MARK.subn(gap, html)
        if not count:
            break
    text = markdown(html)
    order = [int(place) for place in _PLACES.findall(text)]
    placed = {old: new for new, old in enumerate(order)}
    text = _PLACES.sub(lambda place: _PLACE.format(placed[int(place[1])]), text)
    return ClozeText(text, tuple(gaps[old] for old in order))
