"""Reads Moodle XML (https://docs.moodle.org/en/Moodle_XML_format)."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Any

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.domain.questions.body import Kind
from carrel.domain.text.escaping import paragraph
from carrel.formats.other_answers import other_answers_in
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.questions import moodle
from carrel.formats.reading.questions.book import Group, QuestionBook
from carrel.formats.reading.questions.fragments import Fragments, title_of_file
from carrel.formats.reading.questions.gift import category_path
from carrel.formats.reading.questions.moodle import Answer, Converted
from carrel.formats.reading.xml_tree import parse_xml

_FILES = "@@PLUGINFILE@@/"
_PICTURE = re.compile(r"(!\[[^\]\n]*\]\()@@PLUGINFILE@@/([^()\s]+)")
_FORMULA = re.compile(r"\$\$([^$\n]+)\$\$")
_GAP = re.compile(
    r"\{\d*:(SHORTANSWER|SHORTANSWER_C|SA|SAC|MW|MWC|NUMERICAL|NM|MULTICHOICE\w*|MC\w*|"
    r"MULTIRESPONSE\w*|MR\w*):((?:\\.|[^}\\])*)\}",
    re.IGNORECASE | re.DOTALL,
)
_GAP_ANSWER = re.compile(r"~?(=|%-?\d+(?:\.\d+)?%)?((?:\\.|[^~#\\])*)(?:#((?:\\.|[^~\\])*))?", re.S)


def read(source: SourceFile) -> DraftMaterial:
    """A material with the questions of a file, a section for each category."""
    root = parse_xml(source.data)
    if root is None or root.tag != "quiz":
        raise UnreadableFile(
            "“{name}” is no quiz of Moodle, or is damaged; export it anew.", name=source.name
        )
    book, fragments = QuestionBook(), Fragments()
    group: Group = ()
    elements = root.findall("question")
    for number, element in enumerate(elements):
        source.progress(number / max(1, len(elements)))
        if element.get("type") == "category":
            group = category_path(element.findtext("category/text") or "")
        else:
            _Question(element, book, fragments).take(group)
    return book.material(
        title_of_file(source.name),
        assets=tuple(fragments.pictures.assets.values()),
        warnings=fragments.pictures.warnings,
    )


class _Question:
    def __init__(self, element: Any, book: QuestionBook, fragments: Fragments) -> None:
        self._element = element
        self._book = book
        self._fragments = fragments

    def take(self, group: Group) -> None:
        type_ = self._element.get("type") or ""
        read = _READERS.get(type_)
        if read is None:
            self._book.leave(f"questions of the type “{type_}”, which Carrel does not have")
            return
        made = read(self)
        if made is None:
            self._book.leave("questions without an answer to compare with")
            return
        if made.lost:
            self._book.leave(made.lost)
        prompt = "" if type_ == "cloze" else self._text(self._element.find("questiontext"))
        body, feedback = made.body, self._text(self._element.find("generalfeedback"))
        if made.kind is Kind.FLASHCARD:
            body, prompt = {"front": prompt, **body}, ""
        self._book.add(
            group,
            made.kind,
            body,
            prompt=prompt,
            explanation="\n\n".join(filter(None, (made.more, feedback))),
            tags=[tag.text or "" for tag in self._element.iterfind("tags/tag/text")],
        )

    def choices(self) -> Converted:
        is_single = (self._element.findtext("single") or "true").strip() in ("true", "1")
        return moodle.choice(list(self._answers()), is_single=is_single)

    def verdict(self) -> Converted:
        right = [one for one in self._answers() if one.percent == 100]
        return moodle.verdict(is_true=bool(right) and right[0].text.strip().lower() == "true")

    def short_answers(self) -> Converted | None:
        answers = [one for one in self._answers() if one.text.strip() not in ("", "*", "\\*")]
        made = moodle.short_answer(answers)
        return made if made.body["accept"] else None

    def number(self) -> Converted | None:
        made = self.short_answers()
        if made is None:
            return None
        tolerances = [one.text for one in self._element.iterfind("answer/tolerance")]
        lost = "tolerances of numbers" if any(t not in (None, "", "0") for t in tolerances) else ""
        return Converted(made.kind, made.body, made.more, lost)

    def pairs(self) -> Converted:
        return moodle.pairs(
            [
                (self._text(pair), self._plain(pair.findtext("answer/text") or ""))
                for pair in self._element.iterfind("subquestion")
            ]
        )

    def order(self) -> Converted:
        items = sorted(self._answers(), key=lambda one: one.percent)
        return Converted(Kind.ORDERING, {"items": [one.text for one in items]})

    def essay(self) -> Converted | None:
        model = self._text(self._element.find("graderinfo"))
        return moodle.essay(model or self._text(self._element.find("generalfeedback")))

    def gaps(self) -> Converted | None:
        """Gaps within a text, in Moodle's own syntax."""
        found: list[dict[str, Any]] = []

        def gap(place: re.Match[str]) -> str:
            found.append(_gap(place[2]))
            return f"{{{{{len(found)}}}}}"

        text = self._text(self._element.find("questiontext"), before=lambda t: _GAP.sub(gap, t))
        if not found or any(not one["answer"] for one in found):
            return None
        return Converted(Kind.CLOZE, {"text": text, "gaps": found})

    def _answers(self) -> Iterator[Answer]:
        for element in self._element.iterfind("answer"):
            yield Answer(
                self._text(element),
                _number(element.get("fraction")),
                self._text(element.find("feedback")),
            )

    def _text(self, element: Any, before: Callable[[str], str] = lambda text: text) -> str:
        """A text as Markdown, from the format that it says it is in."""
        if element is None:
            return ""
        text = before((element.findtext("text") or "").strip())
        files = {file.get("name") or "": file.text or "" for file in element.iterfind("file")}
        match element.get("format"):
            case "markdown":
                return _FORMULA.sub(r"$\1$", self._with_pictures(text, files))
            case "plain_text":
                return paragraph(text)
            case _ if re.search(r"<\w+[^>]*>|&\w+;", text):
                self._fragments.find = lambda address: _file(files, address)
                return self._fragments.markdown(text)
            case _:
                return self._plain(text)

    def _plain(self, text: str) -> str:
        if re.search(r"<\w+[^>]*>|&\w+;", text):
            return self._fragments.markdown(text)
        return text.strip()

    def _with_pictures(self, text: str, files: dict[str, str]) -> str:
        def named(picture: re.Match[str]) -> str:
            content = _file(files, picture[2])
            name = self._fragments.pictures.add(content, wish=picture[2]) if content else ""
            return f"{picture[1]}{name or picture[2]}"

        return _PICTURE.sub(named, text)


_READERS: dict[str, Callable[[_Question], Converted | None]] = {
    "multichoice": _Question.choices,
    "truefalse": _Question.verdict,
    "shortanswer": _Question.short_answers,
    "numerical": _Question.number,
    "matching": _Question.pairs,
    "ordering": _Question.order,
    "essay": _Question.essay,
    "cloze": _Question.gaps,
    "multianswer": _Question.gaps,
}


def _gap(source: str) -> dict[str, Any]:
    right: list[str] = []
    wrong: list[str] = []
    others: list[str] = []
    for mark, words, feedback in _GAP_ANSWER.findall(source):
        text = re.sub(r"\\(.)", r"\1", words).strip()
        if not text or text == "*":
            continue
        is_right = mark == "=" or (mark.startswith("%") and _number(mark.strip("%")) == 100)
        (right if is_right else wrong).append(text)
        others += other_answers_in(re.sub(r"\\(.)", r"\1", feedback).strip()) if is_right else []
    right += others
    gap: dict[str, Any] = {"answer": right[0] if right else ""}
    if right[1:]:
        gap["accept"] = right[1:]
    if wrong:
        gap["distractors"] = wrong
    return gap


def _file(files: dict[str, str], address: str) -> bytes | None:
    try:
        return b64decode(files[address.removeprefix(_FILES)], validate=False)
    except (KeyError, binascii.Error, ValueError):
        return None


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
