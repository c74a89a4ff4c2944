"""A material on the Library page: what it is, how far it has been studied, what to do next."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from carrel.domain.next_step import NextStep, StepKind
from carrel.services.shelf import ShelfEntry
from carrel.ui.widgets.buttons import PrimaryButton, icon_button
from carrel.ui.widgets.card import Card
from carrel.ui.widgets.labels import heading, muted, sentence
from carrel.ui.widgets.progress_line import ProgressLine

COVER_SIZE = QSize(54, 76)
"""The largest cover of a card, in pixels."""

MINUTES_IN_HOURS = 120
"""As much reading as that is told in hours."""


class MaterialCard(Card):
    """Shows one :class:`ShelfEntry`; what is chosen leaves as a signal without arguments.

    ``step`` is what is worth doing next with it, ``size`` the bytes that it takes where they are to
    be told.
    """

    step_requested = Signal()
    read_requested = Signal()
    quiz_requested = Signal()
    bring_back_requested = Signal()
    menu_requested = Signal(object)
    """Asked at a :class:`QPoint` of the screen."""

    def __init__(self, entry: ShelfEntry, step: NextStep, size: int | None = None) -> None:
        super().__init__()
        self.entry = entry
        self.step = step
        self.size_in_bytes = size
        self.setObjectName("materialCard")
        self.setAccessibleName(entry.material.title)
        self._cover: QLabel | None = None
        self._head = self._build_head(entry)
        self.column.addLayout(self._head)
        self.column.addSpacing(4)
        self._add_progress(entry)
        self.column.addStretch(1)
        self.column.addSpacing(4)
        self._next = sentence(self._step_text())
        self._next.setObjectName("nextStep")
        self.column.addWidget(self._next)
        self.column.addLayout(self._removed_buttons() if entry.is_removed else self._buttons(entry))

    def show_cover(self, cover: QPixmap) -> None:
        """Show the picture of the cover at the left of the title."""
        if self._cover is None:
            self._cover = QLabel()
            self._cover.setObjectName("cardCover")
            self._head.insertWidget(0, self._cover, 0, Qt.AlignmentFlag.AlignTop)
        self._cover.setPixmap(cover)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the card, by the right button or the menu key."""
        self.menu_requested.emit(event.globalPos())

    def _build_head(self, entry: ShelfEntry) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading(entry.material.title))
        if entry.material.authors:
            words.addWidget(muted(", ".join(entry.material.authors)))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._more_button(entry), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _more_button(self, entry: ShelfEntry) -> QToolButton:
        name = self.tr("More for “{title}”").format(title=entry.material.title)
        button = icon_button("more", name)
        button.setObjectName("moreButton")
        corner = button.rect().bottomLeft
        button.clicked.connect(lambda: self.menu_requested.emit(button.mapToGlobal(corner())))
        return button

    def _removed_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        button = PrimaryButton(self.tr("Bring back"))
        button.setObjectName("stepButton")
        button.setAccessibleName(f"{button.text()}: {self.entry.material.title}")
        button.clicked.connect(self.bring_back_requested)
        row.addWidget(button)
        row.addStretch(1)
        return row

    def _add_progress(self, entry: ShelfEntry) -> None:
        self.column.addWidget(muted(self._reading_text(entry)))
        self.column.addWidget(ProgressLine(_share(entry.read_sections, entry.sections)))
        if entry.questions.total:
            self.column.addSpacing(2)
            self.column.addWidget(muted(self._questions_text(entry)))
            self.column.addWidget(
                ProgressLine(_share(entry.questions.known, entry.questions.total))
            )

    def _buttons(self, entry: ShelfEntry) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = entry.material.title
        step = PrimaryButton(self._step_button_text(self.step.kind))
        step.setObjectName("stepButton")
        step.setAccessibleName(f"{step.text()}: {title}")
        step.clicked.connect(self.step_requested)
        row.addWidget(step)
        if self.step.kind in (StepKind.REFRESH, StepKind.TRY_QUESTIONS):
            other = QPushButton(self.tr("Read"))
            other.clicked.connect(self.read_requested)
        else:
            other = QPushButton(self.tr("Quiz"))
            other.clicked.connect(self.quiz_requested)
            other.setVisible(bool(entry.questions.total))
        other.setObjectName("otherButton")
        other.setAccessibleName(f"{other.text()}: {title}")
        row.addWidget(other)
        row.addStretch(1)
        return row

    def _reading_text(self, entry: ShelfEntry) -> str:
        words = self._reading_words(entry)
        if self.size_in_bytes is None:
            return words
        return f"{words} · {size_words(self.size_in_bytes)}"

    def _reading_words(self, entry: ShelfEntry) -> str:
        if entry.read_sections == 0:
            return f"{self._sections_text(entry.sections)} · {self._minutes_text(entry)}"
        if entry.read_sections == entry.sections:
            if entry.sections == 1:
                return self.tr("The one section is read")
            return self.tr("All {sections} sections read").format(sections=entry.sections)
        if entry.minutes_left == 1:
            return self.tr("{read} of {sections} sections read · 1 minute left").format(
                read=entry.read_sections, sections=entry.sections
            )
        if entry.minutes_left >= MINUTES_IN_HOURS:
            return self.tr("{read} of {sections} sections read · {hours} hours left").format(
                read=entry.read_sections,
                sections=entry.sections,
                hours=round(entry.minutes_left / 60),
            )
        return self.tr("{read} of {sections} sections read · {minutes} minutes left").format(
            read=entry.read_sections, sections=entry.sections, minutes=entry.minutes_left
        )

    def _sections_text(self, count: int) -> str:
        if count == 1:
            return self.tr("1 section")
        return self.tr("{sections} sections").format(sections=count)

    def _minutes_text(self, entry: ShelfEntry) -> str:
        if entry.minutes_left == 1:
            return self.tr("1 minute of reading")
        if entry.minutes_left >= MINUTES_IN_HOURS:
            hours = round(entry.minutes_left / 60)
            return self.tr("{hours} hours of reading").format(hours=hours)
        return self.tr("{minutes} minutes of reading").format(minutes=entry.minutes_left)

    def _questions_text(self, entry: ShelfEntry) -> str:
        counts = entry.questions
        if counts.untried == counts.total == 1:
            return self.tr("1 question, not tried yet")
        if counts.untried == counts.total:
            return self.tr("{total} questions, none tried yet").format(total=counts.total)
        return self.tr("{known} of {total} questions known").format(
            known=counts.known, total=counts.total
        )

    def _step_text(self) -> str:
        if self.entry.is_removed:
            return self.tr("Removed. Your notes and answers in it are kept.")
        if self.entry.is_archived:
            return self.tr("Archived: nothing of it is asked.")
        return self._next_step_text(self.step)

    def _next_step_text(self, step: NextStep) -> str:
        texts = {
            StepKind.BEGIN: self.tr("Begin with “{title}”, {minutes} min."),
            StepKind.GO_ON: self.tr("Go on with “{title}”, {minutes} min."),
            StepKind.TRY_QUESTIONS: self.tr(
                "All read. {minutes} min try {questions} questions you have not met yet."
            ),
            StepKind.REFRESH: self.tr(
                "{minutes} min bring back {questions} questions before they fade."
            ),
            StepKind.NOTHING: self.tr("Nothing is waiting here: all is read and nothing fades."),
        }
        return texts[step.kind].format(
            title=step.title, minutes=step.minutes, questions=step.questions
        )

    def _step_button_text(self, kind: StepKind) -> str:
        return {
            StepKind.BEGIN: self.tr("Start reading"),
            StepKind.GO_ON: self.tr("Go on reading"),
            StepKind.TRY_QUESTIONS: self.tr("Try questions"),
            StepKind.REFRESH: self.tr("Refresh"),
            StepKind.NOTHING: self.tr("Read again"),
        }[kind]


def size_words(size: int) -> str:
    """A number of bytes as ``48.9 kB``, in the student's way of writing numbers."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
