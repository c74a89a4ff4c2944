"""Collections keep materials together; each change of them can be undone."""

from __future__ import annotations

import pytest

from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import CollectionId, MaterialId
from carrel.domain.materials import Material
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.collecting import Collecting
from carrel.services.desk import Desk
from carrel.services.quiz_choices import QuizChoices
from carrel.services.shelf import Shelf
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from carrel.storage.material_intake import MaterialIntake, show_material
from fakes import FrozenClock, SequenceIds

ROME, GAUL = MaterialId("rome"), MaterialId("gaul")


@pytest.fixture
def desk():
    database = open_in_memory()
    desk = Desk(database, FrozenClock(), SequenceIds())
    for material in (ROME, GAUL):
        intake = MaterialIntake(
            database, Material(material, material.title()), content_hash=material, at=desk.clock()
        )
        intake.finish()
        with desk.action("Import") as action:
            show_material(action, intake.row_id, at=desk.clock())
    yield desk
    database.close()


def names(collecting: Collecting) -> list[tuple[str, int]]:
    return [(one.name, one.materials) for one in collecting.collections()]


def test_that_a_material_can_be_in_several_collections(desk) -> None:
    collecting = Collecting(desk)
    history = collecting.create("  Ancient   history ", [ROME, GAUL])
    exam = collecting.create("exam")
    collecting.put_in(ROME, exam)
    collecting.put_in(ROME, exam)
    assert names(collecting) == [("Ancient history", 2), ("exam", 1)]
    assert collecting.collections_of(ROME) == (history, exam)
    collecting.take_out(ROME, history)
    assert collecting.collections_of(ROME) == (exam,)


def test_that_every_change_is_one_step_to_undo(desk) -> None:
    collecting, undo = Collecting(desk), Undo(desk)
    exam = collecting.create("Exam", [ROME])
    collecting.rename(exam, "Finals")
    collecting.put_in(GAUL, exam)
    collecting.take_out(ROME, exam)
    collecting.delete(exam)
    expected = [[], [("Finals", 1)], [("Finals", 2)], [("Finals", 1)], [("Exam", 1)], []]
    for state in expected:
        assert names(collecting) == state
        undo.undo()


def test_that_deleting_a_collection_keeps_its_materials(desk) -> None:
    collecting = Collecting(desk)
    collecting.delete(collecting.create("Exam", [ROME]))
    assert len(Shelf(desk).entries()) == 2
    assert collecting.collections_of(ROME) == ()


@pytest.mark.parametrize("name", ["", "   ", "exam", " EXAM "])
def test_that_a_name_that_is_empty_or_taken_is_refused(desk, name) -> None:
    collecting = Collecting(desk)
    collecting.create("Exam")
    with pytest.raises(InputError):
        collecting.create(name)


def test_that_a_collection_may_change_the_case_of_its_own_name(desk) -> None:
    collecting = Collecting(desk)
    collecting.rename(collecting.create("exam"), "Exam")
    assert names(collecting) == [("Exam", 0)]


def test_that_a_removed_material_is_not_counted(desk) -> None:
    collecting = Collecting(desk)
    collecting.create("Exam", [ROME, GAUL])
    Shelf(desk).remove(GAUL)
    assert names(collecting) == [("Exam", 1)]


def test_that_what_is_not_there_cannot_be_collected(desk) -> None:
    collecting = Collecting(desk)
    with pytest.raises(NotFound):
        collecting.create("Exam", [MaterialId("nowhere")])
    with pytest.raises(NotFound):
        collecting.put_in(ROME, CollectionId("nowhere"))
    assert names(collecting) == []


def test_that_a_quiz_can_be_confined_to_a_collection(desk) -> None:
    collecting = Collecting(desk)
    exam = collecting.create("Exam", [ROME])
    for material in (ROME, GAUL):
        question = desk.database.write(
            "INSERT INTO question"
            " (key, material_id, kind, prompt, body, origin, created_at, updated_at)"
            " SELECT key || '/q', id, 'cloze', '', '{}', 'pack', '', '' FROM material"
            " WHERE key = ?",
            (material,),
        )
        desk.database.write(
            "INSERT INTO card (key, question_id, part) VALUES (?, ?, 0)",
            (f"{material}/q#0", question),
        )
    assert QuizChoices(desk).counts(Scope(ScopeKind.COLLECTION, exam)).total == 1
