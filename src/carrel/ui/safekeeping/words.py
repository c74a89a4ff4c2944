"""The words in which the window speaks of backups: what is in one, how large, how old and why."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from carrel.domain.backup_plan import Contents, Occasion


def occasion_name(occasion: Occasion) -> str:
    """Why a backup was made."""
    return {
        Occasion.DAILY: _tr("daily"),
        Occasion.ASKED: _tr("by hand"),
        Occasion.MIGRATION: _tr("before an update of Carrel"),
        Occasion.EDITION: _tr("before a new edition"),
        Occasion.RESTORE: _tr("before a restore"),
        Occasion.REPAIR: _tr("before a repair"),
        Occasion.ERASURE: _tr("before something was deleted for good"),
    }[occasion]


def moment(at: datetime) -> str:
    """A time in UTC as date and time of day where the student is."""
    local = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    return QLocale().toString(local, "d MMM yyyy, HH:mm")


def size(byte_count: int) -> str:
    """The size of a file."""
    return QLocale().formattedDataSize(byte_count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def counted(contents: Contents) -> str:
    """What is there of each kind: "2 materials, 500 notes and 1 answer"; empty for nothing."""
    parts = [
        text
        for count, one, many in (
            (contents.materials, _tr("1 material"), _tr("{n} materials")),
            (contents.annotations, _tr("1 note"), _tr("{n} notes")),
            (contents.questions, _tr("1 question"), _tr("{n} questions")),
            (contents.reviews, _tr("1 answer"), _tr("{n} answers")),
        )
        if (text := _amount(count, one, many))
    ]
    if len(parts) < 2:
        return "".join(parts)
    return _tr("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def loss_in_words(loss: Contents) -> str:
    """What putting a backup back would take away."""
    if loss.is_nothing:
        return _tr("Nothing would be lost: this backup has all that your library holds now.")
    return _tr(
        "Restoring would take away {what} that you made or changed since. They stay in another"
        " backup, which is made just before."
    ).format(what=counted(loss))


def lost_tables(tables: tuple[str, ...]) -> str:
    """The kinds of things of which a salvage could not read everything."""
    names = {
        "material": _tr("materials"),
        "section": _tr("texts"),
        "annotation": _tr("notes"),
        "question": _tr("questions"),
        "review": _tr("answers"),
    }
    known = [names[table] for table in tables if table in names]
    return ", ".join(known) or _tr("lesser things")


def restored_from(path: Path, contents: Contents) -> str:
    """What has come back after a rescue from a backup."""
    return _tr("Your library is restored from {file}: {what}.").format(
        file=path.name, what=counted(contents) or _tr("nothing yet")
    )


def _amount(count: int, one: str, many: str) -> str:
    if count == 0:
        return ""
    return one if count == 1 else many.format(n=QLocale().toString(count))


def _tr(text: str) -> str:
    return QCoreApplication.translate("SafekeepingWords", text)
