"""Step 4: a quick way to how long each material is and to the questions that it may ask.

Frozen: it imports nothing of Carrel, so that old libraries can always be brought up to date.
"""

from __future__ import annotations

import sqlite3

NAME = "m0004_shelf_indexes"


def apply(connection: sqlite3.Connection) -> None:
    """Create the indexes of step 4 inside the caller's transaction.

    Without them the shelf reads past the whole text of every section to learn its words.
    """
    connection.execute(
        "CREATE INDEX section_words ON section(material_id, words) WHERE deleted_at IS NULL"
    )
    connection.execute(
        "CREATE INDEX question_asked ON question(material_id)"
        " WHERE deleted_at IS NULL AND suspended_at IS NULL AND origin != 'proposed'"
    )
