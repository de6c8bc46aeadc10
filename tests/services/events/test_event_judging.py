"""Which value of an event URL is named, for requests that an independent program made."""

import time
from urllib.parse import quote, unquote

import pytest

from services.events.sealing import (
    CORP,
    KEY,
    NONCE,
    OTHER_KEY,
    STAMP,
    SUITE,
    TICKET,
    TOKEN,
    check_url,
    echo_with,
    posted,
    sealed,
    signed,
)
from wecom_console.domain.secrets import Secret
from wecom_console.services.events.event_requests import read_event_request
from wecom_console.services.events.findings import EventHealth, EventValues
from wecom_console.services.events.judging import judge_request

ECHO = sealed("5556667778889990001")
PLUS = echo_with("+")
GET = check_url(ECHO)
OTHER_CORP = "wwfedcba9876543210"


def told(
    text: str, *, token: str = TOKEN, key: str = KEY, receivers: tuple[str, ...] = (CORP,)
) -> list[str]:
    """What is wrong, as ``check.cause error``, and what is unknown, as ``? check``."""
    values = EventValues(Secret(token), Secret(key), receivers)
    found = judge_request(values, read_event_request(text))
    wrong = [f"{f.check}.{f.cause} {f.error}" for f in found if f.health is EventHealth.WRONG]
    return wrong + [f"? {f.check}" for f in found if f.health is EventHealth.UNKNOWN]


@pytest.mark.parametrize(
    "text",
    [
        GET,
        f"curl -v '{GET}'",
        f'198.51.100.7 - - [30/Nov/2026:10:00:00 +0800] "GET {GET[22:]} HTTP/1.1" 200 19 "-" "-"',
        f"{GET[22:]} 200 OK",
        posted(sealed("<xml/>")),
        f"msg_signature: {signed(ECHO)}, timestamp: {STAMP}, nonce: {NONCE}, echostr: {ECHO}",
        (
            f'{{"msg_signature": "{signed(ECHO)}", "timestamp": "{STAMP}", "nonce": "{NONCE}", '
            f'"echostr": "{ECHO}"}}'
        ),
        (
            f"?msg_signature={signed(ECHO)}&timestamp={STAMP}&nonce={NONCE}\n"
            f'{{"tousername": "{CORP}", "encrypt": "{ECHO}"}}'
        ),
    ],
    ids=["url", "curl", "log", "log-2", "post", "parameters", "json", "robot"],
)
def test_a_right_request_is_right_in_each_form(text: str) -> None:
    """Address, curl, access log, raw POST, logged parameters, JSON."""
    assert [] == told(text)


WRONG = {
    "token": (GET, {"token": "AnotherToken"}, ["token.other -40001"]),
    "token-blank": (GET, {"token": f"{TOKEN} "}, ["token.blank -40001"]),
    "token-newline": (GET, {"token": f"{TOKEN}\n"}, ["token.blank -40001"]),
    "token-quoted": (GET, {"token": f'"{TOKEN}"'}, ["token.blank -40001"]),
    "key": (GET, {"key": OTHER_KEY}, ["encoding_aes_key.other -40007", "? receiver_id"]),
    "key-short": (
        GET,
        {"key": KEY[:-1]},
        ["encoding_aes_key.length -40004", "? receiver_id"],
    ),
    "key-signs": (
        GET,
        {"key": f"{KEY[:-1]}!"},
        ["encoding_aes_key.characters -40004", "? receiver_id"],
    ),
    "key-blank": (GET, {"key": f" {KEY}"}, ["encoding_aes_key.blank -40004"]),
    "key-equals": (GET, {"key": f"{KEY}="}, ["encoding_aes_key.equals -40004"]),
    "swapped": (
        GET,
        {"token": KEY, "key": TOKEN},
        ["token.swapped -40001", "encoding_aes_key.swapped -40004"],
    ),
    "receiver-of-check": (
        GET,
        {"receivers": (SUITE,)},
        ["receiver_id.of_check -40005"],
    ),
    "receiver-of-suite": (
        posted(sealed(TICKET, receiver=SUITE), to=SUITE),
        {},
        ["receiver_id.of_suite -40005"],
    ),
    "receiver-case": (
        posted(sealed("<xml/>", receiver="wpAbCdEfGhIjKlMnOpQrStUvWxYz012345")),
        {"receivers": ("wpabcdefghijklmnopqrstuvwxyz012345",)},
        ["receiver_id.case -40005"],
    ),
    "receiver-encrypted": (
        posted(sealed("<xml/>", receiver="wpAbCdEfGhIjKlMnOpQrStUvWxYz012345")),
        {},
        ["receiver_id.encrypted -40005"],
    ),
    "receiver-other": (
        posted(sealed("<xml/>", receiver=OTHER_CORP)),
        {},
        ["receiver_id.other -40005"],
    ),
    "receiver-blank": (GET, {"receivers": (f"{CORP} ",)}, ["receiver_id.blank -40005"]),
    "receiver-empty": (check_url(sealed("1", receiver="")), {}, ["receiver_id.empty -40005"]),
    "other-url": (
        check_url(sealed("1", key=OTHER_KEY), token="AnotherToken"),
        {},
        ["token.with_key -40001", "encoding_aes_key.with_token -40007", "? receiver_id"],
    ),
    "plus-lost": (unquote(check_url(PLUS)).replace("+", " "), {}, ["request.plus -40001"]),
    "encoded-twice": (
        check_url(PLUS).replace(quote(PLUS, safe=""), quote(quote(PLUS, safe=""))),
        {},
        ["request.encoded -40001"],
    ),
    "cut": (
        GET[:-20],
        {},
        ["request.cut -40001", "? token", "? encoding_aes_key", "? receiver_id"],
    ),
    "browser": (
        "https://ev.example.com/cb",
        {},
        ["request.none -40003", "? token", "? encoding_aes_key", "? receiver_id"],
    ),
    "no-nonce": (
        GET.replace(f"&nonce={NONCE}", ""),
        {},
        ["request.missing -40003", "? token", "? encoding_aes_key", "? receiver_id"],
    ),
    "body-cut": (
        posted(ECHO)[:-60],
        {},
        ["request.not_xml -40002", "? token", "? encoding_aes_key", "? receiver_id"],
    ),
    "plain-body": (
        f"{GET[:120]}\n\n<xml><MsgType>text</MsgType></xml>",
        {},
        ["request.plain -40002", "? token", "? encoding_aes_key", "? receiver_id"],
    ),
    "official-account": (
        f"https://ev.example.com/cb?signature={signed(ECHO)}&timestamp=1&nonce=2&echostr=3",
        {},
        ["request.public_account -40001", "? token", "? encoding_aes_key", "? receiver_id"],
    ),
    "not-sealed": (
        check_url("bm90IHNlYWxlZA=="),
        {},
        ["request.not_sealed -40010", "? encoding_aes_key", "? receiver_id"],
    ),
    "two-at-once": (
        posted(sealed(TICKET, receiver=SUITE), token="AnotherToken"),
        {},
        ["token.other -40001", "receiver_id.of_suite -40005"],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_value_is_named(name: str) -> None:
    """With the number that WeCom's library gives it; a right one is never called wrong."""
    text, changes, expected = WRONG[name]
    found = told(text, **changes)  # type: ignore[arg-type]
    if name in ("key", "other-url"):  # chance decides which of the two the library meets first
        found = [one.replace("-40008", "-40007") for one in found]
    assert expected == found


def test_the_request_is_called_right_only_where_its_signature_fits() -> None:
    """Else nobody knows what became of it on the way."""
    values = EventValues(Secret("AnotherToken"), Secret(KEY), (CORP,))
    assert "complete" == judge_request(values, read_event_request(GET))[0].cause


def test_a_command_of_windows_is_read() -> None:
    """Its signs are doubled or have a caret before them."""
    url = GET.replace("%", "%%").replace("&", "^&")
    assert [] == told(f'curl "{url}"')


@pytest.mark.parametrize(
    "text",
    [
        "msg_signature=" * 70_000,
        ("nonce=" + " " * 3_990 + "x") * 250,
        "<Encrypt>" + "A" * 990_000,
        "<Encrypt><![CDATA[" * 55_000,
        '"encrypt": "' * 80_000,
        "echostr=" + "%25" * 330_000,
        GET * 3_000,
    ],
    ids=["names", "blanks", "long", "opened", "json", "percent", "many"],
)
def test_a_megabyte_of_anything_is_judged_at_once(text: str) -> None:
    """In bounded time, whatever it is."""
    began = time.process_time()
    told(text)
    assert time.process_time() - began < 1.0


def test_a_right_value_is_not_doubted_for_the_spelling_of_its_fellow() -> None:
    """The Token is judged by the signature alone, the key by the text alone."""
    values = EventValues(Secret(TOKEN), Secret(KEY[:-1]), (CORP,))
    found = {f.check: f.health for f in judge_request(values, read_event_request(GET))}
    assert EventHealth.OK is found["token"]


def test_without_an_expected_id_the_one_in_the_event_is_told() -> None:
    """It is what the server must expect."""
    values = EventValues(Secret(TOKEN), Secret(KEY))
    receiver = judge_request(values, read_event_request(GET))[-1]
    assert ("found", CORP) == (receiver.cause, receiver.params["found"])


def test_the_envelope_is_a_hint_where_the_text_does_not_open() -> None:
    """It names the addressee in the clear."""
    values = EventValues(Secret(TOKEN), Secret(OTHER_KEY), (CORP,))
    request = read_event_request(posted(sealed(TICKET, receiver=SUITE), to=SUITE))
    assert "addressee" == judge_request(values, request)[-1].cause
