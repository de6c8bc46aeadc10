"""Hostile bytes over a real socket: refused or answered, never a 500 of ours, never a trace."""

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from simulator.server.raw import exchange, request, statuses
from wecom_console.simulator import SimulatorHandle, SimulatorOptions, running_simulator
from wecom_console.simulator.wire import asgi, http_protocol
from wecom_console.simulator.wire.asgi import BODY_LIMIT

LOGIN = "/api/v3/signin-by-mobile"
DEPTH = 100_000


@pytest.fixture(scope="module")
def handle() -> Iterator[SimulatorHandle]:
    with running_simulator(SimulatorOptions(seed=1)) as running:
        yield running


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing crashed behind an answer that looks well."""
    yield
    assert [] == [record for record in caplog.records if record.exc_info]


def control(handle: SimulatorHandle) -> tuple[str, str]:
    return ("authorization", f"Bearer {handle.control_token}")


# --- size ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [LOGIN, "/_sim/state", "/cgi-bin/auth/getuserdetail", "/nothing"])
def test_a_body_that_says_it_is_too_large_is_not_waited_for(
    handle: SimulatorHandle, path: str
) -> None:
    """413 before one byte of it has come."""
    headers = (control(handle), ("content-length", "99999999999"))
    sent = request(handle, path, method="POST", headers=headers)
    assert [413] == statuses(exchange(handle, sent))


def test_a_body_without_an_end_is_cut_off(handle: SimulatorHandle) -> None:
    """Chunked: 413 as soon as there is too much, though the caller has not finished."""
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    sent = request(handle, LOGIN, method="POST", headers=(("transfer-encoding", "chunked"),))
    answer = exchange(handle, sent, chunk * (BODY_LIMIT // 0x10000 + 1))
    assert [413] == statuses(answer)


@pytest.mark.parametrize("closes", [False, True])
def test_who_sends_too_much_learns_it(handle: SimulatorHandle, closes: bool) -> None:
    """The 413 arrives, and is not lost in a reset, also where the caller sends all of it first."""
    body = b"x" * (3 * BODY_LIMIT)
    address = urlsplit(handle.url)
    line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    line.request("POST", LOGIN, body, {"connection": "close"} if closes else {})
    assert 413 == line.getresponse().status
    line.close()


def test_a_body_in_a_million_pieces_is_refused(handle: SimulatorHandle) -> None:
    """Long before others would have to wait."""
    sent = request(handle, LOGIN, method="POST", headers=(("transfer-encoding", "chunked"),))
    pieces = http_protocol.MOST_PIECES + 1
    assert [400] == statuses(exchange(handle, sent, b"1\r\nx\r\n" * pieces))


@pytest.mark.parametrize("length", ["-1", "1e3", "x", "0x10", "1, 2", "٣", "9" * 40])
def test_a_length_that_is_none_is_refused(handle: SimulatorHandle, length: str) -> None:
    """400, or 413 for a number without end."""
    raw = length.encode("utf-8").decode("latin-1")
    sent = request(handle, LOGIN, method="POST", headers=(("content-length", raw),))
    assert statuses(exchange(handle, sent, closes=True)) in ([400], [413])


def test_huge_heads_are_refused(handle: SimulatorHandle) -> None:
    """Path, query or header: the server refuses and hangs up, which some callers see
    before its 400."""
    for target, headers in (
        ("/" + "a" * 600_000, ()),
        ("/cgi-bin/gettoken?corpid=" + "a" * 600_000, ()),
        ("/cgi-bin/gettoken", (("x-filler", "a" * 600_000),)),
        ("/cgi-bin/gettoken", tuple((f"x-{n}", "a" * 100) for n in range(6_000))),
    ):
        sent = request(handle, target, headers=headers)
        assert statuses(exchange(handle, sent)) in ([400], [])


def test_long_values_do_not_stay_in_the_journal(handle: SimulatorHandle) -> None:
    """A megabyte in a body or 50 kB in a path leave a short entry each."""
    with httpx.Client(base_url=handle.url) as http:
        http.get("/" + "a" * 50_000)
        http.get("/cgi-bin/gettoken", params={"corpid": "b" * 50_000, "c" * 5_000: "d"})
        http.post(LOGIN, json={"connection": "e" * 900_000, "f" * 50_000: [1] * 10_000})
    entries = handle.client().journal()[-3:]
    assert 3 == len(entries)
    assert [] == [entry for entry in entries if len(json.dumps(entry)) > 20_000]


# --- encodings -----------------------------------------------------------------------------------

BODIES = {
    "empty": b"",
    "not json": b"{",
    "utf-16": json.dumps({"code": "x"}).encode("utf-16"),
    "utf-32": json.dumps({"code": "x"}).encode("utf-32-be"),
    "latin-1": '{"code": "é"}'.encode("latin-1"),
    "bom": b"\xef\xbb\xbf{}",
    "gbk": '{"code": "企业微信"}'.encode("gbk"),
    "nul": b'{"code": "a\x00b"}',
    "escaped nul": b'{"code": "a\\u0000b", "connection": "\\u0000"}',
    "lone surrogate": b'{"code": "\\ud800", "connection": "\\udfff", "\\udc00": 1}',
    "nan": b'{"code": NaN}',
    "infinity": b'{"advance_s": 1e999}',
    "long number": b'{"code": ' + b"9" * 10_000 + b"}",
    "deep lists": b"[" * DEPTH,
    "deep closed lists": b"[" * DEPTH + b"]" * DEPTH,
    "deep objects": b'{"state":' * DEPTH,
    "deep value": b'{"options": ' + b"[" * DEPTH + b"]" * DEPTH + b"}",
    "duplicate keys": b'{"code": "a", "code": ["b"], "code": {}}',
    "many keys": json.dumps({f"k{n}": n for n in range(20_000)}).encode(),
}
PATHS = (
    LOGIN,
    "/api/v2/ecConn/wechat-work/authByCode",
    "/api/v3/get-management-token",
    "/api/v3/create-ext-idp",
    "/oidc/token",
    "/cgi-bin/auth/getuserdetail",
    "/wwopen/sso/confirm",
    "/_sim/authorize",
    "/_sim/faults",
    "/_sim/state",
    "/_sim/scenario",
    "/_sim/clock",
)


@pytest.mark.parametrize("name", BODIES)
def test_any_encoding_is_answered(handle: SimulatorHandle, name: str) -> None:
    """By every server, below 500, in well-formed UTF-8."""
    client = handle.client()
    client.reset()
    with httpx.Client(base_url=handle.url, headers=dict([control(handle)]), timeout=300) as http:
        for path in PATHS:
            for kind in ("application/json", "application/x-www-form-urlencoded", "text/\x00", ""):
                answer = http.request(
                    "PATCH" if path == "/_sim/state" else "POST",
                    path,
                    content=BODIES[name],
                    headers={"content-type": kind.replace("\x00", "plain; charset=utf-7")},
                )
                assert answer.status_code < 500, (path, kind)
                answer.content.decode("utf-8")
                assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "code=%00",
        "code=%ff%fe",
        "code=%ed%a0%80",
        "code=%",
        "code=%zz",
        "=&&==&",
        "code=a&code=b&code=c",
        "access_token=%E4%BC%81&access_token=x",
        "userid[]=1&userid[0]=2",
        "wait_s=1&wait_s=nan",
        "since=1&since=x",
        "&".join(f"p{n}={n}" for n in range(500)),
    ],
)
def test_any_query_is_answered(handle: SimulatorHandle, query: str) -> None:
    """Broken escapes, invalid UTF-8, repeated names, too many of them."""
    for path in (
        "/cgi-bin/gettoken",
        "/cgi-bin/auth/getuserinfo",
        "/cgi-bin/user/get",
        "/api/v3/get-ext-idp",
        "/oidc/me",
        "/phone/",
        "/wwopen/sso/confirm",
        "/_sim/journal",
        "/_sim/%ff%00",
        "/%ff/%00/..%2f..%2fetc",
    ):
        sent = request(handle, f"{path}?{query}", headers=(control(handle),))
        [status] = statuses(exchange(handle, sent))
        assert status < 500, path


# --- header injection ----------------------------------------------------------------------------

INJECTION = "x\r\nset-cookie: stolen=1\r\n\r\n<script>"


@pytest.mark.parametrize(
    "target",
    [
        "/cgi-bin/gettoken?corpid={}&corpsecret={}",
        "/cgi-bin/auth/getuserinfo?access_token={}&code={}",
        "/cgi-bin/user/get?access_token=x&userid={}",
        "/wwopen/sso/confirm?appid={}&agentid={}&state={}&schema={}&redirect_uri={}&lang={}",
        "/phone/?lang={}&t={}",
        "/phone/callback?state={}",
        "/oidc/me?access_token={}",
        "/oidc/auth?client_id={app}&redirect_uri={}&state={}&response_type={}&id_token_hint={}",
        "/oidc/auth?client_id={app}&redirect_uri=http://127.0.0.1/{}&state={}&prompt=none",
        "/oidc/session/end?post_logout_redirect_uri=http://127.0.0.1/{}&state={}",
        "/{}",
        "/api/v3/{}",
        "/_sim/{}",
    ],
)
def test_a_value_never_becomes_a_header(handle: SimulatorHandle, target: str) -> None:
    """CR and LF, escaped, in every place whose value may be echoed."""
    value = str(httpx.QueryParams({"v": INJECTION}))[2:].replace("+", "%20")
    target = target.replace("{app}", handle.client().authing["app_id"])
    sent = request(handle, target.replace("{}", value), headers=(control(handle),))
    answer = exchange(handle, sent)
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"\r\nset-cookie: stolen" not in head
    assert b"<script>" not in answer
    assert statuses(answer)[0] < 500


def test_a_form_never_becomes_a_header(handle: SimulatorHandle) -> None:
    """The page's redirect carries what the form says."""
    with httpx.Client(base_url=handle.url) as http:
        fields = dict.fromkeys(("ticket", "member", "decision", "state", "lang"), INJECTION)
        answer = http.post("/wwopen/sso/confirm", data=fields)
        assert answer.status_code < 500
        assert "set-cookie" not in answer.headers
        form = {"grant_type": INJECTION, "client_id": INJECTION, "token": INJECTION}
        answer = http.post("/oidc/token", data=form)
        assert answer.status_code < 500
        assert "set-cookie" not in answer.headers


# --- who may call --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example:{port}",
        "127.0.0.1:{port}@evil.example",
        "evil.example#127.0.0.1:{port}",
        "localhost.:{port}",
        "0.0.0.0:{port}",
        "[::]:{port}",
        "127.0.0.1:{port}, evil.example",
        "169.254.169.254",
    ],
)
@pytest.mark.parametrize("path", ["/_sim/state", "/cgi-bin/gettoken", "/phone/", LOGIN])
def test_a_rebound_name_reaches_nothing(handle: SimulatorHandle, host: str, path: str) -> None:
    """403, or 400 for what is no host at all; even with the token."""
    host = host.format(port=httpx.URL(handle.url).port)
    head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
    head += f"Authorization: Bearer {handle.control_token}\r\n\r\n"
    assert statuses(exchange(handle, head.encode())) in ([403], [400])


@pytest.mark.parametrize("hosts", [0, 2])
def test_there_is_one_host(handle: SimulatorHandle, hosts: int) -> None:
    """None at all and two of them are both refused, in HTTP/1.0 too."""
    line = f"Host: {httpx.URL(handle.url).netloc.decode()}\r\n" * hosts
    for version in ("1.1", "1.0"):
        sent = f"GET /cgi-bin/gettoken HTTP/{version}\r\n{line}Connection: close\r\n\r\n"
        assert statuses(exchange(handle, sent.encode())) in ([403], [400])


PAGES = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1"},
    {"origin": "http://127.0.0.1:1"},
    {"origin": "file://"},
    {"origin": "chrome-extension://abc"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "Cross-Site"},
    {"sec-fetch-site": "cross-site, same-origin"},
]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_elsewhere_cannot_steer(handle: SimulatorHandle, page: dict[str, str]) -> None:
    """Preflight, simple POST and GET, with the token: 403 and no CORS header."""
    plain = {"content-type": "text/plain"}
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "x"}
    with httpx.Client(base_url=handle.url, headers=dict([control(handle)]), timeout=300) as http:
        answers = [
            http.options("/_sim/faults", headers=page | asked),
            http.post(
                "/_sim/faults", content='{"path": "/*", "status": 502}', headers=page | plain
            ),
            http.post("/_sim/reset", headers=page | plain),
            http.get("/_sim/state", headers=page),
            http.request("BREW", "/_sim/state", headers=page),
        ]
        assert [403] * 5 == [answer.status_code for answer in answers]
        assert [] == [a for a in answers if "access-control-allow-origin" in a.headers]
        assert http.get("/_sim/faults").json()["faults"] == []


def test_a_simple_post_without_the_token_does_nothing(handle: SimulatorHandle) -> None:
    """An old browser's form states no origin and has no token: 401."""
    with httpx.Client(base_url=handle.url) as http:
        for content in ('{"path": "/*", "status": 502}', "path=%2F*&status=502"):
            answer = http.post("/_sim/faults", content=content)
            assert answer.status_code == 401


# --- the protocol itself -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "method", ["HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW", "PROPFIND", "get"]
)
@pytest.mark.parametrize(
    "target", ["/cgi-bin/gettoken", LOGIN, "/phone/", "/_sim/state", "/x", "*"]
)
def test_any_method_is_answered(handle: SimulatorHandle, method: str, target: str) -> None:
    """Below 500, by us."""
    answer = exchange(handle, request(handle, target, method=method, headers=(control(handle),)))
    [status] = statuses(answer)
    assert 200 <= status < 500
    assert b"server: wecom-console-simulator" in answer


@pytest.mark.parametrize(
    "target",
    ["http://evil.example/cgi-bin/gettoken", "//evil.example/x", "?x", "\\\\x", "/a//b/../c"],
)
def test_strange_targets_are_answered(handle: SimulatorHandle, target: str) -> None:
    """No proxy, no redirect elsewhere."""
    answer = exchange(handle, request(handle, target))
    assert statuses(answer)[0] in (400, 403, 404)
    assert b"location:" not in answer.lower()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\r\n\r\n\r\nGARBAGE\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET  /  HTTP/1.1\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET / HTTP/1.1\r\n folded: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nx: a\x00b\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_what_is_not_http_is_refused(handle: SimulatorHandle, sent: bytes) -> None:
    """Only refusals, and the connection ends."""
    assert set(statuses(exchange(handle, sent, closes=True))) <= {400, 403}


def test_smuggled_requests_are_not_seen(handle: SimulatorHandle) -> None:
    """A body with two lengths, or a length and chunks, is one request or none."""
    inner = request(handle, "/cgi-bin/smuggled")
    last = handle.client().journal()[-1:]
    since = last[0]["number"] if last else 0
    for headers in (
        (("content-length", "5"), ("transfer-encoding", "chunked")),
        (("content-length", "0"), ("content-length", "5")),
        (("transfer-encoding", "chunked, identity"),),
        (("transfer-encoding", "xchunked"),),
    ):
        sent = request(handle, LOGIN, method="POST", headers=headers)
        exchange(handle, sent + b"0\r\n\r\n" + inner, closes=True)
    paths = [entry["path"] for entry in handle.client().journal(since=since)]
    assert "/cgi-bin/smuggled" not in paths


def test_pipelined_requests_are_answered_in_order(handle: SimulatorHandle) -> None:
    """Written at once, the last one closes."""
    first = request(handle, "/cgi-bin/gettoken", keeps_open=True)
    second = request(handle, LOGIN, method="POST", body=b"{", keeps_open=True)
    third = request(handle, "/cgi-bin/nothing")
    assert [200, 200, 404] == statuses(exchange(handle, first + second + third))


def test_a_caller_who_hangs_up_leaves_nothing(handle: SimulatorHandle) -> None:
    """In the middle of a head or a body; others are served."""
    whole = request(handle, LOGIN, method="POST", body=b"x" * 1000)
    for cut in (1, 20, len(whole) - 500):
        exchange(handle, whole[:cut], closes=True)
    assert [200] == statuses(exchange(handle, request(handle, "/cgi-bin/gettoken")))


def test_a_request_that_never_begins_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence, half a head, and half a head after an answer: the server hangs up."""
    monkeypatch.setattr(http_protocol, "HEAD_LIMIT_S", 0.1)
    with running_simulator() as handle:
        whole = request(handle, "/cgi-bin/gettoken", keeps_open=True)
        assert b"" == exchange(handle)
        assert b"" == exchange(handle, whole[:20])
        assert [200] == statuses(exchange(handle, whole, whole[:20]))


def test_a_body_that_never_comes_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """408 after a while, for a length as for chunks."""
    monkeypatch.setattr(asgi, "BODY_TIMEOUT_S", 0.1)
    with running_simulator() as handle:
        for headers in ((("content-length", "9"),), (("transfer-encoding", "chunked"),)):
            sent = request(handle, LOGIN, method="POST", headers=headers)
            assert [408] == statuses(exchange(handle, sent))


def test_a_long_answer_is_not_a_slow_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for a callback is not let go."""
    monkeypatch.setattr(http_protocol, "HEAD_LIMIT_S", 0.05)
    with running_simulator() as handle:
        target = "/_sim/callbacks?state=x&wait_s=0.3"
        assert [204] == statuses(
            exchange(handle, request(handle, target, headers=(control(handle),)))
        )
