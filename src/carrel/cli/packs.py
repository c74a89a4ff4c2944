"""``carrel pack``: start a study pack, check it, make one file of it."""

from __future__ import annotations

from pathlib import Path

import click

from carrel.cli.output import json_option, print_json
from carrel.services.pack_tools import PackCheck, build_pack, check_pack, new_pack


@click.group()
def pack() -> None:
    """Write study packs: start one, check it, make one file of it."""


@pack.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def new(folder: Path) -> None:
    """Write a small complete pack into the new folder DIR."""
    for name in new_pack(folder):
        click.echo(folder / name)


@pack.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The file to write; its name should end in .carrel.",
)
def build(folder: Path, output: Path) -> None:
    """Make one .carrel file of the pack in DIR."""
    size = build_pack(folder, output)
    click.echo(f"{output}: {size:,} bytes")


@pack.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also look for eight words in a row that are those of this text.",
)
@json_option
@click.pass_context
def check(context: click.Context, path: Path, against: Path | None, as_json: bool) -> None:
    """Look through the pack at PATH, a folder or .carrel file, for what is wrong."""
    result = check_pack(path, against=against)
    if as_json:
        print_json(_as_json(result))
    else:
        _print(path, result)
    context.exit(0 if result.is_clean else 1)


def _as_json(result: PackCheck) -> dict[str, object]:
    return {
        "ok": result.is_clean,
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "what": problem.what,
                "hint": problem.hint,
            }
            for problem in result.problems
        ],
        "counts": result.counts,
    }


def _print(path: Path, result: PackCheck) -> None:
    for problem in result.problems:
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        click.echo(f"{place}: {problem.what}" + (f" {problem.hint}" if problem.hint else ""))
    counts = ", ".join(
        f"{number:,} {name.removesuffix('s') if number == 1 else name}"
        for name, number in result.counts.items()
        if isinstance(number, int)
    )
    click.echo(f"{path}: {counts}")
    if result.is_clean:
        click.echo("No problems.")
    else:
        count = len(result.problems)
        click.echo("1 problem." if count == 1 else f"{count} problems.")
