"""Reads GIFT (https://docs.moodle.org/en/GIFT_format), a text format for quizzes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from carrel.domain.materials import DraftMaterial
from carrel.domain.questions.body import Kind
from carrel.domain.questions.cloze import BLANK
from carrel.domain.text.escaping import paragraph
from carrel.formats.other_answers import other_answers_in
from carrel.formats.reading.decoding import decode
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.questions import moodle
from carrel.formats.reading.questions.book import Group, QuestionBook
from carrel.formats.reading.questions.fragments import Fragments, title_of_file
from carrel.formats.reading.questions.moodle import Answer, Converted

_CATEGORY = re.compile(r"^\s*\$CATEGORY:\s*(.+)$")
_TITLE = re.compile(r"\s*::((?:[^:\\]|\\.|:(?!:))*)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
_TAG = re.compile(r"\[tag:([^\]]+)\]")
_PERCENT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?=#|$)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_ROOTS = ("$course$", "$system$", "top")


def read(source: SourceFile) -> DraftMaterial:
    """A material with the questions of a file, a section for each category."""
    book, fragments = QuestionBook(), Fragments()
    group: Group = ()
    for chunk, tags in _chunks(decode(source.name, source.data).text):
        if category := _CATEGORY.match(chunk):
            group = category_path(category[1])
        else:
            _Question(chunk, tags, book, fragments).take(group)
    return book.material(title_of_file(source.name))


def category_path(name: str) -> Group:
    """The names of a category and of those around it; a double slash stands for one."""
    parts = [part.replace("\0", "/").strip() for part in name.replace("//", "\0").split("/")]
    while parts and parts[0] in _ROOTS:
        parts.pop(0)
    return tuple(part for part in parts if part)


def _chunks(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Questions and categories with their tags; a blank line outside of braces parts them."""
    lines: list[str] = []
    tags: list[str] = []
    depth = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if depth == 0 and line.lstrip().startswith("//"):
            tags += _TAG.findall(line)
            continue
        if depth == 0 and (not line.strip() or _CATEGORY.match(line)):
            if lines:
                yield "\n".join(lines), tuple(tags)
                lines, tags = [], []
            if line.strip():
                yield line, ()
            continue
        lines.append(line)
        depth = max(0, depth + _opened(line))
    if lines:
        yield "\n".join(lines), tuple(tags)


def _opened(line: str) -> int:
    bare = re.sub(r"\\.", "", line)
    return bare.count("{") - bare.count("}")


@dataclass
class _Question:
    chunk: str
    tags: tuple[str, ...]
    book: QuestionBook
    fragments: Fragments

    def take(self, group: Group) -> None:
        text = self.chunk
        if title := _TITLE.match(text):
            text = text[title.end() :]
        form = _FORMAT.match(text)
        self.form = form[1] if form else "moodle"
        text = text[form.end() :] if form else text
        place = _braces(text)
        if place is None:
            self.book.leave("descriptions, which ask nothing")
            return
        before, inside, after = (
            text[: place[0]],
            text[place[0] + 1 : place[1]],
            text[place[1] + 1 :],
        )
        answers, feedback = self._feedback(inside)
        is_gap = bool(after.strip()) and not answers.lstrip().startswith("#")
        made = self._gap(before, answers, after) if is_gap else self._made(answers, feedback)
        if made is None:
            self.book.leave("questions without an answer to compare with")
            return
        if made.lost:
            self.book.leave(made.lost)
        blank = f" {BLANK}{after}" if after.strip() and not is_gap else ""
        prompt = "" if made.kind is Kind.CLOZE else self._text(before + blank)
        body = made.body
        if made.kind is Kind.FLASHCARD:
            body, prompt, feedback = {"front": prompt, **body}, "", ""
        explanation = "\n\n".join(filter(None, (made.more, feedback)))
        if made.kind is Kind.SHORT_ANSWER and "model" in body:
            explanation = made.more
        self.book.add(
            group, made.kind, body, prompt=prompt, explanation=explanation, tags=self.tags
        )

    def _made(self, inside: str, feedback: str) -> Converted | None:
        stripped = inside.strip()
        if not stripped:
            return moodle.essay(feedback)
        if told := _TRUE_FALSE.match(stripped):
            return moodle.verdict(is_true=told[1].upper().startswith("T"))
        if stripped.startswith("#"):
            return self._number(stripped[1:])
        parts = _split(stripped)
        matches = [_pair(body) for sign, body in parts if sign == "="]
        if len(matches) > 1 and all(matches) and all(sign == "=" for sign, _ in parts):
            return moodle.pairs(
                [(self._text(one[0]), self._text(one[1])) for one in matches if one]
            )
        answers = [self._answer(sign, body) for sign, body in parts]
        if all(sign == "=" for sign, _ in parts):
            return moodle.short_answer(answers)
        is_single = any(answer.percent == 100 for answer in answers)
        return moodle.choice(answers, is_single=is_single)

    def _gap(self, before: str, inside: str, after: str) -> Converted | None:
        """A word that is missing within a sentence."""
        answers = [self._answer(sign, body) for sign, body in _split(inside.strip())]
        right = [answer.text for answer in answers if answer.percent == 100]
        if not right:
            return None
        for answer in answers:
            right += other_answers_in(answer.feedback)
        wrong = [answer.text for answer in answers if answer.percent != 100]
        gap: dict[str, object] = {"answer": right[0]}
        if right[1:]:
            gap["accept"] = right[1:]
        if wrong:
            gap["distractors"] = wrong
        text = f"{self._text(before)} {{{{1}}}}{_space(after)}{self._text(after)}"
        return Converted(Kind.CLOZE, {"text": text.strip(), "gaps": [gap]})

    def _number(self, inside: str) -> Converted | None:
        """A number; how far off an answer may be has no place here."""
        answers = []
        for sign, body in _split(inside.strip()) or [("=", inside)]:
            answer = self._answer(sign, body)
            value = answer.text.partition(":")[0].partition("..")[0].strip()
            answers.append(Answer(value, answer.percent, answer.feedback))
        lost = "tolerances of numbers" if ":" in inside or ".." in inside else ""
        made = moodle.short_answer([one for one in answers if one.text])
        return Converted(made.kind, made.body, made.more, lost) if made.body["accept"] else None

    def _answer(self, sign: str, body: str) -> Answer:
        percent = 100.0 if sign == "=" else 0.0
        if given := _PERCENT.match(body):
            percent, body = float(given[1]), body[given.end() :]
        text, feedback = _cut(body, "#")
        return Answer(self._text(text), percent, self._text(feedback))

    def _feedback(self, inside: str) -> tuple[str, str]:
        """The answers, and what is told whatever the answer was."""
        match = re.search(r"(?<!\\)####", inside)
        if match is None:
            return inside, ""
        return inside[: match.start()], self._text(inside[match.end() :])

    def _text(self, source: str) -> str:
        """A text as Markdown, from whatever format it is in."""
        form, source = self.form, source
        if own := _FORMAT.match(source):
            form, source = own[1], source[own.end() :]
        plain = _ESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], source).strip()
        if form == "markdown" or not plain:
            return plain
        if form == "html" or (form == "moodle" and re.search(r"<\w+[^>]*>|&\w+;", plain)):
            return self.fragments.markdown(plain)
        return paragraph(plain)


def _braces(text: str) -> tuple[int, int] | None:
    """Where the answers begin and end: the first brace and the one that closes it."""
    bare = re.sub(r"\\.", "  ", text, flags=re.DOTALL)
    start = bare.find("{")
    end = bare.rfind("}")
    return (start, end) if 0 <= start < end else None


def _split(inside: str) -> list[tuple[str, str]]:
    """The answers, each with the sign before it."""
    parts = re.finditer(r"(?<!\\)([=~])((?:\\.|[^=~\\])*)", inside, re.DOTALL)
    return [(part[1], part[2].strip()) for part in parts]


def _pair(body: str) -> tuple[str, str] | None:
    left, arrow, right = _cut(body, "#")[0].partition("->")
    return (left.strip(), right.strip()) if arrow else None


def _cut(text: str, sign: str) -> tuple[str, str]:
    """What stands before and after a sign that is not escaped."""
    match = re.search(rf"(?<!\\){sign}", text)
    return (text, "") if match is None else (text[: match.start()], text[match.end() :])


def _space(after: str) -> str:
    return " " if after[:1].isspace() else ""
