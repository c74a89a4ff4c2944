"""Questions on who says something and how sure it is: holders, hedges, and both changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial

from carrel.domain.claims import Certainty
from carrel.domain.proposals.asking import Asking
from carrel.domain.proposals.candidate import (
    Idea,
    Made,
    as_markdown,
    gives_away,
    question_proposed,
    quoted,
)
from carrel.domain.proposals.distractors import MOST, enough
from carrel.domain.proposals.facts import options
from carrel.domain.proposals.findings import Hedge, Name, Report
from carrel.domain.proposals.ground import Placed, Sentence
from carrel.domain.proposals.proposal import Rule
from carrel.domain.proposals.standing_alone import FEWEST_WORDS, forms_of_saying
from carrel.domain.proposals.word_patterns import any_of, lowered
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Level
from carrel.domain.questions.shuffling import fraction
from carrel.domain.questions.words import content_words, has_words
from carrel.domain.text.escaping import inline
from carrel.domain.text.folding import fold
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import TopicKind

BLANK = "…"

SHARE_TRUE = 0.4
"""Share of the statements to judge that are left as the text has them."""

_SENTENCES_APART = 2
"""Sentences around a report whose other holders are not offered as wrong: they may hold it too."""

_MOST_ASKED = 12
"""Names looked at for those who say something elsewhere."""

_NAMED = 0.15
"""What it adds to the score of a report that its words name something of the text."""

_LETTERS_TO_CUE = 60
"""Letters after words reported within which the holder is told, if he is told there."""

_NEXT_WORD = re.compile(r"\s+\w+")
_QUOTES = " \t\n\"“”«»„‟‘’'"
_HOLDERS = (TopicKind.PERSON, TopicKind.ORGANISATION, TopicKind.STATE)


class Reported:
    """Asks for holders and degrees of certainty."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._words = asking.words
        self._droppable = any_of(asking.words.asking.droppable)
        leading = any_of((*asking.words.asking.joining, *asking.words.asking.completing))
        self._leading = re.compile(rf"(?:{leading.pattern})(?:\s+(?:{_articles(asking.words)}))?$")
        self._reporting = any_of((*forms_of_saying(asking.words), *asking.words.reports.views))
        self._thinking = any_of(asking.words.reports.think.finite)
        self._degrees = any_of(asking.words.asking.degrees)
        self._firmer = {lowered(hedge): firm for hedge, firm in asking.words.asking.firmer.items()}
        self._holders: Counter[Name] = Counter()
        self._near: defaultdict[int, set[Name]] = defaultdict(set)
        for number, reports in asking.ground.reports.items():
            for report in reports:
                name = asking.ground.name_called(report.thing.holder)
                if name is not None and name.kind in _HOLDERS:
                    self._holders[name] += 1
                    self._near[number].add(name)

    def ideas(self, sentence: Sentence) -> Iterator[Idea]:
        """What reports and hedges of a sentence give to ask for."""
        reports = self._asking.ground.reports.get(sentence.number, ())
        hedges = self._asking.ground.hedges.get(sentence.number, ())
        idea = self._asking.idea
        if len(reports) == 1:
            report = reports[0]
            bonus = _NAMED if self._names_something(sentence, report) else 0.0
            who = partial(self._who, sentence, report)
            yield idea(Rule.WHO_SAID_IT, sentence, who, bonus=bonus)
            holder = partial(self._holder, sentence, report)
            yield idea(Rule.CHANGED_HOLDER, sentence, holder, bonus=bonus)
            if not hedges:
                make = partial(self._how_reported, sentence, report.thing)
                yield idea(Rule.HOW_CERTAIN, sentence, make, bonus=bonus)
        if len(hedges) == 1 and not reports and self._is_own(sentence):
            hedge = hedges[0]
            if not self._is_of_main_clause(sentence, hedge) or not self._is_of_the_world(sentence):
                return
            yield idea(Rule.HOW_CERTAIN, sentence, partial(self._how_hedged, sentence, hedge))
            yield idea(Rule.CHANGED_HEDGE, sentence, partial(self._hedge, sentence, hedge))

    def _names_something(self, sentence: Sentence, report: Placed[Report]) -> bool:
        """Whether what is reported tells what it is about."""
        ground = self._asking.ground
        telling = (*ground.names.get(sentence.number, ()), *ground.phrases.get(sentence.number, ()))
        return any(report.start <= each.start < report.end for each in telling)

    def _is_own(self, sentence: Sentence) -> bool:
        """Whether a clear sentence is the text's own word, nobody else's."""
        low = lowered(sentence.text)
        is_told_by_another = self._reporting.search(low) or any(
            low[thought.end() :].startswith(",") for thought in self._thinking.finditer(low)
        )
        return self._asking.is_clear(sentence) and not is_told_by_another

    def _is_of_main_clause(self, sentence: Sentence, hedge: Placed[Hedge]) -> bool:
        """Whether a hedge does not merely belong to somebody or something spoken of."""
        before = lowered(sentence.text[: hedge.start - sentence.start]).rstrip()
        last = before.split()[-1:]
        is_graded = any(map(self._degrees.fullmatch, last))
        return self._leading.search(before) is None and not is_graded

    def _is_of_the_world(self, sentence: Sentence) -> bool:
        """Whether it speaks of somebody or something that has a name, not of things in general."""
        names = self._asking.ground.names.get(sentence.number, ())
        return any(each.thing.is_sure for each in names)

    def _who(self, sentence: Sentence, report: Placed[Report]) -> Made | None:
        prompt = self._words.prompt("who_said_it")
        name = self._asking.ground.name_called(report.thing.holder)
        statement = self._statement(sentence, report.thing)
        if not prompt or name is None or name.kind not in _HOLDERS or not statement:
            return None
        if name.kind is not TopicKind.PERSON and not self._is_just(report.thing, name):
            return None
        if not self._is_holder_alone(sentence, report, name):
            return None
        has_thing = self._asking.standing.has_thing_pronoun(statement)
        if has_thing and not self._names_something(sentence, report):
            return None
        called = (name.name, report.thing.holder, *name.aliases)
        if gives_away(statement, called, self._asking.ground.language):
            return None
        wrong = self._others(name, sentence, statement)
        if enough(wrong):
            kind, body = Kind.SINGLE_CHOICE, options(name.name, wrong)
        elif name.kind is TopicKind.PERSON and name.is_sure:
            accepted = dict.fromkeys((name.name, *name.aliases))
            kind, body = Kind.SHORT_ANSWER, {"accept": list(accepted)}
        else:
            return None
        return Made(
            question_proposed(
                kind,
                body,
                prompt=f"{prompt}\n\n{quoted(statement)}",
                explanation=self._asking.as_said(sentence),
                level=Level.ATTRIBUTION,
                topics=(name.name,),
            ),
            name.name,
            cue=report.thing.cue,
        )

    def _is_just(self, report: Report, name: Name) -> bool:
        """Whether the text says no more of the holder than the name: no "experts of ..."."""
        words = [word for word in report.holder_words.split() if not self._is_article(word)]
        return fold(" ".join(words)) in {fold(called) for called in (name.name, *name.aliases)}

    def _is_holder_alone(self, sentence: Sentence, report: Placed[Report], name: Name) -> bool:
        """Whether the holder is nobody who only belongs to the one named, nor one of several."""
        for place in self._asking.ground.names.get(sentence.number, ()):
            if place.thing is not name or report.start <= place.start < report.end:
                continue
            before = lowered(sentence.text[: place.start - sentence.start]).rstrip()
            leading = self._leading.search(before)
            if leading is not None and not before.endswith(lowered(report.thing.cue)):
                return False
        return True

    def _is_article(self, word: str) -> bool:
        return lowered(word) in self._words.articles

    def _how_reported(self, sentence: Sentence, report: Report) -> Made | None:
        statement = self._statement(sentence, report)
        if not statement or report.is_quotation or report.certainty is not Certainty.REPORTED:
            return None
        if len(statement.split()) < FEWEST_WORDS:
            return None
        if any(
            lowered(word) in self._words.reports.think.finite for word in report.cue.split()[-1:]
        ):
            return None
        return self._how(sentence, "how_certain", statement, Certainty.REPORTED, report.cue)

    def _how_hedged(self, sentence: Sentence, hedge: Placed[Hedge]) -> Made | None:
        word = sentence.words_at(hedge.start, hedge.end)
        if self._droppable.fullmatch(lowered(word)):
            statement = _without(sentence, hedge.start, hedge.end)
            return self._how(sentence, "how_certain", statement, hedge.thing.certainty, word)
        if len(word.split()) > 1:
            return None
        statement = sentence.replaced(hedge.start, hedge.end, BLANK)
        return self._how(sentence, "how_certain_gap", statement, hedge.thing.certainty, word)

    def _how(
        self, sentence: Sentence, asked: str, statement: str, certainty: Certainty, word: str
    ) -> Made | None:
        prompt = self._words.prompt(asked)
        if not prompt or has_words(statement, word) or not has_words(sentence.text, word):
            return None
        shown = self._words.prompt("shown_by", word=inline(word))
        return Made(
            question_proposed(
                Kind.CERTAINTY,
                {"statement": as_markdown(statement), "answer": certainty.value, "hedge": word},
                prompt=prompt,
                explanation=f"{shown}\n\n{self._asking.as_said(sentence)}",
                level=Level.ATTRIBUTION,
            ),
            certainty.value,
            cue=word,
        )

    def _hedge(self, sentence: Sentence, hedge: Placed[Hedge]) -> Made | None:
        end, firm = self._made_firm(sentence, hedge)
        if not firm:
            return None
        word = sentence.words_at(hedge.start, end)
        if word[:1].isupper():
            firm = firm[:1].upper() + firm[1:]
        changed = sentence.replaced(hedge.start, end, firm)
        return self._judged(sentence, "changed_hedge", word, firm, changed)

    def _made_firm(self, sentence: Sentence, hedge: Placed[Hedge]) -> tuple[int, str]:
        """What leaves no doubt in place of a hedge and at most one word after it, and where the
        place ends."""
        following = _NEXT_WORD.match(sentence.text, hedge.end - sentence.start)
        ends = [hedge.end] if following is None else [sentence.start + following.end(), hedge.end]
        for end in ends:
            firm = self._firmer.get(lowered(sentence.words_at(hedge.start, end)), "")
            if firm:
                return end, firm
        return hedge.end, ""

    def _holder(self, sentence: Sentence, report: Placed[Report]) -> Made | None:
        name = self._asking.ground.name_called(report.thing.holder)
        if name is None or name.kind is not TopicKind.PERSON or report.thing.is_unnamed:
            return None
        placed = self._asking.ground.names.get(sentence.number, ())
        here = [each for each in placed if each.thing is name]
        statement = self._statement(sentence, report.thing)
        following = sentence.text[here[0].end - sentence.start :] if here else ","
        if following.lstrip().startswith((",", "(")):
            return None
        if len(here) != 1 or report.start <= here[0].start < report.end or not statement:
            return None
        if not self._asking.is_clear(sentence) or gives_away(
            statement, (name.name, *name.aliases), self._asking.ground.language
        ):
            return None
        wrong = self._others(name, sentence, statement)
        holders = [other.name for other in self._holders]
        other = next((each for each in wrong if each in holders), "")
        if not other:
            return None
        words = sentence.words_at(here[0].start, here[0].end)
        changed = sentence.replaced(here[0].start, here[0].end, other)
        return self._judged(sentence, "changed_holder", words, other, changed)

    def _judged(
        self, sentence: Sentence, asked: str, right: str, wrong: str, changed: str
    ) -> Made | None:
        """A statement to judge: changed, or for some sentences as the text has it."""
        prompt = self._words.prompt(asked)
        as_it_is = " ".join(sentence.text.split())
        is_true = fraction(as_it_is) < SHARE_TRUE
        told = self._words.prompt(
            "kept" if is_true else "changed", right=inline(right), wrong=inline(wrong)
        )
        if not prompt or not told or has_words(as_it_is, wrong):
            return None
        return Made(
            question_proposed(
                Kind.TRUE_FALSE,
                {"answer": is_true},
                prompt=f"{prompt}\n\n{quoted(as_it_is if is_true else changed)}",
                explanation=f"{told}\n\n{self._asking.as_said(sentence)}",
                level=Level.ATTRIBUTION,
            ),
            right,
            cue=right,
        )

    def _statement(self, sentence: Sentence, report: Report) -> str:
        """What is reported, as a sentence of its own; empty where it does not stand alone."""
        words = sentence.words_at(report.words.start, report.words.end).strip(_QUOTES)
        words = words.rstrip(" ,;")
        if self._is_cut_off(sentence, report):
            return ""
        if not words or (self._asking.standing.begins_aside(sentence.text) and "," in words):
            return ""
        words = words if words[-1] in ".!?…" else f"{words}."
        words = words[:1].upper() + words[1:]
        standing = self._asking.standing
        is_clear = (
            standing.is_clear_quotation(words)
            if report.is_quotation
            else standing.is_clear_statement(words)
        )
        return words if is_clear else ""

    def _is_cut_off(self, sentence: Sentence, report: Report) -> bool:
        """Whether what is reported goes on after the words that were found."""
        after = lowered(sentence.text[report.words.end - sentence.start :]).lstrip(_QUOTES)
        if after.startswith(";"):
            return True
        if report.is_quotation or not after.startswith(","):
            return False
        _, cue, rest = after[:_LETTERS_TO_CUE].partition(lowered(report.cue))
        return not cue or rest.lstrip().startswith(",")

    def _others(self, name: Name, sentence: Sentence, statement: str) -> tuple[str, ...]:
        """Others who might have said it: first those who say something elsewhere in the text."""
        around = range(sentence.number - _SENTENCES_APART, sentence.number + _SENTENCES_APART + 1)
        near = {fold(other.name) for number in around for other in self._near[number]}
        said = content_words(statement, self._asking.ground.language or "en")
        fit = self._asking.distractors.names_like(name, sentence, most=_MOST_ASKED)
        speakers = {other.name for other in self._holders}
        chosen = [
            other
            for other in fit
            if fold(other) not in near
            and not content_words(other, self._asking.ground.language or "en") & said
        ]
        return tuple(sorted(chosen, key=lambda other: other not in speakers)[:MOST])


def _articles(words: LanguageWords) -> str:
    return any_of(words.articles).pattern


def _without(sentence: Sentence, start: int, end: int) -> str:
    """A sentence without some of its words, nor the commas around them."""
    before = sentence.text[: start - sentence.start].rstrip()
    after = sentence.text[end - sentence.start :].lstrip()
    if after.startswith(",") and (not before or before.endswith(",")):
        after = after[1:]
        before = before.rstrip(",")
    words = " ".join(f"{before} {after}".split()).replace(" ,", ",").replace(" .", ".")
    return words[:1].upper() + words[1:]
