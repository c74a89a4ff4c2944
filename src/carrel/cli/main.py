"""The group of all commands, what they share, and how failures leave: one line, exit code 1."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from carrel.cli.annotations import annotate, locate
from carrel.cli.collections import collection
from carrel.cli.exporting import export
from carrel.cli.importing import import_files
from carrel.cli.materials import delete, list_materials, show
from carrel.cli.packs import pack
from carrel.cli.proposals import propose
from carrel.cli.safekeeping import backup, doctor, restore
from carrel.cli.search import search
from carrel.cli.session import Session
from carrel.cli.topics import topics
from carrel.cli.window import WINDOW, Window, WindowGroup, open_window, tour
from carrel.domain.errors import CarrelError


@click.group(
    cls=WindowGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--library",
    type=click.Path(path_type=Path),
    help="The library file to work on; without it, the one in your data folder.",
    metavar="FILE",
)
@click.version_option(package_name="carrel")
@click.pass_context
def carrel(context: click.Context, library: Path | None) -> None:
    """Carrel: read, annotate and be quizzed on study material, offline."""
    context.meta[WINDOW] = context.obj
    context.obj = session = Session(library)
    context.call_on_close(session.close)
    if context.invoked_subcommand is None:
        context.invoke(open_window)


_COMMANDS = (
    open_window,
    import_files,
    list_materials,
    show,
    delete,
    collection,
    topics,
    propose,
    search,
    annotate,
    locate,
    export,
    pack,
    backup,
    restore,
    doctor,
    tour,
)

for command in _COMMANDS:
    carrel.add_command(command)


def main(arguments: Sequence[str], window: Window | None = None) -> int:
    """Run one command line; returns its exit code (0 done, 1 could not, 2 wrong usage).

    ``--library`` may stand anywhere in it. ``window`` is what ``open`` and ``tour`` show.
    """
    try:
        code = carrel.main(
            _library_first(arguments), prog_name="carrel", standalone_mode=False, obj=window
        )
    except click.UsageError as error:
        click.echo(f"carrel: {_on_one_line(error)}", err=True)
        return 2
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 1
    except CarrelError as error:
        click.echo(f"carrel: {error}", err=True)
        return 1
    except BrokenPipeError:
        sys.stdout = None  # the reader has gone; nothing can be flushed
        return 1
    except OSError as error:
        # A name that no file can have is refused wherever it is first looked for.
        click.echo(f"carrel: {error.filename} cannot be used: {error.strerror}.", err=True)
        return 1
    except UnicodeEncodeError:
        click.echo(
            "carrel: An argument holds bytes that are no letters; write it in UTF-8.", err=True
        )
        return 1
    # What Context.exit() was given; a command that runs to its end gives None.
    return code if isinstance(code, int) else 0


def _library_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with ``--library FILE`` before the command, where click looks for it.

    Raises click.UsageError if FILE is missing: the command's name would be taken for it.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    moved: list[str] = []
    others: list[str] = []
    rest = iter(arguments[:end])
    for argument in rest:
        if argument == "--library":
            file = next(rest, None)
            if file is None:
                raise click.UsageError("Option '--library' requires an argument.")
            moved += [argument, file]
        elif argument.startswith("--library="):
            moved.append(argument)
        else:
            others.append(argument)
    return [*moved, *others, *arguments[end:]]


def _on_one_line(error: click.UsageError) -> str:
    """What is wrong with the usage, and where the right one is described."""
    told = " ".join(error.format_message().split())
    told = told if told.endswith((".", "!", "?")) else f"{told}."
    command = error.ctx.command_path if error.ctx else "carrel"
    return f"{told} “{command} --help” tells how."
