"""Questions of every kind for the tests of grading, storing and showing."""

from __future__ import annotations

from typing import Any

from carrel.domain.ids import MaterialId, QuestionId, SectionId
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.question import Question
from carrel.domain.text.passage import Passage

SPLIT = "A visible {{1}} among the allies could be {{2}}."

SAMPLES: dict[str, dict[str, Any]] = {
    "single_choice": {
        "options": [
            {"text": "A war", "correct": True},
            {"text": "A trade dispute", "why": "It is not mentioned."},
            {"text": "Energy"},
        ]
    },
    "multiple_choice": {
        "options": [
            {"text": "A ceasefire", "correct": True},
            {"text": "Withdrawal", "correct": True},
            {"text": "New borders", "why": "Nobody asks for them."},
            {"text": "Sanctions lifted", "why": "It is not said."},
        ]
    },
    "true_false": {
        "answer": False,
        "reasons": [
            {"text": "The author separates the two", "correct": True},
            {"text": "Critics say so", "why": "They say the opposite."},
            {"text": "It is law", "why": "Law is not mentioned."},
        ],
    },
    "cloze": {
        "text": SPLIT,
        "gaps": [
            {"answer": "split", "accept": ["division"], "distractors": ["delay"]},
            {"answer": "exploited"},
        ],
    },
    "short_answer": {"accept": ["Kyiv", "Kiew", "Versailles"]},
    "matching": {
        "pairs": [
            {"left": "critics", "right": "talk gives standing"},
            {"left": "the author", "right": "contact is not approval"},
        ],
        "spare": ["silence is riskier"],
    },
    "ordering": {"items": ["talk", "understand", "press", "way out"]},
    "certainty": {"statement": "He fears silence.", "answer": "inferred", "hedge": "seems"},
    "evidence": {},
    "flashcard": {"front": "détente", "back": "easing of tension", "both_ways": True},
}
"""One question of each kind, as a study pack writes its own keys."""

JUDGED = {"model": "Knowing is no approval.", "checklist": ["names knowing", "names approval"]}
"""A short answer that the student judges."""

CATEGORIES = {
    "pairs": [
        {"left": "the war", "right": "known"},
        {"left": "the talks", "right": "known"},
        {"left": "energy", "right": "possible"},
    ]
}
"""A matching question whose right sides are shared."""


def question(
    kind: str = "single_choice",
    name: str = "q001",
    *,
    material: str = "book",
    section: str = "one",
    passages: tuple[Passage, ...] = (),
    **more: Any,
) -> Question:
    """A question of the material ``book`` made from :data:`SAMPLES`."""
    return Question(
        id=QuestionId(f"{material}/{name}"),
        material=MaterialId(material),
        prompt=more.pop("prompt", f"What of {name}?"),
        body=read_body(kind, more.pop("body", SAMPLES[kind])),
        section=SectionId(f"{material}/{section}"),
        passages=passages,
        **more,
    )
