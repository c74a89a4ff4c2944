"""The widgets of the Claims page: a material, and three ways to look at what it asserts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from carrel.domain.ids import MaterialId
from carrel.ui.pages.claims.ledger_view import LedgerView
from carrel.ui.pages.claims.positions_view import PositionsView
from carrel.ui.pages.claims.timeline_view import TimelineView
from carrel.ui.widgets.empty_state import EmptyState


class ClaimsView(QWidget):
    """Three tabs, and the choice of a material where there are several."""

    material_requested = Signal(str)
    tab_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claimsPage")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Positions, claims and events"))
        self.tabs.setObjectName("claimsTabs")
        self.tabs.setDocumentMode(True)
        self.positions = PositionsView()
        self.ledger = LedgerView()
        self.timeline = TimelineView()
        self.material = QComboBox()
        self.material.setObjectName("claimsMaterial")
        self.material.setAccessibleName(self.tr("Material"))
        self._all = QStackedWidget()
        self._is_filling = False
        for tab, title in (
            (self.positions, self.tr("&Positions")),
            (self.ledger, self.tr("Claim &ledger")),
            (self.timeline, self.tr("&Timeline")),
        ):
            self.tabs.addTab(tab, title)
        self.tabs.setCornerWidget(self.material)
        self._all.addWidget(self.tabs)
        self._all.addWidget(
            EmptyState(
                "claims",
                self.tr("No claims yet"),
                self.tr(
                    "Claims, positions and dated events come with study packs."
                    " Open a pack from the Library page, or bring the bundled material back."
                ),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self._all)
        self.material.currentIndexChanged.connect(self._ask_material)
        self.tabs.currentChanged.connect(self.tab_changed)

    def show_materials(
        self, materials: Sequence[tuple[MaterialId, str]], chosen: MaterialId | None
    ) -> None:
        """Offer these (id and title); without any, say what to do."""
        self._is_filling = True
        self._all.setCurrentIndex(0 if materials else 1)
        self.material.clear()
        for key, title in materials:
            self.material.addItem(title, key)
        self.material.setCurrentIndex(max(0, self.material.findData(chosen)))
        self.material.setVisible(len(materials) > 1)
        self._is_filling = False

    def _ask_material(self) -> None:
        if not self._is_filling and self.material.currentData() is not None:
            self.material_requested.emit(self.material.currentData())
