"""A custom backend's settings at the edges of their rules, each key by itself."""

import json
from dataclasses import replace

import pytest

from domain.samples import http_backend
from wecom_console.domain.check import check
from wecom_console.domain.http_backend.login import (
    MAX_BODY,
    MAX_DEPTH,
    MAX_HEADERS,
    RESERVED_HEADERS,
    LoginFault,
    RequestTemplate,
    read_login,
)
from wecom_console.domain.profile import FORM_TYPE, HttpLogin

LOGIN = HttpLogin(url="https://acme.cn/login", body='{"code": "{code}"}')
VALUES = {"code": "C", "state": "S", "corp_id": "P", "agent_id": "A", "app_id": "I"}


def fault(**changes: object) -> str:
    """What is wrong; empty where nothing is."""
    found = read_login(replace(LOGIN, **changes))  # type: ignore[arg-type]
    return found.code if isinstance(found, LoginFault) else ""


def request(**changes: object) -> RequestTemplate:
    found = read_login(replace(LOGIN, **changes))  # type: ignore[arg-type]
    assert isinstance(found, RequestTemplate), found
    return found


def nested(depth: int) -> str:
    """A body of so many tables in one another."""
    body: object = "x"
    for _ in range(depth):
        body = {"a": body}
    return json.dumps(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (nested(MAX_DEPTH), ""),
        (nested(MAX_DEPTH + 1), "body.json"),
        ('{"a": [[["x"]]], "b": {}}', ""),
        ('{"a": "' + "x" * (MAX_BODY - 9) + '"}', ""),
        ('{"a": "' + "x" * (MAX_BODY - 8) + '"}', "body.long"),
        ("[]", "body.json"),
        ("{", "body.json"),
        ('{"a": NaN}', "body.json"),
        ('{"a": "{"}', "braces"),
        ('{"a": ["}"]}', "braces"),
        ('{"a": {"b": "{now}"}}', "placeholder"),
    ],
)
def test_a_body_at_its_bounds(body: str, expected: str) -> None:
    """As long and as deep as it may be, and every text in it a template."""
    assert expected == fault(body=body)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("X: 1",) * MAX_HEADERS, ""),
        (("X: 1",) * (MAX_HEADERS + 1), "headers.form"),
        (("X: 1", "nothing"), "headers.form"),
        (("X: 1", "Y: {now}"), "placeholder"),
        *(((f"X-{name}: 1",), "") for name in sorted(RESERVED_HEADERS)),
        *(((f"{name.upper()}: 1",), "headers.reserved") for name in sorted(RESERVED_HEADERS)),
    ],
)
def test_headers_at_their_bounds(lines: tuple[str, ...], expected: str) -> None:
    """What the sender sets itself is not written, in whatever case."""
    assert expected == fault(headers=lines)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://acme.cn/{code}", "url.placeholder"),
        ("https://acme.cn/}", "url.placeholder"),
        ("https://acme.cn/?a={code}", ""),
        ("https://acme.cn/?a", "url.form"),
        ("https://acme.cn/?a={now}", "placeholder"),
        ("https://acme.cn/?" + "&".join(["a=1"] * 100), ""),
        ("https://acme.cn/?" + "&".join(["a=1"] * 101), "url.form"),
    ],
)
def test_an_address_at_its_bounds(url: str, expected: str) -> None:
    """Places only behind the question mark."""
    assert expected == fault(url=url)


def test_every_part_of_the_request_is_filled() -> None:
    """Query, headers, and texts of the body at any depth; other values stay."""
    made = request(
        method="PUT",
        url="https://acme.cn/login?c={code}&s={state}&e=",
        headers=("X-A: {agent_id}", "X-B: b"),
        body='{"a": ["{corp_id}", {"b": "{app_id}"}, 1, true, null], "c": "{{x}}"}',
    )
    filled = made.fill(VALUES)
    assert (
        "PUT",
        "https://acme.cn/login",
        (("c", "C"), ("s", "S"), ("e", "")),
        (("X-A", "A"), ("X-B", "b")),
        {"a": ["P", {"b": "I"}, 1, True, None], "c": "{x}"},
        None,
    ) == (filled.method, filled.url, filled.query, filled.headers, filled.json, filled.form)
    assert {"code", "state", "agent_id", "corp_id", "app_id"} == set(made.names)


def test_a_form_is_filled_in_its_order() -> None:
    """Blank values are sent."""
    filled = request(content_type=FORM_TYPE, body=" code={code}&a=&code=2 ").fill(VALUES)
    assert ((("code", "C"), ("a", ""), ("code", "2")), None) == (filled.form, filled.json)


def test_without_a_body_there_is_none() -> None:
    """Only spaces are none."""
    filled = request(body=" \n").fill(VALUES)
    assert (None, None) == (filled.form, filled.json)


def codes(**changes: object) -> list[tuple[str, str]]:
    """What the check says: code and key."""
    found = check(http_backend(**changes)).problems
    prefix = "backend.http."
    return [(p.code.removeprefix(prefix), p.field.removeprefix(prefix)) for p in found]


@pytest.mark.parametrize("key", ["user", "token", "error_code", "error_message"])
def test_each_path_is_one(key: str) -> None:
    """By itself."""
    assert [("path", key)] == codes(**{key: "a..b"})


@pytest.mark.parametrize(
    "key", ["url", "success", "user", "token", "error_code", "error_message", "body", "headers"]
)
def test_each_text_is_visible(key: str) -> None:
    """What a paste would lose is told as that; only the body has several lines, and tabs."""
    value: object = {
        "url": "https://acme.cn/\x7f",
        "body": '{"code": "{code}\x7f"}',
        "headers": ["X: a\x7f"],
    }.get(key, "a\x7f")
    code = "characters" if key in ("body", "headers") else "value.decoration"
    assert (code, key) in codes(**{key: value})
    assert [] == codes(body='{\n\t"code": "{code}"\n}')


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"method": "GET"}, [("body.get", "body")]),
        ({"method": "GET", "body": None}, [("no_code", "url")]),
        ({"method": "GET", "body": None, "url": "https://acme.cn/?c={code}"}, []),
        ({"body": '{"corp": "{corp_id}"}'}, [("no_code", "body")]),
        ({"body": '{"corp": "x"}', "headers": ["X: {code}"]}, []),
        ({"body": '{"corp": "x"}', "url": "https://acme.cn/?c={code}"}, []),
    ],
)
def test_the_code_must_be_sent_somewhere(
    changes: dict[str, object], found: list[tuple[str, str]]
) -> None:
    """In the address, a header or the body; told where one would put it."""
    assert found == codes(**changes)


@pytest.mark.parametrize(
    ("name", "value", "is_told"),
    [
        ("Authorization", "Bearer {code}", False),
        ("Authorization", "Bearer abc", True),
        ("Authorization", "x" * 20 + "{code}", False),
        ("Authorization", "x" * 21 + "{code}", True),
        ("Authorization", "{code}" + "x" * 21, True),
        ("X-Api-Key", "abc", True),
        ("X-API_KEY", "abc", True),
        ("X-Token", "abc", True),
        ("X-Token-Kind", "abc", False),
        ("X-Secret", "", False),
        ("My-Password", "abc", True),
        ("My-Passwd", "abc", True),
        ("X-Credential", "abc", True),
        ("Cookie", "abc", True),
        ("X-App", "abc", False),
    ],
)
def test_no_secret_is_written_out(name: str, value: str, is_told: bool) -> None:
    """By its name, in a header, in the query or in the body."""
    header = codes(headers=[f"{name}: {value}"])
    query = codes(url=f"https://acme.cn/?{name}={value.replace(' ', '%20')}")
    body = codes(body=json.dumps({"code": "{code}", "deep": [{name: value}]}))
    assert [[("literal", key)] if is_told else [] for key in ("headers", "url", "body")] == [
        header if value else [],
        query,
        body,
    ]


def test_what_is_written_is_checked_whatever_the_backend() -> None:
    """What is missing only for this one."""
    raw = http_backend(url=None, token="a..b")
    backend = raw["backend"]
    assert isinstance(backend, dict)
    other = {**raw, "backend": {**backend, "kind": "simulator"}}
    told = [p.code for p in check(other).problems]
    assert ["backend.http.path"] == told
    assert {"backend.http.url.required", "backend.http.path"} == {
        p.code for p in check(raw).problems
    }


def test_blanks_in_a_header_are_gone_through_once() -> None:
    """By the square half a million of them would last."""
    assert "headers.form" == fault(headers=("X-A:" + " " * 500_000 + "\x00",))
