"""Study guide, quiz sheet and EPUB: the words, the notes beside them, the key apart."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

import pytest

from carrel.domain.annotations import Colour, Style
from carrel.domain.claims import Cell, Holder, Issue
from carrel.domain.ids import IssueId
from carrel.formats.writing.epub import write_epub
from carrel.formats.writing.html_page import write_html
from carrel.formats.writing.quiz_sheet import quiz_sheet
from question_samples import SAMPLES
from study_works import PICTURE, annotated, work_of, work_of_all_kinds, work_of_kind

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def html(work) -> str:
    return write_html([work]).files[""].decode()


def book(work) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write_epub([work]).files[""])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_that_a_note_stands_before_the_paragraph_of_its_words_and_is_numbered():
    page = html(annotated(work_of(), quote="the reason", note="Is *it*?", tags=("hard",)))
    note = page.index('<aside class="note important" id="note1">')
    words = page.index('<mark class="important">the reason</mark>')
    assert note < words
    assert "Is <em>it</em>?" in page
    assert "#hard" in page
    assert '</mark><sup class="noteref"><a href="#note1">1</a></sup>' in page


def test_that_marks_without_a_note_have_no_number_and_tell_their_kind_without_colour():
    work = annotated(work_of(), quote="Critics", colour=Colour.DISAGREE, style=Style.UNDERLINE)
    page = html(work)
    assert '<mark class="disagree underline">Critics</mark> say' in page
    lines = {"solid", "dotted", "dashed", "double"}
    assert all(f"1.5px {line}" in page for line in lines)


def test_that_a_section_note_stands_at_its_head():
    page = html(annotated(work_of(), quote="", note="On all of it", colour=Colour.QUESTION))
    assert page.index("On all of it") < page.index("The war is")


def test_that_pictures_are_in_the_page_and_nothing_is_loaded_from_elsewhere():
    page = html(work_of(text="![a map](assets/map.png) ![x](http://a.b/c.png)"))
    assert 'src="data:image/png;base64,' in page
    assert 'src="http' not in page


def test_that_the_positions_table_has_a_dash_where_no_position_is_given():
    work = work_of()
    issue = Issue(IssueId("book/talk"), work.contents.material.id, "Talk?", (Cell("a", "Yes", ()),))
    holders = (Holder("a", "Ann", ()), Holder("b", "Ben", ()))
    work = replace(work, contents=replace(work.contents, issues=(issue,), holders=holders))
    assert "<tr><th>Talk?</th><td>Yes</td><td>—</td></tr>" in html(work)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_that_the_sheet_asks_and_only_the_key_answers(kind):
    work = work_of_kind(kind)
    sheet = quiz_sheet(work)
    assert f"About {kind}: what?" in sheet.questions
    assert "Said <em>plainly</em>." in sheet.key
    assert "Said" not in sheet.questions
    ET.fromstring(f"<x>{sheet.questions}{sheet.key}</x>")


def test_that_sheet_and_key_number_alike_across_sections():
    sheet = quiz_sheet(work_of_all_kinds())
    assert sheet.questions.count('<ol start="1" class="questions">') == 1
    assert sheet.key.count('<ol start="1" class="key">') == 1


def test_that_matching_is_answered_by_the_letters_of_the_sheet():
    sheet = quiz_sheet(work_of_kind("matching"))
    letters = ET.fromstring(f"<x>{sheet.questions}</x>").find(".//ol[@class='letters']")
    order = [item.text for item in letters]
    letter = "abc"[order.index("talk gives standing")]
    assert f"critics: {letter}" in sheet.key


def test_that_a_book_is_an_epub_whose_pages_are_well_formed_and_listed():
    work = annotated(work_of_all_kinds(), quote="the reason", note="why $x^2$")
    files = book(work)
    assert next(iter(files)) == "mimetype"
    package = ET.fromstring(files["EPUB/package.opf"])
    listed = {f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    assert listed == {name for name in files if name.startswith("EPUB/")} - {"EPUB/package.opf"}
    for name in listed:
        if name.endswith(".xhtml"):
            ET.fromstring(files[name])
    assert files["EPUB/pictures/map.png"] == PICTURE.content
    with_formulas = [
        i.get("href") for i in package.iter(f"{OPF}item") if i.get("properties") == "mathml"
    ]
    assert with_formulas == ["chapter1.xhtml"]


def test_that_the_contents_of_a_book_lead_to_its_sections():
    files = book(work_of_all_kinds())
    toc = ET.fromstring(files["EPUB/nav.xhtml"])
    for link in toc.iter(f"{XHTML}a"):
        page, _, anchor = link.get("href").partition("#")
        root = ET.fromstring(files[f"EPUB/{page}"])
        assert not anchor or any(one.get("id") == anchor for one in root.iter())


def test_that_notes_are_footnotes_in_a_book():
    files = book(annotated(work_of(), quote="the reason", note="why"))
    chapter = files["EPUB/chapter1.xhtml"].decode()
    assert '<aside epub:type="footnote" class="note important" id="note1">' in chapter


def test_that_the_same_work_makes_the_same_book():
    assert write_epub([work_of_all_kinds()]) == write_epub([work_of_all_kinds()])
