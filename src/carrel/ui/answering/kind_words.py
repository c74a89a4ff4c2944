"""What each kind of question is called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carrel.domain.questions.body import Kind


def kind_words(kind: Kind) -> str:
    """What kind of question it is."""
    return {
        Kind.SINGLE_CHOICE: _tr("Single choice"),
        Kind.MULTIPLE_CHOICE: _tr("Multiple choice"),
        Kind.TRUE_FALSE: _tr("True or false?"),
        Kind.CLOZE: _tr("Fill the gap"),
        Kind.SHORT_ANSWER: _tr("Short answer"),
        Kind.MATCHING: _tr("Matching"),
        Kind.ORDERING: _tr("Put in order"),
        Kind.CERTAINTY: _tr("How certain?"),
        Kind.EVIDENCE: _tr("Find the evidence"),
        Kind.FLASHCARD: _tr("Flashcard"),
    }[kind]


def _tr(text: str) -> str:
    return QCoreApplication.translate("KindWords", text)
