"""A client with nothing in its way: HTTP/1.1 over kept-alive loopback sockets, bounded."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(slots=True)
class Client:
    """One connection to `base_url`; one request at a time."""

    base_url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, object]:
        """Send, and read the JSON object of the answer; any status but 2xx is an error."""
        status, answer = await self.exchange(method, path, body, headers=headers)
        if not 200 <= status < 300:
            raise RuntimeError(f"{method} {path.partition('?')[0]}: {status}")
        return dict(json.loads(answer))

    async def exchange(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        """Send, and read status and body. Raises `OSError` or `EOFError` where the line breaks;
        the next request opens another."""
        try:
            return await self._exchange(method, path, body, {**self.headers, **(headers or {})})
        except (OSError, EOFError):
            await self.close()
            raise

    async def _exchange(
        self, method: str, path: str, body: object, more: Mapping[str, str]
    ) -> tuple[int, bytes]:
        address = urlsplit(self.base_url)
        if self._streams is None:
            self._streams = await asyncio.open_connection(address.hostname, address.port)
        reader, writer = self._streams
        payload = b"" if body is None else json.dumps(body).encode()
        headers = {"host": address.netloc, "content-length": str(len(payload)), **more}
        if payload:
            headers["content-type"] = "application/json"
        lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
        writer.write("\r\n".join(lines).encode() + payload)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = head.partition("content-length:")[2].partition("\r\n")[0] or "0"
        return int(head[9:12]), await reader.readexactly(int(length))

    async def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            writer, self._streams = self._streams[1], None
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


async def rate(
    one: Callable[[Client], Awaitable[object]],
    base_url: str,
    *,
    headers: Mapping[str, str],
    clients: int,
    times: int,
) -> float:
    """How often per second `one` is done when `clients` connections do it `times` in all."""

    async def work(client: Client) -> None:
        for _ in range(times // clients):
            await one(client)

    crew = [Client(base_url, headers) for _ in range(clients)]
    try:
        await asyncio.gather(*(one(client) for client in crew))  # connected and warm
        started = time.perf_counter()
        await asyncio.gather(*(work(client) for client in crew))
        return (times // clients * clients) / (time.perf_counter() - started)
    finally:
        for client in crew:
            await client.close()
