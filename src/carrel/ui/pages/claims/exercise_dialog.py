"""The dialog in which a student chooses what is asked about claims and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.questions.from_claims import Exercise
from carrel.services.exercises import ExerciseOffer
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.labels import body, muted

Offers = Sequence[ExerciseOffer]


class ExerciseDialog(QDialog):
    """``wanted`` tells the chosen exercises, whether on all claims, and whether to begin a quiz.

    ``listed`` are the offers for the claims that the ledger lists, where those are not all.
    """

    wanted = Signal(object, bool, bool)

    def __init__(
        self,
        everything: Offers,
        listed: Offers | None,
        counts: tuple[int, int],
        ticked: frozenset[Exercise],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exerciseDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Exercises"))
        self._everything, self._listed = everything, listed
        self.boxes: dict[Exercise, QCheckBox] = {}
        self._details: dict[Exercise, QLabel] = {}
        self.of_listed = QRadioButton(
            self.tr("About the {n} claims that are listed").format(n=counts[0])
        )
        self.of_all = QRadioButton(self.tr("About all {n} claims").format(n=counts[1]))
        self._sum = body()
        self.quiz = PrimaryButton(self.tr("Quiz me on these"))
        self.quiz.setObjectName("quizOnExercises")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.addButton(self.quiz, QDialogButtonBox.ButtonRole.AcceptRole)
        self.add = self._buttons.addButton(
            self.tr("Only add them"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.add.setObjectName("addExercises")
        self._build(ticked)
        self._connect()
        self._show_offers()

    @property
    def chosen(self) -> tuple[Exercise, ...]:
        """The exercises that are ticked and have something to ask."""
        return tuple(exercise for exercise in self._offers() if self.boxes[exercise].isChecked())

    def _build(self, ticked: frozenset[Exercise]) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(
            muted(
                self.tr(
                    "Questions are made from what the material says. They are like all your other"
                    " questions: they come back until you know them, and you can edit, suspend or"
                    " delete them."
                )
            )
        )
        self.of_listed.setChecked(self._listed is not None)
        self.of_all.setChecked(self._listed is None)
        for radio in (self.of_listed, self.of_all):
            radio.setVisible(self._listed is not None)
            column.addWidget(radio)
        for offer in self._everything:
            box = QCheckBox(_title(offer.exercise))
            box.setObjectName(f"exercise_{offer.exercise}")
            box.setChecked(offer.exercise in ticked)
            detail = muted()
            detail.setWordWrap(False)
            self.boxes[offer.exercise], self._details[offer.exercise] = box, detail
            row = QHBoxLayout()
            row.addWidget(box, 1)
            row.addWidget(detail)
            column.addLayout(row)
        column.addWidget(self._sum)
        column.addSpacing(4)
        column.addWidget(self._buttons)
        self.setMinimumWidth(520)

    def _connect(self) -> None:
        self.of_all.toggled.connect(self._show_offers)
        for box in self.boxes.values():
            box.toggled.connect(self._show_sum)
        self._buttons.accepted.connect(lambda: self._ask(is_quiz=True))
        self.add.clicked.connect(lambda: self._ask(is_quiz=False))
        self._buttons.rejected.connect(self.reject)

    def _offers(self) -> Mapping[Exercise, ExerciseOffer]:
        is_all = self.of_all.isChecked() or self._listed is None
        offers = self._everything if is_all else self._listed or ()
        return {offer.exercise: offer for offer in offers}

    def _show_offers(self) -> None:
        offers = self._offers()
        for exercise, box in self.boxes.items():
            offer = offers.get(exercise)
            box.setEnabled(offer is not None)
            detail = self.tr("nothing to ask") if offer is None else _in_words(offer)
            self._details[exercise].setText(detail)
            box.setAccessibleDescription(detail)
        self._show_sum()

    def _show_sum(self) -> None:
        offers = [offer for key, offer in self._offers().items() if key in self.chosen]
        new, known = (sum(getattr(each, name) for each in offers) for name in ("new", "known"))
        if new + known:
            text = self.tr("Together {n}: {new} new, {known} that you have already.")
            self._sum.setText(text.format(n=new + known, new=new, known=known))
        else:
            self._sum.setText(self.tr("Tick what you want to be asked."))
        self.quiz.setEnabled(bool(new + known))
        self.add.setEnabled(bool(new))

    def _ask(self, *, is_quiz: bool) -> None:
        self.wanted.emit(self.chosen, self.of_all.isChecked(), is_quiz)


def _title(exercise: Exercise) -> str:
    return {
        Exercise.HOLDER: _tr("Who says it, and whose view is it?"),
        Exercise.CERTAINTY: _tr("How certain does the text make it?"),
        Exercise.OPPOSITION: _tr("What stands against it?"),
        Exercise.ORDER: _tr("Put the dated events in order"),
    }[exercise]


def _in_words(offer: ExerciseOffer) -> str:
    count = offer.questions - offer.deleted
    text = _tr("1 question") if count == 1 else _tr("{n} questions").format(n=count)
    if offer.known:
        text = _tr("{questions}, {known} there already").format(questions=text, known=offer.known)
    return text


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExerciseDialog", text)
