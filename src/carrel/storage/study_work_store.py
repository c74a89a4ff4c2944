"""Reads a material with all that was made of it, to be taken elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from carrel.domain.annotations import AnnotationFilter
from carrel.domain.ids import CardId, MaterialId, QuestionId, SectionId, TopicId, material_of
from carrel.domain.materials import Asset, Origin
from carrel.domain.packs import Pack, PackGroup
from carrel.domain.study_work import AnswerGiven, StudyWork
from carrel.domain.topics import Mention, MentionOrigin, Topic
from carrel.storage.annotation_store import AnnotationStore
from carrel.storage.claim_store import ClaimStore
from carrel.storage.database import Database
from carrel.storage.event_store import EventStore
from carrel.storage.material_intake import OWN_COVER
from carrel.storage.material_store import MaterialStore
from carrel.storage.mention_store import MentionStore
from carrel.storage.passage_store import PASSAGE_COLUMNS, passage_of
from carrel.storage.question_store import QuestionStore
from carrel.storage.topic_store import TopicStore


class StudyWorkStore:
    """Materials as they leave the library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def work(self, material: MaterialId) -> StudyWork:
        """A material with its text, topics, claims, questions, annotations and answers.

        Raises :class:`NotFound` for a material that is not there.
        """
        annotations = AnnotationStore(self._database).listed(
            AnnotationFilter(materials=frozenset({material}))
        )
        contents = self._contents(material)
        spans = MentionStore(self._database).spans
        return StudyWork(
            contents,
            tuple(one.annotation for one in annotations),
            self._answers(material),
            tuple(
                (topic.id, (span.section, span.start))
                for topic in contents.topics
                for span in spans([topic.id])
                if material_of(span.section) == material
            ),
        )

    def _contents(self, material: MaterialId) -> Pack:
        materials, claims = MaterialStore(self._database), ClaimStore(self._database)
        topics, groups = TopicStore(self._database), self._groups(material)
        slugs = {group.name: group.slug for group in groups}
        own_topics = tuple(
            replace(topic, group=slugs.get(topic.group, "")) for topic in topics.topics(material)
        )
        known = {topic.id for topic in own_topics}
        questions = QuestionStore(self._database).of_material(material)
        return Pack(
            material=materials.material(material),
            content_hash="",
            sections=materials.sections(material),
            assets=self._assets(material),
            groups=groups,
            topics=own_topics,
            relations=tuple(
                relation
                for relation in topics.relations(known)
                if relation.source in known and relation.target in known
            ),
            mentions=self._mentions(material, own_topics),
            claims=claims.claims(material),
            links=claims.links(material),
            holders=claims.holders(material),
            issues=claims.issues(material),
            events=EventStore(self._database).events(material),
            questions=tuple(one for one in questions if one.origin is not Origin.PROPOSED),
        )

    def _groups(self, material: MaterialId) -> tuple[PackGroup, ...]:
        rows = self._database.rows(
            "SELECT topic_group.key, topic_group.name FROM topic_group"
            " JOIN material ON material.id = material_id"
            " WHERE material.key = ? ORDER BY position, topic_group.id",
            (material,),
        )
        return tuple(
            PackGroup(row["key"].partition("/")[2] or row["key"], row["name"]) for row in rows
        )

    def _assets(self, material: MaterialId) -> tuple[Asset, ...]:
        rows = self._database.rows(
            "SELECT name, media_type, content FROM asset"
            " JOIN material ON material.id = material_id"
            f" WHERE material.key = ? AND name NOT LIKE '{OWN_COVER}%' ORDER BY name",
            (material,),
        )
        return tuple(Asset(row["name"], row["media_type"], row["content"]) for row in rows)

    def _mentions(self, material: MaterialId, topics: tuple[Topic, ...]) -> tuple[Mention, ...]:
        """Those that an author or the student tagged; what is found from names is found again."""
        known = {topic.id for topic in topics}
        rows = self._database.rows(
            f"SELECT topic.key AS topic, section.key AS section, origin_of.origin,"
            f" {PASSAGE_COLUMNS} FROM mention AS origin_of"
            " JOIN topic ON topic.id = origin_of.topic_id"
            " JOIN material ON material.id = topic.material_id"
            " JOIN passage ON passage.id = origin_of.passage_id AND passage.outcome != 'orphaned'"
            " JOIN section ON section.id = passage.section_id"
            " WHERE material.key = ? AND section.material_id = material.id"
            " AND NOT origin_of.is_rejected AND section.deleted_at IS NULL ORDER BY origin_of.id",
            (material,),
        )
        return tuple(
            Mention(
                TopicId(row["topic"]),
                passage_of(row, SectionId(row["section"])),
                MentionOrigin(row["origin"]),
            )
            for row in rows
            if row["topic"] in known
        )

    def _answers(self, material: MaterialId) -> tuple[AnswerGiven, ...]:
        rows = self._database.rows(
            "SELECT question.key AS question, card.key AS card, review.* FROM review"
            " JOIN card ON card.id = review.card_id JOIN question ON question.id = question_id"
            " JOIN material ON material.id = question.material_id WHERE material.key = ?"
            " AND question.deleted_at IS NULL"
            " AND review.id NOT IN (SELECT id FROM review_void) ORDER BY review.id",
            (material,),
        )
        return tuple(
            AnswerGiven(
                question=QuestionId(row["question"]),
                card=CardId(row["card"]),
                at=datetime.fromisoformat(row["reviewed_at"]),
                score=row["score"],
                rating=row["rating"],
                confidence=row["confidence"],
                seconds=row["seconds"],
            )
            for row in rows
        )
