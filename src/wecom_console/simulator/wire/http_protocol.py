"""The server's HTTP connections: known by name, and not held open by callers who never finish."""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

from wecom_console.simulator.wire.open_connections import OpenConnections

HEAD_LIMIT_S: Final = 15.0
"""How long a caller may take for the head of a request, in seconds."""


def protocol_class(lines: OpenConnections) -> type[asyncio.Protocol]:
    """uvicorn's protocol, which makes its connections known to `lines`, so that a fault can break
    one, and closes those whose request does not begin in time: uvicorn itself waits for ever."""

    class TrackedProtocol(H11Protocol):
        """One connection."""

        _waiting: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            lines.add(transport)
            self._watch()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_watching()
            lines.remove(self.transport)
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self._is_answering():
                self._stop_watching()
            else:
                self._watch()

        def _is_answering(self) -> bool:
            return not getattr(self.cycle, "response_complete", True)  # no cycle before a request

        def _watch(self) -> None:
            if self._waiting is None and not self.transport.is_closing():
                self._waiting = self.loop.call_later(HEAD_LIMIT_S, self._give_up)

        def _stop_watching(self) -> None:
            if self._waiting is not None:
                self._waiting.cancel()
                self._waiting = None

        def _give_up(self) -> None:
            self._waiting = None
            if not self._is_answering():
                self.transport.close()

    return TrackedProtocol
