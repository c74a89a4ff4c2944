"""Browsing the library by its topics: all of them in their groups, and one with all it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from carrel.domain.annotations import ListedAnnotation
from carrel.domain.ids import MaterialId, SectionId, TopicId, material_of
from carrel.domain.memory_map import MemoryCounts
from carrel.domain.text.folding import fold
from carrel.domain.text.snippets import Snippet, snippets
from carrel.domain.topic_identity import joined_sets, same_topics
from carrel.domain.topic_list import MaterialTopics, TopicEntry, grouped
from carrel.domain.topics import RelationKind, SectionSpan, Topic, TopicQuestion
from carrel.services.desk import Desk
from carrel.services.memory_mapping import MemoryMapping
from carrel.storage.annotation_store import AnnotationStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.mention_store import MentionStore
from carrel.storage.topic_store import TopicStore

PASSAGE_ROOM = 180
"""Code points shown on either side of words that speak of a topic: most sentences whole."""


@dataclass(frozen=True, slots=True)
class SpeakingSection:
    """A section that speaks of a topic, and where."""

    material: MaterialId
    material_title: str
    section: SectionId
    title: str
    spans: tuple[SectionSpan, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic with all it leads to.

    ``parts`` are the topics of several materials that are the same, the asked one first.
    ``sections`` are in reading order, those of the asked topic's material first. ``questions`` are
    those tagged with the topic or, where there are none, those answered by words that speak of it.
    """

    parts: tuple[Topic, ...]
    titles: dict[MaterialId, str]
    broader: tuple[Topic, ...]
    narrower: tuple[Topic, ...]
    related: tuple[Topic, ...]
    sections: tuple[SpeakingSection, ...]
    notes: tuple[ListedAnnotation, ...]
    questions: tuple[TopicQuestion, ...]
    has_tagged_questions: bool

    @property
    def topic(self) -> Topic:
        """The topic that was asked for."""
        return self.parts[0]

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names, each once, without the name that the page has."""
        names = [name for part in self.parts for name in (part.name, *part.aliases)]
        return tuple(name for name in dict.fromkeys(names) if name != self.topic.name)

    @property
    def mentions(self) -> int:
        """How many places speak of the topic."""
        return sum(len(section.spans) for section in self.sections)


class TopicBrowsing:
    """What the Topics page and ``carrel topics`` show."""

    def __init__(self, desk: Desk) -> None:
        self._memory = MemoryMapping(desk)
        self._topics = TopicStore(desk.database)
        self._mentions = MentionStore(desk.database)
        self._materials = MaterialStore(desk.database)
        self._annotations = AnnotationStore(desk.database)

    def all_topics(self, material: MaterialId | None = None) -> tuple[MaterialTopics, ...]:
        """The topics of one material, or of all that have any, in their authors' order.

        Raises :class:`NotFound` for a material that is not there.
        """
        materials = self._materials.materials()
        if material is not None:
            materials = (self._materials.material(material),)
        titles = {each.id: each.title for each in materials}
        shown = self._topics.topics(material)
        entries = self._entries(shown, self._topics.topics() if material else shown)
        return tuple(
            MaterialTopics(MaterialId(key), titles[key], grouped(list(members)))
            for key, members in groupby(entries, key=lambda entry: entry.topic.material)
        )

    def names(self, first: MaterialId | None = None) -> tuple[str, ...]:
        """The names of all topics, each once; those of the material ``first`` come first."""
        topics = sorted(self._topics.topics(), key=lambda topic: topic.material != first)
        return tuple(dict.fromkeys(topic.name for topic in topics))

    def page(self, topic: TopicId) -> TopicPage:
        """A topic with all it leads to; raises :class:`NotFound`.

        For one that was merged into another it is the page of that one.
        """
        asked = self._topics.topic(topic)
        if asked.merged_into is not None:
            asked = self._topics.topic(asked.merged_into)
        parts = self._parts(asked)
        ids = [part.id for part in parts]
        spans = self._mentions.spans(ids)
        titles = self._materials.material_titles(
            {*(part.material for part in parts), *(material_of(span.section) for span in spans)}
        )
        broader, narrower, related = self._neighbours(ids)
        tagged = self._topics.questions(ids)
        return TopicPage(
            parts=parts,
            titles={part.material: titles[part.material] for part in parts},
            broader=broader,
            narrower=narrower,
            related=related,
            sections=self._speaking(spans, asked.material, titles),
            notes=self._annotations.on_topics(ids),
            questions=tagged or self._topics.questions_on_words(ids),
            has_tagged_questions=bool(tagged),
        )

    def snippets(self, section: SpeakingSection) -> tuple[Snippet, ...]:
        """The words around the places of a section that speak of a topic."""
        text = self._materials.section(section.section).text
        places = [(span.start, span.end) for span in section.spans if span.end <= len(text)]
        return tuple(snippets(text, places, room=PASSAGE_ROOM))

    def topics_in(self, section: SectionId) -> tuple[tuple[Topic, SectionSpan], ...]:
        """What a section speaks of, and where, in the order of its text."""
        found = self._mentions.in_section(section)
        topics = self._heads({topic for topic, _ in found})
        return tuple((topics[topic], span) for topic, span in found)

    def _entries(self, topics: Iterable[Topic], library: Iterable[Topic]) -> list[TopicEntry]:
        """``topics`` with their counts; ``library`` holds all there are, to know what is alike."""
        alike = self._alike(library)
        mentions = self._mentions.counts() | self._mentions.counts_together(set(alike.values()))
        questions = self._topics.question_counts()
        memory = self._memory.by_topic(self._memory.now())
        return [
            TopicEntry(
                topic,
                mentions.get(topic.id, 0),
                sum(questions.get(part, 0) for part in parts),
                _together(memory[part] for part in parts if part in memory),
                tuple(fold(name) for name in (topic.name, *topic.aliases)),
                len(parts),
            )
            for topic in topics
            for parts in (alike.get(topic.id, frozenset({topic.id})),)
        ]

    def _alike(self, library: Iterable[Topic]) -> dict[TopicId, frozenset[TopicId]]:
        """The topics that others are the same as, each with all that are."""
        sets = joined_sets(library, self._topics.joins())
        return {topic: parts for parts in sets for topic in parts}

    def _parts(self, asked: Topic) -> tuple[Topic, ...]:
        """``asked`` and all topics that are the same, which is known once none comes to it."""
        same = frozenset({asked.id})
        while True:
            candidates = self._topics.namesakes(same)
            grown = same_topics(asked.id, candidates, self._topics.joins(same))
            if grown == same:
                others = (each for each in candidates if each.id in same and each.id != asked.id)
                return (asked, *others)
            same = grown

    def _neighbours(
        self, ids: Sequence[TopicId]
    ) -> tuple[tuple[Topic, ...], tuple[Topic, ...], tuple[Topic, ...]]:
        broader: list[TopicId] = []
        narrower: list[TopicId] = []
        related: list[TopicId] = []
        for relation in self._topics.relations(ids):
            is_from_here = relation.source in ids
            other = relation.target if is_from_here else relation.source
            if relation.kind is RelationKind.RELATED:
                related.append(other)
            else:
                (broader if is_from_here else narrower).append(other)
        related = [each for each in related if each not in broader and each not in narrower]
        heads = self._heads({*broader, *narrower, *related})
        named = [
            tuple(
                dict.fromkeys(
                    heads[each] for each in found if each in heads and heads[each].id not in ids
                )
            )
            for found in (broader, narrower, related)
        ]
        return named[0], named[1], named[2]

    def _heads(self, ids: Iterable[TopicId]) -> dict[TopicId, Topic]:
        """Topics by their ids; those that were merged into others are given as those."""
        found = {topic.id: topic for topic in self._topics.with_ids(ids)}
        missing = {topic.merged_into for topic in found.values() if topic.merged_into} - set(found)
        heads = found | {topic.id: topic for topic in self._topics.with_ids(missing)}
        return {
            key: heads.get(topic.merged_into, topic) if topic.merged_into else topic
            for key, topic in found.items()
        }

    def _speaking(
        self, spans: Sequence[SectionSpan], first: MaterialId, materials: dict[MaterialId, str]
    ) -> tuple[SpeakingSection, ...]:
        titles = self._materials.section_titles({span.section for span in spans})
        sections = [
            SpeakingSection(
                material=material_of(section),
                material_title=materials[material_of(section)],
                section=section,
                title=titles[section],
                spans=tuple(members),
            )
            for section, members in groupby(spans, key=lambda span: span.section)
        ]
        return tuple(sorted(sections, key=lambda section: section.material != first))


def _together(counts: Iterable[MemoryCounts]) -> MemoryCounts | None:
    """All of these counts as one; None for none."""
    found = tuple(counts)
    return sum(found[1:], found[0]) if found else None
