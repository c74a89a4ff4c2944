"""Nothing that a student waits for goes through all rows of a table that grows.

What the window itself asks of the library is recorded while it is used, and SQLite tells how it
would find the rows of each statement. Libraries have no statistics (nothing runs ANALYZE), so the
plans do not depend on how much is in them. Work in the background has connections of its own and is
not looked at.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bench.claim_cases import seed_claims
from bench.seeding import Size, seed
from bench.topic_cases import seed_topics
from carrel.domain.annotations import AnnotationFilter, Colour
from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.domain.quiz_session import Scope, ScopeKind, SessionPlan
from carrel.domain.reading import TextRange
from carrel.domain.search_filters import FilterName
from carrel.services.annotating import Annotating
from carrel.services.desk import Desk
from carrel.services.memory_mapping import MemoryMapping
from carrel.services.orphans import Orphans
from carrel.services.quizzing import Quizzing
from carrel.services.reading import Reading
from carrel.services.search_filtering import Filtering
from carrel.services.searching import Searching
from carrel.services.session_planning import SessionPlanning
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.undo import Undo
from carrel.storage.database import open_database
from carrel.ui.navigator import PageName, Place
from fakes import FrozenClock
from journeys.conftest import Journey

LIBRARY = Size("plans", 120, 40, 300, 1_500, 200, 3_000)
PART = SectionId("material-0/part-1")

SMALL = {
    "material": "a shelf holds hundreds",
    "collection": "a student makes a few",
    "collection_material": "at most a few for each material",
    "exam_date": "a student sets a few",
    "setting": "one for each setting",
    "topic_join": "a student joins a few topics",
    "pack_install": "one for each pack",
    "annotation_tag": "read whole for the list of tags, of which a student makes a few",
    "question_tag": "read whole for the list of tags, of which a student makes a few",
    "reading_place": "one for each material",
    "undo_step": "only the last one is read, from the end",
}
"""Tables that may be read from end to end, and why they stay small."""

PARTS = {
    "question_at_rest": "questions that are not asked",
    "question_marked": "questions that a student marked",
    "section_deleted": "sections that are gone",
    "undo_step_undone": "steps that can be done again",
    "passage_orphaned": "passages that lost their words",
    "memory_missed": "questions that were missed last",
    "quiz_session_open": "the session that is not finished",
}
"""Indexes that hold a few rows of a large table, and may be read from end to end."""

WHOLE = {
    ("library page", "section"): "how far each material is read: a sum over a narrow index",
    ("reader page", "reading_time"): "the student's own pace: a row for each section and day",
    ("library page", "section_reading"): "how much of each material is read, from the marks",
    ("library page", "review"): "the pace of the last 300 answers, read from the end",
    ("topics page", "mention"): "counts of all topics, over a narrow index",
    ("topics page", "claim_topic"): "counts of all topics",
    ("topics page", "question_topic"): "counts of all topics",
    ("notes page", "annotation"): "all notes are listed, and the topics they speak of",
    ("notes page", "annotation_topic"): "the topics that all notes speak of",
    ("quiz page", "card"): "all questions are counted: in one pass over narrow rows",
    ("quiz page", "question"): "whose each question is, over a narrow index",
    ("search list", "annotation"): "notes are listed from the newest until there are enough",
    ("search list", "section"): "texts are listed in their order until there are enough",
    ("search list", "question"): "questions are listed in their order until there are enough",
    ("planning", "card"): "the cards that are worth most are chosen out of all that are due",
}
"""What has to look at all rows by what it is, and what keeps that quick."""


@dataclass(frozen=True)
class Scan:
    """A statement that reads a whole table: what asked it, which table, and SQLite's words."""

    path: str
    table: str
    detail: str
    sql: str


class Plans:
    """Records statements, each under what was being done, and finds those that scan."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._recorded: dict[str, str] = {}

    @contextmanager
    def recorded(self, path: str) -> Iterator[None]:
        """Record what is asked inside as part of ``path``."""
        self._connection.set_trace_callback(lambda sql: self._recorded.setdefault(sql, path))
        yield
        self._connection.set_trace_callback(None)

    @property
    def paths(self) -> set[str]:
        """What statements were recorded for."""
        return set(self._recorded.values())

    def scans(self) -> list[Scan]:
        """The statements that go through a whole table, or build an index for one."""
        tables = {
            row[0]
            for row in self._connection.execute("SELECT name FROM sqlite_master WHERE sql <> ''")
        }
        return [
            Scan(path, table, detail, " ".join(sql.split()))
            for sql, path in self._recorded.items()
            if re.match(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b", sql, re.IGNORECASE)
            for detail in self._details(sql)
            for table in [_scanned(detail, sql)]
            if table in tables and not any(index in detail for index in PARTS)
        ]

    def _details(self, sql: str) -> list[str]:
        return [row[3] for row in self._connection.execute(f"EXPLAIN QUERY PLAN {sql}")]


@pytest.fixture(scope="module")
def filled_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "library.db"
    seed(path, LIBRARY)
    with closing(open_database(path)) as database:
        seed_topics(database, materials=2)
        seed_claims(database, claims=40)
    return path


@pytest.fixture
def used(qapp: QApplication, tmp_path: Path, filled_library: Path) -> Iterator[Plans]:
    """The plans of all that was asked while a student used the whole window."""
    path = tmp_path / "library.db"
    shutil.copy(filled_library, path)
    journey = Journey(path, tmp_path / "config")
    journey.clock = FrozenClock(FrozenClock()().replace(year=2026, month=6))
    palette, sheet = qapp.palette(), qapp.styleSheet()
    try:
        yield _plans_of(journey)
    finally:
        journey.close()
        qapp.setPalette(palette)
        qapp.setStyleSheet(sheet)


def _plans_of(journey: Journey) -> Plans:
    journey.start(Place(PageName.SETTINGS))
    plans = Plans(journey.program.desk.database.connection)
    for place, path in _pages():
        with plans.recorded(path):
            journey.program.shell.go(place)
            journey.settle()
    for path, act in _acts(journey.program.desk):
        with plans.recorded(path):
            act()
    return plans


def _pages() -> list[tuple[Place, str]]:
    treatise = MaterialId("treatise")
    return [
        (Place(PageName.LIBRARY), "library page"),
        (Place(PageName.READ, section=PART), "reader page"),
        (Place(PageName.READ, material=MaterialId("book")), "reader page"),
        (Place(PageName.TOPICS), "topics page"),
        (Place(PageName.TOPICS, topic=TopicId("m0/t0")), "a topic"),
        (Place(PageName.TOPICS, topic=TopicId("m1/t3")), "a topic"),
        (Place(PageName.CLAIMS, material=treatise), "claims page"),
        (Place(PageName.CLAIMS, claim=ClaimId("treatise/c3")), "claims page"),
        (Place(PageName.NOTES), "notes page"),
        (Place(PageName.PROGRESS), "progress page"),
        (Place(PageName.QUIZ), "quiz page"),
    ]


def _acts(desk: Desk) -> Iterator[tuple[str, Callable[[], object]]]:
    quizzing = Quizzing(desk)
    yield "planning", lambda: quizzing.start(SessionPlan(Scope(ScopeKind.WORTHWHILE), None, 10))
    yield "planning", lambda: quizzing.start(SessionPlan(Scope(), 10))
    yield "planning", SessionPlanning(desk).outlook
    session = quizzing.start(SessionPlan(Scope(ScopeKind.MATERIAL, "material-0"), 10))

    def answer() -> None:
        turn = quizzing.standing(session).turn
        assert turn is not None
        response = turn.question.solution(part=turn.part)
        quizzing.answer(turn, response, confidence=None, seconds=5)
        quizzing.standing(session)

    yield "answering", answer
    yield "next question", lambda: quizzing.go_on(session)
    yield "next question", lambda: quizzing.standing(session)
    yield "result", lambda: quizzing.summary(session)
    mapping = MemoryMapping(desk)
    yield "memory lens", lambda: mapping.of_page(Reading(desk).chapter(PART).sections)
    yield "memory lens", lambda: mapping.of_material(MaterialId("material-0"))
    yield "topic lens", lambda: TopicBrowsing(desk).topics_in(PART)
    annotating = Annotating(desk)
    place = TextRange(PART, 5, 20)
    yield "marking", lambda: annotating.mark([place], colour=Colour.IMPORTANT, note="Why?")
    yield "undoing", Undo(desk).undo
    yield "orphans", Orphans(desk).count
    for words in (
        "ba",
        '"ba de"',
        "ba OR lo",
        "in:notes lo",
        "colour:important mu",
        "due:today ba",
        "due:never ba",
        "-due:week -colour:mauve ba",
        "topic:{topic} ba",
        "-topic:{topic} ba",
        "tag:exam ba",
        "material:0 ba",
        "topic:{topic}",
        "material:0",
        "tag:exam",
        "due:now",
    ):
        typed = words.format(topic=_topic_name(desk))
        yield "search", lambda typed=typed: Searching(desk).search(typed, limit=20)
    for words in ("in:notes", "in:sections", "in:questions -ba", "colour:important", "due:never"):
        yield "search list", lambda words=words: Searching(desk).search(words, limit=20)
    for name in FilterName:
        yield "filter", lambda name=name: Filtering(desk).choices(name, "ba", most=10)
    material = frozenset({MaterialId("material-0")})
    yield "notes of a material", lambda: annotating.listed(AnnotationFilter(materials=material))


def _topic_name(desk: Desk) -> str:
    return f'"{TopicBrowsing(desk).names()[0]}"'


def test_that_what_is_waited_for_goes_through_no_table_that_grows(used: Plans) -> None:
    assert used.paths >= {path for path, _ in WHOLE} | {"reader page", "answering", "search"}
    unexpected = [
        scan
        for scan in used.scans()
        if scan.table not in SMALL and (scan.path, scan.table) not in WHOLE
    ]
    assert not unexpected, "\n".join(
        f"{one.path}: {one.detail}\n    {one.sql[:600]}" for one in unexpected
    )


def test_that_nothing_is_excused_that_needs_no_excuse(used: Plans) -> None:
    found = {(scan.path, scan.table) for scan in used.scans()}
    assert sorted(WHOLE.keys() - found) == []


def test_that_a_statement_without_an_index_is_found_under_its_alias() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT)")
        plans = Plans(connection)
        with plans.recorded("looking"):
            connection.execute("SELECT w.id FROM word AS w WHERE w.text = 'a'").fetchall()
            connection.execute("SELECT id FROM word WHERE id = 3").fetchall()
        assert [(scan.path, scan.table) for scan in plans.scans()] == [("looking", "word")]


def _scanned(detail: str, sql: str) -> str:
    """The table that a step of a plan goes through; empty if it goes through none."""
    step = re.match(r"SCAN (\w+)(?! VIRTUAL)|SEARCH (\w+) USING AUTOMATIC", detail)
    if step is None or "VIRTUAL TABLE" in detail:
        return ""
    name = step[1] or step[2]
    named = re.search(rf'\b(?:FROM|JOIN|UPDATE|INTO)\s+"?(\w+)"?\s+(?:AS\s+)?{name}\b', sql, re.I)
    return named[1] if named else name
