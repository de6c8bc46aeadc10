"""One window per data directory: who starts the program again rings at the window that is there.

The window listens on a local socket that only its user may open. What comes over it is a line of
JSON with paths and links, taken for no more than a drop of files would be.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from wecom_console.gui.app_links import is_link
from wecom_console.storage.paths import find_data_paths

PATIENCE_MS: Final = 1500
"""How long a window may take to answer; one that hangs is no reason to have none."""

LONGEST: Final = 64 * 1024
_ANSWER: Final = b"open\n"


def door_name(environment: Mapping[str, str]) -> str:
    """The socket's name: another data directory is another window."""
    directory = find_data_paths(environment).root
    return f"wecom-console-{sha256(str(directory).encode(errors='replace')).hexdigest()[:16]}"


def ring(name: str, targets: Sequence[str]) -> bool:
    """Asks the window that is there to come forward and to open files and links. False: none
    answers."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    line = json.dumps([one if is_link(one) else str(Path(one).absolute()) for one in targets])
    socket.write(line.encode("ascii") + b"\n")
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(PATIENCE_MS):
        answer += socket.readAll().data()
    return answer == _ANSWER


class SingleInstance(QObject):
    """`rung` carries paths and links as texts, which may be none."""

    rung = Signal(list)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)

    def listen(self) -> bool:
        """Answers from now on. False: the system gives no socket, so a second window will open."""
        if self._server.listen(self._name):
            return True
        # A window that crashed leaves its file behind, and nobody answers there.
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Answers no more."""
        self._server.close()

    def _on_server_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LONGEST:
            socket.abort()
        elif socket.canReadLine():
            targets = read_line(bytes(socket.readLine().data()))
            socket.write(_ANSWER)
            socket.flush()
            self.rung.emit(targets)


def read_line(line: bytes) -> list[str]:
    """The paths and links of a line; none where it is no such line."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    return [name for name in found if isinstance(name, str) and "\0" not in name]
