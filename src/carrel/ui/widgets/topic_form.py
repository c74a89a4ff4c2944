"""The dialog in which a student says what a topic is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
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

from carrel.domain.topics import TopicKind
from carrel.services.topic_editing import TopicDraft
from carrel.ui.widgets.labels import body, muted
from carrel.ui.widgets.topic_words import kind_name

_WIDTH = 460
_TEXT_LINES = 4
_OFFERED_HEIGHT = 140


class TopicForm(QDialog):
    """Asks for name, kind, group, other names and definition.

    ``offered`` names, where they are given, are ticked instead of written: they go over to a topic
    that is split off. The dialog stays open until who asked accepts it.
    """

    submitted = Signal(object)

    def __init__(
        self,
        title: str,
        draft: TopicDraft,
        groups: Sequence[str],
        *,
        offered: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topicForm")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.name = QLineEdit(draft.name)
        self.name.setObjectName("topicName")
        self.kind = QComboBox()
        self.group = QComboBox()
        self.aliases = _text("\n".join(draft.aliases))
        self.aliases.setObjectName("topicAliases")
        self.offered = QListWidget()
        self.offered.setMaximumHeight(_OFFERED_HEIGHT)
        self.definition = _text(draft.definition)
        self.definition.setObjectName("topicDefinition")
        self._error = body()
        self._error.setObjectName("topicFormError")
        self._fill(draft, groups, offered)
        self._build(is_split=bool(offered))

    def draft(self) -> TopicDraft:
        """What the fields say."""
        return TopicDraft(
            name=self.name.text(),
            kind=TopicKind(self.kind.currentData()),
            group=self.group.currentText(),
            aliases=tuple(self._ticked() or self.aliases.toPlainText().splitlines()),
            definition=self.definition.toPlainText(),
        )

    def show_error(self, sentence: str) -> None:
        """Say what cannot be accepted."""
        self._error.setText(sentence)
        self._error.show()
        self.name.setFocus()

    def _fill(self, draft: TopicDraft, groups: Sequence[str], offered: Sequence[str]) -> None:
        for kind in TopicKind:
            self.kind.addItem(kind_name(kind), kind)
        self.kind.setCurrentIndex(list(TopicKind).index(draft.kind))
        self.group.setEditable(True)
        self.group.setAccessibleName(self.tr("Group"))
        line = self.group.lineEdit()
        if line is not None:
            line.setAccessibleName(self.tr("Group"))
        self.group.addItems(["", *groups])
        self.group.setCurrentText(draft.group)
        for name in offered:
            item = QListWidgetItem(name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.offered.addItem(item)
        self.offered.itemChanged.connect(self._name_after_first)

    def _build(self, *, is_split: bool) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if is_split:
            form.addRow(self.tr("Names that go &over"), self.offered)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Kind"), self.kind)
        form.addRow(self.tr("&Group"), self.group)
        if not is_split:
            form.addRow(self.tr("&Other names"), self.aliases)
            form.addRow("", muted(self.tr("One in each line. The texts are searched for them.")))
        form.addRow(self.tr("&Definition"), self.definition)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(lambda: self.submitted.emit(self.draft()))
        buttons.rejected.connect(self.reject)
        self._error.hide()
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._error)
        column.addWidget(buttons)
        for field in (self.aliases, self.definition):
            field.setVisible(field is self.definition or not is_split)
        self.offered.setVisible(is_split)

    def _ticked(self) -> list[str]:
        items = [self.offered.item(row) for row in range(self.offered.count())]
        return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]

    def _name_after_first(self) -> None:
        ticked = self._ticked()
        if ticked and not self.name.text():
            self.name.setText(ticked[0])


def _text(content: str) -> QPlainTextEdit:
    field = QPlainTextEdit(content)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * _TEXT_LINES + 16)
    return field
