"""Looks through a library for what is wrong, and rebuilds what can be rebuilt."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from carrel.domain.changes import EVERYTHING
from carrel.domain.ids import SectionId
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.domain.scheduling import replay
from carrel.domain.text.locate import locate
from carrel.domain.text.markdown import parse
from carrel.domain.text.passage import Passage
from carrel.domain.text.version import TEXT_VERSION
from carrel.services.desk import Desk
from carrel.storage import examination
from carrel.storage.database import Database
from carrel.storage.odd_values import (
    half_memories,
    odd_values,
    replace_odd_values,
    unusable_questions,
)
from carrel.storage.review_store import ReviewStore

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong. ``what`` is an English template for ``count`` and ``detail``.

    ``is_repairable`` says whether :meth:`Doctor.repair` can rebuild it from what is sound.
    """

    check: str
    what: str
    count: int
    detail: str = ""
    is_repairable: bool = True

    def __str__(self) -> str:
        return self.what.format(count=self.count, detail=self.detail)


_MOST_ROUNDS = 3
"""How often repairing is repeated for what shows only after something else is repaired."""

_FIRST = ("integrity", "values")
"""Checks that the later ones cannot do without."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the doctor looks at: its name, how to look, and how to mend (None: cannot)."""

    name: str
    find: Callable[[Database], list[Finding]]
    mend: Callable[[Database], None] | None


class Doctor:
    """Examines the library of a desk. May run on any thread that owns the desk's connection."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def examine(self, report: ShareReport = no_share_report) -> list[Finding]:
        """Everything that is found wrong; changes nothing. ``report`` is told 0 to 1 and may raise.

        Where values cannot be used, what rests on them is looked at once they are replaced.
        """
        found: list[Finding] = []
        for number, check in enumerate(CHECKS):
            report(number / len(CHECKS))
            found += _found(check, self._desk.database)
            if found and check.name in _FIRST:
                break
        return found

    def repair(self, findings: list[Finding]) -> list[Finding]:
        """Rebuild what the findings say can be rebuilt; returns what is wrong afterwards.

        The caller has made a backup. Raises LibraryUnavailable when nothing can be written.
        """
        left = findings
        for _ in range(_MOST_ROUNDS):
            wanted = {finding.check for finding in left if finding.is_repairable}
            if not wanted:
                break
            for check in CHECKS:
                if check.name in wanted and check.mend is not None:
                    check.mend(self._desk.database)
            # What rested on something wrong shows only now.
            left = self.examine()
        self._desk.notice.publish(EVERYTHING)
        return left


def _found(check: Check, database: Database) -> list[Finding]:
    try:
        return check.find(database)
    except (ValueError, TypeError, KeyError, IndexError):
        # Flipped bits inside JSON that still is JSON: nothing tells what stood there.
        _log.warning("a value that cannot be used stops the check of %s", check.name)
        what = "A value that cannot be used stops the check of {detail}; restore a backup."
        return [Finding(check.name, what, 1, check.name, is_repairable=False)]


def _integrity(database: Database) -> list[Finding]:
    lines = examination.integrity_problems(database)
    if not lines:
        return []
    return [
        Finding(
            "integrity",
            "SQLite finds the file damaged (places: {count}; the first: {detail}); restore a"
            " backup or salvage it.",
            len(lines),
            lines[0],
            is_repairable=False,
        )
    ]


def _values(database: Database) -> list[Finding]:
    odd = odd_values(database)
    count = len(odd) + len(unusable_questions(database)) + half_memories(database)
    if not count:
        return []
    places = {f"{value.table}.{value.column}" for value in odd}
    detail = ", ".join(sorted(places)) or "questions or memories"
    return [Finding("values", "Values that cannot be used ({detail}): {count}.", count, detail)]


def _references(database: Database) -> list[Finding]:
    return [
        Finding(
            "references", "Rows that refer to something lost ({detail}): {count}.", count, detail
        )
        for table, parent, count in examination.broken_references(database)
        for detail in (f"{table} → {parent}",)
    ]


def _mend_references(database: Database) -> None:
    examination.drop_broken_references(database)


def _search(database: Database) -> list[Finding]:
    untrue = [
        index
        for index in examination.search_indexes(database)
        if not examination.is_index_true(database, index)
    ]
    if not untrue:
        return []
    what = "Search indexes that do not agree with the text ({detail}): {count}."
    return [Finding("search", what, len(untrue), ", ".join(untrue))]


def _mend_search(database: Database) -> None:
    for index in examination.search_indexes(database):
        if not examination.is_index_true(database, index):
            examination.rebuild_index(database, index)


def _texts(database: Database) -> list[Finding]:
    stale = _stale_texts(database)
    if not stale:
        return []
    return [
        Finding("texts", "Sections that do not read as their source says: {count}.", len(stale))
    ]


def _stale_texts(database: Database) -> dict[int, str]:
    """The plain texts that sections should have and do not, by row."""
    return {
        row_id: text
        for row_id, markdown, stored in examination.section_sources(database)
        if (text := parse(markdown).text) != stored
    }


def _mend_texts(database: Database) -> None:
    with database.transaction():
        for row_id, text in _stale_texts(database).items():
            examination.set_section_text(database, row_id, text, version=TEXT_VERSION)


def _passages(database: Database) -> list[Finding]:
    stray = examination.stray_passages(database)
    if not stray:
        return []
    return [Finding("passages", "Passages that are not where they say: {count}.", len(stray))]


def _mend_passages(database: Database) -> None:
    with database.transaction():
        for stray in examination.stray_passages(database):
            passage = Passage(
                SectionId(""), stray.start, stray.end, stray.quote, stray.prefix, stray.suffix
            )
            place = locate(passage, examination.section_text(database, stray.section_row_id))
            start, end = (place.start, place.end) if place.is_found else (stray.start, stray.end)
            examination.move_passage(
                database, stray.row_id, start=start, end=end, outcome=place.outcome
            )


def _mentions(database: Database) -> list[Finding]:
    count = examination.stray_mentions(database)
    if not count:
        return []
    return [Finding("mentions", "Mentions that reach past the end of their text: {count}.", count)]


def _memory(database: Database) -> list[Finding]:
    wrong = len(_wrong_memories(database))
    if not wrong:
        return []
    return [Finding("memory", "Cards that remember other than their answers say: {count}.", wrong)]


def _wrong_memories(database: Database) -> list[int]:
    reviews = ReviewStore(database)
    return [
        row_id
        for row_id, key in examination.reviewed_cards(database)
        if reviews.memory(row_id) != replay(key, reviews.log(key))
    ]


def _mend_memory(database: Database) -> None:
    reviews = ReviewStore(database)
    keys = dict(examination.reviewed_cards(database))
    with database.transaction():
        for row_id in _wrong_memories(database):
            reviews.set_memory(row_id, replay(keys[row_id], reviews.log(keys[row_id])))


def _journal(database: Database) -> list[Finding]:
    steps = examination.unreadable_steps(database)
    if not steps:
        return []
    return [
        Finding("journal", "Steps of the undo journal that cannot be read: {count}.", len(steps))
    ]


def _mend_journal(database: Database) -> None:
    examination.drop_steps(database, examination.unreadable_steps(database))


CHECKS = (
    Check("integrity", _integrity, None),
    Check("values", _values, replace_odd_values),
    Check("references", _references, _mend_references),
    Check("texts", _texts, _mend_texts),
    Check("search", _search, _mend_search),
    Check("passages", _passages, _mend_passages),
    Check("mentions", _mentions, examination.drop_stray_mentions),
    Check("memory", _memory, _mend_memory),
    Check("journal", _journal, _mend_journal),
)
"""In this order: what later ones rest on comes first."""
