"""What an edition does to the student's passages, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carrel.domain.editions import Carried, EditionChanges
from carrel.domain.text.locate import Outcome


def thing_name(one: Carried) -> str:
    """What kind of thing holds the passage."""
    names = {
        "annotation": _tr("Note") if one.about else _tr("Highlight"),
        "question": _tr("Question"),
        "claim": _tr("Claim"),
        "event": _tr("Event"),
        "mention": _tr("Topic"),
    }
    return names.get(one.thing, "")


def outcome_name(outcome: Outcome) -> str:
    """What became of the words, as the list says it."""
    return {
        Outcome.EXACT: _tr("in place"),
        Outcome.MOVED: _tr("moved along"),
        Outcome.ALTERED: _tr("words changed"),
        Outcome.ORPHANED: _tr("words gone"),
    }[outcome]


def counted(changes: EditionChanges, outcome: Outcome) -> str:
    """How many of the student's passages have this outcome."""
    count = changes.count(outcome)
    templates = {
        Outcome.EXACT: _tr("{count} in place"),
        Outcome.MOVED: _tr("{count} moved along"),
        Outcome.ALTERED: _tr("{count} on changed words"),
        Outcome.ORPHANED: _tr("{count} whose words are gone"),
    }
    return templates[outcome].format(count=count)


def sections_told(changes: EditionChanges) -> str:
    """What the version does to the sections."""
    if not (changes.sections_changed or changes.sections_added or changes.sections_removed):
        return _tr("No section has other words.")
    return _tr("Sections: {changed} changed, {added} added, {removed} removed.").format(
        changed=changes.sections_changed,
        added=changes.sections_added,
        removed=changes.sections_removed,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Editions", text)
