"""Questions for Moodle, as XML and as GIFT: types, marks, feedback, tags and pictures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from base64 import b64decode

import pytest

from carrel.formats.writing.gift import write_gift
from carrel.formats.writing.moodle_xml import write_moodle_xml
from question_samples import JUDGED, SAMPLES, question
from study_works import PICTURE, work_of, work_of_all_kinds, work_of_kind

TYPES = {
    "single_choice": "multichoice",
    "multiple_choice": "multichoice",
    "true_false": "multichoice",
    "cloze": "cloze",
    "short_answer": "shortanswer",
    "matching": "matching",
    "ordering": "ordering",
    "certainty": "multichoice",
    "evidence": "essay",
    "flashcard": "essay",
}
MARKS = {
    "single_choice": {"A war": "100", "A trade dispute": "0", "Energy": "0"},
    "multiple_choice": {
        "A ceasefire": "50",
        "Withdrawal": "50",
        "New borders": "-50",
        "Sanctions lifted": "-50",
    },
    "true_false": {
        "True: The author separates the two": "50",
        "True: Critics say so": "0",
        "True: It is law": "0",
        "False: The author separates the two": "100",
        "False: Critics say so": "50",
        "False: It is law": "50",
    },
    "certainty": {"stated": "0", "reported": "0", "inferred": "100", "speculative": "0"},
    "short_answer": {"Kyiv": "100", "Kiew": "100", "Versailles": "100"},
}


def questions(work) -> list[ET.Element]:
    root = ET.fromstring(write_moodle_xml([work]).files[""])
    return [one for one in root.findall("question") if one.get("type") != "category"]


def gift(work) -> str:
    return write_gift([work]).files[""].decode()


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_that_each_kind_has_its_type_prompt_feedback_and_tags(kind):
    one = questions(work_of_kind(kind))[0]
    assert one.get("type") == TYPES[kind]
    assert one.findtext("questiontext/text").startswith(f"About {kind}: what?")
    feedback = one.findtext("generalfeedback/text")
    assert feedback == "Said *plainly*.\n\n> The war is the reason"
    assert [tag.text for tag in one.iterfind("tags/tag/text")] == ["The war: a cause"]


@pytest.mark.parametrize("kind", sorted(MARKS))
def test_that_answers_earn_what_they_earn_here(kind):
    one = questions(work_of_kind(kind))[0]
    marks = {given.findtext("text"): given.get("fraction") for given in one.iterfind("answer")}
    assert marks == MARKS[kind]


def test_that_why_a_choice_is_wrong_is_its_feedback():
    one = questions(work_of_kind("single_choice"))[0]
    told = {given.findtext("text"): given.findtext("feedback/text") for given in one.iter("answer")}
    assert told["A trade dispute"] == "It is not mentioned."


def test_that_a_plain_true_or_false_stays_one():
    one = questions(work_of_kind("true_false", body={"answer": True}))[0]
    assert one.get("type") == "truefalse"
    marks = {given.findtext("text"): given.get("fraction") for given in one.iterfind("answer")}
    assert marks == {"true": "100", "false": "0"}


def test_that_gaps_stand_in_the_text_typed_or_to_choose():
    text = questions(work_of_kind("cloze"))[0].findtext("questiontext/text")
    assert "{1:MULTICHOICE_S:=split#Also right: division~delay}" in text
    assert "{1:SHORTANSWER:=exploited}" in text


def test_that_pairs_and_the_spare_side_are_there():
    one = questions(work_of_kind("matching"))[0]
    pairs = [
        (pair.findtext("text"), pair.findtext("answer/text")) for pair in one.iter("subquestion")
    ]
    assert pairs == [
        ("critics", "talk gives standing"),
        ("the author", "contact is not approval"),
        ("", "silence is riskier"),
    ]


def test_that_who_marks_an_essay_sees_model_and_points():
    one = questions(work_of_kind("short_answer", body=JUDGED))[0]
    assert one.findtext("graderinfo/text") == (
        "Knowing is no approval.\n\n- names knowing\n- names approval"
    )


def test_that_a_flashcard_both_ways_is_two_questions():
    first, second = questions(work_of_kind("flashcard"))
    assert "détente" in first.findtext("questiontext/text")
    assert second.findtext("graderinfo/text") == "détente"
    assert first.findtext("idnumber") != second.findtext("idnumber")


def test_that_pictures_are_in_the_file():
    asked = question("single_choice", prompt="Where? ![a map](assets/map.png)")
    text = questions(work_of(asked))[0].find("questiontext")
    assert "![a map](@@PLUGINFILE@@/map.png)" in text.findtext("text")
    assert b64decode(text.findtext("file")) == PICTURE.content


def test_that_control_signs_do_not_break_the_file():
    asked = question("single_choice", prompt="a\x0bb & <c>")
    assert "ab & <c>" in questions(work_of(asked))[0].findtext("questiontext/text")


GIFT = {
    "single_choice": ("\t=A war\n", "\t~A trade dispute #It is not mentioned.\n"),
    "multiple_choice": ("\t~%50%A ceasefire\n", "\t~%-50%New borders #Nobody asks for them.\n"),
    "true_false": ("\t=False\\: The author separates the two\n",),
    "short_answer": ("\t=Kyiv\n\t=Kiew\n\t=Versailles\n",),
    "matching": ("\t=critics -> talk gives standing\n", "\t= -> silence is riskier\n"),
    "ordering": ("\t=1 -> talk\n\t=2 -> understand\n",),
    "certainty": ("\t=inferred\n", "\t~stated\n"),
    "evidence": ("####“The war is the reason”\\n\\nSaid",),
    "flashcard": ("####easing of tension\\n\\nSaid", "####détente\\n\\nSaid"),
}


@pytest.mark.parametrize("kind", sorted(GIFT))
def test_that_gift_has_the_answers_of_each_kind(kind):
    made = gift(work_of_kind(kind))
    for words in GIFT[kind]:
        assert words in made


def test_that_gift_asks_each_gap_with_the_others_filled_in_and_says_so():
    written = write_gift([work_of_kind("cloze")])
    made = written.files[""].decode()
    assert "A visible {\n\t=split #Also right\\: division\n\t~delay\n" in made
    assert "A visible split among the allies could be {\n\t=exploited\n" in made
    assert [left.what for left in written.left_behind] == ["cloze questions as a whole"]


def test_that_gift_escapes_its_own_signs_and_has_no_blank_line_in_a_question():
    made = gift(work_of(question("single_choice", prompt="a {b} = c:\n\n~d #e")))
    assert "a \\{b\\} \\= c\\:\\n\\n\\~d \\#e {" in made
    questions_in_it = made.split("\n\n")
    assert len(questions_in_it) == 2


def test_that_gift_names_the_category_and_the_tags():
    made = gift(work_of_all_kinds())
    assert made.startswith("$CATEGORY: $course$/top/Book: one//two\n")
    assert "[tag:The war: a cause]" in made
