"""Questions as GIFT (https://docs.moodle.org/en/GIFT_format), with texts in Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from carrel.domain.questions.cloze import GAP
from carrel.domain.study_work import StudyWork
from carrel.formats.other_answers import other_answers_told
from carrel.formats.writing.moodle_questions import MoodleQuestion, MoodleType, moodle_questions
from carrel.formats.writing.written import LeftBehind, Written, one_file

_SIGNS = re.compile(r"([~=#{}:\\])")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^()\s]+")


def write_gift(works: Sequence[StudyWork]) -> Written:
    """A category for each material. Gaps are asked one by one: GIFT has one answer a question."""
    parts: list[str] = []
    pictures = split = orders = 0
    for work in works:
        parts.append(f"$CATEGORY: $course$/top/{work.contents.material.title.replace('/', '//')}")
        for question in work.contents.questions:
            for made in moodle_questions(work, question):
                parts.append("\n\n".join(_questions(made)))
                pictures += len(_PICTURE.findall(made.text + made.feedback))
                split += len(made.gaps) > 1
                orders += made.type is MoodleType.ORDERING
    return one_file(
        ("\n\n".join(parts) + "\n").encode(),
        LeftBehind(pictures, "pictures", "GIFT holds no files"),
        LeftBehind(split, "cloze questions as a whole", "each of their gaps is a question now"),
        LeftBehind(orders, "ordering questions as such", "they match numbers to steps now"),
        LeftBehind(sum(len(work.answers) for work in works), "answers given", "GIFT has no place"),
    )


def _questions(made: MoodleQuestion) -> Iterator[str]:
    if made.type is MoodleType.CLOZE:
        for number in range(len(made.gaps)):
            name = made.name if len(made.gaps) == 1 else f"{made.name}#gap{number + 1}"
            yield _question(made, name, _gap_text(made, number), _gap_answers(made, number))
        return
    yield _question(made, made.name, _words(made.text), _ANSWERS[made.type](made))


def _question(made: MoodleQuestion, name: str, text: str, answers: Sequence[str]) -> str:
    tags = f"// [id:{name.replace(']', '')}]" + "".join(
        f" [tag:{tag.replace(']', '')}]" for tag in made.tags
    )
    told = "\n\n".join(filter(None, (made.grader_info, made.feedback)))
    feedback = [f"####{_words(told)}"] if told else []
    # A gap's answers stand where the gap is.
    opening, closing = ("{", "}")
    inside = "\n".join(("", *(f"\t{line}" for line in (*answers, *feedback)), ""))
    body = f"{opening}{inside}{closing}"
    shown = text.replace(_PLACE, body) if _PLACE in text else f"{text} {body}"
    return f"{tags}\n::{_words(name)}::[markdown]{shown}"


_PLACE = "\ue000"


def _gap_text(made: MoodleQuestion, asked: int) -> str:
    """The text with the other gaps filled in, and the place of the one that is asked."""

    def shown(place: re.Match[str]) -> str:
        number = int(place[1]) - 1
        return _PLACE if number == asked else made.gaps[number].answer

    return _words(GAP.sub(shown, made.text))


def _gap_answers(made: MoodleQuestion, number: int) -> Sequence[str]:
    gap = made.gaps[number]
    if gap.distractors:
        others = _words(other_answers_told(gap.accept))
        right = f"={_words(gap.answer)}" + (f" #{others}" if others else "")
        return [right, *(f"~{_words(wrong)}" for wrong in gap.distractors)]
    return [f"={_words(answer)}" for answer in gap.accepted]


def _choices(made: MoodleQuestion) -> Sequence[str]:
    lines = []
    for answer in made.answers:
        if made.is_single and answer.percent in (0, 100):
            sign = "=" if answer.percent else "~"
        else:
            sign = f"~%{answer.percent:.5f}".rstrip("0").rstrip(".") + "%"
        feedback = f" #{_words(answer.feedback)}" if answer.feedback else ""
        lines.append(f"{sign}{_words(answer.text)}{feedback}")
    return lines


def _verdict(made: MoodleQuestion) -> Sequence[str]:
    return ["TRUE" if made.answers[0].percent else "FALSE"]


def _short_answers(made: MoodleQuestion) -> Sequence[str]:
    return [f"={_words(answer.text)}" for answer in made.answers]


def _pairs(made: MoodleQuestion) -> Sequence[str]:
    return [f"={_words(left)} -> {_words(right)}" for left, right in made.pairs]


def _order(made: MoodleQuestion) -> Sequence[str]:
    return [f"={number} -> {_words(item)}" for number, item in enumerate(made.items, start=1)]


def _essay(_made: MoodleQuestion) -> Sequence[str]:
    """What is right is told as feedback: GIFT has no other place for it."""
    return []


_ANSWERS: dict[MoodleType, Callable[[MoodleQuestion], Sequence[str]]] = {
    MoodleType.MULTICHOICE: _choices,
    MoodleType.TRUE_FALSE: _verdict,
    MoodleType.SHORT_ANSWER: _short_answers,
    MoodleType.MATCHING: _pairs,
    MoodleType.ORDERING: _order,
    MoodleType.ESSAY: _essay,
}


def _words(markdown: str) -> str:
    """Text with GIFT's own signs escaped; a blank line would end the question."""
    return _SIGNS.sub(r"\\\1", markdown.strip()).replace("\n", "\\n")
