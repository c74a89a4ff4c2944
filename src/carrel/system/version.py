"""Which Carrel this is."""

from __future__ import annotations


def program_version() -> str:
    """The version of the installed program; "unknown" for sources that were never installed."""
    # Reading package metadata takes longer than anything else at the start.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("carrel")
    except PackageNotFoundError:
        return "unknown"
