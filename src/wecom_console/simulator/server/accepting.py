"""Taking new connections, never more than there are descriptors for.

Not asyncio's own: where descriptors run out it logs a traceback for each place of its backlog and
tries again at once, over and over (https://github.com/python/cpython/issues/106749).
"""

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from wecom_console.simulator.wire.open_connections import OpenConnections

MOST_CONNECTIONS: Final = 512
"""At once; where fewer descriptors are left, fewer."""

_KEPT_FREE: Final = 32
"""Descriptors for files, for calls of our own, and for connections that are just closing."""

_FEWEST: Final = 8
_PAUSE_S: Final = 0.05
_LOG: Final = logging.getLogger("wecom_console.simulator")


class Accepting:
    """The loop that takes connections from one listening socket. Where there are as many as there
    may be, the one that has been idle longest gives way; where none is idle, new ones wait."""

    def __init__(
        self,
        listener: socket.socket,
        lines: OpenConnections,
        make_protocol: Callable[[], asyncio.Protocol],
    ) -> None:
        self._listener = listener
        self._lines = lines
        self._make_protocol = make_protocol
        self._most = most_connections()
        self._is_told = False

    async def run(self) -> None:
        """Until it is cancelled or the socket is closed."""
        loop = asyncio.get_running_loop()
        self._listener.setblocking(False)  # noqa: FBT003
        while self._listener.fileno() >= 0:
            await self._make_room()
            try:
                line, _ = await loop.sock_accept(self._listener)
            except OSError as error:  # no descriptor is left, or the caller has gone already
                self._tell(error.strerror or type(error).__name__)
                self._lines.close_idlest()
                await asyncio.sleep(_PAUSE_S)
                continue
            with suppress(OSError):
                await loop.connect_accepted_socket(self._make_protocol, line)

    async def _make_room(self) -> None:
        while self._lines.count >= self._most:
            self._tell(f"{self._lines.count} connections")
            gave_way = self._lines.close_idlest()
            await asyncio.sleep(0 if gave_way else _PAUSE_S)

    def _tell(self, why: str) -> None:
        """Once: who fills the server would fill the log as well."""
        if not self._is_told:
            self._is_told = True
            _LOG.warning("simulator: %s; idle connections are closed for new ones", why)


def most_connections() -> int:
    """How many connections this process has descriptors for."""
    try:
        import resource  # not on Windows, where descriptors are no matter

        limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        used = len(os.listdir("/dev/fd"))
    except (ImportError, OSError):
        return MOST_CONNECTIONS
    if limit == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(_FEWEST, min(MOST_CONNECTIONS, limit - used - _KEPT_FREE))
