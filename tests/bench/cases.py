"""What is measured: the rows of the table, each with its floor and, if it has one, its bar."""

from __future__ import annotations

import itertools
import random
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.frame import Case, Clock, Took, timed
from bench.seeding import Size, Words
from bench.start import Cold, Starts, first_texts
from carrel.domain.quiz_session import Scope, ScopeKind, SessionId, SessionPlan
from carrel.domain.search_hits import HitKind
from carrel.domain.search_query import parse
from carrel.services.desk import Desk, open_desk
from carrel.services.exam_planning import ExamPlanning
from carrel.services.quizzing import Quizzing
from carrel.services.searching import Searching
from carrel.services.suggesting import Suggesting
from carrel.storage.search_index import SearchIndex

_RAW_SEARCH = (
    "SELECT rowid, bm25(section_fts), snippet(section_fts, 1, '[', ']', '…', 16)"
    " FROM section_fts WHERE section_fts MATCH ? ORDER BY bm25(section_fts) LIMIT 20"
)

_FILTERS = (
    "in:sections",
    "material:material-3",
    "-material:material-3",
    "colour:important",
    "due:week",
)


def start_cases(library: Path, folder: Path, *, rounds: int) -> Iterator[Case]:
    """Start to first painted text, and the memory of it, against a bare window with that text."""
    texts = folder / "texts.txt"
    texts.write_text(first_texts(library), encoding="utf-8")
    floor_name = "bare PySide6 window with the same text"
    cold = {
        "cold, nothing compiled": (Cold.UNCOMPILED, Clock.CPU),
        "cold, files not in memory": (Cold.FILES, Clock.WALL),
    }
    for name, (kind, clock) in cold.items():
        yield Case(
            f"start to first painted text, {name}",
            Starts("program", library, kind).took,
            Starts("floor", texts, kind).took,
            floor_name,
            rounds=max(1, rounds // 2),
            clock=clock,
        )
    program, floor = Starts("program", library), Starts("floor", texts)
    yield Case(
        "start to first painted text, warm",
        program.took,
        floor.took,
        floor_name,
        rounds=rounds,
        most_ratio=1.5,
    )
    yield Case(
        "peak memory of a start",
        program.memory,
        floor.memory,
        floor_name,
        unit="MB",
        rounds=min(rounds, 3),
        most_ratio=1.5,
    )


def library_cases(library: Path, size: Size, *, rounds: int) -> Iterator[Case]:
    """What is done with a library that is open; ``library`` is written to."""
    yield _opening(library, rounds)
    with closing(_connected(library)) as raw:
        desk = _desk(library)
        try:
            yield from _searching(desk, raw, rounds)
            yield from _quizzing(desk, raw, rounds)
        finally:
            desk.database.close()


def _opening(library: Path, rounds: int) -> Case:
    def program() -> None:
        _desk(library).database.close()

    def floor() -> None:
        with closing(_connected(library)) as raw:
            raw.execute("SELECT count(*) FROM material").fetchone()

    return Case("open the library", timed(program), timed(floor), "connect, pragmas", rounds=rounds)


def _searching(desk: Desk, raw: sqlite3.Connection, rounds: int) -> Iterator[Case]:
    queries = _queries()
    rounds = rounds * 4
    index = SearchIndex(desk.database)
    yield Case(
        "search texts as typed, 20 with snippets, p95",
        _each(queries, lambda words: index.search(parse(words), HitKind.SECTION, limit=20)),
        _each(queries, lambda words: raw.execute(_RAW_SEARCH, (words,)).fetchall()),
        "raw FTS5: bm25, snippet",
        rounds=rounds,
        at=0.95,
        most_ratio=1.5,
    )
    everything = Searching(desk)
    yield Case(
        "search everything, p95",
        _each(queries, lambda words: everything.search(words, limit=20)),
        _each(queries, lambda words: raw.execute(_RAW_SEARCH, (words,)).fetchall()),
        "raw FTS5 on texts alone",
        rounds=rounds,
        at=0.95,
    )
    yield Case(
        "search everything with a filter, p95",
        _each(
            [f"{words} {narrowed}" for words in queries for narrowed in _FILTERS],
            lambda words: everything.search(words, limit=20),
        ),
        _each(queries, lambda words: raw.execute(_RAW_SEARCH, (words,)).fetchall()),
        "raw FTS5 on texts alone",
        rounds=rounds,
        at=0.95,
    )
    known = Suggesting(desk).known
    slips = [f"{words[:-1]}x{words[-1]}" for words in queries]
    yield Case(
        "did you mean, in the background, p95",
        _each(slips, lambda words: Suggesting(desk, known).suggest(words)),
        rounds=rounds,
        at=0.95,
    )


def _queries() -> list[str]:
    """One and two words, common and rare ones."""
    words, chance = Words(1).vocabulary, random.Random(5)
    ranks = [3, 30, 100, 300, 1_000, 3_000, 8_000]
    single = [words[min(rank, len(words) - 1)] for rank in ranks]
    return single + [f"{words[chance.randrange(50)]} {word}" for word in single]


def _each(queries: list[str], search: object) -> object:
    turns = itertools.cycle(queries)

    def measure() -> Took:
        words = next(turns)
        return timed(lambda: search(words))()  # type: ignore[operator]

    return measure


def _quizzing(desk: Desk, raw: sqlite3.Connection, rounds: int) -> Iterator[Case]:
    quizzing = Quizzing(desk)
    session = quizzing.start(SessionPlan(Scope(), 500))
    card = raw.execute("SELECT id FROM memory LIMIT 1").fetchone()[0]

    def update() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE memory SET stability = stability + 0.01 WHERE id = ?", (card,))
        raw.execute("COMMIT")

    yield Case(
        "record an answer",
        lambda: _answer(quizzing, session),
        timed(update),
        "one UPDATE, same pragmas",
        rounds=rounds * 4,
        # Both wait for the disk.
        clock=Clock.WALL,
        most_ratio=3,
    )
    yield Case(
        "next question of a session",
        timed(lambda: quizzing.standing(session)),
        rounds=rounds * 2,
        most=2,
    )
    for name, scope in (
        ("plan ten minutes", Scope(ScopeKind.WORTHWHILE)),
        ("plan ten minutes of a scope", Scope()),
    ):
        plan = SessionPlan(scope, size=None, minutes=10)
        yield Case(
            name,
            timed(lambda plan=plan: quizzing.start(plan)),  # type: ignore[misc]
            rounds=rounds,
            most=150,
        )
    planning = ExamPlanning(desk)
    about = Scope(ScopeKind.MATERIAL, "material-0")
    exam = planning.today() + timedelta(days=30)
    yield Case(
        "plan 30 days of one material until an exam",
        timed(lambda: planning.plan(about, exam, 20)),
        rounds=max(3, rounds // 3),
    )


def _answer(quizzing: Quizzing, session: SessionId) -> Took:
    turn = quizzing.standing(session).turn
    assert turn is not None
    response = turn.question.solution(part=turn.part)
    taken = timed(lambda: quizzing.answer(turn, response, confidence=None, seconds=5))()
    quizzing.go_on(session)
    return taken


def _connected(library: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(library, isolation_level=None)
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def _desk(library: Path) -> Desk:
    return open_desk(
        library,
        clock=lambda: datetime(2026, 6, 1, 12, tzinfo=UTC),
        new_id=lambda: str(uuid.uuid4()),
    )
