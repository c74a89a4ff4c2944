"""Reads Aiken (https://docs.moodle.org/en/Aiken_format), the simplest format for choices."""

from __future__ import annotations

import re

from carrel.domain.materials import DraftMaterial
from carrel.domain.text.escaping import paragraph
from carrel.formats.reading.decoding import decode
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.questions import moodle
from carrel.formats.reading.questions.book import QuestionBook
from carrel.formats.reading.questions.fragments import title_of_file
from carrel.formats.reading.questions.moodle import Answer

_CHOICE = re.compile(r"^\s*([A-Z])[.)]\s+(.+)$")
_ANSWER = re.compile(r"^\s*ANSWER:\s*([A-Z](?:\s*,\s*[A-Z])*)\s*$", re.IGNORECASE)


def read(source: SourceFile) -> DraftMaterial:
    """A material with the questions of a file."""
    book = QuestionBook()
    prompt: list[str] = []
    choices: dict[str, str] = {}
    for line in decode(source.name, source.data).text.splitlines():
        if answer := _ANSWER.match(line):
            _take(book, " ".join(prompt), choices, re.findall("[A-Z]", answer[1].upper()))
            prompt, choices = [], {}
        elif found := _CHOICE.match(line):
            choices[found[1]] = found[2].strip()
        elif line.strip() and not choices:
            prompt.append(line.strip())
        elif line.strip():
            # A choice goes on in the next line.
            last = next(reversed(choices))
            choices[last] += f" {line.strip()}"
    if prompt or choices:
        book.leave("questions without a line “ANSWER:”")
    return book.material(title_of_file(source.name))


def _take(book: QuestionBook, prompt: str, choices: dict[str, str], right: list[str]) -> None:
    answers = [
        Answer(paragraph(text), 100 if letter in right else 0) for letter, text in choices.items()
    ]
    made = moodle.choice(answers, is_single=len(right) == 1)
    book.add((), made.kind, made.body, prompt=paragraph(prompt))
