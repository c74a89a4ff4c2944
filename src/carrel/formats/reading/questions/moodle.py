"""What questions in Moodle's terms become here; shared by the readers of GIFT and Moodle XML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from carrel.domain.questions.body import Kind
from carrel.domain.questions.typed_answers import fold

_VERDICT = re.compile(r"(True|False): (.+)", re.DOTALL)
_POINT = re.compile(r"^\s*[-*] +(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and what it earns, in percent. Texts are Markdown."""

    text: str
    percent: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """A kind of question with the keys of its body; ``more`` belongs to the explanation."""

    kind: Kind
    body: dict[str, Any]
    more: str = ""
    lost: str = ""
    """What of the question has no place here."""


def choice(answers: Sequence[Answer], *, is_single: bool) -> Converted:
    """A question with answers to choose from."""
    if is_single and (verdict := _verdict_and_reason(answers)) is not None:
        return verdict
    best = max((answer.percent for answer in answers), default=0)
    right = [a.percent > 0 and (not is_single or a.percent == best) for a in answers]
    kind = Kind.SINGLE_CHOICE if is_single and sum(right) == 1 else Kind.MULTIPLE_CHOICE
    options = [
        {"text": answer.text, "correct": True}
        if is_right
        else {"text": answer.text, **({"why": answer.feedback} if answer.feedback else {})}
        for answer, is_right in zip(answers, right, strict=True)
    ]
    told = [a.feedback for a, is_right in zip(answers, right, strict=True) if is_right]
    is_partial = is_single and any(0 < answer.percent < best for answer in answers)
    return Converted(
        kind,
        {"options": options},
        "\n\n".join(dict.fromkeys(filter(None, told))),
        "partial marks of wrong choices" if is_partial else "",
    )


def verdict(*, is_true: bool) -> Converted:
    """A statement that is true or false."""
    return Converted(Kind.TRUE_FALSE, {"answer": is_true})


def short_answer(answers: Sequence[Answer]) -> Converted:
    """Answers to be typed; those that earn something count."""
    best = max((answer.percent for answer in answers), default=0)
    right = [answer for answer in answers if answer.percent == best and best > 0]
    accept = list({fold(answer.text): answer.text for answer in reversed(right)}.values())[::-1]
    told = "\n\n".join(dict.fromkeys(answer.feedback for answer in right if answer.feedback))
    is_partial = any(0 < answer.percent < best for answer in answers)
    lost = "answers that earned a part of the mark" if is_partial else ""
    return Converted(Kind.SHORT_ANSWER, {"accept": accept}, told, lost)


def pairs(given: Sequence[tuple[str, str]]) -> Converted:
    """Pairs to match; numbers that stand for places are an order."""
    lefts = [left for left, _ in given if left]
    if len(lefts) == len(given) > 1 and lefts == [str(n) for n in range(1, len(lefts) + 1)]:
        return Converted(Kind.ORDERING, {"items": [right for _, right in given]})
    body: dict[str, Any] = {
        "pairs": [{"left": left, "right": right} for left, right in given if left]
    }
    if spare := [right for left, right in given if not left]:
        body["spare"] = spare
    return Converted(Kind.MATCHING, body)


def essay(model: str) -> Converted | None:
    """A text to be judged by its writer; None without anything to judge it by."""
    model = model.strip()
    points = [point.strip() for point in _POINT.findall(model)]
    if points and (before := _POINT.sub("", model).strip()):
        return Converted(Kind.SHORT_ANSWER, {"model": before, "checklist": points})
    return Converted(Kind.FLASHCARD, {"back": model}) if model else None


def _verdict_and_reason(answers: Sequence[Answer]) -> Converted | None:
    """A true/false question with reasons, if the choices are one that Carrel has written so."""
    split = [(_VERDICT.fullmatch(answer.text), answer) for answer in answers]
    if len(split) != 6 or not all(match for match, _ in split):
        return None
    marks = {(m[1], m[2]): answer for m, answer in split if m}
    reasons = list(dict.fromkeys(reason for _, reason in marks))
    right = [key for key, answer in marks.items() if answer.percent == 100]
    if len(reasons) != 3 or len(right) != 1:
        return None
    (told, because), *_ = right
    return Converted(
        Kind.TRUE_FALSE,
        {
            "answer": told == "True",
            "reasons": [
                {"text": reason, "correct": True}
                if reason == because
                else _reason(reason, marks[told, reason].feedback)
                for reason in reasons
            ],
        },
    )


def _reason(text: str, why: str) -> dict[str, Any]:
    return {"text": text, "why": why} if why else {"text": text}
