"""The command line: the same services without a window, for teachers, scripts and tests."""

from carrel.cli.main import main

__all__ = ["main"]
