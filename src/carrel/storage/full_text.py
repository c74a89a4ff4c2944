"""FTS5 expressions for what a person typed, and what is marked in the texts that they find."""

from __future__ import annotations

from carrel.domain.search_query import Query, Term
from carrel.domain.text.folding import fold
from carrel.domain.word_forms import forms, root
from carrel.storage.database import Database

OPENED, CLOSED = "\ufdd0", "\ufdd1"
"""Around what was found in a highlighted text. Unicode keeps both from standing in any text."""

_LAST_CHARACTER = "\U0010ffff"


class Wording:
    """Writes queries for one full-text index, with the other forms of words that it holds."""

    def __init__(self, database: Database, index: str) -> None:
        self._database = database
        self._index = index
        self._has_vocabulary = False
        self._known: dict[str, tuple[str, ...]] = {}
        self._known_in = (0, 0)

    def expression(self, query: Query) -> str:
        """The FTS5 expression for a query that is not empty."""
        wanted = " AND ".join(
            "(" + " OR ".join(self.term(term) for term in terms) + ")" for terms in query.wanted
        )
        unwanted = "".join(f" NOT {self.term(term)}" for term in query.unwanted)
        return f"({wanted}){unwanted}" if unwanted else wanted

    def term(self, term: Term) -> str:
        """The FTS5 expression for one term.

        Quoting keeps FTS5's own syntax (``AND``, ``*``, ``col:``) from being read out of words.
        """
        found = _quoted(term.words) + (" *" if term.is_prefix else "")
        if term.is_literal:
            return found
        return "(" + " OR ".join([found, *map(_quoted, self._other_forms(term.words))]) + ")"

    def _other_forms(self, word: str) -> tuple[str, ...]:
        self._forget_old_forms()
        folded = fold(word)
        if folded not in self._known:
            self._known[folded] = tuple(
                dict.fromkeys(
                    form
                    for language in self._languages()
                    if (start := root(folded, language))
                    for form in forms(folded, self._words_beginning_with(start), language)
                )
            )
        return self._known[folded]

    def _languages(self) -> tuple[str, ...]:
        rows = self._database.rows("SELECT DISTINCT language FROM material")
        return tuple(dict.fromkeys(row[0] or "en" for row in rows))

    def _words_beginning_with(self, start: str) -> tuple[str, ...]:
        if not self._has_vocabulary:
            self._database.connection.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{self._index}_words"
                f" USING fts5vocab(main, {self._index}, row)"
            )
            self._has_vocabulary = True
        rows = self._database.rows(
            f"SELECT term FROM temp.{self._index}_words WHERE term >= ? AND term < ?",
            (start, start + _LAST_CHARACTER),
        )
        return tuple(row[0] for row in rows)

    def _forget_old_forms(self) -> None:
        """New texts bring new words; both counters together see every writer."""
        state = (self._database.data_version(), self._database.connection.total_changes)
        if state != self._known_in:
            self._known_in = state
            self._known.clear()


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def marked(highlighted: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text and the marked places of what ``highlight(..., OPENED, CLOSED)`` gave."""
    first, *parts = highlighted.split(OPENED)
    pieces, marks, length = [first], [], len(first)
    for part in parts:
        inside, _, after = part.partition(CLOSED)
        marks.append((length, length + len(inside)))
        pieces += (inside, after)
        length += len(inside) + len(after)
    return "".join(pieces), tuple(marks)
