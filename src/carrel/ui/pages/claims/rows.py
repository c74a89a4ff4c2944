"""Claims as rows of a list: what is said, who says so, how certain, and where."""

from __future__ import annotations

from carrel.domain.claim_ledger import ClaimEntry
from carrel.domain.claims import Claim
from carrel.domain.topics import SectionSpan
from carrel.ui.widgets.claim_look import certainty_title, said_by
from carrel.ui.widgets.words_list import WordsRow


def span_of(claim: Claim) -> SectionSpan | None:
    """Where the words of a claim stand, if they are still there."""
    passage = claim.passage
    return None if passage is None else SectionSpan(passage.section, passage.start, passage.end)


def claim_row(entry: ClaimEntry, target: object, *, before: str = "", why: str = "") -> WordsRow:
    """A claim; ``before`` stands in front of who says it, ``why`` behind what is said."""
    title = f"{said_by(entry)} · {certainty_title(entry.claim.certainty)}"
    return WordsRow(
        text=f"{entry.claim.statement} – {why}" if why else entry.claim.statement,
        target=target,
        title=f"{before}{title}",
        detail=entry.section_title,
    )
