"""``python -m carrel``: the window, or a command of the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    arguments = sys.argv[1:]
    if not arguments:
        from carrel import app

        return app.open_window()
    from carrel import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
