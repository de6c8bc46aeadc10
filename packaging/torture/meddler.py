"""A server between the product and its simulator, whose answers are nearly what they should be.

Started by `answers.py`. What it does to an answer is drawn from the words in a file, so that a run
can be repeated.
"""

from __future__ import annotations

import http.client
import json
import random
import socketserver
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from dice import dice
from mutation import as_json, bent, exchanged

ODD_HEADERS = (
    ("content-type", "text/html; charset=utf-7"),
    ("content-encoding", "gzip"),
    ("content-encoding", "br"),
    ("transfer-encoding", "chunked"),
    ("location", "http://127.0.0.1:1/" + "x" * 60_000),
    ("set-cookie", "a=b; domain=.com"),
    ("date", "\xff\xfe"),
    ("date", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ("date", "Thu, 01 Jan 0000 00:00:00 GMT"),
    ("retry-after", "9" * 400),
    ("x-request-id", "<img src=x>\x1b[31m"),
    ("server", "x" * 30_000),
    ("content-length", "-1"),
    ("content-length", "99999999999999999999"),
    ("www-authenticate", "Basic realm=" + '"' * 5000),
)
STATUSES = (100, 101, 199, 200, 201, 204, 206, 301, 302, 304, 400, 401, 403, 404, 407, 418, 429)
ALWAYS = (500, 502, 503, 599, 600, 999, 0)


def meddled(rng: random.Random, status: int, body: bytes) -> tuple[int, bytes]:
    """The answer with something done to it."""
    kind = rng.random()
    if kind < 0.6:
        return status, body
    if kind < 0.85:
        try:
            tree = json.loads(body)
        except ValueError:
            return status, bent(rng, body)
        return status, as_json(rng, exchanged(rng, tree, times=rng.choice((1, 2, 4))))
    if kind < 0.95:
        return status, bent(rng, body)
    return rng.choice(STATUSES + ALWAYS), body


def handler(upstream: str, words: Path) -> type[BaseHTTPRequestHandler]:
    """One that passes requests on to `upstream`."""
    host = urlsplit(upstream).netloc
    count = 0

    class Meddler(BaseHTTPRequestHandler):
        """Answers each request with what the simulator says, nearly."""

        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Nothing."""

        def _answer(self) -> None:
            nonlocal count
            count += 1
            rng = dice(words.read_text(encoding="utf-8"), self.path.partition("?")[0], self.command)
            length = int(self.headers.get("content-length") or 0)
            sent = self.rfile.read(length)
            passed = {
                k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")
            }
            there = http.client.HTTPConnection(host, timeout=20)
            try:
                there.request(self.command, self.path, sent, {**passed, "host": host})
                answer = there.getresponse()
                status, body = meddled(rng, answer.status, answer.read())
                headers = [
                    (k, v)
                    for k, v in answer.getheaders()
                    if k.lower() not in ("content-length", "connection", "transfer-encoding")
                ]
            finally:
                there.close()
            self._send(rng, status, headers, body)

        def _send(
            self, rng: random.Random, status: int, headers: list[tuple[str, str]], body: bytes
        ) -> None:
            odd = [rng.choice(ODD_HEADERS)] if rng.random() < 0.2 else []
            named = {name for name, _ in odd}
            lines = [f"HTTP/1.1 {status} X".encode()]
            for name, value in [*headers, *odd]:
                lines.append(f"{name}: {value}".encode("latin-1", "replace"))
            if "content-length" not in named:
                lines.append(b"content-length: %d" % len(body))
            head = b"\r\n".join([*lines, b"connection: close", b"", b""])
            whole = head + body
            if rng.random() < 0.05:
                whole = bent(rng, whole)
            if rng.random() < 0.05:
                whole = b"HTTP/1.1 100 Continue\r\n\r\n" * 5000 + whole
            self.wfile.write(whole)
            self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = do_OPTIONS = _answer  # noqa: N815

    return Meddler


class Quiet(ThreadingHTTPServer):
    """Whoever hangs up is not told of."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing."""


def main(upstream: str, words: str) -> None:
    """Serves until it is ended."""
    socketserver.TCPServer.allow_reuse_address = True
    with Quiet(("127.0.0.1", 0), handler(upstream, Path(words))) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
