"""Decides what the Topics page shows: which topics, and what the chosen one leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from carrel.domain.annotations import ListedAnnotation
from carrel.domain.changes import Change
from carrel.domain.claim_ledger import ClaimEntry
from carrel.domain.errors import CarrelError, NotFound
from carrel.domain.ids import TopicId
from carrel.domain.quiz_session import Scope, ScopeKind
from carrel.domain.text.markdown import parse
from carrel.domain.topic_list import MaterialTopics, TopicEntry, TopicFilter, narrowed
from carrel.domain.topics import SectionSpan, TopicKind, TopicQuestion
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.memory_mapping import MemoryMapping
from carrel.services.topic_browsing import SpeakingSection, TopicBrowsing, TopicPage
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.topics.change_actions import ChangeActions
from carrel.ui.pages.topics.edit_presenter import TopicEditPresenter
from carrel.ui.pages.topics.map_presenter import MapPresenter
from carrel.ui.pages.topics.view import TopicsView
from carrel.ui.widgets.claim_look import certainty_title, said_by
from carrel.ui.widgets.words_list import WordsHeading, WordsItem, WordsRow, snippet_row

_LISTED = frozenset({Change.TOPICS, Change.MATERIALS, Change.CLAIMS, Change.QUESTIONS})
_ON_PAGE = _LISTED | {Change.ANNOTATIONS, Change.REVIEWS}


class TopicsPresenter:
    """The Topics page."""

    def __init__(self, context: PageContext) -> None:
        self._navigator = context.navigator
        self._clock = context.desk.clock
        self._browsing = TopicBrowsing(context.desk)
        self._claims = ClaimBrowsing(context.desk)
        self._memory = MemoryMapping(context.desk)
        self.view = TopicsView()
        self._shelves: tuple[MaterialTopics, ...] = ()
        self._page: TopicPage | None = None
        self.view.filter_requested.connect(self._show_list)
        self.view.topic_requested.connect(self._choose)
        self.view.detail.topic_requested.connect(self._follow)
        self.view.detail.words_requested.connect(self._open_words)
        self.view.detail.quiz_requested.connect(self._start_quiz)
        self.view.whole_map_requested.connect(self._show_whole)
        self.view.whole.map.opened.connect(self._follow)
        self._edits = TopicEditPresenter(
            context, self.view, lambda: self._shelves, lambda: self._page
        )
        self._changes = ChangeActions(self._edits, self.view)
        self.view.add_topic.clicked.connect(self._edits.add)
        self.view.detail.words_rejected.connect(self._reject_words)
        self._maps = MapPresenter(context, self.view.whole, self.view.detail.map)
        self._load()

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """Everything that changes topics, in the Edit menu."""
        return {Menu.EDIT: self._changes.actions}

    def open(self, place: Place) -> None:
        """Show a topic, or what was shown last; raises :class:`NotFound`."""
        if place.topic is not None:
            self._show(place.topic)
            self.view.show_chosen(place.topic)
        elif self._page is None:
            self._show_whole()

    def place(self) -> Place:
        """The topic that is shown."""
        return Place(PageName.TOPICS, topic=self._page.topic.id if self._page else None)

    def trail(self) -> Sequence[Crumb]:
        """The material, the group and the topic."""
        if self._page is None:
            return ()
        topic = self._page.topic
        crumbs = [
            Crumb(self._page.titles[topic.material], Place(PageName.READ, material=topic.material))
        ]
        if topic.group:
            crumbs.append(Crumb(topic.group))
        return (*crumbs, Crumb(topic.name))

    def refresh(self, changed: frozenset[Change]) -> None:
        """Read anew what is listed, and the topic that is shown."""
        if changed & (_LISTED | {Change.REVIEWS}):
            self._load()
        if self._page is not None and changed & _ON_PAGE:
            try:
                self._show(self._page.topic.id)
            except NotFound:
                self._show_whole()
        elif self._page is None and changed & _LISTED:
            self._show_whole()

    def entered(self) -> None:
        """Begin in the tree where something is chosen, else in the field."""
        (self.view.tree if self._page else self.view.filter_text).setFocus()

    def left(self) -> None:
        """Nothing waits to be stored."""

    def _load(self) -> None:
        self._shelves = self._browsing.all_topics()
        if not self._shelves:
            self.view.show_no_topics()
            return
        kinds = {entry.topic.kind for entry in _entries(self._shelves)}
        self.view.show_choices(
            [(shelf.material, shelf.title) for shelf in self._shelves],
            [kind for kind in TopicKind if kind in kinds],
        )
        self._show_list(self.view.chosen_filter())

    def _show_list(self, wanted: TopicFilter) -> None:
        shown = narrowed(self._shelves, wanted)
        self.view.show_shelves(
            shown,
            by_material=len(self._shelves) > 1 and wanted.material is None,
            chosen=self._page.topic.id if self._page else None,
        )

    def _show_whole(self) -> None:
        """The map of the material that the list is confined to, or of the first."""
        self._page = None
        self._changes.show_possible(None, has_other_materials=False)
        self.view.show_chosen(None)
        self.view.show_topic(is_chosen=False)
        wanted = self.view.chosen_filter().material
        shelf = next((shelf for shelf in self._shelves if wanted in (None, shelf.material)), None)
        if shelf is not None:
            self._maps.show_whole(shelf.material, shelf.title)
        self._navigator.moved()

    def _choose(self, topic: str) -> None:
        """Show what was chosen in the tree; that is no step to go back from."""
        try:
            self._show(TopicId(topic))
        except CarrelError as error:
            self._navigator.show_error(error)
        else:
            self._navigator.moved()

    def _follow(self, topic: str) -> None:
        self._navigator.open_topic(TopicId(topic))

    def _show(self, topic: TopicId) -> None:
        page = self._browsing.page(topic)
        self._page = page
        self._changes.show_possible(page, has_other_materials=len(self._shelves) > 1)
        self.view.show_topic(is_chosen=True)
        self.view.detail.show_page(page)
        questions = (question.id for question in page.questions)
        self.view.detail.memory.show_counts(
            self._memory.of_questions(questions, self._memory.now())
        )
        self._maps.show_near(page)
        self.view.detail.show_words(
            self._passages(page),
            [_claim_row(entry) for entry in self._claims.about(part.id for part in page.parts)],
            [self._question_row(question) for question in page.questions],
            [_note_row(note) for note in page.notes],
            mentions=page.mentions,
        )

    def _passages(self, page: TopicPage) -> Iterator[WordsItem]:
        has_several = len({section.material for section in page.sections}) > 1
        for section in page.sections:
            title = f"{section.material_title} ▸ {section.title}" if has_several else section.title
            yield WordsHeading(title, str(len(section.spans)))
            yield from self._rows(section)

    def _rows(self, section: SpeakingSection) -> Iterator[WordsItem]:
        for snippet in self._browsing.snippets(section):
            spans = tuple(
                SectionSpan(section.section, snippet.start + start, snippet.start + end)
                for start, end in snippet.marks
            )
            yield snippet_row(snippet, spans)

    def _question_row(self, question: TopicQuestion) -> WordsRow:
        return WordsRow(
            text=parse(question.prompt).text,
            target=question.span,
            title=self._standing(question),
        )

    def _standing(self, question: TopicQuestion) -> str:
        if not question.reviews or question.due_at is None:
            return _tr("Not asked yet")
        if question.due_at <= self._clock():
            return _tr("Due now, asked {n} times").format(n=question.reviews)
        return _tr("Known for now, asked {n} times").format(n=question.reviews)

    def _open_words(self, target: object) -> None:
        """Open the first of the words that a row stands for."""
        span = target[0] if isinstance(target, tuple) else target
        if isinstance(span, SectionSpan):
            self._navigator.open_passage(span.section, span.start, span.end)

    def _reject_words(self, target: object) -> None:
        if isinstance(target, tuple):
            self._edits.reject(target)

    def _start_quiz(self) -> None:
        page = self._page
        if page is None:
            return
        if page.has_tagged_questions and len(page.parts) == 1:
            self._navigator.start_quiz(Scope(ScopeKind.TOPIC, page.topic.id))
        else:
            questions = tuple(question.id for question in page.questions)
            self._navigator.start_quiz(Scope(ScopeKind.QUESTIONS, questions=questions))


def _claim_row(entry: ClaimEntry) -> WordsRow:
    passage = entry.claim.passage
    return WordsRow(
        text=entry.claim.statement,
        target=None
        if passage is None
        else SectionSpan(passage.section, passage.start, passage.end),
        title=f"{said_by(entry)} · {certainty_title(entry.claim.certainty)}",
        detail=entry.section_title,
    )


def _note_row(listed: ListedAnnotation) -> WordsRow:
    annotation = listed.annotation
    passage = annotation.passage
    return WordsRow(
        text=annotation.note or _tr("(highlighted without a note)"),
        target=None
        if passage is None
        else SectionSpan(annotation.section, passage.start, passage.end),
        title=f"“{passage.quote}”" if passage is not None else listed.section_title,
        detail=listed.section_title if passage is not None else "",
    )


def _entries(shelves: Sequence[MaterialTopics]) -> Iterator[TopicEntry]:
    for shelf in shelves:
        for group in shelf.groups:
            yield from group.entries


def _tr(text: str) -> str:
    return QCoreApplication.translate("TopicsPresenter", text)
