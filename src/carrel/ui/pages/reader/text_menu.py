"""The menu that a right click on the text opens: what can be done with the words there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from carrel.domain.annotations import Style
from carrel.ui.icons import icon
from carrel.ui.pages.reader.actions import ReaderActions
from carrel.ui.pages.reader.annotated_text import AnnotatedText


def open_menu(actions: ReaderActions, view: AnnotatedText, point: QPoint) -> None:
    """Open the menu at a point of the text's viewport."""
    menu = QMenu(view)
    menu.setObjectName("textMenu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if view.selected:
        _add_copy(menu, view)
        menu.addAction(actions.cite)
        _add(menu, [*actions.colours.values(), actions.underline, actions.fit])
        _add(menu, [actions.note, actions.question, actions.tag, actions.add_claim])
    elif (active := view.active) is not None:
        if active.style is not Style.BOOKMARK:
            _add(menu, [*actions.colours.values(), actions.underline])
        _add(menu, [actions.note, actions.tags, actions.question, actions.cite])
        menu.addAction(actions.delete)
    menu.addSeparator()
    _add(menu, [actions.bookmark, actions.section_note, actions.find])
    view.menu_opening.emit(menu, point)
    window = view.window()
    if window.isFullScreen():
        leave = QAction(_tr("Leave full screen"), menu)
        leave.triggered.connect(window.showNormal)
        menu.addAction(leave)
    menu.popup(view.text.viewport().mapToGlobal(point))


def _add(menu: QMenu, actions: list[QAction]) -> None:
    menu.addActions(actions)
    menu.addSeparator()


def _add_copy(menu: QMenu, view: AnnotatedText) -> None:
    copy = QAction(icon("copy"), _tr("Copy"), menu)
    copy.setShortcut("Ctrl+C")
    copy.triggered.connect(view.text.copy)
    menu.addAction(copy)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TextMenu", text)
