"""The words of pictures and formulas, which are searched although they are not in the text."""

from __future__ import annotations

from collections.abc import Iterable

from carrel.storage.database import Database


class HiddenWords:
    """Rows of hidden words, and of the sections that have some which are still to be read.

    The library itself notes such sections whenever one is written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def has_unread(self) -> bool:
        """Whether there are sections still to be read; it is asked before every search."""
        return self._database.value("SELECT 1 FROM hidden_words_unread LIMIT 1") is not None

    def unread(self, *, most: int) -> tuple[tuple[int, str], ...]:
        """Rows and Markdown sources of sections still to be read."""
        rows = self._database.rows(
            "SELECT section.id, section.markdown FROM hidden_words_unread"
            " JOIN section ON section.id = hidden_words_unread.id LIMIT ?",
            (most,),
        )
        return tuple((row["id"], row["markdown"]) for row in rows)

    def store(self, section: int, markdown: str, found: Iterable[tuple[int, str]]) -> None:
        """Keep the places and words found in a section's source, unless it has changed since.

        Part of the caller's transaction.
        """
        if (
            self._database.value("SELECT markdown FROM section WHERE id = ?", (section,))
            != markdown
        ):
            return
        self._database.write("DELETE FROM hidden_words WHERE section_id = ?", (section,))
        self._database.write_many(
            "INSERT INTO hidden_words (section_id, start, words) VALUES (?, ?, ?)",
            [(section, start, words) for start, words in found],
        )
        self._database.write("DELETE FROM hidden_words_unread WHERE id = ?", (section,))
