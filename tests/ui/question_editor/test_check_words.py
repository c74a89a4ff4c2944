"""What is said against a question that is being written is said in the language of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QLabel

from carrel.domain.questions.body import Kind
from carrel.domain.questions.drafts import Draft
from carrel.ui.question_editor.preview import Preview

GERMAN = {
    "has the gap {gap}, but there are {count} gaps": "hat die Lücke {gap}, es gibt aber {count}",
    "there is no explanation.": "es fehlt eine Erklärung.",
}

TWO_PLACES = {"text": "A {{1}} and {{2}}.", "gaps": [{"answer": "b"}]}


class German(QTranslator):
    def translate(self, context, source, *_):
        return GERMAN.get(source, "") if context == "QuestionCheck" else ""

    def isEmpty(self):  # noqa: N802 - Qt's name
        return False


@pytest.fixture
def german(qtbot):
    translator = German()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (
            Draft("book", Kind.CLOZE, body=TWO_PLACES),
            "hat die Lücke {{2}}, es gibt aber 1",
        ),
        (
            Draft("book", Kind.FLASHCARD, body={"front": "a", "back": "b"}),
            "es fehlt eine Erklärung.",
        ),
    ],
)
def test_that_checks_are_translated_with_what_they_name(german, qtbot, theme, draft, told):
    preview = Preview(theme, lambda _draft: (), lambda _material, _name: None)
    qtbot.addWidget(preview)
    preview.show_draft(draft)
    assert any(told in label.text() for label in preview.findChildren(QLabel))
