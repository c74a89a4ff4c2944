"""``python -m carrel``: the window, or a command of the command line."""

from __future__ import annotations

import gc
import sys
from pathlib import Path


class LazyWindow:
    """The window for the command line; its modules are loaded when it is to be shown."""

    def open(self, library: Path | None, target: str) -> int:
        """Show ``library``, the user's own if None, until the window is closed."""
        # Nothing of what is loaded until the window stands is ever garbage.
        gc.disable()
        # PySide reads the source of each module that is loaded after it: those without Qt first.
        import carrel.services.shelf
        import carrel.services.undo  # noqa: F401
        from carrel import app

        return app.open_window(library, target)

    def tour(self, folder: Path) -> int:
        """Leave a picture of each step of the main job in ``folder``."""
        from carrel import app

        return app.take_tour(folder)


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--read-documents"]:
        from carrel.formats.reading.isolation import worker

        return worker.main()
    if not arguments:
        # The usual start does without the command line, which takes a while to load.
        return LazyWindow().open(None, "")
    from carrel import cli

    return cli.main(arguments, LazyWindow())


if __name__ == "__main__":
    sys.exit(main())
