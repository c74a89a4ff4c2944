"""A material set for paper, as PDF: text with notes in the margin, positions, quiz and key."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from carrel.domain.annotations import Annotation, Colour, Style
from carrel.domain.claims import Cell, Holder
from carrel.domain.materials import Material
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Question
from carrel.domain.study_work import StudyWork
from carrel.domain.text.document import Span
from carrel.domain.text.markdown import parse
from carrel.domain.text.topic_links import without_topic_links
from carrel.formats.writing.positions import Tellers
from carrel.formats.writing.print_template import TEMPLATE
from carrel.formats.writing.quiz_sheet import LINES, TASKS, by_section, lettered
from carrel.formats.writing.typst_text import (
    Picture,
    PrintedMark,
    string,
    text,
    typst_of,
    typst_of_markdown,
)
from carrel.formats.writing.written import LeftBehind, Written, one_file

_LONGEST_IN_MARGIN = 420
"""Characters of a note; a longer one stands below its paragraph, over the whole column."""

_MOST_ON_TITLE_PAGE = 36
"""Entries of the contents that have room below the title."""

_PRINTABLE = ("image/png", "image/jpeg", "image/gif", "image/webp")


def write_pdf(works: Sequence[StudyWork]) -> Written:
    """A tagged PDF on A4 paper, each material from a new page on."""
    import typst

    with tempfile.TemporaryDirectory(prefix="carrel-") as name:
        folder = Path(name)
        parts = [_Printed(work, folder, number).source() for number, work in enumerate(works)]
        source = TEMPLATE + "#pagebreak(weak: true)\n".join(parts)
        page = folder / "page.typ"
        page.write_text(source, encoding="utf-8")
        made = typst.compile(page, root=folder, format="pdf")
    assert isinstance(made, bytes)
    orphans = sum(one.is_orphan for work in works for one in work.annotations)
    return one_file(
        made,
        LeftBehind(orphans, "notes without a place", "their words are not in the text"),
    )


class _Printed:
    """The source of one material; its pictures are put into ``folder``."""

    def __init__(self, work: StudyWork, folder: Path, number: int) -> None:
        self._work = work
        self._material = work.contents.material
        self._paths: dict[str, str] = {}
        for place, asset in enumerate(work.contents.assets):
            if asset.media_type in _PRINTABLE:
                ending = asset.media_type.removeprefix("image/")
                path = folder / f"picture-{number}-{place}.{ending}"
                path.write_bytes(asset.content)
                self._paths[asset.name] = path.name

    def source(self) -> str:
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        authors = "".join(f"{string(author)}, " for author in self._material.authors)
        yield (
            f"#show: guide.with(title: {string(self._material.title)}, authors: ({authors}),"
            f" language: {string(self._language)})\n"
        )
        yield _title(self._material)
        entries = sum(section.level <= 2 for section in self._work.contents.sections)
        depth = 2 if entries <= _MOST_ON_TITLE_PAGE else 1
        yield f"#outline(title: none, depth: {depth}, indent: 1.2em)\n"
        if any(one.passage is not None for one in self._work.annotations):
            shown = ", ".join(
                f"#{colour.value}[{text(self._work.colour_name(colour))}]" for colour in Colour
            )
            yield f"#v(1em)\nMarked words: {shown}.\n"
        yield "#set page(margin: margins-with-notes)\n"
        yield from self._sections()
        yield "#set page(margin: margins-full)\n"
        yield from self._positions()
        yield from self._quiz()

    @property
    def _language(self) -> str:
        """Typst knows a language by two or three letters."""
        language = self._material.language.partition("-")[0].lower()
        return language if language.isascii() and 2 <= len(language) <= 3 else "en"

    def _picture(self, span: Span) -> str | None:
        return self._paths.get(span.target)

    def _sections(self) -> Iterator[str]:
        number = 0
        for section in self._work.contents.sections:
            yield f"#heading(level: {section.level})[{text(section.title)}]\n\n"
            notes = []
            for one in self._work.annotations_in(section.id):
                is_told = bool(one.note or one.tags)
                number += is_told
                notes.append(_PrintedNote(one, number if is_told else 0, self._picture))
            yield from (note.below for note in notes if note.annotation.passage is None)
            marks = [note.mark() for note in notes if note.annotation.passage is not None]
            yield typst_of(
                parse(section.markdown), picture=self._picture, marks=marks, level=section.level
            )
            placed = (note for note in notes if note.annotation.passage is not None)
            yield from (note.below for note in placed if note.is_long)

    def _positions(self) -> Iterator[str]:
        issues, holders = self._work.contents.issues, self._work.contents.holders
        if not issues:
            return
        yield "#pagebreak(weak: true)\n#heading(level: 1)[Positions]\n\n"
        tellers = Tellers(self._work.contents)
        names = ", ".join(f"[#strong[{text(holder.name)}]]" for holder in holders)
        columns = f"(1.1fr{', 1fr' * len(holders)})"
        yield f"#table(columns: {columns}, align: left, table.header([*Issue*], {names}),\n"
        for issue in issues:
            cells = {cell.holder: cell for cell in issue.cells}
            shown = ", ".join(
                f"[{_cell(cells.get(holder.slug), holder, tellers)}]" for holder in holders
            )
            yield f"[#strong[{text(issue.title)}]], {shown},\n"
        yield ")\n\n#task[— stands where the text gives no position.]\n\n"

    def _quiz(self) -> Iterator[str]:
        if not self._work.contents.questions:
            return
        parts = by_section(self._work)
        yield "#pagebreak(weak: true)\n#heading(level: 1)[Questions]\n\n"
        for title, questions in parts:
            yield _sub_heading(title)
            for number, question in questions:
                yield f"#asked({number}, [{''.join(self._question(question))}])\n"
        yield "\n#pagebreak(weak: true)\n#heading(level: 1)[Key to the questions]\n\n"
        for title, questions in parts:
            yield _sub_heading(title)
            for number, question in questions:
                answer = "#[; ]".join(self._md(one) for one in lettered(question))
                why = self._md(question.explanation) if question.explanation else ""
                yield f"#key-entry({number}, [{answer}], [{why}])\n"

    def _question(self, question: Question) -> Iterator[str]:
        shown = question.on_paper()
        yield from (f"{self._md(words)}\n\n" for words in (question.prompt, shown.text) if words)
        if task := TASKS.get(question.kind):
            yield f"#task[{text(task.format(count=len(shown.answers)))}]\n\n"
        match question.kind:
            case Kind.MATCHING:
                yield self._list("blanks", shown.lines) + self._list("letters", shown.choices)
            case Kind.ORDERING:
                yield self._list("blanks", shown.lines)
            case Kind.CLOZE:
                yield self._list("plain-lines", shown.lines)
            case _:
                yield self._list("choices", shown.choices) + self._list("choices", shown.lines)
        yield "#writing-line\n" * LINES.get(question.kind, 0)

    def _list(self, name: str, items: Sequence[str]) -> str:
        if not items:
            return ""
        return f"#{name}({', '.join(f'[{self._md(item)}]' for item in items)})\n\n"

    def _md(self, markdown: str) -> str:
        return typst_of_markdown(markdown, self._picture)


@dataclass(frozen=True, slots=True)
class _PrintedNote:
    """An annotation; its number is 0 where there are words to be marked only."""

    annotation: Annotation
    number: int
    picture: Picture

    @property
    def is_long(self) -> bool:
        return len(self.annotation.note) > _LONGEST_IN_MARGIN

    @property
    def below(self) -> str:
        """The note over the whole column; nothing for a mark without one."""
        if not self.number:
            return ""
        return f"#long-note({self.number}, {string(self._colour)}, [{self._body}])\n\n"

    def mark(self) -> PrintedMark:
        passage = self.annotation.passage
        assert passage is not None
        underline = "-underline" if self.annotation.style is Style.UNDERLINE else ""
        wrap = f"{self._colour}{underline}"
        return PrintedMark(passage.start, passage.end, wrap, after=self._after)

    @property
    def _after(self) -> str:
        if not self.number:
            return ""
        if self.is_long:
            return f"#super[{self.number}]"
        return f"#margin-note({self.number}, {string(self._colour)}, [{self._body}])"

    @property
    def _colour(self) -> str:
        return self.annotation.colour.value

    @property
    def _body(self) -> str:
        one = self.annotation
        tags = " ".join(f"#{tag}" for tag in one.tags)
        label = f"\n\n#text(fill: faint)[{text(tags)}]" if tags else ""
        return typst_of_markdown(without_topic_links(one.note), self.picture) + label


def _title(material: Material) -> str:
    lines = [f'#text(size: 20pt, weight: "bold", hyphenate: false)[{text(material.title)}]\n\n']
    told = (" and ".join(material.authors), material.description)
    lines += [f"{text(words)}\n\n" for words in told if words]
    for name, words in (("Source", material.source), ("Licence", material.licence)):
        if words:
            lines.append(f"#task[{text(f'{name}: {words}')}]\n\n")
    return f"#block(width: 100%, below: 2em)[#set par(justify: false)\n{''.join(lines)}]\n\n"


def _sub_heading(title: str) -> str:
    return f"#heading(level: 2, outlined: false)[{text(title)}]\n\n" if title else ""


def _cell(cell: Cell | None, holder: Holder, tellers: Tellers) -> str:
    if cell is None:
        return "—"
    told = "; ".join(part for part in (cell.note, tellers.of(cell, holder)) if part)
    note = f" #task[{text(f'({told})')}]" if told else ""
    return text(cell.text) + note
