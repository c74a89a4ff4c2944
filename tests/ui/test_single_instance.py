"""A second start on a library tells the first window what it was asked to show."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalSocket

from carrel.ui.single_instance import SingleInstance, Wish, _socket_name

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from carrel.ui.single_instance import SingleInstance, Wish
app = QCoreApplication([])
second = SingleInstance(Path(sys.argv[1]))
if second.take():
    sys.exit(3)
sys.exit(0 if second.hand_over(Wish(place="macron-putin/context")) else 4)
"""


@pytest.fixture
def first(qapp, tmp_path):
    instance = SingleInstance(tmp_path / "library.db")
    assert instance.take()
    instance.listen()
    yield instance
    instance.release()


def test_that_a_second_start_hands_its_wish_to_the_first_window(qtbot, first, tmp_path):
    second = QProcess()
    second.setProgram(sys.executable)
    second.setArguments(["-c", SECOND_START, str(tmp_path / "library.db")])
    wishes: list[Wish] = []
    first.wished.connect(wishes.append)
    with qtbot.waitSignal(second.finished, timeout=20_000):
        second.start()
    assert (second.exitCode(), wishes) == (0, [Wish(place="macron-putin/context")])


def test_that_windows_on_different_libraries_do_not_meet(first, tmp_path):
    other = SingleInstance(tmp_path / "other.db")
    assert other.take()
    other.release()


def test_that_a_released_library_can_be_taken_again(first, tmp_path):
    again = SingleInstance(tmp_path / "library.db")
    assert not again.take()
    first.release()
    assert again.take()
    again.release()


def test_that_the_lock_of_a_killed_window_is_taken_over(qapp, tmp_path):
    library = tmp_path / "library.db"
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from carrel.ui.single_instance import SingleInstance\napp = QCoreApplication([])\n"
        "taken = SingleInstance(Path(sys.argv[1])).take()\n"
        "os.kill(os.getpid(), 9) if taken else sys.exit(5)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(library)], check=False)
    assert killed.returncode == -9
    instance = SingleInstance(library)
    assert instance.take()
    instance.release()


@pytest.mark.parametrize("line", [b"hello\n", b'{"file": 1}\n', b"[]\n", b'"x"\n'])
def test_that_a_strange_message_is_dropped_without_a_wish(qtbot, first, tmp_path, line):
    wishes = []
    first.wished.connect(wishes.append)
    socket = QLocalSocket()
    socket.connectToServer(_socket_name(tmp_path / "library.db"))
    assert socket.waitForConnected(1000)
    socket.write(line)
    socket.flush()
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert wishes == []
