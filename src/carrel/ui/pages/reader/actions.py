"""What the Read page adds to the menus, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from carrel.domain.annotations import Colour
from carrel.domain.text.stretching import Edge
from carrel.ui.icons import icon
from carrel.ui.page import Menu
from carrel.ui.shortcuts import name_actions


class ReaderActions(QObject):
    """The actions of reading and annotating. Their owner connects them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.colours = {
            colour: self._action("", str(number), colour.value)
            for number, colour in enumerate(Colour, start=1)
        }
        self.underline = self._action(self.tr("Underline"), "U", "underline")
        self.fit = self._action(self.tr("Fit the mark to the selection"), "E", "fit")
        self.next_mark = self._action(self.tr("Next note or highlight"), "J")
        self.previous_mark = self._action(self.tr("Previous note or highlight"), "Shift+J")
        self.stretches = {
            (Edge.END, 1): self._action(self.tr("One more word at the end"), "Shift+Right"),
            (Edge.END, -1): self._action(self.tr("One word less at the end"), "Shift+Left"),
            (Edge.START, -1): self._action(
                self.tr("One more word at the beginning"), "Alt+Shift+Left"
            ),
            (Edge.START, 1): self._action(
                self.tr("One word less at the beginning"), "Alt+Shift+Right"
            ),
        }
        for action in self.stretches.values():
            action.setEnabled(False)
        self.bookmark = self._action(self.tr("Bookmark"), "B", "bookmark")
        self.bookmarks = self._action(self.tr("Bookmarks of this text…"), "Shift+B", "bookmark")
        self.section_note = self._action(self.tr("Write note on the section"), "Shift+N", "note")
        self.tags = self._action(self.tr("Tags…"), "G", "tag")
        self.note = self._action(self.tr("Write note"), "N", "note")
        self.question = self._action(self.tr("Make a question"), "Q", "question")
        self.delete = self._action(self.tr("Delete note or highlight"), "Del", "delete")
        self.cite = self._action(self.tr("Copy with citation"), "Ctrl+Shift+C", "copy")
        self.let_go = self._action(self.tr("Let go of the selection"), "Esc")
        # Esc is also that of the note, the bar and the window around the text.
        self.let_go.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.let_go.setEnabled(False)
        self.find = self._action(self.tr("Find on this page"), "Ctrl+F", "search")
        self.find_next = self._action(self.tr("Find next"), "F3")
        self.find_previous = self._action(self.tr("Find previous"), "Shift+F3")
        self.outline = self._action(self.tr("Outline"), "F9", "outline")
        self.caret = self._action(self.tr("Select with the keyboard"), "F7")
        self.caret.setCheckable(True)
        self.topics = self._action(self.tr("Topics in the text"), "Ctrl+T", "topics")
        self.topics.setCheckable(True)
        self.claims = self._action(self.tr("Claims in the text"), "Ctrl+Shift+L", "claims")
        self.claims.setCheckable(True)
        self.open_claim = self._action(self.tr("Open the claim at the caret"), "Ctrl+Shift+Return")
        self.add_claim = self._action(self.tr("Say what this claims…"), "C", "claims")
        self.tag = self._action(self.tr("Say which topic this is about…"), "T", "tag")
        self.reject_topic = self._action(self.tr("Not a mention of the topic here"), "Shift+T")
        self.open_topic = self._action(self.tr("Open the topic at the caret"), "Ctrl+Return")
        self.larger = self._action(self.tr("Larger text"), "Ctrl++")
        self.larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.smaller = self._action(self.tr("Smaller text"), "Ctrl+-")
        self.normal_size = self._action(self.tr("Normal text size"), "Ctrl+0")
        self.mark_read = self._action(self.tr("Mark page as read"), "Ctrl+M", "check")
        self.next_page = self._action(self.tr("Next page"), "Ctrl+PgDown")
        self.previous_page = self._action(self.tr("Previous page"), "Ctrl+PgUp")
        name_actions("read", self)

    @property
    def by_menu(self) -> Mapping[Menu, Sequence[QAction]]:
        """The actions in the menus they belong to."""
        return {
            Menu.EDIT: [
                *self.colours.values(),
                self.underline,
                self.fit,
                *self.stretches.values(),
                self.note,
                self.section_note,
                self.tags,
                self.bookmark,
                self.question,
                self.delete,
                self.cite,
                self.tag,
                self.reject_topic,
                self.add_claim,
                self.let_go,
                self.find,
                self.find_next,
                self.find_previous,
            ],
            Menu.VIEW: [
                self.larger,
                self.smaller,
                self.normal_size,
                self.outline,
                self.topics,
                self.claims,
                self.caret,
            ],
            Menu.GO: [
                self.open_topic,
                self.open_claim,
                self.bookmarks,
                self.next_mark,
                self.previous_mark,
                self.next_page,
                self.previous_page,
                self.mark_read,
            ],
        }

    def show_names(self, title: Callable[[Colour], str]) -> None:
        """Call the colours as the student does."""
        for colour, action in self.colours.items():
            action.setText(self.tr("Mark as {colour}").format(colour=title(colour)))

    def connect_colours(self, choose: Callable[[Colour], None]) -> None:
        """Call ``choose`` with the colour of the action that is triggered."""
        for colour, action in self.colours.items():
            action.triggered.connect(lambda _=False, chosen=colour: choose(chosen))

    def _action(self, text: str, keys: str, icon_name: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        if icon_name:
            action.setIcon(icon(icon_name))
        return action
