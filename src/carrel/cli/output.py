"""What the command line prints: one JSON value, or lines for people."""

from __future__ import annotations

import json

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")


def print_json(value: object) -> None:
    """Print ``value`` as one JSON value, with letters of all scripts as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def counted(count: int, noun: str) -> str:
    """A number with its noun in English, as in “1 section” and “1,200 words”."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
