"""A plan until an exam: what to ask on each day so that most is known on the day that counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heapify, heappop, heappush, nlargest
from itertools import accumulate
from math import exp, log
from typing import NamedTuple

from carrel.domain.forgetting import Forgetting, Trace
from carrel.domain.review_plan import KNOWN_AT_FIRST, REPEATS_OF_A_MISS, Candidate, Weighing
from carrel.domain.scheduling import Rating, Scheduling, is_missed

MOST_PERIODS = 28
"""A longer time is planned in so many periods of several days; cards are then dealt to the days."""

LEAST_GAIN = 0.002
"""What adds less than this to the recall of a card on the day of the exam is not worth asking."""

_DAY = timedelta(days=1)


class PlannedDay(NamedTuple):
    """A day of a plan: the cards to ask in the order of their worth, and how long that takes.

    ``expected`` is the recall on the day of the exam, 0 to 1, if nothing more is done afterwards.
    """

    day: date
    cards: tuple[int, ...]
    new: int
    seconds: float
    expected: float


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """What to do until ``exam``, and the mean recall of all cards to expect that day.

    ``questions`` is how many questions the cards belong to; ``expected_without`` is what to expect
    when nothing is done. Both expectations are from 0 to 1.
    """

    exam: date
    questions: int
    days: tuple[PlannedDay, ...]
    expected: float
    expected_without: float


class _Memory(NamedTuple):
    """A memory as it is expected to be: a mean over what may have happened.

    ``at`` is the day of the last answer, counted from today. ``known`` overrides the recall of a
    card that was never answered or is missed.
    """

    trace: Trace
    at: float
    known: float | None = None


@dataclass(slots=True)
class _Course:
    """One card, and the periods in which it is asked, in their order.

    ``memories`` holds what is expected before each asking and after the last one; ``recall`` is
    what is known on the day of the exam.
    """

    candidate: Candidate
    memories: list[_Memory | None]
    asked: list[int] = field(default_factory=list)
    recall: float = 0.0

    def before(self, period: int) -> tuple[int, _Memory | None]:
        """How often the card is asked before a period, and the memory that is there then."""
        place = bisect_left(self.asked, period)
        return place, self.memories[place]


def plan_exam(
    candidates: Sequence[Candidate],
    rules: Scheduling,
    weighing: Weighing,
    *,
    today: date,
    exam: date,
    seconds_a_day: float,
    seconds_left_today: float | None = None,
) -> ExamPlan:
    """The plan that makes the mean recall on the day ``exam`` as high as the time allows.

    Asking is added one card and one day at a time, always where it adds most recall on the day of
    the exam for each second that it takes; time that is left goes to meeting new cards early. The
    day itself is left free. ``seconds_left_today`` is
    what is left of today's time when some was studied already.
    """
    planner = _Planner(rules.forgetting, weighing, today, exam)
    courses = [planner.course(candidate) for candidate in candidates]
    without = _mean(course.recall for course in courses)
    left_today = seconds_a_day if seconds_left_today is None else seconds_left_today
    planner.fill(courses, seconds_a_day, left_today)
    return ExamPlan(
        exam,
        len({candidate.question for candidate in candidates}),
        planner.days(courses, without),
        _mean(course.recall for course in courses),
        without,
    )


class _Planner:
    """The days until one exam. Days are counted from today, which is 0."""

    def __init__(self, forgetting: Forgetting, weighing: Weighing, today: date, exam: date) -> None:
        self._forgetting = forgetting
        self._weighing = weighing
        self._today = today
        self._exam = max(0, (exam - today).days)
        self._periods = _periods(self._exam)
        first = forgetting.first
        self._new = (first(Rating.GOOD), self._relearnt(first(Rating.AGAIN)))

    def course(self, candidate: Candidate) -> _Course:
        """A card as it is, with the recall to expect without asking it."""
        memory = candidate.memory
        if memory is None:
            return _Course(candidate, [None])
        known = 0.0 if is_missed(memory) else None
        start = _Memory(
            Trace(memory.stability, memory.difficulty), -self._weighing.days_since(memory), known
        )
        return _Course(candidate, [start], recall=self._recall(start, self._exam))

    def fill(self, courses: Sequence[_Course], seconds_a_day: float, left_today: float) -> None:
        """Add what gains most for its time until the time is used up or nothing gains.

        What an asking gains falls with each other one of its card, nearly always: it is worked out
        anew only when it comes to be the best.
        """
        room = [seconds_a_day * len(period) for period in self._periods]
        if not room:
            return
        room[0] += left_today - seconds_a_day
        heap = self._first_gains(self._hopeful(courses, room))
        heapify(heap)
        while heap:
            _worth, _card, period, course, known_for = heappop(heap)
            if known_for != len(course.asked):
                gain, seconds = self._gain(course, period)
                if gain >= LEAST_GAIN:
                    entry = (-gain / seconds, course.candidate.card, period, course)
                    heappush(heap, (*entry, len(course.asked)))
                continue
            seconds = self._seconds(course, period)
            if seconds <= room[period]:
                room[period] -= seconds
                self._ask(course, period)
        self._meet_early(courses, room)

    def _meet_early(self, courses: Sequence[_Course], room: list[float]) -> None:
        """Ask what was never asked once more, as early as there is time left.

        By recall alone it could wait for the last days; but days are missed, and then it would
        never be seen.
        """
        for course in courses:
            if course.memories[0] is not None:
                continue
            for period in range(course.asked[0] if course.asked else len(room)):
                gain, seconds = self._gain(course, period)
                if seconds <= room[period] and gain >= 0:
                    room[period] -= seconds
                    self._ask(course, period)
                    break

    def _hopeful(self, courses: Sequence[_Course], room: Sequence[float]) -> Sequence[_Course]:
        """No more cards than there is time for, those that gain most by being asked at the end."""
        quickest = min((course.candidate.seconds for course in courses), default=1.0)
        places = int(sum(room) / quickest)
        if len(courses) <= places:
            return courses
        last = len(self._periods) - 1

        def worth(course: _Course) -> float:
            gain, seconds = self._gain(course, last)
            return gain / seconds

        return nlargest(places, courses, key=worth)

    def _first_gains(
        self, courses: Sequence[_Course]
    ) -> list[tuple[float, int, int, _Course, int]]:
        heap = []
        for course in courses:
            for period in range(len(self._periods)):
                gain, seconds = self._gain(course, period)
                if gain >= LEAST_GAIN:
                    heap.append((-gain / seconds, course.candidate.card, period, course, 0))
        return heap

    def _ask(self, course: _Course, period: int) -> None:
        place, memory = course.before(period)
        course.asked.insert(place, period)
        del course.memories[place + 1 :]
        for later in course.asked[place:]:
            memory = self._asked(memory, self._periods[later].start)
            course.memories.append(memory)
        course.recall = self._known_at_exam(memory)

    def _gain(self, course: _Course, period: int) -> tuple[float, float]:
        """What asking in a period adds on the day of the exam, and the seconds it takes."""
        place, memory = course.before(period)
        day = self._periods[period].start
        seconds = self._seconds_with(course, memory, day)
        memory = self._asked(memory, day)
        for later in course.asked[place:]:
            memory = self._asked(memory, self._periods[later].start)
        return self._known_at_exam(memory) - course.recall, seconds

    def days(self, courses: Sequence[_Course], without: float) -> tuple[PlannedDay, ...]:
        """The days with their cards: a period's cards are dealt to its days, first things first."""
        asked: list[list[tuple[float, _Course, int]]] = [[] for _ in self._periods]
        for course in courses:
            known = [self._known_at_exam(memory) for memory in course.memories]
            for place, period in enumerate(course.asked):
                asked[period].append((known[place + 1] - known[place], course, place))
        planned: list[PlannedDay] = []
        expected = without
        for days, found in zip(self._periods, asked, strict=True):
            found.sort(key=lambda one: (-one[0], one[1].candidate.card))
            for number, offset in enumerate(days):
                dealt = found[number :: len(days)]
                expected += sum(one[0] for one in dealt) / max(1, len(courses))
                planned.append(self._planned(offset, dealt, expected))
        return tuple(planned)

    def _planned(
        self, offset: int, dealt: Sequence[tuple[float, _Course, int]], expected: float
    ) -> PlannedDay:
        memories = [(course, course.memories[place]) for _, course, place in dealt]
        return PlannedDay(
            self._today + offset * _DAY,
            tuple(course.candidate.card for course, _ in memories),
            sum(memory is None for _, memory in memories),
            sum(self._seconds_with(course, memory, offset) for course, memory in memories),
            expected,
        )

    def _known_at_exam(self, memory: _Memory | None) -> float:
        return 0.0 if memory is None else self._recall(memory, self._exam)

    def _asked(self, memory: _Memory | None, day: int) -> _Memory:
        """The memory to expect after asking on a day, until the answer was right."""
        if memory is None:
            known, missed = self._new
            return _merged(known, missed, KNOWN_AT_FIRST, day)
        after = self._forgetting.after
        elapsed = int(day - memory.at)
        missed = self._relearnt(after(memory.trace, Rating.AGAIN, elapsed))
        known = after(memory.trace, Rating.GOOD, elapsed)
        return _merged(known, missed, self._recall(memory, day), day)

    def _relearnt(self, trace: Trace) -> Trace:
        return self._forgetting.after(trace, Rating.GOOD, 0)

    def _recall(self, memory: _Memory, day: float) -> float:
        if memory.known is not None:
            return memory.known
        return self._forgetting.recall(memory.trace.stability, day - memory.at)

    def _seconds(self, course: _Course, period: int) -> float:
        _, memory = course.before(period)
        return self._seconds_with(course, memory, self._periods[period].start)

    def _seconds_with(self, course: _Course, memory: _Memory | None, day: int) -> float:
        """How long asking takes on a day, with the answers that a miss needs after it."""
        chance = KNOWN_AT_FIRST if memory is None else self._recall(memory, day)
        return course.candidate.seconds * (1 + (1 - chance) * REPEATS_OF_A_MISS)


def _merged(known: Trace, missed: Trace, chance: float, day: int) -> _Memory:
    """One memory for both outcomes. Stabilities grow by factors: their logarithms are averaged."""
    stability = exp(chance * log(known.stability) + (1 - chance) * log(missed.stability))
    difficulty = chance * known.difficulty + (1 - chance) * missed.difficulty
    return _Memory(Trace(stability, difficulty), day)


def _periods(days: int) -> list[range]:
    """The days from today to the last before the exam in at most :data:`MOST_PERIODS` periods.

    Today is one of its own, as it has begun already; shorter periods come last, where a day more or
    less counts most.
    """
    if not days:
        return []
    count = min(days, MOST_PERIODS) - 1
    longer, rest = divmod(days - 1, count) if count else (0, 0)
    lengths = [1] + [longer + 1] * rest + [longer] * (count - rest)
    ends = list(accumulate(lengths))
    return [range(end - length, end) for end, length in zip(ends, lengths, strict=True)]


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
