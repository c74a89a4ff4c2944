"""claims.yaml, positions.yaml and timeline.yaml: claims, links, holders, issues and events."""

from __future__ import annotations

from collections.abc import Iterator

from carrel.domain.claims import Cell, Certainty, Claim, ClaimLink, Holder, Issue, LinkKind
from carrel.domain.ids import EventId, IssueId
from carrel.domain.timeline import Event, EventKind
from carrel.formats.pack.contents import Contents
from carrel.formats.pack.entries import Entry

CLAIMS = "claims.yaml"
POSITIONS = "positions.yaml"
TIMELINE = "timeline.yaml"


def read_claims(contents: Contents) -> tuple[Claim, ...]:
    """The claims in the author's order; those with a problem are left out."""
    entries = [
        entry for entry in contents.entries(CLAIMS, "claims") if contents.claims.enter(entry, "id")
    ]
    found = (_claim(contents, entry) for entry in entries)
    return tuple(claim for claim in found if claim is not None)


def read_links(contents: Contents) -> tuple[ClaimLink, ...]:
    """How claims bear on each other."""
    links = []
    seen: set[tuple[str, str, str]] = set()
    for entry in contents.entries(CLAIMS, "links"):
        ends = [entry.value["from"], entry.value["to"]]
        known = [
            contents.claims.resolve(entry, name, key)
            for key, name in zip(("from", "to"), ends, strict=True)
        ]
        kind = LinkKind(entry.value["relation"])
        if (ends[0], kind, ends[1]) in seen:
            entry.complain(f"{ends[0]} {kind} {ends[1]} is there a second time.")
        elif ends[0] == ends[1]:
            entry.complain(f"the claim {ends[0]} is linked to itself.", "to")
        elif all(known):
            source, target = (contents.claim_id(end) for end in ends)
            links.append(ClaimLink(source, kind, target, entry.get("why")))
        seen.add((ends[0], kind, ends[1]))
    return tuple(links)


def read_holders(contents: Contents) -> tuple[Holder, ...]:
    """The columns of the positions table."""
    return tuple(
        Holder(entry.value["slug"], entry.value["name"], contents.topic_ids(entry))
        for entry in contents.entries(POSITIONS, "holders")
        if contents.holders.enter(entry, "slug")
    )


def read_issues(contents: Contents) -> tuple[Issue, ...]:
    """The rows of the positions table."""
    return tuple(
        Issue(
            id=IssueId(f"{contents.material}/{entry.value['slug']}"),
            material=contents.material,
            title=entry.value["title"],
            cells=tuple(_cells(contents, entry)),
        )
        for entry in contents.entries(POSITIONS, "issues")
        if contents.issues.enter(entry, "slug")
    )


def read_events(contents: Contents) -> tuple[Event, ...]:
    """The dated events in the author's order."""
    return tuple(
        _event(contents, entry)
        for entry in contents.entries(TIMELINE, "events")
        if contents.events.enter(entry, "id")
    )


def _claim(contents: Contents, entry: Entry) -> Claim | None:
    passage = contents.passage(entry)
    holders = [
        contents.topics.resolve(entry, entry.value[key], key)
        for key in ("asserted_by", "ascribed_to")
    ]
    topics = contents.topic_ids(entry)
    if passage is None or not all(holders):
        return None
    return Claim(
        id=contents.claim_id(entry.value["id"]),
        material=contents.material,
        statement=entry.value["statement"].strip(),
        passage=passage,
        asserted_by=contents.topic_id(entry.value["asserted_by"]),
        ascribed_to=contents.topic_id(entry.value["ascribed_to"]),
        certainty=Certainty(entry.value["certainty"]),
        hedge=entry.get("hedge"),
        topics=topics,
    )


def _cells(contents: Contents, issue: Entry) -> Iterator[Cell]:
    seen: set[str] = set()
    for entry in issue.entries("cells"):
        holder = entry.value["holder"]
        if holder in seen:
            entry.complain(f"the holder “{holder}” has a second cell in this issue.", "holder")
            continue
        seen.add(holder)
        claims = contents.claim_ids(entry)
        if contents.holders.resolve(entry, holder, "holder"):
            yield Cell(holder, entry.value["text"].strip(), claims, entry.get("note"))


def _event(contents: Contents, entry: Entry) -> Event:
    until = entry.get("until")
    if until and until < entry.value["date"]:
        entry.complain(f"it ends on {until}, before it begins.", "until")
    return Event(
        id=EventId(f"{contents.material}/{entry.value['id']}"),
        material=contents.material,
        date=entry.value["date"],
        title=entry.value["title"],
        description=entry.get("description").strip(),
        until=until,
        sources=tuple(entry.get("sources", ())),
        kind=EventKind(entry.get("kind", EventKind.EVENT)),
        in_source=entry.get("in_source", True),
        is_key=entry.get("key", False),
        topics=contents.topic_ids(entry),
        passage=contents.passage(entry) if _quotes(entry) else None,
    )


def _quotes(entry: Entry) -> bool:
    if entry.has("quote") and not entry.has("section"):
        entry.complain("“quote” needs “section”.", "quote")
        return False
    return entry.has("quote")
