"""In how many sections of a library each word stands, as its full-text index knows."""

from __future__ import annotations

from carrel.storage.database import Database

FEWEST = 2
"""Sections that a word stands in to be counted; most words stand in one alone."""


def sections_with_each_word(database: Database) -> tuple[int, dict[str, int]]:
    """How many sections there are, and in how many of them each folded word stands.

    Words that stand in fewer than :data:`FEWEST` are left out.
    """
    count = database.value("SELECT count(*) FROM section WHERE deleted_at IS NULL")
    database.connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.section_word"
        " USING fts5vocab(main, section_fts, row)"
    )
    rows = database.rows("SELECT term, doc FROM temp.section_word WHERE doc >= ?", (FEWEST,))
    return int(count), {row["term"]: row["doc"] for row in rows}
