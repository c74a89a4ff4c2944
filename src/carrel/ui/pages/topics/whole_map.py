"""The map of all topics of a material, with its groups to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.topic_map import Cluster
from carrel.ui.pages.topics.map_signs import sign_icon
from carrel.ui.pages.topics.map_view import TopicMapView
from carrel.ui.widgets.buttons import icon_button
from carrel.ui.widgets.labels import heading, muted
from carrel.ui.widgets.topic_words import cluster_name

_LEGEND_WIDTHS = (150, 320)
"""The least and the greatest width of the list of groups, in pixels."""

_ROOMY = 720
"""Pixels of width from which the map leaves room for the groups beside it."""


class WholeMap(QWidget):
    """The right side of the Topics page while no topic is chosen."""

    clusters_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wholeMap")
        self.map = TopicMapView()
        self.map.setObjectName("wholeMapView")
        self.map.setAccessibleName(self.tr("Map of all topics"))
        self.legend = QListWidget()
        self.groups = icon_button("filter", self.tr("Groups on the map"))
        self._side = QWidget()
        self._wants_groups: bool | None = None
        self._title = heading()
        self._message = muted()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._is_filling = False
        self._build()
        self.legend.itemChanged.connect(self._on_choice)

    @property
    def message(self) -> str:
        """What is said in the place of the map; empty while there is one."""
        return self._message.text() if self._stack.currentIndex() else ""

    def show_title(self, title: str) -> None:
        """Name the material."""
        self._title.setText(title)

    def show_clusters(
        self, clusters: Sequence[tuple[Cluster, int]], chosen: set[Cluster], *, is_dark: bool
    ) -> None:
        """Offer these groups, each with the number of its topics, and tick the chosen ones."""
        self._is_filling = True
        self.legend.clear()
        for number, (cluster, count) in enumerate(clusters):
            item = QListWidgetItem(
                sign_icon(number, is_dark=is_dark, ratio=self.devicePixelRatioF()),
                f"{cluster_name(cluster)} ({count})",
            )
            item.setData(Qt.ItemDataRole.UserRole, cluster)
            ticked = Qt.CheckState.Checked if cluster in chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setToolTip(item.text())
            self.legend.addItem(item)
        self._is_filling = False

    def show_message(self, text: str) -> None:
        """Say why there is no map."""
        self._message.setText(text)
        self._stack.setCurrentIndex(1)

    def show_map(self) -> None:
        """Bring the map to the front; it has been drawn."""
        self._stack.setCurrentIndex(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a narrow room to the map, unless the groups were asked for."""
        super().resizeEvent(event)
        self._fit_groups()

    def _toggle_groups(self, is_wanted: bool) -> None:
        self._wants_groups = is_wanted
        self._fit_groups()

    def _fit_groups(self) -> None:
        wanted = self._wants_groups
        is_shown = self.width() >= _ROOMY if wanted is None else wanted
        self._side.setVisible(is_shown)
        self.groups.setChecked(is_shown)

    def _build(self) -> None:
        self.legend.setObjectName("mapLegend")
        self.legend.setAccessibleName(self.tr("Groups on the map"))
        self.legend.setFrameShape(QFrame.Shape.NoFrame)
        self.legend.setMinimumWidth(_LEGEND_WIDTHS[0])
        self.legend.setMaximumWidth(_LEGEND_WIDTHS[1])
        self.legend.setIconSize(QSize(16, 16))
        self.legend.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.legend.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.legend.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self._stack.addWidget(self.map)
        self._stack.addWidget(self._message)
        self.groups.setObjectName("mapGroups")
        self.groups.setCheckable(True)
        self.groups.clicked.connect(self._toggle_groups)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.groups)
        for name, text, act in (
            ("minus", self.tr("Smaller (−)"), lambda: self.map.zoom(1 / 1.2)),
            ("plus", self.tr("Larger (+)"), lambda: self.map.zoom(1.2)),
            ("eye", self.tr("Show all (0)"), self.map.fit),
        ):
            button = icon_button(name, text)
            button.clicked.connect(act)
            head.addWidget(button)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.legend, 1)
        side.addWidget(
            muted(
                self.tr(
                    "The larger the sign, the more often the topic is mentioned."
                    " An arrow leads to the broader topic."
                )
            )
        )
        body = QHBoxLayout()
        body.addWidget(self._stack, 3)
        body.addWidget(self._side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 12, 12)
        column.addLayout(head)
        column.addLayout(body, 1)

    def _on_choice(self, _item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        items = [self.legend.item(row) for row in range(self.legend.count())]
        self.clusters_chosen.emit(
            {
                item.data(Qt.ItemDataRole.UserRole)
                for item in items
                if item.checkState() is Qt.CheckState.Checked
            }
        )
