"""The dialogs in which a student says what words claim, and how one claim bears on another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.claim_ledger import ClaimEntry
from carrel.domain.claims import Certainty, Claim, LinkKind
from carrel.domain.ids import ClaimId, TopicId
from carrel.domain.text.folding import fold
from carrel.domain.topics import Topic
from carrel.ui.widgets.claim_look import certainty_title, link_words, said_by
from carrel.ui.widgets.labels import body, muted
from carrel.ui.widgets.topic_words import kind_name

Speakers = Sequence[tuple[TopicId, str]]
"""Id and name of those who can say or hold something."""


class _Dialog(QDialog):
    """A form with a line for what is wrong; it stays open until who asked accepts it."""

    def __init__(self, title: str, explanation: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._error = body()
        self._error.hide()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self._ask)
        self._buttons.rejected.connect(self.reject)
        self._column = QVBoxLayout(self)
        if explanation:
            self._column.addWidget(muted(explanation))

    def show_error(self, sentence: str) -> None:
        """Say why that cannot be done."""
        self._error.setText(sentence)
        self._error.show()

    def _finish(self) -> None:
        self._column.addWidget(self._error)
        self._column.addWidget(self._buttons)

    def _ask(self) -> None:
        """Hand over what was filled in."""
        raise NotImplementedError


class ClaimDialog(_Dialog):
    """What words claim. ``written`` tells statement, asserter, holder and certainty."""

    written = Signal(str, str, str, object)

    def __init__(
        self,
        title: str,
        words: str,
        speakers: Speakers,
        claim: Claim | None = None,
        *,
        parent: QWidget,
    ) -> None:
        super().__init__(title, f"“{words}”" if words else "", parent)
        self.setObjectName("claimDialog")
        self.resize(480, 340)
        self.statement = QPlainTextEdit()
        self.statement.setTabChangesFocus(True)
        self.statement.setPlainText(claim.statement if claim else "")
        self.asserted_by = _speaker_combo(speakers, claim.asserted_by if claim else None)
        self.ascribed_to = _speaker_combo(speakers, claim.ascribed_to if claim else None)
        self.certainty = QComboBox()
        for certainty in Certainty:
            self.certainty.addItem(certainty_title(certainty), certainty)
        if claim is not None:
            self.certainty.setCurrentIndex(self.certainty.findData(claim.certainty))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&What is claimed"), self.statement)
        form.addRow(self.tr("&Said by"), self.asserted_by)
        form.addRow(self.tr("Whose &view"), self.ascribed_to)
        form.addRow(self.tr("&Certainty"), self.certainty)
        self._column.addLayout(form)
        self._finish()
        self.statement.setFocus()

    def _ask(self) -> None:
        self.written.emit(
            self.statement.toPlainText(),
            self.asserted_by.currentData(),
            self.ascribed_to.currentData(),
            Certainty(self.certainty.currentData()),
        )


class LinkDialog(_Dialog):
    """How a claim bears on another. ``linked`` tells the kind, the other claim and why."""

    linked = Signal(object, str, str)

    def __init__(self, entry: ClaimEntry, others: Sequence[ClaimEntry], *, parent: QWidget) -> None:
        super().__init__("", entry.claim.statement, parent)
        self.setObjectName("linkDialog")
        self.setWindowTitle(self.tr("Link this claim with another"))
        self.resize(520, 460)
        self._others = others
        self.kind = QComboBox()
        for kind in LinkKind:
            self.kind.addItem(link_words(kind), kind)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a claim"))
        self.field.setAccessibleName(self.tr("Find the other claim"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("The other claim"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.why = QLineEdit()
        form = QFormLayout()
        form.addRow(self.tr("&This claim"), self.kind)
        self._column.addLayout(form)
        self._column.addWidget(self.field)
        self._column.addWidget(self.list, 1)
        last = QFormLayout()
        last.addRow(self.tr("&Why (may stay empty)"), self.why)
        self._column.addLayout(last)
        self._finish()
        self.field.textChanged.connect(self._show_others)
        self.list.itemDoubleClicked.connect(self._ask)
        self._show_others("")

    def _show_others(self, text: str) -> None:
        self.list.clear()
        words = fold(text).split()
        for other in self._others:
            if all(word in other.folded for word in words):
                item = QListWidgetItem(f"{other.claim.statement}  ({said_by(other)})")
                item.setData(Qt.ItemDataRole.UserRole, other.claim.id)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _ask(self) -> None:
        if self.list.currentRow() < 0:
            self.show_error(self.tr("Choose the claim that it bears on."))
            return
        item = self.list.currentItem()
        other = ClaimId(item.data(Qt.ItemDataRole.UserRole))
        self.linked.emit(LinkKind(self.kind.currentData()), other, self.why.text())


class ClaimTopicsDialog(_Dialog):
    """What a claim is about. ``chosen`` tells the ids of the ticked topics."""

    chosen = Signal(object)

    def __init__(
        self,
        entry: ClaimEntry,
        topics: Sequence[Topic],
        *,
        parent: QWidget,
    ) -> None:
        super().__init__("", entry.claim.statement, parent)
        self.setObjectName("claimTopicsDialog")
        self.setWindowTitle(self.tr("What is this claim about?"))
        self.resize(420, 460)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a topic"))
        self.field.setAccessibleName(self.tr("Find a topic"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Topics"))
        ticked = set(entry.topic_ids)
        # The ticked ones first: they are what one comes to look at.
        for topic in sorted(topics, key=lambda each: each.id not in ticked):
            item = QListWidgetItem(f"{topic.name}  ({kind_name(topic.kind)})", self.list)
            item.setData(Qt.ItemDataRole.UserRole, topic.id)
            is_ticked = topic.id in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self._column.addWidget(self.field)
        self._column.addWidget(self.list, 1)
        self._finish()
        self.field.textChanged.connect(self._narrow)

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in fold(item.text()) for word in words))

    def _ask(self) -> None:
        items = (self.list.item(row) for row in range(self.list.count()))
        self.chosen.emit(
            tuple(
                TopicId(item.data(Qt.ItemDataRole.UserRole))
                for item in items
                if item.checkState() is Qt.CheckState.Checked
            )
        )


def _speaker_combo(speakers: Speakers, chosen: TopicId | None) -> QComboBox:
    combo = QComboBox()
    combo.addItem(QCoreApplication.translate("ClaimDialog", "The text does not say"), "")
    for topic, name in speakers:
        combo.addItem(name, topic)
    combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen else 0)
    return combo
