"""Questions on dates: when something was, what was at a date, and in which order things came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from carrel.domain.ids import SectionId
from carrel.domain.proposals.asking import Asking
from carrel.domain.proposals.candidate import (
    Idea,
    Made,
    asked_about,
    question_proposed,
    quoted,
)
from carrel.domain.proposals.distractors import MOST, enough, is_apart
from carrel.domain.proposals.facts import options
from carrel.domain.proposals.findings import DatedSentence
from carrel.domain.proposals.gaps import cloze
from carrel.domain.proposals.ground import Placed, Sentence
from carrel.domain.proposals.proposal import Rule
from carrel.domain.proposals.word_patterns import any_of, lowered
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Level
from carrel.domain.questions.words import content_words
from carrel.domain.text.escaping import inline
from carrel.domain.timeline import Precision, first_day

FEWEST_EVENTS = 3
MOST_EVENTS = 5
MOST_EVENT_LETTERS = 170
MOST_SENTENCES_BETWEEN = 40
"""Sentences within which the events of one question stand, so that its passage can be reread."""

_WORDS_OF_AN_ASIDE = 3
"""Words that a date within commas may end ("signed in 1888") and that are nothing without it."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"\s*(?:[-–—/]|\w{1,3}\s+\d)")


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated event told by one sentence: its words without the date."""

    sentence: Sentence
    date: DatedSentence
    words: str
    when: str


class Dated:
    """Asks for dates and events."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._lead = any_of(asking.words.asking.leads)
        self._clear: dict[int, Placed[DatedSentence]] = {}
        self._told: dict[int, Happening] = {}
        for sentence in asking.ground.sentences:
            dates = asking.ground.dates.get(sentence.number, ())
            if len(dates) != 1 or not self._is_alone(sentence, dates[0]):
                continue
            if asking.is_clear(sentence):
                self._clear[sentence.number] = dates[0]
            happening = self._happening(sentence, dates[0])
            if happening is not None and asking.standing.is_told(sentence):
                self._told[sentence.number] = happening
        self._happenings = {
            number: happening for number, happening in self._told.items() if number in self._clear
        }
        self._words = {
            date.date: asking.ground.sentences[number].words_at(*self._core(number, date_at))
            for number, date_at in reversed(self._clear.items())
            for date in (date_at.thing,)
        }
        self._dates = tuple(each.thing for each in self._clear.values())

    def ideas(self, sentence: Sentence) -> Iterator[Idea]:
        """What the date of a sentence gives to ask for."""
        if sentence.number not in self._clear or self._asking.ground.reports.get(sentence.number):
            return
        yield self._asking.idea(Rule.DATE_TO_EVENT, sentence, partial(self._when, sentence))
        if sentence.number in self._happenings:
            make = partial(self._what, self._happenings[sentence.number])
            yield self._asking.idea(Rule.DATE_TO_EVENT, sentence, make, bonus=0.05)

    def orders(self, section: SectionId) -> Iterator[Idea]:
        """Questions on the order of what a section tells."""
        told = [
            self._told[sentence.number]
            for sentence in self._asking.ground.section(section)
            if sentence.number in self._told
        ]
        for events in _rows(told, self._asking.ground.language):
            sentences = sorted((event.sentence for event in events), key=lambda each: each.start)
            worth = sum(map(self._asking.worth, sentences)) / len(sentences)
            score = asked_about(sentences[0], Rule.ORDER_OF_EVENTS, worth)
            yield Idea(
                Rule.ORDER_OF_EVENTS,
                sentences[0],
                score,
                partial(self._order, events),
                last=sentences[-1],
                more_facts=frozenset(sentence.number for sentence in sentences),
            )

    def _when(self, sentence: Sentence) -> Made | None:
        placed = self._clear[sentence.number]
        start, end = self._core(sentence.number, placed)
        answer = sentence.words_at(start, end)
        wrong = [
            words
            for date in self._asking.distractors.dates_like(placed.thing, self._dates)
            if (words := self._words.get(date)) and words != answer
        ]
        if enough(wrong):
            gap = {"answer": answer, "distractors": wrong}
            return cloze(self._asking, sentence, (start, end), gap)
        if placed.thing.precision is not Precision.YEAR:
            return None
        return cloze(self._asking, sentence, (start, end), {"answer": answer})

    def _what(self, event: Happening) -> Made | None:
        prompt = self._asking.words.prompt("date_to_event", date=inline(event.when))
        if not prompt:
            return None
        others = sorted(
            (other for other in self._happenings.values() if self._is_another(event, other)),
            key=lambda other: (_days_between(event, other), other.sentence.number),
        )
        wrong = list(dict.fromkeys(other.words for other in others))[:MOST]
        if not enough(wrong):
            return None
        return Made(
            question_proposed(
                Kind.SINGLE_CHOICE,
                options(event.words, wrong),
                prompt=prompt,
                explanation=self._asking.as_said(event.sentence),
            ),
            event.words,
            cue=event.when,
        )

    def _is_another(self, event: Happening, other: Happening) -> bool:
        return (
            other.sentence.number != event.sentence.number
            and is_apart(other.date.date, event.date.date)
            and not _are_alike(event.words, other.words, self._asking.ground.language)
        )

    def _order(self, events: Sequence[Happening]) -> Made | None:
        prompt = self._asking.words.prompt("order_of_events")
        if not prompt:
            return None
        told = "\n".join(f"- {quoted(event.words)[2:]} ({event.when})" for event in events)
        return Made(
            question_proposed(
                Kind.ORDERING,
                {"items": [event.words for event in events]},
                prompt=prompt,
                explanation=told,
                level=Level.RECALL,
            ),
            events[0].words,
            cue=", ".join(event.when for event in events),
        )

    def _is_alone(self, sentence: Sentence, date: Placed[DatedSentence]) -> bool:
        """Whether no other year tells it, and it is no end of a stretch of time."""
        start, end = self._core(sentence.number, date)
        rest = sentence.replaced(start, end, " ")
        after = sentence.text[end - sentence.start :]
        before = sentence.text[: start - sentence.start].rstrip()
        return (
            not _YEAR.search(rest)
            and not _RANGE.match(after)
            and before[-1:] not in "-–—/"
            and bool(_DIGIT.search(sentence.words_at(start, end)))
        )

    def _core(self, number: int, date: Placed[DatedSentence]) -> tuple[int, int]:
        """Where the date itself stands, without the words that lead to it."""
        sentence = self._asking.ground.sentences[number]
        text = sentence.text[date.start - sentence.start : date.end - sentence.start]
        if date.thing.precision is Precision.YEAR:
            year = _YEAR.search(text)
            return (
                (date.start + year.start(), date.start + year.end())
                if year
                else (date.start, date.end)
            )
        lead = self._lead.match(lowered(text))
        skipped = len(text[lead.end() :].lstrip()) if lead else len(text)
        return date.end - skipped, date.end

    def _happening(self, sentence: Sentence, date: Placed[DatedSentence]) -> Happening | None:
        """What happened, where the date can be left out and the sentence stays whole."""
        start, end = self._core(sentence.number, date)
        before = sentence.text[: start - sentence.start]
        after = sentence.text[end - sentence.start :]
        leads = list(self._lead.finditer(lowered(before)))
        if not leads or before[leads[-1].end() :].strip():
            return None
        first = before[: leads[-1].start()].rstrip(" (")
        if after.startswith(",") and len(first.rpartition(",")[2].split()) <= _WORDS_OF_AN_ASIDE:
            return None
        if before[: leads[-1].start()].rstrip().endswith("("):
            return None
        rest = after.lstrip(" ,") if not first or first.endswith(",") else after
        words = " ".join(f"{first} {rest}".split()).replace(" .", ".").replace(" ,", ",")
        words = words[:1].upper() + words[1:]
        if _DIGIT.search(words) or len(words) > MOST_EVENT_LETTERS or len(words.split()) < 4:
            return None
        return Happening(sentence, date.thing, words, sentence.words_at(start, end))


def _rows(told: Sequence[Happening], language: str) -> Iterator[list[Happening]]:
    """Three to five events near each other, surely one after the other, in their order."""
    left = sorted(told, key=lambda each: each.sentence.number)
    while len(left) >= FEWEST_EVENTS:
        near = [
            event
            for event in left
            if event.sentence.number - left[0].sentence.number <= MOST_SENTENCES_BETWEEN
        ]
        chosen: list[Happening] = []
        for event in sorted(near, key=lambda each: (first_day(each.date.date), each.words)):
            is_new = not any(_are_alike(event.words, other.words, language) for other in chosen)
            if is_new and (not chosen or is_apart(chosen[-1].date.date, event.date.date)):
                chosen.append(event)
        chosen = chosen[:MOST_EVENTS]
        if len(chosen) >= FEWEST_EVENTS:
            yield chosen
        used = {event.sentence.number for event in (chosen or near)} | {left[0].sentence.number}
        left = [event for event in left if event.sentence.number not in used]


def _are_alike(first: str, second: str, language: str) -> bool:
    """Whether two events may be the same one told twice."""
    words = content_words(first, language or "en"), content_words(second, language or "en")
    shared = len(words[0] & words[1])
    return shared >= 0.6 * max(1, min(len(words[0]), len(words[1])))


def _days_between(first: Happening, second: Happening) -> int:
    return abs((first_day(first.date.date) - first_day(second.date.date)).days)
