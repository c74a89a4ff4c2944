"""``make simulate``: three students over 120 days, planned by Carrel and by plain due order.

Both get the same minutes and the same forgetting. The second table is about an exam.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":  # run as a file, beside what it tests
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]

from bench.forgetful import DAY, START, Forgetful
from carrel.domain.exam_plan import ExamPlan, plan_exam
from carrel.domain.review_plan import (
    DUE_TO_ONE_NEW,
    Candidate,
    Offer,
    Room,
    Weighing,
    chosen,
    new_allowed,
)

DAYS = 120
CARDS = 400
NEW_PER_DAY = 10
EXAM_DAY = 30
EXAM_CARDS = 150
MEAN_SECONDS = 23.0

Minutes = Callable[[int, random.Random], float]
"""The minutes that a student has on a day."""

Order = Callable[[Forgetful, int, float], Sequence[Candidate]]
"""What is asked on a day with so many seconds, in this order, until the time is over."""


def _irregular(_day: int, chance: random.Random) -> float:
    return chance.choice([0, 0, 0, 10, 10, 20])


STUDENTS: dict[str, Minutes] = {
    "diligent": lambda _day, _chance: 10,
    "irregular": _irregular,
    "two weeks away": lambda day, _chance: 0 if 50 <= day < 64 else 10,
}
EXAM_STUDENTS: dict[str, Minutes] = {
    "diligent": lambda _day, _chance: 10,
    "irregular": _irregular,
    "a week away": lambda day, _chance: 0 if 12 <= day < 19 else 10,
}


@dataclass(frozen=True, slots=True)
class Course:
    """How the days went. ``known`` counts cards that are truly known, at the end of each day."""

    minutes: tuple[float, ...]
    known: tuple[float, ...]
    met: int
    most_waiting: int


def by_worth(student: Forgetful, day: int, seconds: float) -> Sequence[Candidate]:
    """What Carrel asks when a student has some minutes."""
    due = student.due(day)
    room = Room(CARDS, seconds)
    allowed = new_allowed(
        NEW_PER_DAY, 0, waiting=len(due), sitting=max(1, int(seconds / MEAN_SECONDS))
    )
    offer = Offer(due, student.new()[:allowed])
    return chosen(offer, room, student.rules, START + day * DAY)


def by_due_date(student: Forgetful, day: int, _seconds: float) -> Iterator[Candidate]:
    """What has waited longest first, and new cards mixed in within the same limit."""
    return _in_due_order(student, day, student.new()[:NEW_PER_DAY])


def by_due_date_alone(student: Forgetful, day: int, _seconds: float) -> Iterator[Candidate]:
    """The same without a limit of new cards."""
    return _in_due_order(student, day, student.new())


def _in_due_order(student: Forgetful, day: int, fresh: Sequence[Candidate]) -> Iterator[Candidate]:
    due = iter(sorted(student.due(day), key=lambda one: student.memories[one.card].due_at))
    new = iter(fresh)
    while True:
        before = [one for one in (next(due, None) for _ in range(DUE_TO_ONE_NEW)) if one]
        before += [one for one in (next(new, None),) if one]
        if not before:
            return
        yield from before


def toward_exam(student: Forgetful, day: int, seconds: float) -> Sequence[Candidate]:
    """What the plan until the exam has for a day; the student means to have ten minutes a day."""
    return [student.candidate(card) for card in _plan(student, day, seconds).days[0].cards]


def _plan(student: Forgetful, day: int, seconds: float) -> ExamPlan:
    at = START + day * DAY
    return plan_exam(
        [student.candidate(card) for card in range(student.cards)],
        student.rules,
        Weighing(student.rules, at),
        today=at.date(),
        exam=(START + EXAM_DAY * DAY).date(),
        seconds_a_day=600,
        seconds_left_today=seconds,
    )


def went(student: Forgetful, minutes: Minutes, order: Order, days: int) -> Course:
    """Let a student study for some days."""
    spent, known, waiting = [], [], 0
    for day in range(days):
        given = minutes(day, random.Random(f"{student.seed} minutes {day}")) * 60
        waiting = max(waiting, len(student.due(day)))
        spent.append(_studied(student, day, given, order) / 60 if given else 0.0)
        known.append(student.known(day + 1))
    return Course(tuple(spent), tuple(known), len(student.memories), waiting)


def _studied(student: Forgetful, day: int, seconds: float, order: Order) -> float:
    used = 0.0
    for candidate in order(student, day, seconds):
        if used + candidate.seconds > seconds:
            break
        used += student.ask(candidate.card, day)
    return used


def study_lines(seeds: Sequence[int]) -> Iterator[str]:
    """The table of three students over 120 days, means over the seeds."""
    yield f"{DAYS} days, {CARDS} questions, {NEW_PER_DAY} new a day; means of {len(seeds)} seeds"
    yield (
        f"{'student':<16} {'asked by':<12} {'min/day':>8} {'most':>6} {'met':>5}"
        f" {'known at end':>13} {'of those met':>13} {'known, mean of days':>20}"
        f" {'most waiting':>13}"
    )
    for name, minutes in STUDENTS.items():
        for words, order in (("Carrel", by_worth), ("due order", by_due_date)):
            runs = [went(Forgetful(seed, CARDS), minutes, order, DAYS) for seed in seeds]
            yield _study_line(name, words, runs)


def _study_line(name: str, words: str, runs: Sequence[Course]) -> str:
    end = _mean(run.known[-1] for run in runs)
    met = _mean(run.met for run in runs)
    load = _mean(_mean(run.minutes) for run in runs)
    most = max(max(run.minutes) for run in runs)
    mean = _mean(_mean(run.known) for run in runs)
    waiting = max(run.most_waiting for run in runs)
    return (
        f"{name:<16} {words:<12} {load:>8.1f} {most:>6.1f} {met:>5.0f} {end:>13.0f}"
        f" {end / met:>13.1%} {mean:>20.0f} {waiting:>13}"
    )


def exam_lines(seeds: Sequence[int]) -> Iterator[str]:
    """The table of an exam: what is known on its day."""
    yield (
        f"Exam after {EXAM_DAY} days on {EXAM_CARDS} questions, all new, as many new ones a day as"
        f" fit; means of {len(seeds)} seeds"
    )
    promised = _mean([_plan(Forgetful(seed, EXAM_CARDS), 0, 600).expected for seed in seeds])
    yield f"The plan for ten minutes each day promises {promised:.1%} on its first day."
    yield f"{'student':<16} {'asked by':<12} {'min/day':>8} {'most':>6} {'known on the day':>17}"
    for name, minutes in EXAM_STUDENTS.items():
        orders = (("exam plan", toward_exam), ("due order", by_due_date_alone))
        for words, order in orders:
            runs = [went(Forgetful(seed, EXAM_CARDS), minutes, order, EXAM_DAY) for seed in seeds]
            known = _mean(run.known[-1] for run in runs) / EXAM_CARDS
            load = _mean(_mean(run.minutes) for run in runs)
            most = max(max(run.minutes) for run in runs)
            yield f"{name:<16} {words:<12} {load:>8.1f} {most:>6.1f} {known:>17.1%}"


def _mean(values: Iterator[float] | Sequence[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def main(arguments: list[str]) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="make simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="how many of each student")
    seeds = range(1, parser.parse_args(arguments).seeds + 1)
    for line in (*study_lines(seeds), "", *exam_lines(seeds)):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
