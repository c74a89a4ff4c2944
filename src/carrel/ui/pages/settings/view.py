"""The widgets of the Settings page: the groups at the left, the one that is chosen beside them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from carrel.ui.pages.settings.group import SettingGroup
from carrel.ui.widgets.line import thin_line

_COLUMN_WIDTH = 720
_MARGIN = 28
_AROUND = QSize(36, 16)


class SettingsView(QWidget):
    """Shows one group at a time. What the student changes leaves as a signal."""

    changed = Signal(str, object)
    reset_requested = Signal(list)
    turned = Signal()
    """Another group is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("settingsPage")
        self.setAccessibleName(self.tr("Settings"))
        self._groups: dict[str, SettingGroup] = {}
        self._list = _GroupList()
        self._list.setObjectName("settingsGroups")
        self._list.setAccessibleName(self.tr("Groups of settings"))
        self._stack = QStackedWidget()
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._list.currentRowChanged.connect(lambda _row: self.turned.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(thin_line(QFrame.Shape.VLine))
        row.addWidget(self._stack, 1)

    @property
    def group(self) -> str:
        """The name of the group that is shown."""
        return list(self._groups)[self._list.currentRow()]

    @property
    def title(self) -> str:
        """The title of the group that is shown."""
        return self._groups[self.group].title

    def open_group(self, name: str) -> None:
        """Show a group."""
        self._list.setCurrentRow(list(self._groups).index(name))

    def add_group(
        self, name: str, group: SettingGroup, *, foot: QWidget | None = None, fills: bool = False
    ) -> None:
        """Add a group at the end; one that ``fills`` the height scrolls by itself.

        ``foot`` stands below it and stays in sight.
        """
        group.changed.connect(self.changed)
        group.reset_requested.connect(self.reset_requested)
        self._groups[name] = group
        page = _column(group) if fills else _scrolled(_column(group))
        self._stack.addWidget(page if foot is None else _with_foot(page, foot))
        self._list.add_title(group.title)
        if len(self._groups) == 1:
            self._list.setCurrentRow(0)

    def show_values(self, values: Mapping[str, object], plain: Mapping[str, object]) -> None:
        """Show the values in force in all groups; ``plain`` are those that settings come with."""
        for group in self._groups.values():
            group.show_values(values, plain)

    def focus_first(self) -> None:
        """Give the focus to the groups."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


class _GroupList(QListWidget):
    """As wide as its longest title."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def add_title(self, title: str) -> None:
        """Add a line with room around its words."""
        words = self.fontMetrics().size(0, title)
        item = QListWidgetItem(title)
        item.setSizeHint(QSize(words.width() + _AROUND.width(), words.height() + _AROUND.height()))
        self.addItem(item)

    def sizeHint(self) -> QSize:
        """Room for the longest title."""
        return QSize(self.sizeHintForColumn(0), super().sizeHint().height())


def _column(group: SettingGroup) -> QWidget:
    """A column of readable width at the left of the room."""
    group.setMaximumWidth(_COLUMN_WIDTH)
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(_MARGIN, 22, _MARGIN, _MARGIN)
    middle = QVBoxLayout()
    middle.addWidget(group)
    row.addLayout(middle, 1000)
    row.addStretch(1)
    return whole


def _with_foot(page: QWidget, foot: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(page, 1)
    column.addWidget(thin_line())
    column.addWidget(foot)
    return whole


def _scrolled(content: QWidget) -> QScrollArea:
    layout = content.layout()
    if isinstance(layout, QHBoxLayout):
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(content)
    return scroll
