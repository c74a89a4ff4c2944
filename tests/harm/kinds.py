"""The kinds of writing that are killed: what each does, says it has saved, and must still hold."""

from __future__ import annotations

import itertools
import random
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from carrel.domain.annotations import AnnotationFilter
from carrel.domain.backup_plan import Occasion
from carrel.domain.brought_annotations import AnnotatedText, BroughtAnnotation
from carrel.domain.ids import AnnotationId, MaterialId, SectionId
from carrel.domain.job_report import no_share_report
from carrel.domain.proposals.proposal import ProposedTopic
from carrel.domain.proposals.waiting import ProposalState
from carrel.domain.quiz_session import Scope, ScopeKind, SessionPlan
from carrel.domain.reading import TextRange
from carrel.domain.topics import TopicKind
from carrel.services.annotating import Annotating
from carrel.services.annotations_importing import AnnotationsImporting
from carrel.services.desk import ChangeNotice, Desk, KeepCopy, keep_no_copy, open_desk
from carrel.services.erasing import Erasing
from carrel.services.exam_planning import ExamPlanning
from carrel.services.pack_installing import PackInstalling
from carrel.services.proposal_tray import ProposalTray
from carrel.services.proposing import Proposing
from carrel.services.quizzing import Quizzing
from carrel.services.rescue import Rescue
from carrel.services.safekeeping import Safekeeping
from carrel.services.undo import Undo
from carrel.storage import migrations
from carrel.storage.backup import contents_of
from packs import changed, write_pack
from proposed import IN_FERRY, IN_MILL, RIVER, RulesByHand, add_river
from question_samples import SAMPLES
from quiz_shelf import QuizShelf
from sample_library import add_material

Report = Callable[[str], None]
"""Says that something is saved now; the killer reads it."""

SECTIONS = 40
TAKEN = 20
"""Highlights that come in together, as one step."""

BOOK = [(f"part-{number}", 1, f"Words of part {number}. " * 40) for number in range(SECTIONS)]
NOTED = AnnotationId("noted")
EXAMINED = Scope(ScopeKind.MATERIAL, "long")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of writing. ``write`` goes on until it is killed; ``missing`` names what was lost.

    A kill comes at a random moment of the first ``most_ms`` milliseconds.
    """

    name: str
    write: Callable[[Path, Report], None]
    missing: Callable[[Path, list[str]], list[str]]
    most_ms: int = 150


class Moments:
    """A clock that moves on by a step whenever it is asked."""

    def __init__(self, step: timedelta = timedelta(seconds=1)) -> None:
        self._step = step
        self._count = itertools.count()

    def __call__(self) -> datetime:
        return datetime(2026, 6, 1, 12, tzinfo=UTC) + next(self._count) * self._step


@contextmanager
def opened(
    library: Path,
    *,
    step: timedelta = timedelta(seconds=1),
    keep_copy: KeepCopy = keep_no_copy,
) -> Iterator[Desk]:
    """A desk on the library, closed afterwards."""
    desk = open_desk(
        library, clock=Moments(step), new_id=lambda: str(uuid.uuid4()), keep_copy=keep_copy
    )
    try:
        yield desk
    finally:
        desk.database.close()


def prepare(library: Path) -> None:
    """Make the library that all kinds start from: a book, questions, answers, notes, a pack."""
    with opened(library) as desk:
        shelf = QuizShelf(desk.database)
        for kind in SAMPLES:
            shelf.ask(kind)
        session = shelf.start()
        for _ in range(3):
            shelf.answer_and_go_on(session)
        add_material(replace(desk, clock=shelf.desk.clock), "long", BOOK)
        note = Annotating(replace(desk, new_id=lambda: NOTED))
        note.write_in_section(SectionId("long/part-0"), "thought 0")
        with TemporaryDirectory() as folder:
            PackInstalling(desk).install(write_pack(Path(folder)))


def keeping_of(library: Path) -> Safekeeping:
    """Where the backups of a library under harm go."""
    folder = library.with_name("backups")
    return Safekeeping(library, folder, clock=Moments(), notice=ChangeNotice())


def _highlight(library: Path, report: Report) -> None:
    with opened(library) as desk:
        chance = random.Random(1)
        for _ in itertools.count():
            start = chance.randrange(100)
            place = TextRange(
                SectionId(f"long/part-{chance.randrange(SECTIONS)}"), start, start + 9
            )
            report(Annotating(desk).mark([place])[0].id)


def _reject(library: Path, report: Report) -> None:
    """Rules propose over and over, and the student rejects what waits."""
    with opened(library) as desk:
        add_river(desk)
        rules = RulesByHand(*IN_MILL, *IN_FERRY)
        for number in itertools.count():
            rules.proposals = tuple(
                replace(one, proposed=ProposedTopic(f"{one.cue} {number}-{place}", TopicKind.TERM))
                for place, one in enumerate((*IN_MILL, *IN_FERRY))
            )
            Proposing(desk, rules).propose(RIVER, no_share_report)
            chosen = rules.proposals[number % len(rules.proposals)].fingerprint
            ProposalTray(desk).reject(RIVER, [chosen])
            report(chosen)


def _missing_rejections(library: Path, reports: list[str]) -> list[str]:
    with opened(library) as desk:
        there = {
            one.fingerprint
            for one, state in ProposalTray(desk).all_of(RIVER)
            if state is ProposalState.REJECTED
        }
    return [key for key in reports if key not in there]


def _set_exam(library: Path, report: Report) -> None:
    with opened(library) as desk:
        planning = ExamPlanning(desk)
        for number in itertools.count(1):
            planning.set(EXAMINED, planning.today() + timedelta(days=number % 3_000), 20)
            report(str(number))


def _missing_exams(library: Path, reports: list[str]) -> list[str]:
    last = int(reports[-1]) if reports else 0
    with opened(library) as desk:
        planning = ExamPlanning(desk)
        exam = planning.exam_of(EXAMINED)
        there = 0 if exam is None else (exam.day - planning.today()).days
    return [] if there in (last % 3_000, (last + 1) % 3_000) else [f"exam {last}, found {there}"]


def _missing_annotations(library: Path, reports: list[str]) -> list[str]:
    with opened(library) as desk:
        there = {one.annotation.id for one in Annotating(desk).listed(AnnotationFilter())}
    return [key for key in reports if key not in there]


def _take_highlights(library: Path, report: Report) -> None:
    with opened(library) as desk:
        service = AnnotationsImporting(desk)
        for batch in itertools.count():
            brought = tuple(
                BroughtAnnotation(
                    f"Words of part {number % SECTIONS}.",
                    tags=(f"batch-{batch}",),
                    name=f"{batch} {number}",
                    note=f"{batch} {number}",
                )
                for number in range(TAKEN)
            )
            plan = service.plan(AnnotatedText("Long", brought), MaterialId("long"))
            service.take([plan])
            report(f"batch-{batch}")


def _half_taken(library: Path, reports: list[str]) -> list[str]:
    with opened(library) as desk:
        listed = Annotating(desk).listed(AnnotationFilter())
    counts = Counter(tag for one in listed for tag in one.annotation.tags)
    half = [f"{tag} with {count}" for tag, count in counts.items() if count != TAKEN]
    return half + [tag for tag in reports if tag not in counts]


def _write_note(library: Path, report: Report) -> None:
    with opened(library) as desk:
        for number in itertools.count(1):
            Annotating(desk).set_note(NOTED, f"thought {number} " + "and more of it " * 30)
            report(str(number))


def _missing_thoughts(library: Path, reports: list[str]) -> list[str]:
    last = int(reports[-1]) if reports else 0
    with opened(library) as desk:
        there = int(Annotating(desk).annotation(NOTED).note.split()[1])
    return [] if there in (last, last + 1) else [f"thought {last}, found {there}"]


def _answer(library: Path, report: Report) -> None:
    with opened(library, step=timedelta(days=3)) as desk:
        quizzing = Quizzing(desk)
        while True:
            session = quizzing.start(SessionPlan(Scope(), 20))
            while (turn := quizzing.standing(session).turn) is not None:
                is_right = random.random() < 0.7
                response = turn.question.solution(part=turn.part) if is_right else None
                quizzing.answer(turn, response, confidence=None, seconds=5)
                report(str(_review_count(desk)))
                quizzing.go_on(session)


def _review_count(desk: Desk) -> int:
    return int(desk.database.value("SELECT count(*) FROM review"))


def _missing_answers(library: Path, reports: list[str]) -> list[str]:
    last = int(reports[-1]) if reports else 0
    with opened(library) as desk:
        there = _review_count(desk)
    return [] if there >= last else [f"{last} answers, found {there}"]


def _undo(library: Path, report: Report) -> None:
    with opened(library) as desk:
        annotating, undo = Annotating(desk), Undo(desk)
        for number in itertools.count():
            place = TextRange(SectionId(f"long/part-{number % SECTIONS}"), 0, 5)
            key = annotating.mark([place])[0].id
            undo.undo()
            report(f"undone {key}")
            undo.redo()
            report(f"redone {key}")


def _missing_steps(library: Path, reports: list[str]) -> list[str]:
    redone = [line.split()[1] for line in reports if line.startswith("redone")]
    missing = _missing_annotations(library, redone)
    with opened(library) as desk:
        # What was in the middle of being undone can be undone or redone now.
        Undo(desk).undo()
        Undo(desk).redo()
    return missing


def _import(library: Path, report: Report) -> None:
    with opened(library) as desk:
        for number in itertools.count():
            report(add_material(desk, f"import-{number}", BOOK))


def _missing_materials(library: Path, reports: list[str]) -> list[str]:
    with opened(library) as desk:
        visible = {
            row["key"]: row["sections"]
            for row in desk.database.rows(
                "SELECT material.key, count(section.id) AS sections FROM material"
                " LEFT JOIN section ON section.material_id = material.id"
                " WHERE material.deleted_at IS NULL AND material.key LIKE 'import-%'"
                " GROUP BY material.id"
            )
        }
    half = [f"{key} with {count} sections" for key, count in visible.items() if count != SECTIONS]
    return half + [key for key in reports if key not in visible]


def _update_pack(library: Path, report: Report) -> None:
    with opened(library) as desk, TemporaryDirectory() as folder:
        Annotating(desk).mark([TextRange(SectionId("tides/why"), 3, 20)])
        for edition in itertools.count(2):
            files = changed("pack.yaml", "edition: 1", f"edition: {edition}")
            files |= changed("sections/01-tides.md", "twice a day", f"{edition} times a day")
            PackInstalling(desk).install(write_pack(Path(folder), files))
            report(str(edition))


def _missing_editions(library: Path, reports: list[str]) -> list[str]:
    last = int(reports[-1]) if reports else 1
    with opened(library) as desk:
        there, text = desk.database.row(
            "SELECT material.edition, section.text FROM material JOIN section ON material_id"
            " = material.id WHERE section.key = 'tides/why'"
        )
    if there not in (last, last + 1):
        return [f"edition {last}, found {there}"]
    told = "twice a day" if there == 1 else f"{there} times a day"
    return [] if told in text else [f"the text of edition {there}"]


def _delete(library: Path, report: Report) -> None:
    with opened(library) as desk:
        for number in itertools.count():
            material = add_material(desk, f"gone-{uuid.uuid4()}-{number}", BOOK)
            Erasing(desk).erase(material)
            report(material)


def _missing_deleted(library: Path, reports: list[str]) -> list[str]:
    """What was deleted is gone whole, what was not is whole, and nothing else has gone with it."""
    with opened(library) as desk:
        rows = desk.database.rows(
            "SELECT material.key, count(*) AS sections FROM material"
            " JOIN section ON material_id = material.id WHERE state = 'ready' GROUP BY material.id"
        )
        loose = desk.database.rows("PRAGMA foreign_key_check")
    there = {row["key"]: row["sections"] for row in rows}
    found = [key for key in reports if key in there]
    halves = [key for key, count in there.items() if "gone" in key and count != SECTIONS]
    others = [] if {"long", "tides"} <= there.keys() else ["another material"]
    return [*found, *halves, *others, *(["rows that lead nowhere"] if loose else [])]


def _back_up(library: Path, report: Report) -> None:
    keeping = keeping_of(library)
    while True:
        report(keeping.back_up(Occasion.ASKED).file.name)


def _missing_backups(library: Path, reports: list[str]) -> list[str]:
    keeping = keeping_of(library)
    whole = contents_of(library)
    names = {file.name for file in keeping.backups()}
    spoilt = [name for name in names if keeping.contents(name) != whole]
    return spoilt + [name for name in reports if name not in names]


def _restore(library: Path, report: Report) -> None:
    keeping = keeping_of(library)
    few = keeping.back_up(Occasion.ASKED).path
    with opened(library) as desk:
        for number in range(50):
            Annotating(desk).write_in_section(SectionId("long/part-1"), f"note {number}")
    many = keeping.back_up(Occasion.ASKED).path
    report("51")
    for backup, count in itertools.cycle(((few, "1"), (many, "51"))):
        keeping.restore(backup)
        report(count)


def _missing_restored(library: Path, reports: list[str]) -> list[str]:
    there = str(contents_of(library).annotations)
    if not reports:
        return []
    return [] if there in {"1", "51"} else [f"{reports[-1]} notes, found {there}"]


def _migrate(library: Path, report: Report) -> None:
    with _newer_program():
        keeping = keeping_of(library)
        with opened(library, keep_copy=keeping.back_up):
            pass
    report("migrated")


def _missing_migrated(library: Path, reports: list[str]) -> list[str]:
    with _newer_program(), opened(library) as desk:
        titles = {row[0][-1] for row in desk.database.rows("SELECT title FROM section")}
        version = desk.database.value("PRAGMA user_version")
        desk.database.write("UPDATE section SET title = rtrim(title, '!')")
        desk.database.write(f"PRAGMA user_version = {version - 1}")
        desk.database.write("DELETE FROM _sqlite_migrations WHERE name = ?", (_Step.NAME,))
    found = [] if titles == {"!"} else [f"titles end in {sorted(titles)}"]
    if reports and not keeping_of(library).backups():
        found.append("the copy from before")
    return found


class _Step:
    """A step of the schema that a newer program would have: it touches every section."""

    NAME = "9999_titles"

    @staticmethod
    def apply(connection: object) -> None:
        for (row,) in connection.execute("SELECT id FROM section").fetchall():  # type: ignore[attr-defined]
            connection.execute("UPDATE section SET title = title || '!' WHERE id = ?", (row,))  # type: ignore[attr-defined]


@contextmanager
def _newer_program() -> Iterator[None]:
    before = migrations.STEPS
    migrations.STEPS = (*before, _Step)  # type: ignore[assignment]
    try:
        yield
    finally:
        migrations.STEPS = before


def _rescue(library: Path, report: Report) -> None:
    keeping = keeping_of(library)
    backup = keeping.back_up(Occasion.ASKED).path
    rescue = Rescue(library, keeping, clock=Moments())
    for number in itertools.count():
        content = library.read_bytes()
        library.write_bytes(content[: len(content) * 3 // 4])
        if number % 2:
            rescue.of_what_can_be_read()
        else:
            rescue.from_backup(backup)
        report("rescued")


def _missing_rescued(library: Path, _reports: list[str]) -> list[str]:
    keeping = keeping_of(library)
    backups = keeping.backups()
    if not backups:
        return []
    Rescue(library, keeping, clock=Moments()).from_backup(keeping.path_of(backups[-1]))
    return [] if contents_of(library).annotations == 1 else ["the note"]


KINDS = (
    Kind("highlight", _highlight, _missing_annotations),
    Kind("highlights taken", _take_highlights, _half_taken, most_ms=900),
    Kind("note", _write_note, _missing_thoughts),
    Kind("rejected proposal", _reject, _missing_rejections),
    Kind("exam date", _set_exam, _missing_exams),
    Kind("answer", _answer, _missing_answers),
    Kind("undo", _undo, _missing_steps),
    Kind("import", _import, _missing_materials),
    Kind("pack update", _update_pack, _missing_editions, most_ms=1500),
    Kind("deletion", _delete, _missing_deleted, most_ms=800),
    Kind("backup", _back_up, _missing_backups),
    Kind("restore", _restore, _missing_restored, most_ms=600),
    Kind("migration", _migrate, _missing_migrated, most_ms=500),
    Kind("rescue", _rescue, _missing_rescued, most_ms=300),
)
