"""`events check`: a request, or a real server on loopback that is set up wrongly."""

import hashlib
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from cli.support import CommandLine, Ended, Typing
from services.events.sealing import (
    CORP,
    KEY,
    OTHER_KEY,
    SUITE,
    TICKET,
    TOKEN,
    check_url,
    opened,
    posted,
    sealed,
)

VALUES = ("--token", "env:EV_TOKEN", "--aes-key", "env:EV_KEY", "--receiver", CORP)
GET = check_url(sealed("5556667778889990001"))
Reply = Callable[[dict[str, str]], tuple[int, bytes]]


@contextmanager
def serving(reply: Reply) -> Iterator[str]:
    """A server of the company's; its URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            status, body = reply({name: values[0] for name, values in query.items()})
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/cb?app=1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def library(query: dict[str, str], *, token: str, key: str, receiver: str) -> tuple[int, bytes]:
    """What a handler around WeCom's library answers, its number in the text."""
    parts = sorted([token, query["timestamp"], query["nonce"], query["echostr"]])
    if hashlib.sha1("".join(parts).encode()).hexdigest() != query["msg_signature"]:
        return 200, b"ERR: VerifyURL ret: -40001"
    try:
        message, found = opened(query["echostr"], key=key)
    except (ValueError, struct.error):
        return 200, b"ERR: VerifyURL ret: -40008"
    return (200, message.encode()) if found == receiver else (200, b"ret: -40005")


def right(query: dict[str, str]) -> tuple[int, bytes]:
    """A handler without fault."""
    return library(query, token=TOKEN, key=KEY, receiver=CORP)


@pytest.fixture
def values(run: CommandLine) -> CommandLine:
    """With Token and key in the environment."""
    run.environment |= {"EV_TOKEN": TOKEN, "EV_KEY": KEY}
    return run


def wrong(ended: Ended) -> list[str]:
    """What is wrong."""
    return [one["cause"] for one in ended.json["checks"] if one["status"] == "wrong"]


def test_a_right_request_is_all_right(values: CommandLine) -> None:
    """The request is the argument itself."""
    ended = values("events", "check", "--request", GET, *VALUES)
    assert (0, 4) == (ended.code, ended.out.count("✓"))


def test_a_request_is_read_from_standard_input(values: CommandLine) -> None:
    """And one that is for somebody else ends with 1."""
    text = posted(sealed(TICKET, receiver=SUITE), to=SUITE)
    ended = values("events", "check", "--request", "-", *VALUES, "--json", stdin=text)
    assert (1, ["receiver_id.of_suite"]) == (ended.code, wrong(ended))


def test_a_request_is_read_from_a_file(values: CommandLine, tmp_path: Path) -> None:
    """A line of an access log."""
    file = tmp_path / "access.log"
    file.write_text(f'"GET {urlsplit(GET).path}?{urlsplit(GET).query} HTTP/1.1" 200\n')
    values.environment["EV_KEY"] = OTHER_KEY
    ended = values("events", "check", "--request", file, *VALUES, "--json")
    assert (1, ["encoding_aes_key.other"]) == (ended.code, wrong(ended))


def test_no_secret_and_no_message_is_told(values: CommandLine) -> None:
    """Neither Token, key nor ticket, in no form of the answer."""
    text = posted(sealed(TICKET))
    told = [
        values("events", "check", "--request", "-", *VALUES, *more, stdin=text)
        for more in ((), ("--json",))
    ]
    printed = "".join(ended.out + ended.err for ended in told)
    assert [] == [s for s in (TOKEN, KEY, "ticket-of-the-test") if s in printed]


def test_the_values_are_asked_for(run: CommandLine) -> None:
    """Where somebody can be asked, and nothing names them."""
    ended = run(
        *("events", "check", "--request", GET, "--receiver", CORP, "--json"),
        stdin=Typing(f"{TOKEN}\n{OTHER_KEY}\n"),
    )
    assert ["encoding_aes_key.other"] == wrong(ended)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--request", GET, "--token", TOKEN), 2),
        (("--request", GET), 2),
        (("--request", GET, "--url", "http://127.0.0.1/"), 2),
        ((), 2),
        (("--request", "no-such-file", *VALUES), 3),
        (("--request", GET, "--token", "env:NOT_SET", "--aes-key", "env:EV_KEY"), 4),
        (("--url", "https://ev.example.com/cb", *VALUES), 2),
        (("--url", "https://user@127.0.0.1/cb", *VALUES), 2),
        (("--url", "ftp://127.0.0.1/cb", *VALUES), 2),
        (("--url", "http://127.0.0.1:1/cb", *VALUES), 4),
    ],
)
def test_what_cannot_be_done_is_refused(
    values: CommandLine, arguments: tuple[str, ...], code: int
) -> None:
    """A literal secret, nothing to judge, a host of somebody else, a server that is not there."""
    ended = values("events", "check", *arguments)
    assert (code, False) == (ended.code, TOKEN in ended.err)


def test_an_agency_connection_brings_its_values(run: CommandLine, tmp_path: Path) -> None:
    """Token and key from where they are kept, SuiteID and CorpID as receivers."""
    run.environment |= {"EV_TOKEN": TOKEN, "EV_KEY": KEY}
    file = tmp_path / "agency.toml"
    file.write_text(AGENCY, encoding="utf-8")
    request = posted(sealed(TICKET, receiver=SUITE), to=SUITE)
    ended = run.ok("events", "check", file, "--request", "-", "--json", stdin=request)
    assert [SUITE, CORP] == ended.json["receivers"]


AGENCY = f"""
format = "wecom-console/1"
[[connections]]
identifier = "acme-agency"
display_name = "Acme"
type = "wechatwork:agency:mobile"
corp_id = "{CORP}"
agent_id = "1000002"
schema = "wwauth0123456789abcdef000002"
[connections.agency]
suite_id = "{SUITE}"
suite_secret = "env:EV_SUITE"
token = "env:EV_TOKEN"
encoding_aes_key = "env:EV_KEY"
"""


def answered(values: CommandLine, reply: Reply, *more: str) -> Ended:
    """What is told of a server that answers so."""
    with serving(reply) as url:
        return values("events", "check", "--url", url, *VALUES, *more, "--json")


def test_a_server_without_fault_is_all_right(values: CommandLine) -> None:
    """Asked with values of its own."""
    ended = answered(values, right)
    assert (0, ["ok"] * 4) == (ended.code, [one["status"] for one in ended.json["checks"]])


ANSWERS: dict[str, tuple[Reply, list[str]]] = {
    "other token": (
        lambda q: library(q, token="AnotherToken", key=KEY, receiver=CORP),
        ["answer.refused", "token.differs_there"],
    ),
    "other key": (
        lambda q: library(q, token=TOKEN, key=OTHER_KEY, receiver=CORP),
        ["answer.refused", "encoding_aes_key.differs_there"],
    ),
    "other receiver": (
        lambda q: library(q, token=TOKEN, key=KEY, receiver="wwfedcba9876543210"),
        ["answer.refused", "receiver_id.differs_there"],
    ),
    "no check": (
        lambda q: (200, opened(q["echostr"])[0].encode()),
        ["token.not_checked"],
    ),
    "quotes": (lambda q: (200, b'"%s"' % right(q)[1]), ["answer.quotes"]),
    "line break": (lambda q: (200, b"%s\n" % right(q)[1]), ["answer.line_break"]),
    "bom": (lambda q: (200, b"\xef\xbb\xbf%s" % right(q)[1]), ["answer.bom"]),
    "template": (lambda q: (200, b"<p>%s</p>" % right(q)[1]), ["answer.around"]),
    "encrypted": (lambda q: (200, q["echostr"].encode()), ["answer.not_decrypted"]),
    "success": (lambda _q: (200, b"success"), ["answer.success"]),
    "empty": (lambda _q: (200, b""), ["answer.empty"]),
    "page": (lambda _q: (200, b"<!doctype html><p>Hello"), ["answer.page"]),
    "json": (lambda _q: (200, b'{"status": "up"}'), ["answer.json"]),
    "health": (lambda _q: (200, b"OK"), ["answer.other"]),
    "no path": (lambda _q: (404, b""), ["answer.no_handler"]),
    "login": (lambda _q: (403, b""), ["answer.forbidden"]),
    "moved": (lambda _q: (301, b""), ["answer.redirect"]),
    "crash": (lambda _q: (500, b"Traceback"), ["answer.status_5xx"]),
    "teapot": (lambda _q: (418, b""), ["answer.status"]),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_faulty_server_is_told_by_its_answer(values: CommandLine, name: str) -> None:
    """With the value that it is about, where the answer says so."""
    reply, expected = ANSWERS[name]
    ended = answered(values, reply)
    assert (1, expected) == (ended.code, wrong(ended))


def test_a_server_that_expects_another_of_the_receivers(values: CommandLine) -> None:
    """It is asked with each of them."""
    ended = answered(
        values, lambda q: library(q, token=TOKEN, key=KEY, receiver=SUITE), "--receiver", SUITE
    )
    assert ["receiver_id.accepts_other"] == wrong(ended)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_finding_has_its_sentence(values: CommandLine, language: str) -> None:
    """No code is printed in place of one."""
    values.environment["EV_TOKEN"] = "AnotherToken"
    ended = values("--lang", language, "events", "check", "--request", GET, *VALUES, "--json")
    assert [] == [one for one in ended.json["checks"] if one["message"].startswith("events.")]
