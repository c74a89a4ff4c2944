"""Plain texts made anew when their definition has changed, with all that points at words in them.

Words do not move to another section by this, so each section is followed by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.text.counting import count_words
from carrel.domain.text.locate import Location, Outcome, relocated
from carrel.domain.text.passage import passage_at
from carrel.domain.text.text_change import TextChange
from carrel.storage.database import Database, Row
from carrel.storage.passage_store import PASSAGE_COLUMNS, passage_of
from carrel.storage.relocation import PLACE_LENGTH


@dataclass(frozen=True, slots=True)
class OldMaterial:
    """A material that has sections of an older text version. ``row_id`` is its row."""

    row_id: int
    key: MaterialId
    language: str


def old_materials(database: Database, version: int) -> tuple[OldMaterial, ...]:
    """The materials whose texts have to be made anew; removed ones too, as they can come back."""
    rows = database.rows(
        "SELECT id, key, language FROM material WHERE id IN"
        " (SELECT material_id FROM section WHERE text_version < ?) ORDER BY id",
        (version,),
    )
    return tuple(OldMaterial(row["id"], MaterialId(row["key"]), row["language"]) for row in rows)


def renew(
    database: Database, material: OldMaterial, text_of: Callable[[str], str], version: int
) -> None:
    """Make the texts of a material anew from their Markdown by ``text_of``.

    Part of the caller's transaction. A passage whose words are gone is an orphan from now on.
    """
    for row in database.rows(
        "SELECT id, key, markdown, text FROM section WHERE material_id = ? AND text_version < ?",
        (material.row_id, version),
    ):
        text = text_of(row["markdown"])
        if text != row["text"]:
            _SectionRenewal(database, row, text).carry_over()
        database.write(
            "UPDATE section SET text = ?, text_version = ?, words = ? WHERE id = ?",
            (text, version, count_words(text), row["id"]),
        )


class _SectionRenewal:
    def __init__(self, database: Database, row: Row, text: str) -> None:
        self._database = database
        self._row_id: int = row["id"]
        self._section = SectionId(row["key"])
        self._old: str = row["text"]
        self._new = text
        self._change = TextChange({self._section: self._old}, {self._section: text})

    def carry_over(self) -> None:
        self._carry_passages()
        self._carry_mentions()
        self._carry_place()

    def _carry_passages(self) -> None:
        for row in self._database.rows(
            f"SELECT passage.id, {PASSAGE_COLUMNS} FROM passage"
            " WHERE section_id = ? AND outcome <> 'orphaned'",
            (self._row_id,),
        ):
            location = self._change.locate(passage_of(row, self._section))
            if location.is_found:
                self._write_passage(row["id"], location)
            else:
                self._database.write(
                    "UPDATE passage SET outcome = ? WHERE id = ?", (Outcome.ORPHANED, row["id"])
                )

    def _write_passage(self, row_id: int, location: Location) -> None:
        after = relocated(location, self._section, self._new)
        self._database.write(
            'UPDATE passage SET start = ?, "end" = ?, quote = ?, prefix = ?, suffix = ?,'
            " outcome = ? WHERE id = ?",
            (
                after.start,
                after.end,
                after.quote,
                after.prefix,
                after.suffix,
                location.outcome,
                row_id,
            ),
        )
        self._database.write(
            'UPDATE mention SET start = ?, "end" = ? WHERE passage_id = ?',
            (after.start, after.end, row_id),
        )

    def _carry_mentions(self) -> None:
        """Those that hold no passage; where a word is gone, so is what was said of it."""
        for row in self._database.rows(
            'SELECT id, start, "end" FROM mention WHERE section_id = ? AND passage_id IS NULL',
            (self._row_id,),
        ):
            end = min(row["end"], len(self._old))
            before = passage_at(self._section, self._old, min(row["start"], end), end)
            location = self._change.locate(before)
            if location.is_found:
                self._database.write(
                    'UPDATE mention SET start = ?, "end" = ? WHERE id = ?',
                    (location.start, location.end, row["id"]),
                )
            else:
                self._database.write("DELETE FROM mention WHERE id = ?", (row["id"],))

    def _carry_place(self) -> None:
        offset = self._database.value(
            'SELECT "offset" FROM reading_place WHERE section_id = ?', (self._row_id,)
        )
        if offset is None:
            return
        start = min(offset, len(self._old))
        end = min(start + PLACE_LENGTH, len(self._old))
        location = self._change.locate(passage_at(self._section, self._old, start, end))
        place = location.start if location.is_found else min(start, len(self._new))
        self._database.write(
            'UPDATE reading_place SET "offset" = ? WHERE section_id = ?', (place, self._row_id)
        )
