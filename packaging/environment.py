"""The project's own Python environment, ``.venv``: made once, mended when it is not whole."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import importlib.util
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from console import SetupFailed, run_quietly, say, succeeds

LOCK = Path("packaging") / "requirements.lock"
# Raised when the way an environment is made changes, so that every one is set up anew.
RECIPE = 1
UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Environment:
    """The environment of the project in folder ``project``."""

    project: Path

    @property
    def folder(self) -> Path:
        """Where the environment is."""
        return self.project / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter that everything of the project runs with."""
        if sys.platform == "win32":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """Holds what the environment was made from, or that it is not finished."""
        return self.folder / "carrel-setup.json"

    def ensure(self) -> None:
        """Make, mend or update the environment; costs milliseconds when nothing has changed.

        Raises SetupFailed with what to do.
        """
        try:
            if self._is_current():
                return
            with _alone(self.project / LOCK):
                if not self._is_current():
                    self._set_up()
        except OSError as reason:
            raise SetupFailed(
                f"The environment in {self.folder} cannot be set up ({reason}); make room or give "
                "yourself the right to write there, then start again."
            ) from reason

    def lacking(self) -> dict[str, str]:
        """What Python lacks to make the environment, with the package of Debian that holds it."""
        if self._is_current():
            return {}
        package = f"python{_python_version()}-venv"
        # This is asked again once the package is installed.
        importlib.invalidate_caches()
        modules = ("venv", "ensurepip")
        return {name: package for name in modules if importlib.util.find_spec(name) is None}

    def fingerprint(self) -> str:
        """A hash of all that decides what belongs into the environment."""
        digest = hashlib.sha256()
        for file in (self.project / LOCK, self.project / "pyproject.toml"):
            digest.update(file.read_bytes())
        digest.update(f"{RECIPE} {sys.version} {sys.base_prefix} {self.project}".encode())
        return digest.hexdigest()

    def _is_current(self) -> bool:
        return self._stamped()["made_from"] == self.fingerprint() and self.python.exists()

    def _stamped(self) -> dict[str, str]:
        """What the stamp says; nothing where somebody else has made the environment."""
        nothing = {"made_from": "", "python": _python_version()}
        try:
            stamped: dict[str, str] = json.loads(self.stamp.read_text(encoding="utf-8"))
            return nothing | stamped
        except OSError:
            return nothing
        except (ValueError, TypeError):
            return nothing | {"made_from": UNFINISHED}

    def _set_up(self) -> None:
        if self.folder.exists() and not self._is_sound():
            say("The environment in .venv is not whole or its Python is gone: making it anew ...")
            shutil.rmtree(self.folder)
        is_new = not self.folder.exists()
        self.folder.mkdir(exist_ok=True)
        self._write_stamp(UNFINISHED)
        if is_new:
            self._make()
        self._install()
        self._write_stamp(self.fingerprint())
        say("Everything is set up.")

    def _is_sound(self) -> bool:
        """Whether it can be brought up to date; a set-up that was killed leaves half packages."""
        stamped = self._stamped()
        return (
            stamped["made_from"] != UNFINISHED
            and stamped["python"] == _python_version()
            and succeeds([self.python, "-m", "pip", "--version"])
        )

    def _write_stamp(self, made_from: str) -> None:
        stamp = {"made_from": made_from, "python": _python_version()}
        self.stamp.write_text(json.dumps(stamp), encoding="utf-8")

    def _make(self) -> None:
        say(f"Making an environment for Python {_python_version()} in .venv ...")
        # Where this runs inside an environment, the new one must not lean on it.
        python = getattr(sys, "_base_executable", sys.executable)
        run_quietly(
            [python, "-m", "venv", self.folder],
            otherwise="Python could not make the environment .venv; its reason is above.",
        )

    def _install(self) -> None:
        say("Installing what Carrel is built on; the first time takes a minute or two ...")
        pip = [
            str(self.python),
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
            "install",
        ]
        run_quietly(
            [*pip, "-r", str(self.project / LOCK)],
            otherwise="pip could not install the packages; its reason is above. If the network was "
            "away, start again when it is back.",
        )
        run_quietly(
            [*pip, "--no-deps", "--no-build-isolation", "--editable", str(self.project)],
            otherwise="pip could not install Carrel itself; its reason is above.",
        )


def _python_version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


@contextlib.contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Wait until no other set-up of this project runs; the lock goes with its process."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with file.open(encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
