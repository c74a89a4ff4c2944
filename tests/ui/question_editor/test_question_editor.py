"""The window in which questions are written: what it begins with, shows, checks and stores."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from carrel.domain.ids import MaterialId, QuestionId, SectionId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Kind
from carrel.domain.reading import TextRange
from carrel.services.question_writing import QuestionWriting
from carrel.services.undo import Undo
from carrel.ui.answering.answer_input import AnswerInput
from carrel.ui.page import PageContext
from carrel.ui.question_editor.cloze_form import ClozeForm
from carrel.ui.question_editor.dialog import EditorDialog
from carrel.ui.question_editor.form_registry import FORMS
from carrel.ui.question_editor.presenter import QuestionEditing
from carrel.ui.question_editor.words_picker import WordsPicker
from fakes import ImmediateTasks, RecordingNavigator
from question_samples import CATEGORIES, JUDGED, SAMPLES, question
from quiz_shelf import REASON, TEXT, QuizShelf, cited

ONE = SectionId("book/one")
KEY = QuestionId("book/q001")


class Writer:
    """A student who writes questions."""

    def __init__(self, qtbot, theme) -> None:
        self.qtbot = qtbot
        self.shelf = QuizShelf()
        self.navigator = RecordingNavigator()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        context = PageContext(self.shelf.desk, self.navigator, ImmediateTasks(), theme)
        self.editing = QuestionEditing(self.window, context)

    @property
    def dialog(self) -> EditorDialog:
        (dialog,) = [d for d in self.window.findChildren(EditorDialog) if d.isVisible()]
        return dialog

    def write(self, words: str) -> EditorDialog:
        start = TEXT.index(words)
        self.editing.write(ONE, start, start + len(words))
        return self._active()

    def edit(self) -> EditorDialog:
        self.editing.edit(KEY)
        return self._active()

    def save(self) -> None:
        """Press the key that saves."""
        focus = QApplication.focusWidget()
        self.qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def _active(self) -> EditorDialog:
        dialog = self.dialog
        with self.qtbot.waitActive(dialog):
            dialog.activateWindow()
        return dialog

    def turn_to(self, kind: Kind) -> None:
        self.dialog.kind.setCurrentIndex(self.dialog.kind.findData(kind.value))

    def questions(self):
        return self.shelf.questions.of_material(MaterialId("book"))

    def said(self) -> str:
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def writer(qtbot, theme) -> Iterator[Writer]:
    writer = Writer(qtbot, theme)
    yield writer
    for dialog in writer.window.findChildren(EditorDialog):
        dialog.close()
    writer.shelf.close()


def lines(dialog: EditorDialog) -> list[QLineEdit]:
    return [line for line in dialog.findChildren(QLineEdit) if line.isVisible()]


def test_that_every_kind_has_a_form() -> None:
    assert set(FORMS) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        *SAMPLES.items(),
        ("short_answer", JUDGED),
        ("matching", CATEGORIES),
        ("true_false", {"answer": True}),
        ("cloze", {**SAMPLES["cloze"], "one_by_one": True}),
    ],
)
def test_that_a_form_gives_back_what_it_was_filled_with(qtbot, kind, body) -> None:
    form = FORMS[Kind(kind)]()
    qtbot.addWidget(form)
    form.show_body(body)
    assert form.body == body


def test_that_chosen_words_can_be_stored_as_a_cloze_with_one_key(qtbot, writer) -> None:
    writer.write("main reason")
    writer.save()
    (made,) = writer.questions()
    assert made.kind is Kind.CLOZE
    assert made.origin is Origin.OWN
    assert made.body.gaps[0].answer == "main reason"
    assert made.passages == (cited(),)
    assert writer.navigator.messages == ["The question was added."]


def test_that_the_preview_shows_the_question_and_what_is_said_against_it(writer) -> None:
    dialog = writer.write("main reason")
    assert dialog.findChildren(AnswerInput)
    assert "Consider: there is no explanation." in writer.said()
    assert REASON in writer.said()


def test_that_a_fault_is_named_and_keeps_the_question_from_being_stored(qtbot, writer) -> None:
    dialog = writer.write("main reason")
    writer.turn_to(Kind.SINGLE_CHOICE)
    assert "To be mended: Question: must not be blank" in writer.said()
    assert not dialog.save_button.isEnabled()
    writer.save()
    assert writer.questions() == ()
    assert dialog.isVisible()


def test_that_a_single_choice_is_written_from_chosen_words(qtbot, writer) -> None:
    dialog = writer.write("main reason")
    writer.turn_to(Kind.SINGLE_CHOICE)
    qtbot.keyClicks(dialog.prompt.edit, "What is a war for the talks?")
    options = [line for line in lines(dialog) if line.accessibleName() == "Option"]
    assert options[0].text() == "main reason"
    for line, words in zip(options[1:], ("side effect", "late result"), strict=True):
        qtbot.keyClicks(line, words)
    dialog._show_preview()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    (made,) = writer.questions()
    assert made.kind is Kind.SINGLE_CHOICE
    assert [option.text for option in made.body.options] == [
        "main reason",
        "side effect",
        "late result",
    ]


def test_that_more_gaps_are_made_from_selected_words(qtbot, writer) -> None:
    dialog = writer.write("main reason")
    form = dialog.findChild(ClozeForm)
    start = form.body["text"].index("war")
    form.select(start, start + 3)
    button = next(b for b in form.findChildren(QWidget) if _text(b).startswith("Make a gap"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert form.body["text"] == "A {{2}} is the {{1}} for them."
    assert [gap["answer"] for gap in form.body["gaps"]] == ["main reason", "war"]
    back = next(b for b in form.findChildren(QWidget) if _text(b).startswith("Take the last"))
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert form.body["text"] == "A war is the {{1}} for them."


def test_that_a_gap_after_an_emoji_is_made_of_the_words_selected(qtbot) -> None:
    form = ClozeForm()
    qtbot.addWidget(form)
    form.show_body({"text": "The 🦊 sat down.", "gaps": []})
    form.select(len("The 🦊 ".encode("utf-16-le")) // 2, len("The 🦊 sat".encode("utf-16-le")) // 2)
    button = next(b for b in form.findChildren(QWidget) if _text(b).startswith("Make a gap"))
    button.click()
    assert form.body["text"] == "The 🦊 {{1}} down."


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QPushButton) else ""


def test_that_options_stay_when_one_right_becomes_several(writer) -> None:
    writer.shelf.ask("single_choice")
    dialog = writer.edit()
    writer.turn_to(Kind.MULTIPLE_CHOICE)
    assert len(dialog.draft.body["options"]) == 3


def test_that_a_packs_question_is_changed_and_its_authors_version_seen_and_restored(
    qtbot, writer
) -> None:
    writer.shelf.add(question("single_choice", passages=(cited(),), explanation="So."))
    dialog = writer.edit()
    assert not dialog.restore_button.isVisible()
    dialog.prompt.show_text("Put otherwise?")
    writer.save()
    assert writer.shelf.questions.get(KEY).prompt == "Put otherwise?"

    dialog = writer.edit()
    qtbot.mouseClick(dialog.authors_button, Qt.MouseButton.LeftButton)
    assert dialog._preview._prompt.plain_text == "What of q001?"
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    assert writer.shelf.questions.get(KEY).prompt == "What of q001?"
    assert QuestionWriting(writer.shelf.desk).author_version(KEY) is None


def picker_of(writer) -> WordsPicker:
    return writer.dialog.findChild(WordsPicker)


def test_that_other_words_are_cited_with_the_mouse_alone(qtbot, writer) -> None:
    writer.shelf.add(question("single_choice", passages=(cited(),), explanation="So."))
    dialog = writer.edit()
    qtbot.mouseClick(dialog.cited.choose_button, Qt.MouseButton.LeftButton)
    picker = picker_of(writer)
    start = TEXT.index("The talks go on")
    span = picker.text.positions.span(TextRange(ONE, start, start + len("The talks go on.")))
    picker.text.select(*span)
    picker.text.selection_settled.emit()
    qtbot.mouseClick(picker.take_button, Qt.MouseButton.LeftButton)
    drop = dialog.cited.findChildren(QToolButton, "dropWords")[0]
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    (passage,) = writer.shelf.questions.get(KEY).passages
    assert (passage.quote, passage.start) == ("The talks go on.", 0)
    Undo(writer.shelf.desk).undo()
    assert writer.shelf.questions.get(KEY).passages == (cited(),)


def test_that_words_are_chosen_with_the_keyboard_alone(qtbot, writer) -> None:
    writer.shelf.add(question("single_choice", explanation="So."))
    dialog = writer.edit()
    dialog.cited.choose_button.setFocus()
    qtbot.keyClick(dialog.cited.choose_button, Qt.Key.Key_Space)
    picker = picker_of(writer)
    with qtbot.waitActive(picker):
        picker.activateWindow()
    for _ in range(9):
        qtbot.keyClick(picker.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert picker.text.accessibleDescription() == "Selected: “The talks”"
    qtbot.keyClick(picker.text, Qt.Key.Key_Return)
    assert [passage.quote for passage in dialog.cited.passages] == ["The talks"]
    dialog.reject()


def test_that_nothing_is_cited_before_words_are_selected(qtbot, writer) -> None:
    writer.shelf.add(question("single_choice", explanation="So."))
    dialog = writer.edit()
    dialog.cited.choose_button.click()
    picker = picker_of(writer)
    assert not picker.take_button.isEnabled()
    qtbot.keyClick(picker.text, Qt.Key.Key_Return)
    assert picker.isVisible()
    picker.reject()
    assert dialog.cited.passages == ()
    dialog.reject()


def test_that_cancelling_stores_nothing(qtbot, writer) -> None:
    dialog = writer.write("main reason")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert writer.questions() == ()


def test_that_a_question_that_is_gone_is_told(writer) -> None:
    writer.editing.edit(QuestionId("book/gone"))
    assert "book/gone" in str(writer.navigator.errors[0])


def test_that_every_field_has_a_name(writer) -> None:
    writer.write("main reason")
    for kind in Kind:
        writer.turn_to(kind)
        for kind_of_field in (QLineEdit, QPlainTextEdit):
            for field in writer.dialog.findChildren(kind_of_field):
                assert field.accessibleName() or not field.isVisible()
