"""The windows of the Help menu: what can be done by keyboard, and which Carrel this is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from carrel.system.resources import resource
from carrel.ui.shortcuts import Binding
from carrel.ui.widgets.action_tree import ActionLine, ActionTree
from carrel.ui.widgets.labels import body, muted, page_title

_PICTURE_SIDE = 64


class ShortcutsDialog(QDialog):
    """Every action that has keys, by where it can be done; made from the actions themselves."""

    change_requested = Signal()

    def __init__(self, places: Sequence[tuple[str, Sequence[Binding]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._list = ActionTree([self.tr("Action"), self.tr("Keys")])
        self._list.show_places(
            [
                *((title, [_line(one) for one in bindings]) for title, bindings in places),
                (self.tr("In lists, fields and dialogs"), self._fixed_lines()),
                (self.tr("Typed into the search field"), self._search_lines()),
            ]
        )
        buttons = _close_box(self)
        change = buttons.addButton(self.tr("Change keys…"), QDialogButtonBox.ButtonRole.ActionRole)
        change.setObjectName("changeShortcuts")
        change.clicked.connect(self.change_requested)
        change.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self._list, 1)
        column.addWidget(buttons)
        self._list.search.setFocus()
        self.resize(self.fontMetrics().averageCharWidth() * 80, 620)

    def _fixed_lines(self) -> list[ActionLine]:
        """The keys that no action has and that cannot be changed."""
        native = QKeySequence.SequenceFormat.NativeText
        lines = (
            (self.tr("Go to the next control, or back"), ("Tab", "Shift+Tab")),
            (self.tr("Move in a list or a text"), ("Up", "Down")),
            (self.tr("Open what is chosen"), ("Return",)),
            (self.tr("Change a note or a topic that is chosen"), ("F2",)),
            (self.tr("Delete what is chosen"), ("Del",)),
            (self.tr("Press the button that has the focus"), ("Space",)),
            (self.tr("Store a note or a question"), ("Ctrl+Return",)),
            (self.tr("Close a dialog, a bar or a field"), ("Esc",)),
        )
        return [
            ActionLine("", (words, ", ".join(QKeySequence(key).toString(native) for key in keys)))
            for words, keys in lines
        ]

    def _search_lines(self) -> list[ActionLine]:
        """What means something in the search field besides words."""
        lines = (
            (self.tr("Words that stand together"), '"red line"'),
            (self.tr("Words that begin so"), "nego*"),
            (self.tr("Either of two"), "war OR peace"),
            (self.tr("Leave out a word, or what a filter names"), "-war  -in:notes"),
            (self.tr("Only notes, sections, topics, claims or questions"), "in:notes"),
            (self.tr("What speaks of a topic"), "topic:nato"),
            (self.tr("Notes and highlights of a colour"), "colour:important"),
            (self.tr("Notes and questions with a tag"), "tag:exam"),
            (self.tr("One material, by words of its title"), "material:macron"),
            (self.tr("Questions that come back by then"), "due:today  due:week  due:never"),
            (self.tr("Do something by its name"), "> export"),
        )
        return [ActionLine("", line) for line in lines]


class AboutDialog(QDialog):
    """Name, version, licence, and where the library is kept."""

    def __init__(self, version: str, library: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About Carrel"))
        self.setFixedWidth(440)
        picture = QLabel()
        shape = QIcon(str(resource("carrel.svg")))
        picture.setPixmap(shape.pixmap(_PICTURE_SIDE, _PICTURE_SIDE))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(picture)
        column.addWidget(page_title("Carrel"))
        column.addWidget(muted(self.tr("Version {version}").format(version=version)))
        column.addWidget(
            body(
                self.tr(
                    "A desk for one student: read, write in the margin, and be asked until it"
                    " stays known. It works offline and sends nothing anywhere."
                )
            )
        )
        column.addWidget(body(self.tr("Free software under the MIT licence.")))
        column.addWidget(muted(self.tr("Your library: {library}").format(library=library)))
        column.addSpacing(6)
        column.addWidget(_close_box(self))


def _close_box(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    return buttons


def _line(binding: Binding) -> ActionLine:
    return ActionLine(binding.name, (binding.title, binding.keys))
