"""What reading leaves behind as rows: the place reached, read marks and time spent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.reading import ReadingPlace
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action

_PLACES = """
SELECT section.key, "offset", material.key AS material
FROM reading_place
JOIN section ON section.id = section_id AND section.deleted_at IS NULL
JOIN material ON material.id = section.material_id
WHERE material.state = 'ready' AND material.deleted_at IS NULL
"""


class ReadingStore:
    """How far reading has come."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, material: MaterialId) -> ReadingPlace | None:
        """Where reading a material stopped, None before it began."""
        return _place(self._database.row(_PLACES + "AND material.key = ?", (material,)))

    def last_place(self) -> ReadingPlace | None:
        """Where reading stopped last, in whichever material."""
        return _place(
            self._database.row(_PLACES + "ORDER BY reading_place.updated_at DESC LIMIT 1")
        )

    def set_place(self, place: ReadingPlace, *, at: datetime) -> None:
        """Remember where reading stopped; a section that is not there changes nothing."""
        self._database.write(
            'INSERT INTO reading_place (material_id, section_id, "offset", updated_at)'
            " SELECT material_id, id, ?, ? FROM section WHERE key = ? AND deleted_at IS NULL"
            " ON CONFLICT (material_id) DO UPDATE SET section_id = excluded.section_id,"
            ' "offset" = excluded."offset", updated_at = excluded.updated_at',
            (place.offset, at.isoformat(), place.section),
        )

    def words_read(self) -> dict[MaterialId, int]:
        """Words of the sections that have a read mark, for each material that has any."""
        rows = self._database.rows(
            "SELECT material.key, sum(words) AS words FROM section_reading"
            " CROSS JOIN section ON section.id = section_id AND section.deleted_at IS NULL"
            " JOIN material ON material.id = section.material_id"
            " WHERE read_at IS NOT NULL GROUP BY material.id"
        )
        return {MaterialId(row["key"]): row["words"] for row in rows}

    def is_read(self, section: SectionId) -> bool:
        """Whether a section has a read mark; raises :class:`NotFound`."""
        return self._reading_row(section)["read_at"] is not None

    def set_read(self, action: Action, section: SectionId, read_at: datetime | None) -> None:
        """Set or take away a section's read mark; raises :class:`NotFound`."""
        row = self._reading_row(section)
        value = None if read_at is None else read_at.isoformat()
        if row["reading_id"] is None:
            action.insert("section_reading", {"section_id": row["id"], "read_at": value})
        else:
            action.update("section_reading", row["reading_id"], {"read_at": value})

    def set_read_quietly(self, section: SectionId, read_at: datetime) -> None:
        """Set a read mark outside of the undo journal; raises :class:`NotFound`."""
        self._database.write(
            "INSERT INTO section_reading (section_id, read_at) VALUES (?, ?)"
            " ON CONFLICT (section_id) DO UPDATE SET read_at = excluded.read_at",
            (self._reading_row(section)["id"], read_at.isoformat()),
        )

    def add_time(self, section: SectionId, *, day: str, seconds: float) -> None:
        """Add reading time to a section on a day (``2026-03-02``)."""
        self._database.write(
            "INSERT INTO reading_time (section_id, day, seconds)"
            " SELECT id, ?, ? FROM section WHERE key = ?"
            " ON CONFLICT (section_id, day) DO UPDATE SET seconds = seconds + excluded.seconds",
            (day, seconds, section),
        )

    def seconds_by_day(self, material: MaterialId) -> dict[str, float]:
        """Seconds spent reading a material on each day (``2026-03-02``) that it was read on."""
        rows = self._database.rows(
            "SELECT day, sum(seconds) AS seconds FROM reading_time"
            " JOIN section ON section.id = section_id"
            " JOIN material ON material.id = material_id WHERE material.key = ?"
            " GROUP BY day ORDER BY day",
            (material,),
        )
        return {row["day"]: row["seconds"] for row in rows}

    def words_and_seconds(self) -> tuple[int, float]:
        """Words of all sections that have a read mark and counted time, and that time in seconds.

        Sections that were passed at more than 15 words a second, or less than half a word, are
        left out: nobody read them so.
        """
        row = self._database.row(
            "SELECT coalesce(sum(words), 0) AS words, coalesce(sum(seconds), 0) AS seconds FROM ("
            " SELECT section.words, sum(reading_time.seconds) AS seconds FROM section_reading"
            " CROSS JOIN section ON section.id = section_reading.section_id"
            " JOIN reading_time ON reading_time.section_id = section.id"
            " WHERE read_at IS NOT NULL GROUP BY section.id"
            " HAVING words BETWEEN 0.5 * sum(reading_time.seconds)"
            " AND 15 * sum(reading_time.seconds))"
        )
        return (row["words"], row["seconds"]) if row is not None else (0, 0.0)

    def seconds_in(self, sections: Sequence[SectionId]) -> float:
        """Seconds spent reading these sections, ever."""
        marks = ", ".join("?" * len(sections))
        found = self._database.value(
            "SELECT sum(seconds) FROM reading_time JOIN section ON section.id = section_id"
            f" WHERE section.key IN ({marks})",
            tuple(sections),
        )
        return float(found or 0.0)

    def _reading_row(self, section: SectionId) -> Row:
        row = self._database.row(
            "SELECT section.id, section_reading.id AS reading_id, read_at FROM section"
            " LEFT JOIN section_reading ON section_id = section.id"
            " WHERE key = ? AND deleted_at IS NULL",
            (section,),
        )
        if row is None:
            raise NotFound("There is no section “{section}”.", section=section)
        return row


def _place(row: Row | None) -> ReadingPlace | None:
    return None if row is None else ReadingPlace(SectionId(row["key"]), row["offset"])
