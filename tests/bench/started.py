"""One start, timed from within: run as a file by `start.py`.

With ``program LIBRARY [MATERIAL]``, which is opened to be read, or with ``floor TEXT_FILE``, prints
one line of JSON; with ``texts LIBRARY`` the texts of the program's first window. It loads next to
nothing itself, so that the floor stays a bare window.
"""

# ruff: noqa: PTH110, PTH123 - pathlib would be loaded for the floor, too

from __future__ import annotations

import os
import sys
import time


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
    taken = (time.monotonic() - float(os.environ["CARREL_BENCH_BEGAN"])) * 1000
    cpu, megabytes = time.process_time() * 1000, peak_megabytes()
    sys.stdout.write(f'{{"milliseconds": {taken}, "cpu": {cpu}, "megabytes": {megabytes}}}\n')
    sys.stdout.flush()
    os._exit(0)


def peak_megabytes() -> float:
    """The most memory that this process has had."""
    status = "/proc/self/status"
    if os.path.exists(status):
        # Linux counts into ru_maxrss what the parent process had.
        with open(status, encoding="ascii") as file:
            lines = file.read().splitlines()
        return float(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1000
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


def _start_program(library: str, target: str, *, tell_texts: bool) -> None:
    from pathlib import Path

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
    LazyWindow().open(Path(library), target)


def _text_of(program: object) -> object:
    from PySide6.QtWidgets import QTextBrowser

    text = program.window.findChild(QTextBrowser, "sectionText")  # type: ignore[attr-defined]
    return text.viewport()


def _start_floor(text_file: str) -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    with open(text_file, encoding="utf-8") as file:
        label = QLabel(file.read())
    window.setCentralWidget(label)
    _tell_when_painted(label)
    window.show()
    application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "floor":
        _start_floor(sys.argv[2])
    else:
        _start_program(sys.argv[2], sys.argv[3], tell_texts=sys.argv[1] == "texts")
