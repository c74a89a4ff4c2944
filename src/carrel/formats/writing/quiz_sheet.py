"""A quiz sheet in HTML to be answered with a pen, and its key for a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from string import ascii_lowercase

from carrel.domain.ids import SectionId
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Question
from carrel.domain.study_work import StudyWork
from carrel.formats.writing.html_text import HtmlStyle, html_of_markdown, mathml

_TASKS = {
    Kind.MULTIPLE_CHOICE: "Choose {count}.",
    Kind.TRUE_FALSE: "True or false? Choose the reason too.",
    Kind.MATCHING: "Write the letter of what belongs to each.",
    Kind.ORDERING: "Number them in their order.",
    Kind.CERTAINTY: "How certain does the text make it?",
    Kind.EVIDENCE: "Find the words in the text that show it.",
}
_LINES = {
    Kind.SHORT_ANSWER: 4,
    Kind.EVIDENCE: 3,
    Kind.FLASHCARD: 2,
}
_STYLE = HtmlStyle(formula=mathml)


@dataclass(frozen=True, slots=True)
class QuizSheet:
    """HTML of the questions and of the key; both number them alike."""

    questions: str
    key: str


def quiz_sheet(work: StudyWork) -> QuizSheet:
    """All questions of a material, by the section that they are about."""
    titles = {section.id: section.title for section in work.contents.sections}
    places = {section.id: number for number, section in enumerate(work.contents.sections)}

    def place(question: Question) -> int:
        return places.get(question.section or SectionId(""), len(places))

    asked: list[str] = []
    key: list[str] = []
    number = 0
    ordered = sorted(work.contents.questions, key=place)
    for section, questions in groupby(ordered, key=lambda one: one.section):
        title = titles.get(section or SectionId(""), "")
        heading = f"<h3>{escape(title, quote=False)}</h3>\n" if title else ""
        start = number + 1
        made = [(_question(one), _answer(one)) for one in questions]
        number += len(made)
        asked.append(f'{heading}<ol start="{start}" class="questions">\n')
        asked += [question for question, _ in made]
        asked.append("</ol>\n")
        key.append(f'{heading}<ol start="{start}" class="key">\n')
        key += [answer for _, answer in made]
        key.append("</ol>\n")
    return QuizSheet("".join(asked), "".join(key))


def _question(question: Question) -> str:
    shown = question.on_paper()
    task = _TASKS.get(question.kind, "").format(count=len(shown.answers))
    parts = [
        *(f"<div>{_html(text)}</div>" for text in (question.prompt, shown.text) if text),
        f'<div class="task">{escape(task, quote=False)}</div>' if task else "",
        *_below(question.kind, shown.lines, shown.choices),
        '<div class="line"></div>' * _LINES.get(question.kind, 0),
    ]
    return f"<li>{''.join(parts)}</li>\n"


def _below(kind: Kind, lines: Sequence[str], choices: Sequence[str]) -> Iterator[str]:
    """What is to be marked, lettered or numbered."""
    box = '<span class="box"></span>'
    if kind is Kind.MATCHING:
        yield _list("pairs", (f'<span class="blank"></span> {_html(line)}' for line in lines))
        yield _list("letters", map(_html, choices), ordered=True)
    elif kind is Kind.ORDERING:
        yield _list("pairs", (f'<span class="blank"></span> {_html(line)}' for line in lines))
    else:
        if choices:
            yield _list("choices", (f"{box} {_html(choice)}" for choice in choices))
        if lines:
            sign = "" if kind is Kind.CLOZE else f"{box} "
            yield _list("choices", (f"{sign}{_html(line)}" for line in lines))


def _answer(question: Question) -> str:
    shown = question.on_paper()
    answers = list(shown.answers)
    if question.kind is Kind.MATCHING:
        letters = dict(zip(shown.choices, ascii_lowercase, strict=False))
        answers = [_lettered(answer, letters) for answer in answers]
    told = "; ".join(map(_html, answers))
    why = f'<div class="why">{_html(question.explanation)}</div>' if question.explanation else ""
    return f"<li><strong>{told}</strong>{why}</li>\n"


def _lettered(answer: str, letters: dict[str, str]) -> str:
    left, _, right = answer.rpartition(" → ")
    return f"{left}: {letters.get(right, right)}"


def _list(name: str, items: Iterator[str] | map[str], *, ordered: bool = False) -> str:
    made = "".join(f"<li>{item}</li>" for item in items)
    tag = 'ol type="a"' if ordered else "ul"
    return f'<{tag} class="{name}">{made}</{tag[:2]}>'


def _html(markdown: str) -> str:
    return html_of_markdown(markdown, _STYLE)
