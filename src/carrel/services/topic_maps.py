"""What the maps of topics show: one topic with its neighbours, or all topics of a material."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.topic_map import (
    Cluster,
    EdgeKind,
    MapEdge,
    TopicMap,
    edges_between,
    node_of,
)
from carrel.domain.topics import Topic
from carrel.services.desk import Desk
from carrel.services.topic_browsing import TopicPage
from carrel.storage.mention_store import MentionStore
from carrel.storage.topic_store import TopicStore

FEW_TIES = 6
"""A topic with fewer neighbours than this is also shown with what is mentioned beside it."""


class TopicMaps:
    """Reads maps from a desk's library."""

    def __init__(self, desk: Desk) -> None:
        self._topics = TopicStore(desk.database)
        self._mentions = MentionStore(desk.database)

    def neighbourhood(self, page: TopicPage) -> TopicMap:
        """A topic, what it is tied to and, where that is little, what is mentioned beside it."""
        centre = page.topic
        tied = {topic.id: topic for topic in (*page.broader, *page.narrower, *page.related)}
        beside = self._beside(page, tied.keys())
        counts = self._mentions.counts_of([centre.id, *tied, *(topic.id for topic in beside)])
        shown = (centre, *tied.values(), *beside)
        edges = (
            *(MapEdge(centre.id, topic.id, EdgeKind.BROADER) for topic in page.broader),
            *(MapEdge(topic.id, centre.id, EdgeKind.BROADER) for topic in page.narrower),
            *(MapEdge(centre.id, topic.id, EdgeKind.RELATED) for topic in page.related),
            *(MapEdge(centre.id, topic.id, EdgeKind.TOGETHER) for topic in beside),
        )
        nodes = tuple(node_of(topic, counts.get(topic.id, 0)) for topic in shown)
        return TopicMap(nodes, edges, centre.id)

    def _beside(self, page: TopicPage, tied: AbstractSet[TopicId]) -> tuple[Topic, ...]:
        room = FEW_TIES - len(tied)
        if room <= 0:
            return ()
        found = self._mentions.companions([part.id for part in page.parts], limit=FEW_TIES)
        return self._topics.with_ids([each for each in found if each not in tied][:room])

    def clusters(self, material: MaterialId) -> dict[Cluster, int]:
        """The groups of a material's topics, and how many topics each has."""
        counts: dict[Cluster, int] = {}
        for topic in self._topics.topics(material):
            cluster = node_of(topic, 0).cluster
            counts[cluster] = counts.get(cluster, 0) + 1
        return counts

    def whole(self, material: MaterialId, clusters: AbstractSet[Cluster]) -> TopicMap:
        """The topics of a material that are in ``clusters``, and how they are tied."""
        topics = [
            topic
            for topic in self._topics.topics(material)
            if node_of(topic, 0).cluster in clusters
        ]
        ids = [topic.id for topic in topics]
        counts = self._mentions.counts_of(ids)
        return TopicMap(
            tuple(node_of(topic, counts.get(topic.id, 0)) for topic in topics),
            edges_between(ids, self._topics.relations(ids)),
        )
