"""Reads a folder of Markdown pages that Carrel wrote, with what was changed in it since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

import yaml

from carrel.domain.annotations import Colour, Style
from carrel.domain.brought_annotations import BroughtAnnotation
from carrel.domain.brought_topics import BroughtTopic
from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import Asset, DraftMaterial, DraftSection
from carrel.domain.text.commonmark import tokens_of
from carrel.domain.text.document import Document
from carrel.domain.text.markdown import normalised, parse
from carrel.formats.note_marks import NOTE_MARK, tag_of, time_of, told_by
from carrel.formats.reading.decoding import decode
from carrel.formats.reading.drawings import safe_drawing
from carrel.formats.reading.front_matter import split_fields
from carrel.formats.reading.pictures import kind_of

INDEX = "index.md"
_NOT_PLACED = "Without a place"
_ENTRY = re.compile(r"^( *)- \[(?:[^\]\\]|\\.)*\]\(([^)\s]+)\)$", re.MULTILINE)
_RELATION = re.compile(r"^- (broader|related): \[(?:[^\]\\]|\\.)*\]\(([^)\s]+)\)$", re.MULTILINE)
_BLOCK_NAME = re.compile(r" \^p\d+$")
_PICTURE = re.compile(r"(!\[[^\]\n]*\]\(<?)\.\./(assets/)")
_PAGE_LINK = re.compile(r"^> ?\[¶ \d+\]\([^)\s]*\)$|^>$", re.MULTILINE)
_TAG_LINE = re.compile(r"(?:#[\w/-]+)(?: #[\w/-]+)*")
_RULE = re.compile(r"\n-{3,}\s*(?:\n|\Z)")

_END = re.compile(r"\n*-{3,}(?:\n|\Z)")

Fields = Mapping[Any, Any]


def is_exported_folder(index: bytes) -> bool:
    """Whether the ``index.md`` of a folder is one that Carrel wrote."""
    return re.match(rb"(?:\xef\xbb\xbf)?---\r?\n(?:[^\n]*\n){0,40}?carrel: ", index) is not None


def read(files: Mapping[str, bytes]) -> DraftMaterial:
    """The material in a folder; ``files`` are by their paths in it, with forward slashes.

    Raises UnreadableFile if there is no section in it.
    """
    return _Folder(files).material()


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: the fields above it, and its text below its heading."""

    fields: Fields
    body: str

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name)
        found = value if isinstance(value, list) else []
        return tuple(" ".join(one.split()) for one in found if isinstance(one, str))


@dataclass(slots=True)
class _Folder:
    files: Mapping[str, bytes]
    warnings: list[str] = field(default_factory=list)

    def material(self) -> DraftMaterial:
        index = self._page(INDEX)
        paths = list(self._sections(index.body))
        if not paths:
            raise UnreadableFile("The folder “{name}” has no sections.", name=index.text("title"))
        pages = {path: self._page(path) for path, _ in paths}
        sections = tuple(_section(path, pages[path], level) for path, level in paths)
        topics = self._topics()
        if "questions.md" in self.files:
            self.warnings.append(
                "questions.md stays outside: questions go from library to library as a study pack,"
                " an Anki deck or Moodle XML."
            )
        return DraftMaterial(
            title=index.text("title") or "Untitled",
            sections=sections,
            authors=index.texts("authors"),
            language=index.text("language"),
            source=index.text("source"),
            licence=index.text("licence"),
            description=_description(index.body),
            assets=tuple(self._assets()),
            annotations=tuple(self._annotations(sections)),
            topics=tuple(topics.values()),
            slug=index.text("carrel"),
            warnings=tuple(self.warnings),
        )

    def _page(self, path: str) -> _Page:
        data = self.files[path]
        text = normalised(decode(path, data).text) if data.strip() else ""
        try:
            fields, body = split_fields(text)
        except (yaml.YAMLError, RecursionError, ValueError):
            self.warnings.append(f"The lines at the top of {path} could not be understood.")
            fields, body = None, text
        lines = body.lstrip("\n").split("\n")
        if lines[0].startswith("# "):
            lines = lines[1:]
        return _Page(fields or {}, "\n".join(lines).strip("\n"))

    def _sections(self, index: str) -> Iterator[tuple[str, int]]:
        """The pages of sections with their levels: as the index has them, then new ones by name."""
        known: list[str] = []
        for indent, target in _ENTRY.findall(index):
            path = unquote(target)
            if path in self.files and path.startswith("sections/") and path not in known:
                known.append(path)
                yield path, len(indent) // 2 + 1
        for path in sorted(self._in("sections")):
            if path not in known:
                yield path, 1

    def _in(self, folder: str) -> Iterator[str]:
        for path in self.files:
            if path.startswith(f"{folder}/") and path.lower().endswith(".md"):
                yield path

    def _topics(self) -> Mapping[str, BroughtTopic]:
        """The topics by their pages."""
        pages = {path: self._page(path) for path in sorted(self._in("topics"))}
        names = {path: page.text("title") or _stem(path) for path, page in pages.items()}
        return {path: _topic(names[path], page, path, names) for path, page in pages.items()}

    def _assets(self) -> Iterator[Asset]:
        for path, content in self.files.items():
            kind = kind_of(content) if path.startswith("assets/") else None
            if kind is None:
                continue
            if kind[1] == "image/svg+xml":
                content = safe_drawing(content)
            if content:
                yield Asset(path, kind[1], content)

    def _annotations(self, sections: tuple[DraftSection, ...]) -> Iterator[BroughtAnnotation]:
        texts = {section.slug: parse(section.markdown) for section in sections}
        titles = {_stem(path): self._page(path).text("title") for path in self._in("topics")}
        for path in sorted(self._in("notes")):
            page = self._page(path)
            slug = page.text("carrel").partition("#")[0].partition("/")[2]
            notes = _Notes(slug, texts.get(slug), titles, is_placed=_stem(path) != _NOT_PLACED)
            yield from notes.read(page.body)


@dataclass(frozen=True, slots=True)
class _Notes:
    """A page of notes on one section, whose slug may be empty; ``titles`` are topics by page."""

    slug: str
    text: Document | None
    titles: Mapping[str, str]
    is_placed: bool

    def read(self, body: str) -> Iterator[BroughtAnnotation]:
        if self.is_placed and body.startswith("On ["):
            body = body.partition("\n")[2]
        start = 0
        for mark in NOTE_MARK.finditer(body):
            yield from self._annotation(body[start : mark.start()], told_by(mark[1]))
            end = _END.match(body, mark.end())
            start = end.end() if end else mark.end()
        for piece in _RULE.split(body[start:]):
            yield from self._annotation(piece, {})

    def _annotation(self, piece: str, told: Fields) -> Iterator[BroughtAnnotation]:
        quoted, rest = _quotation(piece.strip("\n"), is_expected=not told or "words" in told)
        note, tags = _tag_line(rest)
        quote, start = self._words(quoted, told)
        colour, style, own = _look(tags, told)
        note = self._unlinked(note.strip())
        if quote.strip() or note:
            yield BroughtAnnotation(
                quote=quote,
                note=note,
                prefix=_text(told, "prefix"),
                suffix=_text(told, "suffix"),
                section=_text(told, "section").partition("/")[2] or self.slug,
                start=start,
                colour=colour,
                style=style if quote else Style.NOTE,
                tags=own,
                name=_text(told, "id"),
                created_at=time_of(told.get("created")),
                updated_at=time_of(told.get("changed")),
            )

    def _words(self, quoted: str, told: Fields) -> tuple[str, int | None]:
        """The words and where they begin: those of the text, if they are still there."""
        words = told.get("words")
        start, end = words if isinstance(words, list) and len(words) == 2 else (None, None)
        if not isinstance(start, int) or not isinstance(end, int) or start < 0:
            start, end = None, None
        if "quote" in told:
            return _text(told, "quote"), start
        if self.text is not None and start is not None:
            there = self.text.text[start:end]
            if _letters(there) == _letters(quoted):
                return there, start
        return quoted, None

    def _unlinked(self, note: str) -> str:
        """The note with links to topics as they are written, not as pages are called."""
        for page, title in self.titles.items():
            if title and title != page:
                note = note.replace(f"[[{page}|{title}]]", f"[[{title}]]")
        return note


def _section(path: str, page: _Page, level: int) -> DraftSection:
    markdown = _PICTURE.sub(r"\1\2", _without_block_names(page.body))
    title = page.text("title") or re.sub(r"^\d+ ", "", _stem(path))
    return DraftSection(title, level, markdown, slug=page.text("carrel").partition("/")[2])


def _without_block_names(body: str) -> str:
    """The text without the names that stand at the ends of paragraphs; code is left alone."""
    tokens, _ = tokens_of(body)
    code = {
        line
        for token in tokens
        if token.type in ("fence", "code_block") and token.map
        for line in range(*token.map)
    }
    return "\n".join(
        line if number in code else _BLOCK_NAME.sub("", line)
        for number, line in enumerate(body.split("\n"))
    )


def _topic(name: str, page: _Page, path: str, names: Mapping[str, str]) -> BroughtTopic:
    told: dict[str, list[str]] = {"broader": [], "related": []}
    for kind, target in _RELATION.findall(page.body):
        other = normpath(f"{PurePosixPath(path).parent}/{unquote(target)}")
        if other in names and other != path:
            told[kind].append(names[other])
    first = page.body.split("\n\n", 1)[0]
    has_definition = not first.startswith(("- ", "## "))
    return BroughtTopic(
        name=name,
        kind=page.text("kind"),
        group=page.text("group"),
        aliases=page.texts("aliases"),
        definition=parse(first).text if has_definition else "",
        broader=tuple(told["broader"]),
        related=tuple(told["related"]),
    )


def _description(index: str) -> str:
    first = index.split("\n\n", 1)[0]
    return "" if first.lstrip().startswith("- [") else parse(first).text


def _quotation(piece: str, *, is_expected: bool) -> tuple[str, str]:
    """The quoted words at the head of a note, and what is below them."""
    if not is_expected or not piece.startswith(">"):
        return "", piece
    lines = piece.split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(">")), len(lines))
    quoted = _PAGE_LINK.sub("", "\n".join(lines[:count]))
    words = (parse(line.removeprefix(">").strip()).text for line in quoted.split("\n"))
    return "\n".join(words).strip("\n"), "\n".join(lines[count:])


def _tag_line(rest: str) -> tuple[str, list[str]]:
    """A note, and the tags in its last line if that holds nothing else."""
    before, _, last = rest.rstrip().rpartition("\n")
    if not _TAG_LINE.fullmatch(last):
        return rest, []
    return before, [tag.removeprefix("#") for tag in last.split()]


def _look(visible: list[str], told: Fields) -> tuple[Colour, Style, tuple[str, ...]]:
    """Colour, style and tags: as the line of tags has them, which may have been changed."""
    colours, styles = {one.value: one for one in Colour}, {one.value: one for one in Style}
    colour = colours.get(_text(told, "colour"), Colour.IMPORTANT)
    style = styles.get(_text(told, "style"), Style.HIGHLIGHT)
    given = told.get("tags")
    known = [tag for tag in given if isinstance(tag, str)] if isinstance(given, list) else []
    if not visible:
        return colour, style, tuple(sorted(known))
    exact = {tag_of(tag): tag for tag in known}
    # The first is the colour, by whatever name the student gave it.
    colour = colours.get(visible[0], colour)
    is_colour_first = bool(told) or visible[0] in colours
    rest = visible[1:] if is_colour_first else visible
    if rest and rest[0] in styles and rest[0] not in exact:
        style, rest = styles[rest[0]], rest[1:]
    return colour, style, tuple(sorted({exact.get(tag, tag) for tag in rest}))


def _text(told: Fields, name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _stem(path: str) -> str:
    return PurePosixPath(path).stem
