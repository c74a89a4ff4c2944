"""Keeping the found mentions true: after an import, an installed pack, a changed name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.materials import Material
from carrel.domain.mentions import FoundMention, MentionFinder, finder_of
from carrel.domain.topics import Topic
from carrel.storage.database import Database
from carrel.storage.journal import Action
from carrel.storage.material_store import MaterialStore
from carrel.storage.mention_store import MentionStore, TextToSearch
from carrel.storage.row_writer import PlainRows
from carrel.storage.topic_links import TopicLinks
from carrel.storage.topic_store import TopicStore

BATCH = 200
"""Sections searched between two commits, so that other writers never wait long."""


class MentionFinding:
    """Finds topics in texts and stores where; what the student rejected or tagged stays."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._topics = TopicStore(database)
        self._mentions = MentionStore(database)
        self._materials = MaterialStore(database)

    def find_in_new(self, material: MaterialId, *, language: str = "") -> None:
        """Find what the texts of ``material`` speak of, and who else speaks of its topics.

        To be called when its sections and topics are stored, also while it is still hidden. Other
        materials are searched for those of its topics that link by name.
        """
        topics = self._topics.topics_to_find(material)
        self._search(material, topics, language=language, forget_all=True)
        TopicLinks(self._database).renew(PlainRows(self._database))
        linking = [topic for topic in topics if topic.material == material and topic.links_by_name]
        if linking:
            for other in self._materials.materials():
                if other.id != material:
                    self._search(other.id, linking, language=other.language, forget_all=False)

    def find_again(self, action: Action, *topics: TopicId) -> None:
        """Find topics anew in all texts, as part of a step: they are new or called otherwise."""
        wanted = [self._topics.topic(topic) for topic in topics]
        found: dict[TopicId, list[tuple[int, FoundMention]]] = {topic: [] for topic in topics}
        for material in self._materials.materials():
            sought = [one for one in wanted if one.links_by_name or one.material == material.id]
            for text, mentions in self._found_in(material, sought):
                for mention in mentions:
                    found[mention.topic].append((text.row_id, mention))
        for topic, places in found.items():
            self._mentions.replace_found(action, topic, places)

    def _found_in(
        self, material: Material, topics: Sequence[Topic]
    ) -> Iterator[tuple[TextToSearch, list[FoundMention]]]:
        if not topics:
            return
        finder = finder_of(topics, language=material.language)
        rows = self._mentions.section_rows(material.id)
        for first in range(0, len(rows), BATCH):
            for text in self._mentions.texts(rows[first : first + BATCH]):
                if mentions := finder.find(text.text):
                    yield text, mentions

    def _search(
        self,
        material: MaterialId,
        topics: Sequence[Topic],
        *,
        language: str,
        forget_all: bool,
    ) -> None:
        finder = finder_of(topics, language=language)
        forget: tuple[TopicId, ...] | None = None
        if not forget_all:
            forget = tuple(topic.id for topic in topics)
        rows = self._mentions.section_rows(material)
        for first in range(0, len(rows), BATCH):
            self._search_batch(rows[first : first + BATCH], finder, forget)

    def _search_batch(
        self, sections: Sequence[int], finder: MentionFinder, forget: Sequence[TopicId] | None
    ) -> None:
        texts = self._mentions.texts(sections)
        found = [(text.row_id, finder.find(text.text)) for text in texts]
        with self._database.transaction():
            self._mentions.forget_found(sections, forget)
            self._mentions.add_found(found)
