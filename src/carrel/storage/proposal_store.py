"""Proposals as rows: those that wait, what was decided, and how far the rules have come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.proposals.proposal import Proposal, ProposalKind, Rule
from carrel.domain.proposals.waiting import Decided, NextWaiting, ProposalState
from carrel.domain.proposals.written import read, written
from carrel.domain.text.passage import Passage
from carrel.storage.database import Database, Row
from carrel.storage.journal import Action

_PROPOSALS = """
SELECT proposal.kind, proposal.rule, proposal.start, proposal."end",
    proposal.quote, proposal.prefix, proposal.suffix, proposal.proposed,
    proposal.cue, proposal.score, proposal.state, section.key AS section
FROM proposal JOIN section ON section.id = section_id
WHERE section.deleted_at IS NULL
"""
_IN_TEXT_ORDER = (
    " ORDER BY section.position, proposal.start, proposal.\"end\", proposal.kind = 'question',"
    " proposal.kind, proposal.score DESC, proposal.id"
)
_SECTIONS = " AND section.key IN (SELECT value FROM json_each(?))"
_MATERIAL = "(SELECT id FROM material WHERE key = ?)"


class ProposalStore:
    """The proposals of a library. Those of sections that are gone are not read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, sections: Iterable[SectionId]) -> tuple[Proposal, ...]:
        """What waits in these sections, in the order of the text."""
        rows = self._database.rows(
            f"{_PROPOSALS} AND state = 'waiting'{_SECTIONS}{_IN_TEXT_ORDER}",
            (json.dumps(list(sections)),),
        )
        return tuple(map(_proposal, rows))

    def waiting_of_kind(self, material: MaterialId, kind: ProposalKind) -> tuple[Proposal, ...]:
        """What waits of one kind in a material, in the order of the text."""
        rows = self._database.rows(
            f"{_PROPOSALS} AND proposal.material_id = {_MATERIAL} AND state = 'waiting'"
            f" AND proposal.kind = ?{_IN_TEXT_ORDER}",
            (material, kind.value),
        )
        return tuple(map(_proposal, rows))

    def of_material(self, material: MaterialId) -> tuple[tuple[Proposal, ProposalState], ...]:
        """All proposals of a material in the order of the text, with what was said of each."""
        rows = self._database.rows(
            f"{_PROPOSALS} AND proposal.material_id = {_MATERIAL}{_IN_TEXT_ORDER}", (material,)
        )
        return tuple((_proposal(row), ProposalState(row["state"])) for row in rows)

    def with_fingerprints(
        self, material: MaterialId, fingerprints: Iterable[str]
    ) -> tuple[tuple[Proposal, ProposalState], ...]:
        """Those of a material's proposals that are meant, in the order of the text."""
        rows = self._database.rows(
            f"{_PROPOSALS} AND proposal.material_id = {_MATERIAL}"
            f" AND fingerprint IN (SELECT value FROM json_each(?)){_IN_TEXT_ORDER}",
            (material, json.dumps(list(fingerprints))),
        )
        return tuple((_proposal(row), ProposalState(row["state"])) for row in rows)

    def decided_in(self, sections: Iterable[SectionId]) -> Decided:
        """How far the student has come in these sections."""
        row = self._database.row(
            "SELECT count(*) AS total, coalesce(sum(state != 'waiting'), 0) AS decided"
            " FROM proposal JOIN section ON section.id = section_id"
            f" WHERE section.deleted_at IS NULL{_SECTIONS}",
            (json.dumps(list(sections)),),
        )
        return _decided(row)

    def decided_of(self, material: MaterialId) -> Decided:
        """How far the student has come in a material."""
        row = self._database.row(
            "SELECT count(*) AS total, coalesce(sum(state != 'waiting'), 0) AS decided"
            " FROM proposal JOIN section ON section.id = section_id"
            f" WHERE section.deleted_at IS NULL AND proposal.material_id = {_MATERIAL}",
            (material,),
        )
        return _decided(row)

    def next_waiting(
        self, material: MaterialId, after: SectionId, kinds: Iterable[ProposalKind]
    ) -> NextWaiting | None:
        """The first section behind ``after`` in which such proposals wait, else the first of all.

        None where none wait; ``after`` itself comes last.
        """
        row = self._database.row(
            "SELECT section.key, section.title, count(*) AS count FROM proposal"
            " JOIN section ON section.id = section_id"
            f" WHERE proposal.material_id = {_MATERIAL} AND state = 'waiting'"
            " AND section.deleted_at IS NULL AND kind IN (SELECT value FROM json_each(?))"
            " GROUP BY section.id ORDER BY section.position <="
            " (SELECT position FROM section WHERE key = ?), section.position LIMIT 1",
            (material, json.dumps(list(kinds)), after),
        )
        if row is None:
            return None
        return NextWaiting(SectionId(row["key"]), row["title"], row["count"])

    def decide(
        self,
        action: Action,
        material: MaterialId,
        fingerprints: Iterable[str],
        state: ProposalState,
        *,
        at: datetime,
    ) -> int:
        """Keep what the student says of proposals that wait; returns how many those were."""
        rows = self._database.rows(
            f"SELECT id FROM proposal WHERE material_id = {_MATERIAL} AND state = 'waiting'"
            " AND fingerprint IN (SELECT value FROM json_each(?))",
            (material, json.dumps(list(fingerprints))),
        )
        for row in rows:
            action.update(
                "proposal", row["id"], {"state": state.value, "decided_at": at.isoformat()}
            )
        return len(rows)

    def put(
        self,
        material: MaterialId,
        proposals: Iterable[Proposal],
        *,
        kinds: Iterable[ProposalKind],
        sections: Iterable[SectionId] | None = None,
    ) -> None:
        """Let these be all that waits of ``kinds`` in some sections, or in the whole material.

        What was decided stays as it is and does not come back; what waits already stays the same
        row. Part of the caller's transaction.
        """
        material_row = self._row("material", material)
        rows = self._rows_by_section(material_row)
        wanted: dict[str, Proposal] = {}
        for proposal in proposals:
            wanted.setdefault(proposal.fingerprint, proposal)
        for fingerprint in self._decided_among(material_row, wanted):
            del wanted[fingerprint]
        self._forget_others(material_row, wanted, kinds, sections)
        self._database.write_many(
            "INSERT INTO proposal (material_id, fingerprint, section_id, kind, rule, start,"
            ' "end", quote, prefix, suffix, proposed, cue, score)'
            " VALUES (:material, :fingerprint, :section, :kind, :rule, :start, :end, :quote,"
            " :prefix, :suffix, :proposed, :cue, :score)"
            " ON CONFLICT (material_id, fingerprint) DO UPDATE SET section_id = :section,"
            ' rule = :rule, start = :start, "end" = :end, quote = :quote, prefix = :prefix,'
            " suffix = :suffix, proposed = :proposed, cue = :cue, score = :score"
            " WHERE state = 'waiting'",
            [
                _values(proposal) | {"material": material_row, "section": section_row}
                for proposal in wanted.values()
                if (section_row := rows.get(proposal.passage.section)) is not None
            ],
        )

    def decided(self, material: MaterialId) -> frozenset[str]:
        """The fingerprints of all that was accepted or rejected, also in sections that are gone."""
        rows = self._database.rows(
            "SELECT fingerprint FROM proposal"
            f" WHERE material_id = {_MATERIAL} AND state != 'waiting'",
            (material,),
        )
        return frozenset(row["fingerprint"] for row in rows)

    def sections_with_words(self, material: MaterialId) -> dict[SectionId, str]:
        """The sections of a material that have words, in order, each with what its text is."""
        rows = self._database.rows(
            "SELECT key, content_hash, text_version FROM section"
            f" WHERE material_id = {_MATERIAL} AND deleted_at IS NULL AND words > 0"
            " ORDER BY position",
            (material,),
        )
        return {
            SectionId(row["key"]): f"{row['text_version']}-{row['content_hash']}" for row in rows
        }

    def searched(self, material: MaterialId) -> dict[SectionId, str]:
        """The run that each section was gone through in."""
        rows = self._database.rows(
            "SELECT section.key, run FROM proposal_search"
            " JOIN section ON section.id = section_id"
            f" WHERE section.material_id = {_MATERIAL} AND section.deleted_at IS NULL",
            (material,),
        )
        return {SectionId(row["key"]): row["run"] for row in rows}

    def mark_searched(self, section: SectionId, run: str, *, at: datetime) -> None:
        """Keep that a section has been gone through."""
        self._database.write(
            "INSERT INTO proposal_search (section_id, run, searched_at) VALUES (?, ?, ?)"
            " ON CONFLICT (section_id) DO UPDATE SET run = excluded.run,"
            " searched_at = excluded.searched_at",
            (self._row("section", section), run, at.isoformat()),
        )

    def place(self, material: MaterialId) -> str:
        """The fingerprint of the proposal that the student looked at last; empty if none."""
        found = self._database.value(
            f"SELECT fingerprint FROM proposal_place WHERE material_id = {_MATERIAL}", (material,)
        )
        return found or ""

    def keep_place(self, material: MaterialId, fingerprint: str) -> None:
        """Keep which proposal the student looks at."""
        self._database.write(
            "INSERT INTO proposal_place (material_id, fingerprint) VALUES (?, ?)"
            " ON CONFLICT (material_id) DO UPDATE SET fingerprint = excluded.fingerprint",
            (self._row("material", material), fingerprint),
        )

    def _decided_among(self, material_row: int, fingerprints: Iterable[str]) -> list[str]:
        rows = self._database.rows(
            "SELECT fingerprint FROM proposal WHERE material_id = ? AND state != 'waiting'"
            " AND fingerprint IN (SELECT value FROM json_each(?))",
            (material_row, json.dumps(list(fingerprints))),
        )
        return [row["fingerprint"] for row in rows]

    def _forget_others(
        self,
        material_row: int,
        wanted: Mapping[str, Proposal],
        kinds: Iterable[ProposalKind],
        sections: Iterable[SectionId] | None,
    ) -> None:
        condition = (
            " AND section_id IN (SELECT id FROM section"
            " WHERE key IN (SELECT value FROM json_each(:sections)))"
        )
        if sections is None:
            condition = ""
        self._database.write(
            "DELETE FROM proposal WHERE material_id = :material AND state = 'waiting'"
            " AND kind IN (SELECT value FROM json_each(:kinds))"
            f" AND fingerprint NOT IN (SELECT value FROM json_each(:wanted)){condition}",
            {
                "material": material_row,
                "kinds": json.dumps(list(kinds)),
                "wanted": json.dumps(list(wanted)),
                "sections": json.dumps(list(sections or ())),
            },
        )

    def _rows_by_section(self, material_row: int) -> dict[SectionId, int]:
        rows = self._database.rows(
            "SELECT id, key FROM section WHERE material_id = ? AND deleted_at IS NULL",
            (material_row,),
        )
        return {SectionId(row["key"]): row["id"] for row in rows}

    def _row(self, table: str, key: str) -> int:
        found = self._database.value(f"SELECT id FROM {table} WHERE key = ?", (key,))
        if found is None:
            raise NotFound("There is no {thing} “{key}”.", thing=table, key=key)
        return int(found)


def _values(proposal: Proposal) -> dict[str, Any]:
    passage = proposal.passage
    return {
        "fingerprint": proposal.fingerprint,
        "kind": proposal.kind.value,
        "rule": proposal.rule.value,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "proposed": json.dumps(written(proposal.proposed), ensure_ascii=False),
        "cue": proposal.cue,
        "score": proposal.score,
    }


def _proposal(row: Row) -> Proposal:
    return Proposal(
        rule=Rule(row["rule"]),
        passage=Passage(
            section=SectionId(row["section"]),
            start=row["start"],
            end=row["end"],
            quote=row["quote"],
            prefix=row["prefix"],
            suffix=row["suffix"],
        ),
        proposed=read(ProposalKind(row["kind"]), json.loads(row["proposed"])),
        cue=row["cue"],
        score=row["score"],
    )


def _decided(row: Row | None) -> Decided:
    return Decided() if row is None else Decided(decided=row["decided"], total=row["total"])
