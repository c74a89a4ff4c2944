"""The Quiz page: from choosing to the summary, with every key and every way back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QWidget

from carrel.domain.changes import Change
from carrel.domain.quiz_session import Progress, Scope, ScopeKind
from carrel.domain.reading import TextRange
from carrel.services.preferences import Preferences
from carrel.services.question_writing import QuestionWriting
from carrel.services.undo import Undo
from carrel.ui.navigator import PageName, Place
from question_samples import SAMPLES, question
from quiz_shelf import REASON, cited

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


def answer(student, *, well: bool = True) -> None:
    """Answer the single choice that is asked, and stay at the feedback."""
    view = student.page.view.question
    words = "A war" if well else "Energy"
    rows = [row for row in view.findChildren(QAbstractButton) if hasattr(row, "look")]
    row = next(row for row in rows if row.look.words == words and row.isVisible())
    row.click()
    student.press(ENTER)


def test_that_a_library_without_questions_says_how_to_get_some(student) -> None:
    page = student.open()
    assert page.view.chooser.isVisible()
    assert not page.view.chooser.tree.isVisible()


def test_that_a_scope_is_chosen_and_started(student) -> None:
    student.shelf.ask("single_choice", section="one")
    student.shelf.ask("single_choice", section="two")
    page = student.open()
    page.view.chooser.choose(Scope(ScopeKind.SECTION, "book/two"))
    student.qtbot.mouseClick(page.view.chooser.start_button, Qt.MouseButton.LeftButton)
    assert page.view.is_asking
    assert student.shelf.quizzing.open_session().progress.total == 1
    assert [crumb.text for crumb in page.trail()] == ["Two"]


def test_that_an_empty_scope_cannot_be_started(student) -> None:
    student.shelf.ask("single_choice")
    chooser = student.open().view.chooser
    misses = chooser.tree.topLevelItem(1)
    assert misses.text(0) == "What you missed"
    assert misses.isDisabled()


def test_that_minutes_start_what_is_worthwhile(student) -> None:
    student.shelf.ask("single_choice")
    page = student.open()
    button = next(b for b in page.view.findChildren(QAbstractButton) if b.text() == "5 minutes")
    student.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert student.shelf.quizzing.open_session().plan.scope.kind is ScopeKind.WORTHWHILE
    assert page.view.is_asking


def test_that_another_page_can_start_a_quiz_and_find_it_again(student) -> None:
    student.shelf.ask("single_choice", "single_choice")
    page = student.open()
    place = Place(PageName.QUIZ, scope=Scope(ScopeKind.MATERIAL, "book"))
    page.open(place)
    session = student.shelf.quizzing.open_session().session
    page.open(place)
    assert student.shelf.quizzing.open_session().session == session


def test_that_a_quiz_on_nothing_says_so(student) -> None:
    student.shelf.ask("single_choice")
    student.open().open(Place(PageName.QUIZ, scope=Scope(ScopeKind.SECTION, "book/two")))
    assert "nothing to ask" in str(student.navigator.errors[0])


def test_that_a_miss_does_not_count_as_known_where_the_next_quiz_is_chosen(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    answer(student, well=False)
    student.press(Qt.Key.Key_Escape)
    chooser = student.page.view.chooser
    assert chooser.isVisible()
    words = [one.text() for one in chooser.findChildren(QLabel)]
    assert "1 question, 1 come back later" in words
    heads = chooser.tree.headerItem()
    assert [heads.text(column) for column in (1, 2, 3)] == ["Questions", "New", "Later"]


def test_that_a_miss_shows_the_passage_in_its_place(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    answer(student, well=False)
    assert view.passage.isVisible()
    assert view.passage.passage.quote == REASON
    assert REASON in view.passage.text.toPlainText()


def test_that_a_right_answer_shows_the_passage_when_p_is_pressed(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    answer(student)
    assert not view.passage.isVisible()
    student.press("p")
    assert view.passage.isVisible()
    student.press("p")
    assert not view.passage.isVisible()


def test_that_the_passage_opens_in_the_reader(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    answer(student, well=False)
    view.passage.open_requested.emit(view.passage.passage)
    (place,) = student.navigator.places
    assert (place.section, place.start, place.end) == (
        cited().section,
        cited().start,
        cited().end,
    )


def test_that_space_goes_on_to_the_next_question_and_to_the_end(student) -> None:
    student.shelf.ask("single_choice", "single_choice")
    view = student.quiz_on()
    answer(student)
    student.press(SPACE)
    assert student.verdict == ""
    assert view.isVisible()
    answer(student)
    student.press(SPACE)
    assert student.page.view.summary.isVisible()


def test_that_enter_held_down_does_not_run_past_the_feedback(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    answer(student)
    student.press(ENTER, ENTER)
    assert student.verdict == "Right"


def test_that_z_takes_the_answer_back_and_asks_again(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    answer(student, well=False)
    student.press("z")
    assert student.verdict == ""
    assert not view.passage.isVisible()
    assert student.navigator.messages == ["Undone: Answer"]
    answer(student)
    assert student.verdict == "Right"


def test_that_five_answers_are_undone_one_by_one(student) -> None:
    student.shelf.ask(*["single_choice"] * 5)
    student.quiz_on()
    for _ in range(5):
        answer(student)
        student.press(SPACE)
    assert student.page.view.summary.isVisible()
    for _ in range(5):
        student.page.view.question.undo_requested.emit()
    assert student.page.view.is_asking
    assert student.shelf.quizzing.open_session().progress.answered == 0
    student.page.view.question.undo_requested.emit()
    assert student.navigator.messages[-1] == ("Your last step was not in the quiz: “Import”.")


def test_that_an_undo_from_elsewhere_is_seen(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    answer(student)
    Undo(student.shelf.desk).undo()
    student.page.refresh(frozenset({Change.REVIEWS}))
    assert student.verdict == ""


def test_that_a_digit_changes_the_rating_after_the_answer(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    answer(student)
    student.press("4")
    assert student.verdict == "Right"
    memory = student.shelf.desk.database.row("SELECT last_rating FROM memory")
    assert memory["last_rating"] == 4
    student.press(SPACE)
    assert not view.isVisible()


def test_that_each_rating_says_when_the_question_comes_back(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    answer(student)
    names = [button.accessibleName() for button in view.feedback.findChildren(QAbstractButton)]
    assert names[0] == "Again: ask again after 1 min"
    assert names[3].startswith("Easy: ask again after ")


def test_that_how_sure_one_is_goes_into_the_log(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    student.press(Qt.Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
    answer(student, well=False)
    assert student.verdict == "Not right, though you were sure"
    assert student.shelf.desk.database.value("SELECT confidence FROM review") == 3


def test_that_one_need_not_say_how_sure_one_is(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on(asks_confidence=False)
    assert not view.confidence.isVisible()
    answer(student)
    assert student.shelf.desk.database.value("SELECT confidence FROM review") is None


def test_that_m_marks_the_question_and_s_skips_it(student) -> None:
    student.shelf.ask("single_choice", "single_choice")
    student.quiz_on()
    student.press("m")
    assert student.shelf.desk.database.value("SELECT count(marked_at) FROM question") == 1
    student.press("s")
    assert student.shelf.quizzing.open_session().progress.total == 1


def test_that_leaving_keeps_the_session_and_going_on_finds_the_same_question(student) -> None:
    student.shelf.ask("single_choice", "cloze", "ordering")
    student.quiz_on()
    student.press("s")
    turn = student.shelf.turn(student.shelf.quizzing.open_session().session)
    student.press(Qt.Key.Key_Escape)
    chooser = student.page.view.chooser
    assert chooser.resume_button.isVisible()
    student.qtbot.mouseClick(chooser.resume_button, Qt.MouseButton.LeftButton)
    assert student.page.view.is_asking
    assert student.shelf.turn(student.shelf.quizzing.open_session().session) == turn


def test_that_a_session_goes_on_at_its_feedback_after_a_restart(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    answer(student, well=False)
    student.page.view.close()
    page = student.open()
    student.qtbot.mouseClick(page.view.chooser.resume_button, Qt.MouseButton.LeftButton)
    assert student.verdict == "Not right"
    assert page.view.question.passage.isVisible()


def test_that_the_summary_names_the_misses_and_leads_back_to_the_words(student) -> None:
    student.shelf.ask("single_choice", "single_choice")
    student.quiz_on()
    answer(student, well=False)
    for _ in range(2):
        student.press(SPACE)
        answer(student)
    student.press(SPACE)
    summary = student.page.view.summary
    said = " ".join(w.text() for w in summary.findChildren(QWidget) if hasattr(w, "text"))
    assert "1 of 2 right" in said
    assert "Right is: A war" in said
    student.qtbot.mouseClick(summary.read_button, Qt.MouseButton.LeftButton)
    assert student.navigator.places[-1].start == cited().start
    student.qtbot.mouseClick(summary.retry_button, Qt.MouseButton.LeftButton)
    assert student.page.view.is_asking
    assert student.shelf.quizzing.open_session().progress.total == 1


def test_that_done_ends_the_session(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    answer(student)
    student.press(SPACE)
    student.qtbot.mouseClick(student.page.view.summary.done_button, Qt.MouseButton.LeftButton)
    assert student.page.view.is_choosing
    assert student.shelf.quizzing.open_session() is None


def test_that_an_exam_tells_nothing_until_its_end(student) -> None:
    student.shelf.ask("single_choice", "single_choice")
    student.quiz_on(is_exam=True, minutes=10)
    answer(student, well=False)
    assert student.verdict == ""
    answer(student)
    assert student.page.view.summary.isVisible()


def test_that_an_exam_ends_when_its_time_is_over(student) -> None:
    student.shelf.ask("single_choice", "single_choice")
    student.quiz_on(is_exam=True, minutes=10)
    student.shelf.pass_time(11 / 24 / 60)
    student.page._exam_clock.timeout.emit()
    assert student.page.view.summary.isVisible()


def test_that_everything_that_takes_the_focus_has_a_name(student) -> None:
    student.shelf.ask(*SAMPLES)
    page = student.open()
    check_names(page.view)
    student.quiz_on(size=100)
    for _ in range(11):
        check_names(page.view)
        turn = student.shelf.turn(student.shelf.quizzing.open_session().session)
        response = turn.question.solution(part=turn.part)
        page.view.question.answer_requested.emit(response, None)
        check_names(page.view)
        page.view.question.go_on_requested.emit()
    check_names(page.view)


def check_names(view: QWidget) -> None:
    """Everything that can be reached by Tab must have a name for those who hear it."""
    for widget in view.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            name = interface.text(QAccessible.Text.Name)
            assert name, f"{type(widget).__name__} {widget.objectName()} has no name"


def test_that_after_a_miss_the_sentence_is_looked_for_before_the_feedback(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on(asks_for_sentence=True)
    answer(student, well=False)
    assert student.verdict == ""
    assert view.finder.isVisible()
    assert not view.passage.isVisible()
    student.press(Qt.Key.Key_Down, Qt.Key.Key_Down, ENTER)
    assert student.verdict == "Not right"
    assert view.passage.isVisible()
    assert "You found the sentence that answers it." in words_on(view)


def test_that_another_sentence_is_told_from_the_right_one(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on(asks_for_sentence=True)
    answer(student, well=False)
    text = view.finder.text
    box = text.word_box(*text.positions.span(TextRange(cited().section, 4, 9)))
    student.qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    student.qtbot.mouseClick(view.finder.confirm_button, Qt.MouseButton.LeftButton)
    assert "The sentence that answers it is marked in the text." in words_on(view)


def test_that_looking_for_the_sentence_can_be_given_up_and_undone(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on(asks_for_sentence=True)
    answer(student, well=False)
    student.qtbot.mouseClick(view.finder.give_up_button, Qt.MouseButton.LeftButton)
    assert student.verdict == "Not right"
    student.press("z")
    assert view.finder.isVisible()
    student.press("z")
    assert not view.finder.isVisible()
    answer(student)
    assert student.verdict == "Right"


def test_that_a_session_killed_while_looking_goes_on_looking(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on(asks_for_sentence=True)
    answer(student, well=False)
    student.page.view.close()
    page = student.open()
    student.qtbot.mouseClick(page.view.chooser.resume_button, Qt.MouseButton.LeftButton)
    assert page.view.question.finder.isVisible()


def words_on(view: QWidget) -> str:
    """All that labels say."""
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_that_e_edits_the_question_that_is_shown(student) -> None:
    student.shelf.ask("single_choice")
    student.quiz_on()
    student.press("e")
    assert student.navigator.edited == ["book/q001"]


def test_that_a_question_edited_meanwhile_is_asked_as_it_is_now(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    writing = QuestionWriting(student.shelf.desk)
    draft = writing.draft("book/q001")
    writing.change("book/q001", replace(draft, prompt="Put otherwise?"))
    student.page.refresh(frozenset({Change.QUESTIONS}))
    assert view._prompt.plain_text == "Put otherwise?"


def test_that_a_buried_question_rests_until_tomorrow_with_its_siblings(student) -> None:
    student.shelf.ask("flashcard", "single_choice")
    student.quiz_on(size=10)
    assert student.shelf.turn(session(student)).question.kind == "flashcard"
    student.press("b")
    assert student.shelf.quizzing.open_session().progress.total == 1
    assert student.shelf.turn(session(student)).question.kind == "single_choice"
    student.press("z")
    assert student.shelf.quizzing.open_session().progress.total == 3


def test_that_a_suspended_question_is_asked_no_more(student) -> None:
    student.shelf.ask("single_choice")
    view = student.quiz_on()
    view.suspend_requested.emit()
    assert student.page.view.summary.isVisible()
    label, act = student.navigator.offered
    assert label == "Undo"
    act()
    assert student.page.view.is_asking


def session(student):
    return student.shelf.quizzing.open_session().session


def test_that_a_tag_is_chosen_in_the_tree(student) -> None:
    student.shelf.add(question(tags=("exam",)))
    student.shelf.ask("cloze")
    chooser = student.open().view.chooser
    chooser.choose(Scope(ScopeKind.TAG, "exam"))
    assert chooser.plan().scope == Scope(ScopeKind.TAG, "exam")


def test_that_a_session_of_five_hundred_questions_begins_and_goes_on(student) -> None:
    student.shelf.ask(*["single_choice"] * 500)
    view = student.quiz_on(size=500)
    answer(student)
    student.press(SPACE)
    assert student.shelf.quizzing.open_session().progress == Progress(answered=1, total=500)
    assert view.isVisible()


def test_that_a_quiz_begins_as_the_settings_say(student) -> None:
    Preferences(student.shelf.desk).change(asks_confidence=False)
    student.shelf.ask("single_choice")
    page = student.open()
    page.open(Place(PageName.QUIZ, scope=Scope()))
    assert not page.view.question.confidence.isVisible()


def test_that_what_is_ticked_for_one_quiz_is_what_the_next_begins_with(student) -> None:
    student.shelf.ask("single_choice")
    page = student.open()
    page.view.chooser.choose(Scope(ScopeKind.SECTION, "book/one"))
    boxes = {box.text(): box for box in page.view.chooser.findChildren(QCheckBox)}
    boxes["Ask how sure I am"].click()
    assert not Preferences(student.shelf.desk).settings().asks_confidence
    assert not page.view.chooser.plan().asks_confidence


def test_that_digits_choose_where_they_need_shift(student) -> None:
    student.shelf.ask("single_choice")
    question = student.quiz_on()
    student.qtbot.keyClick(student.focus, Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    assert question.primary.isEnabled()


def test_that_the_keys_of_a_quiz_can_be_others(student) -> None:
    student.shelf.ask("single_choice")
    question = student.quiz_on()
    question.keys.choose[1].setShortcut(QKeySequence("A"))
    question.keys.leave.setShortcut(QKeySequence("F8"))
    student.press(Qt.Key.Key_A)
    assert question.primary.isEnabled()
    student.press(Qt.Key.Key_Escape)
    assert student.page.view.is_asking
    student.press(Qt.Key.Key_F8)
    assert student.page.view.is_choosing


def test_that_what_can_be_done_with_a_question_is_in_the_menus_while_one_is_asked(student) -> None:
    student.shelf.ask("single_choice")
    question = student.quiz_on()
    assert question.keys.skip.isEnabled()
    assert not question.keys.go_on.isEnabled()
    answer(student)
    assert question.keys.go_on.isEnabled()
    assert not question.keys.skip.isEnabled()
    question.keys.leave.trigger()
    assert not any(one.isEnabled() for group in question.keys.by_menu.values() for one in group)
