"""Decides what the search field finds and where a hit leads."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from carrel.domain.errors import CarrelError
from carrel.domain.ids import TopicId
from carrel.domain.search_hits import HitKind, SearchHit
from carrel.services.desk import Desk
from carrel.services.searching import Searching
from carrel.ui.navigator import Navigator
from carrel.ui.shell.search_popup import SearchPopup
from carrel.ui.widgets.words_list import WordsHeading, WordsItem, snippet_row

SHOWN_OF_EACH = 8
"""Hits of each kind that are looked for; who wants others types more."""


class SearchPresenter:
    """Searches the whole library as one types."""

    def __init__(self, popup: SearchPopup, desk: Desk, navigator: Navigator) -> None:
        self._popup = popup
        self._searching = Searching(desk)
        self._navigator = navigator
        popup.asked.connect(self._search)
        popup.opened.connect(self._open)
        popup.left.connect(navigator.return_to_page)

    def _search(self, text: str) -> None:
        if not text.strip():
            self._popup.show_hits([])
            return
        try:
            found = self._searching.search(text, limit=SHOWN_OF_EACH, is_unfinished=True)
        except CarrelError as error:
            self._navigator.show_error(error)
            return
        has_several = len({hit.material for hits in found.values() for hit in hits}) > 1
        items = [
            item
            for kind, hits in found.items()
            for item in _rows(kind, hits, names_materials=has_several)
        ]
        nothing = _tr("Nothing was found for “{text}”. Try fewer letters or other words.")
        self._popup.show_hits(items, "" if items else nothing.format(text=text.strip()))

    def _open(self, target: object) -> None:
        if not isinstance(target, SearchHit):
            return
        if target.kind is HitKind.TOPIC:
            self._navigator.open_topic(TopicId(target.id))
        elif target.section is None:
            self._navigator.open_material(target.material)
        elif target.start is None or target.end is None:
            self._navigator.open_section(target.section)
        else:
            self._navigator.open_passage(target.section, target.start, target.end)


def _rows(
    kind: HitKind, hits: tuple[SearchHit, ...], *, names_materials: bool
) -> Iterator[WordsItem]:
    yield WordsHeading(_heading(kind))
    for hit in hits:
        yield snippet_row(
            hit.snippet,
            hit,
            title=hit.title,
            title_marks=hit.title_marks,
            detail=hit.material_title if names_materials else "",
        )


def _heading(kind: HitKind) -> str:
    return {
        HitKind.TOPIC: _tr("Topics"),
        HitKind.SECTION: _tr("Texts"),
        HitKind.NOTE: _tr("Your notes"),
        HitKind.CLAIM: _tr("Claims"),
        HitKind.QUESTION: _tr("Questions"),
    }[kind]


def _tr(text: str) -> str:
    return QCoreApplication.translate("SearchPresenter", text)
