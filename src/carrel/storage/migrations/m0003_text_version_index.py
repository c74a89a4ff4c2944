"""Step 3: a quick way to the sections whose plain text an older program made.

Frozen: it imports nothing of Carrel, so that old libraries can always be brought up to date.
"""

from __future__ import annotations

import sqlite3

NAME = "m0003_text_version_index"


def apply(connection: sqlite3.Connection) -> None:
    """Create the index of step 3 inside the caller's transaction."""
    connection.execute("CREATE INDEX section_by_text_version ON section(text_version)")
