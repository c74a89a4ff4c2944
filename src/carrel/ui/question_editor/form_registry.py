"""The register of all forms: from the kind of question to the fields it is written in."""

from __future__ import annotations

from carrel.domain.questions.body import Kind
from carrel.ui.question_editor.body_forms import (
    BodyForm,
    CertaintyForm,
    EvidenceForm,
    FlashcardForm,
    MatchingForm,
    OptionsForm,
    OrderingForm,
    ShortAnswerForm,
    TrueFalseForm,
)
from carrel.ui.question_editor.cloze_form import ClozeForm

FORMS: dict[Kind, type[BodyForm]] = {
    Kind.SINGLE_CHOICE: OptionsForm,
    Kind.MULTIPLE_CHOICE: OptionsForm,
    Kind.TRUE_FALSE: TrueFalseForm,
    Kind.CLOZE: ClozeForm,
    Kind.SHORT_ANSWER: ShortAnswerForm,
    Kind.MATCHING: MatchingForm,
    Kind.ORDERING: OrderingForm,
    Kind.CERTAINTY: CertaintyForm,
    Kind.EVIDENCE: EvidenceForm,
    Kind.FLASHCARD: FlashcardForm,
}
