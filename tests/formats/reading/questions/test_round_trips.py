"""Questions that leave for Moodle and come back keep prompt, answers, marks and feedback."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.questions.body import Asked
from carrel.domain.questions.brought import BroughtQuestion
from carrel.domain.questions.kinds import read_body
from carrel.domain.text.markdown import parse
from carrel.formats.reading.reader import read_document
from carrel.formats.writing.gift import write_gift
from carrel.formats.writing.moodle_xml import write_moodle_xml
from question_samples import CATEGORIES, JUDGED, SAMPLES, question
from study_works import PICTURE, TEXT, work_of, work_of_kind

FEEDBACK = "Said *plainly*.\n\n> The war is the reason"


def back(kind: str, form: str, **more: object) -> tuple[BroughtQuestion, ...]:
    write = {"xml": write_moodle_xml, "gift": write_gift}[form]
    data = write([work_of_kind(kind, **more)]).files[""]
    return read_document(f"quiz.{form}", data).questions


KEPT = ["single_choice", "multiple_choice", "true_false", "short_answer", "matching", "ordering"]


@pytest.mark.parametrize("form", ["xml", "gift"])
@pytest.mark.parametrize("kind", KEPT)
def test_that_a_kind_that_both_have_comes_back_as_it_was(kind, form):
    (one,) = back(kind, form)
    assert one.kind == kind
    assert read_body(kind, one.body) == read_body(kind, SAMPLES[kind])
    assert one.prompt == f"About {kind}: what?"
    assert one.explanation == FEEDBACK
    assert one.tags == ("The war: a cause",)


@pytest.mark.parametrize("form", ["xml", "gift"])
def test_that_a_plain_verdict_and_categories_come_back(form):
    (plain,) = back("true_false", form, body={"answer": True})
    assert read_body("true_false", plain.body) == read_body("true_false", {"answer": True})
    (sorted_,) = back("matching", form, body=CATEGORIES)
    assert read_body("matching", sorted_.body) == read_body("matching", CATEGORIES)


def test_that_gaps_come_back_from_xml_together_and_from_gift_one_by_one():
    (whole,) = back("cloze", "xml")
    body = read_body("cloze", whole.body)
    assert body.gaps == read_body("cloze", SAMPLES["cloze"]).gaps
    first, second = back("cloze", "gift")
    assert [one.kind for one in (first, second)] == ["cloze", "cloze"]
    asked = read_body("cloze", SAMPLES["cloze"]).gaps
    assert [read_body("cloze", one.body).gaps[0] for one in (first, second)] == list(asked)


@pytest.mark.parametrize("form", ["xml", "gift"])
def test_that_how_certain_is_still_answered_by_the_same_word(form):
    (one,) = back("certainty", form)
    body = read_body(one.kind, one.body)
    right = body.options[body.solution(Asked())]
    assert right.text == "inferred"
    assert "He fears silence." in one.prompt


def test_that_a_judged_answer_keeps_model_and_points():
    (one,) = back("short_answer", "xml", body=JUDGED)
    assert read_body(one.kind, one.body) == read_body("short_answer", JUDGED)


@pytest.mark.parametrize("form", ["xml", "gift"])
def test_that_the_answer_stands_in_the_text_that_the_question_points_at(form):
    write = {"xml": write_moodle_xml, "gift": write_gift}[form]
    work = work_of(*(question(kind, f"q-{kind}") for kind in SAMPLES))
    draft = read_document(f"quiz.{form}", write([work]).files[""])
    for one in draft.questions:
        section = draft.sections[one.section]
        blocks = parse(section.markdown).blocks
        words = " ".join(block.text for block in blocks[one.first : one.last + 1])
        asked = read_body(one.kind, one.body).on_paper(Asked(), seed="")
        first_line = asked.answers[0].split(" → ")[-1].split("\n")[0]
        assert first_line.strip("“”") in words


def test_that_pictures_come_back():
    asked = question("single_choice", prompt="Where? ![a map](assets/map.png)")
    draft = read_document("q.xml", write_moodle_xml([work_of(asked, text=TEXT)]).files[""])
    (asset,) = draft.assets
    assert asset.content == PICTURE.content
    assert f"]({asset.name})" in draft.questions[0].prompt


LETTERS = st.sampled_from("abXY éß水🙂{}=~#:\\%/<>&*_`[]()\"'!?.,;-+0123456789$|^@")
WORDS = st.text(LETTERS, min_size=1, max_size=16).map(lambda text: " ".join(text.split()) or "x")


@st.composite
def choices(draw):
    """The body of a choice, of whose wrong options is said why they are."""
    names = draw(st.permutations(["one", "two", "three", "four"]))[: draw(st.integers(2, 4))]
    options = [{"text": f"{name} {draw(WORDS)}"} for name in names]
    right = draw(st.integers(0, len(options) - 1))
    for number, option in enumerate(options):
        if number == right:
            option["correct"] = True
        elif why := draw(st.one_of(st.just(""), WORDS)):
            option["why"] = f"No {why}"
    return {"options": options}


def as_known(form, value):
    """``value`` as others can say it: Moodle has one sign for all formulas, on lines or within."""
    if form == "gift":
        return value
    if isinstance(value, str):
        return re.sub(r"\$\$([^$\n]+)\$\$", r"$\1$", value)
    if isinstance(value, tuple):
        return tuple(as_known(form, each) for each in value)
    if isinstance(value, dict):
        return {key: as_known(form, each) for key, each in value.items()}
    return value


@pytest.mark.parametrize("form", ["xml", "gift"])
@given(body=choices(), prompt=WORDS)
def test_that_any_choice_comes_back_with_prompt_answers_marks_and_feedback(form, body, prompt):
    before = read_body("single_choice", body)
    asked = question("single_choice", prompt=f"What {prompt}", body=body)
    write = {"xml": write_moodle_xml, "gift": write_gift}[form]
    (one,) = read_document(f"quiz.{form}", write([work_of(asked)]).files[""]).questions
    assert one.prompt == as_known(form, f"What {prompt}")
    assert asdict(read_body(one.kind, one.body)) == as_known(form, asdict(before))
