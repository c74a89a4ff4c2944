"""What each kind of question gives for right, partly right, wrong and missing answers."""

from __future__ import annotations

from typing import Any

import pytest

from carrel.domain.ids import SectionId
from carrel.domain.questions.body import Asked, Body
from carrel.domain.questions.flashcard import Flashcard
from carrel.domain.questions.grade import Verdict
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.matching import Matching
from carrel.domain.text.passage import Passage
from question_samples import CATEGORIES, JUDGED, SAMPLES

HERE, ELSEWHERE = SectionId("m/here"), SectionId("m/elsewhere")


def accepted(start: int, end: int) -> Passage:
    return Passage(HERE, start, end, "quoted words")


CITED = Asked(passages=(accepted(100, 160), accepted(500, 560)))


def selection(start: int, end: int, section: SectionId = HERE) -> dict[str, Any]:
    return {"section": section, "start": start, "end": end}


@pytest.mark.parametrize(
    ("kind", "response", "score"),
    [
        ("single_choice", 0, 1),
        ("single_choice", 1, 0),
        ("single_choice", None, 0),
        ("multiple_choice", [0, 1], 1),
        ("multiple_choice", [1, 0], 1),
        ("multiple_choice", [0], 1 / 2),
        ("multiple_choice", [0, 1, 2], 1 / 2),
        ("multiple_choice", [0, 2], 0),
        ("multiple_choice", [2, 3], 0),
        ("multiple_choice", [0, 1, 2, 3], 0),
        ("multiple_choice", [], 0),
        ("multiple_choice", None, 0),
        ("true_false", {"verdict": False, "reason": 0}, 1),
        ("true_false", {"verdict": False, "reason": 1}, 1 / 2),
        ("true_false", {"verdict": False, "reason": None}, 1 / 2),
        ("true_false", {"verdict": True, "reason": 0}, 1 / 2),
        ("true_false", {"verdict": True, "reason": 2}, 0),
        ("true_false", None, 0),
        ("cloze", ["split", "exploited"], 1),
        ("cloze", ["  DIVISION. ", "exploited"], 1),
        ("cloze", ["splít", "delay"], 1 / 2),
        ("cloze", ["splitt", "exployted"], 0),
        ("cloze", ["", ""], 0),
        ("cloze", None, 0),
        ("short_answer", {"text": "kyiv"}, 1),
        ("short_answer", {"text": "Versaille"}, 1),
        ("short_answer", {"text": "Kyjv"}, 0),
        ("short_answer", {"text": ""}, 0),
        ("short_answer", None, 0),
        ("matching", [0, 1], 1),
        ("matching", [0, 2], 1 / 2),
        ("matching", [1, 0], 0),
        ("matching", [0, None], 1 / 2),
        ("matching", None, 0),
        ("ordering", [0, 1, 2, 3], 1),
        ("ordering", [1, 2, 3, 0], 2 / 3),
        ("ordering", [2, 3, 0, 1], 2 / 3),
        ("ordering", [0, 1, 3, 2], 1 / 3),
        ("ordering", [3, 2, 1, 0], 0),
        ("ordering", None, 0),
        ("certainty", "inferred", 1),
        ("certainty", "stated", 0),
        ("certainty", None, 0),
        ("evidence", selection(100, 160), 1),
        ("evidence", selection(80, 300), 1),
        ("evidence", selection(130, 160), 1),
        ("evidence", selection(505, 560), 1),
        ("evidence", selection(100, 115), 1 / 2),
        ("evidence", selection(0, 600), 1 / 2),
        ("evidence", selection(160, 500), 0),
        ("evidence", selection(100, 160, ELSEWHERE), 0),
        ("evidence", None, 0),
        ("flashcard", "knew", 1),
        ("flashcard", "partly", 1 / 2),
        ("flashcard", "missed", 0),
    ],
)
def test_that_an_answer_scores(kind: str, response: object, score: float) -> None:
    grade = read_body(kind, SAMPLES[kind]).grade(response, CITED)
    assert grade.score == pytest.approx(score)
    assert grade.is_right == (score == 1)
    assert grade.is_partly_right == (0 < score < 1)


@pytest.mark.parametrize(("met", "score"), [([0, 1], 1), ([1], 1 / 2), ([1, 1], 1 / 2), ([], 0)])
def test_that_a_self_judged_answer_earns_each_point_that_is_met(
    met: list[int], score: float
) -> None:
    body = read_body("short_answer", JUDGED)
    assert body.is_self_judged
    assert body.grade({"text": "anything", "met": met}, Asked()).score == score


def test_that_a_verdict_without_reasons_is_all() -> None:
    body = read_body("true_false", {"answer": True})
    assert body.grade({"verdict": True}, Asked()).score == 1
    assert body.grade({"verdict": False}, Asked()).score == 0


@pytest.mark.parametrize("kind", SAMPLES)
def test_that_the_solution_is_wholly_right(kind: str) -> None:
    body = read_body(kind, SAMPLES[kind])
    for part in range(body.part_count):
        asked = Asked(part, CITED.passages)
        assert body.grade(body.solution(asked), asked).is_right


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("single_choice", 3),
        ("single_choice", "0"),
        ("single_choice", True),
        ("multiple_choice", 0),
        ("multiple_choice", [9]),
        ("true_false", {"verdict": "yes"}),
        ("true_false", {"verdict": True, "reason": 3}),
        ("cloze", ["split"]),
        ("short_answer", "Kyiv"),
        ("matching", [0]),
        ("matching", [0, 7]),
        ("ordering", [0, 0, 1, 2]),
        ("ordering", [0, 1]),
        ("certainty", "perhaps"),
        ("evidence", selection(5, 1)),
        ("evidence", "words"),
        ("flashcard", "dunno"),
    ],
)
def test_that_a_response_of_another_form_is_refused(kind: str, response: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_body(kind, SAMPLES[kind]).grade(response, CITED)


def verdicts(body: Body, response: object) -> list[Verdict]:
    return [mark.verdict for mark in body.grade(response, CITED).marks]


def test_that_every_option_is_marked_and_a_wrong_one_says_why() -> None:
    body = read_body("multiple_choice", SAMPLES["multiple_choice"])
    marks = body.grade([0, 2], Asked()).marks
    assert [mark.verdict for mark in marks] == [
        Verdict.RIGHT,
        Verdict.MISSED,
        Verdict.WRONG,
        Verdict.AVOIDED,
    ]
    assert marks[2].why == "Nobody asks for them."


def test_that_a_wrong_gap_says_what_was_typed_and_what_was_wanted() -> None:
    (first, second) = read_body("cloze", SAMPLES["cloze"]).grade(["delay", ""], Asked()).marks
    assert (first.verdict, first.given, first.wanted) == (Verdict.WRONG, "delay", "split")
    assert second.verdict is Verdict.MISSED


def test_that_an_item_out_of_order_is_marked_where_it_does_not_follow() -> None:
    body = read_body("ordering", SAMPLES["ordering"])
    assert verdicts(body, [0, 2, 3, 1]) == [
        Verdict.RIGHT,
        Verdict.WRONG,
        Verdict.RIGHT,
        Verdict.WRONG,
    ]


def test_that_lefts_that_share_a_right_make_a_category() -> None:
    body = Matching.from_dict(CATEGORIES)
    assert body.rights == ("known", "possible")
    assert body.has_categories
    assert body.grade([0, 0, 0], Asked()).score == pytest.approx(2 / 3)


def test_that_gaps_asked_one_by_one_are_cards_of_their_own() -> None:
    body = read_body("cloze", {**SAMPLES["cloze"], "one_by_one": True})
    assert body.part_count == 2
    assert body.grade(["exploited"], Asked(part=1)).is_right
    assert not body.grade(["exploited"], Asked(part=0)).is_right


def test_that_a_flashcard_asked_backwards_shows_its_back() -> None:
    body = Flashcard.from_dict(SAMPLES["flashcard"])
    assert body.part_count == 2
    assert body.sides(0) == ("détente", "easing of tension")
    assert body.sides(1) == ("easing of tension", "détente")
