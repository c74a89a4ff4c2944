"""How this program starts itself once more, for work in a process of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def own_command(*arguments: str) -> list[str]:
    """The command line that starts this program with ``arguments``."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    # -P: the folder where the program was started is not searched for modules.
    return [sys.executable, "-P", "-m", "carrel", *arguments]


def own_environment() -> dict[str, str]:
    """The environment with the folder of our own package on the path of modules."""
    import carrel

    own = str(Path(carrel.__file__).parents[1])
    others = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [own, others]))}
