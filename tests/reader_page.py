"""The Read page on a library in memory, used as a student does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from carrel.domain.ids import SectionId
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.note_card import NoteCard
from carrel.ui.pages.reader.presenter import ReaderPresenter
from carrel.ui.widgets.note_editor import NoteEditor
from fakes import ImmediateTasks, RecordingNavigator
from sample_library import add_material, new_desk

ONE = SectionId("talks/one")
ONE_A = SectionId("talks/one-a")
TWO = SectionId("talks/two")
OPENING = "The 🦊 and the 🐻 speak. They talk about war, and talk about peace."
LONG = "\n".join(f"Paragraph {number} goes on for some words." for number in range(60))


class Reader:
    """The page with what surrounds it."""

    def __init__(self, qtbot, theme) -> None:
        self.desk = new_desk()
        self.qtbot = qtbot
        add_material(
            self.desk,
            "talks",
            [
                ("one", 1, OPENING),
                ("one-a", 2, LONG.replace("\n", "\n\n")),
                ("two", 1, "Short end."),
            ],
            title="Talks",
            authors=("A. Rey",),
        )
        self.navigator = RecordingNavigator()
        context = PageContext(self.desk, self.navigator, ImmediateTasks(), theme)
        self.page = ReaderPresenter(context)
        self.desk.notice.listen(self.page.refresh)
        self.view = self.page.view
        qtbot.addWidget(self.view)
        self.view.resize(1200, 700)
        self.view.show()
        self.reading = self.view.reading
        self.text = self.view.reading.text
        self.annotating = Annotating(self.desk)

    def open(self, section: SectionId | None = None, start: int = 0, end: int = 0) -> None:
        self.page.open(Place(PageName.READ, section=section, start=start, end=end))
        self.page.entered()

    def select(self, words: str) -> None:
        """Select words of the first section with the mouse."""
        start = OPENING.index(words)
        span = self.text.positions.span(TextRange(ONE, start, start + len(words)))
        box = self.text.word_box(*span)
        left, right = (QPoint(x, box.center().y()) for x in (box.left(), box.right() + 1))
        button, viewport = Qt.MouseButton.LeftButton, self.text.viewport()
        self.qtbot.mousePress(viewport, button, pos=left)
        self.qtbot.mouseMove(viewport, right)
        self.qtbot.mouseRelease(viewport, button, pos=right)

    def click(self, words: str) -> None:
        start = OPENING.index(words)
        span = self.text.positions.span(TextRange(ONE, start, start + len(words)))
        self.qtbot.mouseClick(
            self.text.viewport(),
            Qt.MouseButton.LeftButton,
            pos=self.text.word_box(*span).center(),
        )

    def press(self, name: str) -> None:
        """Trigger an action of the page, as its key does."""
        actions = {
            a.shortcut().toString(): a for group in self.page.actions.values() for a in group
        }
        actions[name].trigger()

    def write(self, text: str) -> None:
        """Type into the note that is being written, and finish it."""
        editor = self.view.findChild(NoteEditor)
        editor.selectAll()
        self.qtbot.keyClicks(editor, text)
        self.qtbot.keyClick(editor, Qt.Key.Key_Escape)

    def annotate(self, start: int, end: int, **details) -> None:
        """Mark code points of the first section, as another part of the program does."""
        self.annotating.mark([TextRange(ONE, start, end)], **details)

    def notes(self) -> list[tuple[str, str]]:
        """The words quoted and the note of each annotation of the first section."""
        return [
            (one.passage.quote if one.passage else "", one.note)
            for one in self.annotating.in_sections([ONE])
        ]

    def cards(self) -> list[str]:
        return [card.note.text for card in self.view.findChildren(NoteCard) if card.isVisible()]
