"""Questions made from dated events: put them in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812 - ``date`` is the name of a field

from carrel.domain.ids import QuestionId
from carrel.domain.materials import Origin
from carrel.domain.questions.from_claims import Exercise
from carrel.domain.questions.ordering import Ordering
from carrel.domain.questions.question import Level, Question
from carrel.domain.text.escaping import paragraph
from carrel.domain.text.folding import fold
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.timeline import Event, EventKind, Precision, first_day, last_day, precision_of

ITEMS = 4
"""Events that a question asks to put in order, or one more where some would be left over."""

LEAST_ITEMS = 3


def order_questions(events: Sequence[Event], words: LanguageWords) -> tuple[Question, ...]:
    """Questions on the order of a material's events, in its language; the same for the same events.

    Asked are the key events, or all where few are; each in one question, with events far apart in
    time. Left out is what has no words in the text, what shares its title with another, and what
    may have been at the same time as the one before.
    """
    chosen = _in_certain_order(events)
    if len(chosen) < LEAST_ITEMS:
        return ()
    count = max(1, len(chosen) // ITEMS)
    return tuple(_question(chosen[number::count], number, words) for number in range(count))


def _in_certain_order(events: Iterable[Event]) -> list[Event]:
    told = [event for event in events if event.kind is not EventKind.GAP and event.passage]
    keys = [event for event in told if event.is_key]
    if len(keys) >= 2 * LEAST_ITEMS:
        told = keys
    titles = Counter(fold(event.title) for event in told)
    chosen: list[Event] = []
    for event in sorted(told, key=lambda event: (first_day(event.date), event.id)):
        if titles[fold(event.title)] > 1:
            continue
        if not chosen or _end(chosen[-1]) < first_day(event.date):
            chosen.append(event)
    return chosen


def _end(event: Event) -> Date:
    return last_day(event.until or event.date)


def _question(events: Sequence[Event], number: int, words: LanguageWords) -> Question:
    passages = tuple(event.passage for event in events if event.passage is not None)
    material = events[0].material
    told = "; ".join(f"{event.title}: {_in_words(event.date, words)}" for event in events)
    return Question(
        id=QuestionId(f"{material}/~{Exercise.ORDER}-{number + 1}"),
        material=material,
        prompt=words.prompt("order_of_events"),
        body=Ordering(tuple(event.title for event in events)),
        explanation=paragraph(f"{told}."),
        passages=passages,
        topics=tuple(dict.fromkeys(topic for event in events for topic in event.topics)),
        level=Level.RECALL,
        origin=Origin.GENERATED,
        section=passages[0].section,
    )


def _in_words(date: str, words: LanguageWords) -> str:
    """A date as prose has it, no more precise than it is."""
    day = first_day(date)
    # Its other names are short for it.
    name = max(words.dates.months[day.month - 1], key=len)
    month = f"{name} {day.year}"
    return {
        Precision.YEAR: str(day.year),
        Precision.MONTH: month,
        Precision.DAY: f"{day.day} {month}",
    }[precision_of(date)]
