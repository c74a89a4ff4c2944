"""Reads Anki's text files (https://docs.ankiweb.net/importing/text-files.html)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.domain.questions.body import Kind
from carrel.domain.text.escaping import paragraph
from carrel.formats.reading.decoding import decode
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.questions.book import QuestionBook
from carrel.formats.reading.questions.cloze_marks import cloze_text
from carrel.formats.reading.questions.fragments import Fragments, title_of_file

_SEPARATORS = {
    "tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":",
}  # fmt: skip
_COLUMNS = ("guid", "notetype", "deck", "tags")


def read(source: SourceFile) -> DraftMaterial:
    """A material with the notes of a file; the first two other columns are front and back."""
    text = decode(source.name, source.data).text.replace("\r\n", "\n").replace("\r", "\n")
    headers: dict[str, str] = {}
    lines = text.split("\n")
    while lines and lines[0].startswith("#"):
        key, _, value = lines.pop(0)[1:].partition(":")
        headers[key.strip().lower()] = value.strip()
    file = _File(headers)
    csv.field_size_limit(20_000_000)
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=file.separator))
    except (csv.Error, TypeError, ValueError) as error:
        raise UnreadableFile(
            "“{name}” cannot be read as notes of Anki; export them anew.", name=source.name
        ) from error
    for row in rows:
        if any(cell.strip() for cell in row):
            file.take(row)
    return file.book.material(title_of_file(source.name), warnings=file.fragments.pictures.warnings)


class _File:
    def __init__(self, headers: dict[str, str]) -> None:
        self.book, self.fragments = QuestionBook(), Fragments()
        given = headers.get("separator", "tab")
        self.separator = _SEPARATORS.get(given.lower(), given[:1] or "\t")
        self._is_html = headers.get("html", "false").lower() == "true"
        self._deck = headers.get("deck", "")
        self._type = headers.get("notetype", "")
        self._tags = headers.get("tags", "")
        self._places = {
            name: int(value) - 1
            for name in _COLUMNS
            if (value := headers.get(f"{name} column", "")).isdecimal()
        }

    def take(self, row: Sequence[str]) -> None:
        special = {name: row[n] for name, n in self._places.items() if n < len(row)}
        fields = [cell for n, cell in enumerate(row) if n not in self._places.values()]
        deck = special.get("deck", self._deck)
        group = tuple(deck.split("::")) if deck else ()
        tags = f"{self._tags} {special.get('tags', '')}".split()
        front = fields[0] if fields else ""
        if "{{c1::" in front:
            more = self._markdown(fields[1]) if len(fields) > 1 else ""
            for made in cloze_text(front, self._markdown).questions():
                self.book.add(group, Kind.CLOZE, made.body, explanation=more, tags=tags)
            return
        if len(fields) < 2 or not front.strip() or not fields[1].strip():
            self.book.leave("lines without a front and a back")
            return
        body: dict[str, object] = {
            "front": self._markdown(front),
            "back": self._markdown(fields[1]),
        }
        if "reversed" in special.get("notetype", self._type).lower():
            body["both_ways"] = True
        self.book.add(group, Kind.FLASHCARD, body, tags=tags)

    def _markdown(self, text: str) -> str:
        return self.fragments.markdown(text) if self._is_html else paragraph(text)
