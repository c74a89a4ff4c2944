"""The bookmarks of the text that is read, as a menu that leads to them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from carrel.domain.annotations import ListedAnnotation
from carrel.domain.ids import MaterialId
from carrel.services.annotating import Annotating
from carrel.ui.attempt import Attempt
from carrel.ui.icons import icon
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.page_text import PageText

_LONGEST = 48
"""Letters of the marked words and of a section's title that a line of the menu shows."""


class Bookmarks:
    """Lists them in the order of the text."""

    def __init__(self, view: PageText, context: PageContext) -> None:
        self._view = view
        self._annotating = Annotating(context.desk)
        self._navigator = context.navigator
        self._attempt = Attempt(context.navigator)

    def show(self, material: MaterialId) -> None:
        """Open the menu over the text, or say how a bookmark is set."""
        found = self._attempt(lambda: self._annotating.bookmarks(material))
        if found is None:
            return
        if not found:
            self._navigator.show_message(
                _tr("There is no bookmark in this text yet: B sets one at the line at the top.")
            )
            return
        menu = QMenu(self._view)
        menu.setObjectName("bookmarks")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in found:
            action = menu.addAction(icon("bookmark"), _words_of(one))
            action.triggered.connect(partial(self._open, one))
        menu.setActiveAction(menu.actions()[0])
        viewport = self._view.text.viewport()
        menu.popup(viewport.mapToGlobal(QPoint(0, 24)))

    def _open(self, one: ListedAnnotation) -> None:
        passage = one.annotation.passage
        if passage is not None:
            self._navigator.open_passage(passage.section, passage.start, passage.end)


def _words_of(one: ListedAnnotation) -> str:
    passage = one.annotation.passage
    words = _short(one.annotation.note or (passage.quote if passage else ""))
    told = _tr("{words} – {section}").format(words=words, section=_short(one.section_title))
    return told.replace("&", "&&")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Bookmarks", text)
