"""The panel of the claims exercise: one claim after the other, whose view and how certain."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.claim_marking import Marking
from carrel.domain.claims import Certainty
from carrel.domain.ids import TopicId
from carrel.ui.widgets.buttons import PrimaryButton, icon_button
from carrel.ui.widgets.claim_look import certainty_title
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import body, muted


class ExercisePanel(QWidget):
    """Stands over the text while the exercise goes on."""

    step_requested = Signal(int)
    marked = Signal(object)
    """What is said of the claim now, a :class:`Marking`."""

    comparison_requested = Signal()
    again_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claimsExercise")
        self._is_filling = False
        self.count = body()
        self.count.setWordWrap(False)
        self.holder = QComboBox()
        self.holder.setObjectName("exerciseHolder")
        self.holder.setAccessibleName(self.tr("Whose view is it?"))
        self._group = QButtonGroup(self)
        self.certainties: dict[Certainty, QPushButton] = {}
        self.before = QPushButton(self.tr("&Before"))
        self.next = QPushButton(self.tr("&Next claim"))
        self.compare = PrimaryButton(self.tr("&Compare"))
        self.compare.setObjectName("compareClaims")
        self.again = QPushButton(self.tr("&Try again"))
        self.close_button = icon_button("close", self.tr("End the exercise"))
        self.verdict = body()
        self.hint = muted()
        self._build()
        self._connect()
        self.hide()

    def show_holders(self, holders: Sequence[tuple[TopicId, str]]) -> None:
        """Offer these (id and name)."""
        self._is_filling = True
        self.holder.clear()
        self.holder.addItem(self.tr("Whose view?"), None)
        for topic, name in holders:
            self.holder.addItem(name, topic)
        self._is_filling = False

    def show_claim(self, number: int, total: int, marking: Marking) -> None:
        """Ask about the claim with this number, from 1, and show what was said of it."""
        self._is_filling = True
        self.count.setText(self.tr("Claim {n} of {total}").format(n=number, total=total))
        self.holder.setCurrentIndex(max(0, self.holder.findData(marking.holder)))
        self._group.setExclusive(False)
        for certainty, button in self.certainties.items():
            button.setChecked(certainty is marking.certainty)
        self._group.setExclusive(True)
        self._is_filling = False

    def show_progress(self, marked: int, total: int) -> None:
        """Say how far the student has come; nothing is compared yet."""
        self._let_answer(is_asking=True)
        self.hint.setText(
            self.tr(
                "{marked} of {total} marked. Mark as many as you like, then compare with the"
                " material."
            ).format(marked=marked, total=total)
        )
        self.compare.setEnabled(marked > 0)

    def show_comparison(self, summary: str, verdict: str) -> None:
        """Say how all markings stand, and that of the claim in front."""
        self._let_answer(is_asking=False)
        self.hint.setText(summary)
        self.verdict.setText(verdict)

    def _let_answer(self, *, is_asking: bool) -> None:
        for widget in (self.holder, *self.certainties.values()):
            widget.setEnabled(is_asking)
        self.compare.setVisible(is_asking)
        self.again.setVisible(not is_asking)
        self.verdict.setVisible(not is_asking)

    def _build(self) -> None:
        for certainty in Certainty:
            button = QPushButton(certainty_title(certainty))
            button.setObjectName(f"exercise_{certainty}")
            button.setCheckable(True)
            self._group.addButton(button)
            self.certainties[certainty] = button
        fields = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        fields.setSizePolicy(policy)
        flow = Flow(fields, gap=6)
        for widget in (
            self.holder,
            *self.certainties.values(),
            self.before,
            self.next,
            self.compare,
            self.again,
        ):
            flow.addWidget(widget)
        top = QHBoxLayout()
        top.addWidget(QLabel(self.tr("Whose view is it, and how certain does the text make it?")))
        top.addStretch(1)
        top.addWidget(self.count)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 10, 6)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(fields)
        column.addWidget(self.verdict)
        column.addWidget(self.hint)

    def _connect(self) -> None:
        self.holder.currentIndexChanged.connect(self._tell)
        for button in self.certainties.values():
            button.clicked.connect(self._tell)
        self.before.clicked.connect(lambda: self.step_requested.emit(-1))
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self.compare.clicked.connect(self.comparison_requested)
        self.again.clicked.connect(self.again_requested)
        self.close_button.clicked.connect(self.closed)

    def _tell(self) -> None:
        if self._is_filling:
            return
        holder: str | None = self.holder.currentData()
        chosen = (one for one, button in self.certainties.items() if button.isChecked())
        self.marked.emit(Marking(None if holder is None else TopicId(holder), next(chosen, None)))
