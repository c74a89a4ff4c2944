"""The Progress page on a library in a file, with a student who answers."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from carrel.domain.ids import MaterialId
from carrel.domain.scheduling import Confidence
from carrel.services.preferences import Preferences
from carrel.storage.database import open_database
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.progress.presenter import ProgressPresenter
from fakes import ImmediateTasks, RecordingNavigator
from quiz_shelf import QuizShelf

BOOK = MaterialId("book")


class ProgressShelf(QuizShelf):
    """A library with questions; :meth:`open` shows the page."""

    def __init__(self, path, theme, qtbot) -> None:
        super().__init__(open_database(path))
        Preferences(self.desk).change(time_zone="UTC")
        self.qtbot = qtbot
        self.navigator = RecordingNavigator()
        self._context = PageContext(self.desk, self.navigator, ImmediateTasks(), theme)
        self.page: ProgressPresenter | None = None

    def open(self, material: MaterialId | None = None):
        """Open the page as the window does, and give back its view."""
        if self.page is None:
            self.page = ProgressPresenter(self._context)
            self.qtbot.addWidget(self.page.view)
            self.page.view.resize(1100, 700)
            self.page.view.show()
            self.desk.notice.listen(self.page.refresh)
        self.page.open(Place(PageName.PROGRESS, material=material))
        self.page.entered()
        QApplication.processEvents()
        return self.page.view

    def study(self, *outcomes: bool, confidence: Confidence | None = Confidence.SURE) -> None:
        """Answer one question after the other, well or not, in one session."""
        session = self.start()
        for well in outcomes:
            self.answer_and_go_on(session, well=well, confidence=confidence)
        self.quizzing.finish(session)


@pytest.fixture
def shelf(tmp_path, theme, qtbot):
    shelf = ProgressShelf(tmp_path / "library.db", theme, qtbot)
    yield shelf
    shelf.close()
