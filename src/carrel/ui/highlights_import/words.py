"""What is said of highlights of another program, in words for the student."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from carrel.domain.brought_annotations import LeftOut
from carrel.domain.text.locate import Outcome
from carrel.services.annotations_importing import AnnotationPlan


def left_out_told(left_out: Sequence[LeftOut]) -> str:
    """What of a file cannot be taken; empty where all can."""
    if not left_out:
        return ""
    told = ", ".join(f"{one.what}: {one.count:,} ({one.why})" for one in left_out)
    return _tr("Not taken – {what}.").format(what=told)


def text_told(count: int, target: str) -> str:
    """A line below a text's title in the list; ``target`` is empty where it stays outside."""
    one, many = _tr("1 highlight → {target}"), _tr("{count} highlights → {target}")
    if not target:
        one, many = _tr("1 highlight, stays outside"), _tr("{count} highlights, stay outside")
    return (one if count == 1 else many).format(count=f"{count:,}", target=target)


def counts_told(plan: AnnotationPlan, most: int) -> str:
    """How many were found, in a sentence or two; ``most`` of them are shown one by one."""
    counts, merged = plan.counts, plan.merged
    found = counts[Outcome.EXACT] + counts[Outcome.MOVED]
    parts = [_tr("{count} found").format(count=f"{found:,}")]
    for outcome, told in (
        (Outcome.ALTERED, _tr("{count} found on other words")),
        (Outcome.ORPHANED, _tr("{count} not found (kept among the notes without a place)")),
    ):
        if counts[outcome]:
            parts.append(told.format(count=f"{counts[outcome]:,}"))
    sentences = [", ".join(parts) + "."]
    for count, told in (
        (merged.known, _tr("In the library already: {count}.")),
        (len(merged.completed), _tr("Highlights of yours that get a note: {count}.")),
        (len(merged.differing), _tr("Notes that differ from yours, which stay: {count}.")),
    ):
        if count:
            sentences.append(told.format(count=f"{count:,}"))
    if len(plan.placements) > most:
        sentences.append(_tr("The first {count} are shown.").format(count=most))
    return " ".join(sentences)


def came_in(plans: Sequence[AnnotationPlan]) -> str:
    """What was done, for the message bar."""
    added = [one for plan in plans for one in plan.merged.added]
    lost = sum(one.is_orphan for one in added)
    titles = "”, “".join(dict.fromkeys(plan.material.title for plan in plans))
    told = _tr("Highlights and notes that came in: {count}, onto “{titles}”.").format(
        count=f"{len(added):,}", titles=titles
    )
    if lost:
        told += " " + _tr("Of these not found in the text: {count}.").format(count=f"{lost:,}")
    return told


def _tr(text: str) -> str:
    return QCoreApplication.translate("HighlightsImport", text)
