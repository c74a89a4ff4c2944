"""Measuring: floors and the program in turn within one run, medians, spread, and the bar."""

from __future__ import annotations

import gc
import json
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

Measure = Callable[[], float]
"""Does its work once and returns what it took, in the case's unit."""


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table.

    ``most_ratio`` bounds program / floor, ``most_extra`` program - floor, ``most`` the program
    alone; the last two in ``unit``. ``at`` is the quantile compared: 0.5 is the median.
    """

    name: str
    program: Measure
    floor: Measure | None = None
    floor_name: str = ""
    unit: str = "ms"
    rounds: int = 15
    at: float = 0.5
    most_ratio: float | None = None
    most_extra: float | None = None
    most: float | None = None


@dataclass(slots=True)
class Result:
    """What a case took. ``spread`` is the range of the middle half, as a part of the median."""

    name: str
    size: str
    unit: str
    floor_name: str
    program: float
    spread: float
    floor: float | None = None
    ratio: float | None = None
    bar: str = ""
    is_met: bool | None = None
    samples: dict[str, list[float]] = field(default_factory=dict)


def measure(cases: Iterable[Case], *, size: str, rounds: int | None = None) -> list[Result]:
    """Run every case: floor and program in turn, the order changing from round to round."""
    return [_measured(case, size, rounds or case.rounds) for case in cases]


@contextmanager
def stopwatch() -> Iterator[list[float]]:
    """Milliseconds of the block, put into the list it yields; the collector is held off."""
    taken: list[float] = []
    gc.collect()
    gc.disable()
    began = time.perf_counter()
    try:
        yield taken
    finally:
        taken.append((time.perf_counter() - began) * 1000)
        gc.enable()


def timed(work: Callable[[], object]) -> Measure:
    """``work`` as a measure of its own milliseconds."""

    def run() -> float:
        with stopwatch() as taken:
            work()
        return taken[0]

    return run


def table(results: Iterable[Result]) -> str:
    """The results as lines for people."""
    header = f"{'what':<46} {'size':<6} {'program':>11} {'floor':>11} {'ratio':>6} {'±':>5}  bar"
    return "\n".join([header, "-" * len(header), *(_line(result) for result in results)])


def save(results: Iterable[Result], path: Path) -> None:
    """Write the results with what they were measured on as JSON."""
    about = {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
        "results": [asdict(result) for result in results],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(about, indent=2), encoding="utf-8")


def _measured(case: Case, size: str, rounds: int) -> Result:
    program: list[float] = []
    floor: list[float] = []
    case.program()
    if case.floor is not None:
        case.floor()
    for number in range(rounds):
        if case.floor is not None and number % 2 == 0:
            floor.append(case.floor())
        program.append(case.program())
        if case.floor is not None and number % 2 == 1:
            floor.append(case.floor())
    result = Result(
        name=case.name,
        size=size,
        unit=case.unit,
        floor_name=case.floor_name,
        program=_quantile(program, case.at),
        spread=_spread(program),
        samples={"program": program, "floor": floor},
    )
    if floor:
        result.floor = _quantile(floor, case.at)
        result.ratio = result.program / result.floor if result.floor else None
    _judge(case, result)
    return result


def _judge(case: Case, result: Result) -> None:
    if case.most_ratio is not None and result.ratio is not None:
        result.bar, result.is_met = f"≤ {case.most_ratio:g} x", result.ratio <= case.most_ratio
    elif case.most_extra is not None and result.floor is not None:
        extra = result.program - result.floor
        result.bar = f"≤ floor + {case.most_extra:g} {case.unit}"
        result.is_met = extra <= case.most_extra
    elif case.most is not None:
        result.bar, result.is_met = f"≤ {case.most:g} {case.unit}", result.program <= case.most


def _quantile(samples: list[float], at: float) -> float:
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, round(at * (len(ordered) - 1)))]


def _spread(samples: list[float]) -> float:
    median = statistics.median(samples)
    return (_quantile(samples, 0.75) - _quantile(samples, 0.25)) / median if median else 0.0


def _line(result: Result) -> str:
    floor = "" if result.floor is None else f"{result.floor:.1f} {result.unit}"
    ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
    met = {None: "", True: "met", False: "MISSED"}[result.is_met]
    return (
        f"{result.name:<46} {result.size:<6} {result.program:>8.1f} {result.unit:<2} {floor:>11}"
        f" {ratio:>6} {result.spread:>4.0%}  {result.bar} {met}".rstrip()
    )
