"""The widgets of the Progress page: the choice of a material, the charts and the blind spots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.ids import MaterialId
from carrel.ui.pages.progress.blind_spots_view import BlindSpotsView
from carrel.ui.pages.progress.chart import Chart, NoChart
from carrel.ui.pages.progress.chart_card import ChartCard
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.empty_state import EmptyState
from carrel.ui.widgets.labels import muted, page_title

_TWO_COLUMNS = 980
"""Pixels of room from which on charts stand beside each other."""

BY_PART, BY_TOPIC = "part", "topic"


class ProgressView(QWidget):
    """Shows the charts; asks for what belongs in them."""

    material_requested = Signal(object)
    grouping_requested = Signal()
    save_requested = Signal(object)
    library_requested = Signal()
    tab_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressPage")
        self.material = QComboBox()
        self.material.setObjectName("progressMaterial")
        self.material.setAccessibleName(self.tr("Material"))
        self.material.setMaximumWidth(360)
        self.material.currentIndexChanged.connect(self._ask_material)
        self.grouping = QComboBox()
        self.grouping.setObjectName("memoryGrouping")
        self.grouping.setAccessibleName(self.tr("What the bars stand for"))
        self.grouping.currentIndexChanged.connect(lambda _: self.grouping_requested.emit())
        self._is_filling = False
        self._columns = 0
        self._state = muted()
        self.cards = self._make_cards()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("progressTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Charts and blind spots"))
        self.blind_spots = BlindSpotsView()
        self.tabs.addTab(self._charts(), self.tr("&Charts"))
        self.tabs.addTab(self.blind_spots, self.tr("&Blind spots"))
        self.tabs.currentChanged.connect(lambda _: self.tab_changed.emit())
        self._pages = QStackedWidget()
        self._pages.addWidget(self.tabs)
        self._pages.addWidget(self._nothing())
        head = QHBoxLayout()
        head.addWidget(page_title(self.tr("Progress")), 1)
        head.addWidget(self.material)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 12, 0)
        column.addLayout(head)
        column.addWidget(self._state)
        column.addWidget(self._pages, 1)
        self._state.hide()
        # Also for a page that is never shown: cards without a parent would outlive it.
        self._lay_out()

    def show_materials(
        self, materials: Sequence[tuple[MaterialId, str]], chosen: MaterialId | None
    ) -> None:
        """Offer all materials together, and each by itself."""
        self._is_filling = True
        self.material.clear()
        self.material.addItem(self.tr("All materials"), None)
        for key, title in materials:
            self.material.addItem(title, key)
        self.material.setCurrentIndex(max(0, self.material.findData(chosen)))
        self.material.setVisible(len(materials) > 1)
        self._is_filling = False

    def show_grouping(self, parts: str) -> None:
        """Name what the bars of the first chart can stand for besides topics."""
        self._is_filling = True
        chosen = self.grouping.currentData() or BY_PART
        self.grouping.clear()
        self.grouping.addItem(parts, BY_PART)
        self.grouping.addItem(self.tr("By topic"), BY_TOPIC)
        self.grouping.setCurrentIndex(self.grouping.findData(chosen))
        self._is_filling = False

    @property
    def is_by_topic(self) -> bool:
        """Whether the first chart is to show topics."""
        return bool(self.grouping.currentData() == BY_TOPIC)

    def show_charts(self, charts: dict[str, Chart | NoChart]) -> None:
        """Show these by the names of their cards."""
        self._state.hide()
        self._pages.setCurrentIndex(0)
        for name, chart in charts.items():
            self.cards[name].show_chart(chart)
        self._lay_out()

    @property
    def shows_blind_spots(self) -> bool:
        """Whether the list of blind spots is in front."""
        return self.tabs.currentWidget() is self.blind_spots

    def show_nothing(self) -> None:
        """Say that there is nothing to tell yet, and what to do."""
        self._state.hide()
        self._pages.setCurrentIndex(1)

    def show_counting(self) -> None:
        """Say that the library is being counted; what was shown stays."""
        self._state.setText(self.tr("Counting…"))
        self._state.show()

    def focus_first(self) -> None:
        """Give the focus to the tabs."""
        if self._pages.currentIndex() == 0:
            self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put charts beside each other where there is room."""
        super().resizeEvent(event)
        self._lay_out()

    def _make_cards(self) -> dict[str, ChartCard]:
        titles = {
            "memory": self.tr("What you remember"),
            "load": self.tr("What fades in the coming month"),
            "knowledge": self.tr("What you will know"),
            "calendar": self.tr("Days of study"),
            "kept": self.tr("Remembered when it came back"),
            "sureness": self.tr("How sure, how right"),
            "time": self.tr("Time spent"),
        }
        cards = {}
        for name, title in titles.items():
            extra = self.grouping if name == "memory" else None
            card = ChartCard(f"{name}Chart", title, extra)
            card.save_requested.connect(lambda chosen=card: self.save_requested.emit(chosen))
            cards[name] = card
        return cards

    def _charts(self) -> QWidget:
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 12, 8, 20)
        self._grid.setSpacing(14)
        area = QScrollArea()
        area.setObjectName("progressCharts")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _lay_out(self) -> None:
        columns = 2 if self.width() >= _TWO_COLUMNS else 1
        if columns == self._columns:
            return
        self._columns = columns
        wide = {"memory", "calendar", "time"} if columns == 2 else set(self.cards)
        row = column = 0
        for name, card in self.cards.items():
            if name in wide:
                row, column = row + bool(column), 0
                self._grid.addWidget(card, row, 0, 1, columns)
                row += 1
                continue
            self._grid.addWidget(card, row, column)
            row, column = (row + 1, 0) if column == columns - 1 else (row, column + 1)
        self._grid.setRowStretch(row + 1, 1)
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def _nothing(self) -> QWidget:
        to_library = PrimaryButton(self.tr("Go to the library"))
        to_library.clicked.connect(self.library_requested)
        return EmptyState(
            "progress",
            self.tr("Nothing to show yet"),
            self.tr(
                "Import something to study. Once you have read a page and answered a question, you"
                " will see here what you remember and what fades, when you studied, how right you"
                " are when you are sure, and which paragraphs no question asks about."
            ),
            to_library,
        )

    def _ask_material(self) -> None:
        if not self._is_filling:
            self.material_requested.emit(self.material.currentData())
