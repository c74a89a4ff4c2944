"""Measuring: floors and the program in turn within one run, medians, spread, and the bar.

Two clocks run with everything. What is judged is the time that the processor worked on it, in all
threads of this process and in the processes that it started and waited for: another program on the
machine does not lengthen it. Only what waits for the disk is judged by the clock on the wall,
beside a floor that waits in the same way. Both are kept in the file of figures.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path


class Clock(StrEnum):
    """What is judged: time that the processor worked, or time that passed."""

    CPU = "cpu"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of one piece of work by both clocks."""

    cpu: float
    wall: float

    def by(self, clock: Clock) -> float:
        """The figure of a clock."""
        return self.cpu if clock is Clock.CPU else self.wall


Measure = Callable[[], float | Took]
"""Does its work once and returns what it took; a plain number is in the case's unit."""


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
    clock: Clock = Clock.CPU
    most_ratio: float | None = None
    most_extra: float | None = None
    most: float | None = None


@dataclass(slots=True)
class Result:
    """What a case took. ``spread`` is the range of the middle half, as a part of the median.

    ``program`` and ``floor`` are by ``clock``, which is empty where no time was measured;
    ``wall`` is the time that passed.
    """

    name: str
    size: str
    unit: str
    floor_name: str
    program: float
    spread: float
    clock: str = ""
    wall: float | None = None
    floor: float | None = None
    ratio: float | None = None
    bar: str = ""
    is_met: bool | None = None
    samples: dict[str, list[float]] = field(default_factory=dict)


def measure(cases: Iterable[Case], *, size: str, rounds: int | None = None) -> list[Result]:
    """Run every case: floor and program in turn, the order changing from round to round."""
    return [_measured(case, size, rounds or case.rounds) for case in cases]


@contextmanager
def stopwatch() -> Iterator[list[Took]]:
    """Milliseconds of the block, put into the list it yields; the collector is held off."""
    taken: list[Took] = []
    gc.collect()
    gc.disable()
    began, worked = time.perf_counter(), _worked()
    try:
        yield taken
    finally:
        cpu, wall = _worked() - worked, time.perf_counter() - began
        taken.append(Took(cpu * 1000, wall * 1000))
        gc.enable()


def timed(work: Callable[[], object]) -> Measure:
    """``work`` as a measure of its own milliseconds."""

    def run() -> Took:
        with stopwatch() as taken:
            work()
        return taken[0]

    return run


def machine() -> str:
    """How busy and how even the machine is now: the same loop over and over, by both clocks."""
    loops = [timed(lambda: sum(number * number for number in range(200_000)))() for _ in range(25)]
    spreads = (
        f"{clock} {statistics.median(times):.1f} ms ±{_spread(times):.0%}"
        for clock in Clock
        for times in [[took.by(clock) for took in loops if isinstance(took, Took)]]
    )
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "?"
    return f"{os.cpu_count()} processors, load {load}; one loop over and over: {', '.join(spreads)}"


def line(result: Result) -> str:
    """A result as a line for people."""
    floor = "" if result.floor is None else f"{result.floor:.1f} {result.unit}"
    ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
    return (
        f"{result.name:<58} {result.size:<6} {result.program:>8.1f} {result.unit:<2} {floor:>11}"
        f" {ratio:>6} {result.spread:>5.0%}  {result.clock:<4} {result.bar} {_met(result)}".rstrip()
    )


def table(results: Iterable[Result]) -> str:
    """The results for people: those of each size beside each other, and how they grow."""
    rows: dict[str, dict[str, Result]] = {}
    for result in results:
        rows.setdefault(result.name, {})[result.size] = result
    sizes = list(dict.fromkeys(size for row in rows.values() for size in row))
    heads = "".join(f"{f'{size}: figure':>17}{'ratio':>7}{'±':>6} {'':<6}" for size in sizes)
    growth = f"{'growth':>7}" if len(sizes) > 1 else ""
    header = f"{'what':<58} {'clock':<5}{heads}{growth}  bar"
    body = [_row(name, row, sizes) for name, row in rows.items()]
    return "\n".join([header, "-" * len(header), *body])


def save(results: Iterable[Result], path: Path, *, spreads: Iterable[str] = ()) -> None:
    """Write the results with what they were measured on, and :func:`machine` then, as JSON."""
    about = {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
        "machine": list(spreads),
        "results": [asdict(result) for result in results],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(about, indent=2), encoding="utf-8")


def _worked() -> float:
    """Seconds that the processor has worked for this process and its children that have ended."""
    if sys.platform == "win32":
        return time.process_time()
    import resource

    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _measured(case: Case, size: str, rounds: int) -> Result:
    program: list[float | Took] = []
    floor: list[float | Took] = []
    case.program()
    if case.floor is not None:
        case.floor()
    for number in range(rounds):
        if case.floor is not None and number % 2 == 0:
            floor.append(case.floor())
        program.append(case.program())
        if case.floor is not None and number % 2 == 1:
            floor.append(case.floor())
    is_timed = isinstance(program[0], Took)
    of_program, of_floor = _figures(program, case.clock), _figures(floor, case.clock)
    result = Result(
        name=case.name,
        size=size,
        unit=case.unit,
        floor_name=case.floor_name,
        program=_quantile(of_program, case.at),
        spread=_spread(of_program),
        clock=case.clock.value if is_timed else "",
        wall=_quantile(_figures(program, Clock.WALL), case.at) if is_timed else None,
        samples={"program": of_program, "floor": of_floor},
    )
    if of_floor:
        result.floor = _quantile(of_floor, case.at)
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


def _figures(samples: Iterable[float | Took], clock: Clock) -> list[float]:
    return [one.by(clock) if isinstance(one, Took) else one for one in samples]


def _met(result: Result) -> str:
    return {None: "", True: "met", False: "MISSED"}[result.is_met]


def _row(name: str, row: dict[str, Result], sizes: list[str]) -> str:
    """One thing that was measured, at each size."""
    first = next(iter(row.values()))
    cells = "".join(_cell(row.get(size)) for size in sizes)
    smallest, largest = row.get(sizes[0]), row.get(sizes[-1])
    growth = ""
    if len(sizes) > 1 and smallest and largest and smallest.program:
        growth = f"{largest.program / smallest.program:>6.1f}x"
    grown = f"{growth:>7}" if len(sizes) > 1 else ""
    beside = f", floor: {first.floor_name}" if first.floor_name else ""
    return f"{name:<58} {first.clock:<5}{cells}{grown}  {first.bar}{beside}".rstrip()


def _cell(result: Result | None) -> str:
    if result is None:
        return " " * 37
    ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
    figure = f"{result.program:.1f} {result.unit}"
    return f"{figure:>17}{ratio:>7}{result.spread:>6.0%} {_met(result):<6}"
