"""``carrel search``: find words in the texts, notes, topics, claims and questions."""

from __future__ import annotations

import click

from carrel.cli.output import json_option, print_json
from carrel.cli.session import Session
from carrel.domain.search_hits import SearchHit
from carrel.services.searching import Searching


@click.command(context_settings={"ignore_unknown_options": True})
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
    """Find QUERY: words, "phrases", prefix*, -not, OR.

    The whole query is one argument: put it in quotation marks of the shell.
    """
    hits = Searching(session.desk).best(query, limit=limit)
    if as_json:
        print_json([_as_json(hit) for hit in hits])
    else:
        click.echo("\n\n".join(map(_as_text, hits)) or "Nothing was found.")


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
    return f"{hit.kind}  {place}  {hit.section or hit.id}\n    {_snippet(hit)}"


def _snippet(hit: SearchHit) -> str:
    before = "…" if hit.snippet.is_cut_before else ""
    after = "…" if hit.snippet.is_cut_after else ""
    return f"{before}{hit.snippet.text}{after}"
