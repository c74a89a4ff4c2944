"""Where the program's own files are: icons and translations, and the bundled study packs."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def program_folder() -> Path:
    """The folder that holds ``resources`` and ``data``.

    In a checkout it is the project's, in a frozen program the bundle's, else the share folder of
    the Python environment that Carrel is installed in.
    """
    checkout = Path(__file__).resolve().parents[3]
    bundle = Path(getattr(sys, "_MEIPASS", checkout))
    installed = Path(sys.prefix) / "share" / "carrel"
    for folder in (bundle, checkout):
        if (folder / "resources").is_dir():
            return folder
    return installed


def resource(name: str) -> Path:
    """A file below ``resources``: ``icons/read.svg``."""
    return program_folder() / "resources" / name


def bundled_packs() -> Path:
    """The folder of the study packs that come with the program."""
    return program_folder() / "data"
