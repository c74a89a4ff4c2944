"""Decides what the Quiz page asks, what happens on an answer, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QAction, QKeySequence

from carrel.domain.changes import Change
from carrel.domain.ids import QuestionId
from carrel.domain.questions.body import Response
from carrel.domain.quiz_session import (
    OpenSession,
    Outcome,
    Scope,
    ScopeChoice,
    ScopeKind,
    SessionId,
    SessionPlan,
    Standing,
    Turn,
)
from carrel.domain.scheduling import Confidence, Rating
from carrel.domain.text.passage import Passage
from carrel.services.preferences import Preferences
from carrel.services.question_states import QuestionStates
from carrel.services.quiz_choices import QuizChoices
from carrel.services.quizzing import Quizzing
from carrel.services.reading import Reading
from carrel.services.session_planning import SessionPlanning
from carrel.services.undo import Undo
from carrel.ui.answering.answer_input import InputContext
from carrel.ui.answering.sources import Sources
from carrel.ui.attempt import Attempt
from carrel.ui.exam_dates.presenter import ExamPresenter
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.quiz.questions.presenter import QuestionsPresenter
from carrel.ui.pages.quiz.rereading import read_again
from carrel.ui.pages.quiz.results import section_lines, topic_lines
from carrel.ui.pages.quiz.summary import reread
from carrel.ui.pages.quiz.view import QuizView
from carrel.ui.pages.quiz.wording import scope_words

_LIBRARY_CHANGES = frozenset({Change.MATERIALS, Change.TOPICS, Change.QUESTIONS, Change.REVIEWS})
_QUIZ_CHANGES = frozenset({Change.QUESTIONS, Change.REVIEWS})
_WHOLE = (ScopeKind.EVERYTHING, ScopeKind.MISSED, ScopeKind.MARKED)
_CLOCK_TICK_MS = 1_000
_SECONDS_TOLD = (300, 60)
"""So long before its end a screen reader says how much time of an exam is left."""


class QuizPresenter:
    """The Quiz page."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._desk = context.desk
        self._theme = context.theme
        self._navigator = context.navigator
        self._quizzing = Quizzing(context.desk)
        self._planning = SessionPlanning(context.desk)
        self._choices = QuizChoices(context.desk)
        self._sources = Sources(Reading(context.desk))
        self._states = QuestionStates(context.desk)
        self._undo = Undo(context.desk)
        self._attempt = Attempt(context.navigator)
        self._preferences = Preferences(context.desk)
        self._session: SessionId | None = None
        self._standing: Standing | None = None
        self._asked_at: datetime = context.desk.clock()
        self._left_at: datetime = self._asked_at
        self._is_acting = False
        self._view = QuizView(context.theme, self._sources.picture_of_span)
        self._list = QuestionsPresenter(context, self._view.questions)
        self._list_action = QAction(_tr("All questions"), self._view)
        self._list_action.setObjectName("quiz.all_questions")
        self._list_action.setShortcut(QKeySequence("Ctrl+Shift+Q"))
        self._list_action.triggered.connect(self._show_list)
        self._exam_clock = QTimer(self._view, interval=_CLOCK_TICK_MS)
        self._exam_clock.timeout.connect(self._watch_exam)
        self._connect()

    @property
    def view(self) -> QuizView:
        """The widget of the page."""
        return self._view

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """What can be done with a question, and the way to the list of all."""
        of_question = self._view.question.keys.by_menu
        return {**of_question, Menu.GO: [*of_question[Menu.GO], self._list_action]}

    def open(self, place: Place) -> None:
        """Begin a quiz on the scope of ``place``; without one stay where the page is."""
        if place.scope is None:
            return
        open_session = self._quizzing.open_session()
        if open_session is not None and open_session.plan.scope == place.scope:
            self._resume(open_session)
            return
        self._start(self._planning.usual_plan(place.scope))

    def place(self) -> Place:
        """The page itself: the session is kept in the library."""
        return Place(PageName.QUIZ)

    def trail(self) -> Sequence[Crumb]:
        """What the quiz is about."""
        if self._view.is_listing:
            return (Crumb(_tr("Questions")),)
        if self._standing is None or self._view.is_choosing:
            return ()
        return (Crumb(self._scope_words(self._standing.plan.scope)),)

    def refresh(self, changed: frozenset[Change]) -> None:
        """Show anew what depends on what changed; what the page itself does it shows itself."""
        if self._is_acting or not changed & _LIBRARY_CHANGES:
            return
        if self._view.is_listing:
            self._list.show()
        elif self._view.is_choosing:
            self._show_chooser()
        elif self._session is not None and not self._attempt.succeeds(self._show_session):
            self._session = None
            self._show_chooser()

    def entered(self) -> None:
        """Give the focus to what is used first; counts may have changed by time alone."""
        if self._view.is_choosing:
            self._show_chooser()
            self._view.chooser.focus_first()
        elif self._view.is_asking:
            self._view.question.setFocus()

    def left(self) -> None:
        """Every answer is stored already."""

    def _connect(self) -> None:
        chooser, question, summary = self._view.chooser, self._view.question, self._view.summary
        chooser.start_requested.connect(self._start)
        chooser.tree.parts_requested.connect(
            lambda material: chooser.tree.show_parts(self._choices.with_parts(material))
        )
        chooser.resume_requested.connect(self._resume)
        chooser.end_requested.connect(self._end)
        chooser.list_requested.connect(self._show_list)
        chooser.exam_requested.connect(self._set_exam)
        chooser.setting_changed.connect(
            lambda name, is_on: self._attempt(lambda: self._preferences.change(**{name: is_on}))
        )
        self._view.questions.quiz_requested.connect(self._quiz_on)
        self._view.questions.back_requested.connect(self._leave)
        chooser.library_requested.connect(self._navigator.open_library)
        question.answer_requested.connect(self._answer)
        question.go_on_requested.connect(self._go_on)
        question.rating_requested.connect(self._change_rating)
        question.sentence_found.connect(self._find_sentence)
        question.undo_requested.connect(self._take_back)
        question.skip_requested.connect(self._skip)
        question.mark_requested.connect(self._mark)
        question.edit_requested.connect(self._edit)
        question.bury_requested.connect(self._bury)
        question.suspend_requested.connect(self._suspend)
        question.leave_requested.connect(self._leave)
        question.passage_open_requested.connect(self._open_passage)
        question.feedback.topic_requested.connect(self._navigator.open_topic)
        summary.passage_open_requested.connect(self._open_passage)
        summary.read_again_requested.connect(self._read_again)
        summary.retry_requested.connect(self._retry)
        summary.done_requested.connect(self._finish)
        summary.undo_requested.connect(self._take_back)

    def _show_chooser(self) -> None:
        self._exam_clock.stop()
        whole = [ScopeChoice(Scope(kind), "", self._choices.counts(Scope(kind))) for kind in _WHOLE]
        chooser = self._view.chooser
        settings = self._preferences.settings()
        chooser.show_beginning(
            asks_confidence=settings.asks_confidence, asks_for_sentence=settings.asks_for_sentence
        )
        chooser.show_choices(
            whole,
            self._choices.materials(),
            self._choices.by_tag(),
            self._choices.by_collection(),
        )
        chooser.show_worthwhile(self._planning.outlook())
        left = self._quizzing.open_session()
        chooser.show_open(left, self._choices.title(left.plan.scope) if left else "")
        self._view.show_chooser()

    def _set_exam(self, about: Scope) -> None:
        ExamPresenter(self._context, self._view).open(about)

    def _show_list(self) -> None:
        self._list.show()
        self._view.show_list()
        self._navigator.moved()

    def _quiz_on(self, questions: Sequence[QuestionId]) -> None:
        self._start(self._planning.plan_on(questions))

    def _start(self, plan: SessionPlan) -> None:
        self._attempt(lambda: self._begin(self._quizzing.start(plan)))

    def _resume(self, left: OpenSession) -> None:
        self._attempt(lambda: self._begin(left.session))

    def _end(self, left: OpenSession) -> None:
        self._attempt(lambda: self._quizzing.finish(left.session))
        self._show_chooser()

    def _begin(self, session: SessionId) -> None:
        if session == self._session and self._standing is not None:
            # What was begun to be answered is still there; the time away is no time of thinking.
            self._asked_at += self._desk.clock() - self._left_at
        else:
            self._session, self._standing = session, None
        self._show_session()
        self._view.question.focus_first()
        self._navigator.moved()

    def _show_session(self) -> None:
        if self._session is None:
            return
        before, standing = self._standing, self._quizzing.standing(self._session)
        self._standing = standing
        if standing.is_over:
            self._show_summary()
            return
        self._view.show_question()
        question = self._view.question
        if standing.outcome is not None:
            turn = standing.outcome.turn
            sections = self._sources.sections(turn.question.passages)
            if standing.asks_for_sentence and sections:
                question.ask_for_sentence(self._input_context(turn), standing.outcome, sections)
            else:
                question.show_outcome(self._input_context(turn), standing.outcome, sections)
                topics = self._choices.topic_names(list(turn.question.topics))
                question.feedback.show_topics(topics)
        elif standing.turn is not None and _is_same_question(before, standing):
            # What was typed so far stays when something else has changed in the library.
            question.show_marked(is_marked=standing.turn.is_marked)
        elif standing.turn is not None:
            self._asked_at = self._desk.clock()
            question.ask(
                self._input_context(standing.turn), asks_confidence=standing.plan.asks_confidence
            )
        question.show_progress(standing.progress, self._scope_line(standing))
        if standing.turn is not None and not _is_same_question(before, standing):
            question.announce_question()
        self._run_exam_clock(standing)

    def _show_summary(self) -> None:
        self._exam_clock.stop()
        if self._session is None:
            return
        summary = self._quizzing.summary(self._session)
        self._view.summary.show_summary(
            summary,
            section_lines(summary, self._choices),
            topic_lines(summary, self._choices),
            self._sources.pictures_of,
        )
        self._view.show_summary()

    def _answer(self, response: Response, confidence: Confidence | None) -> None:
        turn = self._standing.turn if self._standing else None
        if turn is None:
            return
        seconds = (self._desk.clock() - self._asked_at).total_seconds()
        self._act(
            lambda: self._quizzing.answer(
                turn, response, confidence=confidence, seconds=max(0.0, seconds)
            )
        )

    def _go_on(self) -> None:
        session = self._session
        if session is not None:
            self._act(lambda: self._quizzing.go_on(session))

    def _change_rating(self, rating: Rating) -> None:
        turn = self._shown_turn()
        if turn is not None:
            self._act(lambda: self._quizzing.change_rating(turn, rating))

    def _find_sentence(self, selected: Response) -> None:
        turn = self._shown_turn()
        if turn is not None:
            self._act(lambda: self._quizzing.find_sentence(turn, selected))

    def _skip(self) -> None:
        turn = self._standing.turn if self._standing else None
        if turn is not None:
            self._act(lambda: self._quizzing.skip(turn))

    def _mark(self, is_marked: bool) -> None:
        turn = self._shown_turn()
        if turn is None:
            return
        with self._acting():
            self._attempt(lambda: self._states.mark([turn.question.id], is_marked=is_marked))

    def _edit(self) -> None:
        turn = self._shown_turn()
        if turn is not None:
            self._navigator.edit_question(turn.question.id)

    def _bury(self) -> None:
        turn = self._shown_turn()
        if turn is not None:
            self._set_aside(
                lambda: self._states.bury(turn.question.id),
                _tr("The question rests until tomorrow."),
            )

    def _suspend(self) -> None:
        turn = self._shown_turn()
        if turn is not None:
            self._set_aside(
                lambda: self._states.suspend([turn.question.id], is_suspended=True),
                _tr("The question is asked no more until you take it up again."),
            )

    def _set_aside(self, step: Callable[[], None], words: str) -> None:
        """Put a question to rest and go on with the next one."""
        session = self._session
        if session is None:
            return

        def act() -> None:
            step()
            self._quizzing.go_on(session)

        with self._acting():
            if self._attempt.succeeds(act):
                self._show_session()
                self._navigator.show_message(words, action_text=_tr("Undo"), action=self._take_back)

    def _take_back(self) -> None:
        """Undo the last step if it was one of a quiz: one key must not take back an import."""
        step = self._undo.next_undo()
        if step is None:
            self._navigator.show_message(_tr("There is nothing to undo."))
            return
        words = _tr(step.label).format(**step.details)
        if not step.changed or not step.changed <= _QUIZ_CHANGES:
            self._navigator.show_message(
                _tr("Your last step was not in the quiz: “{step}”.").format(step=words)
            )
            return
        self._act(self._undo.undo)
        self._navigator.show_message(_tr("Undone: {step}").format(step=words))

    def _leave(self) -> None:
        self._left_at = self._desk.clock()
        self._show_chooser()
        self._view.chooser.focus_first()
        self._navigator.moved()

    def _finish(self) -> None:
        session = self._session
        if session is not None:
            self._attempt(lambda: self._quizzing.finish(session))
        self._session = None
        self._leave()

    def _retry(self) -> None:
        misses = self._misses()
        questions = tuple(dict.fromkeys(outcome.turn.question.id for outcome in misses))
        plan = self._planning.plan_on(questions)
        if self._standing is not None:
            before = self._standing.plan
            plan = replace(
                plan,
                asks_confidence=before.asks_confidence,
                asks_for_sentence=before.asks_for_sentence,
            )
        self._start(plan)

    def _read_again(self) -> None:
        read_again(self._navigator, reread(self._misses()))

    def _open_passage(self, passage: Passage) -> None:
        self._navigator.open_passage(passage.section, passage.start, passage.end)

    def _misses(self) -> tuple[Outcome, ...]:
        if self._session is None:
            return ()
        return self._quizzing.summary(self._session).misses

    def _shown_turn(self) -> Turn | None:
        if self._standing is None:
            return None
        if self._standing.outcome is not None:
            return self._standing.outcome.turn
        return self._standing.turn

    def _act(self, step: Callable[[], object]) -> None:
        """Do a step of the session and show where it stands then."""
        with self._acting():
            if self._attempt.succeeds(step):
                self._show_session()

    @contextmanager
    def _acting(self) -> Iterator[None]:
        """While it lasts, the page does not refresh because of its own change."""
        self._is_acting = True
        try:
            yield
        finally:
            self._is_acting = False

    def _run_exam_clock(self, standing: Standing) -> None:
        if standing.ends_at is not None:
            self._exam_clock.start()
        else:
            self._exam_clock.stop()

    def _watch_exam(self) -> None:
        standing = self._standing
        if standing is None or standing.ends_at is None or not self._view.is_asking:
            self._exam_clock.stop()
        elif self._desk.clock() >= standing.ends_at:
            self._show_session()
        else:
            self._view.question.show_progress(standing.progress, self._scope_line(standing))
            seconds = int((standing.ends_at - self._desk.clock()).total_seconds())
            if seconds in _SECONDS_TOLD:
                words = _tr("{minutes} min left").format(minutes=seconds // 60)
                self._view.question.announce(words)

    def _scope_line(self, standing: Standing) -> str:
        words = self._scope_words(standing.plan.scope)
        if standing.ends_at is None:
            return words
        left = int((standing.ends_at - self._desk.clock()).total_seconds())
        return _tr("{scope} · {minutes}:{seconds:02} left").format(
            scope=words, minutes=left // 60, seconds=left % 60
        )

    def _scope_words(self, scope: Scope) -> str:
        return scope_words(scope, self._choices.title(scope))

    def _input_context(self, turn: Turn) -> InputContext:
        return InputContext(
            theme=self._theme,
            turn=turn,
            sections=lambda: self._sources.sections(turn.question.passages),
            picture=self._sources.pictures_of(turn.question),
        )


def _is_same_question(before: Standing | None, now: Standing) -> bool:
    """Whether the session stands at the question that it stood at, word for word."""
    if before is None or before.turn is None or now.turn is None:
        return False
    return replace(before.turn, is_marked=now.turn.is_marked) == now.turn


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuizPresenter", text)
