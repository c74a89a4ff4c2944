"""What the search field finds and offers, as rows of the list below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from carrel.domain.search_filters import (
    Due,
    FilterChoice,
    FilterName,
    PendingFilter,
    UnknownValue,
    completed,
    mended,
    written,
)
from carrel.domain.search_hits import HitKind, SearchHit, Speech
from carrel.domain.text.folding import fold
from carrel.ui.shell.palette import FoundCommand
from carrel.ui.shell.search_field import COMMAND_SIGN
from carrel.ui.shell.search_popup import Replacement
from carrel.ui.widgets.claim_look import certainty_title
from carrel.ui.widgets.words_list import WordsHeading, WordsItem, WordsRow, snippet_row


def opening_rows() -> Iterator[WordsItem]:
    """What can be typed into an empty field besides words."""
    yield WordsHeading(_tr("Narrow a search, or list what there is"))
    for name, words in _explanations().items():
        yield WordsRow("", Replacement(f"{name}:"), title=f"{name}:", detail=words)
    yield WordsHeading(_tr("Do something"))
    yield WordsRow(
        "",
        Replacement(COMMAND_SIGN),
        title=COMMAND_SIGN,
        detail=_tr("every action of the menus, by its name"),
    )


def choice_rows(
    text: str, pending: PendingFilter, choices: Iterable[FilterChoice]
) -> Iterator[WordsItem]:
    """What the filter at the end of ``text`` can be given; nothing once it is that already."""
    rows = [
        WordsRow(
            "",
            Replacement(completed(text, choice.value)),
            title=f"{pending.name}:{written(choice.value)}",
            detail=_choice_detail(pending.name, choice),
            is_quiet=True,
        )
        for choice in choices
    ]
    if rows:
        yield WordsHeading(f"{pending.name}:", _explanations()[pending.name])
        yield from rows


def mending_rows(text: str, unknown: UnknownValue) -> Iterator[WordsItem]:
    """What a filter that means nothing can be given instead."""
    for value in unknown.choices:
        yield WordsRow(
            "",
            Replacement(mended(text, unknown, value)),
            title=f"{unknown.name}:{written(value)}",
            is_quiet=True,
        )


def is_complete(pending: PendingFilter, choices: Sequence[FilterChoice]) -> bool:
    """Whether the value that was typed is the only one that it can become."""
    return len(choices) == 1 and fold(choices[0].value) == fold(pending.value)


def suggestion_rows(text: str) -> Iterator[WordsItem]:
    """The offer to search for other words."""
    words = _tr("Did you mean “{text}”?").format(text=text)
    yield WordsRow("", Replacement(text), title=words, detail=_tr("Enter searches for it"))


def hit_rows(found: Mapping[HitKind, tuple[SearchHit, ...]]) -> Iterator[WordsItem]:
    """Hits under the headings of their kinds."""
    has_several = len({hit.material for hits in found.values() for hit in hits}) > 1
    for kind, hits in found.items():
        yield WordsHeading(_kind_title(kind))
        for hit in hits:
            yield _hit_row(hit, names_material=has_several)


def command_rows(found: Iterable[FoundCommand]) -> Iterator[WordsItem]:
    """Commands with their place in the menus and their keys."""
    heading = True
    for one in found:
        if heading:
            yield WordsHeading(_tr("Commands"))
            heading = False
        command = one.command
        parts = [command.path, command.keys]
        if not command.is_possible:
            parts = [_tr("not possible just now"), *parts]
        yield WordsRow(
            "",
            command,
            title=command.title,
            title_marks=one.match.marks,
            detail="   ".join(part for part in parts if part),
            is_quiet=True,
            is_off=not command.is_possible,
        )


def unknown_words(unknown: UnknownValue) -> str:
    """Why a filter finds nothing, and what it may be."""
    typed = f"{unknown.name}:{written(unknown.value)}"
    if not unknown.choices:
        return _tr("Nothing here is “{filter}”.").format(filter=typed)
    return _tr("Nothing here is “{filter}”. It may be: {choices}.").format(
        filter=typed, choices=", ".join(unknown.choices)
    )


def _hit_row(hit: SearchHit, *, names_material: bool) -> WordsRow:
    title, marks = hit.title, hit.title_marks
    places = [hit.material_title] if names_material else []
    if hit.is_hidden:
        places = [_tr("in a picture or formula"), *places]
    if hit.speech is not None:
        title, marks, places = _said(hit.speech), (), [hit.title, *places]
    return snippet_row(
        hit.snippet,
        hit,
        title=title,
        title_marks=marks,
        detail=" · ".join(dict.fromkeys(places)),
    )


def _said(speech: Speech) -> str:
    """Who makes a claim, about whose view, and how certain."""
    who = speech.asserter or _tr("Somebody")
    if speech.holder and speech.holder != speech.asserter:
        who = QCoreApplication.translate("Claim", "{asserter}, about the view of {holder}").format(
            asserter=who, holder=speech.holder
        )
    return f"{who} · {certainty_title(speech.certainty)}"


def _kind_title(kind: HitKind) -> str:
    return {
        HitKind.TOPIC: _tr("Topics"),
        HitKind.SECTION: _tr("Texts"),
        HitKind.NOTE: _tr("Your notes"),
        HitKind.CLAIM: _tr("Claims"),
        HitKind.QUESTION: _tr("Questions"),
    }[kind]


def _explanations() -> dict[FilterName, str]:
    return {
        FilterName.IN: _tr("only notes, texts, topics, claims or questions"),
        FilterName.TOPIC: _tr("what speaks of a topic"),
        FilterName.COLOUR: _tr("notes and highlights of a colour"),
        FilterName.TAG: _tr("notes and questions with a tag"),
        FilterName.MATERIAL: _tr("one material only"),
        FilterName.DUE: _tr("questions that come back by then"),
    }


def _choice_detail(name: FilterName, choice: FilterChoice) -> str:
    if name is FilterName.MATERIAL:
        # Its id is longer than its title, and tells nothing that the title does not.
        return ""
    if name is not FilterName.DUE:
        return choice.detail
    return {
        Due.NOW: _tr("due already"),
        Due.TODAY: _tr("due by the end of today"),
        Due.TOMORROW: _tr("becoming due tomorrow"),
        Due.WEEK: _tr("due within seven days"),
        Due.OVERDUE: _tr("due since before today"),
        Due.NEVER: _tr("never asked yet"),
    }.get(Due(choice.value), "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SearchRows", text)
