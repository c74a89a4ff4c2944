"""``carrel annotate``: a highlight on quoted words."""

from __future__ import annotations

import click

from carrel.cli.output import json_option, print_json
from carrel.cli.session import Session
from carrel.domain.annotations import Colour
from carrel.domain.ids import SectionId
from carrel.services.annotating import Annotating


@click.command()
@click.argument("section", metavar="MATERIAL/SECTION")
@click.option("--quote", required=True, metavar="TEXT", help="The words to highlight.")
@click.option("--nth", type=int, metavar="N", help="Which occurrence of the words, from 1.")
@click.option(
    "--colour",
    type=click.Choice([colour.value for colour in Colour]),
    default=Colour.IMPORTANT.value,
    show_default=True,
    help="What the highlight means.",
)
@click.option("--note", default="", metavar="TEXT", help="A note to write beside the words.")
@json_option
@click.pass_obj
def annotate(
    session: Session,
    *,
    section: str,
    quote: str,
    nth: int | None,
    colour: str,
    note: str,
    as_json: bool,
) -> None:
    """Highlight quoted words of a section."""
    made = Annotating(session.desk).annotate_quotation(
        SectionId(section), quote, nth=nth, colour=Colour(colour), note=note
    )
    passage = made.passage
    assert passage is not None, "words that were marked have a place"
    if as_json:
        print_json(
            {
                "id": made.id,
                "section": made.section,
                "start": passage.start,
                "end": passage.end,
                "quote": passage.quote,
            }
        )
    else:
        click.echo(f"Highlighted “{passage.quote}” in {made.section}.")
