"""Step 6: a quick way to the few rows that a page looks for among many.

Frozen: it imports nothing of Carrel, so that old libraries can always be brought up to date.
"""

from __future__ import annotations

import sqlite3

NAME = "m0006_rare_rows"


def apply(connection: sqlite3.Connection) -> None:
    """Create the indexes of step 6 inside the caller's transaction."""
    connection.execute("CREATE INDEX passage_orphaned ON passage(id) WHERE outcome = 'orphaned'")
    connection.execute("CREATE INDEX memory_missed ON memory(id) WHERE last_rating = 1")
    connection.execute(
        "CREATE INDEX quiz_session_open ON quiz_session(id) WHERE finished_at IS NULL"
    )
