"""``make bench``: measures the program beside its floors, prints a table and keeps it as JSON."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":  # run as a file, beside what it tests
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]

from bench.cases import library_cases, start_cases
from bench.claim_cases import claim_cases
from bench.frame import Result, line, machine, measure, save, table
from bench.import_cases import import_cases
from bench.memory_cases import memory_cases
from bench.page_cases import page_cases
from bench.proposal_cases import proposal_cases
from bench.reading_cases import reading_cases
from bench.seeding import SIZES, Size, seed
from bench.topic_cases import topic_cases
from carrel.app import make_application

PROJECT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    """Measure what was asked for; 1 when a bar was missed and ``--strict`` was given."""
    options = _options(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CARREL_HOME"] = str(options.cache / "home")
    application = make_application()
    results: list[Result] = []
    spreads = [machine()]
    print(spreads[0], flush=True)
    for name in options.size or ("tenth", "full"):
        size = SIZES[name]
        with tempfile.TemporaryDirectory(prefix="carrel-bench-") as folder:
            # Measuring writes: a copy is measured, the seeded library stays as it is.
            library = Path(shutil.copy(seeded(size, options.cache), Path(folder) / "library.db"))
            for case in _cases(library, size, Path(folder), application, options):
                results += measure([case], size=name)
                print(line(results[-1]), flush=True)
        spreads.append(machine())
        print(spreads[-1], flush=True)
    print("\n" + table(results))
    _print_summary(results, spreads)
    target = options.output or _default_output()
    save(results, target, spreads=spreads)
    print(f"\n{target}")
    missed = any(result.is_met is False for result in results)
    return 1 if missed and options.strict else 0


def _print_summary(results: list[Result], spreads: list[str]) -> None:
    judged = [result for result in results if result.is_met is not None]
    missed = [f"{result.name} ({result.size})" for result in judged if not result.is_met]
    print(f"\n{len(judged) - len(missed)} of {len(judged)} bars met; missed: ", end="")
    print("; ".join(missed) or "none")
    print("cpu: time that the processor worked; wall: time that passed. ±: the middle half.")
    print("Before and after each size: " + "\n".join(spreads))


def seeded(size: Size, cache: Path) -> Path:
    """The library of this size, made once for each schema and seed."""
    made_from = [Path(__file__).with_name("seeding.py")]
    made_from += sorted((PROJECT / "src/carrel/storage/migrations").glob("*.py"))
    stamp = hashlib.sha256(b"".join(file.read_bytes() for file in made_from)).hexdigest()[:12]
    path = cache / f"{size.name}-{stamp}.db"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        draft.unlink(missing_ok=True)
        print(f"Seeding a library of size {size.name} ...", flush=True)
        seed(draft, size)
        draft.replace(path)
    return path


def _cases(
    library: Path, size: Size, folder: Path, application: object, options: argparse.Namespace
) -> Iterator[object]:
    rounds = options.rounds
    yield from start_cases(library, folder, rounds=max(1, rounds // 2))
    yield from library_cases(library, size, rounds=rounds)
    yield from page_cases(library, folder, size, rounds=max(1, rounds // 3))
    yield from topic_cases(folder, size, rounds=rounds)
    yield from import_cases(folder, size, rounds=rounds)
    yield from claim_cases(folder, application, size, rounds=rounds)
    yield from memory_cases(library, rounds=rounds)
    yield from proposal_cases(folder, size, application, rounds=rounds)  # type: ignore[arg-type]
    yield from reading_cases(folder, size, application, rounds=rounds)  # type: ignore[arg-type]


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--size", action="append", choices=sorted(SIZES), help="can be repeated")
    parser.add_argument("--rounds", type=int, default=15, help="measurements of each row")
    parser.add_argument("--cache", type=Path, default=PROJECT / "build" / "bench")
    parser.add_argument("--output", type=Path, help="the JSON file")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a bar is missed")
    return parser.parse_args(arguments)


def _default_output() -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")  # noqa: TID251 - a measurement has a date
    return PROJECT / "bench-results" / f"{stamp}.json"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
