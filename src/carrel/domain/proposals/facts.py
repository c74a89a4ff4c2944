"""Questions on what the text says that things are: terms it defines, roles of those it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from carrel.domain.proposals.asking import Asking
from carrel.domain.proposals.candidate import Idea, Made, gives_away, question_proposed, quoted
from carrel.domain.proposals.distractors import MOST, enough
from carrel.domain.proposals.findings import Definition, Name
from carrel.domain.proposals.ground import Ground, Sentence
from carrel.domain.proposals.proposal import Rule
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Level
from carrel.domain.questions.words import content_words, has_words
from carrel.domain.text.escaping import inline
from carrel.domain.text.folding import fold
from carrel.domain.topics import TopicKind

FEWEST_MEANING_WORDS = 4
MOST_MEANING_WORDS = 35
MOST_ROLE_WORDS = 10


class Facts:
    """Asks for defined terms and for roles."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        found = asking.ground.findings
        self._terms = [
            (sentence.number, each.term)
            for each in found.definitions
            if (sentence := asking.ground.sentence_at(each.term_span)) is not None
            and self._is_askable(sentence, each)
        ]
        self._roles = Counter(fold(name.role) for name in found.names if name.role)
        self._roled = _roled(asking.ground)

    def ideas(self, sentence: Sentence) -> Iterator[Idea]:
        """What a sentence gives to ask for."""
        for definition in self._asking.ground.definitions.get(sentence.number, ()):
            if definition.thing.sentence.section == sentence.section:
                make = partial(self._term, sentence, definition.thing)
                yield self._asking.idea(Rule.DEFINITION_TO_TERM, sentence, make)
        for name in self._roled.get(sentence.number, ()):
            make = partial(self._role, sentence, name)
            yield self._asking.idea(
                Rule.NAME_TO_ROLE, sentence, make, bonus=0.05 * min(4, len(name.spans))
            )

    def _term(self, sentence: Sentence, definition: Definition) -> Made | None:
        asking = self._asking
        prompt = asking.words.prompt("definition_to_term")
        span = definition.meaning_span
        if not sentence.holds(span):
            return None
        meaning = sentence.words_at(span.start, span.end)
        size = len(meaning.split())
        if not prompt or not FEWEST_MEANING_WORDS <= size <= MOST_MEANING_WORDS:
            return None
        if not self._is_askable(sentence, definition) or asking.standing.leans(meaning):
            return None
        if gives_away(meaning, (definition.term,), asking.ground.language):
            return None
        others = self._terms_near(sentence, definition.term)
        term = _with_capital(definition.term)
        return Made(
            question_proposed(
                *_chosen_or_typed(term, others, ()),
                prompt=f"{prompt}\n\n{quoted(meaning)}",
                explanation=asking.as_said(sentence),
                level=Level.RECALL,
                topics=(definition.term,),
            ),
            definition.term,
            cue=definition.term,
        )

    def _is_askable(self, sentence: Sentence, definition: Definition) -> bool:
        """Whether a term is defined by a sentence that stands alone, and is no name."""
        asking, term = self._asking, definition.term
        name = asking.ground.name_called(term)
        if (name is not None and name.kind is TopicKind.PERSON) or any(map(str.isdigit, term)):
            return False
        is_sound = asking.standing.is_sound(sentence.text)
        return is_sound and not asking.standing.leans(f"{term} {sentence.text}")

    def _terms_near(self, sentence: Sentence, right: str) -> list[str]:
        """Other terms of the text, those defined nearest to a sentence first."""
        near = sorted(self._terms, key=lambda each: (abs(each[0] - sentence.number), each))
        found: dict[str, str] = {}
        for _, term in near:
            is_apart = not _share(term, right, self._asking.ground.language)
            if is_apart and not has_words(sentence.text, term):
                found.setdefault(fold(term), _with_capital(term))
            if len(found) == MOST:
                break
        return list(found.values())

    def _role(self, sentence: Sentence, name: Name) -> Made | None:
        role = " ".join(name.role.split())
        if not 2 <= len(role.split()) <= MOST_ROLE_WORDS or self._asking.standing.leans(role):
            return None
        if self._roles[fold(name.role)] > 1 or self._asking.standing.ends_in_saying(role):
            return None
        if gives_away(role, (name.name, *name.aliases), self._asking.ground.language):
            return None
        return self._role_of(sentence, name, role) or self._bearer(sentence, name, role)

    def _role_of(self, sentence: Sentence, name: Name, role: str) -> Made | None:
        prompt = self._asking.words.prompt("name_to_role", name=inline(name.name))
        wrong = self._asking.distractors.roles_unlike(name)
        if not prompt or not enough(wrong):
            return None
        return self._made(sentence, name, prompt, Kind.SINGLE_CHOICE, options(role, wrong), role)

    def _bearer(self, sentence: Sentence, name: Name, role: str) -> Made | None:
        prompt = self._asking.words.prompt("role_to_name", role=inline(role))
        if not prompt or name.kind is not TopicKind.PERSON:
            return None
        wrong = [
            other
            for other in self._asking.distractors.names_like(name, sentence)
            if not has_words(role, other)
        ]
        kind, body = _chosen_or_typed(name.name, wrong, name.aliases)
        return self._made(sentence, name, prompt, kind, body, name.name)

    def _made(
        self,
        sentence: Sentence,
        name: Name,
        prompt: str,
        kind: Kind,
        body: Mapping[str, Any],
        answer: str,
    ) -> Made:
        explanation = self._asking.as_said(sentence)
        question = question_proposed(
            kind, body, prompt=prompt, explanation=explanation, topics=(name.name,)
        )
        return Made(question, answer, cue=name.role)


def _with_capital(term: str) -> str:
    return term[:1].upper() + term[1:]


def options(right: str, wrong: Sequence[str]) -> dict[str, Any]:
    """The body of a single choice."""
    others = [{"text": words} for words in wrong]
    return {"options": [{"text": right, "correct": True}, *others]}


def _chosen_or_typed(
    right: str, wrong: Sequence[str], aliases: Sequence[str]
) -> tuple[Kind, dict[str, Any]]:
    """A single choice where there is enough to choose from, else an answer to type."""
    if enough(wrong):
        return Kind.SINGLE_CHOICE, options(right, wrong)
    return Kind.SHORT_ANSWER, {"accept": list(dict.fromkeys((right, *aliases)))}


def _share(first: str, second: str, language: str) -> bool:
    language = language or "en"
    return bool(content_words(first, language) & content_words(second, language))


def _roled(ground: Ground) -> dict[int, list[Name]]:
    """The names that have a role, by the sentence that tells it."""
    found: dict[int, list[Name]] = {}
    for name in ground.findings.names:
        if name.role and name.role_span is not None:
            sentence = ground.sentence_at(name.role_span)
            if sentence is not None:
                found.setdefault(sentence.number, []).append(name)
    return found
