"""Starting as a program does: a second time, on a damaged library, and without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from carrel.storage.database import open_database
from carrel.ui.single_instance import _socket_name

PROGRAM = [sys.executable, "-m", "carrel"]


@pytest.fixture
def library(home_folder: Path) -> Path:
    path = home_folder / "carrel" / "data" / "carrel.db"
    path.parent.mkdir(parents=True)
    open_database(path).close()
    return path


def files_of(library: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in library.parent.iterdir() if file.is_file()}


def test_that_a_second_start_leaves_it_to_the_first(qapp, qtbot, library) -> None:
    first = subprocess.Popen(PROGRAM)

    def is_listening() -> bool:
        socket = QLocalSocket()
        socket.connectToServer(_socket_name(library))
        return socket.waitForConnected(100)

    try:
        qtbot.waitUntil(is_listening, timeout=30_000)
        second = subprocess.run(PROGRAM, check=False, timeout=60, capture_output=True, text=True)
        assert (second.returncode, second.stderr) == (0, "")
        assert first.poll() is None
    finally:
        first.kill()
        first.wait()


def test_that_a_damaged_library_is_told_in_one_line_where_nobody_sees_a_window(library) -> None:
    library.write_bytes(library.read_bytes()[:-4096])
    before = files_of(library)
    done = subprocess.run(PROGRAM, check=False, timeout=60, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "is damaged; restore a backup" in done.stderr
    assert files_of(library) == before


def test_that_a_file_that_is_no_library_is_left_alone(library) -> None:
    library.write_bytes(b"Dear diary, this is not a library.")
    before = files_of(library)
    done = subprocess.run(PROGRAM, check=False, timeout=60, capture_output=True, text=True)
    assert done.returncode == 1
    assert "is not a Carrel library" in done.stderr
    assert files_of(library) == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a display")
def test_that_a_start_without_a_display_says_so(library) -> None:
    before = files_of(library)
    bare = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in bare}
    done = subprocess.run(
        PROGRAM, check=False, timeout=60, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 1
    assert "There is no display" in done.stderr
    assert files_of(library) == before
