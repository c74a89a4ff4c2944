"""The register of all kinds: from the name in a study pack to the class that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carrel.domain.errors import Problem, QuestionError
from carrel.domain.questions.body import Body, Kind
from carrel.domain.questions.certainty import HowCertain
from carrel.domain.questions.choice import MultipleChoice, SingleChoice
from carrel.domain.questions.cloze import Cloze
from carrel.domain.questions.evidence import Evidence
from carrel.domain.questions.flashcard import Flashcard
from carrel.domain.questions.matching import Matching
from carrel.domain.questions.ordering import Ordering
from carrel.domain.questions.short_answer import ShortAnswer
from carrel.domain.questions.true_false import TrueFalse

_CLASSES: tuple[type[Body], ...] = (
    SingleChoice,
    MultipleChoice,
    TrueFalse,
    Cloze,
    ShortAnswer,
    Matching,
    Ordering,
    HowCertain,
    Evidence,
    Flashcard,
)

KINDS: dict[Kind, type[Body]] = {known.kind: known for known in _CLASSES}


def read_body(kind: str, given: Mapping[str, Any]) -> Body:
    """The body of a question of ``kind`` from the keys of its own (:meth:`Body.from_dict`).

    Raises :class:`QuestionError` that names every problem, an unknown kind among them.
    """
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise QuestionError(
            (
                Problem(
                    ("kind",),
                    "must be one of {known}, not “{kind}”",
                    {"known": known, "kind": kind},
                ),
            )
        )
    return KINDS[Kind(kind)].from_dict(given)
