"""Claims of the library: what texts assert, how one bears on another, and the positions table."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from carrel.domain.claims import Cell, Certainty, Claim, ClaimLink, Holder, Issue, LinkKind
from carrel.domain.errors import NotFound
from carrel.domain.ids import ClaimId, IssueId, MaterialId, SectionId, TopicId
from carrel.domain.materials import Origin
from carrel.storage.database import Database, Row
from carrel.storage.passage_store import PASSAGE_COLUMNS, passage_of
from carrel.storage.topic_store import IS_SHOWN

_CLAIMS = f"""
SELECT claim.*, material.key AS material_key, section.key AS section_key,
    coalesce(asserter_head.key, asserter.key, '') AS asserter_key,
    coalesce(holder_head.key, holder.key, '') AS holder_key,
    (SELECT json_group_array(key) FROM (
        SELECT topic.key FROM claim_topic JOIN topic ON topic.id = topic_id
        WHERE claim_id = claim.id AND topic.deleted_at IS NULL ORDER BY claim_topic.id)
    ) AS topics,
    {PASSAGE_COLUMNS}
FROM claim JOIN material ON material.id = claim.material_id
    LEFT JOIN topic AS asserter ON asserter.id = claim.asserted_by
    LEFT JOIN topic AS asserter_head ON asserter_head.id = asserter.merged_into_id
    LEFT JOIN topic AS holder ON holder.id = claim.ascribed_to
    LEFT JOIN topic AS holder_head ON holder_head.id = holder.merged_into_id
    LEFT JOIN passage ON passage.id = claim.passage_id AND passage.outcome != 'orphaned'
    LEFT JOIN section ON section.id = passage.section_id
WHERE claim.origin != 'proposed' AND {IS_SHOWN}
"""
_KEPT = " AND claim.deleted_at IS NULL"

# An edition marks what it has no more with its own time; what else is gone the student has hidden.
_HIDDEN = """
AND claim.deleted_at IS NOT NULL AND claim.origin = 'pack' AND claim.deleted_at NOT IN (
    SELECT installed_at FROM pack_install WHERE pack = material.key)
"""
_IS_UNTIED = """
EXISTS (SELECT 1 FROM override WHERE thing = 'claim_link'
    AND thing_key = source.key || '|' || claim_link.kind || '|' || target.key)
"""


class ClaimStore:
    """Reads claims, links and positions. What is deleted does not exist here, but
    for the claims of a pack that the student has hidden and can bring back.

    ``asserted_by`` and ``ascribed_to`` of a claim are empty where their topic is gone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def materials(self) -> tuple[MaterialId, ...]:
        """The materials that have claims, issues or events, in the order of the library."""
        rows = self._database.rows(
            f"SELECT key FROM material WHERE {IS_SHOWN} AND ("
            " EXISTS (SELECT 1 FROM claim WHERE material_id = material.id AND deleted_at IS NULL)"
            " OR EXISTS (SELECT 1 FROM issue WHERE material_id = material.id)"
            " OR EXISTS (SELECT 1 FROM event WHERE material_id = material.id"
            " AND deleted_at IS NULL)) ORDER BY id"
        )
        return tuple(MaterialId(row["key"]) for row in rows)

    def claims(self, material: MaterialId) -> tuple[Claim, ...]:
        """The claims of a material in their author's order, those of the student last."""
        return self._read(f"{_KEPT} AND material.key = ?", material)

    def in_sections(self, sections: Iterable[SectionId]) -> tuple[Claim, ...]:
        """The claims whose words stand in these sections, in their author's order."""
        return self._read(
            f"{_KEPT} AND section.key IN (SELECT value FROM json_each(?))",
            json.dumps(tuple(sections)),
        )

    def hidden(self, material: MaterialId) -> tuple[Claim, ...]:
        """The claims of a material's author that the student has hidden."""
        return self._read(f"{_HIDDEN} AND material.key = ?", material)

    def claim(self, claim: ClaimId) -> Claim:
        """One claim, hidden or not; raises :class:`NotFound`."""
        found = self._read(f"{_KEPT} AND claim.key = ?", claim)
        found = found or self._read(f"{_HIDDEN} AND claim.key = ?", claim)
        if not found:
            raise NotFound("There is no claim “{claim}”.", claim=claim)
        return found[0]

    def about(self, topics: Iterable[TopicId]) -> tuple[Claim, ...]:
        """The claims that are about any of ``topics``, say them, or describe their view."""
        return self._read(_KEPT + _ABOUT, json.dumps(tuple(topics)))

    def links(self, material: MaterialId, *, of: ClaimId | None = None) -> tuple[ClaimLink, ...]:
        """How the claims of a material bear on each other; only those with ``of`` if given.

        What the student has untied is left out.
        """
        rows = self._database.rows(
            "SELECT source.key AS source, claim_link.kind, target.key AS target, why"
            " FROM claim_link JOIN claim AS source ON source.id = source_id"
            " JOIN claim AS target ON target.id = target_id"
            " JOIN material ON material.id = source.material_id"
            f" WHERE source.deleted_at IS NULL AND target.deleted_at IS NULL AND NOT {_IS_UNTIED}"
            " AND material.key = ?1"
            " AND (?2 IS NULL OR source.key = ?2 OR target.key = ?2) ORDER BY claim_link.id",
            (material, of),
        )
        return tuple(
            ClaimLink(
                ClaimId(row["source"]), LinkKind(row["kind"]), ClaimId(row["target"]), row["why"]
            )
            for row in rows
        )

    def holders(self, material: MaterialId) -> tuple[Holder, ...]:
        """The columns of a material's positions table."""
        rows = self._database.rows(
            "SELECT holder.slug, holder.name,"
            " (SELECT json_group_array(topic.key) FROM holder_topic"
            "  JOIN topic ON topic.id = topic_id WHERE holder_id = holder.id) AS topics"
            " FROM holder JOIN material ON material.id = material_id WHERE material.key = ?"
            " ORDER BY holder.position, holder.id",
            (material,),
        )
        return tuple(Holder(row["slug"], row["name"], _topics(row["topics"])) for row in rows)

    def issues(self, material: MaterialId) -> tuple[Issue, ...]:
        """The rows of a material's positions table, with the cells that are filled."""
        cells: defaultdict[int, list[Cell]] = defaultdict(list)
        for row in self._database.rows(_CELLS, (material,)):
            claims = tuple(ClaimId(key) for key in json.loads(row["claims"]))
            cells[row["issue_id"]].append(Cell(row["slug"], row["text"], claims, row["note"]))
        rows = self._database.rows(
            "SELECT issue.id, issue.key, issue.title FROM issue"
            " JOIN material ON material.id = material_id WHERE material.key = ?"
            " ORDER BY issue.position, issue.id",
            (material,),
        )
        return tuple(
            Issue(IssueId(row["key"]), material, row["title"], tuple(cells[row["id"]]))
            for row in rows
        )

    def _read(self, condition: str, value: str) -> tuple[Claim, ...]:
        order = " ORDER BY claim.material_id, claim.position, claim.id"
        return tuple(
            _claim(row) for row in self._database.rows(_CLAIMS + condition + order, (value,))
        )


_ABOUT = """
AND claim.id IN (
    WITH wanted AS (SELECT topic.id FROM topic JOIN json_each(?) ON topic.key = value)
    SELECT claim_id FROM claim_topic JOIN wanted ON wanted.id = topic_id
    UNION SELECT claim.id FROM claim JOIN wanted ON wanted.id = asserted_by
    UNION SELECT claim.id FROM claim JOIN wanted ON wanted.id = ascribed_to)
"""

_CELLS = """
SELECT cell.issue_id, holder.slug, cell.text, cell.note,
    (SELECT json_group_array(key) FROM (
        SELECT claim.key FROM cell_claim JOIN claim ON claim.id = claim_id
        WHERE cell_id = cell.id AND claim.deleted_at IS NULL ORDER BY cell_claim.position)
    ) AS claims
FROM cell JOIN holder ON holder.id = cell.holder_id JOIN issue ON issue.id = cell.issue_id
    JOIN material ON material.id = issue.material_id
WHERE material.key = ? ORDER BY holder.position
"""


def _claim(row: Row) -> Claim:
    section = row["section_key"]
    return Claim(
        id=ClaimId(row["key"]),
        material=MaterialId(row["material_key"]),
        statement=row["statement"],
        passage=None if section is None else passage_of(row, SectionId(section)),
        asserted_by=TopicId(row["asserter_key"]),
        ascribed_to=TopicId(row["holder_key"]),
        certainty=Certainty(row["certainty"]),
        hedge=row["hedge"],
        topics=_topics(row["topics"]),
        origin=Origin(row["origin"]),
    )


def _topics(keys: str) -> tuple[TopicId, ...]:
    return tuple(TopicId(key) for key in json.loads(keys))
