"""Reported speech and thought: what a text says that somebody says, thinks or denies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from carrel.domain.claims import Certainty
from carrel.domain.proposals.findings import Report
from carrel.domain.proposals.holders import Holder, HolderFinder, NamePlaces
from carrel.domain.proposals.quotation_places import (
    is_quoted,
    longer_part,
    part_around,
    quotation_beginning,
    quotation_ending,
)
from carrel.domain.proposals.report_words import WordsFinder
from carrel.domain.proposals.running_text import Cutter, RunningText, Sentence, Token
from carrel.domain.proposals.wordings import Wordings
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import SectionSpan, TopicKind

_FEW = 3
"""Words behind a verb that are only a day or a place: "he said on Friday"."""
_OPENING = 4
"""Words at the start of a sentence among which its subject is."""
_BACK = 2
"""Sentences back to somebody who speaks, for "he said" to mean them."""


class _Sort(StrEnum):
    SAY = "say"
    THINK = "think"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class _Cue:
    """A reporting word: tokens ``first`` to ``last``."""

    sort: _Sort
    first: int
    last: int
    begin: int
    """The first of the helping verbs and adverbs before it."""


@dataclass(slots=True)
class _Heard:
    """Who spoke last, in which sentence by number."""

    number: int = -10
    holder: Holder | None = None
    words: str = ""
    pronouns: dict[str, str] = field(default_factory=dict)
    """By which pronoun each person was meant first."""


class ReportFinder:
    """Finds reports in the running text of sections, with the words of one language."""

    def __init__(self, words: LanguageWords, names: NamePlaces) -> None:
        cutter = Cutter(words)
        reports = words.reports
        self._names = names
        self._holders = HolderFinder(words, names)
        self._words = WordsFinder(words, names)
        self._hedges = words.hedges
        self._hedge_words = Wordings(words.hedges, cutter)
        self._between = Wordings(reports.between | words.hedges.keys(), cutter)
        self._cues = {
            sort: (Wordings(forms.finite, cutter), Wordings(forms.participles, cutter))
            for sort, forms in (
                (_Sort.DENY, reports.deny),
                (_Sort.THINK, reports.think),
                (_Sort.SAY, reports.say),
            )
        }
        self._persons = reports.persons
        self._joins = reports.joins
        self._descriptions = words.names.roles | reports.unnamed
        self._views = reports.views
        self._that = reports.that
        self._possessives = words.possessives

    def find(self, text: RunningText) -> Iterator[Report]:
        """The reports of a section, in order."""
        heard = _Heard()
        for number, sentence in enumerate(text.sentences):
            spoken: list[Holder] = []
            yield from self._interrupting(sentence, text)
            for cue in self._cues_in(sentence, text):
                report = self._of_cue(text, number, cue, heard, spoken)
                if report is not None:
                    yield report
            for according in self._words.according_in(sentence):
                holder = self._according_holder(sentence, according.first, according.last)
                if holder is not None:
                    yield self._report(sentence, holder, according.words, according.cue)
            yield from self._views_in(sentence, text)

    def _cues_in(self, sentence: Sentence, text: RunningText) -> Iterator[_Cue]:
        tokens = sentence.tokens
        index = 0
        while index < len(tokens):
            cue = self._cue_at(sentence, index)
            if cue is None or is_quoted(text, tokens[index].start):
                index += 1
                continue
            yield cue
            index = cue.last

    def _interrupting(self, sentence: Sentence, text: RunningText) -> Iterator[Report]:
        """ "« Il faut agir, explique Anne Roux, et vite. »": the holder within the quotation."""
        tokens = sentence.tokens
        for index in range(1, len(tokens) - 1):
            if tokens[index - 1].text != "," or not is_quoted(text, tokens[index].start):
                continue
            cue = self._cue_at(sentence, index) or self._cue_at(sentence, index + 1)
            if cue is None or cue.sort is not _Sort.SAY or cue.begin != index:
                continue
            holder = self._holders.after(sentence, cue.last)
            if holder is None or holder.is_pronoun or not _closes(sentence, holder.last):
                continue
            words = part_around(text, sentence, index - 1, holder.last)
            if words is not None:
                yield self._report(
                    sentence,
                    holder,
                    words,
                    sentence.words(cue.first, cue.last),
                    is_quotation=True,
                )

    def _cue_at(self, sentence: Sentence, index: int) -> _Cue | None:
        tokens = sentence.tokens
        for sort, (finite, participles) in self._cues.items():
            is_finite = finite.at(tokens, index)
            found = is_finite or participles.at(tokens, index)
            if found is None:
                continue
            begin = self._adverbs_start(sentence, index)
            if is_finite or begin < index:
                return _Cue(sort, found.first, found.last, begin)
        return None

    def _adverbs_start(self, sentence: Sentence, end: int) -> int:
        while end > 0:
            found = self._between.ending_at(sentence.tokens, end)
            if found is None:
                break
            end = found.first
        return end

    def _of_cue(
        self, text: RunningText, number: int, cue: _Cue, heard: _Heard, spoken: list[Holder]
    ) -> Report | None:
        sentence = text.sentences[number]
        holder, words, is_quotation = self._quoted_before(text, sentence, cue)
        if holder is None and cue.sort is _Sort.SAY:
            holder, words = self._trailing(sentence, cue)
        if holder is None or words is None:
            holder = self._holders.before(sentence, cue.first) or self._same(sentence, cue, spoken)
            words = self._quoted_behind(text, sentence, cue) if holder else None
            is_quotation = words is not None
            if words is None and holder is not None and not sentence.text.endswith("?"):
                words = self._words.behind(
                    sentence,
                    (cue.first, cue.last),
                    holder=holder.first,
                    stop=self._next_speaker(sentence, cue),
                    is_denial=cue.sort is _Sort.DENY,
                )
        if holder is None:
            return None
        resolved = self._resolved(text, number, holder, heard)
        if resolved is None:
            return None
        holder, holder_words = resolved
        spoken.append(holder)
        if words is not None or cue.sort is _Sort.SAY:
            heard.number, heard.holder, heard.words = number, holder, holder_words
        if words is None:
            return None
        return self._report(
            sentence,
            holder,
            words,
            sentence.words(cue.first, cue.last),
            holder_words=holder_words,
            certainty=self._certainty(sentence, cue),
            is_quotation=is_quotation,
            is_denial=cue.sort is _Sort.DENY,
        )

    def _next_speaker(self, sentence: Sentence, cue: _Cue) -> int:
        """Where, behind a comma, the next clause begins in which somebody says something."""
        for index in range(cue.last, len(sentence.tokens)):
            following = self._cue_at(sentence, index)
            if following is None:
                continue
            if following.begin - 1 > cue.last and self._joins_to(sentence, following.begin - 1):
                return following.begin - 1
            holder = self._holders.before(sentence, following.first)
            if holder is not None and holder.first > cue.last:
                comma = holder.first - 1
                while comma > cue.last and sentence.tokens[comma].is_word:
                    comma -= 1
                if sentence.tokens[comma].text == ",":
                    return comma
        return len(sentence.tokens)

    def _joins_to(self, sentence: Sentence, index: int) -> bool:
        return sentence.tokens[index].low in self._joins

    def _same(self, sentence: Sentence, cue: _Cue, spoken: list[Holder]) -> Holder | None:
        """The speaker of before in "X said that ... and predicted that"."""
        before = sentence.tokens[cue.begin - 1].low if cue.begin else ""
        return spoken[-1] if spoken and before in self._joins else None

    def _quoted_before(
        self, text: RunningText, sentence: Sentence, cue: _Cue
    ) -> tuple[Holder | None, SectionSpan | None, bool]:
        """The quotation that ends before "said X" or "X said", and X."""
        behind = self._holders.after(sentence, cue.last)
        if behind is not None:
            words = quotation_ending(text, sentence.tokens[cue.begin].start, sentence=sentence)
            if words is not None:
                return behind, longer_part(text, words, sentence, behind.last), True
        before = self._holders.before(sentence, cue.first)
        if before is not None:
            words = quotation_ending(text, sentence.tokens[before.first].start, sentence=sentence)
            if words is not None:
                return before, longer_part(text, words, sentence, cue.last), True
        return None, None, False

    def _trailing(self, sentence: Sentence, cue: _Cue) -> tuple[Holder | None, SectionSpan | None]:
        """What comes before "…, said Helena Marsh." and "…, Helena Marsh said." """
        tokens = sentence.tokens
        behind = self._holders.after(sentence, cue.last)
        if behind is not None and not behind.is_pronoun and _closes(sentence, behind.last):
            words = self._words.ahead(sentence, cue.begin)
            if words is not None:
                return behind, words
        before = self._holders.before(sentence, cue.first)
        rest = [token for token in tokens[cue.last :] if token.is_word]
        if before is not None and len(rest) < _FEW and not any(map(self._is_that, rest)):
            words = self._words.ahead(sentence, before.first)
            if words is not None:
                return before, words
        return None, None

    def _is_that(self, token: Token) -> bool:
        return token.low in self._that

    def _quoted_behind(
        self, text: RunningText, sentence: Sentence, cue: _Cue
    ) -> SectionSpan | None:
        """The quotation that begins right behind the verb, or behind whom it is told."""
        tokens = sentence.tokens
        end = tokens[cue.last - 1].end
        listener = next(
            (
                token
                for token in tokens[cue.last : cue.last + 6]
                if token.text in ",:" or not token.is_word
            ),
            None,
        )
        places = [end] if listener is None or listener.text not in ",:" else [end, listener.end]
        for place in places:
            words = quotation_beginning(text, place)
            if words is not None:
                return words
        return None

    def _resolved(
        self, text: RunningText, number: int, holder: Holder, heard: _Heard
    ) -> tuple[Holder, str] | None:
        """The holder by name, with the words for it; None for a pronoun of unsure meaning."""
        sentence = text.sentences[number]
        words = sentence.words(holder.first, holder.last)
        if not holder.is_pronoun:
            return holder, words
        is_person = sentence.tokens[holder.first].low in self._persons
        before = self._persons_before(text, number, holder.first)
        if heard.holder is not None and 0 <= number - heard.number <= _BACK:
            is_named = heard.holder.kind is TopicKind.PERSON
            if is_person and is_named and set(before) <= {heard.holder.name}:
                return self._of_one(_as(holder, heard.holder), words, heard)
            opens = not any(token.is_word for token in sentence.tokens[: holder.first])
            if not is_person and opens and heard.holder.is_unnamed:
                return _as(holder, heard.holder), heard.words
        names = self._persons_of_last(text, number) | set(before)
        if is_person and len(names) == 1 and not self._speaks_of_others(text, number, holder):
            meant = Holder(names.pop(), holder.first, holder.last, kind=TopicKind.PERSON)
            return self._of_one(meant, words, heard)
        return None

    def _of_one(self, holder: Holder, words: str, heard: _Heard) -> tuple[Holder, str] | None:
        """The holder, unless they were "she" before and are "he" now."""
        pronoun = words.lower().lstrip("-t")
        known = heard.pronouns.setdefault(holder.name, pronoun)
        return (holder, words) if known == pronoun else None

    def _speaks_of_others(self, text: RunningText, number: int, holder: Holder) -> bool:
        """Whether somebody is meant by what they are: "the minister"."""
        tokens = text.sentences[number].tokens[: holder.first]
        if number:
            tokens = text.sentences[number - 1].tokens + tokens
        return any(token.low in self._descriptions for token in tokens)

    def _persons_before(self, text: RunningText, number: int, index: int) -> list[str]:
        """The persons named in this sentence before a token, outside of quotations."""
        sentence = text.sentences[number]
        return self._persons_in(text, sentence.start, sentence.tokens[index].start)

    def _persons_of_last(self, text: RunningText, number: int) -> set[str]:
        """The persons of the sentence before; none if it does not begin with one of them."""
        if number == 0:
            return set()
        last = text.sentences[number - 1]
        subject = last.tokens[min(len(last.tokens), _OPENING) - 1].end
        if not self._persons_in(text, last.start, subject):
            return {"", "?"}
        return set(self._persons_in(text, last.start, last.end))

    def _persons_in(self, text: RunningText, start: int, end: int) -> list[str]:
        return [
            name.name
            for place, name in self._names.between(text.section, start, end)
            if name.kind is TopicKind.PERSON and not is_quoted(text, place)
        ]

    def _according_holder(self, sentence: Sentence, first: int, last: int) -> Holder | None:
        holder = self._holders.after(sentence, first)
        if holder is None or holder.is_pronoun or holder.first >= last:
            return None
        return holder

    def _views_in(self, sentence: Sentence, text: RunningText) -> Iterator[Report]:
        """ "Newton's view that light is made of particles"."""
        tokens = sentence.tokens
        for index in range(2, len(tokens) - 2):
            if tokens[index].low not in self._views or tokens[index + 1].low not in self._that:
                continue
            if tokens[index - 1].low not in self._possessives or is_quoted(
                text, tokens[index].start
            ):
                continue
            named = self._names.ending_at(sentence.section, tokens[index - 2].end)
            words = self._words.clause(sentence, index + 2)
            if named is not None and words is not None:
                first = sentence.index_at(named[0])
                holder = Holder(named[1].name, first, index - 1, kind=named[1].kind)
                yield self._report(sentence, holder, words, tokens[index].text)

    def _certainty(self, sentence: Sentence, cue: _Cue) -> Certainty:
        """Reported, unless the verb itself is held back: "probably believes"."""
        for found in self._hedge_words.all_in(sentence.tokens[cue.begin : cue.first]):
            return self._hedges[found.phrase]
        return Certainty.REPORTED

    def _report(
        self,
        sentence: Sentence,
        holder: Holder,
        words: SectionSpan,
        cue: str,
        *,
        holder_words: str = "",
        certainty: Certainty = Certainty.REPORTED,
        is_quotation: bool = False,
        is_denial: bool = False,
    ) -> Report:
        span = SectionSpan(
            sentence.section, min(sentence.start, words.start), max(sentence.end, words.end)
        )
        return Report(
            sentence=span,
            words=words,
            holder=holder.name,
            holder_words=holder_words or sentence.words(holder.first, holder.last),
            cue=cue,
            certainty=certainty,
            is_quotation=is_quotation,
            is_denial=is_denial,
            is_unnamed=holder.is_unnamed,
        )


def _closes(sentence: Sentence, index: int) -> bool:
    """Whether the sentence ends here, or goes on with what the holder is."""
    return index >= len(sentence.tokens) or not sentence.tokens[index].is_word


def _as(holder: Holder, meant: Holder) -> Holder:
    return Holder(
        meant.name, holder.first, holder.last, is_unnamed=meant.is_unnamed, kind=meant.kind
    )
