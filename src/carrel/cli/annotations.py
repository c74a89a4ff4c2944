"""``carrel annotate`` and ``carrel locate``: quoted words highlighted, and found again."""

from __future__ import annotations

from pathlib import Path

import click

from carrel.cli.output import json_option, print_json
from carrel.cli.session import Session
from carrel.domain.annotations import Colour
from carrel.domain.ids import SectionId
from carrel.domain.text.locate import Outcome, Selector
from carrel.services.annotating import Annotating
from carrel.services.locating import locate_in_file


@click.command()
@click.argument("section", metavar="MATERIAL/SECTION")
@click.option("--quote", required=True, metavar="TEXT", help="The words to highlight.")
@click.option(
    "--nth", type=click.IntRange(min=1), metavar="N", help="Which occurrence of the words, from 1."
)
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


_TOLD = {
    Outcome.EXACT: "Found at {start} to {end}.",
    Outcome.MOVED: "Moved; found at {start} to {end}.",
    Outcome.ALTERED: "Altered; at {start} to {end} it now says “{quote}”.",
    Outcome.ORPHANED: "Not found: these words are gone.",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--quote", required=True, metavar="TEXT", help="The words to find.")
@click.option("--prefix", default="", metavar="TEXT", help="What stood right before them.")
@click.option("--suffix", default="", metavar="TEXT", help="What stood right after them.")
@click.option(
    "--start", type=click.IntRange(min=0), metavar="N", help="Where they stood, in code points."
)
@json_option
def locate(
    *, file: Path, quote: str, prefix: str, suffix: str, start: int | None, as_json: bool
) -> None:
    """Find quoted words again in a text file that may have changed.

    Places count code points: of the file's text, or, of a Markdown file, of its plain text.
    """
    found = locate_in_file(file, Selector(quote, prefix, suffix, start))
    place = (found.start, found.end) if found.is_found else (None, None)
    if as_json:
        print_json({"outcome": found.outcome.value, "start": place[0], "end": place[1]})
    else:
        told = _TOLD[found.outcome]
        click.echo(told.format(start=found.start, end=found.end, quote=found.quote))
