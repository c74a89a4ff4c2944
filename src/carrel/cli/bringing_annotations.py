"""What ``carrel import`` does with highlights of other programs, and how it tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from carrel.cli.output import counted
from carrel.domain.brought_annotations import AnnotatedText, BroughtAnnotations
from carrel.domain.errors import CarrelError, InputError
from carrel.domain.ids import MaterialId
from carrel.domain.materials import MaterialSummary
from carrel.domain.text.locate import Outcome
from carrel.services.annotations_importing import (
    AnnotationPlan,
    AnnotationsImporting,
    text_of_its_own,
)
from carrel.services.desk import Desk
from carrel.services.document_reading import hash_of
from carrel.services.importing import Importing
from carrel.services.looking_up import LookingUp

_MOST_NAMED = 200
"""Lost quotations that are told one by one."""

_MOST_SIGNS = 1_000
"""Code points that are told of one."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of the annotations on one text; ``plan`` is None where no material has it."""

    text: AnnotatedText
    summary: MaterialSummary | None = None
    plan: AnnotationPlan | None = None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Bringing:
    """How annotations are to be taken: onto which material, and whether to make texts of others."""

    desk: Desk
    onto: MaterialId | None
    makes_texts: bool
    done: list[Brought] = field(default_factory=list)
    errors: list[CarrelError] = field(default_factory=list)

    def bring(self, path: Path, brought: BroughtAnnotations) -> None:
        """Take what can be taken of a file in one step; what cannot is told."""
        service = AnnotationsImporting(self.desk)
        found: list[Brought] = []
        plans: list[AnnotationPlan] = []
        for text in brought:
            material = self._material(service, text, is_alone=len(brought.texts) == 1)
            if material is None:
                found.append(Brought(text, warnings=(_not_here(text),)))
                continue
            plan = service.plan(text, material)
            plans.append(plan)
            found.append(Brought(text, plan=plan))
        service.take(plans)
        if not plans:
            self.errors.append(_none_here(path, brought, self.onto))
        left = tuple(map(str, brought.left_out))
        for number, one in enumerate(found):
            self.done.append(self._told(one, left if number == 0 else ()))

    def _material(
        self, service: AnnotationsImporting, text: AnnotatedText, *, is_alone: bool
    ) -> MaterialId | None:
        likely = service.likely_materials(text)
        if self.onto is not None:
            return self.onto if is_alone or self.onto in likely else None
        if likely or not self.makes_texts:
            return likely[0] if likely else None
        draft = text_of_its_own(text)
        words = "\n".join(section.markdown for section in draft.sections)
        return Importing(self.desk).add(draft, content_hash=hash_of(words.encode()))

    def _told(self, one: Brought, left: tuple[str, ...]) -> Brought:
        if one.plan is None:
            return Brought(one.text, warnings=(*one.warnings, *left))
        summary = LookingUp(self.desk).summary(one.plan.material.id)
        return Brought(one.text, summary, one.plan, (*_warnings(one.plan), *left))


def as_json(one: Brought) -> dict[str, object]:
    """The result for one text, with the keys of every import and the counts."""
    summary, plan = one.summary, one.plan
    told: dict[str, object] = {
        "material": summary.material.id if summary else None,
        "title": summary.material.title if summary else one.text.title,
        "language": summary.material.language if summary else "",
        "sections": summary.sections if summary else 0,
        "words": summary.words if summary else 0,
        "annotations": len(one.text.annotations),
        "warnings": list(one.warnings),
    }
    if plan is not None:
        told["counts"] = {outcome.value: count for outcome, count in plan.counts.items()}
        told["added"] = len(plan.merged.added)
        told["completed"] = len(plan.merged.completed)
        told["known"] = plan.merged.known
    return told


def as_text(one: Brought) -> str:
    """The result for one text, in lines for people."""
    if one.summary is None or one.plan is None:
        head = f"{one.text.title}: not in the library"
    else:
        merged, counts = one.plan.merged, one.plan.counts
        found = sum(counts[outcome] for outcome in Outcome if outcome is not Outcome.ORPHANED)
        head = (
            f"{one.summary.material.id}: {counted(len(merged.added), 'annotation')} added,"
            f" {merged.known} there already ({found} of {len(one.plan.placements)} found,"
            f" {counts[Outcome.ALTERED]} on altered words)"
        )
    return "\n".join([head, *(f"    {warning}" for warning in one.warnings)])


def _not_here(text: AnnotatedText) -> str:
    return (
        f"“{text.title}” is not in the library; its"
        f" {counted(len(text.annotations), 'highlight')} stayed outside."
    )


def _none_here(path: Path, brought: BroughtAnnotations, onto: MaterialId | None) -> InputError:
    if not brought.texts:
        return InputError(
            "{name} has nothing that could be taken: {left}",
            name=path.name,
            left=" ".join(map(str, brought.left_out)),
        )
    if onto is not None:
        return InputError(
            "{name} has highlights of {count} texts, of which none is “{material}”.",
            name=path.name,
            count=len(brought.texts),
            material=onto,
        )
    return InputError(
        "{name} has highlights of {titles}, which the library does not have; import the text"
        " first, name a material with --onto, or make texts of the highlights with --make-texts.",
        name=path.name,
        titles=", ".join(f"“{text.title}”" for text in brought.texts[:5]),
    )


def _warnings(plan: AnnotationPlan) -> Iterator[str]:
    merged, lost = plan.merged, plan.lost
    if merged.completed:
        yield f"{counted(len(merged.completed), 'highlight')} of yours got a note."
    for one in merged.differing:
        yield f"Your own note on “{one.quote}” stays; the file has another: “{one.note}”."
    for one in lost[:_MOST_NAMED]:
        yield f"Not found, kept without a place: “{_shortened(one.quote)}”."
    if len(lost) > _MOST_NAMED:
        yield f"And {len(lost) - _MOST_NAMED:,} more that were not found."


def _shortened(quote: str) -> str:
    return quote if len(quote) <= _MOST_SIGNS else f"{quote[:_MOST_SIGNS]} …"
