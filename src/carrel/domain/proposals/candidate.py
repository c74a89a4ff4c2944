"""A question that may be proposed: how good it is thought, how it is made, whether it is sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from carrel.domain.errors import QuestionError
from carrel.domain.ids import QuestionId, material_of
from carrel.domain.materials import Origin
from carrel.domain.proposals.ground import Ground, Sentence
from carrel.domain.proposals.proposal import Proposal, ProposedQuestion, Rule
from carrel.domain.questions.body import Kind
from carrel.domain.questions.drafts import Draft, question_of
from carrel.domain.questions.objections import objections_to
from carrel.domain.questions.question import Level, Question, Support
from carrel.domain.questions.words import content_words, has_words
from carrel.domain.text.escaping import paragraph
from carrel.domain.text.folding import fold

_POSSESSIVE = re.compile(r"(?<=\w)['’]s?\b")

PRIORS: Mapping[Rule, float] = {
    Rule.DEFINITION_TO_TERM: 1.0,
    Rule.WHO_SAID_IT: 0.85,
    Rule.NAME_TO_ROLE: 0.8,
    Rule.DATE_TO_EVENT: 0.8,
    Rule.ORDER_OF_EVENTS: 0.75,
    Rule.CLOZE_TERM: 0.65,
    Rule.CHANGED_HEDGE: 0.6,
    Rule.CHANGED_HOLDER: 0.55,
    Rule.HOW_CERTAIN: 0.55,
    Rule.CLOZE_SENTENCE: 0.5,
}
"""What a question by a rule is worth before its sentence is looked at."""


@dataclass(frozen=True, slots=True)
class Made:
    """A question as a rule makes it, the answer that it asks for, and the words it went by."""

    question: ProposedQuestion
    answer: str
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Idea:
    """A question that a rule could make of a sentence, or of several from ``first`` to ``last``.

    ``facts`` are the numbers of the sentences that it asks; ``make`` gives None where nothing fit
    comes of it. Making costs much more than having the idea, so the best are made first.
    """

    rule: Rule
    first: Sentence
    score: float
    make: Callable[[], Made | None]
    last: Sentence | None = None
    more_facts: frozenset[int] = frozenset()

    @property
    def facts(self) -> frozenset[int]:
        """The numbers of the sentences that it asks."""
        return self.more_facts | {self.first.number}

    def proposal(self, ground: Ground, made: Made) -> Proposal:
        """The proposal of what was made."""
        return Proposal(
            self.rule,
            ground.passage(self.first, self.last),
            made.question,
            cue=made.cue,
            score=round(self.score, 4),
        )


def asked_about(sentence: Sentence, rule: Rule, worth: float) -> float:
    """The score of a question by ``rule`` on a sentence of this worth, 0 to 1."""
    length = len(sentence.text.split())
    return PRIORS[rule] + 0.5 * worth - 0.004 * abs(length - 18)


def gives_away(shown: str, answers: Iterable[str], language: str) -> bool:
    """Whether what is shown has an answer, its stem or its initials."""
    shown = _POSSESSIVE.sub("", shown)
    said = content_words(shown, language)
    capitals = {word for word in shown.replace(".", "").split() if word.strip("(),;").isupper()}
    initials = {word.strip("(),;") for word in capitals}
    for answer in answers:
        telling = content_words(answer, language)
        if telling & said or has_words(shown, answer) or fold(answer).strip() in {"", "."}:
            return True
        letters = "".join(word[0] for word in answer.split() if word[:1].isupper())
        if len(letters) > 1 and letters in initials:
            return True
    return False


def as_markdown(words: str) -> str:
    """Words of the text as Markdown of one paragraph.

    One dollar sign alone makes no formula, and lists that show Markdown as it is written are
    easier to read without a backslash before it.
    """
    written = paragraph(words)
    return written.replace("\\$", "$") if words.count("$") == 1 else written


def quoted(words: str) -> str:
    """Words of the text as a Markdown quotation."""
    return f"> {paragraph(words)}"


def question_proposed(
    kind: Kind,
    body: Mapping[str, Any],
    *,
    prompt: str = "",
    explanation: str = "",
    level: Level = Level.RECALL,
    topics: tuple[str, ...] = (),
) -> ProposedQuestion:
    """A question whose answer the text says literally."""
    return ProposedQuestion(
        kind, body, prompt, explanation, support=Support.LITERAL, level=level, topics=topics
    )


def without_fault(proposal: Proposal, language: str) -> bool:
    """Whether a proposed question can be asked and a careful editor objects to nothing in it."""
    proposed = proposal.proposed
    if not isinstance(proposed, ProposedQuestion):
        return False
    draft = Draft(
        material_of(proposal.passage.section),
        proposed.kind,
        prompt=proposed.prompt,
        body=proposed.body,
        explanation=proposed.explanation,
        support=proposed.support,
        passages=(proposal.passage,),
        level=proposed.level,
        section=proposal.passage.section,
        language=language or "en",
    )
    try:
        question: Question = question_of(draft, QuestionId("proposed"), Origin.PROPOSED)
    except QuestionError:
        return False
    return not objections_to(question, draft.language)
