"""Seeing what is remembered: the rows that measure the lens, the Progress page and blind spots."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.frame import Case, timed
from carrel.domain.ids import MaterialId, SectionId
from carrel.services.blind_spotting import BlindSpotting
from carrel.services.desk import Desk
from carrel.services.memory_mapping import MemoryMapping
from carrel.services.progress_report import ProgressReport
from carrel.services.reading import Reading
from carrel.storage.database import open_database

_BOOK, _MATERIAL = MaterialId("book"), MaterialId("material-0")
_PAGE = SectionId("material-0/part-1")


def memory_cases(library: Path, *, rounds: int) -> Iterator[Case]:
    """What is asked on the GUI thread has a bar; the Progress page counts in the background."""
    with closing(open_database(library)) as database:
        desk = Desk(database, lambda: datetime(2026, 6, 1, tzinfo=UTC), lambda: "new")
        mapping = MemoryMapping(desk)
        sections = Reading(desk).chapter(_PAGE).sections
        yield Case(
            "map the memory of a page",
            timed(lambda: mapping.of_page(sections)),
            rounds=rounds,
            most=16,
        )
        for material, name in ((_MATERIAL, "material"), (_BOOK, "300,000-word book")):
            yield Case(
                f"map the memory of a {name}",
                timed(lambda wanted=material: mapping.of_material(wanted)),
                rounds=rounds,
                most=150,
            )
        found, later = mapping.of_material(_MATERIAL), mapping.now() + timedelta(days=30)
        yield Case(
            "move the map to another day",
            timed(lambda: mapping.by_section(_MATERIAL, found, later)),
            rounds=rounds,
            most=16,
        )
        few = max(1, rounds // 5)
        yield Case(
            "count for the Progress page", timed(lambda: ProgressReport(desk).report()), rounds=few
        )
        yield Case(
            "find the blind spots of a material",
            timed(lambda: BlindSpotting(desk).of_material(_MATERIAL)),
            rounds=rounds,
        )
