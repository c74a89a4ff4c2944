"""What is proposed next: save what fades, read on, then try what is new."""

from __future__ import annotations

import pytest

from carrel.domain.ids import SectionId
from carrel.domain.materials import OutlineEntry
from carrel.domain.next_step import NextStep, QuestionCounts, StepKind, next_step


def outline(read: str, words: int = 440) -> list[OutlineEntry]:
    """One section for each sign: ``x`` read, ``o`` unread, ``-`` unread and without text."""
    return [
        OutlineEntry(
            id=SectionId(f"book/{number}"),
            title=f"Part {number}",
            level=1,
            words=0 if sign == "-" else words,
            is_read=sign == "x",
        )
        for number, sign in enumerate(read)
    ]


PLACE = SectionId("book/2")


@pytest.mark.parametrize(
    ("read", "place", "counts", "kind", "section"),
    [
        ("ooo", None, QuestionCounts(), StepKind.BEGIN, "book/0"),
        ("-oo", None, QuestionCounts(), StepKind.BEGIN, "book/1"),
        ("xoo", None, QuestionCounts(), StepKind.GO_ON, "book/1"),
        ("ooooo", PLACE, QuestionCounts(), StepKind.GO_ON, "book/2"),
        ("ooxoo", PLACE, QuestionCounts(), StepKind.GO_ON, "book/3"),
        ("oxxxx", PLACE, QuestionCounts(), StepKind.GO_ON, "book/0"),
        ("ooo", PLACE, QuestionCounts(fading=2), StepKind.GO_ON, "book/2"),
        ("ooo", PLACE, QuestionCounts(fading=3), StepKind.REFRESH, None),
        ("xxx", PLACE, QuestionCounts(fading=1, untried=5), StepKind.REFRESH, None),
        ("xxx", PLACE, QuestionCounts(untried=5), StepKind.TRY_QUESTIONS, None),
        ("xxx", PLACE, QuestionCounts(known=5), StepKind.NOTHING, None),
        ("xx-", PLACE, QuestionCounts(), StepKind.NOTHING, None),
        ("", None, QuestionCounts(), StepKind.NOTHING, None),
    ],
)
def test_that_the_step_fits_how_far_the_student_is(read, place, counts, kind, section) -> None:
    step = next_step(outline(read), place, counts)
    assert (step.kind, step.section) == (kind, section)


def test_that_reading_is_told_with_its_title_and_time() -> None:
    assert next_step(outline("o", words=441), None, QuestionCounts()) == NextStep(
        StepKind.BEGIN, minutes=3, section=SectionId("book/0"), title="Part 0"
    )


def test_that_a_page_is_told_whole_with_the_time_of_what_is_not_read_of_it() -> None:
    parts = [
        OutlineEntry(SectionId(f"book/{n}"), f"Part {n}", level, words=220, is_read=n == 1)
        for n, level in enumerate((1, 2, 2, 1))
    ]
    assert next_step(parts, SectionId("book/1"), QuestionCounts()) == NextStep(
        StepKind.GO_ON, minutes=2, section=SectionId("book/2"), title="Part 0"
    )


@pytest.mark.parametrize(("waiting", "asked", "minutes"), [(3, 3, 2), (20, 20, 10), (500, 20, 10)])
def test_that_a_quiz_never_takes_more_than_ten_minutes(waiting, asked, minutes) -> None:
    step = next_step([], None, QuestionCounts(fading=waiting))
    assert (step.questions, step.minutes) == (asked, minutes)


@pytest.mark.parametrize(
    ("seconds_each", "questions", "minutes"), [(15, 20, 5), (60, 10, 10), (900, 1, 15)]
)
def test_that_a_quiz_takes_as_long_as_the_student_does(seconds_each, questions, minutes) -> None:
    step = next_step([], None, QuestionCounts(fading=50), seconds_each=seconds_each)
    assert (step.questions, step.minutes) == (questions, minutes)
