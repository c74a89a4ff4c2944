"""``python -m carrel``: the window, or a command of the command line."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    arguments = sys.argv[1:]
    if not arguments:
        # Nothing of what is loaded until the window stands is ever garbage.
        gc.disable()
        from carrel import app

        return app.open_window()
    from carrel import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
