"""The server's HTTP connections: known by name, and not held open by callers who never finish."""

import asyncio
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from wecom_console.simulator.wire.open_connections import OpenConnections

HEAD_LIMIT_S: Final = 15.0
"""How long a caller may take for the head of a request, in seconds."""


HEAD_BYTES: Final = 64 * 1024
"""The largest head that is read."""

MOST_PIECES: Final = 4_096
"""In how many pieces a body may come. Each takes 30 µs, a million of one byte half a minute in
which nobody else is answered."""


class _Counting(h11.Connection):
    """Refuses a body in too many pieces."""

    _pieces = 0

    def next_event(self) -> Any:
        event = super().next_event()
        if isinstance(event, h11.Request):
            self._pieces = 0
        elif isinstance(event, h11.Data):
            self._pieces += 1
            if self._pieces > MOST_PIECES:
                raise h11.RemoteProtocolError("a body in too many pieces")
        return event


def protocol_class(lines: OpenConnections) -> type[asyncio.Protocol]:
    """uvicorn's protocol, which makes its connections known to `lines`, so that a fault can break
    one, and closes those whose request does not begin in time: uvicorn itself waits for ever."""

    class TrackedProtocol(H11Protocol):
        """One connection."""

        _waiting: asyncio.TimerHandle | None = None

        def __init__(self, *args: Any, **values: Any) -> None:
            super().__init__(*args, **values)
            self.conn = _Counting(h11.SERVER, HEAD_BYTES)

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            lines.add(transport, self._is_answering)
            self._watch()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_watching()
            lines.remove(self.transport)
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            lines.heard(self.transport)
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
