"""Questions as Anki can ask them: notes of three types, with fields in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from pathlib import PurePosixPath
from string import ascii_uppercase

from carrel.domain.questions.choice import MultipleChoice, SingleChoice
from carrel.domain.questions.cloze import GAP, Cloze
from carrel.domain.questions.evidence import Evidence
from carrel.domain.questions.flashcard import Flashcard
from carrel.domain.questions.matching import Matching
from carrel.domain.questions.ordering import Ordering
from carrel.domain.questions.question import Question
from carrel.domain.questions.short_answer import ShortAnswer
from carrel.domain.questions.true_false import TrueFalse
from carrel.domain.study_work import StudyWork
from carrel.domain.text.document import Span
from carrel.formats.writing.html_text import HtmlStyle, html_of_markdown, tex_in_brackets

_TASKS = {
    MultipleChoice: "Choose {count}.",
    TrueFalse: "True or false, and why?",
    Matching: "What belongs to what?",
    Ordering: "Put them in order.",
    Evidence: "Which words show it?",
}
_UNFIT_FOR_TAG = re.compile(r"[\s:\"“”‘’']+")


class NoteType(Enum):
    """How a note is asked; the value is the name of Anki's own type of that sort."""

    BASIC = "Basic"
    BOTH_WAYS = "Basic (and reversed card)"
    CLOZE = "Cloze"


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note: ``front`` and ``back`` are HTML; a cloze has its gaps in ``front``.

    ``name`` stays the same as long as the question does. ``source`` is the words that answer it
    and where they stand. ``pictures`` are names of assets by the names that the HTML has for them.
    """

    name: str
    type: NoteType
    front: str
    back: str
    explanation: str
    source: str
    tags: tuple[str, ...]
    pictures: dict[str, str]


def anki_notes(work: StudyWork) -> Iterator[AnkiNote]:
    """All questions of a material."""
    for question in work.contents.questions:
        yield _Writer(work, question).note()


class _Writer:
    def __init__(self, work: StudyWork, question: Question) -> None:
        self._work = work
        self._question = question
        self._pictures: dict[str, str] = {}
        self._style = HtmlStyle(formula=tex_in_brackets, picture=self._picture)

    def note(self) -> AnkiNote:
        question = self._question
        match question.body:
            case Cloze():
                type_, front, back = NoteType.CLOZE, self._cloze(question.body), ""
            case Flashcard() if question.body.both_ways:
                type_ = NoteType.BOTH_WAYS
                front, back = (self._html(side) for side in question.body.sides(0))
            case _:
                type_, front, back = NoteType.BASIC, self._front(), self._back()
        explanation = self._html(question.explanation)
        return AnkiNote(
            name=question.id,
            type=type_,
            front=front,
            back=back,
            explanation=explanation,
            source=self._source(),
            tags=tuple(self._tags()),
            pictures=self._pictures,
        )

    def _cloze(self, body: Cloze) -> str:
        def gap(place: re.Match[str]) -> str:
            number = int(place[1])
            given = body.gaps[number - 1]
            hint = f"::{' / '.join(sorted(given.choices))}" if given.choices else ""
            card = number if body.one_by_one else 1
            # The two colons and the closing braces end a gap wherever they stand.
            answer = f"{given.answer}{hint}".replace("}}", "} }")
            return f"{{{{c{card}::{answer}}}}}"

        text = _marked_gaps(self._html(GAP.sub("\ue000\\1\ue001", body.text)), gap)
        return _paragraphs(self._html(self._question.prompt), text)

    def _front(self) -> str:
        shown = self._question.on_paper()
        task = next((t for kind, t in _TASKS.items() if isinstance(self._question.body, kind)), "")
        lettered = isinstance(self._question.body, SingleChoice | MultipleChoice | Matching)
        # The task names the two verdicts.
        offered = () if isinstance(self._question.body, TrueFalse) else shown.choices
        choices = [
            f"{letter}. {self._html(choice)}" if lettered else self._html(choice)
            for letter, choice in zip(_letters(len(offered)), offered, strict=True)
        ]
        return _paragraphs(
            self._html(self._question.prompt),
            self._html(shown.text),
            f"<i>{escape(task.format(count=len(shown.answers)))}</i>" if task else "",
            "<br>".join(map(self._html, shown.lines)),
            "<br>".join(choices),
        )

    def _back(self) -> str:
        shown = self._question.on_paper()
        body = self._question.body
        if isinstance(body, ShortAnswer) and body.accept:
            return " / ".join(map(self._html, shown.answers))
        if isinstance(body, Ordering):
            return _list("ol", map(self._html, shown.answers))
        if isinstance(body, ShortAnswer):
            model, *points = map(self._html, shown.answers)
            return _paragraphs(model, _list("ul", points))
        answers = "<br>".join(map(self._html, shown.answers))
        why = [f"{self._html(text)}: {self._html(reason)}" for text, reason in shown.why]
        return _paragraphs(answers, f"<small>{_list('ul', why)}</small>" if why else "")

    def _source(self) -> str:
        material = escape(self._work.contents.material.title, quote=False)
        if not self._question.passages:
            return material
        words = self._question.passages[0]
        section = self._work.section_named(words.section)
        title = f"{escape(section.title, quote=False)}, " if section else ""
        quote = escape(" ".join(words.quote.split()), quote=False)
        return f"“{quote}”<br>{title}{material}"

    def _tags(self) -> Iterator[str]:
        question = self._question
        yield f"carrel::{question.kind.value}"
        yield from (_tag(f"topic::{name}") for name in self._work.topic_names(question))
        yield from (_tag(tag) for tag in question.tags)

    def _html(self, markdown: str) -> str:
        return html_of_markdown(markdown, self._style).replace("<br/>", "<br>")

    def _picture(self, span: Span) -> str:
        material = self._work.contents.material.id
        name = f"carrel-{material}-{PurePosixPath(span.target).name}"
        self._pictures[name] = span.target
        return f'<img src="{escape(name)}" alt="{escape(span.words)}">'


def _marked_gaps(html: str, gap: Callable[[re.Match[str]], str]) -> str:
    return re.sub("\ue000(\\d+)\ue001", lambda place: escape(gap(place), quote=False), html)


def _letters(count: int) -> Sequence[str]:
    """A to Z, then numbers."""
    return [ascii_uppercase[n] if n < len(ascii_uppercase) else str(n + 1) for n in range(count)]


def _paragraphs(*parts: str) -> str:
    return "".join(f"<div>{part}</div>" for part in parts if part)


def _list(tag: str, items: Iterator[str] | Sequence[str] | map[str]) -> str:
    made = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}>{made}</{tag}>"


def _tag(words: str) -> str:
    parts = (_UNFIT_FOR_TAG.sub("-", part).strip("-") for part in words.split("::"))
    return "::".join(part for part in parts if part)
