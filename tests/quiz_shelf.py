"""A library with questions for tests, and a student who answers them."""

from __future__ import annotations

from datetime import timedelta

from carrel.domain.ids import SectionId
from carrel.domain.questions.question import Question
from carrel.domain.quiz_session import Scope, SessionId, SessionPlan, Standing, Turn
from carrel.domain.scheduling import Confidence
from carrel.domain.text.passage import Passage, passage_at
from carrel.services.desk import Desk
from carrel.services.quizzing import Quizzing
from carrel.storage.database import Database
from carrel.storage.question_store import QuestionStore
from fakes import FrozenClock
from question_samples import question
from sample_library import add_material, new_desk

TEXT = "The talks go on. A war is the main reason for them. Nobody knows how they will end."
REASON = "A war is the main reason for them."


def cited(section: str = "book/one") -> Passage:
    """The sentence that answers, in a section whose text is :data:`TEXT`."""
    start = TEXT.index(REASON)
    return passage_at(SectionId(section), TEXT, start, start + len(REASON))


class QuizShelf:
    """A desk with the material ``book``, whose sections all hold :data:`TEXT`."""

    def __init__(self, database: Database | None = None) -> None:
        self.desk: Desk = new_desk(database)
        self.quizzing = Quizzing(self.desk)
        self.questions = QuestionStore(self.desk.database)
        add_material(
            self.desk,
            "book",
            [("one", 1, TEXT), ("one-a", 2, TEXT), ("two", 1, TEXT)],
            title="The book",
        )

    def ask(self, *kinds: str, section: str = "one") -> None:
        """Add a question of each of these kinds, named after their kind and number."""
        for kind in kinds:
            count = self.desk.database.value("SELECT count(*) FROM question")
            self.add(
                question(
                    kind,
                    f"q{count + 1:03d}",
                    section=section,
                    passages=(cited(f"book/{section}"),),
                    explanation="The author says it.",
                )
            )

    def add(self, made: Question) -> None:
        count = self.desk.database.value("SELECT count(*) FROM question")
        self.questions.add_question(made, at=self.desk.clock(), position=count)

    def start(self, scope: Scope | None = None, size: int = 20, **more: object) -> SessionId:
        return self.quizzing.start(SessionPlan(scope or Scope(), size, **more))  # type: ignore[arg-type]

    def standing(self, session: SessionId) -> Standing:
        return self.quizzing.standing(session)

    def turn(self, session: SessionId) -> Turn:
        turn = self.standing(session).turn
        assert turn is not None, "the session asks nothing now"
        return turn

    def answer(
        self,
        session: SessionId,
        *,
        well: bool = True,
        confidence: Confidence | None = None,
        seconds: float = 5,
    ) -> Turn:
        """Answer the question that the session asks, wholly right or not at all, and stay there."""
        turn = self.turn(session)
        response = turn.question.solution(part=turn.part) if well else None
        self.quizzing.answer(turn, response, confidence=confidence, seconds=seconds)
        return turn

    def answer_and_go_on(
        self, session: SessionId, *, well: bool = True, confidence: Confidence | None = None
    ) -> Turn:
        turn = self.answer(session, well=well, confidence=confidence)
        self.quizzing.go_on(session)
        return turn

    def pass_time(self, days: float) -> None:
        assert isinstance(self.desk.clock, FrozenClock)
        self.desk.clock.advance(timedelta(days=days))

    def close(self) -> None:
        self.desk.database.close()
