"""The register of all inputs: from the kind of question to the widget that takes its answer."""

from __future__ import annotations

from collections.abc import Callable

from carrel.domain.questions.body import Kind
from carrel.ui.answering.answer_input import AnswerInput, InputContext
from carrel.ui.answering.choice_input import (
    CertaintyInput,
    MultipleChoiceInput,
    SingleChoiceInput,
)
from carrel.ui.answering.cloze_input import ClozeInput
from carrel.ui.answering.evidence_input import EvidenceInput
from carrel.ui.answering.flashcard_input import FlashcardInput
from carrel.ui.answering.matching_input import MatchingInput
from carrel.ui.answering.ordering_input import OrderingInput
from carrel.ui.answering.short_answer_input import short_answer_input
from carrel.ui.answering.true_false_input import TrueFalseInput

INPUTS: dict[Kind, Callable[[InputContext], AnswerInput]] = {
    Kind.SINGLE_CHOICE: SingleChoiceInput,
    Kind.MULTIPLE_CHOICE: MultipleChoiceInput,
    Kind.TRUE_FALSE: TrueFalseInput,
    Kind.CLOZE: ClozeInput,
    Kind.SHORT_ANSWER: short_answer_input,
    Kind.MATCHING: MatchingInput,
    Kind.ORDERING: OrderingInput,
    Kind.CERTAINTY: CertaintyInput,
    Kind.EVIDENCE: EvidenceInput,
    Kind.FLASHCARD: FlashcardInput,
}


def input_for(context: InputContext) -> AnswerInput:
    """The widget that takes the answer to the question of ``context``."""
    return INPUTS[context.turn.question.kind](context)
