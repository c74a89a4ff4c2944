"""Questions in the writing: what a selection becomes, and what is said of a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrel.domain.errors import QuestionError
from carrel.domain.ids import MaterialId, QuestionId, SectionId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Kind
from carrel.domain.questions.drafts import (
    Draft,
    body_for,
    checks_of,
    draft_from,
    draft_of,
    question_of,
    with_gap,
    without_gap,
)
from carrel.domain.questions.kinds import read_body
from question_samples import SAMPLES, question
from quiz_shelf import REASON, TEXT, cited

ONE = SectionId("book/one")
KEY = QuestionId("id-1")


def chosen(words: str) -> Draft:
    start = TEXT.index(words)
    return draft_from(ONE, TEXT, start, start + len(words))


def test_that_a_few_words_become_the_gap_of_a_cloze_that_cites_its_sentence() -> None:
    draft = chosen("main reason")
    assert draft.kind is Kind.CLOZE
    assert draft.body == {
        "text": "A war is the {{1}} for them.",
        "gaps": [{"answer": "main reason"}],
    }
    assert draft.passages == (cited(),)
    assert question_of(draft, KEY, Origin.OWN).section == ONE


def test_that_a_whole_sentence_becomes_the_back_of_a_flashcard() -> None:
    draft = chosen(REASON)
    assert draft.kind is Kind.FLASHCARD
    assert draft.body["back"] == REASON
    assert draft.passages == (cited(),)


def test_that_words_over_two_sentences_cite_what_was_chosen() -> None:
    draft = chosen("go on. A war is the main reason for them. Nobody")
    assert draft.passages[0].quote == "go on. A war is the main reason for them. Nobody"


def test_that_no_words_at_all_cite_the_sentence_at_the_caret() -> None:
    at = TEXT.index("war")
    assert draft_from(ONE, TEXT, at, at).passages == (cited(),)


@pytest.mark.parametrize("kind", Kind)
def test_that_a_draft_keeps_its_answer_when_its_kind_changes(kind: Kind) -> None:
    body = body_for(kind, chosen("main reason"))
    assert "main reason" in str(body) or kind is Kind.EVIDENCE or not _has_answer(kind)


def _has_answer(kind: Kind) -> bool:
    return kind not in (
        Kind.TRUE_FALSE,
        Kind.MATCHING,
        Kind.ORDERING,
    )


@pytest.mark.parametrize("kind", SAMPLES)
def test_that_a_question_goes_through_a_draft_unchanged(kind: str) -> None:
    made = question(kind, passages=(cited(),), tags=("exam",), explanation="So it is.")
    assert question_of(draft_of(made), made.id, made.origin) == made


@pytest.mark.parametrize(
    ("draft", "what"),
    [
        (Draft(MaterialId("m"), Kind.SINGLE_CHOICE, "Why?"), "needs “options”"),
        (
            Draft(MaterialId("m"), Kind.SHORT_ANSWER, "", {"accept": ["a"]}),
            "must not be blank",
        ),
        (Draft(MaterialId("m"), Kind.EVIDENCE, "Find it"), "needs the words"),
    ],
)
def test_that_a_fault_is_named_and_stops_the_question(draft: Draft, what: str) -> None:
    assert any(check.is_fault and check.what.startswith(what) for check in checks_of(draft))
    with pytest.raises(QuestionError):
        question_of(draft, KEY, Origin.OWN)


def test_that_a_sound_draft_has_nothing_said_against_it() -> None:
    draft = replace(chosen("main reason"), explanation="The author says so.")
    assert checks_of(draft) == ()


def test_that_an_answer_that_is_not_in_the_words_cited_is_objected_to_but_can_stay() -> None:
    body = {"text": "The reason is {{1}}.", "gaps": [{"answer": "gravitation"}]}
    draft = replace(chosen("main reason"), body=body, explanation="So.")
    (check,) = checks_of(draft)
    assert "gravitation" in check.what
    assert not check.is_fault


def test_that_a_missing_explanation_and_missing_words_are_pointed_out() -> None:
    draft = Draft(MaterialId("m"), Kind.SHORT_ANSWER, "Why?", {"accept": ["war"]})
    told = [check.what for check in checks_of(draft)]
    assert told == ["the question cites no words that answer it.", "there is no explanation."]


def test_that_gaps_are_made_and_taken_back() -> None:
    text, first = with_gap("A war is the main reason.", 2, 5, 0)
    text, second = with_gap(text, text.index("main"), text.index("reason"), 1)
    assert (text, first, second) == ("A {{1}} is the {{2}} reason.", "war", "main")
    assert without_gap(text, 1, "war") == "A war is the {{1}} reason."
    with pytest.raises(ValueError, match="no words"):
        with_gap(text, 2, 7, 2)
    assert read_body("cloze", {"text": text, "gaps": [{"answer": "a"}, {"answer": "b"}]})
