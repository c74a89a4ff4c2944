"""What the Quiz page says: scopes, counts, times and results in words."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from carrel.domain.questions.grade import Grade
from carrel.domain.quiz_session import LastTime, Scope, ScopeCounts, ScopeKind
from carrel.domain.scheduling import Confidence, Rating

_DAYS_PER_MONTH = 30.4
_DAYS_PER_YEAR = 365.25


def scope_words(scope: Scope, title: str) -> str:
    """What a quiz is about; ``title`` is the name of the thing it is confined to."""
    fixed = {
        ScopeKind.EVERYTHING: _tr("Everything"),
        ScopeKind.WORTHWHILE: _tr("What is worth doing now"),
        ScopeKind.MISSED: _tr("What you missed"),
        ScopeKind.MARKED: _tr("What you marked"),
        ScopeKind.QUESTIONS: _tr("Chosen questions"),
    }
    if scope.kind is ScopeKind.EXAM:
        return _tr("For the exam: {title}").format(title=title)
    return fixed.get(scope.kind, title)


def counts_words(counts: ScopeCounts) -> str:
    """How many questions there are, and how they stand."""
    if not counts.total:
        return _tr("No questions")
    parts = [
        questions_words(counts.total),
        _tr("{count} new").format(count=counts.new) if counts.new else "",
        _tr("{count} come back later").format(count=counts.resting) if counts.resting else "",
    ]
    return ", ".join(part for part in parts if part)


def interval_words(interval: timedelta) -> str:
    """A length of time in its largest unit, as it stands on a button."""
    minutes = interval.total_seconds() / 60
    days = minutes / 60 / 24
    if minutes < 60:
        return _tr("{count} min").format(count=max(1, round(minutes)))
    if days < 1:
        return _tr("{count} h").format(count=round(minutes / 60))
    if days < 1.5:
        return _tr("1 day")
    if days < _DAYS_PER_MONTH:
        return _tr("{count} days").format(count=round(days))
    if days < _DAYS_PER_YEAR:
        return _tr("{count} months").format(count=_short(days / _DAYS_PER_MONTH))
    return _tr("{count} years").format(count=_short(days / _DAYS_PER_YEAR))


def rating_words(rating: Rating) -> str:
    """The name of a rating."""
    return {
        Rating.AGAIN: _tr("Again"),
        Rating.HARD: _tr("Hard"),
        Rating.GOOD: _tr("Good"),
        Rating.EASY: _tr("Easy"),
    }[rating]


def confidence_words(confidence: Confidence) -> str:
    """The name of how sure one is."""
    return {
        Confidence.GUESS: _tr("A guess"),
        Confidence.FAIRLY_SURE: _tr("Fairly sure"),
        Confidence.SURE: _tr("Sure"),
    }[confidence]


def why_words(last: LastTime) -> str:
    """Why a question is asked now: when it was answered last, and how it stands."""
    if last.was_missed:
        return _tr("you missed it last time")
    ago = _tr("today") if not last.days else _tr("yesterday")
    if last.days > 1:
        ago = _tr("{count} days ago").format(count=last.days)
    if not last.is_fading:
        return _tr("answered {ago}, still well known").format(ago=ago)
    return _tr("answered {ago}, about {percent} % likely to be known still").format(
        ago=ago, percent=round(last.recall * 100)
    )


def verdict_words(grade: Grade, *, was_sure: bool) -> str:
    """What is said first after an answer."""
    if grade.is_right:
        return _tr("Right")
    if grade.is_partly_right:
        return _tr("Partly right: {percent} %").format(percent=round(grade.score * 100))
    return _tr("Not right, though you were sure") if was_sure else _tr("Not right")


def duration_words(seconds: float) -> str:
    """How long something took."""
    if seconds < 60:
        count = max(1, round(seconds))
        return _tr("1 second") if count == 1 else _tr("{count} seconds").format(count=count)
    minutes = round(seconds / 60)
    return _tr("1 minute") if minutes == 1 else _tr("{count} minutes").format(count=minutes)


def questions_words(count: int) -> str:
    """A number of questions."""
    return _tr("1 question") if count == 1 else _tr("{count} questions").format(count=count)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuizWording", text)
