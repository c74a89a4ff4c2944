"""Questions and file choices that do not stop the program while they are open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget


def ask(
    parent: QWidget, text: str, *, more: str = "", accept_text: str, accepted: Callable[[], None]
) -> QMessageBox:
    """Ask before something that is hard to take back; ``accepted`` is called on yes."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    yes = box.addButton(accept_text, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    yes.clicked.connect(accepted)
    box.open()
    return box


def ask_for_name(
    parent: QWidget, title: str, label: str, *, name: str = "", accepted: Callable[[str], None]
) -> QInputDialog:
    """Let the student write a name; ``accepted`` is called with it on yes."""
    dialog = QInputDialog(parent)
    dialog.setObjectName("nameDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(name)
    dialog.textValueSelected.connect(accepted)
    dialog.open()
    return dialog


def choose_files(
    parent: QWidget, title: str, filters: list[str], chosen: Callable[[list[Path]], None]
) -> QFileDialog:
    """Let the student choose files to read; ``filters`` are Qt's: ``Text (*.txt *.md)``."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(filters)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.open()
    return dialog


def choose_folder(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Let the student choose a folder."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog


def choose_place(
    parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Let the student choose where to write a file; ``name`` is what it is called if they agree."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def tell(text: str) -> None:
    """Say something before there is a window, and wait until it has been read."""
    box = QMessageBox(QMessageBox.Icon.Critical, "Carrel", text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
