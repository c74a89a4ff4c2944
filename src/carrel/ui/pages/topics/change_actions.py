"""The actions that change topics, for the button on a topic's page and for the Edit menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from carrel.services.topic_browsing import TopicPage
from carrel.ui.icons import icon
from carrel.ui.pages.topics.edit_presenter import Choice, TopicEditPresenter
from carrel.ui.pages.topics.view import TopicsView
from carrel.ui.shortcuts import name_actions


class ChangeActions:
    """Makes the actions and fills the menus of what a topic can be parted from when they open."""

    def __init__(self, edits: TopicEditPresenter, view: TopicsView) -> None:
        self._view = view
        self._add = self._action(_tr("New topic…"), edits.add, "plus", "Ctrl+Shift+N")
        self._edit = self._action(_tr("Edit this topic…"), edits.edit, "edit", "F2")
        self._tie = self._action(_tr("Tie to another topic…"), edits.relate, "link")
        self._merge = self._action(_tr("Merge into another topic…"), edits.merge)
        self._delete = self._action(_tr("Delete this topic"), edits.delete, "delete")
        self._split = self._action(_tr("Split a topic off…"), edits.split)
        self._join = self._action(_tr("Join with a topic of another material…"), edits.join)
        self._untie = self._menu(_tr("Untie from"), edits.untie_choices)
        self._part = self._menu(_tr("Part from"), edits.part_choices)
        self._of_topic = [
            self._edit,
            self._tie,
            self._untie,
            self._merge,
            self._split,
            self._join,
            self._part,
            self._delete,
        ]
        name_actions("topics", self)
        menu = QMenu(view)
        menu.addActions(self._of_topic)
        view.detail.more.setMenu(menu)

    @property
    def actions(self) -> Sequence[QAction]:
        """All of them."""
        return [self._add, *self._of_topic]

    def show_possible(self, page: TopicPage | None, *, has_other_materials: bool) -> None:
        """Enable what can be done with the topic that is shown, if there is one."""
        for action in self._of_topic:
            action.setEnabled(page is not None)
        if page is not None:
            self._split.setEnabled(bool(page.topic.aliases))
            self._join.setEnabled(has_other_materials)
            self._untie.setEnabled(bool(page.broader or page.narrower or page.related))
            self._part.setEnabled(len(page.parts) > 1)

    def _action(
        self, text: str, act: Callable[[], None], icon_name: str = "", shortcut: str = ""
    ) -> QAction:
        action = QAction(text, self._view)
        if icon_name:
            action.setIcon(icon(icon_name))
        if shortcut:
            action.setShortcut(shortcut)
        action.triggered.connect(lambda: act())
        return action

    def _menu(self, text: str, choices: Callable[[], list[Choice]]) -> QAction:
        menu = QMenu(text, self._view)

        def fill() -> None:
            menu.clear()
            for title, act in choices():
                menu.addAction(title).triggered.connect(lambda _checked=False, act=act: act())

        menu.aboutToShow.connect(fill)
        return menu.menuAction()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChangeActions", text)
