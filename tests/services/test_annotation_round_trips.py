"""Annotations that leave in a format of another program and come back are what they were."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from annotated_works import works
from carrel.domain.annotation_merging import AnnotationMerging
from carrel.domain.annotation_placing import AnnotationPlacing
from carrel.domain.annotations import AnnotationFilter, Colour, Style
from carrel.domain.ids import MaterialId
from carrel.formats.reading.annotations.reader import reader_of
from carrel.formats.writing.tables import write_readwise
from carrel.formats.writing.web_annotation import write_web_annotations
from carrel.services.annotating import Annotating
from carrel.services.annotations_importing import AnnotationsImporting
from carrel.services.exporting import Exporting
from carrel.services.importing import Importing
from fakes import FrozenClock, SequenceIds
from sample_library import add_material, new_desk
from study_works import annotated, work_of

QUIET = settings(suppress_health_check=[HealthCheck.too_slow])


def back(work, write, name):
    """The annotations of a work as they come in after they went out."""
    data = write([work]).files[""]
    reader = reader_of(name, data)
    if reader is None:
        return []
    found = [one for text in reader(name, data).texts for one in text.annotations]
    placements = AnnotationPlacing(work.contents.sections).place(found)
    merging = AnnotationMerging(MaterialId("book"), (), lambda _: {})
    return merging.merge(placements, now=FrozenClock()(), new_id=SequenceIds()).added


@QUIET
@given(works().filter(lambda work: work.annotations))
def test_that_web_annotations_out_and_in_are_equal(work):
    assert back(work, write_web_annotations, "a.jsonld") == list(work.annotations)


@QUIET
@given(works())
def test_that_readwise_out_and_in_keeps_quotation_note_colour_tags_and_section(work):
    # A table has no places: of words that stand twice only the quotation is sure to be the same.
    gone = [one for one in work.annotations if one.passage and one.style is not Style.BOOKMARK]
    if not gone:
        return
    came = {one.id: one for one in back(work, write_readwise, "r.csv")}
    assert came.keys() == {one.id for one in gone}
    for one in gone:
        there = came[one.id]
        assert there.passage.quote == one.passage.quote
        assert (there.note, there.colour, there.tags) == (one.note, one.colour, one.tags)
        assert there.section == one.section


@pytest.mark.parametrize("form", ["annotations", "readwise", "markdown"])
def test_that_what_goes_out_and_comes_in_again_is_known_where_it_was(form, tmp_path):
    desk = new_desk()
    text = "The pond is deep. The pond is cold. Nobody swims in the pond."
    add_material(desk, "pond", [("one", 1, text)], title="The pond")
    for nth, note in ((1, "First."), (2, "Second."), (3, "")):
        Annotating(desk).annotate_quotation(
            "pond/one", "he pond", nth=nth, colour=Colour.QUESTION, note=note
        )
    before = [one.annotation for one in Annotating(desk).listed(AnnotationFilter())]
    (path, *_) = Exporting(desk).export(form, [MaterialId("pond")], tmp_path / "out").paths
    if form == "markdown":
        (one,) = Importing(desk).import_files([tmp_path / "out"])
        brought = one.brought
    else:
        service = AnnotationsImporting(desk)
        brought = service.read(path, path.read_bytes())
    service = AnnotationsImporting(desk)
    plan = service.plan(brought.texts[0], MaterialId("pond"))
    service.take([plan])
    assert plan.merged.known == 3
    assert [one.annotation for one in Annotating(desk).listed(AnnotationFilter())] == before


@pytest.mark.parametrize("note", ["=1+1", "'=1", "@x", "-3", "''+", "'quoted'", "+ and"])
def test_that_cells_that_look_like_formulas_come_back_as_they_were(note):
    work = annotated(work_of(text="A row of words."), quote="row of words", note=note)
    assert [one.note for one in back(work, write_readwise, "r.csv")] == [note]
