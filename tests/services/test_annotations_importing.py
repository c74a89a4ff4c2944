"""Highlights of other programs come onto their material once, undoably, with nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from carrel.domain.annotations import AnnotationFilter, Colour, Style
from carrel.domain.brought_annotations import AnnotatedText, BroughtAnnotation
from carrel.domain.errors import Cancelled, InputError, NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.text.locate import Outcome
from carrel.services.annotating import Annotating
from carrel.services.annotations_importing import AnnotationsImporting, text_of_its_own
from carrel.services.importing import Importing
from carrel.services.orphans import Orphans
from carrel.services.undo import Undo
from sample_library import add_material, new_desk

PORT, OTHER = MaterialId("port"), MaterialId("field")
FROST = SectionId("port/frost")
WORDS = "Boats stood in the ice like furniture under sheets."
TEXT = f"The harbour froze in the first week of January. {WORDS} The mayor said: “Wait.”"
AT = datetime(2024, 3, 4, 21, 10, tzinfo=UTC)
MARKED = BroughtAnnotation(WORDS, note="Good.", tags=("ice",), name="n1", created_at=AT)
LOST = BroughtAnnotation("Words that stand in no text at all.", note="Where?", name="n2")


@pytest.fixture
def desk():
    desk = new_desk()
    add_material(desk, "port", [("frost", 1, TEXT)], title="The Port: a winter", authors=("A B",))
    add_material(desk, "field", [("hay", 1, "Hay is cut when it has flowered, and not after.")])
    return desk


def notes(desk):
    listed = Annotating(desk).listed(AnnotationFilter())
    return [one.annotation for one in listed]


def take(desk, *annotations: BroughtAnnotation, material: MaterialId = PORT):
    service = AnnotationsImporting(desk)
    plan = service.plan(AnnotatedText("The Port", annotations), material)
    service.take([plan])
    return plan


def test_that_highlights_come_with_note_tags_and_time(desk):
    plan = take(desk, MARKED)
    (one,) = notes(desk)
    assert (one.passage.quote, one.note, one.tags) == (WORDS, "Good.", ("ice",))
    assert (one.section, one.created_at, one.style) == (FROST, AT, Style.HIGHLIGHT)
    assert plan.counts[Outcome.EXACT] == 1


def test_that_words_which_are_not_there_come_to_the_tray_with_their_note(desk):
    plan = take(desk, MARKED, LOST)
    (orphan,) = Orphans(desk).orphans()
    assert (orphan.passage.quote, orphan.about) == (LOST.quote, "Where?")
    assert plan.lost == (LOST,)


def test_that_a_second_import_adds_nothing(desk):
    take(desk, MARKED, LOST)
    before = notes(desk)
    plan = take(desk, MARKED, LOST)
    assert notes(desk) == before
    assert (plan.merged.known, plan.lost) == (2, ())


def test_that_a_second_import_adds_nothing_where_the_file_has_no_names(desk):
    unnamed = (replace(MARKED, name=""), replace(LOST, name=""), BroughtAnnotation("", note="All."))
    take(desk, *unnamed, unnamed[0])
    assert len(notes(desk)) == 4
    plan = take(desk, *unnamed, unnamed[0])
    assert plan.merged.known == 4
    assert len(notes(desk)) == 4


def test_that_what_the_student_marked_already_is_not_doubled_and_gets_the_note(desk):
    Annotating(desk).annotate_quotation(FROST, WORDS, nth=None, colour=Colour.EVIDENCE, note="")
    plan = take(desk, MARKED)
    (one,) = notes(desk)
    assert (one.note, one.colour, one.tags) == ("Good.", Colour.EVIDENCE, ("ice",))
    assert len(plan.merged.completed) == 1


def test_that_a_note_which_the_student_changed_stays(desk):
    take(desk, MARKED)
    Annotating(desk).set_note(notes(desk)[0].id, "My own words.")
    plan = take(desk, MARKED)
    assert [one.note for one in notes(desk)] == ["My own words."]
    assert plan.merged.differing == [MARKED]


def test_that_another_note_on_the_same_words_is_added(desk):
    Annotating(desk).annotate_quotation(FROST, WORDS, nth=None, colour=Colour.EVIDENCE, note="I.")
    take(desk, MARKED)
    assert sorted(one.note for one in notes(desk)) == ["Good.", "I."]


def test_that_what_was_deleted_comes_again_when_it_is_imported_again(desk):
    take(desk, MARKED)
    Annotating(desk).delete([notes(desk)[0].id])
    take(desk, MARKED)
    assert [one.note for one in notes(desk)] == ["Good."]


def test_that_one_step_takes_all_of_them_back(desk):
    take(desk, MARKED, LOST, BroughtAnnotation("", note="On the whole."))
    assert len(notes(desk)) == 3
    Undo(desk).undo()
    assert notes(desk) == []
    Undo(desk).redo()
    assert len(notes(desk)) == 3


def test_that_stopping_leaves_the_library_as_it_was(desk):
    service = AnnotationsImporting(desk)
    plan = service.plan(AnnotatedText("x", (MARKED, LOST)), PORT)

    def stop(share: float) -> None:
        if share:
            raise Cancelled

    with pytest.raises(Cancelled):
        service.take([plan], stop)
    assert notes(desk) == []


def test_that_links_to_topics_in_notes_are_kept(desk):
    take(desk, replace(MARKED, note="See [[Ice]]."))
    assert notes(desk)[0].note == "See [[Ice]]."


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        (AnnotatedText("port", (LOST,), material=PORT), [PORT]),
        (AnnotatedText("The Port", (LOST,)), [PORT]),
        (AnnotatedText("THE PORT: A WINTER (Annotated)", (LOST,), ("B, A",)), [PORT]),
        (AnnotatedText("Something", (MARKED,)), [PORT]),
        (AnnotatedText("Field", (MARKED,)), [PORT, OTHER]),
        (AnnotatedText("Another book", (LOST,)), []),
    ],
)
def test_that_the_material_is_known_by_name_or_by_its_words(desk, text, likely):
    assert list(AnnotationsImporting(desk).likely_materials(text)) == likely


def test_that_words_without_spaces_tell_their_material(desk):
    add_material(desk, "kaze", [("ichi", 1, "風がなければ帆は役に立たないと老人は言った。")])
    text = AnnotatedText("x", (BroughtAnnotation("帆は役に立たないと老人は言った"),))
    assert AnnotationsImporting(desk).likely_materials(text) == ("kaze",)


def test_that_a_material_that_is_not_there_is_told(desk):
    with pytest.raises(NotFound):
        take(desk, MARKED, material=MaterialId("nowhere"))


def test_that_highlights_can_be_a_text_of_their_own(desk):
    chaptered = replace(MARKED, quote="One *star* and\n# no heading.", section="Ice", name="")
    text = AnnotatedText("Unknown", (chaptered, LOST), ("A B",))
    draft = text_of_its_own(text)
    material = Importing(desk).add(draft, content_hash="x")
    plan = take(desk, *text.annotations, material=material)
    assert plan.counts[Outcome.ORPHANED] == 0
    assert [one.passage.quote for one in notes(desk)] == [
        "One *star* and # no heading.",
        LOST.quote,
    ]


def test_that_notes_alone_are_no_text():
    with pytest.raises(InputError):
        text_of_its_own(AnnotatedText("x", (BroughtAnnotation("", note="n"),)))
