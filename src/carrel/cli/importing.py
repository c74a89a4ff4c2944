"""``carrel import``: files and study packs into the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from carrel.cli.bringing_annotations import Bringing
from carrel.cli.bringing_annotations import as_json as brought_as_json
from carrel.cli.bringing_annotations import as_text as brought_as_text
from carrel.cli.output import counted, json_option, print_json
from carrel.cli.session import Session
from carrel.domain.editions import Carried, EditionChanges
from carrel.domain.ids import MaterialId
from carrel.domain.text.locate import Outcome as Found
from carrel.domain.text.passage import Passage
from carrel.services.importing import Imported, Importing, Outcome
from carrel.services.looking_up import LookingUp

_TOLD = {
    Outcome.ALREADY_THERE: "It is in the library already; nothing was changed.",
    Outcome.BROUGHT_BACK: "It had been removed from the library; it is back with all notes.",
    Outcome.UNCHANGED: "Nothing has changed: the file says what the library has.",
    Outcome.OLDER: "The library has a newer edition (number {edition}); nothing was changed.",
}


@click.command("import")
@click.argument(
    "files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE..."
)
@click.option(
    "--update",
    metavar="MATERIAL",
    help="Let this imported material have the text of FILE; notes stay on their words.",
)
@click.option(
    "--together",
    metavar="TITLE",
    help="Make one material of all FILEs, each a section of it, in their order.",
)
@click.option(
    "--onto",
    metavar="MATERIAL",
    help="The material that the highlights in FILE were made on; without it, it is found.",
)
@click.option(
    "--make-texts",
    is_flag=True,
    help="Make a material of the highlights whose text is not in the library.",
)
@json_option
@click.pass_context
def import_files(
    context: click.Context,
    files: tuple[Path, ...],
    update: str | None,
    together: str | None,
    onto: str | None,
    *,
    make_texts: bool,
    as_json: bool,
) -> None:
    """Put files into the library: texts, pages, books, papers, quizzes, and study packs.

    A folder becomes one material of all the files in it that can be read; a folder with pack.yaml
    is a study pack. Highlights of other programs (Web Annotations, Hypothesis, Readwise, Kindle
    clippings, calibre, KOReader) come onto the material that they were made on.
    """
    if update is not None and len(files) > 1:
        raise click.UsageError("--update takes one FILE.")
    if update is not None and together is not None:
        raise click.UsageError("--update and --together cannot be used at once.")
    session: Session = context.obj
    if onto is not None:
        LookingUp(session.desk).material(MaterialId(onto))
    importing = Importing(session.desk, is_watched=False)
    if together is not None:
        results: tuple[Imported, ...] = (importing.import_together(files, together),)
    elif update is None:
        results = importing.import_files(files)
    else:
        results = (importing.update(MaterialId(update), files[0]),)
    bringing = Bringing(session.desk, None if onto is None else MaterialId(onto), make_texts)
    for one in results:
        if one.brought is not None:
            bringing.bring(one.path, one.brought)
    _tell([one for one in results if one.summary is not None], bringing, as_json=as_json)
    failed = [*bringing.errors, *(one.error for one in results if one.error is not None)]
    for error in failed:
        click.echo(f"carrel: {error}", err=True)
    context.exit(1 if failed else 0)


def _tell(done: Sequence[Imported], bringing: Bringing, *, as_json: bool) -> None:
    if as_json:
        print_json([*map(_as_json, done), *map(brought_as_json, bringing.done)])
        return
    for line in (*map(_as_text, done), *map(brought_as_text, bringing.done)):
        click.echo(line)


def _as_json(one: Imported) -> dict[str, object]:
    assert one.summary is not None
    told: dict[str, object] = {
        "material": one.summary.material.id,
        "title": one.summary.material.title,
        "language": one.summary.material.language,
        "sections": one.summary.sections,
        "words": one.summary.words,
        "warnings": _warnings(one),
    }
    if one.changes is not None:
        changes = one.changes
        told["counts"] = {outcome.value: changes.count(outcome) for outcome in Found}
        told["passages"] = [_carried(carried) for carried in changes.carried]
    return told


def _carried(one: Carried) -> dict[str, object]:
    return {
        "thing": one.thing,
        "id": one.key,
        "outcome": one.outcome.value,
        "before": _place(one.before),
        "after": None if one.after is None else _place(one.after),
    }


def _place(passage: Passage) -> dict[str, object]:
    return {
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def _as_text(one: Imported) -> str:
    assert one.summary is not None
    summary = one.summary
    head = (
        f"{summary.material.id}: {summary.material.title}"
        f" ({counted(summary.sections, 'section')}, {counted(summary.words, 'word')})"
    )
    return "\n".join([head, *(f"    {warning}" for warning in _warnings(one))])


def _warnings(one: Imported) -> list[str]:
    """What there is to say beside the numbers, a sentence each."""
    assert one.summary is not None
    told = [*one.warnings]
    if one.outcome in _TOLD:
        told.append(_TOLD[one.outcome].format(edition=one.summary.material.edition))
    if one.changes is not None and one.outcome is not Outcome.UNCHANGED:
        told += _told_of(one.changes)
    return told


def _told_of(changes: EditionChanges) -> list[str]:
    sections = (
        f"Edition {changes.to_edition} took the place of edition {changes.from_edition}:"
        f" {changes.sections_changed} sections changed, {changes.sections_added} added,"
        f" {changes.sections_removed} removed."
    )
    told = [sections]
    told.append(
        f"Of your own: {changes.count(Found.EXACT)} in place, {changes.count(Found.MOVED)}"
        f" moved, {changes.count(Found.ALTERED)} on altered words,"
        f" {changes.count(Found.ORPHANED)} whose words are gone."
    )
    told += [
        f"Gone: “{orphan.before.quote or orphan.about}” ({orphan.thing} kept)."
        for orphan in changes.orphans
    ]
    if changes.edited_by_both:
        told.append(f"{len(changes.edited_by_both)} of your edits meet a change of the author’s.")
    return told
