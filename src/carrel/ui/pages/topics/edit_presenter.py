"""Lets the student change topics: opens the dialogs, has the steps done, says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.topic_list import MaterialTopics, TopicEntry
from carrel.domain.topics import Relation, RelationKind, SectionSpan, Topic
from carrel.services.topic_browsing import TopicPage
from carrel.services.topic_editing import TopicDraft, TopicEditing, draft_of
from carrel.services.undo import Undo
from carrel.ui.attempt import UndoableAttempt
from carrel.ui.page import PageContext
from carrel.ui.pages.topics.view import TopicsView
from carrel.ui.submitting import submit
from carrel.ui.widgets.topic_chooser import TopicChooser
from carrel.ui.widgets.topic_form import TopicForm

Choice = tuple[str, Callable[[], None]]


class TopicEditPresenter:
    """Edits the topic that is shown. ``shelves`` and ``page`` tell what that is now."""

    def __init__(
        self,
        context: PageContext,
        view: TopicsView,
        shelves: Callable[[], Sequence[MaterialTopics]],
        page: Callable[[], TopicPage | None],
    ) -> None:
        self._editing = TopicEditing(context.desk)
        self._attempt = UndoableAttempt(context.navigator, Undo(context.desk))
        self._navigator = context.navigator
        self._view = view
        self._shelves = shelves
        self._page = page

    def add(self) -> None:
        """Ask what a new topic is; it goes to the material that is listed or shown."""
        shelf = self._shelf()
        if shelf is None:
            return
        form = TopicForm(
            _tr("New topic of “{material}”").format(material=shelf.title),
            TopicDraft(""),
            _groups(shelf),
            parent=self._view,
        )
        form.submitted.connect(
            lambda draft: self._submit(form, lambda: self._editing.add(shelf.material, draft))
        )
        form.open()

    def edit(self) -> None:
        """Ask what the shown topic is."""
        with self._shown() as (topic, shelf):
            form = TopicForm(
                _tr("Edit “{name}”").format(name=topic.name),
                draft_of(topic),
                _groups(shelf),
                parent=self._view,
            )
            form.submitted.connect(
                lambda draft: self._submit(form, lambda: self._editing.change(topic.id, draft))
            )
            form.open()

    def split(self) -> None:
        """Ask which names become a topic of their own."""
        with self._shown() as (topic, shelf):
            form = TopicForm(
                _tr("Split a topic off “{name}”").format(name=topic.name),
                TopicDraft("", topic.kind, topic.group),
                _groups(shelf),
                offered=topic.aliases,
                parent=self._view,
            )
            form.submitted.connect(
                lambda draft: self._submit(form, lambda: self._editing.split(topic.id, draft))
            )
            form.open()

    def merge(self) -> None:
        """Ask which topic the shown one becomes part of."""
        with self._shown() as (topic, shelf):
            chooser = TopicChooser(
                _tr("Merge “{name}”").format(name=topic.name),
                _tr("It becomes part of the topic you choose: one page, with all names and words."),
                self._others(topic, shelf),
                parent=self._view,
            )

            def merge(into: str) -> None:
                self._editing.merge(topic.id, TopicId(into))
                self._navigator.open_topic(TopicId(into))
                self._attempt.offer_undo(_tr("“{name}” has been merged.").format(name=topic.name))

            chooser.chosen.connect(lambda into, _manner: self._submit(chooser, lambda: merge(into)))
            chooser.open()

    def relate(self) -> None:
        """Ask which topic the shown one is tied to, and how."""
        with self._shown() as (topic, shelf):
            chooser = TopicChooser(
                _tr("Tie “{name}” to another topic").format(name=topic.name),
                _tr("Tied topics lead to each other and stand together on the map."),
                self._others(topic, shelf),
                manners=[
                    (_tr("is related to"), RelationKind.RELATED),
                    (_tr("is part of the broader topic"), RelationKind.BROADER),
                ],
                parent=self._view,
            )
            chooser.chosen.connect(
                lambda other, kind: self._submit(
                    chooser,
                    lambda: self._editing.relate(
                        Relation(topic.id, RelationKind(kind), TopicId(other))
                    ),
                )
            )
            chooser.open()

    def join(self) -> None:
        """Ask which topic of another material is the same as the shown one."""
        with self._shown() as (topic, shelf):
            others = [
                (entry, other.title)
                for other in self._shelves()
                if other.material != shelf.material
                for entry in _entries(other)
            ]
            chooser = TopicChooser(
                _tr("Join “{name}” with a topic of another material").format(name=topic.name),
                _tr("Joined topics are one page with parts; each keeps its own definition."),
                others,
                parent=self._view,
            )
            chooser.chosen.connect(
                lambda other, _manner: self._submit(
                    chooser, lambda: self._editing.join(topic.id, TopicId(other))
                )
            )
            chooser.open()

    def delete(self) -> None:
        """Remove the shown topic; the banner offers it back."""
        with self._shown() as (topic, _):
            self._editing.delete(topic.id)
            self._attempt.offer_undo(_tr("“{name}” has been deleted.").format(name=topic.name))

    def reject(self, spans: Sequence[SectionSpan]) -> None:
        """Say that words do not speak of the shown topic."""
        page = self._page()
        if page is None or not spans:
            return
        with self._attempt.telling():
            self._editing.reject([part.id for part in page.parts], spans)
            self._attempt.offer_undo(
                _tr("These words no longer count as “{name}”.").format(name=page.topic.name)
            )

    def untie_choices(self) -> list[Choice]:
        """What the shown topic can be untied from."""
        page = self._page()
        if page is None:
            return []
        here = page.topic.id
        ties = [
            *((other, Relation(here, RelationKind.BROADER, other.id)) for other in page.broader),
            *((other, Relation(other.id, RelationKind.BROADER, here)) for other in page.narrower),
            *((other, Relation(here, RelationKind.RELATED, other.id)) for other in page.related),
        ]
        return [(other.name, self._untie(relation)) for other, relation in ties]

    def part_choices(self) -> list[Choice]:
        """What the shown topic can be parted from: what was merged, and other materials' topics."""
        page = self._page()
        if page is None:
            return []
        return [
            (f"{part.name} ({page.titles[part.material]})", self._part(page.topic, part))
            for part in page.parts[1:]
        ]

    def _untie(self, relation: Relation) -> Callable[[], None]:
        def untie() -> None:
            with self._attempt.telling():
                self._editing.unrelate(relation)

        return untie

    def _part(self, topic: Topic, part: Topic) -> Callable[[], None]:
        def part_again() -> None:
            with self._attempt.telling():
                if part.merged_into is not None:
                    self._editing.unmerge(part.id)
                else:
                    self._editing.part(topic.id, part.id)

        return part_again

    def _submit(self, dialog: TopicForm | TopicChooser, step: Callable[[], object]) -> None:
        """Do a step; the dialog closes if it could be done, and a new topic is shown."""
        made: list[object] = []
        if submit(dialog, lambda: made.append(step())) and isinstance(made[0], str):
            self._navigator.open_topic(TopicId(made[0]))

    def _shelf(self) -> MaterialTopics | None:
        """The material that is listed alone, or whose topic is shown, or the first."""
        page = self._page()
        wanted: MaterialId | None = self._view.chosen_filter().material
        if wanted is None and page is not None:
            wanted = page.topic.material
        return next((each for each in self._shelves() if wanted in (None, each.material)), None)

    def _others(self, topic: Topic, shelf: MaterialTopics) -> list[tuple[TopicEntry, str]]:
        return [
            (entry, entry.topic.group) for entry in _entries(shelf) if entry.topic.id != topic.id
        ]

    @contextmanager
    def _shown(self) -> Iterator[tuple[Topic, MaterialTopics]]:
        page = self._page()
        assert page is not None, "editing is offered on a topic's page only"
        shelf = next(each for each in self._shelves() if each.material == page.topic.material)
        with self._attempt.telling():
            yield page.topic, shelf


def _entries(shelf: MaterialTopics) -> list[TopicEntry]:
    return [entry for group in shelf.groups for entry in group.entries]


def _groups(shelf: MaterialTopics) -> list[str]:
    return [group.name for group in shelf.groups if group.name]


def _tr(text: str) -> str:
    return QCoreApplication.translate("TopicEditPresenter", text)
