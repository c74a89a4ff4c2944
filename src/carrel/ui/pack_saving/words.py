"""Licences, doubts and problems of a study pack in words for the student."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from carrel.domain.pack_saving import Doubt, Part, SavingProblem
from carrel.domain.packs import PackThing


@dataclass(frozen=True, slots=True)
class LicenceWords:
    """A licence by its name, and what it means."""

    name: str
    told: str


def licences() -> tuple[LicenceWords, ...]:
    """The licences to choose from."""
    return (
        LicenceWords(
            "CC BY 4.0",
            _tr("Anyone may use, change and share it, also for money, if they name you."),
        ),
        LicenceWords(
            "CC BY-SA 4.0",
            _tr("The same, and what others make of it must be shared under this licence too."),
        ),
        LicenceWords(
            "CC0 1.0",
            _tr("You give up all rights: anyone may do anything with it, without naming you."),
        ),
        LicenceWords(
            "All rights reserved",
            _tr("Nobody may share or change it without asking you; for people you hand it to."),
        ),
    )


def doubt_words(doubt: Doubt, of_text: str) -> str:
    """Why the text may perhaps not be given out so; ``of_text`` is its own licence."""
    told = {
        Doubt.UNKNOWN: _tr(
            "Nothing says what the text’s own licence is. A pack holds the whole text: if you did"
            " not write it, ask its author or publisher before you share it."
        ),
        Doubt.RESERVED: _tr(
            "The text says “{licence}”: sharing it needs the leave of its author or publisher."
        ),
        Doubt.SAME_LICENCE_WANTED: _tr(
            "The text is under “{licence}”, which wants what is made of it to be under the same"
            " licence."
        ),
        Doubt.NOT_FOR_MONEY: _tr(
            "The text is under “{licence}” and may not be used for money; the licence that you"
            " chose allows that."
        ),
        Doubt.NAMES_WANTED: _tr(
            "The text is under “{licence}”, which wants its authors named; CC0 does not ask for"
            " that."
        ),
        Doubt.OTHER_TERMS: _tr(
            "The text says “{licence}”; look whether that allows what you chose."
        ),
    }[doubt]
    return told.format(licence=of_text)


def part_words(part: Part, count: int) -> str:
    """What a part of a pack is called, with how many there are."""
    name = {
        Part.TOPICS: _tr("Topics ({count})"),
        Part.CLAIMS: _tr("Claims and positions ({count})"),
        Part.EVENTS: _tr("Dated events ({count})"),
        Part.QUESTIONS: _tr("Questions ({count})"),
    }[part]
    return name.format(count=f"{count:,}")


def problem_words(problem: SavingProblem) -> str:
    """A problem in two lines: what it is about, and what is wrong and can be done."""
    thing = {
        PackThing.PACK: _tr("The pack"),
        PackThing.SECTION: _tr("Section “{name}”"),
        PackThing.TOPIC: _tr("Topic “{name}”"),
        PackThing.CLAIM: _tr("Claim “{name}”"),
        PackThing.ISSUE: _tr("Position “{name}”"),
        PackThing.EVENT: _tr("Event “{name}”"),
        PackThing.QUESTION: _tr("Question “{name}”"),
    }[problem.thing]
    head = _tr("To mend: {thing}") if problem.is_fault else _tr("Could be better: {thing}")
    what = problem.what[:1].upper() + problem.what[1:]
    return "\n".join(
        (head.format(thing=thing.format(name=problem.name)), f"{what} {problem.advice}".strip())
    )


def summary_words(faults: int, remarks: int) -> str:
    """What the check found."""
    if not faults and not remarks:
        return _tr("Checked: nothing to mend.")
    better = (
        _tr("One thing could be better.")
        if remarks == 1
        else _tr("{count} things could be better.").format(count=f"{remarks:,}")
    )
    if not faults:
        return _tr("Checked: nothing keeps it from being saved.") + " " + better
    mend = (
        _tr("One thing must be mended or left out.")
        if faults == 1
        else _tr("{count} things must be mended or left out.").format(count=f"{faults:,}")
    )
    return f"{mend} {better}" if remarks else mend


def _tr(text: str) -> str:
    return QCoreApplication.translate("PackSaving", text)
