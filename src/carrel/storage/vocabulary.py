"""The words that the full-text indexes of a library hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from carrel.storage.database import Database
from carrel.storage.search_index import INDEXES


class Vocabulary:
    """Words as the indexes have them: folded, each form a word of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        for index in INDEXES:
            database.connection.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_words"
                f" USING fts5vocab(main, {index}, row)"
            )

    def words(self) -> tuple[str, ...]:
        """All words, in no order. It reads the whole index: a tenth of a second and more."""
        found = {
            row[0]
            for index in INDEXES
            for row in self._database.rows(f"SELECT term FROM temp.{index}_words")
        }
        return tuple(found)

    def counts(self, words: Sequence[str]) -> Counter[str]:
        """How many texts, notes and so on have each of these words."""
        marks = ", ".join("?" * len(words))
        counts: Counter[str] = Counter()
        for index in INDEXES:
            for row in self._database.rows(
                f"SELECT term, doc FROM temp.{index}_words WHERE term IN ({marks})", tuple(words)
            ):
                counts[row[0]] += row[1]
        return counts
