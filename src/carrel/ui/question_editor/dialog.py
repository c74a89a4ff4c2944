"""The window in which a question is written: the form at the left, the preview at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.questions.body import Kind
from carrel.domain.questions.drafts import Draft, body_for
from carrel.ui.answering.kind_words import kind_words
from carrel.ui.question_editor.body_forms import BodyForm
from carrel.ui.question_editor.cited_field import CitedField
from carrel.ui.question_editor.form_registry import FORMS
from carrel.ui.question_editor.preview import Preview
from carrel.ui.question_editor.text_field import TextField
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.line import thin_line

_PREVIEW_DELAY_MS = 150


class EditorDialog(QDialog):
    """Holds a draft. What the student wants done with it leaves as a signal."""

    save_requested = Signal(object)
    restore_requested = Signal()
    words_wanted = Signal()
    """The student wants to choose words of the text that answer the question."""

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("questionEditor")
        self.resize(1040, 680)
        self._draft: Draft | None = None
        self._authors: Draft | None = None
        self._preview = preview
        self._form: BodyForm | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PREVIEW_DELAY_MS)
        self._timer.timeout.connect(self._show_preview)
        self.kind = QComboBox()
        self.kind.setObjectName("questionKind")
        self.kind.setAccessibleName(self.tr("Kind of question"))
        for kind in Kind:
            self.kind.addItem(kind_words(kind), kind.value)
        self.kind.currentIndexChanged.connect(self._change_kind)
        self.prompt = TextField(self.tr("Question"), placeholder=self.tr("What is asked"))
        self.explanation = TextField(
            self.tr("Explanation"), placeholder=self.tr("Why the answer is right; who says so")
        )
        self.tags = QLineEdit()
        self.tags.setAccessibleName(self.tr("Tags"))
        self.tags.setPlaceholderText(self.tr("Tags, with commas between"))
        self.cited = CitedField()
        self.cited.changed.connect(self._timer.start)
        self.cited.words_wanted.connect(self.words_wanted)
        self._form_place = QVBoxLayout()
        self.save_button = PrimaryButton(self.tr("Save"))
        self.save_button.setObjectName("questionSave")
        self.save_button.setToolTip(self.tr("Ctrl+Return"))
        self.save_button.clicked.connect(self._save)
        self.authors_button = QPushButton(self.tr("See the author's version"))
        self.authors_button.setCheckable(True)
        self.authors_button.toggled.connect(self._show_preview)
        self.restore_button = QPushButton(self.tr("Restore it"))
        self.restore_button.clicked.connect(self.restore_requested)
        for field in (self.prompt, self.explanation):
            field.changed.connect(self._timer.start)
        self.tags.textChanged.connect(self._timer.start)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._save)
        self._build()

    @property
    def draft(self) -> Draft:
        """What is written now."""
        if self._draft is None or self._form is None:
            raise AssertionError("the window has not been given a draft")
        tags = (tag.strip() for tag in self.tags.text().split(","))
        return replace(
            self._draft,
            prompt=self.prompt.text,
            body=self._form.body,
            explanation=self.explanation.text,
            passages=self.cited.passages,
            tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        )

    def show_draft(self, draft: Draft, authors: Draft | None) -> None:
        """Show a draft to be written on; ``authors`` is what a pack's author had written."""
        self._authors = authors
        self._fill(draft)
        self.authors_button.setVisible(authors is not None)
        self.restore_button.setVisible(authors is not None)
        self._show_preview()

    def focus_first(self) -> None:
        """Give the focus to what is still to be written."""
        needs_prompt = Kind(self.kind.currentData()) not in (Kind.CLOZE, Kind.FLASHCARD)
        if needs_prompt or self.prompt.text or self._form is None:
            self.prompt.focus_first()
        else:
            self._form.focus_first()

    def _fill(self, draft: Draft) -> None:
        self._draft = draft
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(draft.kind.value))
        self.kind.blockSignals(False)
        self.prompt.show_text(draft.prompt)
        self.explanation.show_text(draft.explanation)
        self.tags.setText(", ".join(draft.tags))
        self.cited.show_passages(draft.passages)
        self._put_form(draft)

    def _put_form(self, draft: Draft) -> None:
        if self._form is not None:
            self._form_place.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form = FORMS[draft.kind]()
        self._form.show_body(draft.body)
        self._form.changed.connect(self._timer.start)
        self._form_place.addWidget(self._form)
        self._form.show()
        # The form comes between the question and the explanation for Tab, too.
        first = self._form.findChildren(QWidget)
        if first:
            QWidget.setTabOrder(self.prompt.edit, first[0])
            QWidget.setTabOrder(first[-1], self.explanation.edit)

    def _change_kind(self) -> None:
        kind = Kind(self.kind.currentData())
        before = self.draft
        if kind in _ALIKE and before.kind in _ALIKE:
            changed = replace(before, kind=kind)
        else:
            changed = replace(before, kind=kind, body=body_for(kind, before))
        self._fill(changed)
        self._show_preview()

    def _show_preview(self) -> None:
        self._timer.stop()
        if self._authors is not None and self.authors_button.isChecked():
            self._preview.show_draft(self._authors)
            self.authors_button.setText(self.tr("See my version"))
            return
        self.authors_button.setText(self.tr("See the author's version"))
        checks = self._preview.show_draft(self.draft)
        self.save_button.setEnabled(not any(check.is_fault for check in checks))

    def _save(self) -> None:
        self._show_preview()
        if self.save_button.isEnabled():
            self.save_requested.emit(self.draft)

    def _build(self) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(7)
        column.addWidget(self.kind)
        column.addWidget(muted(self.tr("Question")))
        column.addWidget(self.prompt)
        column.addLayout(self._form_place)
        column.addWidget(muted(self.tr("Explanation")))
        column.addWidget(self.explanation)
        column.addWidget(self.tags)
        column.addWidget(muted(self.tr("Answered by these words of the text")))
        column.addWidget(self.cited)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(scroll, 6)
        halves.addWidget(thin_line(QFrame.Shape.VLine))
        halves.addWidget(self._preview, 5)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(18, 10, 18, 14)
        buttons.setSpacing(10)
        buttons.addWidget(self.authors_button)
        buttons.addWidget(self.restore_button)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        for button in (self.authors_button, self.restore_button, cancel, self.save_button):
            # Return belongs to the fields; Ctrl+Return saves.
            button.setAutoDefault(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(halves, 1)
        outer.addWidget(thin_line())
        outer.addLayout(buttons)


_ALIKE = (Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE)
"""Kinds that are written in the same fields."""
