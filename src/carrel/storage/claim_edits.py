"""Changing claims row by row, within steps that can be undone.

What a pack brought is overridden, never changed in place, so that the next edition finds it as the
student left it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from carrel.domain.claims import Claim, ClaimLink
from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import ClaimId, TopicId
from carrel.domain.materials import Origin
from carrel.storage.database import Database
from carrel.storage.journal import Action
from carrel.storage.override_store import OverrideStore
from carrel.storage.passage_store import PassageStore


class ClaimEdits:
    """Writes claims and their links. ``at`` is the time of the step, in UTC."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._passages = PassageStore(database)
        self._overrides = OverrideStore(database)

    def add(self, action: Action, claim: Claim, *, passage_key: str, at: datetime) -> None:
        """Add a claim with its words, after all others of its material."""
        material = self._row("material", claim.material)
        passage = claim.passage
        action.insert(
            "claim",
            {
                "key": claim.id,
                "material_id": material,
                "statement": claim.statement,
                "passage_id": None
                if passage is None
                else self._passages.add(action, passage, key=passage_key),
                "asserted_by": self._topic(claim.asserted_by),
                "ascribed_to": self._topic(claim.ascribed_to),
                "certainty": claim.certainty,
                "hedge": claim.hedge,
                "origin": claim.origin,
                "position": self._database.value(
                    "SELECT coalesce(max(position) + 1, 0) FROM claim WHERE material_id = ?",
                    (material,),
                ),
                "created_at": at.isoformat(),
                "updated_at": at.isoformat(),
            },
        )

    def change(self, action: Action, claim: Claim, *, at: datetime) -> None:
        """Let a claim have this statement, asserter, holder and certainty."""
        values = {
            "statement": claim.statement,
            "asserted_by": self._topic(claim.asserted_by),
            "ascribed_to": self._topic(claim.ascribed_to),
            "certainty": claim.certainty,
        }
        for field, value in values.items():
            self._overrides.change(action, "claim", claim.id, field, value, at=at)

    def is_changed(self, claim: ClaimId) -> bool:
        """Whether the student has corrected what the author wrote."""
        return bool(self._overrides.author_values("claim", claim))

    def restore(self, action: Action, claim: ClaimId, *, at: datetime) -> None:
        """Let all that the author wrote be in force again."""
        for field, value in self._overrides.author_values("claim", claim).items():
            self._overrides.change(action, "claim", claim, field, value, at=at)

    def delete(self, action: Action, claim: ClaimId, *, at: datetime) -> None:
        """Mark a claim as deleted."""
        action.update("claim", self._row("claim", claim), {"deleted_at": at.isoformat()})

    def bring_back(self, action: Action, claim: ClaimId) -> None:
        """Take the mark away that :meth:`delete` has set."""
        action.update("claim", self._row("claim", claim), {"deleted_at": None})

    def set_topics(self, action: Action, claim: ClaimId, topics: Iterable[TopicId]) -> None:
        """Let a claim be about exactly these topics."""
        row = self._row("claim", claim)
        wanted = [self._row("topic", topic) for topic in dict.fromkeys(topics)]
        for tie in self._database.rows(
            "SELECT id, topic_id FROM claim_topic WHERE claim_id = ?", (row,)
        ):
            if tie["topic_id"] in wanted:
                wanted.remove(tie["topic_id"])
            else:
                action.delete("claim_topic", tie["id"])
        for topic in wanted:
            action.insert("claim_topic", {"claim_id": row, "topic_id": topic})

    def link(self, action: Action, link: ClaimLink) -> None:
        """Add a link, or tie one of the author's again that was untied.

        Raises :class:`InputError` where there is the same one.
        """
        untied = self._untied(link)
        if untied is not None:
            action.delete("override", untied)
            return
        ends = self._ends(link)
        if self._link(*ends) is not None:
            raise InputError("These two claims are linked in this way already.")
        values = dict(zip(("source_id", "kind", "target_id"), ends, strict=True))
        action.insert("claim_link", values | {"why": link.why, "origin": Origin.OWN})

    def unlink(self, action: Action, link: ClaimLink, *, at: datetime) -> None:
        """Take a link away; the author's is overridden, so that no edition brings it back."""
        row = self._link(*self._ends(link))
        if row is None:
            return
        if self._database.value("SELECT origin FROM claim_link WHERE id = ?", (row,)) == Origin.OWN:
            action.delete("claim_link", row)
            return
        action.insert(
            "override",
            {
                "thing": "claim_link",
                "thing_key": _link_key(link),
                "field": "is_removed",
                "value": "1",
                "made_against": "0",
                "author_value": "0",
                "created_at": at.isoformat(),
                "updated_at": at.isoformat(),
            },
        )

    def _ends(self, link: ClaimLink) -> tuple[int, str, int]:
        return (self._row("claim", link.source), link.kind, self._row("claim", link.target))

    def _untied(self, link: ClaimLink) -> int | None:
        found: int | None = self._database.value(
            "SELECT id FROM override WHERE thing = 'claim_link' AND thing_key = ?",
            (_link_key(link),),
        )
        return found

    def _link(self, source: int, kind: str, target: int) -> int | None:
        found: int | None = self._database.value(
            "SELECT id FROM claim_link WHERE source_id = ? AND kind = ? AND target_id = ?",
            (source, kind, target),
        )
        return found

    def _topic(self, topic: TopicId) -> int | None:
        return self._row("topic", topic) if topic else None

    def _row(self, table: str, key: str) -> int:
        found = self._database.value(f"SELECT id FROM {table} WHERE key = ?", (key,))
        if found is None:
            raise NotFound("There is no {thing} “{key}”.", thing=table, key=key)
        return int(found)


def _link_key(link: ClaimLink) -> str:
    return f"{link.source}|{link.kind}|{link.target}"
