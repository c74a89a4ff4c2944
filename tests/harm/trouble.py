"""Trouble from outside: a full disk, a read-only one, no file handles left, two writers at once."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from carrel.domain.errors import CarrelError, LibraryUnavailable
from carrel.domain.ids import SectionId
from carrel.services.annotating import Annotating
from carrel.services.desk import Desk
from carrel.services.doctor import Doctor
from harm.kills import Outcome
from harm.kinds import opened

SECTION = SectionId("long/part-2")
DISK_BYTES = 8_000_000


def trouble(prepared: Path, folder: Path, *, rounds: int) -> list[Outcome]:
    """Every kind of trouble, ``rounds`` times each."""
    kinds: dict[str, Callable[[Path, Path, Outcome], None]] = {
        "full disk": _fill_disk,
        "read only": _make_read_only,
        "no file handles": _use_up_handles,
        "two writers": _write_twice,
    }
    outcomes = []
    for name, harm in kinds.items():
        outcome = Outcome(name)
        for number in range(rounds):
            place = folder / f"{name.replace(' ', '-')}-{number}"
            place.mkdir()
            outcome.times += 1
            try:
                harm(prepared, place, outcome)
            except Exception as error:
                outcome.unsound.append(f"{type(error).__name__}: {error}")
            shutil.rmtree(place)
        outcomes.append(outcome)
    return outcomes


def _fill_disk(prepared: Path, place: Path, outcome: Outcome) -> None:
    with _disk_of_its_own(place) as is_small:
        library = Path(shutil.copy(prepared, place / "library.db"))
        with opened(library) as desk:
            ballast = place / "ballast"
            if is_small:
                _use_up(ballast)
            else:
                pages = desk.database.value("PRAGMA page_count")
                desk.database.connection.execute(f"PRAGMA max_page_count = {pages + 20}")
            saved = _write_until_refused(desk, "is full; free some space")
            if is_small:
                ballast.unlink()
            else:
                desk.database.connection.execute("PRAGMA max_page_count = 1000000")
            saved.append(_write(desk, "with room again"))
        _look(library, saved, outcome)


def _make_read_only(prepared: Path, place: Path, outcome: Outcome) -> None:
    with _disk_of_its_own(place) as is_own:
        library = Path(shutil.copy(prepared, place / "library.db"))
        with opened(library) as desk:
            saved = [_write(desk, "before")]
            if not is_own:
                _look(library, saved, outcome)
                return
            desk.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        try:
            _expect_refusal(library)
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)
        with opened(library) as desk:
            saved.append(_write(desk, "after"))
        _look(library, saved, outcome)


def _expect_refusal(library: Path) -> None:
    try:
        with opened(library) as desk:
            _write(desk, "on a read-only disk")
    except CarrelError:
        return
    raise AssertionError("a read-only disk was written to")


def _use_up_handles(prepared: Path, place: Path, outcome: Outcome) -> None:
    library = Path(shutil.copy(prepared, place / "library.db"))
    saved: list[str] = []
    for spare in range(7):
        saved += _in_child(lambda report, spare=spare: _write_with(library, spare, report))  # type: ignore[misc]
    _look(library, saved, outcome)


def _write_with(library: Path, spare: int, report: Callable[[str], None]) -> None:
    """Open the library and write while only ``spare`` more files can be opened."""
    opened_now = sum(1 for _ in Path("/proc/self/fd").iterdir()) - 1
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (opened_now + spare, hard))
    try:
        with opened(library) as desk:
            report(_write(desk, f"with {spare} handles"))
    except CarrelError as error:
        if "\n" in str(error):
            raise AssertionError(str(error)) from error


def _write_twice(prepared: Path, place: Path, outcome: Outcome) -> None:
    library = Path(shutil.copy(prepared, place / "library.db"))
    children = [_start(lambda report: _write_many(library, report)) for _ in range(2)]
    saved = [key for child in children for key in _all_said(*child)]
    assert len(saved) == 60, f"two writers saved {len(saved)} of 60"
    _look(library, saved, outcome)


def _write_many(library: Path, report: Callable[[str], None]) -> None:
    with opened(library) as desk:
        for number in range(30):
            report(_write(desk, f"one of two, {number}"))


def _write(desk: Desk, words: str) -> str:
    return Annotating(desk).write_in_section(SECTION, words).id


def _write_until_refused(desk: Desk, reason: str) -> list[str]:
    saved: list[str] = []
    while True:
        try:
            saved.append(_write(desk, "words that need room " * 200))
        except LibraryUnavailable as error:
            if reason not in str(error):
                raise AssertionError(str(error)) from error
            return saved


def _look(library: Path, saved: list[str], outcome: Outcome) -> None:
    outcome.reported += len(saved)
    with opened(library) as desk:
        there = {row["key"] for row in desk.database.rows("SELECT key FROM annotation")}
        outcome.losses += [key for key in saved if key not in there]
        outcome.unsound += [str(finding) for finding in Doctor(desk).examine()]


def _use_up(ballast: Path) -> None:
    """Fill the disk to the last 200 kB."""
    free = shutil.disk_usage(ballast.parent).free
    ballast.write_bytes(bytes(max(0, free - 200_000)))


@contextmanager
def _disk_of_its_own(place: Path) -> Iterator[bool]:
    """A small disk mounted at ``place`` for who may do that; False for others."""
    options = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(place)]
    is_root = os.geteuid() == 0
    is_own = is_root and subprocess.run(options, check=False, capture_output=True).returncode == 0
    try:
        yield is_own
    finally:
        if is_own:
            subprocess.run(["umount", str(place)], check=True)


def _in_child(work: Callable[[Callable[[str], None]], None]) -> list[str]:
    return _all_said(*_start(work))


def _start(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Begin work in a child; its process and the pipe that it reports to."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    os.close(reader)
    try:
        work(lambda line: os.write(writer, line.encode() + b"\n"))
    except BaseException as error:
        os.write(writer, f"FAILED {type(error).__name__}: {error}\n".encode())
    os._exit(0)


def _all_said(child: int, reader: int) -> list[str]:
    with os.fdopen(reader) as pipe:
        lines = pipe.read().splitlines()
    os.waitpid(child, 0)
    failed = [line for line in lines if line.startswith("FAILED")]
    assert not failed, failed[0]
    return lines
