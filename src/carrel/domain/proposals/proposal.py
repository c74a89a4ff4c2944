"""A proposal: what a rule suggests to make of words of a text, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from carrel.domain.claims import Certainty
from carrel.domain.ids import MaterialId, material_of
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Level, Support
from carrel.domain.text.folding import fold
from carrel.domain.text.passage import Passage
from carrel.domain.topics import TopicKind


class ProposalKind(StrEnum):
    """What would be made of the words."""

    TOPIC = "topic"
    CLAIM = "claim"
    QUESTION = "question"


class Rule(StrEnum):
    """The rule that a proposal comes from; the window says in words what each one looks at."""

    NAME = "name"
    KEY_PHRASE = "key-phrase"
    DEFINED_TERM = "defined-term"
    REPORTED_SPEECH = "reported-speech"
    UNNAMED_SOURCE = "unnamed-source"
    DENIAL = "denial"
    HEDGE = "hedge"
    CLOZE_TERM = "cloze-term"
    CLOZE_SENTENCE = "cloze-sentence"
    DEFINITION_TO_TERM = "definition-to-term"
    NAME_TO_ROLE = "name-to-role"
    DATE_TO_EVENT = "date-to-event"
    WHO_SAID_IT = "who-said-it"
    HOW_CERTAIN = "how-certain"
    CHANGED_HEDGE = "changed-hedge"
    CHANGED_HOLDER = "changed-holder"
    ORDER_OF_EVENTS = "order-of-events"


@dataclass(frozen=True, slots=True)
class ProposedTopic:
    """A topic as a rule would make it."""

    name: str
    kind: TopicKind
    aliases: tuple[str, ...] = ()
    definition: str = ""


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """A claim as a rule would make it.

    Holders are names as the text gives them; empty where it does not say who, or where the text
    itself is speaking.
    """

    statement: str
    certainty: Certainty
    asserted_by: str = ""
    ascribed_to: str = ""
    hedge: str = ""


@dataclass(frozen=True, slots=True)
class ProposedQuestion:
    """A question as a rule would make it; ``body`` holds the keys of its kind, as a pack does.

    ``topics`` are names.
    """

    kind: Kind
    body: Mapping[str, Any]
    prompt: str = ""
    explanation: str = ""
    support: Support = Support.LITERAL
    level: Level = Level.NONE
    topics: tuple[str, ...] = field(default=())


Proposed = ProposedTopic | ProposedClaim | ProposedQuestion


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule suggests.

    ``cue`` are the words that the rule went by ("argued", "known as"); the window shows them as
    the reason. ``score`` orders proposals of one kind, the best highest; it means nothing else.
    """

    rule: Rule
    passage: Passage
    proposed: Proposed
    cue: str = ""
    score: float = 0.0

    @property
    def kind(self) -> ProposalKind:
        """What would be made of the words."""
        if isinstance(self.proposed, ProposedTopic):
            return ProposalKind.TOPIC
        return (
            ProposalKind.CLAIM
            if isinstance(self.proposed, ProposedClaim)
            else ProposalKind.QUESTION
        )

    @property
    def material(self) -> MaterialId:
        """The material whose words they are."""
        return material_of(self.passage.section)

    @property
    def fingerprint(self) -> str:
        """The same for the same suggestion about the same words, wherever they have moved to.

        What was rejected is known again by it. A topic is known by its name alone.
        """
        return sha256("\n".join(map(fold, self._identity())).encode()).hexdigest()[:32]

    def _identity(self) -> tuple[str, ...]:
        match self.proposed:
            case ProposedTopic(name=name):
                return (ProposalKind.TOPIC, name)
            case ProposedClaim():
                return (ProposalKind.CLAIM, self.passage.quote)
            case ProposedQuestion(kind=kind, prompt=prompt, body=body):
                text = str(body.get("text") or body.get("statement") or "")
                return (ProposalKind.QUESTION, kind, prompt, text, self.passage.quote)
