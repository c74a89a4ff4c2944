"""Opening each page for the first time and again, on a library that holds some of everything."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bench.claim_cases import CLAIMS, seed_claims
from bench.frame import Case, Took
from bench.seeding import Size
from bench.topic_cases import MATERIALS, seed_topics
from bench.visit import AT_ONCE, PLACES, SEARCH
from carrel.storage.database import open_database

_PROJECT = Path(__file__).parents[2]
_VISIT = Path(__file__).with_name("visit.py")


def page_cases(library: Path, folder: Path, size: Size, *, rounds: int) -> Iterator[Case]:
    """First visits build the page and load what is not there yet, each in a process of its own."""
    whole = Path(shutil.copy(library, folder / "whole.db"))
    share = min(1.0, size.sections / 20_000)
    with closing(open_database(whole)) as database:
        seed_topics(database, materials=max(2, round(MATERIALS * share)))
        seed_claims(database, claims=max(20, round(CLAIMS * share)))
    for page in (*PLACES, SEARCH):
        visits = _Visits(whole, page)
        yield Case(f"open {_name(page)}, first", visits.first, rounds=rounds)
        yield Case(f"open {_name(page)}, again", visits.again, rounds=rounds)
    at_once = _Visits(whole, "reader", AT_ONCE)
    yield Case(
        f"open {_name('reader')}, first, right after the start", at_once.first, rounds=rounds
    )
    yield Case(
        "peak memory after a visit to every page",
        _Visits(whole, "all").megabytes,
        unit="MB",
        rounds=1,
    )


@dataclass(slots=True)
class _Visits:
    """Visits a page in fresh processes; each first visit has kept what the second one took."""

    library: Path
    page: str
    when: str = ""
    _seconds: list[Took] = field(default_factory=list)

    def first(self) -> Took:
        first, again = self._visit()["visits"]
        self._seconds.append(Took(*again))
        return Took(*first)

    def again(self) -> Took:
        if not self._seconds:
            self.first()
        return self._seconds.pop()

    def megabytes(self) -> float:
        return float(self._visit()["megabytes"])

    def _visit(self) -> dict[str, list[list[float]]]:
        environment = dict(os.environ)
        environment["PYTHONPATH"] = str(_PROJECT / "src")
        environment["CARREL_HOME"] = str(self.library.with_name("home"))
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(
            [sys.executable, _VISIT, self.library, self.page, self.when],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
            timeout=300,
        )
        found: dict[str, list[list[float]]] = json.loads(done.stdout)
        return found


def _name(page: str) -> str:
    return {
        "book": "a book of 300,000 words",
        "topic": "a topic",
        "claim": "a claim",
        "search": "the search popup and type",
    }.get(page, f"the {page.title()} page")
