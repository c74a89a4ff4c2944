"""A folder of Markdown pages: every link leads somewhere, and the text is what it was."""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import join, normpath
from urllib.parse import unquote

import pytest
import yaml

from carrel.domain.ids import SectionId, TopicId
from carrel.domain.text.markdown import parse
from carrel.domain.topics import Relation, RelationKind, Topic, TopicKind
from carrel.formats.writing.block_ids import with_block_ids
from carrel.formats.writing.markdown_folder import write_markdown_folder
from study_works import PICTURE, annotated, work_of, work_of_all_kinds

LINK = re.compile(r"\[(?:[^\]\\]|\\.)*\]\(([^)\s]+)\)")
TEXT = "The war is the reason.\n\n- one *thing*\n- another\n\n> said\n\n![map](assets/map.png)"


def pages(*works) -> dict[str, str]:
    written = write_markdown_folder(works)
    return {
        name: content.decode() for name, content in written.files.items() if name.endswith(".md")
    }


def rich_work():
    work = annotated(work_of_all_kinds(), quote="the reason", note="Why? See [[The war: a cause]].")
    other = Topic(TopicId("book/peace"), work.contents.material.id, "Peace", TopicKind.CONCEPT)
    relation = Relation(other.id, RelationKind.BROADER, TopicId("book/war"))
    contents = replace(work.contents, topics=(*work.contents.topics, other), relations=(relation,))
    mentions = ((TopicId("book/war"), (SectionId("book/one"), 4)),)
    return replace(work, contents=contents, mentions=mentions)


def test_that_every_link_leads_to_a_page_or_picture_that_is_there():
    made = pages(rich_work())
    files = set(write_markdown_folder([rich_work()]).files)
    found = 0
    for name, text in made.items():
        for target in LINK.findall(text):
            path, _, block = unquote(target).partition("#")
            place = normpath(join(name, "..", path))
            assert place in files, (name, target)
            if block:
                assert block in made[place], (name, target)
            found += 1
    assert found > 10


def test_that_paragraphs_items_and_quotations_have_names_and_nothing_else_has_changed():
    named = with_block_ids(TEXT, parse(TEXT))
    assert named == (
        "The war is the reason. ^p1\n\n- one *thing* ^p2\n- another ^p3\n\n> said ^p4\n\n"
        "![map](assets/map.png)"
    )
    assert re.sub(r" \^p\d+", "", named) == TEXT


def test_that_what_has_no_name_is_led_to_by_its_page():
    table = "Before.\n\n| a | the reason |\n|---|---|\n| 1 | 2 |"
    note = pages(annotated(work_of(text=table), quote="the reason"))["notes/01 One & all.md"]
    assert "[¶ 2](../sections/01%20One%20%26%20all.md)" in note


def test_that_pictures_of_a_section_are_found_from_its_page():
    written = write_markdown_folder([work_of(text=TEXT)])
    assert written.files["assets/map.png"] == PICTURE.content
    assert "![map](../assets/map.png)" in written.files["sections/01 One & all.md"].decode()


def test_that_a_note_has_its_words_its_place_and_its_links():
    note = pages(rich_work())["notes/01 One & all.md"]
    assert "> the reason\n>\n> [¶ 1](../sections/01%20One%20%26%20all.md#^p1)" in note
    assert "Why? See [[The war a cause|The war: a cause]]." in note
    assert "#important" in note


def test_that_a_topic_has_its_definition_relations_and_places():
    topic = pages(rich_work())["topics/The war a cause.md"]
    assert "- narrower: [Peace](../topics/Peace.md)" in topic
    assert "[¶ 1](../sections/01%20One%20%26%20all.md#^p1)" in topic


def test_that_the_title_page_says_what_is_known():
    index = pages(rich_work())["index.md"]
    matter = yaml.safe_load(index.split("---")[1])
    assert matter["title"] == "Book: one/two"
    assert matter["authors"] == ["A. Writer"]


def test_that_orphans_are_kept_with_their_words():
    work = annotated(work_of(), quote="the reason", note="lost", is_orphan=True)
    page = pages(work)["notes/Without a place.md"]
    assert "> the reason" in page
    assert "lost" in page


@pytest.mark.parametrize("name", ["a/b: c?", "..", "CON|x", "x" * 300, "#[[a]]^b", ""])
def test_that_titles_become_names_that_every_system_takes(name):
    work = work_of()
    sections = (replace(work.contents.sections[0], title=name),)
    work = replace(work, contents=replace(work.contents, sections=sections))
    (path,) = (one for one in pages(work) if one.startswith("sections/"))
    file = path.removeprefix("sections/")
    assert not set('\\/:*?"<>|#^[]') & set(file)
    assert len(file) < 100


def test_that_titles_that_differ_in_case_only_are_different_files():
    first, second = work_of(), work_of()
    material = replace(second.contents.material, title="BOOK: one/two")
    second = replace(second, contents=replace(second.contents, material=material))
    folders = {name.split("/")[0] for name in pages(first, second)}
    assert folders == {"Book one two", "BOOK one two 2"}
