"""``carrel topics``: what the materials are about, and how often they speak of it."""

from __future__ import annotations

import click

from carrel.cli.output import json_option, print_json
from carrel.cli.session import Session
from carrel.domain.ids import MaterialId
from carrel.domain.topic_list import MaterialTopics, TopicEntry
from carrel.services.topic_browsing import TopicBrowsing


@click.command()
@click.argument("material", required=False)
@json_option
@click.pass_obj
def topics(session: Session, material: str | None, *, as_json: bool) -> None:
    """List the topics of MATERIAL, or of all materials, in their groups."""
    browsing = TopicBrowsing(session.desk)
    found = browsing.all_topics(None if material is None else MaterialId(material))
    if as_json:
        print_json(
            [
                _as_json(entry)
                for shelf in found
                for group in shelf.groups
                for entry in group.entries
            ]
        )
    else:
        click.echo("\n\n".join(map(_as_text, found)) or "There are no topics yet.")


def _as_json(entry: TopicEntry) -> dict[str, object]:
    return {
        "topic": entry.topic.id,
        "name": entry.topic.name,
        "kind": entry.topic.kind,
        "group": entry.topic.group or None,
        "mentions": entry.mentions,
    }


def _as_text(shelf: MaterialTopics) -> str:
    lines = [shelf.title]
    for group in shelf.groups:
        lines += ["", f"  {group.name or f'Of kind “{group.kind}”'}"]
        lines += [
            f"  {entry.mentions:>5}  {entry.topic.name} ({entry.topic.kind})  {entry.topic.id}"
            for entry in group.entries
        ]
    return "\n".join(lines)
