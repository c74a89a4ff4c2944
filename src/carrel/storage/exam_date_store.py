"""Exam dates as rows."""

from __future__ import annotations

from datetime import date

from carrel.domain.errors import NotFound
from carrel.domain.exam_dates import ExamDate
from carrel.domain.ids import ExamId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action

_EXAMS = """
SELECT exam_date.id, exam_date.key, exam_date.day, exam_date.minutes,
       material.key AS material, collection.key AS collection,
       coalesce(material.title, collection.name) AS title
FROM exam_date
LEFT JOIN material ON material.id = material_id
LEFT JOIN collection ON collection.id = collection_id
WHERE exam_date.deleted_at IS NULL AND material.deleted_at IS NULL
  AND material.archived_at IS NULL AND collection.deleted_at IS NULL
"""

_TABLES = {ScopeKind.MATERIAL: "material", ScopeKind.COLLECTION: "collection"}


class ExamDateStore:
    """The exams of a library. Those of things that were removed or archived do not exist here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def exams(self, since: date) -> tuple[ExamDate, ...]:
        """All exams on the day ``since`` and later, the next one first."""
        rows = self._database.rows(
            f"{_EXAMS} AND exam_date.day >= ? ORDER BY exam_date.day, exam_date.id",
            (since.isoformat(),),
        )
        return tuple(_exam(row) for row in rows)

    def exam(self, exam: ExamId) -> ExamDate:
        """One exam; raises :class:`NotFound`."""
        row = self._database.row(f"{_EXAMS} AND exam_date.key = ?", (exam,))
        if row is None:
            raise NotFound("This exam date is not there any more; set it again.")
        return _exam(row)

    def title(self, exam: ExamId) -> str | None:
        """What an exam is about, also when it is set no more; None for one that never was."""
        title: str | None = self._database.value(
            "SELECT coalesce(material.title, collection.name) FROM exam_date"
            " LEFT JOIN material ON material.id = material_id"
            " LEFT JOIN collection ON collection.id = collection_id WHERE exam_date.key = ?",
            (exam,),
        )
        return title

    def exam_of(self, about: Scope) -> ExamDate | None:
        """The exam of a material or collection, also one that is over; the latest of them."""
        row = self._database.row(
            f"{_EXAMS} AND {_TABLES[about.kind]}.key = ? ORDER BY exam_date.day DESC LIMIT 1",
            (about.key,),
        )
        return None if row is None else _exam(row)

    def add(
        self, action: Action, exam: ExamId, about: Scope, day: date, minutes: int, *, now: str
    ) -> None:
        """Set the day of an exam; raises :class:`NotFound` when its subject is not there."""
        table = _TABLES[about.kind]
        row_id = self._database.value(
            f"SELECT id FROM {table} WHERE key = ? AND deleted_at IS NULL", (about.key,)
        )
        if row_id is None:
            raise NotFound("What the exam is about is not in the library any more.")
        action.insert(
            "exam_date",
            {
                "key": exam,
                f"{table}_id": row_id,
                "day": day.isoformat(),
                "minutes": minutes,
                "created_at": now,
                "updated_at": now,
            },
        )

    def change(self, action: Action, exam: ExamId, day: date, minutes: int, *, now: str) -> None:
        """Move an exam to another day, or study another time for it."""
        action.update(
            "exam_date",
            self._row_id(exam),
            {"day": day.isoformat(), "minutes": minutes, "updated_at": now},
        )

    def remove(self, action: Action, exam: ExamId, *, now: str) -> None:
        """Let there be no exam."""
        action.update("exam_date", self._row_id(exam), {"deleted_at": now})

    def _row_id(self, exam: ExamId) -> int:
        row_id = self._database.value(
            "SELECT id FROM exam_date WHERE key = ? AND deleted_at IS NULL", (exam,)
        )
        if row_id is None:
            raise NotFound("This exam date is not there any more; set it again.")
        return int(row_id)


def _exam(row: Row) -> ExamDate:
    if row["material"] is not None:
        about = Scope(ScopeKind.MATERIAL, row["material"])
    else:
        about = Scope(ScopeKind.COLLECTION, row["collection"])
    return ExamDate(
        ExamId(row["key"]), about, row["title"], date.fromisoformat(row["day"]), row["minutes"]
    )
