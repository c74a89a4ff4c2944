"""``carrel open`` and ``carrel tour``: the window, which is handed in from outside."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import click

from carrel.cli.session import Session
from carrel.domain.errors import CarrelError, NotFound
from carrel.domain.ids import MaterialId
from carrel.services.looking_up import LookingUp

WINDOW = "carrel.window"
"""Under this name the window is kept in the context of a run."""


class Window(Protocol):
    """What the command line asks of the window. Both return the exit code."""

    def open(self, library: Path, target: str) -> int:
        """Show ``library`` at ``target`` until the window is closed."""

    def tour(self, folder: Path) -> int:
        """Go through the main job and leave a picture of each step in ``folder``."""


class WindowGroup(click.Group):
    """A group whose first word may also be what ``open`` would be given."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, else ``open`` if it names something to open."""
        if args and self.get_command(ctx, args[0]) is None and _is_target(ctx, args[0]):
            args = ["open", *args]
        return super().resolve_command(ctx, args)


@click.command("open")
@click.argument("target", required=False, default="", metavar="[FILE|MATERIAL[/SECTION]]")
@click.pass_context
def open_window(context: click.Context, target: str) -> None:
    """Show the window, with a file imported or a material opened; the default."""
    # The names of materials and sections have no full stop in them.
    if "." in target and not Path(target).exists():
        raise NotFound("There is no file {path}; check its name.", path=target)
    session: Session = context.obj
    library = session.library
    session.close()
    context.exit(_window(context).open(library, target))


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="The folder for the pictures; made if it is not there.",
)
@click.pass_context
def tour(context: click.Context, output: Path) -> None:
    """Go through the main job in the window and leave a picture of each step."""
    context.exit(_window(context).tour(output))


def _window(context: click.Context) -> Window:
    window: Window | None = context.meta[WINDOW]
    if window is None:
        raise CarrelError("Carrel was started without a window; run “carrel” itself.")
    return window


def _is_target(context: click.Context, word: str) -> bool:
    """Whether a word that is no command names a file, or a material or section of the library."""
    if word.startswith("-"):
        return False
    if "/" in word or "." in word or Path(word).exists():
        return True
    session = Session(context.params.get("library"))
    try:
        if not session.library.exists():
            return False
        LookingUp(session.desk).material(MaterialId(word))
    except CarrelError:
        return False
    finally:
        session.close()
    return True
