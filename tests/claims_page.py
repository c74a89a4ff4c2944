"""The Claims page on the bundled material, for the tests that use it as a student does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel

from carrel.domain.ids import ClaimId
from carrel.services.desk import Desk
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.claims.presenter import ClaimsPresenter
from carrel.ui.widgets.words_list import WordsHeading
from fakes import ImmediateTasks, RecordingNavigator

AUTHOR = "The author of the article"


class ClaimsPage:
    """The page on the bundled material, as a student sees it."""

    def __init__(self, desk: Desk, theme, qtbot) -> None:
        self.navigator = RecordingNavigator()
        self.presenter = ClaimsPresenter(PageContext(desk, self.navigator, ImmediateTasks(), theme))
        self.view = self.presenter.view
        qtbot.addWidget(self.view)
        self.view.resize(1200, 760)
        self.view.show()
        self.presenter.open(Place(PageName.CLAIMS))
        self.positions, self.ledger = self.view.positions, self.view.ledger
        self.timeline = self.view.timeline
        self._qtbot = qtbot

    def go_to(self, tab) -> None:
        self.view.tabs.setCurrentWidget(tab)
        self.presenter.entered()
        QApplication.processEvents()

    def open_claim(self, name: str) -> None:
        self.presenter.open(Place(PageName.CLAIMS, claim=ClaimId(f"macron-putin/{name}")))
        QApplication.processEvents()

    def cell(self, row: int, column: int):
        return self.positions.model.index(row, column)

    def press(self, widget, key: Qt.Key) -> None:
        self._qtbot.keyClick(widget, key)
        QApplication.processEvents()

    def labels(self) -> list[str]:
        return [label.text() for label in self.view.findChildren(QLabel) if label.isVisible()]

    def listed(self) -> list[str]:
        model = self.ledger.model
        return [
            model.entry(model.index(row, 0)).claim.id.partition("/")[2]
            for row in range(model.rowCount())
        ]

    def choose(self, combo, text: str) -> None:
        combo.setCurrentIndex(combo.findText(text))


def rows(words) -> list[tuple[str, str]]:
    model = words.words
    items = [model.item(model.index(row, 0)) for row in range(model.rowCount())]
    return [(item.title, "" if isinstance(item, WordsHeading) else item.text) for item in items]


def press_ok(page, qtbot, name: str, **texts: str):
    """Fill in the dialog of this name and confirm it."""
    dialog = page.view.findChild(QDialog, name)
    for field, text in texts.items():
        getattr(dialog, field).setCurrentIndex(getattr(dialog, field).findText(text))
    buttons = dialog.findChild(QDialogButtonBox)
    qtbot.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    return dialog
