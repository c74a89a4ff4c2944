"""Clozes: a sentence with a gap for a name, a key phrase or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from carrel.domain.proposals.asking import Asking
from carrel.domain.proposals.candidate import Idea, Made, as_markdown, gives_away, question_proposed
from carrel.domain.proposals.distractors import enough
from carrel.domain.proposals.findings import KeyPhrase, Name
from carrel.domain.proposals.ground import Placed, Sentence
from carrel.domain.proposals.proposal import Rule
from carrel.domain.proposals.word_patterns import joined_by, lowered
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Level
from carrel.domain.text.folding import fold

GAP = "{{1}}"

_NUMBER = re.compile(
    r"(?<![\w.,/+-])(?:\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+|\d+(?:[.,]\d+)?)(?![\w/]|[.,-]\d)"
)
_UNIT = re.compile(r"\s?(%|[^\W\d_]{3,})")
_YEARS = range(1000, 2101)
_MOST_NUMBERS = 2
_MOST_WORDS_ASIDE = 2
_RARELY = 2
"""Places that a name has at least before it is asked for."""


def gap_ideas(asking: Asking, sentence: Sentence) -> Iterator[Idea]:
    """Gaps that a clear sentence could have."""
    if asking.ground.reports.get(sentence.number):
        return
    for name in asking.ground.names.get(sentence.number, ()):
        if len(name.thing.spans) >= _RARELY and name.thing.is_sure:
            make = partial(_name_gap, asking, sentence, name)
            yield asking.idea(Rule.CLOZE_TERM, sentence, make)
    for phrase in asking.ground.phrases.get(sentence.number, ()):
        weight = phrase.thing.weight / (asking.ground.heaviest or 1.0)
        make = partial(_phrase_gap, asking, sentence, phrase)
        yield asking.idea(Rule.CLOZE_TERM, sentence, make, bonus=0.1 * weight)
    if any(map(str.isdigit, sentence.text)):
        yield asking.idea(Rule.CLOZE_SENTENCE, sentence, partial(_number_gap, asking, sentence))


def cloze(
    asking: Asking,
    sentence: Sentence,
    place: tuple[int, int],
    gap: dict[str, Any],
) -> Made:
    """A cloze with one gap at ``place``, code points of the section."""
    text = as_markdown(sentence.replaced(*place, GAP))
    return Made(
        question_proposed(
            Kind.CLOZE,
            {"text": text, "gaps": [gap]},
            explanation=asking.as_said(sentence),
            level=Level.RECALL,
        ),
        gap["answer"],
        cue=sentence.words_at(*place),
    )


def _name_gap(asking: Asking, sentence: Sentence, found: Placed[Name]) -> Made | None:
    name = found.thing
    others = [
        each
        for each in asking.ground.names.get(sentence.number, ())
        if each.thing is not name and each.thing.kind is name.kind
    ]
    if _is_in_a_row(asking, sentence, found, others):
        return None
    if sentence.text[found.end - sentence.start :].lstrip().startswith("("):
        return None
    if _is_aside(asking, sentence, found):
        return None
    if not asking.is_told_of_one(sentence, found.start, found.end):
        return None
    words = sentence.words_at(found.start, found.end)
    variants = _distinct(name.name, words, *name.aliases)
    if gives_away(_around(sentence, found.start, found.end), variants, asking.ground.language):
        return None
    wrong = asking.distractors.names_like(name, sentence)
    if not enough(wrong):
        return None
    gap = {"answer": variants[0], "accept": variants[1:], "distractors": list(wrong)}
    return cloze(asking, sentence, (found.start, found.end), gap)


def _phrase_gap(asking: Asking, sentence: Sentence, found: Placed[KeyPhrase]) -> Made | None:
    words = sentence.words_at(found.start, found.end)
    if asking.ground.name_called(words) or (asking.words.has_data and " " not in words):
        return None
    if _is_within_a_name(asking, sentence, found):
        return None
    if not asking.standing.is_noun(sentence, found.start, found.end):
        return None
    if _owns_something(asking, sentence, found):
        return None
    if not asking.distractors.is_noun(found.thing) or asking.standing.ends_in_saying(words):
        return None
    around = _around(sentence, found.start, found.end)
    if gives_away(around, (words, found.thing.phrase), asking.ground.language):
        return None
    others = asking.ground.phrases.get(sentence.number, ())
    if _is_in_a_row(asking, sentence, found, [each for each in others if each is not found]):
        return None
    wrong = asking.distractors.phrases_like(found.thing, words, sentence)
    if not enough(wrong):
        return None
    gap = {"answer": words, "distractors": list(wrong)}
    return cloze(asking, sentence, (found.start, found.end), gap)


def _number_gap(asking: Asking, sentence: Sentence) -> Made | None:
    dates = asking.ground.dates.get(sentence.number, ())
    numbers = [
        match
        for match in _NUMBER.finditer(sentence.text)
        if not any(
            date.start < sentence.start + match.end() and sentence.start + match.start() < date.end
            for date in dates
        )
    ]
    told = [match for match in numbers if _is_told(asking, sentence.text, match)]
    if not told or len(numbers) > _MOST_NUMBERS:
        return None
    number = told[0]
    place = sentence.start + number.start(), sentence.start + number.end()
    answer = sentence.words_at(*place)
    if answer in _around(sentence, *place).split():
        return None
    plain = re.sub(r"[\s,.\u00a0\u202f](?=\d{3}(?!\d))", "", number[0])
    return cloze(
        asking, sentence, place, {"answer": answer, "accept": _distinct(answer, plain)[1:]}
    )


def _is_told(asking: Asking, text: str, number: re.Match[str]) -> bool:
    """Whether a number counts or measures something that is named after it."""
    unit = _UNIT.match(text, number.end())
    before = text[: number.start()].split()
    last = before[-1] if before else ""
    is_label = last[:1].isupper() and not asking.standing.is_little(last)
    is_year = number[0].isdigit() and int(number[0]) in _YEARS
    if unit is None or any(unit[1] in names for names in asking.words.dates.months):
        return False
    return not is_label and not is_year and len(number[0]) > 1


def _around(sentence: Sentence, start: int, end: int) -> str:
    return sentence.replaced(start, end, " ")


def _is_within_a_name(asking: Asking, sentence: Sentence, found: Placed[KeyPhrase]) -> bool:
    names = asking.ground.names.get(sentence.number, ())
    return any(name.start < found.end and found.start < name.end for name in names)


def _is_aside(asking: Asking, sentence: Sentence, found: Placed[Name]) -> bool:
    """Whether a name stands in a few words set before the sentence ("beyond ..., ")."""
    before = sentence.text[: found.start - sentence.start].split()
    after = sentence.text[found.end - sentence.start :].lstrip()
    is_short = 1 <= len(before) <= _MOST_WORDS_ASIDE
    return is_short and after.startswith(",") and asking.standing.is_little(before[0])


def _is_in_a_row(
    asking: Asking, sentence: Sentence, found: Placed[Any], others: list[Placed[Any]]
) -> bool:
    """Whether it is one of several that the sentence puts side by side: any of them would do."""
    row = joined_by(asking.words.asking.joining)
    low = lowered(sentence.text)
    for other in others:
        first, second = sorted((found, other), key=lambda each: each.start)
        if first.end <= second.start and row.fullmatch(
            low, first.end - sentence.start, second.start - sentence.start
        ):
            return True
    return _is_joined_to_capital(asking, sentence, found)


def _owns_something(asking: Asking, sentence: Sentence, found: Placed[KeyPhrase]) -> bool:
    """Whether a possessive hangs on a phrase: it is somebody then, and phrases for things are no
    wrong answers."""
    after = lowered(sentence.text[found.end - sentence.start :])
    return after.startswith(tuple(asking.words.possessives))


def _is_joined_to_capital(asking: Asking, sentence: Sentence, found: Placed[Any]) -> bool:
    """Whether a word with a capital is put in a row with it, a name that was not told as one."""
    before = sentence.text[: found.start - sentence.start].split()[-2:]
    return (
        len(before) == 2
        and lowered(before[1]) in asking.words.asking.joining
        and before[0][:1].isupper()
    )


def _distinct(*words: str) -> list[str]:
    """Each once, those that read the same left out."""
    return list({fold(each): each for each in reversed(words) if each.strip()}.values())[::-1]
