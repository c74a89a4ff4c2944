"""Reads rich text (RTF): styles become headings, lists, tables, footnotes, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.html.tree import Element
from carrel.formats.reading.office.material import TITLE_CLASS, OfficeDetails, office_material
from carrel.formats.reading.office.rtf_tokens import CLOSE, OPEN, Token, tokens
from carrel.formats.reading.pictures import Pictures

_DEEPEST = 500
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "tab": " ",
}  # fmt: skip
_CONTROL_SIGNS = {"\\~": "\u00a0", "\\_": "\u2011", "\\-": "", "\\{": "{", "\\}": "}", "\\\\": "\\"}
_TOGGLES = {"b": "strong", "i": "em", "strike": "del", "super": "sup", "sub": "sub"}
_KEPT_ELSEWHERE = frozenset({"fonttbl", "stylesheet", "info", "pict", "footnote", "fldinst"})
_LEFT_OUT = frozenset((
    "colortbl", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
    "footerf", "themedata", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl",
    "datastore", "latentstyles", "nonshppict", "listtext", "pntext", "annotation", "atnid",
    "atnauthor", "bkmkstart", "bkmkend", "revtbl", "filetbl", "objdata", "pnseclvl", "tc", "xe",
    "mmathPr", "wgrffmtfilter", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "template", "private",
    "objclass",
))  # fmt: skip
_CODE_PAGES = {0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950",
               161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
               186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
_MARK = re.compile(r"\s*([•–—·*-]|\d{1,3}[.)]|[a-z][.)])\s+")
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo)\s*(\d)", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense )?quot(?:e|ations?)|block text|zitat|citation", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for the text of a group; ``place`` is what the text is part of."""

    place: str = "text"
    looks: tuple[str, ...] = ()
    encoding: str = "cp1252"
    skip: int = 1
    is_hidden: bool = False


@dataclass(slots=True)
class _Paragraph:
    """What is known of the paragraph that is being read."""

    style: int | None = None
    outline: int = 0
    list_level: int | None = None
    is_bullet: bool = False
    in_table: bool = False
    is_hanging: bool = False
    indent: int = 0


@dataclass(slots=True)
class _Group:
    """Text and numbers that a group collects which is not part of the text itself."""

    text: list[str] = field(default_factory=list)
    number: int = 0


def read(source: SourceFile) -> DraftMaterial:
    """The material in a rich text file; raises UnreadableFile if it is none."""
    if not source.data.lstrip()[:5].startswith(b"{\\rtf"):
        raise UnreadableFile(
            "“{name}” is not rich text, whatever its name says; look what it is.", name=source.name
        )
    pictures = Pictures()
    reading = _Reading(pictures)
    for token in tokens(source.data):
        reading.take(token)
    body = reading.finish()
    return office_material(source.name, body, reading.details, pictures)


class _Reading:
    """Goes through the tokens once and builds a tree of elements."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._states = [_State()]
        self._groups: list[_Group] = []
        self._body = Element("body")
        self._notes: list[Element] = []
        self._targets: list[tuple[Element, Element, _Paragraph]] = []
        self._flow = self._body
        self._current = Element("p")
        self._paragraph = _Paragraph()
        self._rows: Element | None = None
        self._cells: list[Element] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._is_optional = False
        self._styles: dict[int, str] = {}
        self._fonts: dict[int, str] = {}
        self._default = "cp1252"
        self._info: dict[str, str] = {}
        self._link = ""

    @property
    def details(self) -> OfficeDetails:
        """What the file says of itself."""
        author = self._info.get("author", "")
        return OfficeDetails(
            title=self._info.get("title", ""),
            authors=tuple(part.strip() for part in author.split(";") if part.strip()),
            description=self._info.get("subject", ""),
        )

    def finish(self) -> Element:
        """The whole text with its notes at the end."""
        self._end_paragraph()
        self._end_table()
        self._body.extend([*self._notes])
        return self._body

    def take(self, token: Token) -> None:
        """Go on by one token."""
        if token is OPEN:
            self._open()
        elif token is CLOSE:
            self._close()
        elif token.data:
            self._text_of(token)
        elif token.sign:
            self._sign(token.sign)
        else:
            self._word(token.word, token.number)

    @property
    def _state(self) -> _State:
        return self._states[-1]

    def _open(self) -> None:
        self._flush()
        if len(self._states) < _DEEPEST:
            self._states.append(self._state)
            self._groups.append(_Group())
        self._is_optional = False

    def _close(self) -> None:
        self._flush()
        if len(self._states) < 2:
            return
        state, group = self._states.pop(), self._groups.pop()
        if state.place != self._state.place:
            self._left(state.place, group)
        elif self._groups:
            self._groups[-1].text += group.text

    def _left(self, place: str, group: _Group) -> None:
        """What a group that has ended was for."""
        words = "".join(group.text)
        if place == "style":
            self._styles[group.number] = words.strip(" ;")
        elif place in ("title", "author", "subject"):
            self._info[place] = " ".join(words.split())
        elif place == "pict":
            self._add_picture(words)
        elif place == "fldinst":
            match = _LINK.search(words)
            self._link = match[1] if match else ""
        elif place == "footnote":
            self._end_paragraph()
            self._flow, self._current, self._paragraph = self._targets.pop()
        elif place == "fldrslt":
            self._link = ""

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        state = self._state
        if self._is_optional and word not in ("shppict", "footnote", "fldinst", "listtext"):
            self._enter("skipped")
        elif word == "pict":
            self._enter("pict")
        elif word in _LEFT_OUT:
            if word in ("listtext", "pntext"):
                self._enter("listtext")
            else:
                self._enter("skipped")
        elif word in ("fonttbl", "stylesheet", "fldinst", "fldrslt", "info"):
            self._enter(word)
        elif word == "footnote":
            self._begin_note()
        elif state.place == "info" and word in ("title", "author", "subject"):
            self._enter(word)
        elif state.place in ("stylesheet", "style"):
            self._style_word(word, number)
        elif state.place == "fonttbl":
            self._font_word(word, number)
        else:
            self._format(word, number)
        self._is_optional = False

    def _enter(self, place: str) -> None:
        if self._state.place != "skipped":
            self._states[-1] = replace(self._state, place=place)

    def _style_word(self, word: str, number: int | None) -> None:
        if word in ("s", "cs", "ds", "ts"):
            self._states[-1] = replace(self._state, place="style")
            if self._groups:
                self._groups[-1].number = (number or 0) if word == "s" else -1

    def _font_word(self, word: str, number: int | None) -> None:
        if word == "f" and self._groups:
            self._groups[-1].number = number or 0
        elif word == "fcharset" and self._groups:
            self._fonts[self._groups[-1].number] = _CODE_PAGES.get(number or 0, self._default)

    def _format(self, word: str, number: int | None) -> None:
        """What changes how the next words look or where they go."""
        state = self._state
        if word in _TOGGLES:
            self._toggle(_TOGGLES[word], is_on=number != 0)
        elif word == "nosupersub":
            self._toggle("sup", is_on=False)
            self._toggle("sub", is_on=False)
        elif word == "plain":
            self._states[-1] = replace(state, looks=(), is_hidden=False, encoding=self._default)
        elif word == "v":
            self._states[-1] = replace(state, is_hidden=number != 0)
        elif word == "f":
            self._states[-1] = replace(state, encoding=self._fonts.get(number or 0, self._default))
        elif word == "uc":
            self._states[-1] = replace(state, skip=min(max(number or 0, 0), 10))
        elif word == "u" and number is not None:
            self._add(chr(number % 65_536))
            self._to_skip = state.skip
        elif word == "ansicpg" and number:
            self._default = f"cp{number}"
            self._states[-1] = replace(state, encoding=self._default)
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        else:
            self._structure(word, number)

    def _structure(self, word: str, number: int | None) -> None:
        """What makes paragraphs, lists and tables."""
        if self._state.place not in ("text", "footnote", "fldrslt"):
            return
        if word in ("par", "sect", "page"):
            self._end_paragraph()
        elif word == "line":
            self._put(Element("br"))
        elif word == "pard":
            self._paragraph = _Paragraph()
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        else:
            self._shape(word, number or 0)

    def _shape(self, word: str, number: int) -> None:
        """What is said of the paragraph that is being read."""
        match word:
            case "s":
                self._paragraph.style = number
            case "outlinelevel":
                self._paragraph.outline = number + 1
            case "ilvl":
                self._paragraph.list_level = number
            case "ls" if self._paragraph.list_level is None:
                self._paragraph.list_level = 0
            case "intbl":
                self._paragraph.in_table = True
            case "fi":
                self._paragraph.is_hanging = number < 0
            case "li":
                self._paragraph.indent = number
            case _:
                return

    def _sign(self, sign: str) -> None:
        if sign == "\\*":
            self._is_optional = True
        elif sign in ("\\\n", "\\\r"):
            self._structure("par", None)
        else:
            self._flush()
            self._add(_CONTROL_SIGNS.get(sign, ""))

    def _text_of(self, token: Token) -> None:
        data = token.data
        if self._to_skip:
            cut = min(self._to_skip, len(data))
            self._to_skip -= cut
            data = data[cut:]
        self._is_optional = False
        self._bytes += data

    def _flush(self) -> None:
        """Turn the bytes that have come together into text."""
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            try:
                self._add(data.decode(self._state.encoding, "replace"))
            except LookupError:
                self._add(data.decode("cp1252", "replace"))

    def _add(self, words: str) -> None:
        place = self._state.place
        if not words or place == "skipped" or self._state.is_hidden:
            return
        if place == "listtext" and words.strip():
            self._paragraph.is_bullet = not any(sign.isalnum() for sign in words)
            if self._paragraph.list_level is None:
                self._paragraph.list_level = 0
        elif place in ("text", "footnote", "fldrslt"):
            self._put(words)
        elif self._groups:
            self._groups[-1].text.append(words)

    def _put(self, child: Element | str) -> None:
        """Add words or an element to the paragraph, with the looks that hold now."""
        looks = self._state.looks
        target = self._current
        if self._link and self._state.place == "fldrslt":
            link = Element("a", {"href": self._link})
            target.append(link)
            target = link
        for tag in looks:
            made = Element(tag)
            target.append(made)
            target = made
        target.append(child)

    def _toggle(self, tag: str, *, is_on: bool) -> None:
        looks = tuple(one for one in self._state.looks if one != tag)
        self._states[-1] = replace(self._state, looks=(*looks, tag) if is_on else looks)

    def _begin_note(self) -> None:
        self._enter("footnote")
        id_ = f"note-{len(self._notes) + 1}"
        note = Element("aside", {"id": id_, "role": "doc-footnote"})
        self._notes.append(note)
        mark = Element("a", {"href": f"#{id_}", "role": "doc-noteref"})
        mark.append("*")
        _without_mark(self._current)
        self._current.append(mark)
        self._targets.append((self._flow, self._current, self._paragraph))
        self._flow, self._current, self._paragraph = note, Element("p"), _Paragraph()

    def _end_paragraph(self) -> None:
        words, self._current = self._current, Element("p")
        _merge(words)
        if self._paragraph.in_table and self._flow is self._body:
            if self._cells or words.children:
                self._cells.append(words)
            return
        self._end_table()
        if words.children:
            self._place(words)

    def _place(self, words: Element) -> None:
        name = self._styles.get(self._paragraph.style or 0, "")
        heading = _HEADING.match(name)
        level = int(heading[1]) if heading else self._paragraph.outline
        if name.lower() in ("title", "titel") and not heading:
            words.tag, words.attributes = "h1", {"class": TITLE_CLASS}
        elif 1 <= level <= 6:
            words.tag = f"h{level}"
        elif self._is_item(words):
            self._place_item(words)
            return
        elif _QUOTE.fullmatch(name):
            quotation = Element("blockquote")
            quotation.append(words)
            words = quotation
        elif re.match(r"(?:toc|contents|verzeichnis) \d", name, re.IGNORECASE):
            return
        self._flow.append(words)

    def _is_item(self, words: Element) -> bool:
        """Whether a paragraph is an item of a list, or is written like one."""
        first = words.children[0] if words.children else ""
        if self._paragraph.list_level is None and self._paragraph.is_hanging:
            match = _MARK.match(first) if isinstance(first, str) else None
            if match is not None:
                words.children[0] = first[match.end() :] if isinstance(first, str) else first
                self._paragraph.is_bullet = not match[1][0].isalnum()
                self._paragraph.list_level = max(0, self._paragraph.indent // 360 - 1)
        return self._paragraph.list_level is not None

    def _place_item(self, words: Element) -> None:
        """Put an item into the list that ends the text, at its level."""
        tag = "ul" if self._paragraph.is_bullet else "ol"
        level = min(self._paragraph.list_level or 0, 8)
        holder = self._flow
        for depth in range(level + 1):
            last = holder.children[-1] if holder.children else None
            is_list = isinstance(last, Element) and last.tag in ("ul", "ol")
            if not isinstance(last, Element) or not is_list or (depth == level and last.tag != tag):
                last = Element(tag)
                holder.append(last)
            if depth < level:
                if not last.elements:
                    last.append(Element("li"))
                holder = last.elements[-1]
            else:
                item = Element("li")
                item.extend(words.children)
                last.append(item)

    def _end_cell(self) -> None:
        cell = Element("td")
        self._paragraph.in_table = True
        self._end_paragraph()
        cell.extend([*self._cells])
        self._cells = []
        if self._rows is None:
            self._rows = Element("table")
        if not self._rows.elements or self._rows.elements[-1].get("done"):
            self._rows.append(Element("tr"))
        self._rows.elements[-1].append(cell)

    def _end_row(self) -> None:
        if self._rows is not None and self._rows.elements:
            self._rows.elements[-1].attributes["done"] = "1"

    def _end_table(self) -> None:
        if self._rows is not None and self._flow is self._body:
            self._body.append(self._rows)
            self._rows = None

    def _add_picture(self, words: str) -> None:
        digits = re.sub(r"[^0-9a-fA-F]", "", words)
        content = bytes.fromhex(digits[: len(digits) // 2 * 2])
        name = self._pictures.add(content) if content else ""
        if name:
            self._current.append(Element("img", {"src": name}))


def _without_mark(paragraph: Element) -> None:
    """Take away the automatic mark that stands before a footnote, if only that is raised there."""
    last = paragraph.children[-1] if paragraph.children else None
    if isinstance(last, Element) and last.tag == "sup" and not last.words:
        last.remove()


def _merge(paragraph: Element) -> None:
    """Join neighbouring elements of one look: every control word has begun a new one."""
    merged: list[Element | str] = []
    for is_text, run in groupby(paragraph.children, lambda child: isinstance(child, str)):
        if is_text:
            merged.append("".join(map(str, run)))
        else:
            _merge_elements(merged, run)
    paragraph.children = merged
    for one in paragraph.elements:
        if one.tag not in ("br", "img"):
            _merge(one)


def _merge_elements(merged: list[Element | str], run: Iterable[Element | str]) -> None:
    for child in run:
        last = merged[-1] if merged else None
        if (
            isinstance(child, Element)
            and isinstance(last, Element)
            and child.tag == last.tag
            and child.tag not in ("br", "img")
            and child.attributes == last.attributes
            and child.get("role") == ""
        ):
            last.extend(child.children)
        else:
            merged.append(child)
