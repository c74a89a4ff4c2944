"""The one window that shows a failure of the program itself, for copying into a report."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carrel.ui.widgets.labels import body, heading


class CrashWindow(QDialog):
    """Shows reports, the newest first; work can go on beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crashWindow")
        self.setWindowTitle(self.tr("Carrel met a fault"))
        self.resize(680, 440)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("What happened, for a report"))
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._copy = QPushButton(self.tr("Copy"))
        self._copy.clicked.connect(self._on_copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Something in Carrel went wrong")))
        column.addWidget(
            body(
                self.tr(
                    "What you had done so far is saved. You can go on working; if the fault comes"
                    " again, please restart Carrel and send its makers what stands below."
                )
            )
        )
        column.addWidget(self._text, 1)
        column.addWidget(buttons)

    @property
    def report(self) -> str:
        """All that is shown."""
        return self._text.toPlainText()

    def show_report(self, report: str) -> None:
        """Show a report above those that are there already."""
        self._text.setPlainText(f"{report}\n\n{self.report}".strip())
        self._copy.setText(self.tr("Copy"))
        self.show()
        self.raise_()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self._copy.setText(self.tr("Copied"))
