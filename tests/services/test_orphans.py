"""What lost its words is kept with them, and is placed, turned into a note or deleted, undoably."""

from __future__ import annotations

import pytest

from carrel.domain.annotations import AnnotationFilter, Colour, Style
from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import MaterialId, QuestionId, SectionId
from carrel.domain.materials import Origin
from carrel.domain.orphans import OrphanKind
from carrel.domain.reading import TextRange
from carrel.domain.text.locate import Outcome
from carrel.services.annotating import Annotating
from carrel.services.importing import Importing
from carrel.services.orphans import Orphans
from carrel.services.undo import Undo
from carrel.storage.question_store import QuestionStore
from question_samples import question
from sample_library import new_desk

FIRST = """\
# The bank

The old mill stands by the water.

# The bridge

Of the wooden bridge nothing is left but two stone piers that stand in the current.
"""
SECOND = """\
# The bank

The old mill stands by the water. A ferry crosses the river twice a day.
"""
BANK, BRIDGE = SectionId("river/the-bank"), SectionId("river/the-bridge")
FERRY = TextRange(BANK, 34, 41)


@pytest.fixture
def desk(tmp_path):
    """A library with a note and a question on words that the newer version does not have."""
    desk = new_desk()
    path = tmp_path / "river.md"
    path.write_text(FIRST, encoding="utf-8")
    Importing(desk).import_files([path])
    made = Annotating(desk).annotate_quotation(
        BRIDGE, "two stone piers", nth=None, colour=Colour.EVIDENCE, note="Go and see."
    )
    own = question(
        "short_answer",
        "mine",
        material="river",
        section="the-bridge",
        passages=(made.passage,),
        origin=Origin.OWN,
    )
    QuestionStore(desk.database).add_question(own, at=desk.clock())
    path.write_text(SECOND, encoding="utf-8")
    Importing(desk).update(MaterialId("river"), path)
    yield desk
    desk.database.close()


def of_kind(desk, kind: OrphanKind):
    return next(one for one in Orphans(desk).orphans() if one.kind is kind)


def everything(desk) -> list[str]:
    tables = ("annotation", "passage", "question", "question_passage")
    return [
        str(tuple(row)) for name in tables for row in desk.database.rows(f"SELECT * FROM {name}")
    ]


def test_that_orphans_tell_their_old_words_and_where_they_stood(desk):
    found = of_kind(desk, OrphanKind.ANNOTATION)
    assert found.passage.quote == "two stone piers"
    assert found.passage.prefix.endswith("nothing is left but ")
    assert found.passage.suffix.startswith(" that stand")
    assert (found.about, found.colour) == ("Go and see.", Colour.EVIDENCE)
    assert (found.material_title, found.section_title) == ("River", "The bridge")
    assert not found.is_section_there
    assert Orphans(desk).count() == 2


@pytest.mark.parametrize("kind", list(OrphanKind))
def test_that_an_orphan_is_placed_on_other_words_and_back_by_undo(desk, kind):
    before = everything(desk)
    orphan = of_kind(desk, kind)
    placed = Orphans(desk).place(orphan.id, TextRange(BANK, 33, 41))
    assert placed == TextRange(BANK, 34, 41)
    assert Orphans(desk).count() == 1
    if kind is OrphanKind.ANNOTATION:
        (found,) = Annotating(desk).in_sections([BANK])
        assert found.passage is not None
        assert not found.is_orphan
        passage = found.passage
    else:
        own = QuestionStore(desk.database).get(QuestionId(orphan.key))
        assert own.section == BANK
        passage = own.passages[0]
    assert (passage.section, passage.quote) == (BANK, "A ferry")
    Undo(desk).undo()
    assert everything(desk) == before


def test_that_an_orphan_becomes_a_note_on_what_is_left_near_it_with_its_old_words(desk):
    before = everything(desk)
    Orphans(desk).make_section_notes([of_kind(desk, OrphanKind.ANNOTATION).id])
    (note,) = Annotating(desk).in_sections([BANK])
    assert (note.passage, note.style) == (None, Style.NOTE)
    assert note.note == "> two stone piers\n\nGo and see."
    Undo(desk).undo()
    assert everything(desk) == before


def test_that_a_question_cannot_become_a_note(desk):
    with pytest.raises(InputError, match="cannot be a note"):
        Orphans(desk).make_section_notes([of_kind(desk, OrphanKind.QUESTION).id])


def test_that_letting_go_deletes_the_note_but_never_the_question(desk):
    before = everything(desk)
    orphans = Orphans(desk)
    orphans.let_go([one.id for one in orphans.orphans()])
    assert orphans.orphans() == ()
    assert Annotating(desk).listed(AnnotationFilter()) == ()
    (kept,) = QuestionStore(desk.database).of_material(MaterialId("river"))
    assert kept.passages == ()
    Undo(desk).undo()
    assert everything(desk) == before


def test_that_nothing_is_placed_on_no_words_or_twice(desk):
    orphan = of_kind(desk, OrphanKind.ANNOTATION).id
    with pytest.raises(InputError, match="no words"):
        Orphans(desk).place(orphan, TextRange(BANK, 33, 34))
    Orphans(desk).place(orphan, FERRY)
    with pytest.raises(NotFound):
        Orphans(desk).place(orphan, FERRY)


def test_that_a_section_that_is_there_is_shown_to_look_for_a_place(desk):
    orphan = of_kind(desk, OrphanKind.ANNOTATION).id
    assert Orphans(desk).likely_place(orphan) is None
    assert Orphans(desk).section_to_show(orphan) == BANK


def test_that_the_likeliest_words_are_offered(desk):
    made = Annotating(desk).mark([TextRange(BANK, 0, 33)])[0]
    assert made.passage is not None
    desk.database.write(
        "UPDATE passage SET outcome = 'orphaned', quote = 'A very old mill stood by the waters.'"
        " WHERE id = (SELECT passage_id FROM annotation WHERE key = ?)",
        (made.id,),
    )
    orphan = next(one for one in Orphans(desk).orphans() if one.key == made.id)
    assert Orphans(desk).likely_place(orphan.id) == TextRange(BANK, 0, 33)


@pytest.fixture
def noted(tmp_path):
    """A library with a note on a section as a whole that the newer version does not have."""
    desk = new_desk()
    path = tmp_path / "river.md"
    path.write_text(FIRST, encoding="utf-8")
    Importing(desk).import_files([path])
    Annotating(desk).write_in_section(BRIDGE, "Weak.")
    Annotating(desk).write_in_section(BANK, "Strong.")
    path.write_text(SECOND, encoding="utf-8")
    changes = Importing(desk).update(MaterialId("river"), path).changes
    assert [(one.about, one.outcome) for one in changes.carried] == [
        ("Strong.", Outcome.EXACT),
        ("Weak.", Outcome.ORPHANED),
    ]
    yield desk
    desk.database.close()


def test_that_a_note_on_a_section_that_is_gone_waits_for_a_place_too(noted):
    (orphan,) = Orphans(noted).orphans()
    assert (orphan.about, orphan.section_title, orphan.passage.quote) == ("Weak.", "The bridge", "")
    (listed,) = Annotating(noted).listed(AnnotationFilter(only_orphans=True))
    assert listed.annotation.note == "Weak."
    assert listed.annotation.is_orphan
    assert Orphans(noted).section_to_show(orphan.id) == BANK


@pytest.mark.parametrize("act", ["place", "make a section note", "let go"])
def test_that_such_a_note_can_be_placed_moved_to_a_section_or_let_go(noted, act):
    before = everything(noted)
    orphans = Orphans(noted)
    (orphan,) = orphans.orphans()
    if act == "place":
        orphans.place(orphan.id, FERRY)
        placed = [one for one in Annotating(noted).in_sections([BANK]) if one.passage]
        assert [(one.note, one.passage.quote) for one in placed] == [("Weak.", "A ferry")]
    elif act == "let go":
        orphans.let_go([orphan.id])
        assert len(Annotating(noted).listed(AnnotationFilter())) == 1
    else:
        orphans.make_section_notes([orphan.id])
        notes = Annotating(noted).in_sections([BANK])
        assert {(one.note, one.passage) for one in notes} == {("Strong.", None), ("Weak.", None)}
    assert orphans.count() == 0
    Undo(noted).undo()
    assert everything(noted) == before
