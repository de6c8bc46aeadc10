"""Between ASGI and the plain values of `calls`: reading with limits, answering, breaking."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final, NamedTuple, Protocol, assert_never

from starlette.types import Receive, Scope, Send

from wecom_console.simulator.wire.bodies import pairs
from wecom_console.simulator.wire.calls import Answer, Broken, Call, json_answer

SERVER_NAME: Final = "wecom-console-simulator"
NOTE_HEADER: Final = "x-sim-note"
"""Says why a code was refused, which WeCom itself never does."""

BODY_LIMIT: Final = 1024 * 1024
"""Largest body that is read, in bytes."""
BODY_TIMEOUT_S: Final = 30.0
"""How long a caller may take to send a body, in seconds."""

TOO_LARGE: Final = 413
DRAIN_BYTES: Final = 16 * BODY_LIMIT
DRAIN_S: Final = 2.0
DRAIN_QUIET_S: Final = 0.2
"""How much of a body that is too large is still taken in, how long, and how long a silence."""

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]+")

Client = tuple[str, int]


class Connections(Protocol):
    """The open connections of the server, by their client's address and port."""

    def reset(self, client: Client) -> bool:
        """Break the connection at once; False where it is not one of ours."""
        ...

    def close(self, client: Client) -> bool:
        """Close it as soon as what has been written is sent; False where it is not ours."""
        ...


class AsgiChannels(NamedTuple):
    """Both directions of one exchange."""

    receive: Receive
    send: Send


class Endpoint:
    """An ASGI application for one path: reads the call, gets the answer, sends it."""

    def __init__(
        self, answer: Callable[[Call], Awaitable[Answer]], connections: Connections
    ) -> None:
        self._answer = answer
        self._connections = connections

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = _call(scope)
        answer = call if isinstance(call, Answer) else await self._answered(call, receive)
        if answer is None:
            return
        if answer.status == TOO_LARGE:
            await _send_and_drain(answer, AsgiChannels(receive, send))
        elif answer.broken is None:
            await send_answer(answer, send)
        else:
            await self._break(answer, answer.broken, scope, AsgiChannels(receive, send))

    async def _answered(self, call: Call, receive: Receive) -> Answer | None:
        stated = call.header("content-length")
        if stated.isdecimal() and len(stated) < 20 and int(stated) > BODY_LIMIT:
            return _too_large()
        try:
            async with asyncio.timeout(BODY_TIMEOUT_S):
                body = await _body(receive)
        except TimeoutError:
            return control_error(408, f"a body has to arrive within {BODY_TIMEOUT_S:g} seconds")
        return await self._answer(replace(call, body=body)) if isinstance(body, bytes) else body

    async def _break(
        self, answer: Answer, how: Broken, scope: Scope, channels: AsgiChannels
    ) -> None:
        match how:
            case Broken.RESET:
                was_ours = self._connections.reset(_client(scope))
            case Broken.TRUNCATE:
                await channels.send(_start(answer))
                half = answer.body[: len(answer.body) // 2]
                await channels.send({"type": "http.response.body", "body": half, "more_body": True})
                was_ours = self._connections.close(_client(scope))
            case _:
                assert_never(how)
        if not was_ours:
            # In process there is no connection to break: the caller gets what a socket would give.
            raise ConnectionResetError(f"injected: {how.value}")
        while (await channels.receive())["type"] != "http.disconnect":
            pass


async def send_answer(answer: Answer, send: Send) -> None:
    """Send a whole answer, marked as the simulator's."""
    await send(_start(answer))
    await send({"type": "http.response.body", "body": answer.body})


async def _send_and_drain(answer: Answer, channels: AsgiChannels) -> None:
    """Send a whole answer, and take in what still comes for a while: where a server closes with
    unread bytes, the system may throw away what it has sent, and the caller sees a reset."""
    await channels.send(_start(answer))
    await channels.send({"type": "http.response.body", "body": answer.body, "more_body": True})
    left = DRAIN_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_S):
            while left > 0:
                async with asyncio.timeout(DRAIN_QUIET_S):
                    message = await channels.receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    break
    await channels.send({"type": "http.response.body", "body": b""})


def control_error(status: int, error: str, *, field: str = "") -> Answer:
    """An error in the shape of the control API."""
    challenge = (("www-authenticate", "Bearer"),) if status == 401 else ()
    return json_answer({"error": error, "field": field}, status=status, headers=challenge)


def _start(answer: Answer) -> dict[str, object]:
    headers = [("server", SERVER_NAME)]
    if answer.media_type:
        headers.append(("content-type", answer.media_type))
    if answer.status not in (204, 304):
        headers.append(("content-length", str(len(answer.body))))
    if answer.note.startswith("code."):  # WeCom's answer is the same for every bad code
        headers.append((NOTE_HEADER, answer.note))
    headers += answer.headers
    return {
        "type": "http.response.start",
        "status": answer.status,
        "headers": [(k.encode("latin-1"), _header_value(v)) for k, v in headers],
    }


def _header_value(text: str) -> bytes:
    """A caller's text may be echoed in a header: it never begins another one."""
    return _CONTROLS.sub(" ", text).strip().encode("latin-1", "replace")


def _call(scope: Scope) -> Call | Answer:
    query = pairs(scope["query_string"])
    if query is None:
        return control_error(400, "too many parameters")
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }
    return Call(
        method=scope["method"],
        path=scope["path"],
        base_url=f"{scope['scheme']}://{headers.get('host', '')}",
        client=_client(scope)[0],
        query=query,
        headers=headers,
        path_values=scope.get("path_params", {}),
    )


async def _body(receive: Receive) -> bytes | Answer | None:
    """The body, the 413 for one that is too large, None where the caller has gone."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > BODY_LIMIT:
            return _too_large()
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _too_large() -> Answer:
    return control_error(TOO_LARGE, f"a body has at most {BODY_LIMIT} bytes")


def _client(scope: Scope) -> Client:
    client = scope.get("client")
    return (str(client[0]), int(client[1])) if client else ("127.0.0.1", 0)
