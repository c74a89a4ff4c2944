"""Questions in the terms of Moodle's question bank, before they are written as GIFT or XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from carrel.domain.questions.body import Body
from carrel.domain.questions.certainty import SCALE, HowCertain
from carrel.domain.questions.choice import MultipleChoice, SingleChoice
from carrel.domain.questions.cloze import Cloze, Gap
from carrel.domain.questions.matching import Matching
from carrel.domain.questions.ordering import Ordering
from carrel.domain.questions.question import Question
from carrel.domain.questions.short_answer import ShortAnswer
from carrel.domain.questions.true_false import TrueFalse
from carrel.domain.study_work import StudyWork
from carrel.domain.text.escaping import paragraph


class MoodleType(StrEnum):
    """Moodle's question types, by the names that its XML has for them."""

    MULTICHOICE = "multichoice"
    TRUE_FALSE = "truefalse"
    SHORT_ANSWER = "shortanswer"
    MATCHING = "matching"
    CLOZE = "cloze"
    ORDERING = "ordering"
    ESSAY = "essay"


@dataclass(frozen=True, slots=True)
class MoodleAnswer:
    """An answer and what it earns, in percent; below zero takes away. Texts are Markdown."""

    text: str
    percent: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class MoodleQuestion:
    """A question of Moodle's. Texts are Markdown; ``feedback`` is told whatever the answer was.

    ``pairs`` are of a matching question, one with an empty left side is a spare right side.
    ``items`` are to be ordered. ``gaps`` stand in the text of a cloze as ``{{1}}``, ``{{2}}`` ...
    ``grader_info`` is for who marks an essay.
    """

    name: str
    type: MoodleType
    text: str
    feedback: str = ""
    answers: tuple[MoodleAnswer, ...] = ()
    is_single: bool = True
    pairs: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    grader_info: str = ""
    tags: tuple[str, ...] = ()


def moodle_questions(work: StudyWork, question: Question) -> Iterator[MoodleQuestion]:
    """What a question becomes: one of Moodle's, or one for each direction of a flashcard.

    A kind that Moodle has nothing like is an essay, with the answer for who marks it.
    """
    convert = _CONVERTERS.get(type(question.body), _essay)
    page = _Page(
        question,
        feedback=_feedback(question),
        tags=tuple(dict.fromkeys((*work.topic_names(question), *question.tags))),
    )
    yield from convert(page)


@dataclass(frozen=True, slots=True)
class _Page:
    """A question with what is the same whatever it becomes."""

    question: Question
    feedback: str
    tags: tuple[str, ...]

    def made(self, type_: MoodleType, text: str = "", *, part: int = 0) -> MoodleQuestion:
        name = self.question.id if part == 0 else f"{self.question.id}#{part}"
        whole = "\n\n".join(filter(None, (self.question.prompt, text)))
        return MoodleQuestion(name, type_, whole, self.feedback, tags=self.tags)


def _feedback(question: Question) -> str:
    """The explanation, and below it the words that answer the question as a quotation."""
    quotes = [f"> {paragraph(' '.join(one.quote.split()))}" for one in question.passages[:1]]
    return "\n\n".join(filter(None, (question.explanation, *quotes)))


def _single(page: _Page) -> Iterator[MoodleQuestion]:
    body = page.question.body
    assert isinstance(body, SingleChoice)
    answers = tuple(
        MoodleAnswer(option.text, 100.0 * option.is_right, option.why) for option in body.options
    )
    yield replace(page.made(MoodleType.MULTICHOICE), answers=answers)


def _several(page: _Page) -> Iterator[MoodleQuestion]:
    """One credit for each right choice and one off for each wrong one, as Moodle never goes below
    zero either."""
    body = page.question.body
    assert isinstance(body, MultipleChoice)
    share = 100 / body.right_count
    answers = tuple(
        MoodleAnswer(option.text, share if option.is_right else -share, option.why)
        for option in body.options
    )
    yield replace(page.made(MoodleType.MULTICHOICE), answers=answers, is_single=False)


def _true_false(page: _Page) -> Iterator[MoodleQuestion]:
    """With reasons it is a choice of verdict and reason: half the mark for each of them."""
    body = page.question.body
    assert isinstance(body, TrueFalse)
    if not body.reasons:
        verdicts = tuple(
            MoodleAnswer("true" if verdict else "false", 100.0 * (verdict is body.answer))
            for verdict in (True, False)
        )
        yield replace(page.made(MoodleType.TRUE_FALSE), answers=verdicts)
        return
    answers = tuple(
        MoodleAnswer(
            f"{'True' if verdict else 'False'}: {reason.text}",
            50.0 * (verdict is body.answer) + 50.0 * reason.is_right,
            reason.why,
        )
        for verdict in (True, False)
        for reason in body.reasons
    )
    yield replace(page.made(MoodleType.MULTICHOICE), answers=answers)


def _cloze(page: _Page) -> Iterator[MoodleQuestion]:
    body = page.question.body
    assert isinstance(body, Cloze)
    yield replace(page.made(MoodleType.CLOZE, body.text), gaps=body.gaps)


def _short_answer(page: _Page) -> Iterator[MoodleQuestion]:
    body = page.question.body
    assert isinstance(body, ShortAnswer)
    if body.accept:
        answers = tuple(MoodleAnswer(text, 100.0) for text in body.accept)
        yield replace(page.made(MoodleType.SHORT_ANSWER), answers=answers)
        return
    points = "\n".join(f"- {point}" for point in body.checklist)
    yield replace(page.made(MoodleType.ESSAY), grader_info=f"{body.model}\n\n{points}")


def _matching(page: _Page) -> Iterator[MoodleQuestion]:
    body = page.question.body
    assert isinstance(body, Matching)
    pairs = [(pair.left, pair.right) for pair in body.pairs]
    spare = [("", right) for right in body.spare]
    yield replace(page.made(MoodleType.MATCHING), pairs=(*pairs, *spare))


def _ordering(page: _Page) -> Iterator[MoodleQuestion]:
    body = page.question.body
    assert isinstance(body, Ordering)
    yield replace(page.made(MoodleType.ORDERING), items=body.items)


def _certainty(page: _Page) -> Iterator[MoodleQuestion]:
    body = page.question.body
    assert isinstance(body, HowCertain)
    answers = tuple(MoodleAnswer(degree.value, 100.0 * (degree is body.answer)) for degree in SCALE)
    yield replace(page.made(MoodleType.MULTICHOICE, f"“{body.statement}”"), answers=answers)


def _essay(page: _Page) -> Iterator[MoodleQuestion]:
    for part in range(page.question.body.part_count):
        shown = page.question.on_paper(part=part)
        lines = "\n".join(f"- {line}" for line in (*shown.lines, *shown.choices))
        text = "\n\n".join(filter(None, (shown.text, lines)))
        made = page.made(MoodleType.ESSAY, text, part=part)
        yield replace(made, grader_info="\n\n".join(shown.answers))


_CONVERTERS: dict[type[Body], Callable[[_Page], Iterator[MoodleQuestion]]] = {
    SingleChoice: _single,
    MultipleChoice: _several,
    TrueFalse: _true_false,
    Cloze: _cloze,
    ShortAnswer: _short_answer,
    Matching: _matching,
    Ordering: _ordering,
    HowCertain: _certainty,
}
