"""What the bootstrap says, and commands whose noise is shown only when they fail."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

# A step has failed for one reason; the last lines of a tool's output hold it.
SHOWN_LINES = 25


class SetupFailed(Exception):
    """A step cannot go on; the text is one sentence that says what to do."""


def say(sentence: str) -> None:
    """Print one line at once, on stderr: stdout belongs to what the target runs."""
    print(sentence, file=sys.stderr, flush=True)


def run_quietly(
    command: Sequence[str | Path],
    *,
    otherwise: str,
) -> None:
    """Run a command; where it fails, show the end of what it printed and raise ``otherwise``."""
    done = run_captured(command)
    if done.returncode != 0:
        say("\n".join(done.stdout.splitlines()[-SHOWN_LINES:]))
        raise SetupFailed(otherwise)


def succeeds(command: Sequence[str | Path]) -> bool:
    """Whether a command can be run and ends well; what it prints is dropped."""
    try:
        return run_captured(command).returncode == 0
    except OSError:
        return False


def run_captured(
    command: Sequence[str | Path], *, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end without asking anything; both of its outputs come back as one."""
    return subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
