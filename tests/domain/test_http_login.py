"""Templates are data: a value can never leave the slot it was put into."""

import json
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.samples import http_backend
from domain.strategies import any_text, profile_of
from wecom_console.domain.check import check
from wecom_console.domain.http_backend.login import LoginFault, RequestTemplate, read_login
from wecom_console.domain.http_backend.templates import (
    PLACEHOLDERS,
    Template,
    TemplateFault,
    parse_template,
    whole,
)
from wecom_console.domain.profile import FORM_TYPE, HttpLogin

LOGIN = HttpLogin(
    url="https://acme.cn/login?corp={corp_id}&code={code}",
    headers=("X-Code: v1 {code}.", "Cookie: a={code}; b=1"),
    body='{"code": "<{code}>", "more": [{"{{x}}": "{{}} {state}"}, 1, true, null]}',
)
FORM = replace(LOGIN, content_type=FORM_TYPE, body="code={code}&a=%26+b&empty=")

attacks = st.sampled_from(
    [
        '","admin":true,"x":"',
        "x&admin=1",
        "x\r\nX-Admin: 1",
        "{app_secret}",
        "{{",
        "\\",
        "\u2028",
        '"',
        "; admin=1",
        "%0d%0a",
        "\x00",
        "#",
        "?",
        "�",
        "a b+c/d==",
    ]
)
values = attacks | any_text


def request(login: HttpLogin = LOGIN) -> RequestTemplate:
    """The open request."""
    found = read_login(login)
    assert isinstance(found, RequestTemplate), found
    return found


@given(values)
def test_a_value_cannot_leave_its_json_text(value: str) -> None:
    """As sent and read again, the document has the same shape and the value whole."""
    body = request().fill({"code": value, "state": value}).json
    sent = json.loads(json.dumps(body, ensure_ascii=False).encode())
    assert sent == {
        "code": f"<{whole(value)}>",
        "more": [{"{{x}}": f"{{}} {whole(value)}"}, 1, True, None],
    }


@given(values)
def test_a_value_cannot_leave_its_form_field(value: str) -> None:
    """Nor add another one."""
    form = request(FORM).fill({"code": value}).form
    assert form is not None
    sent = parse_qsl(urlencode(form), keep_blank_values=True)
    assert sent == [("code", whole(value)), ("a", "& b"), ("empty", "")]


@given(values)
def test_a_value_cannot_leave_its_parameter(value: str) -> None:
    """Nor reach the path, the host or the fragment."""
    filled = request().fill({"code": value, "corp_id": "ww"})
    assert filled.url == "https://acme.cn/login"
    sent = parse_qsl(urlencode(filled.query), keep_blank_values=True)
    assert sent == [("corp", "ww"), ("code", whole(value))]


@given(values)
def test_a_value_cannot_leave_its_header(value: str) -> None:
    """Visible ASCII on one line; in a cookie no separator either."""
    headers = request().fill({"code": value}).headers
    assert [name for name, _ in headers] == ["X-Code", "Cookie"]
    (_, plain), (_, cookie) = headers
    assert plain.isascii()
    assert plain.isprintable()
    assert plain.startswith("v1 ")
    assert plain.endswith(".")
    assert plain.count(" ") == 1
    assert cookie.count(";") == 1
    assert cookie.endswith("; b=1")


@given(values)
def test_what_is_filled_in_is_not_a_template(value: str) -> None:
    """A code that spells a placeholder stays what it is."""
    template = parse_template("{code}")
    assert isinstance(template, Template)
    assert template.fill({"code": value, "app_secret": "S"}) == whole(value)


@given(any_text)
def test_any_text_is_a_template_or_is_told(text: str) -> None:
    """And what was read asks for known names only."""
    found = parse_template(text)
    if isinstance(found, Template):
        assert found.names <= set(PLACEHOLDERS)
        empty = found.fill({})
        assert parse_template(empty.replace("{", "{{").replace("}", "}}")) == Template(
            (empty,) if empty else ()
        )


@given(st.text().map(whole))
def test_doubled_braces_are_braces(text: str) -> None:
    """Any text can be written literally."""
    found = parse_template(text.replace("{", "{{").replace("}", "}}"))
    assert isinstance(found, Template)
    assert found.fill({}) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{now}", "now"),
        ("{}", "{}"),
        ("{code!r}", "code!r"),
        ("{code.x}", "code.x"),
        ("{", ""),
        ("}", ""),
        ("{{code}", ""),
        ("{Code}", "Code"),
        ("{ code }", " code "),
        ("{code[0]}", "code[0]"),
    ],
)
def test_only_the_known_names_are_places(text: str, name: str) -> None:
    """No formats, no attributes, no indexes."""
    assert parse_template(text) == TemplateFault(name)


@given(
    st.sampled_from(["url", "body", "headers"]),
    any_text,
    st.sampled_from(["application/json", FORM_TYPE]),
)
def test_any_settings_are_read_or_told(key: str, text: str, content_type: str) -> None:
    """Never an exception; a fault names its setting."""
    changed = (text,) if key == "headers" else text
    found = read_login(replace(LOGIN, content_type=content_type, **{"body": "", key: changed}))
    if isinstance(found, LoginFault):
        assert found.key == key
    else:
        found.fill(dict.fromkeys(PLACEHOLDERS, "x"))


@pytest.mark.parametrize(
    "body",
    [
        "[" * 5_000,
        '{"a":' * 300 + "1" + "}" * 300,
        '{"a": NaN}',
        '{"a": 1' + "0" * 5_000 + "}",
        "[]",
        '"x"',
    ],
)
def test_a_body_that_is_no_plain_object_is_told(body: str) -> None:
    """However deep or large."""
    assert read_login(replace(LOGIN, body=body)) == LoginFault("body.json", "body")


def test_without_a_body_none_is_sent() -> None:
    """As with GET."""
    filled = request(replace(LOGIN, method="GET", body="")).fill({"code": "c"})
    assert (None, None, "GET") == (filled.json, filled.form, filled.method)


@pytest.mark.parametrize(
    "header",
    [
        "Authorization: Bearer abc",
        "cookie: session=abc",
        "X-Api-Key: abc",
        "x-auth-token: a",
        "Proxy-Authorization: Basic YTpi",
        "API-KEY: 1",
        "X-Client-Secret: abc",
    ],
)
def test_a_literal_secret_is_refused(header: str) -> None:
    """It belongs behind a reference; the problem does not repeat it."""
    report = check(http_backend(headers=[header]))
    assert [p.code for p in report.errors] == ["backend.http.literal"]
    assert header.partition(": ")[2] not in str(dict(report.errors[0].params)) or len(header) < 16


@pytest.mark.parametrize(
    "header",
    ["Authorization: Bearer {app_secret}", "Cookie: s={app_secret}; a=b", "X-Token: {state}"],
)
def test_a_secret_behind_a_placeholder_is_sound(header: str) -> None:
    """The reference says where it is kept."""
    raw = http_backend(headers=[header])
    backend = raw["backend"]
    assert isinstance(backend, dict)
    profile = profile_of(check({**raw, "backend": {**backend, "app_secret": "env:ACME"}}))
    assert profile.backend.http.headers == (header,)
