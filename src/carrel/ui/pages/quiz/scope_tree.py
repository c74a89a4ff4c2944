"""The tree of all that can be asked: everything, misses, marks, and each material's parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from carrel.domain.quiz_session import MaterialChoices, Scope, ScopeChoice
from carrel.ui.pages.quiz.wording import scope_words

_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FEW = 6
"""So many collections or tags are seen at once."""

_SCOPE = Qt.ItemDataRole.UserRole


class ScopeTree(QTreeWidget):
    """One scope is chosen at a time."""

    scope_chosen = Signal(object)
    """The choice that is chosen now, or None where a heading is."""

    started = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quizScopes")
        self.setAccessibleName(self.tr("What to be asked about"))
        self.setHeaderLabels(
            [self.tr("About"), self.tr("Questions"), self.tr("New"), self.tr("Later")]
        )
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, _NUMBERS)
        self.currentItemChanged.connect(self._tell)
        self.itemActivated.connect(lambda *_: self.started.emit())

    @property
    def choice(self) -> ScopeChoice | None:
        """What is chosen."""
        return _choice(self.currentItem())

    def show_choices(
        self,
        whole: Sequence[ScopeChoice],
        materials: Sequence[MaterialChoices],
        tags: Sequence[ScopeChoice] = (),
        collections: Sequence[ScopeChoice] = (),
    ) -> None:
        """Show the scopes of the whole library, then each material; what was chosen stays so."""
        chosen = self.choice
        self.clear()
        for choice in whole:
            self._add(self.invisibleRootItem(), choice)
        for title, choices in ((self.tr("By collection"), collections), (self.tr("By tag"), tags)):
            group = self._add_group(self.invisibleRootItem(), title, choices)
            if group is not None:
                group.setExpanded(len(choices) <= _FEW)
        for material in materials:
            item = self._add(self.invisibleRootItem(), material.material)
            self._add_sections(item, material.sections)
            self._add_group(item, self.tr("By topic"), material.topics)
            item.setExpanded(len(materials) == 1)
        if not (chosen and self.choose(chosen.scope)):
            first = self.topLevelItem(0)
            if first is not None:
                self.setCurrentItem(first)

    def choose(self, scope: Scope) -> bool:
        """Choose a scope; False if it is not offered."""
        for item in self._items(self.invisibleRootItem()):
            choice = _choice(item)
            if choice is not None and choice.scope == scope:
                self.setCurrentItem(item)
                return True
        return False

    def _add_sections(self, parent: QTreeWidgetItem, sections: Sequence[ScopeChoice]) -> None:
        above: list[tuple[int, QTreeWidgetItem]] = [(0, parent)]
        for choice in sections:
            while above[-1][0] >= choice.level:
                above.pop()
            above.append((choice.level, self._add(above[-1][1], choice)))

    def _add_group(
        self, parent: QTreeWidgetItem, title: str, choices: Sequence[ScopeChoice]
    ) -> QTreeWidgetItem | None:
        if not choices:
            return None
        item = QTreeWidgetItem(parent, [title])
        item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 10))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        for choice in choices:
            self._add(item, choice)
        return item

    def _add(self, parent: QTreeWidgetItem, choice: ScopeChoice) -> QTreeWidgetItem:
        counts = choice.counts
        words = scope_words(choice.scope, choice.title)
        numbers = (counts.total, counts.new, counts.resting)
        item = QTreeWidgetItem(parent, [words, *(str(number or "") for number in numbers)])
        item.setData(0, _SCOPE, choice)
        item.setToolTip(0, words)
        item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 10))
        for column in (1, 2, 3):
            item.setTextAlignment(column, _NUMBERS)
        if not counts.total:
            item.setDisabled(True)
        return item

    def _items(self, parent: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        children = [parent.child(number) for number in range(parent.childCount())]
        found: list[QTreeWidgetItem] = []
        for child in children:
            if child is not None:
                found += [child, *self._items(child)]
        return found

    def _tell(self) -> None:
        self.scope_chosen.emit(self.choice)


def _choice(item: QTreeWidgetItem | None) -> ScopeChoice | None:
    if item is None:
        return None
    found = item.data(0, _SCOPE)
    return found if isinstance(found, ScopeChoice) else None
