"""The results of a quiz by section and by topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from carrel.domain.quiz_session import Outcome, Summary
from carrel.services.quiz_choices import QuizChoices
from carrel.ui.pages.quiz.summary import ResultLine

Key = TypeVar("Key", bound=str)


def section_lines(summary: Summary, choices: QuizChoices) -> list[ResultLine]:
    """How each section went, in the order in which they were asked about."""
    groups = _grouped((outcome.turn.question.section, outcome) for outcome in summary.outcomes)
    titles = choices.section_titles(list(groups))
    return [_line(titles[section], outcomes) for section, outcomes in groups.items()]


def topic_lines(summary: Summary, choices: QuizChoices) -> list[ResultLine]:
    """How each topic went, the weakest first."""
    groups = _grouped(
        (topic, outcome) for outcome in summary.outcomes for topic in outcome.turn.question.topics
    )
    names = choices.topic_names(list(groups))
    lines = [_line(names[topic], found) for topic, found in groups.items() if topic in names]
    return sorted(lines, key=lambda line: (line.score, line.title))


def _grouped(pairs: Iterable[tuple[Key | None, Outcome]]) -> dict[Key, list[Outcome]]:
    groups: dict[Key, list[Outcome]] = {}
    for key, outcome in pairs:
        if key is not None:
            groups.setdefault(key, []).append(outcome)
    return groups


def _line(title: str, outcomes: Sequence[Outcome]) -> ResultLine:
    score = sum(outcome.grade.score for outcome in outcomes) / len(outcomes)
    return ResultLine(title, len(outcomes), score)
