"""The filters of a search as SQL: which rows of a table meet one, found by an index each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from carrel.domain.search_filters import DueSpan, FilterName, Narrowing
from carrel.domain.search_hits import HitKind

_MATERIALS = "SELECT id FROM material WHERE key IN (SELECT value FROM json_each(?1))"
_TOPICS = "SELECT id FROM topic WHERE key IN (SELECT value FROM json_each(?1))"
_KEYS = "SELECT value FROM json_each(?1)"

_MEETING = {
    FilterName.MATERIAL: {
        HitKind.SECTION: f"SELECT id FROM section WHERE material_id IN ({_MATERIALS})",
        HitKind.TOPIC: f"SELECT id FROM topic WHERE material_id IN ({_MATERIALS})",
        HitKind.CLAIM: f"SELECT id FROM claim WHERE material_id IN ({_MATERIALS})",
        HitKind.QUESTION: f"SELECT id FROM question WHERE material_id IN ({_MATERIALS})",
        HitKind.NOTE: (
            "SELECT id FROM annotation WHERE section_id IN"
            f" (SELECT id FROM section WHERE material_id IN ({_MATERIALS}))"
        ),
    },
    FilterName.TOPIC: {
        HitKind.SECTION: (
            f"SELECT section_id FROM mention WHERE topic_id IN ({_TOPICS}) AND NOT is_rejected"
        ),
        HitKind.TOPIC: _TOPICS,
        HitKind.CLAIM: (
            f"SELECT claim_id FROM claim_topic WHERE topic_id IN ({_TOPICS})"
            f" UNION SELECT id FROM claim WHERE asserted_by IN ({_TOPICS})"
            f" UNION SELECT id FROM claim WHERE ascribed_to IN ({_TOPICS})"
        ),
        HitKind.QUESTION: f"SELECT question_id FROM question_topic WHERE topic_id IN ({_TOPICS})",
        HitKind.NOTE: (
            f"SELECT annotation_id FROM annotation_topic WHERE topic_id IN ({_TOPICS})"
            " UNION SELECT annotation.id FROM mention"
            " JOIN passage ON passage.section_id = mention.section_id"
            ' AND passage.start < mention."end" AND passage."end" > mention.start'
            " JOIN annotation ON annotation.passage_id = passage.id"
            f" WHERE mention.topic_id IN ({_TOPICS}) AND NOT mention.is_rejected"
            " AND passage.outcome <> 'orphaned'"
        ),
    },
    FilterName.TAG: {
        HitKind.NOTE: f"SELECT annotation_id FROM annotation_tag WHERE tag IN ({_KEYS})",
        HitKind.QUESTION: f"SELECT question_id FROM question_tag WHERE tag IN ({_KEYS})",
    },
}

_IS_DUE = "memory.due_at >= ? AND memory.due_at < ? AND card.suspended_at IS NULL"

# Four colours tell so little that each note is asked for its own.
_HAS_COLOUR = (
    f"(SELECT one.colour FROM annotation AS one WHERE one.id = {{row}}) {{negation}}IN ({_KEYS})"
)

# Who lists what is due begins with the times; who has found questions asks for each of them.
_AMONG_DUE = (
    "{row} IN (SELECT card.question_id FROM memory JOIN card ON card.id = memory.id"
    f" WHERE {_IS_DUE})"
)
_HAS_DUE = (
    "EXISTS (SELECT 1 FROM card JOIN memory ON memory.id = card.id"
    f" WHERE card.question_id = {{row}} AND {_IS_DUE})"
)
_NEVER_ASKED = (
    "EXISTS (SELECT 1 FROM card LEFT JOIN memory ON memory.id = card.id"
    " WHERE card.question_id = {row} AND memory.id IS NULL)"
)
_IS_AWAKE = "(SELECT one.suspended_at FROM question AS one WHERE one.id = {row}) IS NULL"
_ALWAYS = ("0", "9")
"""Before and after every time as it is stored."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """A condition on rows of one table; ``{row}`` in ``sql`` stands for the row's id."""

    sql: str
    values: tuple[str, ...]

    def on(self, row: str) -> str:
        """The condition on the row with this id; a leading + keeps the planner to the words."""
        return self.sql.format(row=row)


def restrictions(
    narrowings: Iterable[Narrowing], kind: HitKind, *, is_list: bool = False
) -> list[Restriction] | None:
    """What things of a kind have to meet; None if none of that kind can meet it.

    ``is_list`` says that nothing else tells which things to look at.
    """
    found = []
    for narrowing in narrowings:
        if narrowing.name is FilterName.IN:
            if (kind in narrowing.keys) is narrowing.is_unwanted:
                return None
        elif (one := _restriction(narrowing, kind, is_list=is_list)) is not None:
            found.append(one)
        elif not narrowing.is_unwanted:
            return None
    return found


def _restriction(narrowing: Narrowing, kind: HitKind, *, is_list: bool) -> Restriction | None:
    negation = "NOT " if narrowing.is_unwanted else ""
    if narrowing.name is FilterName.DUE:
        test = _AMONG_DUE if is_list and not negation else _HAS_DUE
        return _due(narrowing.spans, test, negation) if kind is HitKind.QUESTION else None
    if narrowing.name is FilterName.COLOUR:
        test = _HAS_COLOUR.replace("{negation}", negation) if kind is HitKind.NOTE else ""
    else:
        meeting = _MEETING[narrowing.name].get(kind)
        test = f"{{row}} {negation}IN ({meeting})" if meeting else ""
    if not test:
        return None
    # Each statement that is put together numbers its values from the left: one for each place.
    keys = json.dumps(narrowing.keys, ensure_ascii=False)
    return Restriction(test.replace("?1", "?"), (keys,) * test.count("?1"))


def _due(spans: Iterable[DueSpan], test: str, negation: str) -> Restriction:
    choices: list[str] = []
    values: list[str] = []
    for span in spans:
        if span.is_unasked:
            choices.append(_NEVER_ASKED)
            continue
        choices.append(test)
        values.append(span.since.isoformat() if span.since else _ALWAYS[0])
        values.append(span.until.isoformat() if span.until else _ALWAYS[1])
    return Restriction(
        f"{negation}(({' OR '.join(choices) or 'FALSE'}) AND {_IS_AWAKE})", tuple(values)
    )
