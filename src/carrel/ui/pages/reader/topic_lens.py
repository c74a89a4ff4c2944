"""The lens that shows which topics the text speaks of: a dotted line under the words."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QMenu, QToolTip

from carrel.domain.ids import SectionId, TopicId, material_of
from carrel.domain.reading import TextRange
from carrel.domain.topic_list import TopicEntry
from carrel.domain.topics import SectionSpan, Topic
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.topic_editing import TopicEditing
from carrel.services.undo import Undo
from carrel.ui.attempt import UndoableAttempt
from carrel.ui.page import PageContext
from carrel.ui.submitting import submit
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.text_marks import LineShape, TextMark
from carrel.ui.widgets.topic_chooser import TopicChooser
from carrel.ui.widgets.topic_words import kind_name

_LAYER = "topics"
_PREFIX = "topic:"


class TopicLens(QObject):
    """Marks the words that speak of topics; hovering says what a topic is, a click opens it."""

    def __init__(self, text: DocumentView, context: PageContext) -> None:
        super().__init__(text)
        self._text = text
        self._browsing = TopicBrowsing(context.desk)
        self._editing = TopicEditing(context.desk)
        self._attempt = UndoableAttempt(context.navigator, Undo(context.desk))
        self._navigator = context.navigator
        self._sections: tuple[SectionId, ...] = ()
        self._found: list[tuple[Topic, SectionSpan]] = []
        self._marked_in: object = None
        self._is_on = False
        text.mark_clicked.connect(self._open)
        text.mark_hovered.connect(self._explain)
        text.laid_out.connect(self._mark_again)

    def set_on(self, is_on: bool) -> None:
        """Show the marks, or none."""
        self._is_on = is_on
        self.refresh()
        if is_on and not self._found:
            self._navigator.show_message(_tr("No topic is mentioned on this page."))

    def show_sections(self, sections: Sequence[SectionId]) -> None:
        """These sections are on the page now."""
        self._sections = tuple(sections)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what the sections speak of."""
        self._found = []
        if self._is_on:
            for section in self._sections:
                self._found += self._browsing.topics_in(section)
        self._mark()

    def open_at(self, position: int) -> None:
        """Open the topic whose words hold a cursor position, the most exact one."""
        marks = [mark for mark in self._marks() if mark.start <= position <= mark.end]
        if marks:
            self._open(min(marks, key=lambda mark: mark.end - mark.start).name)

    def names(self) -> tuple[str, ...]:
        """The names of all topics, those of the text that is read first."""
        return self._browsing.names(material_of(self._sections[0]) if self._sections else None)

    def tag(self, ranges: Sequence[TextRange]) -> None:
        """Ask which topic words speak of."""
        chooser = TopicChooser(
            _tr("Which topic do these words speak of?"),
            _tr("They will stand on its page among the passages."),
            self._entries(),
            parent=self._text.window(),
        )

        def tag(topic: str, _manner: object) -> None:
            spans = [SectionSpan(place.section, place.start, place.end) for place in ranges]
            submit(chooser, lambda: self._editing.tag(TopicId(topic), spans))

        chooser.chosen.connect(tag)
        chooser.open()

    def reject_at(self, position: int) -> None:
        """Say that the words at a cursor position do not speak of a topic; asks where of which."""
        found = [
            (topic, span)
            for section in self._sections
            for topic, span in self._browsing.topics_in(section)
            if (place := self._place(span)) is not None and place[0] <= position <= place[1]
        ]
        if not found:
            self._navigator.show_message(
                _tr("No topic is mentioned here. Put the caret into words that name one.")
            )
        elif len(found) == 1:
            self._reject(*found[0])
        else:
            corner = self._text.cursorRect().bottomLeft()
            self._pop_up(found, self._text.viewport().mapToGlobal(corner))

    def fill_menu(self, menu: QMenu, point: QPoint) -> None:
        """Add what can be done with the topics of the words at a point of the viewport."""
        names = (mark.name for mark in self._text.marks_at(point))
        found = [
            self._found[int(name.removeprefix(_PREFIX))]
            for name in names
            if name.startswith(_PREFIX)
        ]
        self._add(menu, found, can_open=True)

    def _pop_up(self, found: Sequence[tuple[Topic, SectionSpan]], at: QPoint) -> None:
        menu = QMenu(self._text)
        menu.setObjectName("topicMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, found, can_open=False)
        menu.popup(at)

    def _add(
        self, menu: QMenu, found: Sequence[tuple[Topic, SectionSpan]], *, can_open: bool
    ) -> None:
        for topic, span in found:
            if can_open:
                menu.addAction(
                    _tr("Open “{name}”").format(name=topic.name),
                    partial(self._navigator.open_topic, topic.id),
                )
            menu.addAction(
                _tr("Not a mention of “{name}”").format(name=topic.name),
                partial(self._reject, topic, span),
            )

    def _reject(self, topic: Topic, span: SectionSpan) -> None:
        """Store that words do not speak of a topic, nor of what was merged into it."""
        with self._attempt.telling():
            parts = [part.id for part in self._browsing.page(topic.id).parts]
            self._editing.reject(parts, [span])
            self._attempt.offer_undo(
                _tr("These words no longer count as “{name}”.").format(name=topic.name)
            )

    def _entries(self) -> list[tuple[TopicEntry, str]]:
        """All topics, those of the text that is read first."""
        own = material_of(self._sections[0]) if self._sections else None
        shelves = sorted(self._browsing.all_topics(), key=lambda shelf: shelf.material != own)
        return [
            (entry, group.name or shelf.title)
            for shelf in shelves
            for group in shelf.groups
            for entry in group.entries
        ]

    def _mark(self) -> None:
        self._marked_in = self._text.positions
        self._text.set_marks(_LAYER, self._marks())

    def _mark_again(self) -> None:
        """The text has been set anew, and its marks are gone."""
        if self._found and self._marked_in is not self._text.positions:
            self._mark()

    def _marks(self) -> list[TextMark]:
        ink = self._text.palette().color(QPalette.ColorRole.Highlight)
        marks = []
        for number, (_, span) in enumerate(self._found):
            place = self._place(span)
            if place is not None:
                name = f"{_PREFIX}{number}"
                marks.append(TextMark(name, *place, ink=ink, shape=LineShape.DOTTED))
        return marks

    def _place(self, span: SectionSpan) -> tuple[int, int] | None:
        return self._text.positions.span(TextRange(span.section, span.start, span.end))

    def _open(self, name: str) -> None:
        if (topic := self._topic(name)) is not None:
            self._navigator.open_topic(topic.id)

    def _explain(self, name: str) -> None:
        topic = self._topic(name)
        if topic is None:
            QToolTip.hideText()
            return
        place = next(mark for mark in self._marks() if mark.name == name)
        box = self._text.word_box(place.start, place.end)
        below = self._text.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 4))
        QToolTip.showText(below, _in_words(topic), self._text.viewport(), box)

    def _topic(self, name: str) -> Topic | None:
        if not name.startswith(_PREFIX):
            return None
        return self._found[int(name.removeprefix(_PREFIX))][0]


def _in_words(topic: Topic) -> str:
    """Name, kind and definition, as rich text that wraps."""
    text = f"<b>{html.escape(topic.name)}</b> · {kind_name(topic.kind)}"
    if topic.definition:
        text += f"<br>{html.escape(topic.definition)}"
    return f"<p>{text}</p>"


def _tr(text: str) -> str:
    return QCoreApplication.translate("TopicLens", text)
