"""Anything that people paste, and what it is taken for."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wecom_console.domain.links import Callback, build_return_link
from wecom_console.domain.verdicts import Leg, Platform
from wecom_console.pasted.recognise import recognise

CORP = "ww4f1d8a3b6c7e9025"
SECRET = "canary-Secret_0123456789-canary-Secret_0123"
HINT = "hint: [1790000000123456789012345], from ip: 203.0.113.9, more info at"
DEVTOOL = "https://open.work.weixin.qq.com/devtool/query?e="


def jwt(**claims: object) -> str:
    """A token that nobody has signed."""
    parts = ({"alg": "HS256", "typ": "JWT"}, claims)
    coded = (base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts)
    return f"{'.'.join(coded)}.c2lnbmF0dXJl"


def har(
    status: int, text: str, url: str = "https://acme.example.com/api/v3/signin-by-mobile"
) -> str:
    """An archive of one call."""
    entry = {
        "request": {"method": "POST", "url": url},
        "response": {"status": status, "headers": [], "content": {"text": text}},
    }
    return json.dumps({"log": {"version": "1.2", "entries": [entry]}})


MOBILE_CURL = (
    """curl -H 'a: b' --data-raw '{"wechatworkPayload":{"code":"a b"}}' """
    "https://acme.example.com/api/v3/signin-by-mobile"
)
SAMPLES = [
    # a code
    ("60020", "code", ["wecom.60020"]),
    ("errcode 40029", "code", ["wecom.40029"]),
    ("errcode=-1", "code", ["wecom.-1"]),
    ("authing 2004", "code", ["authing.2004"]),
    ("2004", "code", ["authing.2004"]),
    ("apiCode: 1641", "code", ["authing.1641"]),
    ("502", "code", ["http.status"]),
    ("transport.dns", "code", ["transport.dns"]),
    # a message
    (f"not allow to access from your ip, {HINT} {DEVTOOL}60020", "errmsg", ["wecom.60020"]),
    ("invalid credential", "errmsg", ["wecom.40001"]),
    ("invalid code", "errmsg", ["wecom.40029"]),
    # an answer
    ('{"errcode": 40013, "errmsg": "invalid corpid"}', "json", ["wecom.40013"]),
    ('{"errcode": 0, "errmsg": "ok"}', "json", []),
    ('{"statusCode": 499, "apiCode": 2031, "message": "no"}', "json", ["authing.2031"]),
    ('{"code": 1636, "message": "mfa"}', "json", ["authing.1636"]),
    (
        '{"statusCode": 499, "message": "wecom errcode: 60020, errmsg: not allow"}',
        "json",
        ["wecom.60020"],
    ),
    ('{"status":"error","msg":"userIdResp.Errcode = 40029, x"}', "json", ["wecom.40029"]),
    ('{"error": "invalid_client", "error_description": "no"}', "json", ["authing.401"]),
    # a log
    (
        'java.net.UnknownHostException: Unable to resolve host "acme.example.com"',
        "errmsg",
        ["transport.dns"],
    ),
    ("Error: getaddrinfo ENOTFOUND acme.example.com", "errmsg", ["transport.dns"]),
    ("connect ECONNREFUSED 127.0.0.1:8080", "errmsg", ["transport.connect"]),
    (
        "javax.net.ssl.SSLHandshakeException: CertPathValidatorException",
        "errmsg",
        ["transport.tls_trust"],
    ),
    ("Error: CERT_HAS_EXPIRED", "errmsg", ["transport.tls_expired"]),
    ("ERR_TLS_CERT_ALTNAME_INVALID: Host", "errmsg", ["transport.tls_name"]),
    ('Error Domain=NSURLErrorDomain Code=-1001 "timed out"', "errmsg", ["transport.timeout"]),
    (
        "java.io.IOException: Cleartext HTTP traffic to 10.0.0.1 not permitted",
        "errmsg",
        ["transport.tls"],
    ),
    ("read ECONNRESET", "errmsg", ["transport.reset"]),
    ("HTTP/1.1 502 Bad Gateway", "errmsg", ["http.status"]),
    ("WeCom: \u6ca1\u6709\u6b64\u6743\u9650", "errmsg", ["confirm.result.5"]),
    ("jwt.exceptions.ExpiredSignatureError: Signature has expired", "errmsg", ["tokens.expired"]),
    ("one\nI/WWAPI: errcode:40029\nthree apiCode: 2004\n", "log", ["wecom.40029", "authing.2004"]),
    # a page
    ("<html><head><title>502 Bad Gateway</title></head></html>", "html", ["http.status"]),
    ("<!DOCTYPE html><title>Sign in to this network</title>", "html", ["http.html"]),
    # a command
    (f"curl '{DEVTOOL}0'", "curl", []),
    (f"curl 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid={CORP}'", "curl", ["wecom.41004"]),
    (
        "curl -X GET \\\n 'https://qyapi.weixin.qq.com/cgi-bin/auth/getuserinfo?access_token=x&code='",
        "curl",
        ["wecom.41008"],
    ),
    (
        MOBILE_CURL,
        "curl",
        ["wecom.40029"],
    ),
    # an archive
    (har(200, '{"statusCode": 499, "apiCode": 2921, "message": "x"}'), "har", ["authing.2921"]),
    (har(502, "<html>"), "har", ["http.status"]),
    (har(200, "<html><title>Portal</title>"), "har", ["http.html"]),
    (har(0, ""), "har", ["transport.connect"]),
    # a token
    (jwt(iss="https://a.example.com/oidc", exp=1000), "jwt", ["tokens.expired"]),
    (jwt(iat=4_000_000_000), "jwt", ["tokens.early"]),
    # what tells nothing
    ("hello there", "unknown", []),
    ("", "unknown", []),
    ("https://acme.example.com/login", "url", []),
]


@pytest.mark.parametrize(("text", "kind", "codes"), SAMPLES)
def test_it_is_recognised(text: str, kind: str, codes: list[str]) -> None:
    """By its kind, with the refusals that it tells of."""
    found = recognise(text, now=1_790_000_000.0)
    assert (kind, codes) == (found.kind, [clue.code for clue in found.clues])


@pytest.mark.parametrize("platform", [Platform.ANDROID, Platform.IOS])
def test_a_return_link_is_taken_apart(platform: Platform) -> None:
    """Android's query and the binary plist of iOS; the code by its length only."""
    schema = f"wwauth{CORP[2:]}000002"
    callback = Callback(platform=platform, schema=schema, err_code=0, code=SECRET, state="s-1")
    found = recognise(str(build_return_link(callback)))
    facts = dict(found.facts)
    assert ("callback", schema, "s-1", "[43]") == (
        found.kind,
        facts["schema"],
        facts["state"],
        facts["code"],
    )


def test_a_link_within_a_log_line_is_found() -> None:
    """As logcat prints it."""
    line = f"I/Intent( 123): dat=wwauth{CORP[2:]}000002://sso?errcode=0&code=abc&state= flg=0x1"
    assert ["return.state_missing"] == [clue.code for clue in recognise(line).clues]


def test_the_address_and_the_time_are_read() -> None:
    """From WeCom's message and its hint."""
    found = recognise(f"not allow to access from your ip, {HINT} {DEVTOOL}60020")
    assert "203.0.113.9" == found.clues[0].params["ip"]
    assert ("hint", "2026-09-21 14:13:20 UTC") in found.facts


def test_a_leg_is_named() -> None:
    """Where in the login it belongs."""
    legs = [recognise(text).clues[0].leg for text in ("40029", "2004", "transport.dns")]
    assert [Leg.IDENTITY, Leg.TOKENS, None] == legs


@pytest.mark.parametrize(
    "text",
    [
        f"curl 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid={CORP}&corpsecret={SECRET}'",
        f'{{"errcode": 40001, "errmsg": "corpsecret={SECRET}"}}',
        f"E/App: errcode 40029 access_token={SECRET}",
        f"wwauth{CORP[2:]}000002://sso?errcode=0&code={SECRET}&state=x",
        har(
            200,
            f'{{"errcode": 40029, "errmsg": "code={SECRET}"}}',
            f"https://x.example/?code={SECRET}",
        ),
        f"https://acme.example.com/cb?code={SECRET}",
        f"errcode 40001\nGET /?corpsecret={SECRET}",
    ],
)
def test_no_secret_is_kept(text: str) -> None:
    """Neither whole nor in part."""
    assert "canary" not in repr(recognise(text))


@given(st.text(max_size=400))
def test_any_text_is_taken(text: str) -> None:
    """Without an exception, and of a known kind."""
    assert recognise(text).kind


@given(st.sampled_from([text for text, *_ in SAMPLES]), st.integers(0, 400), st.binary(max_size=8))
def test_a_damaged_sample_is_taken(text: str, place: int, noise: bytes) -> None:
    """Cut, with rubbish in the middle."""
    assert recognise(text[:place] + noise.decode("latin-1") + text[place + 3 :]).kind


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 50_000, "curl " + "'" * 50_000, "a" * 1_000_000, "=" * 500_000],
)
def test_hostile_texts_are_taken(text: str) -> None:
    """Deep, endless, unbalanced."""
    assert recognise(text).kind
