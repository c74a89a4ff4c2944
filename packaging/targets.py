"""What can be asked for: run, test, check ...; each with its environment set up first."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import apt
import qt_libraries
from console import SetupFailed, run_captured, say
from environment import Environment

PROJECT = Path(__file__).resolve().parents[1]

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

CHECKS = {
    "style": ["-m", "ruff", "check", "."],
    "layout of the source": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo"],
}


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument names with the rest; return the exit code."""
    target = TARGETS.get(arguments[0]) if arguments else None
    if target is None:
        say(f"Usage: {Path(sys.argv[0]).name} {'|'.join(TARGETS)} [ARGUMENTS]")
        return 2
    environment = Environment(PROJECT)
    try:
        return target(environment, list(arguments[1:]))
    except SetupFailed as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


def run(environment: Environment, arguments: list[str]) -> int:
    """Start Carrel; where there is no display, let it draw itself into pictures instead.

    Arguments are those of the command line, most of which need no display.
    """
    prepare(environment, display=os.environ)
    if arguments or has_display(sys.platform, os.environ):
        # Files are named from where the user is; -P keeps that folder out of the import path.
        return _python(environment, "-P", "-m", "carrel", *arguments, folder=Path.cwd())
    pictures = PROJECT / "tour"
    say("There is no display here, so Carrel goes through its main job in pictures instead ...")
    code = _python(environment, "-m", "carrel", "tour", "-o", pictures, extra=OFFSCREEN)
    if code == 0:
        say(f"The pictures are in {pictures}")
    return code


def test(environment: Environment, arguments: list[str]) -> int:
    """Run the tests, without opening a window."""
    prepare(environment, display={})
    return _python(environment, "-m", "pytest", *arguments, extra=OFFSCREEN)


def check(environment: Environment, arguments: list[str]) -> int:
    """Look over the source with every tool, also when one has found something."""
    if arguments:
        raise SetupFailed("check takes no arguments: it looks at everything.")
    prepare(environment)
    failed = [name for name, command in CHECKS.items() if not _is_clean(environment, name, command)]
    if failed:
        say(f"Please see to: {', '.join(failed)}.")
    return 1 if failed else 0


def bench(environment: Environment, arguments: list[str]) -> int:
    """Measure the program beside its floors; ``--size tenth`` is quicker than the full size."""
    prepare(environment, display={})
    return _python(environment, PROJECT / "tests" / "bench" / "run.py", *arguments, extra=OFFSCREEN)


def simulate(environment: Environment, arguments: list[str]) -> int:
    """Let three students study for 120 days, planned by Carrel and by plain due order."""
    prepare(environment, display={})
    script = PROJECT / "tests" / "bench" / "students.py"
    return _python(environment, script, *arguments, extra=OFFSCREEN)


def harm(environment: Environment, arguments: list[str]) -> int:
    """Kill, damage and starve the program hundreds of times; nothing saved may be lost."""
    prepare(environment)
    return _python(environment, PROJECT / "tests" / "harm" / "run.py", *arguments)


def fuzz(environment: Environment, arguments: list[str]) -> int:
    """Change documents of every kind at random and read them; a reader may only refuse."""
    prepare(environment)
    return _python(environment, PROJECT / "tests" / "harm" / "fuzz_readers.py", *arguments)


TARGETS: dict[str, Callable[[Environment, list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "harm": harm,
    "fuzz": fuzz,
    "simulate": simulate,
}


def prepare(environment: Environment, *, display: Mapping[str, str] | None = None) -> None:
    """Set up the environment and, where ``display`` names one or {} for none, what Qt needs.

    Raises SetupFailed with what to do.
    """

    def lacking() -> dict[str, str]:
        return environment.lacking() | ({} if display is None else qt_libraries.lacking(display))

    if before := lacking():
        apt.install(before)
        if still := lacking():
            raise SetupFailed(
                f"Everything was installed and still {', '.join(still)} cannot be loaded; run this "
                f"to see why:\n    {apt.command_for([*before.values(), '--reinstall'])}"
            )
    environment.ensure()


def has_display(platform: str, variables: Mapping[str, str]) -> bool:
    """Whether a window can be opened: macOS and Windows have a display, others name one."""
    if platform in ("darwin", "win32"):
        return True
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def _is_clean(environment: Environment, name: str, command: Sequence[str]) -> bool:
    done = run_captured([environment.python, *command], folder=PROJECT)
    say(f"{name}: {'clean' if done.returncode == 0 else 'not clean'}")
    if done.returncode != 0:
        say(done.stdout.rstrip())
    return done.returncode == 0


def _python(
    environment: Environment,
    *arguments: str | Path,
    folder: Path = PROJECT,
    extra: Mapping[str, str] | None = None,
) -> int:
    variables = {**os.environ, **(extra or {})}
    return subprocess.run(
        [environment.python, *arguments], cwd=folder, env=variables, check=False
    ).returncode
