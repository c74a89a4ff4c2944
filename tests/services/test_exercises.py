"""A student has exercises made from the bundled claims and events, again and again."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from carrel.domain.claims import Certainty
from carrel.domain.ids import ClaimId, MaterialId, QuestionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.drafts import draft_of
from carrel.domain.questions.from_claims import Exercise
from carrel.domain.questions.listing import QuestionFilter
from carrel.domain.quiz_session import Scope, ScopeKind, SessionPlan
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.claim_editing import ClaimEditing
from carrel.services.desk import Desk
from carrel.services.exercises import Exercises
from carrel.services.pack_installing import PackInstalling
from carrel.services.question_list import QuestionList
from carrel.services.question_states import QuestionStates
from carrel.services.question_writing import QuestionWriting
from carrel.services.quizzing import Quizzing
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from carrel.storage.question_store import QuestionStore
from carrel.system.resources import bundled_packs
from fakes import FrozenClock

TALKS = MaterialId("macron-putin")
PP05, CX11, CX12 = (ClaimId(f"macron-putin/{name}") for name in ("PP05", "CX11", "CX12"))
WHO_SAYS_CX11 = QuestionId(f"{CX11}~holder")


@pytest.fixture
def desk():
    database = open_in_memory()
    ids = itertools.count()
    desk = Desk(database, FrozenClock(), lambda: f"id-{next(ids)}")
    PackInstalling(desk).install_bundled(bundled_packs())
    yield desk
    database.close()


@pytest.fixture
def exercises(desk):
    return Exercises(desk)


def offered(exercises, claims=None) -> dict[str, tuple[int, int, int]]:
    return {
        offer.exercise.value: (offer.questions, offer.known, offer.deleted)
        for offer in exercises.offers(TALKS, claims)
    }


def get(desk, key: QuestionId):
    return QuestionStore(desk.database).get(key)


def test_that_it_is_said_beforehand_how_many_questions_there_would_be(exercises):
    assert offered(exercises) == {
        "holder": (137, 0, 0),
        "certainty": (137, 0, 0),
        "opposition": (12, 0, 0),
        "order": (4, 0, 0),
    }
    assert offered(exercises, {PP05})["holder"] == (1, 0, 0)
    assert "opposition" not in offered(exercises, {PP05})


def test_that_made_questions_can_be_asked_listed_and_undone(desk, exercises):
    before = len(QuestionList(desk).listed(QuestionFilter()))
    made = exercises.make(TALKS, [Exercise.HOLDER, Exercise.OPPOSITION], {CX11})
    assert made == (
        WHO_SAYS_CX11,
        f"{CX11}~opposition~CX07",
        f"{CX11}~opposition~CX12",
    )
    listed = QuestionList(desk).listed(QuestionFilter(origin=Origin.GENERATED))
    assert {one.id for one in listed} == set(made)
    assert {one.section for one in listed} == {"macron-putin/legitimacy"}
    Undo(desk).undo()
    assert len(QuestionList(desk).listed(QuestionFilter())) == before


def test_that_made_questions_are_scheduled_like_others_and_kept_when_made_again(desk, exercises):
    made = exercises.make(TALKS, [Exercise.HOLDER], {CX11})
    quizzing = Quizzing(desk)
    session = quizzing.start(SessionPlan(Scope(ScopeKind.QUESTIONS, questions=made), size=5))
    turn = quizzing.standing(session).turn
    quizzing.answer(turn, get(desk, WHO_SAYS_CX11).solution(), seconds=4, confidence=None)
    assert turn.question.id == WHO_SAYS_CX11
    assert exercises.make(TALKS, [Exercise.HOLDER], {CX11, CX12})[0] == WHO_SAYS_CX11
    assert desk.database.value("SELECT review_count FROM memory") == 1
    count = desk.database.value("SELECT count(*) FROM question WHERE key = ?", (WHO_SAYS_CX11,))
    assert count == 1


def test_that_making_all_of_them_twice_adds_nothing(desk, exercises):
    first = exercises.make(TALKS, Exercise)
    rows = desk.database.value("SELECT count(*) FROM question")
    assert exercises.make(TALKS, Exercise) == first
    assert desk.database.value("SELECT count(*) FROM question") == rows
    assert offered(exercises)["holder"] == (137, 137, 0)


def test_that_a_corrected_claim_corrects_its_questions(desk, exercises):
    exercises.make(TALKS, [Exercise.CERTAINTY], {CX11})
    claim = ClaimBrowsing(desk).page(CX11).entry.claim
    ClaimEditing(desk).change(
        CX11,
        claim.statement,
        asserted_by=claim.asserted_by,
        ascribed_to=claim.ascribed_to,
        certainty=Certainty.INFERRED,
    )
    (key,) = exercises.make(TALKS, [Exercise.CERTAINTY], {CX11})
    assert get(desk, key).body.answer is Certainty.INFERRED


def test_that_an_edited_question_stays_as_the_student_wrote_it(desk, exercises):
    (key,) = exercises.make(TALKS, [Exercise.CERTAINTY], {CX11})
    writing = QuestionWriting(desk)
    writing.change(key, replace(draft_of(get(desk, key)), explanation="Mine."))
    exercises.make(TALKS, [Exercise.CERTAINTY], {CX11})
    assert get(desk, key).explanation == "Mine."
    assert writing.author_version(key).explanation.startswith("It is given as what somebody says")


def test_that_what_the_student_deleted_or_suspended_is_not_asked_again(desk, exercises):
    holder, certainty = exercises.make(TALKS, [Exercise.HOLDER, Exercise.CERTAINTY], {CX11})
    QuestionStates(desk).delete([holder])
    QuestionStates(desk).suspend([certainty], is_suspended=True)
    assert offered(exercises, {CX11})["holder"] == (1, 0, 1)
    assert exercises.make(TALKS, [Exercise.HOLDER, Exercise.CERTAINTY], {CX11}) == ()


def test_that_a_topics_page_knows_the_questions_made_about_it(desk, exercises):
    debate = TopicId("macron-putin/legitimacy-debate")
    before = {one.id for one in TopicBrowsing(desk).page(debate).questions}
    exercises.make(TALKS, [Exercise.HOLDER], {CX11})
    after = {one.id for one in TopicBrowsing(desk).page(debate).questions}
    assert after - before == {WHO_SAYS_CX11}


def test_that_all_exercises_of_a_material_are_undone_and_done_again_as_one_step(desk, exercises):
    tables = ("question", "card", "passage", "question_passage", "question_topic", "question_claim")

    def rows() -> dict[str, list[tuple[object, ...]]]:
        return {
            table: [tuple(row) for row in desk.database.rows(f"SELECT * FROM {table} ORDER BY id")]
            for table in tables
        }

    before = rows()
    exercises.make(TALKS, Exercise)
    after = rows()
    Undo(desk).undo()
    assert rows() == before
    Undo(desk).redo()
    assert rows() == after


@pytest.mark.parametrize(
    ("language", "asked"),
    [("fr-CA", "Mettez ces événements"), ("xx", "Put these in the order")],
)
def test_that_a_language_without_words_is_asked_in_english(desk, exercises, language, asked):
    desk.database.write("UPDATE material SET language = ?", (language,))
    made = exercises.make(TALKS, [Exercise.ORDER])
    assert get(desk, made[0]).prompt.startswith(asked)
