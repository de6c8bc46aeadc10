"""HTTP archives."""

import base64
import json

import pytest

from pasted.samples import QYAPI
from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.recognise import recognise

SIGN_IN = "https://acme.example.com/api/v3/signin-by-mobile"
PORTAL = "<html><title>Portal</title>"


def entry(status: int, text: str = "", url: str = SIGN_IN, **more: object) -> dict[str, object]:
    """One call."""
    content: dict[str, object] = {"mimeType": "text/plain", "text": text}
    if "encoding" in more:
        content["encoding"] = more.pop("encoding")
    headers = [{"name": "Location", "value": "http://login.example.com/"}]
    return {
        "request": {"method": "POST", "url": url, "headers": []},
        "response": {"status": status, "headers": headers, "content": content},
        **more,
    }


def har(*entries: object) -> str:
    """An archive of these calls."""
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "x"}, "entries": entries}})


@pytest.mark.parametrize(
    ("call", "codes"),
    [
        (entry(200, '{"statusCode": 200, "data": {}}'), []),
        (entry(200, '{"statusCode": 499, "apiCode": 2921, "message": "x"}'), ["authing.2921"]),
        (entry(400, '{"error": "invalid_grant"}'), ["authing.400"]),
        (entry(502, "<html>"), ["http.status"]),
        (entry(200, PORTAL), ["http.html"]),
        (entry(200, "OK"), ["http.not_json"]),
        (entry(302), ["http.redirect_plain"]),
        (entry(302, url=SIGN_IN.replace("https:", "http:")), ["http.redirect"]),
        (entry(200, PORTAL, "https://acme.example.com/"), []),
        (entry(302, "", "https://acme.example.com/"), []),
        (entry(304, "", "https://acme.example.com/x.png"), []),
        (entry(404, "", "https://acme.example.com/x.png"), ["http.status"]),
        (entry(0), ["transport.connect"]),
        (entry(0, _error="net::ERR_NAME_NOT_RESOLVED"), ["transport.dns"]),
        (entry(0, comment="certificate has expired"), ["transport.tls_expired"]),
        (
            entry(200, '{"errcode":0}', f"{QYAPI}/user/getuserinfo?access_token=t&code="),
            ["wecom.41008"],
        ),
        (
            entry(200, base64.b64encode(b'{"errcode":40029}').decode(), encoding="base64"),
            ["wecom.40029"],
        ),
        ("no call", []),
        ({"request": None, "response": []}, []),
    ],
)
def test_a_call_is_examined(call: object, codes: list[str]) -> None:
    """Its request and its answer."""
    found = recognise(har(call))
    assert ("har", codes) == (found.kind, [clue.code for clue in found.clues])


def test_a_password_in_an_address_is_not_told() -> None:
    """Of the call's address and of where it was sent on."""
    url = SIGN_IN.replace("acme", "joe:hunter2@acme")
    call = entry(502, url=url)
    assert "hunter2" not in repr(recognise(har(call)))


def test_the_failing_calls_come_in_their_order() -> None:
    """Each with its own source, even where two fail alike."""
    found = recognise(
        har(
            entry(200, '{"statusCode": 200}'),
            entry(502, url="https://a.example.com/"),
            entry(200, '{"errcode": 60020}', f"{QYAPI}/gettoken?corpsecret=x"),
            entry(502, url="https://b.example.com/"),
        )
    )
    assert [
        ("http.status", "POST a.example.com/"),
        ("wecom.60020", "POST qyapi.weixin.qq.com/cgi-bin/gettoken"),
        ("http.status", "POST b.example.com/"),
    ] == [(clue.code, clue.source) for clue in found.clues]
    assert {"entries": "4", "failed": "3", "calls": "signin-by-mobile 1, gettoken 1"} == dict(
        found.facts
    )


def test_a_leg_is_named() -> None:
    """By the host and the path that were asked."""
    urls = (SIGN_IN, f"{QYAPI}/gettoken", "https://acme.example.com/oidc/token")
    legs = [clue.leg for url in urls for clue in recognise(har(entry(500, url=url))).clues[-1:]]
    assert [Leg.EXCHANGE, Leg.IDENTITY, Leg.TOKENS] == legs


def test_an_archive_whose_end_is_missing() -> None:
    """Is read as far as it goes: a copy of a large one is cut."""
    text = har(entry(502), entry(200, '{"errcode": 60020}'), entry(200))
    found = recognise(text[:-60])
    assert ("har", ["http.status", "wecom.60020"]) == (found.kind, [c.code for c in found.clues])
