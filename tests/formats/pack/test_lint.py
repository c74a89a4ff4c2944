"""The linter objects to what a careful editor would object to, and to nothing else."""

from __future__ import annotations

import pytest

from carrel.domain.questions.objections import LEAST_SUPPORT
from carrel.domain.questions.words import content_words, has_words
from carrel.formats.pack.check import check_pack
from packs import changed, write_pack

QUESTIONS = "questions/tides.yaml"


def check(folder, changes=None):
    return check_pack(write_pack(folder, changes)).problems


def single_choice(number: int, right: int) -> str:
    options = "\n".join(
        "      - {text: The Moon, correct: true}"
        if place == right
        else f"      - {{text: Wrong {number} {place}}}"
        for place in range(3)
    )
    return (
        f"  - id: s{number}\n    kind: single_choice\n    prompt: Which?\n    options:\n{options}\n"
        "    cites: [{section: why, quote: The main cause is the Moon}]\n"
    )


OBJECTIONS = {
    "an answer marked literal that the passage does not say": (
        changed(QUESTIONS, "{text: The Moon, correct: true}", "{text: A comet, correct: true}"),
        (QUESTIONS, 14, "“A comet” is marked literal"),
    ),
    "a gap marked literal that the passage does not say": (
        changed(QUESTIONS, "answer: spring,", "answer: enormous,"),
        (QUESTIONS, 28, "“enormous” is marked literal"),
    ),
    "a distractor that is the answer in other signs": (
        changed(QUESTIONS, "The Sun, why", "the “moon”, why"),
        (QUESTIONS, 6, "“the “moon”” is equal to the answer"),
    ),
    "a distractor that is the answer": (
        changed(QUESTIONS, "The Sun, why", "The moon, why"),
        (QUESTIONS, 7, "options, number 2 says the same as number 1"),
    ),
    "a distractor within the answer": (
        changed(QUESTIONS, "The Sun, why", "Moon, why"),
        (QUESTIONS, 6, "“Moon” is contained in the answer “The Moon”"),
    ),
    "a distractor within the answer of a gap": (
        changed(QUESTIONS, "{answer: spring, dis", "{answer: spring neap, dis"),
        (QUESTIONS, 21, "“neap” is contained in the answer"),
    ),
    "a hedge that the passage does not have": (
        changed(QUESTIONS, "hedge: say", "hedge: perhaps"),
        (QUESTIONS, 35, "the hedge “perhaps” is not in the passages"),
    ),
    "a topic that nothing speaks of": (
        changed(
            "topics.yaml",
            "people:",
            "  - {slug: ocean, name: Undersea currents, kind: concept}\npeople:",
        ),
        ("topics.yaml", 14, "nothing in the pack speaks of the topic “Undersea currents”"),
    ),
    "a picture without alternative text": (
        {
            **changed("sections/01-tides.md", "On most", "![](assets/map.png) On most"),
            "assets/map.png": b"\x89PNG\r\n\x1a\n",
        },
        ("sections/01-tides.md", 3, "has no alternative text"),
    ),
    "a picture of a question that is not in the pack": (
        changed(QUESTIONS, "What is the main cause", "What ![Tides](assets/no.png) is the main"),
        (QUESTIONS, 4, "“assets/no.png” is not in the pack"),
    ),
    "a picture of an option without alternative text": (
        {
            **changed(
                QUESTIONS, "{text: The wind, why", '{text: "The wind ![](assets/w.png)", why'
            ),
            "assets/w.png": b"\x89PNG\r\n\x1a\n",
        },
        (QUESTIONS, 8, "“assets/w.png” has no alternative text"),
    ),
    "right answers that all stand in one place": (
        {QUESTIONS: "questions:\n" + "".join(single_choice(n, 1) for n in range(3))},
        (QUESTIONS, 5, "all 3 single choice questions have the right answer in place 2"),
    ),
}


@pytest.mark.parametrize(
    ("changes", "place"), OBJECTIONS.values(), ids=[name.replace(" ", "-") for name in OBJECTIONS]
)
def test_that_the_linter_objects_to(tmp_path, changes, place):
    file, line, words = place
    problems = check(tmp_path, changes)
    told = [problem for problem in problems if words in problem.what]
    assert [(problem.file, problem.line) for problem in told] == [(file, line)], problems
    assert len(problems) == 1
    assert problems[0].hint


def test_that_an_inferred_answer_may_be_in_other_words(tmp_path):
    changes = changed(QUESTIONS, "{text: The Moon, correct", "{text: A comet, correct")
    text = str(changes[QUESTIONS]).replace("support: literal", "support: inferred")
    assert check(tmp_path, {QUESTIONS: text}) == ()


def test_that_right_answers_in_different_places_are_fine(tmp_path):
    text = "questions:\n" + "".join(single_choice(n, n % 2) for n in range(4))
    assert check(tmp_path, {QUESTIONS: text}) == ()


def test_that_a_passage_of_several_cites_supports_together(tmp_path):
    changes = changed(
        QUESTIONS,
        "    cites: [{section: why, quote: The main cause is the Moon}]",
        "    cites:\n      - {section: why, quote: The main cause}\n"
        "      - {section: why, quote: is the Moon}",
    )
    assert check(tmp_path, changes) == ()


@pytest.mark.parametrize(
    ("text", "wanted", "has"),
    [
        ("The Moon", "moon", True),
        ("The Moon", "The Moon", True),
        ("The Moonlight", "moon", False),
        ("Élysée, Paris", "elysee paris", True),
        ("a b", "b a", False),
        ("a b", "…", False),
    ],
)
def test_that_words_are_compared_whole_and_in_order(text, wanted, has):
    assert has_words(text, wanted) is has


def test_that_forms_of_a_word_tell_the_same():
    assert content_words("was exploited by the Moon") == content_words("exploits moons")


@pytest.mark.parametrize(
    ("language", "answer", "said", "is_supported"),
    [
        ("de", "Der Mond und die Sonne", "Das ist der Wind und die Erde.", False),
        ("de", "Der Mond", "Der Mond zieht das Wasser an.", True),
        ("fr", "dans les mers", "une lune et les vents dans le ciel", False),
        ("fr", "les mers", "Les mers montent.", True),
        ("ja", "月の引力", "潮は主に月の引力で起こる。", True),
        ("ja", "月の引力", "風が波を起こす。", False),
        ("xx", "the moon", "the moon pulls", True),
    ],
)
def test_that_support_is_judged_in_the_language_of_the_material(
    language, answer, said, is_supported
):
    wanted = content_words(answer, language)
    share = len(wanted & content_words(said, language)) / len(wanted)
    assert (share >= LEAST_SUPPORT) is is_supported


def test_that_words_of_a_script_without_spaces_are_found_within_a_sentence():
    assert has_words("潮は主に月の引力で起こる。", "月の引力")
    assert not has_words("風が波を起こす。", "月")
