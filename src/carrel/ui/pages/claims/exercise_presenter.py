"""Has exercises made from claims and events, and begins a quiz on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from carrel.domain.errors import CarrelError
from carrel.domain.ids import ClaimId, MaterialId
from carrel.domain.questions.from_claims import Exercise
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.services.exercises import Exercises
from carrel.ui.navigator import Navigator
from carrel.ui.pages.claims.exercise_dialog import ExerciseDialog

_FROM_CLAIMS = frozenset({Exercise.HOLDER, Exercise.CERTAINTY, Exercise.OPPOSITION})


class ExercisePresenter:
    """Opens the dialog over ``view`` and does what is chosen there."""

    def __init__(self, view: QWidget, exercises: Exercises, navigator: Navigator) -> None:
        self._view = view
        self._exercises = exercises
        self._navigator = navigator

    def ask_about_claims(
        self, material: MaterialId, listed: Collection[ClaimId], total: int
    ) -> None:
        """Offer exercises on the claims that are listed, or on all ``total`` of the material."""
        self._open(material, listed if len(listed) < total else None, total, _FROM_CLAIMS)

    def ask_about_events(self, material: MaterialId) -> None:
        """Offer the exercise on the order of events."""
        self._open(material, None, 0, frozenset({Exercise.ORDER}))

    def _open(
        self,
        material: MaterialId,
        listed: Collection[ClaimId] | None,
        total: int,
        ticked: frozenset[Exercise],
    ) -> None:
        everything = self._exercises.offers(material)
        if not everything:
            self._navigator.show_message(_tr("This material has nothing to make questions from."))
            return
        of_listed = None if listed is None else self._exercises.offers(material, listed)
        dialog = ExerciseDialog(
            everything,
            of_listed,
            (len(listed or ()), total),
            ticked,
            self._view,
        )

        def make(exercises: Sequence[Exercise], is_all: bool, is_quiz: bool) -> None:
            self._make(material, exercises, None if is_all else listed, is_quiz=is_quiz)
            dialog.accept()

        dialog.wanted.connect(make)
        dialog.open()

    def _make(
        self,
        material: MaterialId,
        exercises: Sequence[Exercise],
        claims: Collection[ClaimId] | None,
        *,
        is_quiz: bool,
    ) -> None:
        try:
            made = self._exercises.make(material, exercises, claims)
        except CarrelError as error:
            self._navigator.show_error(error)
            return
        if is_quiz:
            self._navigator.start_quiz(Scope(ScopeKind.QUESTIONS, questions=made))
        else:
            self._navigator.show_message(
                _tr("{n} questions are among yours now; the Quiz page asks them.").format(
                    n=len(made)
                )
            )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Exercises", text)
