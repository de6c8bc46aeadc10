"""Bytes to a server and back, past every client's good manners."""

import socket
from urllib.parse import urlsplit

from wecom_console.simulator import SimulatorHandle


def exchange(handle: SimulatorHandle, *parts: bytes, closes: bool = False) -> bytes:
    """Everything that is answered until the server hangs up, or has had time to."""
    address = urlsplit(handle.url)
    with socket.create_connection((address.hostname, address.port), timeout=120) as line:
        for part in parts:
            line.sendall(part)
        if closes:
            line.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while chunk := line.recv(65_536):
                received += chunk
        except ConnectionResetError:
            pass
        return received


def request(
    handle: SimulatorHandle,
    target: str,
    *,
    method: str = "GET",
    headers: tuple[tuple[str, str], ...] = (),
    body: bytes = b"",
    keeps_open: bool = False,
) -> bytes:
    """A request's bytes; the connection ends with its answer unless `keeps_open`."""
    stated = [("host", urlsplit(handle.url).netloc), *headers]
    if body:
        stated.append(("content-length", str(len(body))))
    if not keeps_open:
        stated.append(("connection", "close"))
    head = "".join(f"{name}: {value}\r\n" for name, value in stated)
    return f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body


def statuses(received: bytes) -> list[int]:
    """The status of each answer."""
    lines = received.split(b"HTTP/1.1 ")[1:]
    return [int(line[:3]) for line in lines]
