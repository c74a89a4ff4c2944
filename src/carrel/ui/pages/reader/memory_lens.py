"""The lens that shows in the text what is remembered of it, and leads to its questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from carrel.domain.blind_spots import BlindClaim, Stretch
from carrel.domain.ids import QuestionId, SectionId, material_of
from carrel.domain.materials import Section
from carrel.domain.memory_map import MemoryCounts, MemoryMap, MemoryState, ParagraphMemory
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.reading import TextRange
from carrel.services.blind_spotting import BlindSpotting
from carrel.services.memory_mapping import MemoryMapping
from carrel.ui.icons import icon
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.reader.memory_panel import MemoryPanel
from carrel.ui.pages.reader.memory_strip import MemoryBar, MemoryStrip
from carrel.ui.pages.reader.outline_memory import OutlineMemory
from carrel.ui.shortcuts import name_actions
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.memory_look import counts_in_words, state_title

_LONGEST_PROMPT = 70
"""Code points of a question's prompt that the menu of a paragraph shows."""


class MemoryLens(QObject):
    """Bars beside the paragraphs, as of the date that the slider shows."""

    sections_counted = Signal(object)
    """How each section of the material stands (a mapping), or None when the lens is taken off."""

    def __init__(self, text: DocumentView, panel: MemoryPanel, context: PageContext) -> None:
        super().__init__(text)
        self._text = text
        self._panel = panel
        self._mapping = MemoryMapping(context.desk)
        self._spotting = BlindSpotting(context.desk)
        self._claims: tuple[BlindClaim, ...] = ()
        self._navigator = context.navigator
        self._sections: tuple[Section, ...] = ()
        self._page: MemoryMap = {}
        self._outline = OutlineMemory(self._mapping, context, self)
        self._outline.counted.connect(self.sections_counted)
        self._ends_with_exam = False
        self._rows: list[tuple[SectionId, ParagraphMemory]] = []
        self._days = 0
        self.strip = MemoryStrip(text)
        self.toggle = _action(self, _tr("What is remembered, in the text"), "Ctrl+Shift+M", "eye")
        self.toggle.setCheckable(True)
        self.next = _action(self, _tr("Next paragraph of the map"), "Alt+Down")
        self.previous = _action(self, _tr("Previous paragraph of the map"), "Alt+Up")
        self.next_blind = _action(self, _tr("Next paragraph without a question"), "Alt+Shift+Down")
        name_actions("read.memory", self)
        self._connect()
        self._enable()

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """What the lens adds to the menus."""
        return {Menu.VIEW: [self.toggle], Menu.GO: [self.next, self.previous, self.next_blind]}

    def show_sections(self, sections: Sequence[Section]) -> None:
        """These sections are on the page now."""
        self._sections = tuple(sections)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what is remembered."""
        if not self.toggle.isChecked() or not self._sections:
            return
        material = material_of(self._sections[0].id)
        self._page = self._mapping.of_page(self._sections)
        self._outline.load(material)
        self._claims = self._spotting.claims_in(one.id for one in self._sections)
        titles = {one.id: one.title for one in self._sections}
        failed = self._spotting.struggles_in(titles)
        self._panel.show_struggles([titles[one.section] for one in failed])
        days, self._ends_with_exam = self._mapping.days_ahead(material)
        self._panel.set_farthest(days)
        self._show()

    def _connect(self) -> None:
        self.toggle.toggled.connect(self._set_on)
        self.next.triggered.connect(lambda: self._step(1))
        self.previous.triggered.connect(lambda: self._step(-1))
        self.next_blind.triggered.connect(self._step_to_blind_spot)
        self.strip.chosen.connect(self._show_current)
        self.strip.opened.connect(self._open)
        self.strip.question_requested.connect(self._ask_here)
        self.strip.left.connect(lambda: self._text.setFocus(Qt.FocusReason.OtherFocusReason))
        self._panel.days_changed.connect(self._look_ahead)

    def _set_on(self, is_on: bool) -> None:
        self._enable()
        self._panel.setVisible(is_on)
        self.strip.setVisible(is_on)
        if is_on:
            self.refresh()
        else:
            self.strip.show_bars(())
            self._outline.clear()

    def _enable(self) -> None:
        for action in (self.next, self.previous, self.next_blind):
            action.setEnabled(self.toggle.isChecked())

    def _look_ahead(self, days: int) -> None:
        self._days = days
        self._show()

    def _show(self) -> None:
        at = self._mapping.now() + timedelta(days=self._days)
        self._rows = [
            (section, one) for section, paragraphs in self._page.items() for one in paragraphs
        ]
        states = [one.state(at) for _, one in self._rows]
        self.strip.show_bars([self._bar(number, at) for number in range(len(self._rows))])
        is_exam = self._ends_with_exam and self._days == self._panel.slider.maximum()
        self._panel.show_map(
            MemoryCounts.of(states),
            at.astimezone(),
            self._days,
            is_exam=is_exam,
            blind_claims=len(self._claims),
        )
        self._show_current(self.strip.current)
        self._outline.show(at)

    def _bar(self, number: int, at: datetime) -> MemoryBar:
        section, one = self._rows[number]
        place = TextRange(section, one.paragraph.start, one.paragraph.end)
        claims = self._claims_at(number)
        return MemoryBar(place, one.state(at), self._words(number, at), bool(claims))

    def _claims_at(self, number: int) -> tuple[BlindClaim, ...]:
        """The claims of a paragraph that no question asks about."""
        section, one = self._rows[number]
        place = Stretch(one.paragraph.start, one.paragraph.end)
        return tuple(
            claim
            for claim in self._claims
            if claim.section == section and place.touches(claim.start, claim.end)
        )

    def _words(self, number: int, at: datetime) -> str:
        """All that a bar shows: which paragraph, how it stands, and why."""
        _, one = self._rows[number]
        state = one.state(at)
        text = _tr("Paragraph {number} of {count}: {state}.").format(
            number=number + 1, count=len(self._rows), state=state_title(state)
        )
        if one.cards:
            counts = MemoryCounts.of(card.state(at) for card in one.cards)
            if counts.total == 1:
                text += " " + _tr("1 question answers to it.")
            else:
                text += " " + _tr("Its questions: {counts}.").format(counts=counts_in_words(counts))
        blind = len(self._claims_at(number))
        if blind == 1:
            text += " " + _tr("1 claim in it is asked by no question.")
        elif blind:
            text += " " + _tr("{n} claims in it are asked by no question.").format(n=blind)
        return text

    def _show_current(self, number: int) -> None:
        if number < 0:
            self._panel.show_paragraph("")
            return
        words = self.strip.bars[number].words
        hint = (
            _tr("Enter or a click leads to its questions, Q makes another one.")
            if self._rows[number][1].cards
            else _tr("Enter, Q or a click makes a question here.")
        )
        self._panel.show_paragraph(f"{words} {hint}")

    def _step(self, by: int) -> None:
        if self.strip.step(by):
            self.strip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step_to_blind_spot(self) -> None:
        if self.strip.step(1, lambda bar: bar.state is MemoryState.NO_QUESTION):
            self.strip.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._navigator.show_message(
                _tr("There is no paragraph without a question further down on this page.")
            )

    def _open(self, number: int) -> None:
        """Offer to be quizzed on a paragraph and its questions to change; or make the first one."""
        questions = self._rows[number][1].questions
        if not questions:
            self._ask_here(number)
            return
        menu = QMenu(self._text.window())
        menu.setObjectName("paragraphMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        quiz = (
            _tr("Quiz me on this paragraph (1 question)")
            if len(questions) == 1
            else _tr("Quiz me on this paragraph ({n} questions)").format(n=len(questions))
        )
        menu.addAction(icon("quiz"), quiz, partial(self._quiz, questions))
        menu.addAction(
            icon("question"), _tr("Make another question here"), partial(self._ask_here, number)
        )
        for claim in self._claims_at(number):
            ask = _tr("Make a question on the claim “{claim}”").format(
                claim=_short(claim.statement)
            )
            menu.addAction(icon("claims"), ask, partial(self._ask_claim, claim))
        menu.addSeparator()
        for question, prompt in self._mapping.prompts(questions).items():
            change = _tr("Change “{prompt}”").format(prompt=_short(prompt))
            menu.addAction(icon("edit"), change, partial(self._navigator.edit_question, question))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.strip.corner(number))

    def _quiz(self, questions: tuple[QuestionId, ...]) -> None:
        self._navigator.start_quiz(Scope(ScopeKind.QUESTIONS, questions=questions))

    def _ask_claim(self, claim: BlindClaim) -> None:
        self._navigator.write_question(claim.section, claim.start, claim.end)

    def _ask_here(self, number: int) -> None:
        place = self.strip.bars[number].place
        self._navigator.write_question(place.section, place.start, place.end)


def _short(words: str) -> str:
    """The beginning of long words, as a menu shows it."""
    cut = words if len(words) <= _LONGEST_PROMPT else words[:_LONGEST_PROMPT] + "…"
    return cut.replace("&", "&&")


def _action(parent: QObject, text: str, keys: str, icon_name: str = "") -> QAction:
    action = QAction(text, parent)
    action.setShortcut(QKeySequence(keys))
    if icon_name:
        action.setIcon(icon(icon_name))
    return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemoryLens", text)
