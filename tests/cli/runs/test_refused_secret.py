"""A Secret that WeCom refused is not sent again: WeCom bans who sends wrong ones."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from cli.support import CommandLine
from domain.samples import GOOD
from exchange.files import toml, write

REFUSAL = json.dumps({"errcode": 40001, "errmsg": "invalid credential"}).encode()
RUNS = ["--platform", "android", "--platform", "ios", "--phone", "absent"]


class Refusing(ThreadingHTTPServer):
    """WeCom's API that accepts no Secret; `sent` are those that came."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        super().__init__(("127.0.0.1", 0), Answering)


class Answering(BaseHTTPRequestHandler):
    """Answers each question alike."""

    server: Refusing

    def do_GET(self) -> None:
        """Note the Secret, and refuse."""
        self.server.sent += parse_qs(urlsplit(self.path).query).get("corpsecret", [])
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(REFUSAL)))
        self.end_headers()
        self.wfile.write(REFUSAL)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def wecom() -> Iterator[Refusing]:
    """The API, on a free port."""
    server = Refusing()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def file(wecom: Refusing, tmp_path: Path) -> Path:
    """A connection whose backend is that API."""
    raw: dict[str, Any] = {
        **GOOD,
        "secret": "env:APP_SECRET",
        "backend": {"kind": "wecom"},
        "wecom": {"base_url": f"http://127.0.0.1:{wecom.server_port}"},
    }
    return write(tmp_path, toml(raw))


def test_runs_of_one_command_send_a_refused_secret_once(
    run: CommandLine, wecom: Refusing, file: Path
) -> None:
    """The second platform is told that it was refused, and by what causes."""
    run.environment["APP_SECRET"] = "x" * 43
    ended = run("test", file, *RUNS, "--json").json["runs"]
    legs = [one["legs"][5] for one in ended]
    assert ["wecom.40001", "identity.secret_refused"] == [leg["code"] for leg in legs]
    assert ["secret_wrong"] * 2 == [leg["causes"][0]["cause"] for leg in legs]
    assert ["x" * 43] == wecom.sent


def test_checks_send_no_fourth_secret_within_an_hour(
    run: CommandLine, wecom: Refusing, file: Path
) -> None:
    """Each is another process for WeCom, and the same address."""
    run.environment["APP_SECRET"] = "x" * 43
    codes = [
        run("check", file, "--online", "--json").json["results"][0]["online"]["checks"][0]["code"]
        for _ in range(4)
    ]
    assert [*["wecom.40001"] * 3, "preflight.too_many_attempts"] == codes
    assert 3 == len(wecom.sent)
