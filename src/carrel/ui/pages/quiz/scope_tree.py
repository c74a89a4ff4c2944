"""The tree of all that can be asked: everything, misses, marks, and each material's parts.

A library has thousands of parts: those of a material are asked for when it is opened.
"""

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

    parts_requested = Signal(object)
    """A material's choice whose parts are to be shown: :meth:`show_parts` is called with them."""

    started = Signal()

    # Qt asks for the geometries before the constructor is through.
    _is_fitting = False

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
        self.itemExpanded.connect(self._ask_for_parts)
        self._without_parts: dict[Scope, QTreeWidgetItem] = {}

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Show whole rows only: leave the room of half a row free."""
        if self._is_fitting:
            return
        self._is_fitting = True
        super().updateGeometries()
        first = self.topLevelItem(0)
        row = 0 if first is None else self.visualItemRect(first).height()
        if row:
            margins = self.viewportMargins()
            margins.setBottom(self.viewport().height() % row)
            self.setViewportMargins(margins)
        self._is_fitting = False

    @property
    def choice(self) -> ScopeChoice | None:
        """What is chosen."""
        return _choice(self.currentItem())

    def show_choices(
        self,
        whole: Sequence[ScopeChoice],
        materials: Sequence[ScopeChoice],
        tags: Sequence[ScopeChoice] = (),
        collections: Sequence[ScopeChoice] = (),
    ) -> None:
        """Show the scopes of the whole library, then each material.

        What was chosen stays so, and the materials that were open.
        """
        chosen, were_open = self.choice, self._open_materials()
        self._without_parts.clear()
        self.clear()
        for choice in whole:
            self._add(self.invisibleRootItem(), choice)
        for title, choices in ((self.tr("By collection"), collections), (self.tr("By tag"), tags)):
            group = self._add_group(self.invisibleRootItem(), title, choices)
            if group is not None:
                group.setExpanded(len(choices) <= _FEW)
        for material in materials:
            item = self._add(self.invisibleRootItem(), material)
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            self._without_parts[material.scope] = item
            item.setExpanded(len(materials) == 1 or material.scope in were_open)
        if not (chosen and self.choose(chosen.scope)):
            first = self.topLevelItem(0)
            if first is not None:
                self.setCurrentItem(first)

    def show_parts(self, parts: MaterialChoices) -> None:
        """Show the sections and topics of a material below it."""
        item = self._without_parts.pop(parts.material.scope, None)
        if item is not None:
            policy = QTreeWidgetItem.ChildIndicatorPolicy
            item.setChildIndicatorPolicy(policy.DontShowIndicatorWhenChildless)
            self._add_sections(item, parts.sections)
            self._add_group(item, self.tr("By topic"), parts.topics)

    def choose(self, scope: Scope) -> bool:
        """Choose a scope, opening the material that it is a part of; False if it is not offered."""
        return self._choose_shown(scope) or (self._open_whole(scope) and self._choose_shown(scope))

    def _choose_shown(self, scope: Scope) -> bool:
        for item in self._items(self.invisibleRootItem()):
            choice = _choice(item)
            if choice is not None and choice.scope == scope:
                self.setCurrentItem(item)
                return True
        return False

    def _open_whole(self, scope: Scope) -> bool:
        """Open the material that a section or topic is a part of; False if that is no use."""
        for material, item in self._without_parts.items():
            if scope.key.startswith(f"{material.key}/"):
                item.setExpanded(True)
                return True
        return False

    def _open_materials(self) -> frozenset[Scope]:
        items = [self.topLevelItem(number) for number in range(self.topLevelItemCount())]
        opened = [_choice(item) for item in items if item is not None and item.isExpanded()]
        return frozenset(choice.scope for choice in opened if choice is not None)

    def _ask_for_parts(self, item: QTreeWidgetItem) -> None:
        choice = _choice(item)
        if choice is not None and choice.scope in self._without_parts:
            self.parts_requested.emit(choice)

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
