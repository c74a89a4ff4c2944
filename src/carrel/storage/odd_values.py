"""Values that no part of the program writes: times that are none, unknown words, broken JSON.

SQLite cannot know of them, so a flipped bit on the disk can leave one in a file that it calls
sound; the rest of the program would stumble over it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from carrel.domain.annotations import Colour, Style
from carrel.domain.claims import Certainty, LinkKind
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Kind
from carrel.domain.questions.question import Support
from carrel.domain.topics import MentionOrigin, RelationKind, TopicKind
from carrel.storage.database import Database

SOME_TIME = "1970-01-01T00:00:00+00:00"
"""Stands in for a time that can no longer be read."""

_WORDS: dict[tuple[str, str], tuple[type[StrEnum], str]] = {
    ("material", "origin"): (Origin, Origin.IMPORT),
    ("topic", "kind"): (TopicKind, TopicKind.CONCEPT),
    ("topic_relation", "kind"): (RelationKind, RelationKind.RELATED),
    ("mention", "origin"): (MentionOrigin, MentionOrigin.FOUND),
    ("claim", "certainty"): (Certainty, Certainty.STATED),
    ("claim_link", "kind"): (LinkKind, next(iter(LinkKind))),
    ("annotation", "colour"): (Colour, Colour.IMPORTANT),
    ("annotation", "style"): (Style, Style.HIGHLIGHT),
    ("question", "support"): (Support, Support.INFERRED),
}
_JSON = {
    ("material", "authors"): "[]",
    ("undo_step", "details"): "{}",
    ("undo_step", "changed"): "[]",
}


_IS_HALF = (
    "state IS NULL OR state NOT IN (1, 2, 3) OR last_rating IS NULL"
    " OR last_rating NOT IN (1, 2, 3, 4) OR due_at IS NULL OR last_review_at IS NULL"
)
"""Memories that are none; they are rebuilt from the answers."""


@dataclass(frozen=True, slots=True)
class OddValue:
    """A value that cannot be used, and what to put in its place."""

    table: str
    column: str
    row_id: int
    better: str


def odd_values(database: Database) -> list[OddValue]:
    """Every value that cannot be used, over all tables."""
    return [
        OddValue(table, column, row_id, better)
        for table, column, is_usable, better in _rules(database)
        for row_id, value in _values(database, table, column)
        if not is_usable(value)
    ]


def replace_odd_values(database: Database) -> None:
    """Put something usable in the place of each; questions of no known kind count as deleted."""
    with database.transaction():
        for odd in odd_values(database):
            database.write(
                f'UPDATE {odd.table} SET "{odd.column}" = ? WHERE rowid = ?',
                (odd.better, odd.row_id),
            )
        database.write(f"DELETE FROM memory WHERE {_IS_HALF}")
        for row_id in unusable_questions(database):
            database.write(
                "UPDATE question SET kind = 'flashcard', body = '{\"front\": \"?\"}',"
                " deleted_at = coalesce(deleted_at, ?) WHERE id = ?",
                (SOME_TIME, row_id),
            )


def half_memories(database: Database) -> int:
    """How many memories lack what every memory has."""
    return int(database.value(f"SELECT count(*) FROM memory WHERE {_IS_HALF}"))


def unusable_questions(database: Database) -> list[int]:
    """Questions whose kind is unknown or whose body is no JSON; their rows."""
    kinds = set(Kind)
    return [
        row["id"]
        for row in database.rows("SELECT id, kind, body FROM question")
        if row["kind"] not in kinds or not _is_json(row["body"])
    ]


def _rules(database: Database) -> Iterator[tuple[str, str, Callable[[str], bool], str]]:
    for row in database.rows(
        "SELECT m.name AS 'table', c.name AS 'column' FROM sqlite_master AS m,"
        " pragma_table_info(m.name) AS c WHERE m.type = 'table' AND c.name LIKE '%\\_at'"
        " ESCAPE '\\' AND m.name NOT LIKE '\\_%' ESCAPE '\\'"
    ):
        yield row["table"], row["column"], _is_time, SOME_TIME
    for (table, column), (words, better) in _WORDS.items():
        yield table, column, frozenset(words).__contains__, better
    for (table, column), better in _JSON.items():
        yield table, column, _is_json, better


def _values(database: Database, table: str, column: str) -> Iterator[tuple[int, str]]:
    """The distinct rows and texts of a column; what is empty is left out."""
    for row in database.rows(
        f'SELECT rowid, "{column}" FROM {table} WHERE "{column}" IS NOT NULL AND "{column}" <> \'\''
    ):
        yield row[0], row[1]


def _is_time(value: object) -> bool:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _is_json(value: object) -> bool:
    try:
        json.loads(str(value))
    except ValueError:
        return False
    return True
