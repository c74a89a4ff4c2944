"""Passages that have lost their words, as rows: placed anew, made notes on a section, or let go."""

from __future__ import annotations

from datetime import datetime

from carrel.domain.annotations import Colour, Style
from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.orphans import Orphan, OrphanId, OrphanKind, note_with_old_words
from carrel.domain.text.passage import Passage
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action
from carrel.storage.passage_store import PASSAGE_COLUMNS, PassageStore, passage_of

# What has lost its words is rare: from there to what it belongs to, each by an index.
_OWNED = """
FROM (
    SELECT passage_id, section_id, 'annotation' AS kind, annotation.key, annotation.id AS owner_id,
           note, colour, annotation.id AS link_id
    FROM (SELECT id AS orphan_id FROM passage WHERE outcome = 'orphaned')
    CROSS JOIN annotation ON passage_id = orphan_id
    WHERE deleted_at IS NULL
    UNION ALL
    SELECT passage_id, section_id, 'annotation', annotation.key, annotation.id, note, colour,
           annotation.id
    FROM (SELECT id AS lost_id FROM section WHERE deleted_at IS NOT NULL)
    CROSS JOIN annotation ON section_id = lost_id
    WHERE passage_id IS NULL AND deleted_at IS NULL
    UNION ALL
    SELECT passage_id, section_id, 'question', question.key, question.id, prompt, NULL,
           question_passage.id
    FROM (SELECT id AS orphan_id FROM passage WHERE outcome = 'orphaned')
    CROSS JOIN question_passage ON passage_id = orphan_id
    JOIN question ON question.id = question_id
    WHERE question.deleted_at IS NULL AND question.origin != 'pack'
) AS owner
LEFT JOIN passage ON passage.id = owner.passage_id
JOIN section ON section.id = coalesce(passage.section_id, owner.section_id)
JOIN material ON material.id = section.material_id
WHERE material.state = 'ready' AND material.deleted_at IS NULL
"""
_SELECT = f"""
SELECT passage.id, coalesce(passage.key, owner.key) AS orphan, {PASSAGE_COLUMNS},
    section.key AS section, section.title AS section_title,
    section.deleted_at IS NULL AS is_section_there, section.position,
    material.id AS material_id, material.key AS material, material.title AS material_title,
    owner.kind, owner.key, owner.owner_id, owner.note, owner.colour, owner.link_id
{_OWNED}
"""
_IN_ORDER = " ORDER BY material.title, material.id, section.position, passage.start, passage.id"


class OrphanStore:
    """The orphans of all materials that are in the library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._passages = PassageStore(database)

    def orphans(self) -> tuple[Orphan, ...]:
        """All of them, by material and by where they stood."""
        return tuple(_orphan(row) for row in self._database.rows(_SELECT + _IN_ORDER))

    def count(self) -> int:
        """How many there are."""
        return int(self._database.value(f"SELECT count(*) {_OWNED}"))

    def get(self, orphan: OrphanId) -> Orphan:
        """One of them; raises :class:`NotFound` also when it has a place by now."""
        return _orphan(self._row(orphan))

    def place(self, action: Action, orphan: OrphanId, passage: Passage, *, at: datetime) -> None:
        """Let it stand on these words; raises :class:`NotFound`."""
        row = self._row(orphan)
        values = self._passages.values(passage, key=orphan) | {"outcome": "exact"}
        owner = {"section_id": values["section_id"], "updated_at": at.isoformat()}
        if row["id"] is None:
            owner["passage_id"] = action.insert("passage", values)
            owner["style"] = Style.HIGHLIGHT.value
        else:
            action.update("passage", row["id"], values)
        action.update(row["kind"], row["owner_id"], owner)

    def make_section_note(self, action: Action, orphan: OrphanId, *, at: datetime) -> SectionId:
        """Let an annotation be a note on the section where it stood, or on the one before that.

        Its old words stay in it as a quotation. Returns the section; raises :class:`NotFound`.
        """
        row = self._row(orphan)
        section = self._nearest_section(row)
        action.update(
            "annotation",
            row["owner_id"],
            {
                "section_id": section["id"],
                "passage_id": None,
                "style": Style.NOTE.value,
                "note": note_with_old_words(row["quote"] or "", row["note"]),
                "updated_at": at.isoformat(),
            },
        )
        if row["id"] is not None:
            action.delete("passage", row["id"])
        return SectionId(section["key"])

    def let_go(self, action: Action, orphan: OrphanId, *, at: datetime) -> None:
        """Delete an annotation, or take the passage from its question, which stays."""
        row = self._row(orphan)
        if row["kind"] == OrphanKind.ANNOTATION:
            action.update("annotation", row["owner_id"], {"deleted_at": at.isoformat()})
        else:
            action.delete("question_passage", row["link_id"])
            action.delete("passage", row["id"])

    def _nearest_section(self, row: Row) -> Row:
        found = self._database.row(
            "SELECT id, key FROM section WHERE material_id = ? AND deleted_at IS NULL"
            " ORDER BY key <> ?, position > ?, abs(position - ?) LIMIT 1",
            (row["material_id"], row["section"], row["position"], row["position"]),
        )
        if found is None:
            raise NotFound("“{title}” has no sections.", title=row["material_title"])
        return found

    def _row(self, orphan: OrphanId) -> Row:
        row = self._database.row(_SELECT + " AND coalesce(passage.key, owner.key) = ?", (orphan,))
        if row is None:
            raise NotFound("This note has a place by now, or it was deleted.")
        return row


def _orphan(row: Row) -> Orphan:
    section = SectionId(row["section"])
    has_words = row["id"] is not None
    return Orphan(
        id=OrphanId(row["orphan"]),
        kind=OrphanKind(row["kind"]),
        key=row["key"],
        passage=passage_of(row, section) if has_words else Passage(section, 0, 0, ""),
        about=row["note"],
        colour=None if row["colour"] is None else Colour(row["colour"]),
        material=MaterialId(row["material"]),
        material_title=row["material_title"],
        section_title=row["section_title"],
        is_section_there=bool(row["is_section_there"]),
    )
