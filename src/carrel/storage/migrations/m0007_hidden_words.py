"""Step 7: the alternative texts of pictures and the sources of formulas, to be searched.

Frozen: it imports nothing of Carrel, so that old libraries can always be brought up to date.
"""

from __future__ import annotations

import sqlite3

NAME = "m0007_hidden_words"

_HAS_OBJECTS = "instr({row}.text, char(65532)) > 0"
_FORGET = (
    "INSERT INTO hidden_words_fts(hidden_words_fts, rowid, words)"
    " VALUES ('delete', old.id, old.words);"
)
_LEARN = "INSERT INTO hidden_words_fts(rowid, words) VALUES (new.id, new.words);"

_STATEMENTS = (
    # ``start`` is the code point of the section's text that stands for the picture or the formula.
    """
CREATE TABLE hidden_words (
    id INTEGER PRIMARY KEY,
    section_id INTEGER NOT NULL REFERENCES section(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    words TEXT NOT NULL
)""",
    "CREATE INDEX hidden_words_by_section ON hidden_words(section_id, start)",
    """
CREATE VIRTUAL TABLE hidden_words_fts USING fts5(
    words, content='hidden_words', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
)""",
    f"CREATE TRIGGER hidden_words_fts_added AFTER INSERT ON hidden_words BEGIN {_LEARN} END",
    f"CREATE TRIGGER hidden_words_fts_removed AFTER DELETE ON hidden_words BEGIN {_FORGET} END",
    (
        "CREATE TRIGGER hidden_words_fts_changed AFTER UPDATE OF words ON hidden_words"
        f" BEGIN {_FORGET} {_LEARN} END"
    ),
    # Sections by their id that have pictures or formulas whose words are still to be read.
    (
        "CREATE TABLE hidden_words_unread (id INTEGER PRIMARY KEY REFERENCES section(id)"
        " ON DELETE CASCADE)"
    ),
    (
        "CREATE TRIGGER hidden_words_unread_added AFTER INSERT ON section"
        f" WHEN {_HAS_OBJECTS.format(row='new')}"
        " BEGIN INSERT OR IGNORE INTO hidden_words_unread VALUES (new.id); END"
    ),
    (
        "CREATE TRIGGER hidden_words_unread_changed AFTER UPDATE OF markdown, text ON section"
        f" WHEN {_HAS_OBJECTS.format(row='new')} OR {_HAS_OBJECTS.format(row='old')}"
        " BEGIN INSERT OR IGNORE INTO hidden_words_unread VALUES (new.id); END"
    ),
    (
        "INSERT INTO hidden_words_unread"
        f" SELECT id FROM section WHERE {_HAS_OBJECTS.format(row='section')}"
    ),
)


def apply(connection: sqlite3.Connection) -> None:
    """Create the tables of step 7 inside the caller's transaction; all sections are to be read."""
    for statement in _STATEMENTS:
        connection.execute(statement)
