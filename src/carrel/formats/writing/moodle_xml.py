"""Questions as Moodle XML (https://docs.moodle.org/en/Moodle_XML_format)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from carrel.domain.materials import Asset
from carrel.domain.questions.cloze import GAP, Gap
from carrel.domain.study_work import StudyWork
from carrel.domain.text.document import SpanKind
from carrel.domain.text.markdown import parse
from carrel.formats.other_answers import other_answers_told
from carrel.formats.writing.moodle_questions import MoodleQuestion, MoodleType, moodle_questions
from carrel.formats.writing.written import LeftBehind, Written, one_file
from carrel.formats.writing.xml_text import without_controls

MARKDOWN = "markdown"
"""Moodle's name for the format of the texts; it renders Markdown itself."""

FILES = "@@PLUGINFILE@@/"
"""Stands before the names of files that come with a question."""

_PICTURE = re.compile(r"(!\[[^\]\n]*\]\()([^()\s]+)")
_CLOZE_SIGNS = re.compile(r"([}#~/\"\\])")
_MARKS = re.compile(r"(?<!\$)\$(?!\$)([^$\n]+)\$(?!\$)")


def write_moodle_xml(works: Sequence[StudyWork]) -> Written:
    """A category for each material, with its questions, feedback, tags and pictures."""
    root = ET.Element("quiz")
    for work in works:
        _add_category(root, work)
        assets = {asset.name: asset for asset in work.contents.assets}
        for question in work.contents.questions:
            for made in moodle_questions(work, question):
                _Element(root, made, assets).write()
    ET.indent(root)
    content = ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    answers = sum(len(work.answers) for work in works)
    return one_file(content, LeftBehind(answers, "answers given", "Moodle keeps its own"))


def _add_category(root: ET.Element, work: StudyWork) -> None:
    material = work.contents.material
    question = ET.SubElement(root, "question", type="category")
    # A slash would begin a category below; two stand for one.
    name = without_controls(material.title).replace("/", "//")
    _text(ET.SubElement(question, "category"), f"$course$/top/{name}")


class _Element:
    """Writes one question below ``root``."""

    def __init__(self, root: ET.Element, made: MoodleQuestion, assets: dict[str, Asset]) -> None:
        self._made = made
        self._assets = assets
        self._element = ET.SubElement(root, "question", type=made.type.value)

    def write(self) -> None:
        made = self._made
        _text(ET.SubElement(self._element, "name"), made.name)
        text = made.text
        if made.type is MoodleType.CLOZE:
            text = GAP.sub(lambda place: _cloze_gap(made.gaps[int(place[1]) - 1]), text)
        self._formatted("questiontext", text)
        self._formatted("generalfeedback", made.feedback)
        if made.type is not MoodleType.CLOZE:
            self._plain("defaultgrade", "1")
        self._plain("idnumber", made.name)
        _PARTS[made.type](self)
        if made.tags:
            tags = ET.SubElement(self._element, "tags")
            for tag in made.tags:
                _text(ET.SubElement(tags, "tag"), tag)

    def choices(self) -> None:
        self._plain("single", "true" if self._made.is_single else "false")
        self._plain("shuffleanswers", "true")
        self._plain("answernumbering", "abc")
        self._answers(MARKDOWN)

    def verdicts(self) -> None:
        self._answers("moodle_auto_format")

    def short_answers(self) -> None:
        self._plain("usecase", "0")
        self._answers("moodle_auto_format")

    def pairs(self) -> None:
        self._plain("shuffleanswers", "true")
        for left, right in self._made.pairs:
            pair = self._formatted("subquestion", left)
            _text(ET.SubElement(pair, "answer"), right)

    def items(self) -> None:
        for name, value in _ORDERING:
            self._plain(name, value)
        for number, item in enumerate(self._made.items, start=1):
            answer = self._formatted("answer", item)
            answer.set("fraction", str(number))

    def essay(self) -> None:
        for name, value in (
            ("responseformat", "editor"),
            ("responserequired", "1"),
            ("responsefieldlines", "10"),
            ("attachments", "0"),
        ):
            self._plain(name, value)
        self._formatted("graderinfo", self._made.grader_info)

    def nothing(self) -> None:
        """A cloze has all that it asks in its text."""

    def _answers(self, form: str) -> None:
        for given in self._made.answers:
            answer = self._formatted("answer", given.text, form=form)
            answer.set("fraction", f"{given.percent:.5f}".rstrip("0").rstrip("."))
            self._formatted("feedback", given.feedback, parent=answer)

    def _plain(self, name: str, value: str) -> None:
        ET.SubElement(self._element, name).text = without_controls(value)

    def _formatted(
        self,
        name: str,
        text: str,
        *,
        form: str = MARKDOWN,
        parent: ET.Element | None = None,
    ) -> ET.Element:
        element = ET.SubElement(self._element if parent is None else parent, name, format=form)
        shown = _MARKS.sub(r"$$\1$$", text)
        files = [asset for asset in map(self._assets.get, _pictures(shown)) if asset]
        for asset in files:
            shown = _PICTURE.sub(_renamed(asset.name), shown)
        _text(element, shown)
        for asset in files:
            _add_file(element, asset)
        return element


def _pictures(markdown: str) -> Sequence[str]:
    if "![" not in markdown:
        return ()
    blocks = parse(markdown).blocks
    found = (span.target for block in blocks for span in block.spans_of(SpanKind.PICTURE))
    return tuple(dict.fromkeys(found))


def _renamed(name: str) -> Callable[[re.Match[str]], str]:
    def rename(picture: re.Match[str]) -> str:
        if picture[2] != name:
            return picture[0]
        return f"{picture[1]}{FILES}{PurePosixPath(name).name}"

    return rename


def _add_file(element: ET.Element, asset: Asset) -> None:
    name = PurePosixPath(asset.name).name
    file = ET.SubElement(element, "file", name=name, path="/", encoding="base64")
    file.text = b64encode(asset.content).decode("ascii")


def _cloze_gap(gap: Gap) -> str:
    """Moodle's own syntax within the text of a cloze."""
    right = "~".join(f"={_cloze_words(answer)}" for answer in gap.accepted)
    if not gap.distractors:
        return f"{{1:SHORTANSWER:{right}}}"
    wrong = "~".join(_cloze_words(answer) for answer in gap.distractors)
    others = _cloze_words(other_answers_told(gap.accept))
    answer = _cloze_words(gap.answer) + (f"#{others}" if others else "")
    return f"{{1:MULTICHOICE_S:={answer}~{wrong}}}"


def _cloze_words(words: str) -> str:
    return _CLOZE_SIGNS.sub(r"\\\1", words)


def _text(parent: ET.Element, words: str) -> None:
    ET.SubElement(parent, "text").text = without_controls(words)


# Relative to the next item, the last one left out: one credit for each right neighbour pair.
_ORDERING = (
    ("layouttype", "VERTICAL"),
    ("selecttype", "ALL"),
    ("selectcount", "0"),
    ("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST"),
    ("showgrading", "SHOW"),
    ("numberingstyle", "none"),
)

_PARTS: dict[MoodleType, Callable[[_Element], None]] = {
    MoodleType.MULTICHOICE: _Element.choices,
    MoodleType.TRUE_FALSE: _Element.verdicts,
    MoodleType.SHORT_ANSWER: _Element.short_answers,
    MoodleType.MATCHING: _Element.pairs,
    MoodleType.ORDERING: _Element.items,
    MoodleType.ESSAY: _Element.essay,
    MoodleType.CLOZE: _Element.nothing,
}
