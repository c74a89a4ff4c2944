"""What can be wrong inside a library file, found by SQL, and rebuilding what can be rebuilt."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from carrel.domain.ids import CardId
from carrel.domain.text.counting import count_words
from carrel.storage.database import Database


@dataclass(frozen=True, slots=True)
class StrayPassage:
    """A passage whose words do not stand at its offsets (code points of the section's text)."""

    row_id: int
    section_row_id: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


def integrity_problems(database: Database, *, most: int = 20) -> list[str]:
    """What SQLite's own check finds, at most ``most`` lines; empty for a sound file."""
    try:
        rows = database.connection.execute(f"PRAGMA integrity_check({most})").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [row[0] for row in rows if row[0] != "ok"]


def broken_references(database: Database) -> list[tuple[str, str, int]]:
    """Rows that refer to a row which does not exist: (table, parent table, how many)."""
    counts: dict[tuple[str, str], int] = {}
    for row in database.rows("PRAGMA foreign_key_check"):
        pair = (row["table"], row["parent"])
        counts[pair] = counts.get(pair, 0) + 1
    return [(table, parent, count) for (table, parent), count in sorted(counts.items())]


def drop_broken_references(database: Database) -> int:
    """Remove rows whose parent is lost, until there are none; returns how many went."""
    removed = 0
    with database.transaction():
        while rows := database.rows("PRAGMA foreign_key_check"):
            for row in rows:
                database.write(f"DELETE FROM {row['table']} WHERE rowid = ?", (row["rowid"],))
            removed += len(rows)
    return removed


def search_indexes(database: Database) -> list[str]:
    """The names of all full-text indexes."""
    return [
        row["name"]
        for row in database.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%' ORDER BY name"
        )
    ]


def is_index_true(database: Database, index: str) -> bool:
    """Whether a full-text index agrees with the table it indexes (FTS5 integrity-check)."""
    try:
        with database.transaction():
            database.connection.execute(
                f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"
            )
    except sqlite3.DatabaseError:
        return False
    return True


def rebuild_index(database: Database, index: str) -> None:
    """Make a full-text index anew from its table."""
    database.write(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def stray_passages(database: Database) -> list[StrayPassage]:
    """Passages whose words are not where they say; orphans and altered words aside."""
    return [
        StrayPassage(*row)
        for row in database.rows(
            'SELECT p.id, p.section_id, p.start, p."end", p.quote, p.prefix, p.suffix'
            " FROM passage AS p JOIN section AS s ON s.id = p.section_id"
            " WHERE p.outcome NOT IN ('orphaned', 'altered')"
            ' AND substr(s.text, p.start + 1, p."end" - p.start) <> p.quote'
        )
    ]


def stray_mentions(database: Database) -> int:
    """How many mentions reach past the end of their section's text."""
    return int(
        database.value(
            "SELECT count(*) FROM mention AS m JOIN section AS s ON s.id = m.section_id"
            ' WHERE m."end" > length(s.text) OR m.start >= m."end"'
        )
    )


def drop_stray_mentions(database: Database) -> None:
    """Remove mentions that reach past the end of their section's text."""
    database.write(
        "DELETE FROM mention WHERE id IN (SELECT m.id FROM mention AS m"
        " JOIN section AS s ON s.id = m.section_id"
        ' WHERE m."end" > length(s.text) OR m.start >= m."end")'
    )


def section_sources(database: Database) -> Iterator[tuple[int, str, str]]:
    """Row, Markdown source and stored plain text of every section, a batch in memory at a time."""
    last = 0
    while rows := database.rows(
        "SELECT id, markdown, text FROM section WHERE id > ? ORDER BY id LIMIT 200", (last,)
    ):
        for row in rows:
            yield row["id"], row["markdown"], row["text"]
        last = rows[-1]["id"]


def set_section_text(database: Database, row_id: int, text: str, *, version: int) -> None:
    """Store a section's plain text, made by this version of its definition."""
    database.write(
        "UPDATE section SET text = ?, text_version = ?, words = ? WHERE id = ?",
        (text, version, count_words(text), row_id),
    )


def reviewed_cards(database: Database) -> list[tuple[int, CardId]]:
    """Row and key of every card that has an answer or a memory."""
    return [
        (row["id"], CardId(row["key"]))
        for row in database.rows(
            "SELECT id, key FROM card WHERE id IN (SELECT card_id FROM review)"
            " OR id IN (SELECT id FROM memory) ORDER BY id"
        )
    ]


def section_text(database: Database, section_row_id: int) -> str:
    """A section's plain text."""
    return str(database.value("SELECT text FROM section WHERE id = ?", (section_row_id,)))


def move_passage(database: Database, row_id: int, *, start: int, end: int, outcome: str) -> None:
    """Set where a passage stands and how it was found again."""
    database.write(
        'UPDATE passage SET start = ?, "end" = ?, outcome = ? WHERE id = ?',
        (start, end, outcome, row_id),
    )


def unreadable_steps(database: Database) -> list[int]:
    """Steps of the undo journal that cannot be replayed: no changes, or rows that are no JSON."""
    empty = database.rows(
        "SELECT id FROM undo_step WHERE id NOT IN (SELECT step_id FROM undo_change)"
    )
    broken = {row["id"] for row in empty}
    tables = {row["name"] for row in database.rows("SELECT name FROM sqlite_master")}
    for row in database.rows("SELECT step_id, table_name, before, after FROM undo_change"):
        if row["table_name"] not in tables or not (
            _is_row(row["before"]) and _is_row(row["after"])
        ):
            broken.add(row["step_id"])
    return sorted(broken)


def drop_steps(database: Database, step_ids: list[int]) -> None:
    """Forget these steps of the undo journal and all before them: undo goes back in order."""
    if step_ids:
        database.write("DELETE FROM undo_step WHERE id <= ?", (max(step_ids),))


def _is_row(text: str | None) -> bool:
    if text is None:
        return True
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
