"""What became of imported files, in words for the message bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from carrel.domain.editions import EditionChanges
from carrel.domain.text.locate import Outcome as Found
from carrel.services.importing import Imported, Outcome
from carrel.ui.errors import sentence


def told(results: Sequence[Imported], most: int) -> str:
    """One sentence for each of the first ``most`` files, failures first, and a count of the rest.

    What the readers had to say of a file follows its sentence.
    """
    ordered = sorted(results, key=lambda one: one.outcome is not Outcome.FAILED)
    sentences = [_sentence(one) for one in ordered[:most]]
    if len(ordered) > most:
        sentences.append(_tr("And {count} more files.").format(count=len(ordered) - most))
    return " ".join(sentences)


def _sentence(one: Imported) -> str:
    if one.error is not None:
        return sentence(one.error)
    if one.summary is None:
        return ""
    words = _WORDS[one.outcome]().format(
        title=one.summary.material.title,
        sections=one.summary.sections,
        words=f"{one.summary.words:,}",
    )
    is_told = one.changes is not None and one.outcome is not Outcome.UNCHANGED
    changes = changes_told(one.changes) if is_told and one.changes else ""
    return " ".join(part for part in (words, changes, *one.warnings) if part)


def changes_told(changes: EditionChanges) -> str:
    """What became of the student's passages and edits; empty where there were none."""
    told = (_passages_told(changes), _edits_told(len(changes.edited_by_both)))
    return " ".join(part for part in told if part)


def _edits_told(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return _tr("One of your edits meets a change of the author’s; yours stays.")
    return _tr("{count} of your edits meet changes of the author’s; yours stay.").format(
        count=count
    )


def _passages_told(changes: EditionChanges) -> str:
    if not any(changes.count(outcome) for outcome in Found):
        return ""
    return _tr(
        "Of your notes and the questions' passages {exact} are where they were, {moved} moved with"
        " their words, {altered} stand on changed words, and {orphaned} lost theirs."
    ).format(
        exact=changes.count(Found.EXACT),
        moved=changes.count(Found.MOVED),
        altered=changes.count(Found.ALTERED),
        orphaned=changes.count(Found.ORPHANED),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Importing", text)


_WORDS: dict[Outcome, Callable[[], str]] = {
    Outcome.ADDED: lambda: _tr("Imported “{title}”: sections: {sections}, words: {words}."),
    Outcome.UPDATED: lambda: _tr("“{title}” is now the newer edition."),
    Outcome.BROUGHT_BACK: lambda: _tr("“{title}” is back, with what you had made in it."),
    Outcome.ALREADY_THERE: lambda: _tr("“{title}” is in the library already."),
    Outcome.RECOGNISED: lambda: _tr("“{title}” seems to be in the library in another version."),
    Outcome.UNCHANGED: lambda: _tr("Nothing has changed in “{title}”: the file says the same."),
    Outcome.OLDER: lambda: _tr("The library has a newer edition of “{title}”; nothing changed."),
}
