"""The window in which documents are looked at and mended before they are stored."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.materials import DraftMaterial
from carrel.ui.icons import icon
from carrel.ui.import_preview.outline_tree import OutlineTree
from carrel.ui.import_preview.text_preview import TextPreview
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.job_row import JobRow
from carrel.ui.widgets.labels import heading, muted
from carrel.ui.widgets.language_box import LanguageBox

_SIZE = (1040, 680)
_LEAST = (720, 480)
_MOST_ROWS = 6
"""Rows of the list of documents; more are scrolled."""


class PreviewDialog(QDialog):
    """Shows what was found in documents; what the student does leaves as signals."""

    document_chosen = Signal(int)
    wanted_changed = Signal(int, bool)
    joined_changed = Signal(bool)
    title_page_changed = Signal()
    import_requested = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("importPreview")
        self.setWindowTitle(self.tr("Check before importing"))
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        self.heading = heading()
        self._told = muted()
        self.documents = QListWidget()
        self.as_one = QCheckBox(self.tr("Import them as one material"))
        self.title = QLineEdit()
        self.authors = QLineEdit()
        self.language = LanguageBox()
        self.outline = OutlineTree()
        self.preview = TextPreview()
        self._warnings = QLabel()
        self.job = JobRow()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._import = PrimaryButton(self.tr("Import"))
        self.retitle = self._action("edit", self.tr("Change the title"), "F2")
        self.merge = self._action("up", self.tr("Join with the section above"), "Ctrl+J")
        self.split = self._action("down", self.tr("Split before this paragraph"), "Ctrl+Return")
        self.promote = self._action("back", self.tr("One level up"), "Alt+Left")
        self.demote = self._action("forward", self.tr("One level down"), "Alt+Right")
        self.delete = self._action("delete", self.tr("Leave out, with what is below"), "Del")
        self.undo = self._action("undo", self.tr("Undo"), "Ctrl+Z")
        self.redo = self._action("redo", self.tr("Redo"), "Ctrl+Shift+Z")
        self._next_paragraph = self._action("down", self.tr("Next paragraph"), "Ctrl+Down")
        self._last_paragraph = self._action("up", self.tr("Paragraph before"), "Ctrl+Up")
        self.merge.setIconText(self.tr("Join"))
        self.split.setIconText(self.tr("Split"))
        # These belong to the outline: in a field they would take keys that edit its words.
        for action in (self.delete, self.promote, self.demote):
            self.removeAction(action)
            self.outline.addAction(action)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._build()
        self._connect()

    def show_documents(self, titles: Sequence[str], wanted: Sequence[bool]) -> None:
        """List documents; one alone needs no list."""
        with QSignalBlocker(self.documents):
            self.documents.clear()
            for title, is_wanted in zip(titles, wanted, strict=True):
                item = QListWidgetItem(title)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked)
                self.documents.addItem(item)
            self.documents.setCurrentRow(0)
        row = self.documents.sizeHintForRow(0)
        self.documents.setFixedHeight(row * min(len(titles), _MOST_ROWS) + 4)
        self._documents.setVisible(len(titles) > 1)

    def show_title_page(self, draft: DraftMaterial) -> None:
        """Show what is known of a document."""
        with QSignalBlocker(self.title), QSignalBlocker(self.authors):
            if self.title.text() != draft.title:
                self.title.setText(draft.title)
            if self._authors() != draft.authors:
                self.authors.setText("; ".join(draft.authors))
        with QSignalBlocker(self.language):
            if self.language.tag != draft.language:
                self.language.show_tag(draft.language)

    def written_authors(self) -> tuple[str, ...]:
        """The authors as they are written now."""
        return self._authors()

    def show_told(self, found: str, warnings: Sequence[str]) -> None:
        """Say what was found in a document, and what may be wrong with it."""
        self._told.setText(found)
        self._warnings.setText("\n".join(f"⚠ {one}" for one in warnings))
        self._warnings.setVisible(bool(warnings))

    def show_count(self, count: int) -> None:
        """Say on the button how many materials come in."""
        many = self.tr("Import {count} materials").format(count=count)
        self._import.setText(many if count > 1 else self.tr("Import"))
        self._import.setEnabled(count > 0)

    def show_busy(self, *, is_busy: bool) -> None:
        """Let nothing be changed while documents are stored."""
        for widget in (self._body, self._import):
            widget.setEnabled(not is_busy)
        self._promise.setVisible(not is_busy)

    def show_error(self, text: str) -> None:
        """Say what went wrong; what was changed is still there."""
        self._warnings.setText(f"⚠ {text}")
        self._warnings.show()

    def reject(self) -> None:
        """Close, or stop what runs first."""
        if self.job.is_running:
            self.job.stop()
            return
        super().reject()

    def _authors(self) -> tuple[str, ...]:
        names = (" ".join(name.split()) for name in self.authors.text().split(";"))
        return tuple(name for name in names if name)

    def _action(self, icon_name: str, text: str, keys: str) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setShortcut(QKeySequence(keys))
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shown})")
        self.addAction(action)
        return action

    def _build(self) -> None:
        self._body = QWidget()
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addLayout(self._title_page())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._left())
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setChildrenCollapsible(False)
        inner.addWidget(splitter, 1)
        self._warnings.setObjectName("importWarnings")
        self._warnings.setWordWrap(True)
        self._warnings.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self._told)
        column.addWidget(self._body, 1)
        column.addWidget(self._warnings)
        column.addLayout(self._buttons())

    def _title_page(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setVerticalSpacing(8)
        self.title.setObjectName("importTitle")
        self.title.setAccessibleName(self.tr("Title"))
        form.addRow(self.tr("Title"), self.title)
        self.authors.setObjectName("importAuthors")
        self.authors.setAccessibleName(self.tr("Authors"))
        self.authors.setPlaceholderText(self.tr("several are parted by semicolons"))
        self.language.setObjectName("importLanguage")
        self.language.setAccessibleName(self.tr("Language"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.authors, 3)
        label = QLabel(self.tr("Language"))
        label.setBuddy(self.language)
        row.addWidget(label)
        row.addWidget(self.language, 2)
        form.addRow(self.tr("Authors"), row)
        return form

    def _left(self) -> QWidget:
        self._documents = QWidget()
        files = QVBoxLayout(self._documents)
        files.setContentsMargins(0, 0, 0, 0)
        files.setSpacing(6)
        self.documents.setObjectName("importDocuments")
        self.documents.setAccessibleName(self.tr("Documents; those that are ticked come in"))
        self.as_one.setObjectName("importAsOne")
        files.addWidget(self.documents)
        files.addWidget(self.as_one)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(self._documents)
        column.addWidget(self.outline, 1)
        column.addLayout(self._tools())
        return left

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        shown = (self.retitle, self.promote, self.demote, self.merge, self.split, self.delete)
        for action in (*shown, None, self.undo, self.redo):
            if action is None:
                row.addStretch(1)
                continue
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setAccessibleName(action.text())
            if action in (self.merge, self.split):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        return row

    def _buttons(self) -> QHBoxLayout:
        self._import.setObjectName("importButton")
        self._import.setDefault(True)
        self._cancel.setAutoDefault(False)
        row = QHBoxLayout()
        self._promise = muted(self.tr("Nothing is stored before you import."))
        self._promise.setWordWrap(False)
        # The bar of the import stands where the promise did, which is kept until then.
        policy = self.job.sizePolicy()
        policy.setRetainSizeWhenHidden(False)
        self.job.setSizePolicy(policy)
        row.addWidget(self._promise)
        row.addWidget(self.job, 1)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._import)
        return row

    def _connect(self) -> None:
        self._import.clicked.connect(self.import_requested)
        self._cancel.clicked.connect(self.reject)
        self.documents.currentRowChanged.connect(self.document_chosen)
        self.documents.itemChanged.connect(self._on_ticked)
        self.as_one.toggled.connect(self.joined_changed)
        self.title.editingFinished.connect(self.title_page_changed)
        self.authors.editingFinished.connect(self.title_page_changed)
        self.language.currentTextChanged.connect(lambda _: self.title_page_changed.emit())
        self.retitle.triggered.connect(self.outline.edit_title)
        self._next_paragraph.triggered.connect(lambda: self.preview.step(1))
        self._last_paragraph.triggered.connect(lambda: self.preview.step(-1))

    def _on_ticked(self, item: QListWidgetItem) -> None:
        is_wanted = item.checkState() is Qt.CheckState.Checked
        self.wanted_changed.emit(self.documents.row(item), is_wanted)
