"""Which topics a student's notes link to, kept true when notes or topics change."""

from __future__ import annotations

from carrel.domain.ids import SectionId, TopicId
from carrel.domain.text.folding import fold
from carrel.domain.text.topic_links import linked_names
from carrel.storage.database import Database
from carrel.storage.row_writer import RowWriter

_OWN = "(SELECT material_id FROM section WHERE key = ?2)"

# A topic of the note's own material goes first, a name before an alias.
_CALLED = f"""
SELECT topic.id, topic.key FROM topic JOIN material ON material.id = topic.material_id
WHERE topic.deleted_at IS NULL AND topic.origin != 'proposed' AND material.deleted_at IS NULL
    AND (topic.folded = ?1 OR topic.id IN (
        SELECT topic_id FROM topic_alias WHERE folded = ?1 AND NOT is_removed))
    AND (topic.links_by_name OR topic.material_id = {_OWN})
ORDER BY topic.material_id != {_OWN}, topic.folded != ?1, topic.id LIMIT 1
"""


class TopicLinks:
    """The links of a library's notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def called(self, name: str, section: SectionId) -> TopicId | None:
        """The topic that ``name`` means in a note on ``section``; None if there is none."""
        row = self._called(name, section)
        return None if row is None else row[1]

    def write(self, writer: RowWriter, annotation: int, note: str, section: SectionId) -> None:
        """Keep which topics the note of a row of annotations links to."""
        found = (self._called(name, section) for name in linked_names(note))
        wanted = {row[0] for row in found if row is not None}
        known = {
            row["topic_id"]: row["id"]
            for row in self._database.rows(
                "SELECT id, topic_id FROM annotation_topic WHERE annotation_id = ?", (annotation,)
            )
        }
        for topic in sorted(wanted - known.keys()):
            writer.insert("annotation_topic", {"annotation_id": annotation, "topic_id": topic})
        for topic in sorted(known.keys() - wanted):
            writer.delete("annotation_topic", known[topic])

    def renew(self, writer: RowWriter) -> None:
        """Read all links anew: topics have come, gone or changed their names."""
        rows = self._database.rows(
            "SELECT annotation.id, note, section.key FROM annotation"
            " JOIN section ON section.id = section_id"
            " WHERE annotation.deleted_at IS NULL AND note LIKE '%[[%'"
        )
        for row in rows:
            self.write(writer, row["id"], row["note"], SectionId(row["key"]))

    def _called(self, name: str, section: SectionId) -> tuple[int, TopicId] | None:
        row = self._database.row(_CALLED, (fold(name), section))
        return None if row is None else (row["id"], TopicId(row["key"]))
