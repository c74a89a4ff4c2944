"""What the filters of a search can be given: the topics, materials and tags of a library."""

from __future__ import annotations

from dataclasses import dataclass

from carrel.domain.ids import MaterialId, TopicId
from carrel.storage.database import Database, Row

_LAST_CHARACTER = "\U0010ffff"

_IS_SHOWN = (
    "topic.deleted_at IS NULL AND topic.origin != 'proposed'"
    " AND material.deleted_at IS NULL AND material.state = 'ready'"
)

_COLUMNS = "topic.key, topic.name, topic.folded, material.title AS material_title"

# A name and the other names of a topic each have an index by their folded form, and come in its
# order: no more of them are read than are asked for.
_NAMED = f"""
SELECT * FROM (
    SELECT {_COLUMNS} FROM topic JOIN material ON material.id = topic.material_id
    WHERE topic.folded {{folded}} AND {_IS_SHOWN}
    ORDER BY topic.folded LIMIT {{most}}
)
UNION
SELECT * FROM (
    SELECT {_COLUMNS} FROM topic_alias JOIN topic ON topic.id = topic_alias.topic_id
    JOIN material ON material.id = topic.material_id
    WHERE topic_alias.folded {{folded}} AND NOT topic_alias.is_removed AND {_IS_SHOWN}
    ORDER BY topic_alias.folded LIMIT {{most}}
)
ORDER BY folded LIMIT {{most}}
"""

_WITH_WORD = f"""
SELECT {_COLUMNS} FROM topic JOIN material ON material.id = topic.material_id
WHERE {_IS_SHOWN} AND topic.id IN (
    SELECT rowid FROM topic_fts WHERE topic_fts MATCH ?1
    UNION SELECT topic_id FROM topic_alias WHERE NOT is_removed AND id IN
        (SELECT rowid FROM topic_alias_fts WHERE topic_alias_fts MATCH ?2)
)
ORDER BY topic.folded LIMIT {{most}}
"""

_JOINED = """
SELECT topic.key FROM topic WHERE topic.id IN (
    SELECT second_id FROM topic_join JOIN topic AS one ON one.id = first_id
        WHERE is_joined AND one.key = ?1
    UNION SELECT first_id FROM topic_join JOIN topic AS one ON one.id = second_id
        WHERE is_joined AND one.key = ?1
    UNION SELECT merged.id FROM topic AS merged JOIN topic AS one ON one.id = merged.merged_into_id
        WHERE one.key = ?1
)
"""


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic that a filter can mean."""

    id: TopicId
    name: str
    folded: str
    material_title: str


class SearchValues:
    """Looks values up by their folded form, a few at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def topics_called(self, folded: str) -> tuple[NamedTopic, ...]:
        """The topics of which this is a name."""
        sql = _NAMED.format(folded="= ?1", most=-1)
        return tuple(map(_topic, self._database.rows(sql, (folded,))))

    def topics_beginning(self, folded: str, *, most: int) -> tuple[NamedTopic, ...]:
        """The topics of which a name begins so, by name; any topics for no letters."""
        sql = _NAMED.format(folded="BETWEEN ?1 AND ?2", most=most)
        return tuple(map(_topic, self._database.rows(sql, (folded, folded + _LAST_CHARACTER))))

    def topics_with_word(self, folded: str, *, most: int) -> tuple[NamedTopic, ...]:
        """The topics with a word in one of their names that begins so."""
        words = folded.replace('"', " ").strip()
        if not any(character.isalnum() for character in words):
            return ()
        match = f'"{words}" *'
        rows = self._database.rows(_WITH_WORD.format(most=most), (f"name : {match}", match))
        return tuple(map(_topic, rows))

    def topic_names(self) -> tuple[str, ...]:
        """The folded names of all topics, for finding the nearest one."""
        return tuple(row[0] for row in self._database.rows("SELECT DISTINCT folded FROM topic"))

    def joined_with(self, topic: TopicId) -> tuple[TopicId, ...]:
        """Topics that the student has said are this one, and those that were merged into it."""
        return tuple(TopicId(row[0]) for row in self._database.rows(_JOINED, (topic,)))

    def materials(self) -> tuple[tuple[MaterialId, str], ...]:
        """The ids and titles of all materials."""
        rows = self._database.rows(
            "SELECT key, title FROM material WHERE deleted_at IS NULL AND state = 'ready'"
            " ORDER BY title"
        )
        return tuple((MaterialId(row[0]), row[1]) for row in rows)

    def tags(self) -> tuple[str, ...]:
        """All tags of notes and questions."""
        rows = self._database.rows(
            "SELECT DISTINCT tag FROM annotation_tag UNION SELECT DISTINCT tag FROM question_tag"
            " ORDER BY tag"
        )
        return tuple(row[0] for row in rows)


def _topic(row: Row) -> NamedTopic:
    return NamedTopic(TopicId(row["key"]), row["name"], row["folded"], row["material_title"])
