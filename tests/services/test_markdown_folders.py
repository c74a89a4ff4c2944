"""A material leaves as a folder of Markdown pages and comes back with its text and its notes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from annotated_works import works
from carrel.domain.annotations import AnnotationFilter, Colour
from carrel.domain.ids import MaterialId
from carrel.domain.sections import placed
from carrel.domain.topics import Relation, RelationKind, TopicKind
from carrel.formats.reading.markdown_folder import read
from carrel.formats.writing.markdown_folder import write_markdown_folder
from carrel.services.annotating import Annotating
from carrel.services.annotations_importing import AnnotationsImporting
from carrel.services.exporting import Exporting
from carrel.services.importing import Importing, Outcome
from carrel.services.looking_up import LookingUp
from carrel.services.topic_editing import TopicDraft, TopicEditing
from sample_library import add_material, new_desk
from study_works import PICTURE, work_of_kind

RIVER = MaterialId("river")
BANK = (
    "The old mill stands by the water. The old mill is *empty*.\n\n- a first thing\n"
    "- another\n\n> Nobody goes there.\n\n    code ^p1\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nSee ![the mill](assets/mill.png)."
)


@pytest.fixture
def desk():
    desk = new_desk()
    sections = [("bank", 1, BANK), ("ferry", 2, "A ferry crosses."), ("end", 1, "")]
    add_material(desk, "river", sections, title="The river: upstream", authors=("A. B.", "C"))
    return desk


def listed(desk):
    found = Annotating(desk).listed(AnnotationFilter())
    return [one.annotation for one in found]


def export(desk, folder):
    Exporting(desk).export("markdown", None, folder)
    return folder


def annotate(desk, quote, *, nth=None, note="", tags=(), colour=Colour.EVIDENCE):
    section = LookingUp(desk).sections(RIVER)[0].id
    one = Annotating(desk).annotate_quotation(section, quote, nth=nth, colour=colour, note=note)
    Annotating(desk).set_tags(one.id, tags)
    return one


def test_that_sections_notes_and_topics_come_back(desk, tmp_path):
    annotate(desk, "The old mill", nth=2, note="Look:\n\n> so\n\n---\n\n#end", tags=["two words"])
    annotate(desk, "empty.\na first", colour=Colour.DISAGREE)
    Annotating(desk).write_in_section(LookingUp(desk).sections(RIVER)[1].id, "See [[Mill: old]].")
    editing = TopicEditing(desk)
    mill = editing.add(RIVER, TopicDraft("Mill: old", TopicKind.PLACE, aliases=("the mill",)))
    water = editing.add(RIVER, TopicDraft("Water", TopicKind.CONCEPT, definition="It *runs*."))
    editing.relate(Relation(mill, RelationKind.BROADER, water))
    folder = export(desk, tmp_path / "out")
    other = new_desk()
    (came,) = Importing(other).import_files([folder])
    assert came.outcome is Outcome.ADDED
    before, after = LookingUp(desk), LookingUp(other)
    assert after.material(RIVER).title == before.material(RIVER).title
    assert after.material(RIVER).authors == before.material(RIVER).authors
    assert [(one.id, one.title, one.level, one.text) for one in after.sections(RIVER)] == [
        (one.id, one.title, one.level, one.text) for one in before.sections(RIVER)
    ]
    assert [replace(one, id="") for one in listed(other)] == [
        replace(one, id="") for one in listed(desk)
    ]
    topics = read({p.relative_to(folder).as_posix(): p.read_bytes()
                   for p in folder.rglob("*") if p.is_file()}).topics  # fmt: skip
    assert [(one.name, one.kind, one.aliases, one.definition, one.broader) for one in topics] == [
        ("Mill: old", TopicKind.PLACE, ("the mill",), "", ("Water",)),
        ("Water", TopicKind.CONCEPT, (), "It *runs*.", ()),
    ]


def test_that_a_second_import_brings_only_what_is_new(desk, tmp_path):
    annotate(desk, "Nobody goes there", note="Why?")
    folder = export(desk, tmp_path / "out")
    page = next((folder / "notes").iterdir())
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("#evidence", "#question #new-tag")
        + "\n> A first thing\n\nWritten by hand.\n\n#disagree #own\n\n---\n",
        encoding="utf-8",
    )
    (one,) = Importing(desk).import_files([folder])
    assert one.outcome is Outcome.HIGHLIGHTS
    service = AnnotationsImporting(desk)
    plan = service.plan(one.brought.texts[0], RIVER)
    service.take([plan])
    assert (len(plan.merged.added), plan.merged.known) == (1, 1)
    added = next(one for one in listed(desk) if one.note == "Written by hand.")
    assert (added.passage.quote, added.colour, added.tags) == (
        "a first thing", Colour.DISAGREE, ("own",),
    )  # fmt: skip
    new = new_desk()
    Importing(new).import_files([folder])
    changed = next(one for one in listed(new) if one.note == "Why?")
    assert (changed.colour, changed.tags) == (Colour.QUESTION, ("new-tag",))


def test_that_a_changed_text_is_told_and_can_be_taken_by_an_update(desk, tmp_path):
    annotate(desk, "Nobody goes there", note="Why?")
    folder = export(desk, tmp_path / "out")
    page = next((folder / "sections").iterdir())
    page.write_text(page.read_text("utf-8").replace("ferry", "raft").replace("mill", "tower"))
    (one,) = Importing(desk).import_files([folder])
    assert [left.what for left in one.brought.left_out] == ["changed sections"]


def test_that_folders_of_several_materials_come_in_as_several(desk, tmp_path):
    add_material(desk, "hill", [("top", 1, "Up.")])
    folder = export(desk, tmp_path / "all")
    other = new_desk()
    results = Importing(other).import_files([folder])
    assert [one.outcome for one in results] == [Outcome.ADDED, Outcome.ADDED]
    assert {one.material.id for one in LookingUp(other).materials()} == {"river", "hill"}


def test_that_questions_that_stay_outside_are_told_and_pictures_come():
    written = write_markdown_folder([work_of_kind("cloze")])
    draft = read(written.files)
    assert draft.assets == (PICTURE,)
    assert "questions.md" in draft.warnings[0]


def test_that_other_folders_are_read_as_before(tmp_path):
    (tmp_path / "index.md").write_text("# A\n\nOne.", encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n\nTwo.", encoding="utf-8")
    (one,) = Importing(new_desk()).import_files([tmp_path])
    assert (one.outcome, one.summary.sections) == (Outcome.ADDED, 2)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(works())
def test_that_markdown_out_and_in_keeps_text_and_notes(work):
    draft = read(write_markdown_folder([work]).files)
    (before,) = work.contents.sections
    (after,) = placed(MaterialId("book"), draft.sections)
    assert (after.title, after.text) == (before.title, before.text)
    found = {one.name: one for one in draft.annotations}
    assert found.keys() == {one.id for one in work.annotations}
    for one in work.annotations:
        came = found[one.id]
        assert (came.quote, came.note) == (one.passage.quote if one.passage else "", one.note)
        assert (came.colour, came.style, came.tags) == (one.colour, one.style, one.tags)
        assert (came.created_at, came.updated_at) == (one.created_at, one.updated_at)
        assert came.start == (one.passage.start if one.passage else None)
