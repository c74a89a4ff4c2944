"""Browsing claims: the ledger of all, one with all that bears on it, and the positions table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from carrel.domain.claim_ledger import (
    ClaimEntry,
    ClaimPage,
    Ledger,
    Standing,
    Tie,
    by_name,
    ledger_entry,
    link_counts,
    standings,
)
from carrel.domain.claims import Claim
from carrel.domain.errors import InputError
from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.domain.positions import PositionRow, Positions, cell_of, sheet
from carrel.formats.writing.csv_file import as_csv
from carrel.formats.writing.positions import as_markdown
from carrel.services.desk import Desk
from carrel.storage.claim_edits import ClaimEdits
from carrel.storage.claim_store import ClaimStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.topic_store import TopicStore


class ClaimBrowsing:
    """What the Claims page shows."""

    def __init__(self, desk: Desk) -> None:
        self._claims = ClaimStore(desk.database)
        self._edits = ClaimEdits(desk.database)
        self._materials = MaterialStore(desk.database)
        self._topics = TopicStore(desk.database)

    def materials(self) -> tuple[tuple[MaterialId, str], ...]:
        """Id and title of the materials that have claims, issues or events."""
        return tuple((key, self._materials.material(key).title) for key in self._claims.materials())

    def ledger(self, material: MaterialId) -> Ledger:
        """All claims of a material; raises :class:`NotFound`."""
        title = self._materials.material(material).title
        entries = self._entries(material)
        claims = [entry.claim for entry in entries]
        names = self._names(claims)
        return Ledger(
            material=material,
            title=title,
            entries=entries,
            hidden=self._bare(self._claims.hidden(material), {Standing.HIDDEN}),
            asserters=by_name((claim.asserted_by for claim in claims), names),
            holders=by_name((claim.ascribed_to for claim in claims), names),
            topics=by_name((topic for claim in claims for topic in claim.topics), names),
        )

    def in_sections(self, sections: Iterable[SectionId]) -> tuple[ClaimEntry, ...]:
        """The claims whose words stand in these sections; their links are left out."""
        return self._bare(self._claims.in_sections(sections), set())

    def about(self, topics: Iterable[TopicId]) -> tuple[ClaimEntry, ...]:
        """The claims about ``topics``, by them or of their views; their links are left out."""
        return self._bare(self._claims.about(topics), set())

    def page(self, claim: ClaimId, ledger: Ledger | None = None) -> ClaimPage:
        """A claim with all that bears on it; raises :class:`NotFound`.

        ``ledger`` spares reading all claims, if it has been read since the last change.
        """
        found = self._claims.claim(claim)
        entries = {entry.claim.id: entry for entry in ledger.entries} if ledger else {}
        if claim not in entries:
            entries = {entry.claim.id: entry for entry in self._entries(found.material)}
        if claim not in entries:
            entries[claim] = self._bare((found,), {Standing.HIDDEN})[0]
        ties = []
        for link in self._claims.links(found.material, of=claim):
            is_from_here = link.source == claim
            other = entries.get(link.target if is_from_here else link.source)
            if other is not None:
                ties.append(Tie(link, other, is_from_here))
        issues = tuple(
            issue.title
            for issue in self._claims.issues(found.material)
            if any(claim in cell.claims for cell in issue.cells)
        )
        is_corrected = self._edits.is_changed(claim)
        return ClaimPage(entries[claim], tuple(ties), issues, is_corrected)

    def positions(self, material: MaterialId) -> Positions:
        """The positions table of a material; raises :class:`NotFound`."""
        title = self._materials.material(material).title
        entries = {entry.claim.id: entry for entry in self._entries(material)}
        holders = self._claims.holders(material)
        rows = []
        for issue in self._claims.issues(material):
            filled = {cell.holder: cell for cell in issue.cells}
            cells = [
                None
                if (cell := filled.get(holder.slug)) is None
                else cell_of(
                    cell.text,
                    cell.note,
                    [entries[key] for key in cell.claims if key in entries],
                    holder,
                )
                for holder in holders
            ]
            rows.append(PositionRow(issue.id, issue.title, tuple(cells)))
        return Positions(material, title, holders, tuple(rows))

    def export_positions(self, material: MaterialId, path: Path) -> None:
        """Write the positions table as CSV to a path that ends in ``.csv``, else as Markdown.

        Raises :class:`InputError` when the file cannot be written.
        """
        rows = sheet(self.positions(material))
        is_csv = path.suffix.lower() == ".csv"
        data = as_csv(rows) if is_csv else as_markdown(rows).encode()
        try:
            path.write_bytes(data)
        except OSError as error:
            raise InputError(
                "{file} cannot be written: {reason}. Choose another place.",
                file=path.name,
                reason=error.strerror or error,
            ) from error

    def _entries(self, material: MaterialId) -> tuple[ClaimEntry, ...]:
        claims = self._claims.claims(material)
        names = self._names(claims)
        titles = self._titles(claims)
        links = self._claims.links(material)
        counts = link_counts(links)
        standing = standings(links)
        return tuple(
            ledger_entry(claim, names, titles(claim), counts[claim.id], standing(claim.id))
            for claim in claims
        )

    def _bare(
        self, claims: Sequence[Claim], standing: AbstractSet[Standing]
    ) -> tuple[ClaimEntry, ...]:
        """Claims without what they are linked with."""
        names, titles = self._names(claims), self._titles(claims)
        return tuple(ledger_entry(claim, names, titles(claim), 0, standing) for claim in claims)

    def _titles(self, claims: Iterable[Claim]) -> Callable[[Claim], str]:
        """Tells the title of the section in which a claim's words stand."""
        titles = self._materials.section_titles(
            {claim.passage.section for claim in claims if claim.passage is not None}
        )
        return lambda claim: "" if claim.passage is None else titles[claim.passage.section]

    def _names(self, claims: Iterable[Claim]) -> dict[TopicId, str]:
        wanted = {
            topic
            for claim in claims
            for topic in (claim.asserted_by, claim.ascribed_to, *claim.topics)
        }
        return {topic.id: topic.name for topic in self._topics.with_ids(wanted)}
