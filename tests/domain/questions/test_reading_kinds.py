"""Reading questions strictly: what is wrong is named, what is right goes round unchanged."""

from __future__ import annotations

from typing import Any

import pytest

from carrel.domain.errors import QuestionError
from carrel.domain.questions.body import Kind
from carrel.domain.questions.kinds import KINDS, read_body
from question_samples import CATEGORIES, JUDGED, SAMPLES

RIGHT = {"text": "A", "correct": True}
PAIR = {"left": "a", "right": "1"}


def test_that_every_kind_is_registered() -> None:
    assert set(KINDS) == set(Kind) == set(SAMPLES)
    assert all(known.kind is kind for kind, known in KINDS.items())


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        *SAMPLES.items(),
        ("short_answer", JUDGED),
        ("matching", CATEGORIES),
        ("true_false", {"answer": True}),
        ("cloze", {**SAMPLES["cloze"], "one_by_one": True}),
    ],
)
def test_that_a_body_writes_the_keys_it_was_read_from(kind: str, given: dict[str, Any]) -> None:
    body = read_body(kind, given)
    assert body.to_dict() == given
    assert read_body(kind, body.to_dict()) == body


@pytest.mark.parametrize(
    ("kind", "given", "problem"),
    [
        ("riddle", {}, "kind: must be one of"),
        ("single_choice", {}, "needs “options”"),
        ("single_choice", {"options": "A"}, "options: must be a list"),
        ("single_choice", {"options": [RIGHT]}, "options: needs at least 2, not 1"),
        ("single_choice", {"options": [RIGHT, "B"]}, "options 2: must be a mapping"),
        (
            "single_choice",
            {"options": [RIGHT, {"text": "B", "correct": True}]},
            "options: needs exactly one option that is correct, not 2",
        ),
        (
            "single_choice",
            {"options": [RIGHT, {"text": "á."}]},
            "options 2: says the same as number 1",
        ),
        ("single_choice", {"options": [RIGHT, {"text": 1990}]}, "options 2 text: must be a text"),
        ("single_choice", {"options": [RIGHT, {"text": " "}]}, "options 2 text: must not be blank"),
        (
            "single_choice",
            {"options": [RIGHT, {"text": "B", "correct": "no"}]},
            "options 2 correct: must be true or false",
        ),
        (
            "single_choice",
            {"options": [{**RIGHT, "why": "So."}, {"text": "B"}]},
            "options 1 why: is right",
        ),
        (
            "single_choice",
            {"options": [RIGHT, {"text": "B"}], "answer": 1},
            "answer: has no key “answer”",
        ),
        (
            "single_choice",
            {"options": [RIGHT, {"text": "B", "wy": "typo"}]},
            "options 2 wy: has no key “wy”",
        ),
        (
            "multiple_choice",
            {"options": [{"text": "A"}, {"text": "B"}]},
            "options: needs an option that is correct",
        ),
        ("true_false", {}, "needs “answer”"),
        ("true_false", {"answer": "false"}, "answer: must be true or false"),
        (
            "true_false",
            {"answer": True, "reasons": [RIGHT, {"text": "B"}]},
            "reasons: needs three reasons, not 2",
        ),
        (
            "true_false",
            {"answer": True, "reasons": [{"text": "A"}, {"text": "B"}, {"text": "C"}]},
            "reasons: needs exactly one reason that is correct, not 0",
        ),
        ("cloze", {"text": "A {{1}}.", "gaps": []}, "gaps: needs at least 1, not 0"),
        (
            "cloze",
            {"text": "A gap.", "gaps": [{"answer": "x"}]},
            "gaps 1: has no place {{1}} for this gap",
        ),
        (
            "cloze",
            {"text": "{{1}} {{2}}", "gaps": [{"answer": "x"}]},
            "text: has the gap {{2}}, but there are 1 gaps",
        ),
        (
            "cloze",
            {"text": "{{1}} {{1}}", "gaps": [{"answer": "x"}]},
            "text: has the gap {{1}} more than once",
        ),
        (
            "cloze",
            {"text": "{{1}}", "gaps": [{"answer": "split", "distractors": ["Split"]}]},
            "gaps 1 distractors 1: is also an accepted answer",
        ),
        ("short_answer", {}, "needs “accept”, or “model” with “checklist”"),
        ("short_answer", {"model": "M"}, "needs “checklist”"),
        ("short_answer", {"accept": ["a"], "model": "M"}, "model: has “accept”"),
        ("matching", {"pairs": [PAIR]}, "pairs: needs at least 2, not 1"),
        ("matching", {"pairs": [PAIR, PAIR]}, "pairs 2 left: stands on the left twice"),
        (
            "matching",
            {"pairs": [PAIR, {"left": "b", "right": "2"}], "spare": ["1"]},
            "spare 1: is also the right side of a pair",
        ),
        ("ordering", {"items": ["one"]}, "items: needs at least 2, not 1"),
        ("ordering", {"items": ["one", "One"]}, "items 2: is in the list twice"),
        (
            "certainty",
            {"statement": "S", "answer": "likely"},
            "answer: must be one of stated, reported, inferred, speculative, not “likely”",
        ),
        ("evidence", {"task": "Find it"}, "task: has no key “task”"),
        ("flashcard", {"front": "a"}, "needs “back”"),
        ("flashcard", {"front": "a", "back": "A"}, "back: says the same as the front"),
    ],
)
def test_that_a_wrong_question_says_what_is_wrong(
    kind: str, given: dict[str, Any], problem: str
) -> None:
    with pytest.raises(QuestionError) as refused:
        read_body(kind, given)
    assert any(str(found).startswith(problem) for found in refused.value.problems)


def test_that_all_problems_are_named_at_once() -> None:
    with pytest.raises(QuestionError) as refused:
        read_body("cloze", {"text": "", "gaps": [{"accept": "x"}], "gap": 1})
    assert {problem.path for problem in refused.value.problems} == {
        ("text",),
        ("gaps", 0),
        ("gaps", 0, "accept"),
        ("gap",),
    }
