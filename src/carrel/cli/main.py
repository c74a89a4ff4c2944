"""The group of all commands, what they share, and how failures leave: one line, exit code 1."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from carrel.domain.errors import CarrelError
from carrel.services.desk import Desk, open_desk
from carrel.system.device import device_id
from carrel.system.paths import default_library, places


class Session:
    """The library that the commands of this run work on, opened when first needed."""

    def __init__(self, library: Path | None) -> None:
        self._library = library
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The opened library with clock and names."""
        if self._desk is None:
            kept = places()
            self._desk = open_desk(
                self._library or default_library(kept),
                clock=_now,
                new_id=_new_id,
                device=device_id(kept.device_file, _new_id),
            )
        return self._desk

    def close(self) -> None:
        """Close the library if it was opened."""
        if self._desk is not None:
            self._desk.database.close()


def _new_id() -> str:
    return str(uuid.uuid4())


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the clock enters here


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
    context.obj = session = Session(library)
    context.call_on_close(session.close)


def main(arguments: Sequence[str]) -> int:
    """Run one command line; returns its exit code (0 done, 1 could not, 2 wrong usage)."""
    try:
        carrel.main(list(arguments), prog_name="carrel", standalone_mode=False)
    except click.UsageError as error:
        error.show()
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
    return 0
