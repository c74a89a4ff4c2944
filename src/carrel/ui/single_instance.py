"""One window for each library: a second start hands its wish to the first and ends."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 10_000
"""How long the first window is given to take a wish before it counts as hanging."""

_PAUSE_MS = 50
"""Between two tries to reach a first window that has not painted itself yet."""

_ANSWER = b"taken"
_LONGEST_WISH = 65_536


@dataclass(frozen=True, slots=True)
class Wish:
    """What a start was asked to show: a file to import, a place to open, or just the window."""

    file: str = ""
    place: str = ""


class SingleInstance(QObject):
    """Holds the library for this window and hears from later starts.

    The lock lies beside the library, so it also holds between users; that of a process which was
    killed is taken over. The socket is open to the same user only.
    """

    wished = Signal(object)
    """A later start handed over its :class:`Wish`; the window should come forward."""

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._lock = QLockFile(str(library.absolute()) + ".lock")
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Try to be the one window of the library; False when another one is."""
        return self._lock.tryLock(0) or not self._is_held_elsewhere()

    def listen(self) -> None:
        """Hear from later starts from now on.

        Apart from taking the lock, because what it needs takes long to load.
        """
        from PySide6.QtNetwork import QLocalServer

        name = _socket_name(self._library)
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(name)

    def hand_over(self, wish: Wish) -> bool:
        """Tell the first window; False when it does not answer."""
        import json

        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        if not _is_connected(socket, _socket_name(self._library)):
            return False
        socket.write(json.dumps(asdict(wish)).encode() + b"\n")
        socket.flush()
        is_taken = socket.waitForReadyRead(_ANSWER_MS) and socket.readAll().data() == _ANSWER
        socket.disconnectFromServer()
        return is_taken

    def release(self) -> None:
        """Let another window have the library."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _is_held_elsewhere(self) -> bool:
        # In a folder that cannot be written to there is no lock, and the library is read only.
        return self._lock.error() == QLockFile.LockError.LockFailedError

    def _on_connection(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._on_wish(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _on_wish(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST_WISH:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        wish = _read(bytes(socket.readLine().data()))
        if wish is None:
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        self.wished.emit(wish)


def _is_connected(socket: QLocalSocket, name: str) -> bool:
    """Reach the first window, which may have begun a moment ago and not be listening yet."""
    deadline = QDeadlineTimer(_ANSWER_MS)
    while True:
        socket.connectToServer(name)
        if socket.waitForConnected(_ANSWER_MS):
            return True
        if deadline.hasExpired():
            return False
        QThread.msleep(_PAUSE_MS)


def _read(line: bytes) -> Wish | None:
    import json

    try:
        values = json.loads(line)
        return Wish(str(values["file"]), str(values["place"]))
    except (ValueError, KeyError, TypeError):
        return None


def _socket_name(library: Path) -> str:
    import getpass
    import hashlib

    who = f"{getpass.getuser()}:{library.absolute().resolve()}"
    return "carrel-" + hashlib.sha256(who.encode()).hexdigest()[:24]
