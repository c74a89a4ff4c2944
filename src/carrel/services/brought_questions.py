"""Storing the questions that came in with a document, with the answers given to them elsewhere."""

from __future__ import annotations

from carrel.domain.ids import CardId, MaterialId, QuestionId, ReviewId, SectionId
from carrel.domain.materials import DraftMaterial, Origin, Section
from carrel.domain.questions.brought import BroughtQuestion, PastAnswer
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.question import Question, card_of
from carrel.domain.scheduling import Memory, Rating
from carrel.domain.text.markdown import parse
from carrel.domain.text.passage import Passage, passage_at
from carrel.services.desk import Desk
from carrel.services.study_rules import StudyRules
from carrel.storage.question_store import QuestionStore
from carrel.storage.review_store import Review, ReviewStore

_SCORES = {Rating.AGAIN: 0.0, Rating.HARD: 0.5, Rating.GOOD: 1.0, Rating.EASY: 1.0}


def bring_questions(desk: Desk, draft: DraftMaterial, sections: tuple[Section, ...]) -> None:
    """Store a document's questions; its ``sections`` are in the library already.

    Answers that were given in another program are logged, and memories are made of them.
    """
    store, reviews = QuestionStore(desk.database), _PastReviews(desk)
    documents = {section.id: parse(section.markdown) for section in sections}
    with desk.database.transaction():
        for position, brought in enumerate(draft.questions):
            section = sections[brought.section]
            blocks = documents[section.id].blocks
            last = min(brought.last, len(blocks) - 1)
            words = passage_at(
                section.id, section.text, blocks[brought.first].start, blocks[last].end
            )
            question = _question(desk, brought, words)
            store.add_question(question, at=desk.clock(), position=position)
            reviews.bring(question, brought.past)


def _question(desk: Desk, brought: BroughtQuestion, words: Passage) -> Question:
    material = MaterialId(words.section.partition("/")[0])
    return Question(
        id=QuestionId(desk.new_id()),
        material=material,
        prompt=brought.prompt,
        body=read_body(brought.kind, brought.body),
        explanation=brought.explanation,
        passages=(words,),
        tags=brought.tags,
        origin=Origin.OWN,
        section=SectionId(words.section),
    )


class _PastReviews:
    """Answers from elsewhere, replayed under the rules in force now."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._scheduling = StudyRules(desk).scheduling()
        self._store = ReviewStore(desk.database)
        self._questions = QuestionStore(desk.database)

    def bring(self, question: Question, past: tuple[PastAnswer, ...]) -> None:
        for part in sorted({answer.part for answer in past}):
            if part < question.body.part_count:
                own = sorted((one for one in past if one.part == part), key=lambda one: one.at)
                self._bring(card_of(question.id, part), own)

    def _bring(self, card: CardId, past: list[PastAnswer]) -> None:
        card_row = self._questions.card_row(card)
        memory: Memory | None = None
        logged: list[Review] = []
        for answer in past:
            rating = Rating(answer.rating)
            review = Review(
                id=ReviewId(self._desk.new_id()),
                card_row=card_row,
                session_row=None,
                parameters=self._scheduling.parameters,
                reviewed_at=answer.at,
                response=None,
                score=_SCORES[rating],
                rating=rating,
                confidence=None,
                seconds=answer.seconds,
                memory_before=memory,
                device=self._desk.device,
            )
            logged.append(review)
            memory = self._scheduling.after(memory, rating, answer.at, card=card)
        if memory is not None:
            self._store.bring(logged, memory)
