"""Searching the full-text indexes of the library, best hits first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.search_hits import HitKind, SearchHit
from carrel.domain.search_query import Query, Term
from carrel.domain.text.snippets import best_snippet
from carrel.storage.database import Database, Row
from carrel.storage.full_text import CLOSED, OPENED, Wording, marked

MOST_MARKS = 200
"""Places of one text that are looked at to choose the words to show."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where one kind of thing is found.

    ``text`` and ``title`` are columns of ``table`` that its index holds; ``heading`` is what a hit
    is called by where that is not the title.
    """

    table: str
    text: str
    joins: str
    id: str
    title: str = ""
    heading: str = ""
    place: str = 'section.key AS section, passage.start, passage."end"'
    is_there: str = ""

    def statement(self, *, by_index: bool, condition: str) -> str:
        """The query for hits; its values are those of ``condition``, then the limit."""
        index = f"{self.table}_fts"
        if by_index:
            text = _highlight(index, 1 if self.title else 0)
            heading = _highlight(index, 0) if self.title else self.heading
            source = f"{index} JOIN {self.table} ON {self.table}.id = {index}.rowid"
        else:
            text, source = f"{self.table}.{self.text}", self.table
            heading = f"{self.table}.{self.title}" if self.title else self.heading
        return f"""
            SELECT {self.id} AS id, {heading} AS title, {text} AS words,
                material.key AS material, material.title AS material_title, {self.place}
            FROM {source} {self.joins}
            WHERE {condition} {self.is_there}
                AND material.deleted_at IS NULL AND material.state = 'ready'
            ORDER BY {"rank" if by_index else f"{self.table}.id"} LIMIT ?
        """


def _highlight(index: str, column: int) -> str:
    return f"highlight({index}, {column}, '{OPENED}', '{CLOSED}')"


_IN_NO_SECTION = 'NULL AS section, NULL AS start, NULL AS "end"'
_OF_THE_TOPIC = "AND topic.deleted_at IS NULL AND topic.origin != 'proposed'"

_SOURCES = {
    HitKind.TOPIC: (
        _Source(
            table="topic",
            text="definition",
            title="name",
            joins="JOIN material ON material.id = topic.material_id",
            id="topic.key",
            place=_IN_NO_SECTION,
            is_there=_OF_THE_TOPIC,
        ),
        _Source(
            table="topic_alias",
            text="alias",
            heading="topic.name",
            joins=(
                "JOIN topic ON topic.id = topic_alias.topic_id"
                " JOIN material ON material.id = topic.material_id"
            ),
            id="topic.key",
            place=_IN_NO_SECTION,
            is_there=f"AND NOT topic_alias.is_removed {_OF_THE_TOPIC}",
        ),
    ),
    HitKind.SECTION: (
        _Source(
            table="section",
            text="text",
            title="title",
            joins="JOIN material ON material.id = section.material_id",
            id="section.key",
            place='section.key AS section, NULL AS start, NULL AS "end"',
            is_there="AND section.deleted_at IS NULL",
        ),
    ),
    HitKind.NOTE: (
        _Source(
            table="annotation",
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
        ),
    ),
    HitKind.CLAIM: (
        _Source(
            table="claim",
            text="statement",
            heading="coalesce(section.title, material.title)",
            joins=(
                "JOIN material ON material.id = claim.material_id"
                " LEFT JOIN passage ON passage.id = claim.passage_id"
                " AND passage.outcome != 'orphaned'"
                " LEFT JOIN section ON section.id = passage.section_id"
            ),
            id="claim.key",
            is_there="AND claim.deleted_at IS NULL AND claim.origin != 'proposed'",
        ),
    ),
    HitKind.QUESTION: (
        _Source(
            table="question",
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


class SearchIndex:
    """The full-text indexes of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wording = {
            source.table: Wording(database, f"{source.table}_fts")
            for sources in _SOURCES.values()
            for source in sources
        }

    def search(self, query: Query, kind: HitKind, *, limit: int) -> tuple[SearchHit, ...]:
        """The best hits of one kind, at most ``limit``; none for an empty query.

        Words of scripts without spaces are looked for letter by letter, as no index holds them.
        """
        if query.is_empty:
            return ()
        unspaced = tuple(term for terms in query.wanted for term in terms if term.is_unspaced)
        by_index = not unspaced and not any(term.is_unspaced for term in query.unwanted)
        hits: dict[str, SearchHit] = {}
        for source in _SOURCES[kind]:
            condition, values = self._condition(source, query, by_index=by_index)
            statement = source.statement(by_index=by_index, condition=condition)
            for row in self._database.rows(statement, (*values, limit)):
                hits.setdefault(row["id"], _hit(kind, row, unspaced))
        return tuple(hits.values())[:limit]

    def _condition(
        self, source: _Source, query: Query, *, by_index: bool
    ) -> tuple[str, tuple[str, ...]]:
        wording = self._wording[source.table]
        if by_index:
            return f"{source.table}_fts MATCH ?", (wording.expression(query),)
        groups: list[str] = []
        values: list[str] = []
        for terms, negation in (
            *((terms, "") for terms in query.wanted),
            *(((term,), "NOT ") for term in query.unwanted),
        ):
            groups.append(negation + "(" + " OR ".join(_finds(source, t) for t in terms) + ")")
            values += (t.words if t.is_unspaced else wording.term(t) for t in terms)
        return " AND ".join(groups), tuple(values)


def _finds(source: _Source, term: Term) -> str:
    if term.is_unspaced:
        return f"instr({source.table}.{source.text}, ?) > 0"
    index = f"{source.table}_fts"
    return f"{source.table}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)"


def _hit(kind: HitKind, row: Row, unspaced: Iterable[Term]) -> SearchHit:
    text, marks = marked(row["words"])
    title, title_marks = marked(row["title"])
    marks = tuple(sorted((*marks, *(place for term in unspaced for place in _places(term, text)))))
    snippet = best_snippet(text, marks[:MOST_MARKS])
    start, end = row["start"], row["end"]
    if kind is HitKind.SECTION and snippet.marks:
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
    )


def _places(term: Term, text: str) -> Iterable[tuple[int, int]]:
    start = text.find(term.words)
    while start >= 0:
        yield start, start + len(term.words)
        start = text.find(term.words, start + len(term.words))
