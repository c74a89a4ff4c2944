"""``carrel search``: find words in the texts, notes, topics, claims and questions."""

from __future__ import annotations

import click

from carrel.cli.output import json_option, print_json
from carrel.cli.session import Session
from carrel.domain.search_filters import UnknownValue
from carrel.domain.search_hits import SearchHit, Speech
from carrel.services.hidden_words_reading import HiddenWordsReading
from carrel.services.searching import Searching, best_of
from carrel.services.suggesting import Suggesting

_FILTERS = """
\b
  in:notes                sections, notes, topics, claims or questions only
  topic:nato              what speaks of a topic, by any of its names
  colour:important        highlights and notes of that colour, or of your name for it
  tag:exam                notes and questions with that tag
  material:macron         a material, by words of its title or its id
  due:week                questions: now, today, tomorrow, week, overdue, never, 2026-12-01
"""


@click.command(
    context_settings={"ignore_unknown_options": True},
    help=(
        'Find QUERY: words, "phrases", prefix*, -not, OR.\n\n'
        "The whole query is one argument: put it in quotation marks of the shell. Filters narrow"
        ' it, or list what they name; put values of several words in quotation marks (topic:"red'
        f' line"), and a minus before what is not wanted (-in:notes):\n{_FILTERS}'
    ),
)
@click.argument("query")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many hits to list at most.",
)
@json_option
@click.pass_obj
def search(session: Session, query: str, *, limit: int, as_json: bool) -> None:
    """Print what is found; hints go to stderr, so that they never mix with it."""
    HiddenWordsReading(session.desk).read_all()
    finding = Searching(session.desk).find(query, limit=limit)
    for unknown in finding.unknown:
        click.echo(_unknown_words(unknown), err=True)
    if suggested := Suggesting(session.desk).suggest(query):
        click.echo(f"Did you mean “{suggested}”?", err=True)
    hits = best_of(finding, limit=limit)
    if as_json:
        print_json([_as_json(hit) for hit in hits])
    else:
        click.echo("\n\n".join(map(_as_text, hits)) or "Nothing was found.")


def _unknown_words(unknown: UnknownValue) -> str:
    known = ", ".join(unknown.choices)
    return f"Nothing here is {unknown.name}:{unknown.value}" + (
        f"; it may be {known}." if known else "."
    )


def _as_json(hit: SearchHit) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "material": hit.material,
        "section": hit.section,
        "title": hit.title,
        "snippet": _snippet(hit),
        "start": hit.start,
        "end": hit.end,
    }


def _as_text(hit: SearchHit) -> str:
    place = f"{hit.material_title}: {hit.title}"
    said = f"    {_said(hit.speech)}\n" if hit.speech else ""
    return f"{hit.kind}  {place}  {hit.section or hit.id}\n{said}    {_snippet(hit)}"


def _said(speech: Speech) -> str:
    about = f", about the view of {speech.holder}" if speech.holder != speech.asserter else ""
    return f"{speech.asserter or 'unknown'}{about if speech.holder else ''} ({speech.certainty}):"


def _snippet(hit: SearchHit) -> str:
    before = "…" if hit.snippet.is_cut_before else ""
    after = "…" if hit.snippet.is_cut_after else ""
    return f"{before}{hit.snippet.text}{after}"
