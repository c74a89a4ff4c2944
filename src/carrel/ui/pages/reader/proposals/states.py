"""What the tray says where no proposals are listed: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from carrel.domain.ids import material_of
from carrel.domain.materials import Section
from carrel.domain.proposals.proposal import ProposalKind
from carrel.services.proposal_tray import ProposalTray
from carrel.services.proposing import Proposing


@dataclass(frozen=True, slots=True)
class Instead:
    """A title, a sentence or two, and the words of a button, if there is one.

    The button begins a search (``is_search``), or leads to the next section with proposals.
    """

    title: str
    text: str
    button: str = ""
    is_search: bool = False


def instead_of_list(
    proposing: Proposing,
    tray: ProposalTray,
    sections: Sequence[Section],
    kind: ProposalKind | None,
    *,
    is_running: bool,
) -> Instead:
    """What to say of a page on which nothing waits; raises :class:`NotFound`."""
    material = material_of(sections[0].id)
    kinds = tuple(ProposalKind) if kind is None else (kind,)
    here = {section.id for section in sections}
    following = tray.next_waiting(sections[-1].id, material, kinds)
    if following is not None and following.section not in here:
        return Instead(
            _tr("Nothing waits on this page"),
            _tr("The next proposals are in “{title}”: {n}.").format(
                title=following.title, n=following.count
            ),
            _tr("Go there"),
        )
    if is_running:
        return Instead(
            _tr("Nothing found yet"),
            _tr("Go on reading; what is found comes here."),
        )
    progress = proposing.progress(material)
    decided = tray.decided_of(material)
    if not progress.is_whole:
        return _not_searched(proposing, tray.language(material), is_first=not decided.total)
    if kind is not None and decided.waiting:
        return Instead(
            _tr("None of this kind"), _tr("Choose “All” above to see the others that wait.")
        )
    if decided.total:
        return Instead(
            _tr("All is decided"),
            _tr("You have decided on all {n} proposals for this text.").format(n=decided.total),
        )
    return Instead(
        _tr("Nothing to propose"),
        _tr(
            "The rules found nothing in this text that they are sure enough of. Select words to"
            " make topics, claims and questions of your own."
        )
        + _languages_words(proposing, tray.language(material)),
    )


def _not_searched(proposing: Proposing, language: str, *, is_first: bool) -> Instead:
    if not is_first:
        return Instead(
            _tr("There may be more"),
            _tr(
                "Not all of this text has been gone through as it is now. What you have decided"
                " stays decided."
            ),
            _tr("Go through it"),
            is_search=True,
        )
    return Instead(
        _tr("Nothing proposed yet"),
        _tr(
            "Carrel can go through this text and propose topics, claims and questions, while you"
            " read on. It goes by rules, here on this computer, and rules can be wrong: you"
            " accept, change or reject each proposal."
        )
        + _languages_words(proposing, language),
        _tr("Propose"),
        is_search=True,
    )


def _languages_words(proposing: Proposing, language: str) -> str:
    """That there are no word lists for the language of a text; nothing if there are."""
    if proposing.has_words(language):
        return ""
    known = _joined([_language_name(one) for one in proposing.languages])
    if not language:
        words = _tr(
            "Carrel does not know which language this is and proposes only what needs no word"
            " lists: names and the words used most. It has word lists for {known}."
        )
    else:
        words = _tr(
            "Carrel has no word lists for {language} yet and proposes only what needs none: names"
            " and the words used most. It has word lists for {known}."
        )
    return "\n\n" + words.format(language=_language_name(language), known=known)


def _language_name(language: str) -> str:
    """The name of a language by its tag; the tag itself where nobody knows its name."""
    found = QLocale(language.replace("-", "_")).language()
    if found is QLocale.Language.C:
        return language
    return QLocale.languageToString(found)


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProposalTray", text)
