"""Questions of one's own, and changes to those of a pack that can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrel.domain.errors import NotFound, QuestionError
from carrel.domain.ids import QuestionId, SectionId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Kind
from carrel.domain.questions.drafts import body_for, draft_of
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.text.passage import passage_at
from carrel.services.pack_installing import PackInstalling
from carrel.services.question_writing import QuestionWriting
from carrel.services.undo import Undo
from carrel.storage.material_store import MaterialStore
from carrel.storage.question_store import QuestionStore
from packs import write_pack
from question_samples import SAMPLES, question
from quiz_shelf import TEXT, QuizShelf, cited
from sample_library import new_desk

KEY = QuestionId("book/q001")


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    yield shelf
    shelf.close()


@pytest.fixture
def writing(shelf) -> QuestionWriting:
    return QuestionWriting(shelf.desk)


def draft_of_words(writing: QuestionWriting, words: str):
    start = TEXT.index(words)
    return writing.draft_from(SectionId("book/one"), start, start + len(words))


def test_that_a_question_of_ones_own_is_asked_and_can_be_undone(shelf, writing) -> None:
    key = writing.create(draft_of_words(writing, "main reason"))
    made = shelf.questions.get(key)
    assert made.origin is Origin.OWN
    assert shelf.turn(shelf.start()).question == made

    Undo(shelf.desk).undo()
    with pytest.raises(NotFound):
        shelf.questions.get(key)


def test_that_a_draft_with_faults_is_not_stored(shelf, writing) -> None:
    draft = replace(draft_of_words(writing, "main reason"), body={"text": "No gap", "gaps": []})
    with pytest.raises(QuestionError):
        writing.create(draft)
    assert shelf.desk.database.value("SELECT count(*) FROM question") == 0


@pytest.mark.parametrize("kind", SAMPLES)
def test_that_a_change_is_stored_beside_the_authors_version(shelf, writing, kind) -> None:
    shelf.ask(kind)
    before = writing.draft(KEY)
    assert writing.author_version(KEY) is None
    writing.change(KEY, replace(before, prompt="Put otherwise?", tags=("mine",)))
    assert writing.draft(KEY).prompt == "Put otherwise?"
    assert writing.author_version(KEY) == replace(before, tags=("mine",))

    writing.restore(KEY)
    assert writing.draft(KEY) == replace(before, tags=("mine",))
    assert writing.author_version(KEY) is None


def test_that_a_change_is_one_step_to_undo(shelf, writing) -> None:
    shelf.ask("single_choice")
    before = writing.draft(KEY)
    writing.change(KEY, replace(before, prompt="Otherwise?", explanation="Other", tags=("a",)))
    Undo(shelf.desk).undo()
    assert writing.draft(KEY) == before
    assert writing.author_version(KEY) is None


def test_that_changing_nothing_is_no_step(shelf, writing) -> None:
    shelf.ask("single_choice")
    step = Undo(shelf.desk).next_undo()
    writing.change(KEY, writing.draft(KEY))
    assert Undo(shelf.desk).next_undo() == step


def test_that_a_card_of_a_part_that_is_gone_rests_until_the_part_is_back(shelf, writing) -> None:
    shelf.ask("flashcard")
    scope = Scope(ScopeKind.MATERIAL, "book")
    both = writing.draft(KEY)
    one_way = {name: value for name, value in both.body.items() if name != "both_ways"}
    writing.change(KEY, replace(both, body=one_way))
    assert shelf.standing(shelf.start(scope)).progress.total == 1
    writing.change(KEY, both)
    assert shelf.standing(shelf.start(scope)).progress.total == 2


def test_that_an_answer_given_before_a_change_of_kind_keeps_its_score(shelf, writing) -> None:
    shelf.ask("single_choice")
    session = shelf.start()
    shelf.answer(session)
    draft = writing.draft(KEY)
    changed = replace(draft, kind=Kind.ORDERING, body=SAMPLES["ordering"])
    writing.change(KEY, changed)
    outcome = shelf.standing(session).outcome
    assert outcome.grade.score == 1
    assert shelf.quizzing.summary(session).score == 1


def test_that_a_question_edited_while_it_is_asked_is_asked_as_edited(shelf, writing) -> None:
    shelf.ask("flashcard")
    session = shelf.start()
    draft = draft_of(shelf.turn(session).question)
    writing.change(KEY, replace(draft, kind=Kind.EVIDENCE, prompt="Find it", body={}))
    assert shelf.turn(session).question.kind is Kind.EVIDENCE
    assert shelf.turn(session).part == 0


def test_that_every_kind_can_be_begun_from_words(shelf, writing) -> None:
    draft = draft_of_words(writing, "main reason")
    for kind in Kind:
        assert set(body_for(kind, draft)) <= {*SAMPLES[kind], "accept", "model", "checklist"}


def test_that_other_cited_words_stand_beside_the_authors_and_can_be_restored(
    shelf, writing
) -> None:
    shelf.add(question("single_choice", origin=Origin.PACK, passages=(cited(),)))
    other = passage_at(SectionId("book/two"), TEXT, 0, 16)
    writing.change(KEY, replace(writing.draft(KEY), passages=(other,)))
    assert shelf.questions.get(KEY).passages == (other,)
    assert writing.author_version(KEY).passages == (cited(),)
    writing.restore(KEY)
    assert shelf.questions.get(KEY).passages == (cited(),)
    assert writing.author_version(KEY) is None
    Undo(shelf.desk).undo()
    assert shelf.questions.get(KEY).passages == (other,)


def test_that_choosing_the_authors_words_again_is_no_change_of_ones_own(shelf, writing) -> None:
    shelf.add(question("single_choice", origin=Origin.PACK, passages=(cited(),)))
    other = passage_at(SectionId("book/two"), TEXT, 0, 16)
    writing.change(KEY, replace(writing.draft(KEY), passages=(cited(), other)))
    writing.change(KEY, replace(writing.draft(KEY), passages=(cited(),)))
    assert writing.author_version(KEY) is None


def test_that_chosen_words_stay_and_move_with_the_text_when_an_edition_comes(tmp_path) -> None:
    desk = new_desk()
    folder = write_pack(tmp_path / "pack")
    PackInstalling(desk).install(folder)
    writing, store = QuestionWriting(desk), QuestionStore(desk.database)
    key = QuestionId("tides/q1")
    text = MaterialStore(desk.database).section(SectionId("tides/why")).text
    other = passage_at(SectionId("tides/why"), text, 0, text.index(".") + 1)
    author = store.get(key).passages
    writing.change(key, replace(writing.draft(key), passages=(other,)))

    file = folder / "sections" / "01-tides.md"
    file.write_text(file.read_text("utf-8").replace(text[:20], f"Now hear: {text[:20]}"), "utf-8")
    page = folder / "pack.yaml"
    page.write_text(page.read_text("utf-8").replace("edition: 1", "edition: 2"), "utf-8")
    PackInstalling(desk).install(folder)
    (moved,) = store.get(key).passages
    assert (moved.quote, moved.start) == (other.quote, len("Now hear: "))
    writing.restore(key)
    assert [one.quote for one in store.get(key).passages] == [one.quote for one in author]
    desk.database.close()
