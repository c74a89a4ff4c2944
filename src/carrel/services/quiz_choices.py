"""What a student can be quizzed on: materials, their parts, collections, tags; and how much."""

from __future__ import annotations

from carrel.domain.ids import CollectionId, ExamId, MaterialId, SectionId, TopicId
from carrel.domain.materials import OutlineEntry
from carrel.domain.quiz_session import (
    MaterialChoices,
    Scope,
    ScopeChoice,
    ScopeCounts,
    ScopeKind,
)
from carrel.services.desk import Desk
from carrel.storage.card_choice import CardChoice
from carrel.storage.collection_store import CollectionStore
from carrel.storage.exam_date_store import ExamDateStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.topic_store import TopicStore

_NOTHING = ScopeCounts()


class QuizChoices:
    """The scopes that a library offers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._cards = CardChoice(desk.database)
        self._materials = MaterialStore(desk.database)
        self._topics = TopicStore(desk.database)
        self._collections = CollectionStore(desk.database)

    def counts(self, scope: Scope) -> ScopeCounts:
        """How many questions a scope holds now."""
        return self._cards.counts(scope, self._desk.clock())

    def by_material(self) -> tuple[MaterialChoices, ...]:
        """All materials that have questions, with their sections and topics that have some."""
        return tuple(self.with_parts(choice) for choice in self.materials())

    def materials(self) -> tuple[ScopeChoice, ...]:
        """All materials that have questions."""
        counts = self._cards.counts_by_material(self._desk.clock())
        return tuple(
            ScopeChoice(Scope(ScopeKind.MATERIAL, one.id), one.title, counts[one.id])
            for one in self._materials.materials()
            if one.id in counts
        )

    def by_tag(self) -> tuple[ScopeChoice, ...]:
        """The tags that questions have."""
        scopes = (Scope(ScopeKind.TAG, tag) for tag in self._cards.tags())
        return tuple(ScopeChoice(scope, scope.key, self.counts(scope)) for scope in scopes)

    def by_collection(self) -> tuple[ScopeChoice, ...]:
        """The student's collections, those without questions too."""
        choices = []
        for one in self._collections.collections():
            scope = Scope(ScopeKind.COLLECTION, one.id)
            choices.append(ScopeChoice(scope, one.name, self.counts(scope)))
        return tuple(choices)

    def title(self, scope: Scope) -> str:
        """What the thing is called that a scope names; its key if it is not there any more."""
        if scope.kind is ScopeKind.MATERIAL:
            titles = {material.id: material.title for material in self._materials.materials()}
            return titles.get(MaterialId(scope.key), scope.key)
        if scope.kind is ScopeKind.SECTION:
            return self.section_titles([SectionId(scope.key)])[SectionId(scope.key)]
        if scope.kind is ScopeKind.TOPIC:
            topics = self._topics.with_ids([TopicId(scope.key)])
            return topics[0].name if topics else scope.key
        if scope.kind is ScopeKind.COLLECTION:
            names = {one.id: one.name for one in self._collections.collections()}
            return names.get(CollectionId(scope.key), scope.key)
        if scope.kind is ScopeKind.EXAM:
            return ExamDateStore(self._desk.database).title(ExamId(scope.key)) or scope.key
        return scope.key

    def section_titles(self, sections: list[SectionId]) -> dict[SectionId, str]:
        """The titles of sections; the key of one that is not there any more."""
        return {section: section for section in sections} | self._materials.titles(sections)

    def topic_names(self, topics: list[TopicId]) -> dict[TopicId, str]:
        """The names of topics that are there."""
        return {topic.id: topic.name for topic in self._topics.with_ids(topics)}

    def with_parts(self, choice: ScopeChoice) -> MaterialChoices:
        """A material with its sections and topics that have questions."""
        at, material = self._desk.clock(), MaterialId(choice.scope.key)
        by_topic = self._cards.counts_by("topic", material, at)
        topics = (
            ScopeChoice(Scope(ScopeKind.TOPIC, topic.id), topic.name, by_topic[topic.id])
            for topic in self._topics.topics(material)
            if topic.id in by_topic
        )
        return MaterialChoices(
            material=choice,
            sections=_sections(
                self._materials.outline(material), self._cards.counts_by("section", material, at)
            ),
            topics=tuple(topics),
        )


def _sections(
    outline: tuple[OutlineEntry, ...], own: dict[str, ScopeCounts]
) -> tuple[ScopeChoice, ...]:
    """The sections of an outline that have questions, each with those of what is below it."""
    choices = []
    for number, entry in enumerate(outline):
        counts = own.get(entry.id, _NOTHING)
        for below in outline[number + 1 :]:
            if below.level <= entry.level:
                break
            counts += own.get(below.id, _NOTHING)
        if counts.total:
            scope = Scope(ScopeKind.SECTION, entry.id)
            choices.append(ScopeChoice(scope, entry.title, counts, entry.level))
    return tuple(choices)
