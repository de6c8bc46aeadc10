"""Anything that people paste, and what it is taken for."""

import pytest

from pasted.samples import CORP, DEVTOOL, HINT, NOW, PAGES, SAMPLES, SCHEMA, jwt
from wecom_console.domain.links.requests import (
    Callback,
    LoginRequest,
    build_request_link,
    build_return_link,
)
from wecom_console.domain.verdicts import Leg, Platform
from wecom_console.pasted.recognise import recognise
from wecom_console.protocol.http_replies import TransportFault

PLATFORMS = pytest.mark.parametrize("platform", [Platform.ANDROID, Platform.IOS])


def link(platform: Platform, **values: object) -> str:
    """A return link."""
    usual: dict[str, object] = {"err_code": 0, "code": "c" * 43, "state": "s-1"}
    return str(build_return_link(Callback(platform, SCHEMA, **{**usual, **values})))  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "kind", "codes"), SAMPLES)
def test_it_is_recognised(text: str, kind: str, codes: list[str]) -> None:
    """By its kind, with the refusals that it tells of."""
    found = recognise(text, now=NOW)
    assert (kind, codes) == (found.kind, [clue.code for clue in found.clues])


@pytest.mark.parametrize("fault", TransportFault)
def test_every_fault_is_a_code(fault: TransportFault) -> None:
    """As the console itself names it."""
    assert [f"transport.{fault}"] == [clue.code for clue in recognise(f"transport.{fault}").clues]


@pytest.mark.parametrize(("text", "codes", "page"), PAGES)
def test_a_page_is_known(text: str, codes: list[str], page: str) -> None:
    """By the words of its maker."""
    assert page == dict(recognise(text).facts).get("page", "")


@PLATFORMS
def test_a_return_link_is_taken_apart(platform: Platform) -> None:
    """Android's query and the binary plist of iOS; the code by its length only."""
    found = recognise(link(platform))
    facts = dict(found.facts)
    assert ("callback", (), SCHEMA, "s-1", "[43]") == (
        found.kind,
        found.clues,
        facts["schema"],
        facts["state"],
        facts["code"],
    )


@pytest.mark.parametrize(
    ("platform", "result", "code"),
    [
        (Platform.ANDROID, 1, "confirm.cancelled"),
        (Platform.ANDROID, 2, "confirm.failed"),
        (Platform.ANDROID, 5, "confirm.result.other"),
        (Platform.IOS, 1, "confirm.cancelled"),
        (Platform.IOS, 5, "confirm.result.5"),
        (Platform.IOS, 99, "confirm.result.other"),
    ],
)
def test_a_result_is_named(platform: Platform, result: int, code: str) -> None:
    """As each platform's SDK defines it."""
    (clue,) = recognise(link(platform, err_code=result, code="")).clues
    assert (code, result) == (clue.code, clue.params["errcode"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{SCHEMA.upper()}://sso?errcode=0&code=abc&state=x", "return.schema_case"),
        (f"{SCHEMA}://sso?errcode=0&code=abc&state=", "return.state_missing"),
        (f"{SCHEMA}://sso?errcode=0&code=a+b&state=x", "wecom.40029"),
        (f"{SCHEMA}://other?errcode=0", "link.return_host"),
        (f"{SCHEMA}://wxworksdk?pbtype=wxworksdk", "link.pasteboard"),
        (f"{SCHEMA}://wxworksdk?pbtype=x&bizData=%%%", "link.bizdata_base64"),
    ],
)
def test_a_damaged_return_link(text: str, code: str) -> None:
    """Is told by what is wrong with it."""
    found = recognise(text)
    assert ("callback", code) == (found.kind, found.clues[0].code)


@PLATFORMS
def test_a_request_link_is_taken_apart(platform: Platform) -> None:
    """Android's Intent and the link of iOS."""
    request = LoginRequest(platform, SCHEMA, CORP, "1000002", "s-1")
    found = recognise(str(build_request_link(request)))
    facts = dict(found.facts)
    assert ("request-link", (), CORP, SCHEMA) == (
        found.kind,
        found.clues,
        facts["corp_id"],
        facts["schema"],
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("intent:#Intent;component=x/y;end", "link.component"),
        ("wxwork://message?x=1", "link.request_host"),
        ("wxworklocal://app?id=x", "link.pbtype_missing"),
    ],
)
def test_a_damaged_request_link(text: str, code: str) -> None:
    """Likewise."""
    found = recognise(text)
    assert ("request-link", code) == (found.kind, found.clues[0].code)


def test_a_link_within_a_log_line_is_found() -> None:
    """As logcat prints it."""
    line = f"I/Intent( 123): dat={SCHEMA}://sso?errcode=0&code=abc&state= flg=0x1"
    assert ["return.state_missing"] == [clue.code for clue in recognise(line).clues]


def test_a_wrapped_link_is_joined() -> None:
    """As a mail breaks it."""
    text = link(Platform.IOS)
    assert recognise(text) == recognise(f"{text[:90]}\n{text[90:180]}\n{text[180:]}")


def test_the_address_and_the_time_are_read() -> None:
    """From WeCom's message and its hint."""
    found = recognise(f"not allow to access from your ip, {HINT} {DEVTOOL}60020")
    params = found.clues[0].params
    assert ("203.0.113.9", "2026-09-21T14:13:20Z") == (params["ip"], params["hint_time"])
    assert ("hint_time", "2026-09-21T14:13:20Z") in found.facts


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        ("hint: [1700000000123456789]", "2023-11-14T22:13:20Z"),
        ("hint: [1600000000_4_0123456789abcdef0123456789abcdef]", "2020-09-13T12:26:40Z"),
        ("hint: [0000000000123456789]", None),
        ("hint: [9999999999123456789]", None),
        ("hint: [17]", None),
    ],
)
def test_a_time_must_be_plausible(hint: str, expected: str | None) -> None:
    """The old and the new form of a hint; digits that name no time tell none."""
    assert expected == dict(recognise(f"invalid code, {hint}").facts).get("hint_time")


def test_who_was_meant_is_read() -> None:
    """Member and app, where the answer names them."""
    answer = '{"errcode": 60011, "errmsg": "no privilege", "userid": "lisi", "agentid": 1000002}'
    params = recognise(answer).clues[0].params
    assert ("lisi", "1000002") == (params["userid"], params["agentid"])


def test_a_leg_is_named() -> None:
    """Where in the login it belongs."""
    texts = ("40029", "2004", "2011", "transport.dns", "ENOTFOUND qyapi.weixin.qq.com")
    legs = [recognise(text).clues[0].leg for text in texts]
    assert [Leg.IDENTITY, Leg.TOKENS, Leg.EXCHANGE, None, Leg.IDENTITY] == legs


@pytest.mark.parametrize(
    "line",
    [
        "Error: getaddrinfo ENOTFOUND acme.example.com",
        "connect ECONNREFUSED acme.example.com:80",
        "GET https://acme.example.com/x net::ERR_CONNECTION_RESET",
        "Cleartext HTTP traffic to acme.example.com not permitted",
        'Unable to resolve host "acme.example.com"',
        "CLEARTEXT communication to acme.example.com not permitted",
        "HTTPSConnectionPool(host='acme.example.com', port=443): ReadTimeout",
    ],
)
def test_the_host_is_read(line: str) -> None:
    """From whatever words stand before it."""
    assert "acme.example.com" == recognise(line).clues[0].params["host"]


def test_a_token_is_read() -> None:
    """Header and claims; the signature by its length only."""
    token = jwt(
        iss="https://a.example.com", aud=["mobile", "console"], sub="u-1", exp=4_000_000_000
    )
    facts = dict(recognise(token, now=NOW).facts)
    assert {
        "alg": "HS256",
        "typ": "JWT",
        "iss": "https://a.example.com",
        "aud": "mobile, console",
        "sub": "u-1",
        "signature": "[12]",
        "exp": "2096-10-02T07:06:40Z",
    } == facts


def test_what_is_too_long_is_cut() -> None:
    """That is said, and what stands before the cut counts."""
    found = recognise("errcode: 40029\n" + "x" * 2_000_000)
    assert ("cut", "2000000 / 2000015") in found.facts
    assert ["wecom.40029"] == [clue.code for clue in found.clues]
