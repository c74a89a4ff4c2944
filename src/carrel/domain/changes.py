"""What kind of thing an action has changed, so that each screen can decide whether to redraw."""

from __future__ import annotations

from enum import StrEnum


class Change(StrEnum):
    """A kind of thing in the library."""

    MATERIALS = "materials"
    READING = "reading"
    TOPICS = "topics"
    CLAIMS = "claims"
    EVENTS = "events"
    ANNOTATIONS = "annotations"
    QUESTIONS = "questions"
    PROPOSALS = "proposals"
    REVIEWS = "reviews"
    EXAMS = "exams"
    SETTINGS = "settings"


EVERYTHING: frozenset[Change] = frozenset(Change)
