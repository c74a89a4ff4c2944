"""Step 5: what rules propose for a text, what was decided of it, and how far they have come.

Frozen: it imports nothing of Carrel, so that old libraries can always be brought up to date.
"""

from __future__ import annotations

import sqlite3

NAME = "m0005_proposals"

_STATEMENTS = (
    # What was decided is known by its fingerprint, also when its section is there no more.
    """
CREATE TABLE proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    section_id INTEGER REFERENCES section(id) ON DELETE SET NULL,
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'claim', 'question')),
    rule TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    proposed TEXT NOT NULL,
    cue TEXT NOT NULL DEFAULT '',
    score REAL NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'accepted', 'rejected')),
    decided_at TEXT,
    UNIQUE (material_id, fingerprint),
    CHECK (0 <= start AND start <= "end"),
    CHECK ((state = 'waiting') = (decided_at IS NULL))
)""",
    "CREATE INDEX proposal_by_section ON proposal(section_id, state)",
    "CREATE INDEX proposal_by_state ON proposal(material_id, state, kind)",
    # ``run`` names all that the outcome depends on; a section of another run is looked at again.
    """
CREATE TABLE proposal_search (
    id INTEGER PRIMARY KEY,
    section_id INTEGER NOT NULL UNIQUE REFERENCES section(id) ON DELETE CASCADE,
    run TEXT NOT NULL,
    searched_at TEXT NOT NULL
)""",
    """
CREATE TABLE proposal_place (
    id INTEGER PRIMARY KEY,
    material_id INTEGER NOT NULL UNIQUE REFERENCES material(id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL
)""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Create the tables of step 5 inside the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
