"""The main job, done by the program in its own window: a picture of each step, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.ui.navigator import Navigator, PageName, Place
from carrel.ui.shell.view import MainWindow
from carrel.ui.theme import Scheme, Theme

W = TypeVar("W", bound=QWidget)

MATERIAL = MaterialId("macron-putin")
MARKED_WORDS = "carry weight because they fall at a sensitive moment"
NOTED_WORDS = "in direct touch more often than most other leaders"
SECTION = SectionId("macron-putin/main-reason")
TOPIC = "macron-putin/nato"
"""A topic of the bundled material that many of its sections speak of."""

INDEX_NAME = "index.html"

LAYOUT_PASSES = 4
"""How often the window is let settle before a picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of the tour and a sentence on what it shows."""

    path: Path
    shows: str


MEMORY_KEYS = "Ctrl+Shift+M"
"""What puts the memory lens on and takes it off."""


class Tour:
    """Goes through the window; ``settle`` waits until everything that was begun is shown."""

    def __init__(
        self,
        window: MainWindow,
        navigator: Navigator,
        theme: Theme,
        folder: Path,
        settle: Callable[[], None],
    ) -> None:
        self._window = window
        self._navigator = navigator
        self._theme = theme
        self._folder = folder
        self._settle = settle
        self._count = 0

    def run(self) -> Iterator[Picture]:
        """Do one step after the other and yield the picture of each.

        Raises :class:`InputError` when the pictures cannot be written.
        """
        pictures = []
        for name, shows in self._steps():
            picture = self._take(name, shows)
            pictures.append(picture)
            yield picture
        self._write(self._folder / INDEX_NAME, index_page(pictures).encode())

    def _steps(self) -> Iterator[tuple[str, str]]:
        yield from self._library()
        yield from self._reading()
        yield from self._topics()
        yield from self._claims()
        yield from self._notes()
        yield from self._quiz()
        yield from self._progress()
        yield from self._search()
        yield from self._dark()

    def _library(self) -> Iterator[tuple[str, str]]:
        self._navigator.open_library()
        yield (
            "library",
            _tr("The library: the bundled material, how far it is read, and what to do next."),
        )

    def _reading(self) -> Iterator[tuple[str, str]]:
        self._navigator.open_material(MATERIAL)
        self._select(MARKED_WORDS)
        yield "select", _tr("Reading: selected words, with the bar that marks them.")
        self._do("1")
        self._select(NOTED_WORDS)
        self._do("N")
        self._find(QPlainTextEdit, "noteEditor").insertPlainText(_tr("Who says so? The author."))
        self._find(QTextEdit, "sectionText").setFocus()
        yield "note", _tr("A highlight, and a note in the margin beside its words.")

    def _topics(self) -> Iterator[tuple[str, str]]:
        self._navigator.open_topic(TopicId(TOPIC))
        yield "topics", _tr("Topics by group; one topic with every passage that speaks of it.")

    def _claims(self) -> Iterator[tuple[str, str]]:
        self._navigator.go(Place(PageName.CLAIMS))
        yield "claims", _tr("Positions: who holds what, how certain the text is of it.")

    def _notes(self) -> Iterator[tuple[str, str]]:
        self._navigator.open_notes()
        yield "notes", _tr("Everything marked and written, across all materials.")

    def _quiz(self) -> Iterator[tuple[str, str]]:
        self._navigator.start_quiz(Scope(ScopeKind.SECTION, SECTION))
        yield "question", _tr("One question at a time: digits choose, Enter answers.")
        for key, words in ((Qt.Key.Key_1, "1"), (Qt.Key.Key_Return, "")):
            self._press(key, words)
        yield (
            "answer",
            _tr("Right or wrong, why, and when the question comes back."),
        )

    def _progress(self) -> Iterator[tuple[str, str]]:
        self._navigator.open_section(SectionId(SECTION))
        self._do(MEMORY_KEYS)
        yield "memory", _tr("The text shows what is remembered of each paragraph.")
        self._do(MEMORY_KEYS)
        self._navigator.go(Place(PageName.PROGRESS))
        yield "progress", _tr("Progress: what is known, what fades, and when there was study.")

    def _search(self) -> Iterator[tuple[str, str]]:
        field = self._window.search_field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.setText("Kremlin")
        field.textEdited.emit(field.text())
        yield "search", _tr("Searching everything as one types, with the words around each hit.")
        field.clear()
        field.textEdited.emit("")

    def _dark(self) -> Iterator[tuple[str, str]]:
        self._theme.set_scheme(Scheme.DARK)
        self._navigator.open_material(MATERIAL)
        self._find(QTextEdit, "sectionText").setFocus()
        yield "dark", _tr("Reading in the dark theme.")

    def _press(self, key: Qt.Key, words: str) -> None:
        """Press a key on the question that is asked."""
        plain = Qt.KeyboardModifier.NoModifier
        question = self._find(QWidget, "quizQuestion")
        QApplication.sendEvent(question, QKeyEvent(QEvent.Type.KeyPress, key, plain, words))

    def _select(self, words: str) -> None:
        """Select words of the text that is read."""
        text = self._find(QTextEdit, "sectionText")
        text.moveCursor(QTextCursor.MoveOperation.Start)
        if not text.find(words):
            raise NotFound("The words “{words}” are not in the text.", words=words)
        text.setFocus()
        # As when words have been selected with Shift and it is let go.
        let_go = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(text, let_go)

    def _do(self, keys: str) -> None:
        """Do what these keys do on the page in front."""
        wanted = QKeySequence(keys)
        for _, actions in self._window.menus.all_actions():
            for action in actions:
                if wanted in action.shortcuts():
                    action.trigger()
                    self._settle()
                    return
        raise NotFound("Nothing is done by the keys {keys}.", keys=keys)

    def _find(self, kind: type[W], name: str) -> W:
        self._settle()
        for found in self._window.findChildren(kind, name):
            if found.isVisible():
                return found
        raise LookupError(name)

    def _take(self, name: str, shows: str) -> Picture:
        # Rows whose height follows from their width ask for a new layout from within one.
        for _ in range(LAYOUT_PASSES):
            self._settle()
        self._count += 1
        path = self._folder / f"{self._count:02d}-{name}.png"
        self._make_folder()
        if not self._window.grab().save(str(path)):
            raise InputError("The picture {path} cannot be written.", path=path)
        return Picture(path, shows)

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                "The folder {folder} for the pictures cannot be made: {reason}.",
                folder=self._folder,
                reason=error.strerror,
            ) from error

    def _write(self, path: Path, content: bytes) -> None:
        try:
            path.write_bytes(content)
        except OSError as error:
            raise InputError(
                "{path} cannot be written: {reason}.", path=path, reason=error.strerror
            ) from error


def index_page(pictures: list[Picture]) -> str:
    """An HTML page that shows the pictures with their sentences, for a browser."""
    figures = "\n".join(
        f'<figure><img src="{escape(picture.path.name)}" alt="{escape(picture.shows)}">'
        f"<figcaption>{escape(picture.shows)}</figcaption></figure>"
        for picture in pictures
    )
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>A tour of Carrel</title>'
        "\n<style>body { font: 16px sans-serif; margin: 2em auto; max-width: 1280px }"
        " figure { margin: 0 0 3em } img { max-width: 100%; border: 1px solid #bbb }"
        " figcaption { margin-top: .5em }</style>\n<h1>A tour of Carrel</h1>\n"
        f"{figures}\n</html>\n"
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tour", text)
