"""What is proposed, written as plain values that JSON can hold, and read from them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carrel.domain.claims import Certainty
from carrel.domain.proposals.proposal import (
    ProposalKind,
    Proposed,
    ProposedClaim,
    ProposedQuestion,
    ProposedTopic,
)
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Level, Support
from carrel.domain.topics import TopicKind


def written(proposed: Proposed) -> dict[str, Any]:
    """The values of a topic, a claim or a question by their names."""
    match proposed:
        case ProposedTopic(name=name, kind=topic_kind, aliases=aliases, definition=definition):
            return {
                "name": name,
                "kind": topic_kind.value,
                "aliases": list(aliases),
                "definition": definition,
            }
        case ProposedClaim():
            return {
                "statement": proposed.statement,
                "certainty": proposed.certainty.value,
                "asserted_by": proposed.asserted_by,
                "ascribed_to": proposed.ascribed_to,
                "hedge": proposed.hedge,
            }
        case ProposedQuestion():
            return {
                "kind": proposed.kind.value,
                "prompt": proposed.prompt,
                "body": dict(proposed.body),
                "explanation": proposed.explanation,
                "support": proposed.support.value,
                "level": proposed.level.value,
                "topics": list(proposed.topics),
            }


def read(kind: ProposalKind, values: Mapping[str, Any]) -> Proposed:
    """What :func:`written` gave for a proposal of this kind."""
    match kind:
        case ProposalKind.TOPIC:
            return ProposedTopic(
                name=values["name"],
                kind=TopicKind(values["kind"]),
                aliases=tuple(values["aliases"]),
                definition=values["definition"],
            )
        case ProposalKind.CLAIM:
            return ProposedClaim(
                statement=values["statement"],
                certainty=Certainty(values["certainty"]),
                asserted_by=values["asserted_by"],
                ascribed_to=values["ascribed_to"],
                hedge=values["hedge"],
            )
        case ProposalKind.QUESTION:
            return ProposedQuestion(
                kind=Kind(values["kind"]),
                body=values["body"],
                prompt=values["prompt"],
                explanation=values["explanation"],
                support=Support(values["support"]),
                level=Level(values["level"]),
                topics=tuple(values["topics"]),
            )
