"""Step 2: the days on which materials and collections have to be known.

Frozen: it imports nothing of Carrel, so that old libraries can always be brought up to date.
"""

from __future__ import annotations

import sqlite3

NAME = "m0002_exam_dates"

_STATEMENTS = (
    """
CREATE TABLE exam_date (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    material_id INTEGER REFERENCES material(id) ON DELETE CASCADE,
    collection_id INTEGER REFERENCES collection(id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    CHECK ((material_id IS NULL) != (collection_id IS NULL))
)""",
    "CREATE INDEX exam_date_by_material ON exam_date(material_id)",
    "CREATE INDEX exam_date_by_collection ON exam_date(collection_id)",
)


def apply(connection: sqlite3.Connection) -> None:
    """Create the table of step 2 inside the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
