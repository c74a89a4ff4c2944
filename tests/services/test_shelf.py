"""The shelf says how far each material has been studied, and gives back what was removed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Material, Section
from carrel.domain.next_step import QuestionCounts, StepKind
from carrel.domain.quiz_session import Scope
from carrel.domain.reading import ReadingPlace
from carrel.services.desk import Desk
from carrel.services.quiz_choices import QuizChoices
from carrel.services.reading import Reading
from carrel.services.shelf import Shelf
from carrel.services.title_pages import TitlePages
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from carrel.storage.material_intake import MaterialIntake, show_material
from fakes import FrozenClock, SequenceIds

ROME, GAUL = MaterialId("rome"), MaterialId("gaul")


@pytest.fixture
def desk():
    database = open_in_memory()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


def put_in(desk: Desk, material: MaterialId, words: int = 440) -> None:
    """Add a material of two sections, each of ``words`` words."""
    intake = MaterialIntake(
        desk.database, Material(material, material.title()), content_hash=material, at=desk.clock()
    )
    text = "word " * words
    intake.add_sections(
        [
            Section(SectionId(f"{material}/{n}"), f"Part {n}", 1, text, text, 1, "hash")
            for n in (1, 2)
        ],
        at=desk.clock(),
    )
    with desk.action("Import") as action:
        intake.finish()
        show_material(action, intake.row_id, at=desk.clock())


def add_question(desk: Desk, key: str, memories: list[dict[str, object]]) -> None:
    """Add a question on Rome with a card for each memory; an empty one was never answered."""
    now = desk.clock().isoformat()
    question = desk.database.write(
        "INSERT INTO question"
        " (key, material_id, kind, prompt, body, origin, created_at, updated_at)"
        " SELECT ?, id, 'cloze', '', '{}', 'pack', ?, ? FROM material WHERE key = 'rome'",
        (key, now, now),
    )
    for part, memory in enumerate(memories):
        card = desk.database.write(
            "INSERT INTO card (key, question_id, part) VALUES (?, ?, ?)",
            (f"{key}#{part}", question, part),
        )
        if memory:
            desk.database.write(
                "INSERT INTO memory (id, state, due_at, review_count) VALUES (?, ?, ?, 1)",
                (card, memory["state"], memory["due_at"]),
            )


def test_that_the_material_that_came_in_last_stands_first(desk) -> None:
    put_in(desk, ROME)
    put_in(desk, GAUL)
    assert [entry.material.id for entry in Shelf(desk).entries()] == [GAUL, ROME]


def test_that_an_entry_says_what_was_read_and_what_comes_next(desk) -> None:
    put_in(desk, ROME)
    Reading(desk).mark([SectionId("rome/1")], is_read=True)
    (entry,) = Shelf(desk).entries()
    assert (entry.sections, entry.read_sections, entry.words) == (2, 1, 880)
    assert entry.minutes_left == 2
    step = Shelf(desk).next_steps([entry])[ROME]
    assert (step.kind, step.section) == (StepKind.GO_ON, "rome/2")


def test_that_each_question_is_counted_once_by_its_weakest_part(desk) -> None:
    put_in(desk, ROME)
    soon = (desk.clock() + timedelta(days=3)).isoformat()
    past = (desk.clock() - timedelta(days=1)).isoformat()
    learnt, due = {"state": 2, "due_at": soon}, {"state": 2, "due_at": past}
    add_question(desk, "rome/untried", [{}, {}])
    add_question(desk, "rome/known", [learnt, learnt])
    add_question(desk, "rome/fading", [learnt, due])
    add_question(desk, "rome/learning", [{"state": 1, "due_at": soon}])
    add_question(desk, "rome/half-tried", [learnt, {}])
    (entry,) = Shelf(desk).entries()
    assert entry.questions == QuestionCounts(untried=1, fading=1, known=1, learning=2)
    assert entry.questions.total == 5


def test_that_a_removed_material_comes_back_with_undo(desk) -> None:
    put_in(desk, ROME)
    shelf = Shelf(desk)
    shelf.remove(ROME)
    assert shelf.entries() == ()
    Undo(desk).undo()
    assert [entry.material.id for entry in shelf.entries()] == [ROME]


def test_that_the_material_read_last_stands_first(desk) -> None:
    put_in(desk, ROME)
    put_in(desk, GAUL)
    desk.clock.advance(timedelta(hours=1))
    Reading(desk).remember_place(ReadingPlace(SectionId("rome/2"), 5))
    assert [entry.material.id for entry in Shelf(desk).entries()] == [ROME, GAUL]


def test_that_what_was_removed_is_listed_and_comes_back_whole(desk) -> None:
    put_in(desk, ROME)
    Reading(desk).mark([SectionId("rome/1")], is_read=True)
    shelf = Shelf(desk)
    shelf.remove(ROME)
    (removed,) = shelf.removed()
    assert (removed.material.id, removed.is_removed) == (ROME, True)
    shelf.bring_back(ROME)
    (entry,) = shelf.entries()
    assert entry.read_sections == 1
    assert shelf.removed() == ()
    Undo(desk).undo()
    assert shelf.entries() == ()


def test_that_an_archived_material_is_kept_but_not_asked_about(desk) -> None:
    put_in(desk, ROME)
    add_question(desk, "rome/q", [{}])
    shelf, everything = Shelf(desk), Scope()
    shelf.archive(ROME)
    assert [entry.is_archived for entry in shelf.entries()] == [True]
    assert QuizChoices(desk).counts(everything).total == 0
    shelf.unarchive(ROME)
    assert [entry.is_archived for entry in shelf.entries()] == [False]
    assert QuizChoices(desk).counts(everything).total == 1


def test_that_the_size_of_a_material_grows_with_its_text_and_pictures(desk) -> None:
    put_in(desk, ROME, words=100)
    put_in(desk, GAUL, words=1000)
    sizes = Shelf(desk).sizes()
    assert sizes[GAUL] > sizes[ROME] > 0
    TitlePages(desk).set_cover(ROME, b"x" * 50_000, "image/png")
    assert Shelf(desk).sizes()[ROME] == sizes[ROME] + 50_000


def test_that_progress_weighs_reading_and_knowing_alike(desk) -> None:
    put_in(desk, ROME)
    Reading(desk).mark([SectionId("rome/1")], is_read=True)
    assert Shelf(desk).entries()[0].progress == 0.5
    add_question(desk, "rome/q", [{}])
    assert Shelf(desk).entries()[0].progress == 0.25


def test_that_many_materials_take_no_more_queries_than_one(desk) -> None:
    def queries() -> int:
        seen: list[str] = []
        desk.database.connection.set_trace_callback(seen.append)
        shelf = Shelf(desk)
        shelf.next_steps(shelf.entries())
        desk.database.connection.set_trace_callback(None)
        return len(seen)

    put_in(desk, ROME)
    before = queries()
    for number in range(20):
        put_in(desk, MaterialId(f"book-{number}"))
    assert queries() == before


def test_that_removing_what_is_not_there_is_refused(desk) -> None:
    with pytest.raises(NotFound):
        Shelf(desk).remove(ROME)


def test_that_a_glance_leaves_the_questions_to_be_counted_where_they_are_shown(desk) -> None:
    put_in(desk, ROME)
    add_question(desk, "rome/q", [{}])
    put_in(desk, GAUL)
    shelf = Shelf(desk)
    gaul, rome = shelf.glance()
    assert (gaul.words, rome.words, rome.questions.total) == (880, 880, 0)
    (counted,) = shelf.counted([rome])
    assert (counted.material.id, counted.questions.total) == (ROME, 1)
    assert shelf.entries() == (gaul, counted)


@pytest.mark.parametrize("index", ["section_words", "question_asked"])
def test_that_the_shelf_reads_an_index_of_what_is_long(desk, index) -> None:
    seen: list[str] = []
    desk.database.connection.set_trace_callback(seen.append)
    Shelf(desk).entries()
    desk.database.connection.set_trace_callback(None)
    plans = [
        row["detail"]
        for query in seen
        if query.lstrip().startswith("WITH")
        for row in desk.database.rows(f"EXPLAIN QUERY PLAN {query}")
    ]
    assert any(index in plan for plan in plans)
