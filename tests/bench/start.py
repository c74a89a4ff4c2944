"""A start as its own process: milliseconds until text is painted, and the most memory it took.

Run as a file with ``program LIBRARY [MATERIAL]``, which is opened to be read, or with ``floor
TEXT_FILE``; prints one line of JSON. With ``texts LIBRARY`` it prints the texts of the program's
first window.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

BEGAN = "CARREL_BENCH_BEGAN"
_PROJECT = Path(__file__).parents[2]


@dataclass(slots=True)
class Starts:
    """Starts the program or its floor over and over, and keeps what memory each start took."""

    kind: str
    argument: Path
    is_cold: bool = False
    target: str = ""
    megabytes: list[float] = field(default_factory=list)

    def milliseconds(self) -> float:
        """Time from before the process exists to its first painted text."""
        if self.is_cold:
            drop_file_caches()
        found = json.loads(_run(self.kind, self.argument, self.target))
        self.megabytes.append(found["megabytes"])
        return float(found["milliseconds"])

    def memory(self) -> float:
        """Peak memory of a start whose time was measured, or of one more."""
        if not self.megabytes:
            self.milliseconds()
        return self.megabytes.pop()


def first_texts(library: Path) -> str:
    """The texts of the program's first window, a line each."""
    return _run("texts", library)


def drop_file_caches() -> None:
    """Let the system forget the files of Python, Qt and Carrel that nobody else has in use."""
    if not hasattr(os, "posix_fadvise"):
        return
    import PySide6
    import shiboken6

    folders = [Path(os.__file__).parent, _PROJECT / "src", _PROJECT / "resources"]
    folders += [Path(package.__file__).parent for package in (PySide6, shiboken6)]
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                handle = os.open(file, os.O_RDONLY)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(handle)


def _run(kind: str, argument: Path, target: str = "") -> str:
    environment = dict(os.environ)
    environment["PYTHONPATH"] = str(_PROJECT / "src")
    environment["CARREL_HOME"] = str(argument.with_name("home"))
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    # An installed program is compiled once, not at each start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment[BEGAN] = repr(time.monotonic())
    return subprocess.run(
        [sys.executable, __file__, kind, str(argument), target],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    ).stdout


def _tell_when_painted(label: object) -> None:
    """Print time and memory once ``label`` has been painted, and end the process."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                # Told after the painting is done, not before it.
                QTimer.singleShot(0, _tell)
            return False

    watch = Watch(label)  # type: ignore[arg-type]
    label.installEventFilter(watch)  # type: ignore[attr-defined]


def _tell() -> None:
    taken = (time.monotonic() - float(os.environ[BEGAN])) * 1000
    sys.stdout.write(json.dumps({"milliseconds": taken, "megabytes": _peak_megabytes()}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def _peak_megabytes() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        # Linux counts into ru_maxrss what the parent process had.
        lines = status.read_text(encoding="ascii").splitlines()
        return float(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1000
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


def _start_program(library: Path, target: str, *, tell_texts: bool) -> None:
    from carrel.__main__ import LazyWindow

    def labels(program: object) -> list[object]:
        from PySide6.QtWidgets import QLabel

        found = program.window.findChildren(QLabel)  # type: ignore[attr-defined]
        # What is scrolled out of sight is never painted.
        return [label for label in found if label.text() and not label.visibleRegion().isEmpty()]

    # The window is the program's own; only the moment of its first picture is listened for.
    import gc

    gc.disable()
    from carrel import app

    start = app.Program.start

    def started(program: app.Program, place: object) -> None:
        start(program, place)  # type: ignore[arg-type]
        if target:
            _tell_when_painted(_text_of(program))
            return
        shown = labels(program)
        if tell_texts:
            sys.stdout.write("\n".join(label.text() for label in shown))  # type: ignore[attr-defined]
            sys.stdout.flush()
            os._exit(0)
        _tell_when_painted(shown[-1])

    app.Program.start = started  # type: ignore[method-assign, assignment]
    LazyWindow().open(library, target)


def _text_of(program: object) -> object:
    from PySide6.QtWidgets import QTextBrowser

    text = program.window.findChild(QTextBrowser, "sectionText")  # type: ignore[attr-defined]
    return text.viewport()


def _start_floor(text_file: Path) -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    label = QLabel(text_file.read_text(encoding="utf-8"))
    window.setCentralWidget(label)
    _tell_when_painted(label)
    window.show()
    application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "floor":
        _start_floor(Path(sys.argv[2]))
    else:
        _start_program(Path(sys.argv[2]), sys.argv[3], tell_texts=sys.argv[1] == "texts")
