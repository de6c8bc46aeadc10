"""The server's open connections, so that an injected fault can break one for real."""

import asyncio
import socket
import struct
import sys
from typing import Final

from wecom_console.simulator.wire.asgi import Client

# Closing then sends RST instead of FIN. The structure is smaller on Windows.
_LINGER_0: Final = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class OpenConnections:
    """Transports by the address and port of their client."""

    def __init__(self) -> None:
        self._transports: dict[Client, asyncio.Transport] = {}

    def add(self, transport: asyncio.Transport) -> None:
        """A connection begins."""
        self._transports[_peer(transport)] = transport

    def remove(self, transport: asyncio.Transport) -> None:
        """A connection has ended."""
        self._transports.pop(_peer(transport), None)

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
