"""The tree of what can be asked shows the parts of a material when it is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt

from carrel.domain.changes import Change
from carrel.domain.quiz_session import Scope, ScopeKind
from question_samples import question
from quiz_shelf import TEXT
from sample_library import add_material


def test_that_the_parts_of_a_material_are_shown_when_it_is_opened(student) -> None:
    student.shelf.ask("single_choice", section="two")
    add_material(student.shelf.desk, "other", [("part", 1, TEXT)])
    student.shelf.add(question(name="q1", section="part", material="other"))
    page = student.open()
    tree = page.view.chooser.tree
    book, other = (tree.topLevelItem(number) for number in (3, 4))
    assert (book.text(0), book.childCount(), other.childCount()) == ("The book", 0, 0)
    tree.setCurrentItem(book)
    student.press(Qt.Key.Key_Right)
    assert (book.child(0).text(0), other.childCount()) == ("Two", 0)
    page.refresh(frozenset({Change.QUESTIONS}))
    book = tree.topLevelItem(3)
    assert (book.isExpanded(), book.child(0).text(0)) == (True, "Two")


def test_that_a_part_of_a_closed_material_can_be_chosen(student) -> None:
    student.shelf.ask("single_choice", section="two")
    add_material(student.shelf.desk, "other", [("part", 1, TEXT)])
    student.shelf.add(question(name="q1", section="part", material="other"))
    chooser = student.open().view.chooser
    chooser.choose(Scope(ScopeKind.SECTION, "other/part"))
    assert chooser.tree.choice.title == "Part"
    chooser.choose(Scope(ScopeKind.SECTION, "other/gone"))
    assert chooser.tree.choice.title == "Part"
