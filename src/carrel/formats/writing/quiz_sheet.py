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

TASKS = {
    Kind.MULTIPLE_CHOICE: "Choose {count}.",
    Kind.TRUE_FALSE: "True or false? Choose the reason too.",
    Kind.MATCHING: "Write the letter of what belongs to each.",
    Kind.ORDERING: "Number them in their order.",
    Kind.CERTAINTY: "How certain does the text make it?",
    Kind.EVIDENCE: "Find the words in the text that show it.",
}
"""What is to be done, where the question does not say it itself."""

LINES = {
    Kind.SHORT_ANSWER: 4,
    Kind.EVIDENCE: 3,
    Kind.FLASHCARD: 2,
}
"""Empty lines to write on."""

_STYLE = HtmlStyle(formula=mathml)


@dataclass(frozen=True, slots=True)
class QuizSheet:
    """HTML of the questions and of the key; both number them alike."""

    questions: str
    key: str


def quiz_sheet(work: StudyWork) -> QuizSheet:
    """All questions of a material, by the section that they are about."""
    asked: list[str] = []
    key: list[str] = []
    for title, questions in by_section(work):
        heading = f"<h3>{escape(title, quote=False)}</h3>\n" if title else ""
        start = questions[0][0]
        asked.append(f'{heading}<ol start="{start}" class="questions">\n')
        asked += [_question(question) for _, question in questions]
        asked.append("</ol>\n")
        key.append(f'{heading}<ol start="{start}" class="key">\n')
        key += [_answer(question) for _, question in questions]
        key.append("</ol>\n")
    return QuizSheet("".join(asked), "".join(key))


def by_section(work: StudyWork) -> list[tuple[str, list[tuple[int, Question]]]]:
    """All questions, numbered from 1, below the titles of the sections they are about."""
    titles = {section.id: section.title for section in work.contents.sections}
    places = {section.id: number for number, section in enumerate(work.contents.sections)}

    def place(question: Question) -> int:
        return places.get(question.section or SectionId(""), len(places))

    numbered = enumerate(sorted(work.contents.questions, key=place), start=1)
    return [
        (titles.get(section or SectionId(""), ""), list(questions))
        for section, questions in groupby(numbered, key=lambda one: one[1].section)
    ]


def lettered(question: Question) -> list[str]:
    """The answers as the sheet wants them: pairs by the letters of what is offered."""
    shown = question.on_paper()
    if question.kind is not Kind.MATCHING:
        return list(shown.answers)
    letters = dict(zip(shown.choices, ascii_lowercase, strict=False))
    pairs = (answer.rpartition(" → ") for answer in shown.answers)
    return [f"{left}: {letters.get(right, right)}" for left, _, right in pairs]


def _question(question: Question) -> str:
    shown = question.on_paper()
    task = TASKS.get(question.kind, "").format(count=len(shown.answers))
    parts = [
        *(f"<div>{_html(text)}</div>" for text in (question.prompt, shown.text) if text),
        f'<div class="task">{escape(task, quote=False)}</div>' if task else "",
        *_below(question.kind, shown.lines, shown.choices),
        '<div class="line"></div>' * LINES.get(question.kind, 0),
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
    told = "; ".join(map(_html, lettered(question)))
    why = f'<div class="why">{_html(question.explanation)}</div>' if question.explanation else ""
    return f"<li><strong>{told}</strong>{why}</li>\n"


def _list(name: str, items: Iterator[str] | map[str], *, ordered: bool = False) -> str:
    made = "".join(f"<li>{item}</li>" for item in items)
    tag = 'ol type="a"' if ordered else "ul"
    return f'<{tag} class="{name}">{made}</{tag[:2]}>'


def _html(markdown: str) -> str:
    return html_of_markdown(markdown, _STYLE)
