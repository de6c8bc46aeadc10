"""The server's open connections, so that an injected fault can break one for real."""

import asyncio
import socket
import struct
import sys
from collections.abc import Callable
from typing import Final

from wecom_console.simulator.wire.asgi import Client

# Closing then sends RST instead of FIN. The structure is smaller on Windows.
_LINGER_0: Final = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class OpenConnections:
    """Transports by the address and port of their client, the one that was heard of longest ago
    first."""

    def __init__(self) -> None:
        self._transports: dict[Client, asyncio.Transport] = {}
        self._is_busy: dict[Client, Callable[[], bool]] = {}

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._transports)

    def add(self, transport: asyncio.Transport, is_busy: Callable[[], bool]) -> None:
        """A connection begins; `is_busy` says whether it is being answered."""
        peer = _peer(transport)
        self._transports[peer] = transport
        self._is_busy[peer] = is_busy

    def heard(self, transport: asyncio.Transport) -> None:
        """Something has come in."""
        peer = _peer(transport)
        if (known := self._transports.pop(peer, None)) is not None:
            self._transports[peer] = known

    def close_idlest(self) -> bool:
        """Close the connection that has been idle longest; False where none is idle."""
        for peer, transport in self._transports.items():
            if not self._is_busy[peer]():
                self._forget(peer)
                transport.close()
                return True
        return False

    def remove(self, transport: asyncio.Transport) -> None:
        """A connection has ended."""
        peer = _peer(transport)
        if self._transports.get(peer) is transport:
            self._forget(peer)

    def _forget(self, peer: Client) -> None:
        self._transports.pop(peer, None)
        self._is_busy.pop(peer, None)

    def reset(self, client: Client) -> bool:
        """Break a connection at once, as a crashed server does."""
        transport = self._transports.get(client)
        if transport is None:
            return False
        line = transport.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_0)
        transport.abort()
        return True

    def close(self, client: Client) -> bool:
        """Close a connection once everything written has been sent."""
        transport = self._transports.get(client)
        if transport is None:
            return False
        transport.close()
        return True


def _peer(transport: asyncio.Transport) -> Client:
    peer = transport.get_extra_info("peername") or ("", 0)
    return str(peer[0]), int(peer[1])
