"""``python -m carrel``: the window, or a command of the command line."""

from __future__ import annotations

import sys

from carrel import cli


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
