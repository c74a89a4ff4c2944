"""``carrel export carrel``: any material as a study pack, checked before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from carrel.cli.output import counted, print_json
from carrel.domain.ids import MaterialId
from carrel.domain.pack_saving import PackDetails, SavingProblem
from carrel.services.desk import Desk
from carrel.services.exporting import Exporting
from carrel.services.pack_saving import PackDraft, PackSaving

FORM = "carrel"

_FIELDS = ("name", "title", "language", "licence", "source", "description", "edition")


@dataclass(frozen=True, slots=True)
class PackWish:
    """What the command line says of a pack: fields of :class:`PackDetails`, None for suggested."""

    fields: dict[str, Any]
    authors: tuple[str, ...] = ()
    leaves_out_faulty: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said that only a pack can have."""
        said = any(value is not None for value in self.fields.values())
        return not (said or self.authors or self.leaves_out_faulty)

    def details(self, offered: PackDetails) -> PackDetails:
        """What was offered, with what was said instead."""
        given = {name: value for name, value in self.fields.items() if value is not None}
        if "name" in given:
            given["name"] = MaterialId(given["name"])
        return replace(offered, authors=self.authors or offered.authors, **given)


def pack_options(command: Callable[..., object]) -> Callable[..., object]:
    """The options of ``carrel export`` that are for packs."""
    for option in (
        click.option("--leave-out-faulty", is_flag=True, help="carrel: without what has faults."),
        click.option("--edition", type=click.IntRange(min=1), help="carrel: the edition number."),
        click.option("--description", help="carrel: what the pack is, in a few words."),
        click.option("--source", help="carrel: where the text is from."),
        click.option("--licence", help="carrel: under which licence it is given out."),
        click.option("--language", help="carrel: the language of the text, as in “en”."),
        click.option("--author", "authors", multiple=True, help="carrel: an author; repeatable."),
        click.option("--title", help="carrel: the title of the pack."),
        click.option("--name", help="carrel: the name that libraries know the pack by."),
    ):
        command = option(command)
    return command


def wish_of(options: dict[str, Any]) -> PackWish:
    """The options of a command line as what they say of a pack."""
    fields = {name: options[name] for name in _FIELDS}
    return PackWish(fields, options["authors"], options["leave_out_faulty"])


def save_pack(
    desk: Desk, material: MaterialId | None, output: Path, wish: PackWish, *, as_json: bool
) -> int:
    """Save a material as a pack and say what is wrong with it; returns the exit code."""
    saving = PackSaving(desk)
    chosen = Exporting(desk).only_material(material)
    offer = saving.offer(chosen)
    draft = saving.draft(chosen, wish.details(offer.details), offer.choice)
    if wish.leaves_out_faulty:
        draft = saving.draft(chosen, draft.details, saving.without_faults(draft))
    if wish.fields["edition"] is None:
        draft = saving.in_next_edition(draft)
    for problem in draft.problems:
        kind = "Fault" if problem.is_fault else "Remark"
        click.echo(f"{kind}: {problem}", err=True)
    if draft.file.faults:
        count = counted(len(draft.file.faults), "fault")
        click.echo(f"carrel: {output} was not written because of {count}.", err=True)
        return 1
    size = saving.save(draft, output)
    _tell(draft, output, size, as_json=as_json)
    return 0


def _tell(draft: PackDraft, output: Path, size: int, *, as_json: bool) -> None:
    left = {"count": draft.notes, "what": "notes and highlights", "why": "a pack is for others"}
    if as_json:
        made = {
            "files": [str(output)],
            "bytes": size,
            "left_behind": [left] if draft.notes else [],
            "edition": draft.details.edition,
            "problems": [_as_json(problem) for problem in draft.problems],
        }
        print_json(made)
        return
    click.echo(output)
    if not draft.details.licence:
        click.echo("Remark: it has no licence; say with --licence who may use it.", err=True)
    out = len(draft.choice.left_out)
    if out:
        click.echo(f"Left behind: {counted(out, 'thing')}; they were to be left out.", err=True)
    if draft.notes:
        click.echo(f"Left behind: {draft.notes:,} {left['what']}; {left['why']}.", err=True)


def _as_json(problem: SavingProblem) -> dict[str, object]:
    return {
        "thing": problem.thing.value,
        "id": problem.key,
        "name": problem.name,
        "what": problem.what,
        "hint": problem.advice,
    }
