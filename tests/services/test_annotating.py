"""What a student does with words and margin: marked, written, changed, found, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carrel.domain.annotations import AnnotationFilter, Colour, NoteOrder, Style
from carrel.domain.changes import Change
from carrel.domain.errors import AmbiguousQuotation, InputError, NotFound
from carrel.domain.ids import AnnotationId, MaterialId, SectionId
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.services.undo import Undo
from sample_library import add_material, new_desk

ONE = SectionId("talks/one")
TWO = SectionId("talks/two")
TEXT = "The 🦊 waits. They talk, and talk again in naïve hope."


@pytest.fixture
def desk():
    desk = new_desk()
    add_material(desk, "talks", [("one", 1, TEXT), ("two", 1, "Energy and sanctions.")])
    yield desk
    desk.database.close()


@pytest.fixture
def annotating(desk):
    return Annotating(desk)


def mark(annotating, words, section=ONE, text=TEXT, **details):
    start = text.index(words)
    (made,) = annotating.mark([TextRange(section, start, start + len(words))], **details)
    return made


def notes(annotating, section=ONE):
    return [(one.passage.quote, one.note) for one in annotating.in_sections([section])]


def test_that_a_highlight_holds_its_words_and_what_stands_around_them(annotating):
    made = mark(annotating, "🦊 waits", colour=Colour.QUESTION)
    stored = annotating.annotation(made.id)
    assert stored == made
    assert stored.passage.quote == "🦊 waits"
    assert (stored.passage.start, stored.passage.end) == (4, 11)
    assert stored.passage.prefix == "The "
    assert stored.passage.suffix.startswith(". They talk")
    assert stored.colour is Colour.QUESTION


def test_that_white_space_around_the_words_is_left_out(annotating):
    (made,) = annotating.mark([TextRange(ONE, 3, 12)])
    assert made.passage.quote == "🦊 waits."


@pytest.mark.parametrize(("start", "end"), [(3, 4), (5, 5), (0, 500), (-1, 4), (9, 4)], ids=str)
def test_that_marking_where_there_are_no_words_is_refused(annotating, start, end):
    with pytest.raises(InputError):
        annotating.mark([TextRange(ONE, start, end)])
    assert annotating.in_sections([ONE]) == ()


def test_that_words_of_two_sections_are_marked_and_taken_back_in_one_step(desk, annotating):
    made = annotating.mark([TextRange(ONE, 41, len(TEXT)), TextRange(TWO, 0, 6)], note="link")
    assert [one.passage.quote for one in made] == [TEXT[42:], "Energy"]
    assert [one.note for one in made] == ["link", ""]
    Undo(desk).undo()
    assert annotating.in_sections([ONE, TWO]) == ()


def test_that_every_act_is_a_step_with_a_name_of_its_own(desk, annotating):
    made = mark(annotating, "talk")
    labels = [Undo(desk).next_undo().label]
    for act in (
        lambda: annotating.set_note(made.id, "first"),
        lambda: annotating.set_note(made.id, "second"),
        lambda: annotating.set_note(made.id, ""),
        lambda: annotating.recolour([made.id], Colour.EVIDENCE),
        lambda: annotating.restyle([made.id], Style.UNDERLINE),
        lambda: annotating.stretch(made.id, start=0, end=5),
        lambda: annotating.set_tags(made.id, ["war"]),
        lambda: annotating.delete([made.id]),
    ):
        act()
        labels.append(Undo(desk).next_undo().label)
    assert labels == [
        "Highlight",
        "Write note",
        "Change note",
        "Remove note",
        "Change colour",
        "Change style",
        "Change marked words",
        "Change tags",
        "Delete highlight",
    ]


def test_that_undoing_every_step_and_redoing_it_gives_the_same_annotation(desk, annotating):
    made = mark(annotating, "talk", note="why?")
    annotating.stretch(made.id, start=0, end=12)
    annotating.set_tags(made.id, ["war", "tone"])
    annotating.recolour([made.id], Colour.DISAGREE)
    last = annotating.annotation(made.id)
    annotating.delete([made.id])
    undo = Undo(desk)
    for _ in range(5):
        undo.undo()
    assert annotating.in_sections([ONE]) == ()
    for _ in range(4):
        undo.redo()
    assert annotating.annotation(made.id) == last


def test_that_an_act_that_changes_nothing_is_no_step(desk, annotating):
    made = mark(annotating, "talk", note="why?")
    annotating.set_note(made.id, "why?")
    annotating.recolour([made.id], made.colour)
    annotating.restyle([made.id], made.style)
    annotating.set_tags(made.id, [])
    annotating.stretch(made.id, start=made.passage.start, end=made.passage.end)
    annotating.delete([])
    assert Undo(desk).next_undo().label == "Write note"


def test_that_screens_are_told_after_it_is_stored(desk, annotating):
    heard = []
    desk.notice.listen(lambda changed: heard.append((changed, notes(annotating))))
    mark(annotating, "talk", note="n")
    assert heard == [(frozenset({Change.ANNOTATIONS}), [("talk", "n")])]


def test_that_a_note_on_a_section_needs_no_words_and_goes_when_it_is_emptied(annotating):
    made = annotating.write_in_section(ONE, "read again")
    assert made.passage is None
    assert annotating.in_sections([ONE]) == (made,)
    annotating.set_note(made.id, "  ")
    assert annotating.in_sections([ONE]) == ()


def test_that_an_empty_note_on_a_section_is_refused(annotating):
    with pytest.raises(InputError):
        annotating.write_in_section(ONE, "  \n ")


def test_that_annotations_come_in_the_order_of_the_text_longer_ones_first(annotating):
    mark(annotating, "waits")
    mark(annotating, "They")
    mark(annotating, "🦊")
    mark(annotating, "🦊 waits. They")
    quotes = [quote for quote, _ in notes(annotating)]
    assert quotes == ["🦊 waits. They", "🦊", "waits", "They"]


@pytest.mark.parametrize(("nth", "start"), [(1, 18), (2, 28)])
def test_that_the_nth_occurrence_of_a_quotation_is_annotated(annotating, nth, start):
    made = annotating.annotate_quotation(ONE, "talk", nth=nth, colour=Colour.EVIDENCE, note="")
    assert made.passage.start == start


def test_that_a_quotation_that_occurs_twice_needs_its_number(annotating):
    with pytest.raises(AmbiguousQuotation, match="2 times"):
        annotating.annotate_quotation(ONE, "talk", nth=None, colour=Colour.EVIDENCE, note="")


@pytest.mark.parametrize(
    ("quote", "nth"), [("sing", None), ("", None), ("talk", 3), ("talk", 0)], ids=str
)
def test_that_a_quotation_that_is_not_there_is_told(annotating, quote, nth):
    with pytest.raises(NotFound):
        annotating.annotate_quotation(ONE, quote, nth=nth, colour=Colour.EVIDENCE, note="")


def test_that_an_unknown_section_or_annotation_is_told(annotating):
    with pytest.raises(NotFound, match="nowhere"):
        annotating.mark([TextRange(SectionId("talks/nowhere"), 0, 1)])
    with pytest.raises(NotFound, match="gone"):
        annotating.set_note(AnnotationId("gone"), "x")


FILTERS = {
    "a word of the note": (AnnotationFilter(text="mediat"), ["waits"]),
    "a word of the note in another form": (AnnotationFilter(text="MEDIATORS"), ["waits"]),
    "words quoted, without case and accents": (AnnotationFilter(text="NAIVE hope"), ["naïve hope"]),
    "signs only": (AnnotationFilter(text='" AND ('), []),
    "words of note and quotation together": (AnnotationFilter(text="mediator waits"), ["waits"]),
    "colour": (AnnotationFilter(colours=frozenset({Colour.QUESTION})), ["Energy"]),
    "tag": (AnnotationFilter(tags=frozenset({"gas"})), ["Energy"]),
    "material": (AnnotationFilter(materials=frozenset({MaterialId("other")})), ["Else"]),
    "section": (AnnotationFilter(sections=frozenset({TWO})), ["Energy"]),
    "those with a note": (AnnotationFilter(has_note=True), ["waits"]),
    "those without a note": (AnnotationFilter(has_note=False), ["Else", "naïve hope", "Energy"]),
    "orphans": (AnnotationFilter(only_orphans=True), []),
    "the newest first": (
        AnnotationFilter(order=NoteOrder.NEWEST),
        ["Else", "Energy", "naïve hope", "waits"],
    ),
}


@pytest.mark.parametrize(("wanted", "quotes"), FILTERS.values(), ids=FILTERS.keys())
def test_that_the_list_of_all_notes_can_be_narrowed_by(desk, annotating, wanted, quotes):
    add_material(desk, "other", [("part", 1, "Else where.")], title="Another")
    mark(annotating, "waits", note="who is the mediator?")
    desk.clock.advance(timedelta(minutes=1))
    mark(annotating, "naïve hope")
    desk.clock.advance(timedelta(minutes=1))
    energy = mark(annotating, "Energy", TWO, "Energy and sanctions.", colour=Colour.QUESTION)
    annotating.set_tags(energy.id, ["gas"])
    desk.clock.advance(timedelta(minutes=1))
    mark(annotating, "Else", SectionId("other/part"), "Else where.")
    found = annotating.listed(wanted)
    assert [one.annotation.passage.quote for one in found] == quotes


def test_that_a_listed_annotation_names_where_it_stands(annotating):
    mark(annotating, "waits")
    (found,) = annotating.listed(AnnotationFilter())
    assert (found.material, found.material_title, found.section_title) == ("talks", "Talks", "One")


def test_that_several_annotations_are_tagged_coloured_and_deleted_in_one_step(desk, annotating):
    keys = [mark(annotating, words).id for words in ("waits", "They")]
    annotating.change_tags(keys, add=[" tone "])
    assert [annotating.annotation(key).tags for key in keys] == [("tone",), ("tone",)]
    assert annotating.tags() == ("tone",)
    annotating.recolour(keys, Colour.EVIDENCE)
    annotating.delete(keys)
    assert Undo(desk).next_undo().details == {"count": 2}
    Undo(desk).undo()
    assert {one.colour for one in annotating.in_sections([ONE])} == {Colour.EVIDENCE}
