"""A positions table for other programs, as a Markdown table, and who says what its cells say."""

from __future__ import annotations

from collections.abc import Sequence

from carrel.domain.claims import Cell, Holder
from carrel.domain.packs import Pack
from carrel.domain.text.escaping import paragraph

Rows = Sequence[Sequence[str]]
"""A title row, then one row for each issue; all of the same length."""


class Tellers:
    """Tells of a cell whether others than its holder say so in the text, and who."""

    def __init__(self, contents: Pack) -> None:
        self._claims = {claim.id: claim for claim in contents.claims}
        self._names = {topic.id: topic.name for topic in contents.topics}

    def of(self, cell: Cell, holder: Holder) -> str:
        """ "said only by The author", "said partly by …"; empty where it is the holder's word."""
        asserters = [
            self._claims[claim].asserted_by for claim in cell.claims if claim in self._claims
        ]
        others = [each for each in asserters if each not in holder.topics]
        if not others:
            return ""
        manner = "only" if len(others) == len(asserters) else "partly"
        names = dict.fromkeys(self._names.get(each, "?") for each in others)
        return f"said {manner} by {', '.join(names)}"


def as_markdown(rows: Rows) -> str:
    """The table in GitHub's Markdown; what would be mark-up is escaped."""
    head, *body = ([_markdown_cell(cell) for cell in row] for row in rows)
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown_cell(text: str) -> str:
    return paragraph(" ".join(text.split()))
