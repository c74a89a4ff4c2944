"""Searching the full-text indexes of the library, best hits first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from carrel.domain.claims import Certainty
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.search_filters import Narrowing
from carrel.domain.search_hits import HitKind, SearchHit, Speech
from carrel.domain.search_query import Query, Term
from carrel.domain.text.snippets import best_snippet
from carrel.storage.database import Database, Row
from carrel.storage.full_text import CLOSED, OPENED, Wording, marked
from carrel.storage.search_narrowing import Restriction, restrictions

MOST_MARKS = 200
"""Places of one text that are looked at to choose the words to show."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where one kind of thing is found.

    ``text`` and ``title`` are columns of ``table`` that its index holds; ``heading`` is what a hit
    is called by where that is not the title. ``thing`` is the column with the row that filters
    are asked of, where that is another one, and ``order`` how things are listed that no words are
    looked for in; ``more`` are other columns.
    """

    table: str
    text: str
    joins: str
    id: str
    weights: tuple[float, ...]
    title: str = ""
    heading: str = ""
    place: str = 'section.key AS section, passage.start, passage."end"'
    is_there: str = ""
    thing: str = ""
    order: str = ""
    more: str = ""

    @property
    def index(self) -> str:
        """The full-text index of the table."""
        return f"{self.table}_fts"

    def best_rows(self, conditions: Sequence[str]) -> str:
        """The query for rows, best first; its values are what to match, those of ``conditions``
        and how many.

        It joins nothing and shows nothing: that is done for the few rows that are the best.
        """
        rank = f"bm25({self.index}, {', '.join(map(str, self.weights))})"
        where = " AND ".join([f"{self.index} MATCH ?", *conditions])
        return f"SELECT rowid FROM {self.index} WHERE {where} ORDER BY {rank} LIMIT ?"

    def restricted(self, restriction: Restriction, row: str) -> str:
        """What a filter asks of the thing to which the row with the id ``row`` belongs."""
        if not self.thing:
            return restriction.on(row)
        owner = f"(SELECT part.{self.thing} FROM {self.table} AS part WHERE part.id = {row})"
        return restriction.on(owner)

    def hits_in(self) -> str:
        """The query for what is shown of rows; its values are what was matched, and the rows."""
        text = _highlight(self.index, 1 if self.title else 0)
        heading = _highlight(self.index, 0) if self.title else self.heading
        source = f"{self.index} CROSS JOIN {self.table} ON {self.table}.id = {self.index}.rowid"
        condition = (
            f"{self.index} MATCH ? AND +{self.index}.rowid IN (SELECT value FROM json_each(?))"
        )
        return self._statement(source, heading, text, condition)

    def hits_where(self, condition: str) -> str:
        """The query for hits by a condition on the table, in the order of things listed."""
        heading = f"{self.table}.{self.title}" if self.title else self.heading
        return self._statement(self.table, heading, f"{self.table}.{self.text}", condition) + (
            f" ORDER BY {self.order or f'{self.table}.id'} LIMIT ?"
        )

    def _statement(self, source: str, heading: str, text: str, condition: str) -> str:
        return f"""
            SELECT {self.table}.id AS row_id, {self.id} AS id, {heading} AS title, {text} AS words,
                material.key AS material, material.title AS material_title, {self.place}
                {self.more}
            FROM {source} {self.joins}
            WHERE {condition} {self.is_there}
                AND material.deleted_at IS NULL AND material.state = 'ready'
        """


def _highlight(index: str, column: int) -> str:
    return f"highlight({index}, {column}, '{OPENED}', '{CLOSED}')"


_IN_NO_SECTION = 'NULL AS section, NULL AS start, NULL AS "end"'
_OF_THE_TOPIC = "AND topic.deleted_at IS NULL AND topic.origin != 'proposed'"

_SOURCES = {
    HitKind.TOPIC: (
        _Source(
            table="topic",
            weights=(5.0, 1.0),
            text="definition",
            title="name",
            joins="JOIN material ON material.id = topic.material_id",
            id="topic.key",
            place=_IN_NO_SECTION,
            is_there=_OF_THE_TOPIC,
        ),
        _Source(
            table="topic_alias",
            weights=(1.0,),
            text="alias",
            heading="topic.name",
            joins=(
                "JOIN topic ON topic.id = topic_alias.topic_id"
                " JOIN material ON material.id = topic.material_id"
            ),
            id="topic.key",
            place=_IN_NO_SECTION,
            is_there=f"AND NOT topic_alias.is_removed {_OF_THE_TOPIC}",
            thing="topic_id",
        ),
    ),
    HitKind.SECTION: (
        _Source(
            table="section",
            weights=(5.0, 1.0),
            text="text",
            title="title",
            joins="JOIN material ON material.id = section.material_id",
            id="section.key",
            place='section.key AS section, NULL AS start, NULL AS "end"',
            is_there="AND section.deleted_at IS NULL",
        ),
        _Source(
            table="hidden_words",
            weights=(1.0,),
            text="words",
            heading="section.title",
            joins=(
                "JOIN section ON section.id = hidden_words.section_id"
                " JOIN material ON material.id = section.material_id"
            ),
            id="section.key",
            place=('section.key AS section, hidden_words.start, hidden_words.start + 1 AS "end"'),
            is_there="AND section.deleted_at IS NULL",
            thing="section_id",
        ),
    ),
    HitKind.NOTE: (
        _Source(
            table="annotation",
            weights=(1.0,),
            text="note",
            heading="section.title",
            joins=(
                "JOIN section ON section.id = annotation.section_id"
                " JOIN material ON material.id = section.material_id"
                " LEFT JOIN passage ON passage.id = annotation.passage_id"
                " AND passage.outcome != 'orphaned'"
            ),
            id="annotation.key",
            is_there="AND annotation.deleted_at IS NULL",
            order="annotation.created_at DESC, annotation.id DESC",
        ),
    ),
    HitKind.CLAIM: (
        _Source(
            table="claim",
            weights=(1.0,),
            text="statement",
            heading="coalesce(section.title, material.title)",
            joins=(
                "JOIN material ON material.id = claim.material_id"
                " LEFT JOIN passage ON passage.id = claim.passage_id"
                " AND passage.outcome != 'orphaned'"
                " LEFT JOIN section ON section.id = passage.section_id"
                " LEFT JOIN topic AS asserter ON asserter.id = claim.asserted_by"
                " LEFT JOIN topic AS holder ON holder.id = claim.ascribed_to"
            ),
            more=", asserter.name AS asserter, holder.name AS holder, claim.certainty",
            id="claim.key",
            is_there="AND claim.deleted_at IS NULL AND claim.origin != 'proposed'",
        ),
    ),
    HitKind.QUESTION: (
        _Source(
            table="question",
            weights=(2.0, 1.0),
            text="prompt",
            heading="coalesce(section.title, material.title)",
            joins=(
                "JOIN material ON material.id = question.material_id"
                " LEFT JOIN passage ON passage.id = (SELECT passage_id FROM question_passage"
                " WHERE question_id = question.id ORDER BY position LIMIT 1)"
                " LEFT JOIN section ON section.id = coalesce(passage.section_id,"
                " question.section_id)"
            ),
            id="question.key",
            is_there="AND question.deleted_at IS NULL AND question.origin != 'proposed'",
        ),
    ),
}

INDEXES = tuple(source.index for sources in _SOURCES.values() for source in sources)
"""The full-text indexes that are searched."""


class SearchIndex:
    """The full-text indexes of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wording = {
            source.table: Wording(database, f"{source.table}_fts")
            for sources in _SOURCES.values()
            for source in sources
        }

    def search(
        self, query: Query, kind: HitKind, *, limit: int, narrowings: Sequence[Narrowing] = ()
    ) -> tuple[SearchHit, ...]:
        """The best hits of one kind, at most ``limit``; none for an empty query.

        Words of scripts without spaces are looked for letter by letter, as no index holds them.
        Without wanted words it is all that meets ``narrowings``, what the query's filters mean.
        """
        restricting = restrictions(narrowings, kind, is_list=not query.wanted)
        if query.is_empty or restricting is None:
            return ()
        unspaced = tuple(term for terms in query.wanted for term in terms if term.is_unspaced)
        by_index = not unspaced and not any(term.is_unspaced for term in query.unwanted)
        find = self._best if by_index and query.wanted else self._matching
        # Names of a topic and words in pictures are no things to list where no words are asked for.
        sources = _SOURCES[kind] if query.wanted else _SOURCES[kind][:1]
        hits: dict[str, SearchHit] = {}
        for source in sources:
            for row in find(source, query, restricting, limit):
                hits.setdefault(row["id"], _hit(kind, row, unspaced))
        return tuple(hits.values())[:limit]

    def holds(self, term: Term) -> bool:
        """Whether any text, note, name and so on has the term, in any form of its words."""
        return any(
            self._database.value(
                f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? LIMIT 1",
                (wording.term(term),),
            )
            for table, wording in self._wording.items()
        )

    def kinds_within(self, narrowings: Sequence[Narrowing]) -> tuple[HitKind, ...]:
        """The kinds of which anything can meet ``narrowings``."""
        return tuple(kind for kind in HitKind if restrictions(narrowings, kind) is not None)

    def _best(
        self, source: _Source, query: Query, restricting: list[Restriction], limit: int
    ) -> list[Row]:
        """The best hits by the index. More rows are looked at while too many of them are hidden."""
        match = self._wording[source.table].expression(query)
        # With a plain rowid FTS5 would look the words up anew for each row that meets a filter.
        best = source.best_rows(
            [source.restricted(one, f"+{source.index}.rowid") for one in restricting]
        )
        values = (match, *(value for one in restricting for value in one.values))
        found = [row[0] for row in self._database.rows(best, (*values, limit))]
        hits = self._shown(source, match, found)
        if len(hits) < min(limit, len(found)):
            found = [row[0] for row in self._database.rows(best, (*values, -1))]
            for first in range(limit, len(found), limit):
                hits += self._shown(source, match, found[first : first + limit])
                if len(hits) >= limit:
                    break
        return hits[:limit]

    def _shown(self, source: _Source, match: str, found: list[int]) -> list[Row]:
        """What is shown of these rows, in their order, without those of hidden things."""
        rows = self._database.rows(source.hits_in(), (match, json.dumps(found)))
        order = {row_id: place for place, row_id in enumerate(found)}
        return sorted(rows, key=lambda row: order[row["row_id"]])

    def _matching(
        self, source: _Source, query: Query, restricting: list[Restriction], limit: int
    ) -> list[Row]:
        """Hits of a query without wanted words, or with words that no index holds."""
        wording = self._wording[source.table]
        groups: list[str] = []
        values: list[str] = []
        for restriction in restricting:
            groups.append(source.restricted(restriction, f"{source.table}.id"))
            values += restriction.values
        for terms, negation in (
            *((terms, "") for terms in query.wanted),
            *(((term,), "NOT ") for term in query.unwanted),
        ):
            groups.append(negation + "(" + " OR ".join(_finds(source, t) for t in terms) + ")")
            values += (t.words if t.is_unspaced else wording.term(t) for t in terms)
        condition = " AND ".join(groups) or "TRUE"
        return self._database.rows(source.hits_where(condition), (*values, limit))


def _finds(source: _Source, term: Term) -> str:
    if term.is_unspaced:
        return f"instr({source.table}.{source.text}, ?) > 0"
    index = source.index
    return f"{source.table}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)"


def _hit(kind: HitKind, row: Row, unspaced: Iterable[Term]) -> SearchHit:
    text, marks = marked(row["words"])
    title, title_marks = marked(row["title"])
    marks = tuple(sorted((*marks, *(place for term in unspaced for place in _places(term, text)))))
    snippet = best_snippet(text, marks[:MOST_MARKS])
    start, end = row["start"], row["end"]
    is_hidden = kind is HitKind.SECTION and start is not None
    if kind is HitKind.SECTION and snippet.marks and not is_hidden:
        start, end = (snippet.start + place for place in snippet.marks[0])
    return SearchHit(
        kind=kind,
        id=row["id"],
        title=title,
        snippet=snippet,
        material=MaterialId(row["material"]),
        material_title=row["material_title"],
        section=None if row["section"] is None else SectionId(row["section"]),
        start=start,
        end=end,
        title_marks=title_marks,
        speech=_speech(row) if kind is HitKind.CLAIM else None,
        is_hidden=is_hidden,
    )


def _speech(row: Row) -> Speech:
    return Speech(row["asserter"] or "", row["holder"] or "", Certainty(row["certainty"]))


def _places(term: Term, text: str) -> Iterable[tuple[int, int]]:
    start = text.find(term.words)
    while start >= 0:
        yield start, start + len(term.words)
        start = text.find(term.words, start + len(term.words))
