"""Decides what the search field finds and offers, and where a row of it leads."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication

from carrel.domain.errors import CarrelError
from carrel.domain.ids import TopicId
from carrel.domain.job_report import Report
from carrel.domain.search_filters import FilterChoice, FilterName, pending_filter
from carrel.domain.search_hits import HitKind, SearchHit
from carrel.domain.search_query import parse
from carrel.services.desk import Desk
from carrel.services.hidden_words_reading import (
    HiddenPlaces,
    HiddenWordsReading,
    read_places,
)
from carrel.services.search_filtering import Filtering
from carrel.services.searching import Finding, Searching
from carrel.services.suggesting import KnownWords, Suggesting
from carrel.ui.navigator import Navigator
from carrel.ui.shell.palette import Command, FoundCommand, Palette
from carrel.ui.shell.search_field import COMMAND_SIGN
from carrel.ui.shell.search_popup import SearchPopup
from carrel.ui.shell.search_rows import (
    choice_rows,
    command_rows,
    hit_rows,
    is_complete,
    mending_rows,
    opening_rows,
    suggestion_rows,
    unknown_words,
)
from carrel.ui.tasks import Task, Tasks
from carrel.ui.widgets.words_list import WordsItem

_log = logging.getLogger(__name__)

SHOWN_OF_EACH = 8
"""Hits of each kind that are looked for; who wants others types more."""

SHOWN_OF_ONE = 40
"""Hits that are looked for where filters leave one kind only."""

MOST_CHOICES = 12
"""Values of a filter that are offered; who wants others types more."""

MOST_COMMANDS = 3
"""Commands that are offered beside hits."""

LEAST_FOR_COMMANDS = 3
"""Letters from which words are taken for the beginning of a command's name as well."""


class SearchPresenter:
    """Searches the whole library as one types, and finds what can be done by its name."""

    def __init__(
        self, popup: SearchPopup, desk: Desk, navigator: Navigator, palette: Palette, tasks: Tasks
    ) -> None:
        self._popup = popup
        self._desk = desk
        self._searching = Searching(desk)
        self._filtering = Filtering(desk)
        self._navigator = navigator
        self._palette = palette
        self._tasks = tasks
        self._looking: Task | None = None
        self._known: KnownWords | None = None
        self._hidden = HiddenWordsReading(desk)
        self._is_reading = False
        desk.notice.listen(lambda _changed: self._forget_words())
        popup.asked.connect(self._ask)
        popup.opened.connect(self._open)
        popup.left.connect(navigator.return_to_page)

    def _ask(self, text: str) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        try:
            if text.lstrip().startswith(COMMAND_SIGN):
                self._show_commands(text.lstrip().removeprefix(COMMAND_SIGN))
            elif not text.strip():
                self._popup.show_items(list(opening_rows()), hint=_words_hint())
            else:
                self._search(text)
        except CarrelError as error:
            self._popup.hide()
            self._navigator.show_error(error)

    def _show_commands(self, typed: str) -> None:
        rows = list(command_rows(self._palette.find(typed)))
        message = _tr("Nothing that can be done is called “{text}”.").format(text=typed.strip())
        self._popup.show_items(rows, "" if rows else message, hint=_commands_hint())

    def _search(self, text: str) -> None:
        self._read_hidden_words()
        finding = self._searching.find(
            text, limit=SHOWN_OF_EACH, limit_of_one=SHOWN_OF_ONE, is_unfinished=True
        )
        commands = self._commands(text, finding)
        choices = self._choices(text, finding)
        items = [*choices, *command_rows(commands), *hit_rows(finding.hits)]
        preferred = next((hits[0] for hits in finding.hits.values()), None)
        self._popup.show_items(
            items,
            self._message(text, finding, items),
            hint=_words_hint(),
            preferred=None if choices else preferred,
        )
        if not finding.hits or " OR " in text:
            self._look_for_slips(text, items)

    def _commands(self, text: str, finding: Finding) -> list[FoundCommand]:
        """The commands that are called so; beside hits only those whose name begins so."""
        if len(text.strip()) < LEAST_FOR_COMMANDS:
            return []
        found = [one for one in self._palette.find(text) if not one.match.is_scattered]
        named = [one for one in found if one.match.begins_name or not finding.hits]
        return named[:MOST_COMMANDS]

    def _choices(self, text: str, finding: Finding) -> list[WordsItem]:
        """What the filter that is being typed can become, or else one that means nothing."""
        pending = pending_filter(text)
        if pending is None:
            return [row for one in finding.unknown for row in mending_rows(text, one)]
        choices = self._filtering.choices(pending.name, pending.value, most=MOST_CHOICES)
        if is_complete(pending, choices):
            return []
        near = [
            FilterChoice(value)
            for unknown in finding.unknown
            if (unknown.name, unknown.value) == (pending.name, pending.value)
            for value in unknown.choices
        ]
        return list(choice_rows(text, pending, choices or near))

    def _message(self, text: str, finding: Finding, items: list[WordsItem]) -> str:
        unknown = [unknown_words(one) for one in finding.unknown]
        if unknown or items:
            return "\n".join(unknown)
        if not self._filtering.choices(FilterName.MATERIAL, "", most=1):
            return _tr("There is nothing to search yet: add something to read first.")
        pending = pending_filter(text)
        if pending is not None and not pending.value:
            return _tr("There is nothing yet that “{text}” can be.").format(text=text.strip())
        query = parse(text)
        if query.is_empty and query.unwanted:
            return _tr("A minus only leaves out: type what to look for, too.")
        nothing = _tr("Nothing was found for “{text}”. Try fewer letters or other words.")
        return nothing.format(text=text.strip())

    def _look_for_slips(self, text: str, items: list[WordsItem]) -> None:
        """Offer other words once it is known which are near; reading them all takes its time."""
        desk, known = self._desk, self._known

        def look(_report: Report) -> tuple[str, KnownWords]:
            with desk.reopened() as own:
                suggesting = Suggesting(own, known)
                return suggesting.suggest(text, is_unfinished=True), suggesting.known

        def offer(found: tuple[str, KnownWords]) -> None:
            suggested, self._known = found
            if suggested and self._popup.shows(text):
                message = "" if items else self._message(text, Finding({}), [])
                self._popup.show_items(
                    [*suggestion_rows(suggested), *items], message, hint=_words_hint()
                )

        self._looking = self._tasks.run(self._popup, look, offer, lambda _error: None)

    def _read_hidden_words(self) -> None:
        """Read what pictures and formulas of new texts say; what is found then is shown then."""
        if self._is_reading or not (sources := self._hidden.unread()):
            return
        self._is_reading = True

        def store(found: tuple[HiddenPlaces, ...]) -> None:
            try:
                self._hidden.store(found)
            except CarrelError as error:
                fail(error)
                return
            self._is_reading = False
            # It asks for the next sections, too.
            self._popup.ask_again()

        def fail(error: CarrelError) -> None:
            # The texts themselves are searched all the same; it is tried again at the next start.
            _log.info("the words of pictures could not be kept: %s", error)

        self._tasks.run(self._popup, lambda _report: read_places(sources), store, fail)

    def _forget_words(self) -> None:
        self._known = None

    def _open(self, target: object) -> None:
        if isinstance(target, Command):
            self._do(target)
        elif isinstance(target, SearchHit):
            self._popup.hide()
            self._go_to(target)

    def _do(self, command: Command) -> None:
        sentence = _tr("“{command}” is not possible just now.").format(command=command.title)
        if not command.is_possible:
            self._popup.say(sentence)
            return
        self._popup.leave()
        if not self._palette.run(command, self._popup.corner):
            self._navigator.show_message(sentence)

    def _go_to(self, hit: SearchHit) -> None:
        if hit.kind is HitKind.TOPIC:
            self._navigator.open_topic(TopicId(hit.id))
        elif hit.section is None:
            self._navigator.open_material(hit.material)
        elif hit.start is None or hit.end is None:
            self._navigator.open_section(hit.section)
        else:
            self._navigator.open_passage(hit.section, hit.start, hit.end)


def _words_hint() -> str:
    return _tr(
        '↑ ↓ choose · Enter opens · "phrase" · -not · OR · begin* · topic: in: due: … · > commands'
    )


def _commands_hint() -> str:
    return _tr("↑ ↓ choose · Enter does it · some letters of the name will do")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SearchPresenter", text)
