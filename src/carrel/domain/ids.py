"""Names of things: typed strings, so that one cannot be passed for another."""

from __future__ import annotations

from typing import NewType

MaterialId = NewType("MaterialId", str)
"""A material's slug, unique in a library: ``macron-putin``."""

CollectionId = NewType("CollectionId", str)
"""A UUID: students make all collections."""

SectionId = NewType("SectionId", str)
"""``MATERIAL/SECTION``: ``macron-putin/context``; slugs are unique within their material."""

TopicId = NewType("TopicId", str)
"""``MATERIAL/TOPIC`` for a pack's topic, a UUID for one that the student made."""

ClaimId = NewType("ClaimId", str)
"""``MATERIAL/CLAIM`` for a pack's claim, a UUID for one that the student made."""

IssueId = NewType("IssueId", str)
EventId = NewType("EventId", str)
PassageId = NewType("PassageId", str)
AnnotationId = NewType("AnnotationId", str)

QuestionId = NewType("QuestionId", str)
"""``MATERIAL/QUESTION`` for a pack's question, a UUID for one that the student made."""

CardId = NewType("CardId", str)
"""``QUESTION#PART``: ``macron-putin/q014#0``; one card for each scheduled part of a question."""

ReviewId = NewType("ReviewId", str)

ExamId = NewType("ExamId", str)
"""A UUID: students set all exam dates."""


def material_of(section: SectionId) -> MaterialId:
    """The material that a section belongs to."""
    return MaterialId(section.partition("/")[0])
