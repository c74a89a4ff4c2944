"""Decides what the maps of the Topics page show, and has their layout worked out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.topic_map import (
    MOST_ON_WHOLE_MAP,
    Box,
    Cluster,
    TopicMap,
    neighbourhood_layout,
    whole_layout,
)
from carrel.services.topic_browsing import TopicPage
from carrel.services.topic_maps import TopicMaps
from carrel.ui.page import PageContext
from carrel.ui.pages.topics.map_view import TopicMapView
from carrel.ui.pages.topics.whole_map import WholeMap


class MapPresenter:
    """Both maps: the neighbourhood of a topic, and the whole of a material."""

    def __init__(self, context: PageContext, whole: WholeMap, near: TopicMapView) -> None:
        self._maps = TopicMaps(context.desk)
        self._tasks = context.tasks
        self._theme = context.theme
        self._navigator = context.navigator
        self._whole = whole
        self._near = near
        self._material: MaterialId | None = None
        self._clusters: list[tuple[Cluster, int]] = []
        self._chosen: set[Cluster] = set()
        self._asked: TopicMap | None = None
        whole.clusters_chosen.connect(self._choose)
        whole.map.reshaped.connect(self._draw)
        context.theme.changed.connect(self._show_legend)

    def show_near(self, page: TopicPage) -> None:
        """Draw a topic and its neighbours."""
        topic_map = self._maps.neighbourhood(page)
        clusters = [cluster for cluster, _ in self._read_clusters(page.topic.material)]
        own = {node.cluster for node in topic_map.nodes}
        signs = {cluster: number for number, cluster in enumerate(dict.fromkeys([*clusters, *own]))}
        sizes = self._near.sizes(topic_map, signs)
        boxes = neighbourhood_layout(topic_map, sizes)
        self._near.show_map(topic_map, boxes, signs, is_dark=self._theme.is_dark)

    def show_whole(self, material: MaterialId, title: str) -> None:
        """Draw the topics of a material; at first those that its author put into groups."""
        clusters = self._read_clusters(material)
        if material != self._material:
            self._chosen = _first_choice(clusters)
        self._material, self._clusters = material, clusters
        self._chosen &= {cluster for cluster, _ in clusters}
        self._whole.show_title(title)
        self._show_legend()
        self._draw()

    def _choose(self, clusters: set[Cluster]) -> None:
        self._chosen = clusters
        self._draw()

    def _read_clusters(self, material: MaterialId) -> list[tuple[Cluster, int]]:
        return list(self._maps.clusters(material).items())

    def _show_legend(self) -> None:
        self._whole.show_clusters(self._clusters, self._chosen, is_dark=self._theme.is_dark)

    def _draw(self) -> None:
        count = sum(count for cluster, count in self._clusters if cluster in self._chosen)
        if self._material is None or not count:
            self._whole.show_message(_tr("Tick a group at the right to see its topics."))
        elif count > MOST_ON_WHOLE_MAP:
            self._whole.show_message(
                _tr(
                    "{n} topics are too many to be read on one map. Tick fewer groups, or choose a"
                    " topic at the left: its page has a map of its neighbours."
                ).format(n=count)
            )
        else:
            self._lay_out(self._maps.whole(self._material, self._chosen))

    def _lay_out(self, topic_map: TopicMap) -> None:
        signs = {cluster: number for number, (cluster, _) in enumerate(self._clusters)}
        sizes, ratio = self._whole.map.sizes(topic_map, signs), self._whole.map.ratio
        self._asked = topic_map

        def show(boxes: dict[TopicId, Box]) -> None:
            if self._asked is topic_map:
                self._whole.map.show_map(
                    topic_map, boxes, signs, is_dark=self._theme.is_dark, ratio=ratio
                )
                self._whole.show_map()

        def fail(error: CarrelError) -> None:
            self._navigator.show_error(error)

        self._tasks.run(
            self._whole, lambda _report: whole_layout(topic_map, sizes, ratio=ratio), show, fail
        )


def _first_choice(clusters: list[tuple[Cluster, int]]) -> set[Cluster]:
    """The named groups; without any of them everything that there is room for."""
    named = {cluster for cluster, _ in clusters if cluster.group}
    if named:
        return named
    chosen: set[Cluster] = set()
    room = MOST_ON_WHOLE_MAP
    for cluster, count in clusters:
        if count <= room:
            chosen.add(cluster)
            room -= count
    return chosen


def _tr(text: str) -> str:
    return QCoreApplication.translate("MapPresenter", text)
