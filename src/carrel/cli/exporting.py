"""``carrel export``: a student's work as files for other programs, other people, and paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from carrel.cli.output import counted, json_option, print_json
from carrel.cli.pack_saving import FORM, pack_options, save_pack, wish_of
from carrel.cli.session import Session
from carrel.domain.ids import MaterialId
from carrel.services.exporting import Exported, Exporting


@click.command()
@click.argument("form", metavar="FORMAT")
@click.argument("material", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The file, or for some formats the folder, to write.",
)
@pack_options
@json_option
@click.pass_context
def export(
    context: click.Context,
    /,
    form: str,
    material: str | None,
    output: Path,
    *,
    as_json: bool,
    **options: Any,
) -> None:
    """Write MATERIAL, or all there is, in a format of another program.

    FORMAT is one of anki, anki-text, gift, moodle-xml, annotations, notes, markdown, html, pdf,
    epub, csv, readwise, opml, bibtex, csl-json and carrel.

    A study pack (carrel) is checked first: remarks are told, and with faults it is not written.
    What it says of itself is what was said the last time; its edition goes up when it has changed.
    """
    session: Session = context.obj
    wish = wish_of(options)
    if form == FORM:
        chosen = None if material is None else MaterialId(material)
        context.exit(save_pack(session.desk, chosen, output, wish, as_json=as_json))
    if not wish.is_empty:
        raise click.UsageError("Only the format carrel has a title page of its own.")
    materials = None if material is None else [MaterialId(material)]
    made = Exporting(session.desk).export(form, materials, output)
    if as_json:
        print_json(_as_json(made))
        return
    for path in made.paths[:_MOST_NAMED]:
        click.echo(path)
    if len(made.paths) > _MOST_NAMED:
        click.echo(f"and {counted(len(made.paths) - _MOST_NAMED, 'more file')}")
    for left in made.left_behind:
        click.echo(f"Left behind: {left.count:,} {left.what}; {left.why}.", err=True)


_MOST_NAMED = 5


def _as_json(made: Exported) -> dict[str, object]:
    return {
        "files": [str(path) for path in made.paths],
        "bytes": made.size,
        "left_behind": [
            {"count": left.count, "what": left.what, "why": left.why} for left in made.left_behind
        ],
    }
