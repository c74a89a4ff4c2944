"""Quiz files as other programs write them; what cannot be taken is counted."""

from __future__ import annotations

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.domain.questions.kinds import read_body
from carrel.formats.reading.reader import read_document

GIFT = """// a comment [tag:history]
$CATEGORY: $course$/top/Unit 1/Wars

::Q1:: Who's buried in Grant's tomb? {~%-100%no one ~Napoleon#No! =Grant#Yes. ####In New York.}

Two plus {=two =2} equals four.

[html]<p>Sky is <b>blue</b></p>{T}

Match. {=cat -> cat food =dog -> dog food =bird -> seed}

Grant was born in {#1822:5}.

Write about it. {}

This is a description.

::Odd:: Mexico { ~%50%Yes ~%50%Si ~%-100%No }
"""

AIKEN = """What is it?
A. One
B) Two
C. Three
ANSWER: B

Which are right?
A. Red
B. Blue
ANSWER: A,B
"""

XML = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Unit//One/Deep</text></category></question>
<question type="multichoice"><name><text>n</text></name>
 <questiontext format="html"><text><![CDATA[<p>Which <i>one</i>?
 <img src="@@PLUGINFILE@@/a.png" alt="A"></p>]]></text>
 <file name="a.png" encoding="base64">iVBORw0KGgo=</file></questiontext>
 <generalfeedback format="html"><text>&lt;p&gt;Because.&lt;/p&gt;</text></generalfeedback>
 <single>true</single>
 <answer fraction="100" format="html"><text>&lt;p&gt;This&lt;/p&gt;</text></answer>
 <answer fraction="0" format="html"><text>That</text><feedback><text>No</text></feedback></answer>
 <tags><tag><text>t1</text></tag></tags>
</question>
<question type="cloze"><questiontext format="html">
 <text>The {1:MC:=cat#ok~dog} ate {2:SA:=fish~%100%a fish~*}.</text>
 </questiontext></question>
<question type="numerical"><questiontext><text>2+2?</text></questiontext>
 <answer fraction="100"><text>4</text><tolerance>0.1</tolerance></answer></question>
<question type="ddimageortext"><questiontext><text>x</text></questiontext></question>
</quiz>
"""


def test_that_gift_as_moodle_documents_it_is_read():
    draft = read_document("wars.gift", GIFT.encode())
    assert [one.kind for one in draft.questions] == [
        "single_choice", "cloze", "true_false", "matching", "short_answer", "multiple_choice",
    ]  # fmt: skip
    assert [(one.title, one.level) for one in draft.sections] == [("Unit 1", 1), ("Wars", 2)]
    first = draft.questions[0]
    assert first.explanation == "Yes.\n\nIn New York."
    assert {"text": "Napoleon", "why": "No!"} in first.body["options"]
    cloze = read_body("cloze", draft.questions[1].body)
    assert (cloze.text, cloze.gaps[0].accepted) == ("Two plus {{1}} equals four.", ("two", "2"))
    assert draft.questions[2].prompt == "Sky is **blue**"
    told = " ".join(draft.warnings)
    assert "1 descriptions" in told
    assert "1 questions without an answer to compare with" in told
    assert "1 tolerances of numbers" in told


def test_that_aiken_is_told_by_its_lines_whatever_the_name():
    draft = read_document("quiz.txt", AIKEN.encode())
    assert [one.kind for one in draft.questions] == ["single_choice", "multiple_choice"]
    assert draft.questions[0].body["options"][1] == {"text": "Two", "correct": True}


def test_that_moodle_xml_is_read_with_pictures_gaps_and_categories():
    draft = read_document("export.xml", XML.encode())
    choice, cloze, number = draft.questions
    assert choice.prompt == "Which *one*? ![A](assets/a.png)"
    assert choice.body["options"] == [
        {"text": "This", "correct": True},
        {"text": "That", "why": "No"},
    ]
    assert (choice.explanation, choice.tags) == ("Because.", ("t1",))
    gaps = read_body("cloze", cloze.body).gaps
    assert [(gap.accepted, gap.distractors) for gap in gaps] == [
        (("cat",), ("dog",)),
        (("fish", "a fish"), ()),
    ]
    assert number.body == {"accept": ["4"]}
    assert [(one.title, one.level) for one in draft.sections] == [("Unit/One", 1), ("Deep", 2)]
    assert any("“ddimageortext”" in told for told in draft.warnings)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gift", b"Only words, no question."),
        ("a.xml", b"<quiz><question type='multichoice'>"),
        ("a.xml", b"<quiz></quiz>"),
        ("a.xml", b"<!DOCTYPE quiz [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><quiz>&x;</quiz>"),
    ],
)
def test_that_a_file_without_questions_is_refused_in_one_sentence(name, data):
    with pytest.raises(UnreadableFile) as told:
        read_document(name, data)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("quiz", "title"),
    [
        ("$CATEGORY: Rivers\n\n{one}\n\n{two}", "Rivers"),
        ("$CATEGORY: Land/Rivers\n\n{one}\n\n$CATEGORY: Land/Hills\n\n{two}", "Land"),
        ("$CATEGORY: Rivers\n\n{one}\n\n$CATEGORY: Hills\n\n{two}", "week 3"),
        ("{one}\n\n$CATEGORY: Hills\n\n{two}", "week 3"),
        ("$CATEGORY: Default\n\n{one}\n\n{two}", "week 3"),
        ("{one}\n\n{two}", "week 3"),
    ],
)
def test_that_the_category_of_all_questions_names_the_quiz_else_its_file(quiz, title):
    text = quiz.format(one="::1:: Who? {{=Here ~There}}", two="::2:: Where? {{=Here ~There}}")
    text = text.replace("{{", "{").replace("}}", "}")
    assert read_document("week_3.gift", text.encode()).title == title


def test_that_lone_returns_and_odd_numbers_do_no_harm_to_notes_of_anki():
    data = "#separator:tab\n#deck column:²\nfront\tback\rmore\tlast\n"
    assert len(read_document("deck.tsv", data.encode()).questions) == 2
