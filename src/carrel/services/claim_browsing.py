"""Browsing claims: the ledger of all, one with all that bears on it, and the positions table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from carrel.domain.claims import AGAINST, Certainty, Claim, ClaimLink, Holder, LinkKind
from carrel.domain.errors import InputError
from carrel.domain.ids import ClaimId, IssueId, MaterialId, SectionId, TopicId
from carrel.domain.text.folding import fold
from carrel.formats.writing.csv_file import as_csv
from carrel.formats.writing.positions import as_markdown
from carrel.services.desk import Desk
from carrel.storage.claim_edits import ClaimEdits
from carrel.storage.claim_store import ClaimStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.topic_store import TopicStore

NO_POSITION = "—"
"""Stands where a text gives no position."""

NOBODY = "?"
"""Stands where it is not known who says or holds something."""


class Standing(StrEnum):
    """How a claim stands among the others."""

    UNSUPPORTED = "unsupported"
    IN_TENSION = "in tension"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim with the names of what it refers to.

    ``asserter`` says it in the text, ``holder`` is whose view it describes; they are kept apart.
    ``topics`` are the names of those of ``topic_ids``. ``links`` counts the claims that it is
    linked with.
    """

    claim: Claim
    asserter: str
    holder: str
    topics: tuple[str, ...]
    topic_ids: tuple[TopicId, ...]
    section_title: str
    links: int
    standing: frozenset[Standing]
    folded: str

    @property
    def is_ascribed(self) -> bool:
        """True if one says it of another: it is then no statement of the holder."""
        return self.claim.asserted_by != self.claim.ascribed_to

    @property
    def is_hidden(self) -> bool:
        """True if the student has put it away."""
        return Standing.HIDDEN in self.standing


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to list; what is empty or None leaves nothing out."""

    text: str = ""
    asserted_by: TopicId | None = None
    ascribed_to: TopicId | None = None
    certainty: Certainty | None = None
    topic: TopicId | None = None
    standing: Standing | None = None

    @property
    def is_empty(self) -> bool:
        """True if it lets every claim through that is not hidden."""
        return self == ClaimFilter()

    def lets_through(self, entry: ClaimEntry) -> bool:
        """Whether a claim is to be listed."""
        claim = entry.claim
        return (
            self.asserted_by in (None, claim.asserted_by)
            and self.ascribed_to in (None, claim.ascribed_to)
            and self.certainty in (None, claim.certainty)
            and (self.topic is None or self.topic in claim.topics)
            and (self.standing is None or self.standing in entry.standing)
            and entry.is_hidden is (self.standing is Standing.HIDDEN)
            and all(word in entry.folded for word in fold(self.text).split())
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims of a material, with the names to filter them by, each in the order of names.

    ``hidden`` are claims that the student has put away; ``entries`` are all others.
    """

    material: MaterialId
    title: str
    entries: tuple[ClaimEntry, ...]
    hidden: tuple[ClaimEntry, ...]
    asserters: tuple[tuple[TopicId, str], ...]
    holders: tuple[tuple[TopicId, str], ...]
    topics: tuple[tuple[TopicId, str], ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """How a claim is linked with ``other``. ``is_from_here`` if the link begins at the claim."""

    link: ClaimLink
    other: ClaimEntry
    is_from_here: bool

    @property
    def kind(self) -> LinkKind:
        """How the one bears on the other."""
        return self.link.kind

    @property
    def why(self) -> str:
        """The reason that is given; it may be empty."""
        return self.link.why


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with all that bears on it, and the issues whose cells it fills.

    ``is_corrected`` tells that the student's word on it lies over its author's.
    """

    entry: ClaimEntry
    ties: tuple[Tie, ...]
    issues: tuple[str, ...]
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class PositionCell:
    """What fills a cell. ``others`` are the names of those who say so of the holder."""

    text: str
    note: str
    entries: tuple[ClaimEntry, ...]
    others: tuple[str, ...]
    is_told_by_holder: bool

    @property
    def certainties(self) -> tuple[Certainty, ...]:
        """How the text marks the claims, each once, the most certain first."""
        found = {entry.claim.certainty for entry in self.entries}
        return tuple(certainty for certainty in Certainty if certainty in found)

    @property
    def is_told_by_others_only(self) -> bool:
        """True if none of the claims is the holder's own word in the text."""
        return bool(self.entries) and not self.is_told_by_holder


@dataclass(frozen=True, slots=True)
class PositionRow:
    """An issue; its cells stand under the holders, None where no position is given."""

    issue: IssueId
    title: str
    cells: tuple[PositionCell | None, ...]


@dataclass(frozen=True, slots=True)
class Positions:
    """A material's positions table: who holds what on which issue."""

    material: MaterialId
    title: str
    holders: tuple[Holder, ...]
    rows: tuple[PositionRow, ...]


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
            asserters=_named((claim.asserted_by for claim in claims), names),
            holders=_named((claim.ascribed_to for claim in claims), names),
            topics=_named((topic for claim in claims for topic in claim.topics), names),
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
                else _cell(
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
        counts = _counts(links)
        standing = _standings(links)
        return tuple(
            _entry(claim, names, titles(claim), counts[claim.id], standing(claim.id))
            for claim in claims
        )

    def _bare(
        self, claims: Sequence[Claim], standing: AbstractSet[Standing]
    ) -> tuple[ClaimEntry, ...]:
        """Claims without what they are linked with."""
        names, titles = self._names(claims), self._titles(claims)
        return tuple(_entry(claim, names, titles(claim), 0, standing) for claim in claims)

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


def narrowed_claims(ledger: Ledger, wanted: ClaimFilter) -> tuple[ClaimEntry, ...]:
    """The claims that a filter lets through; hidden ones only where it asks for them."""
    entries = ledger.hidden if wanted.standing is Standing.HIDDEN else ledger.entries
    return tuple(entry for entry in entries if wanted.lets_through(entry))


def compared(positions: Positions, first: int, second: int) -> Positions:
    """The table with two of its columns only, counted from 0; rows that both leave empty go."""
    rows = [
        PositionRow(row.issue, row.title, (row.cells[first], row.cells[second]))
        for row in positions.rows
    ]
    return Positions(
        positions.material,
        positions.title,
        (positions.holders[first], positions.holders[second]),
        tuple(row for row in rows if any(row.cells)),
    )


def sheet(positions: Positions) -> list[list[str]]:
    """The table in words: a title row, then a row for each issue; dashes where there is nothing."""
    head = ["Issue", *(holder.name for holder in positions.holders)]
    return [head, *([row.title, *map(_in_words, row.cells)] for row in positions.rows)]


def _in_words(cell: PositionCell | None) -> str:
    if cell is None:
        return NO_POSITION
    marks = [", ".join(cell.certainties)] if cell.entries else []
    if cell.others:
        manner = "only" if cell.is_told_by_others_only else "partly"
        marks.append(f"said {manner} by {', '.join(cell.others)}")
    return f"{cell.text} ({'; '.join(marks)})" if marks else cell.text


def _cell(text: str, note: str, entries: Sequence[ClaimEntry], holder: Holder) -> PositionCell:
    of_others = [entry for entry in entries if entry.claim.asserted_by not in holder.topics]
    return PositionCell(
        text=text,
        note=note,
        entries=tuple(entries),
        others=tuple(dict.fromkeys(entry.asserter for entry in of_others)),
        is_told_by_holder=len(of_others) < len(entries),
    )


def _entry(
    claim: Claim,
    names: dict[TopicId, str],
    section_title: str,
    links: int,
    standing: AbstractSet[Standing],
) -> ClaimEntry:
    asserter, holder = (names.get(each, NOBODY) for each in (claim.asserted_by, claim.ascribed_to))
    topic_ids = tuple(topic for topic in claim.topics if topic in names)
    topics = tuple(names[topic] for topic in topic_ids)
    words = (claim.statement, asserter, holder, *topics)
    return ClaimEntry(
        claim=claim,
        asserter=asserter,
        holder=holder,
        topics=topics,
        topic_ids=topic_ids,
        section_title=section_title,
        links=links,
        standing=frozenset(standing),
        folded=" ".join(fold(each) for each in words),
    )


def _counts(links: Iterable[ClaimLink]) -> defaultdict[ClaimId, int]:
    counts: defaultdict[ClaimId, int] = defaultdict(int)
    for link in links:
        counts[link.source] += 1
        counts[link.target] += 1
    return counts


def _standings(links: Iterable[ClaimLink]) -> Callable[[ClaimId], set[Standing]]:
    """Tells of a claim whether nothing supports it, and whether one stands against it."""
    supported: set[ClaimId] = set()
    tense: set[ClaimId] = set()
    for link in links:
        if link.kind is LinkKind.SUPPORTS:
            supported.add(link.target)
        if link.kind in AGAINST:
            tense |= {link.source, link.target}

    def standing(claim: ClaimId) -> set[Standing]:
        of = {Standing.IN_TENSION} if claim in tense else set()
        return of if claim in supported else of | {Standing.UNSUPPORTED}

    return standing


def _named(topics: Iterable[TopicId], names: dict[TopicId, str]) -> tuple[tuple[TopicId, str], ...]:
    found = {topic: names[topic] for topic in topics if topic in names}
    return tuple(sorted(found.items(), key=lambda item: fold(item[1])))
