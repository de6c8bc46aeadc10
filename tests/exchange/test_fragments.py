"""What an app needs of a connection: fragments that parse, whatever the values are."""

import json
import plistlib
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flow.samples import PROFILE
from gui.parts.form.form_support import SCHEMA
from wecom_console.backends.casdoor import CasdoorTarget
from wecom_console.domain.profile import Backend
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.exchange.fragments import (
    TARGETS,
    app_values,
    fragments,
    lacking_values,
    lacks_backend,
    redeem_fragment,
)

AUTHING = {
    "kind": "authing",
    "app_host": "https://acme.authing.cn",
    "app_id": "0123456789abcdef01234568",
    "user_pool_id": "0123456789abcdef01234567",
}
DOCUMENT = {
    "identifier": "acme",
    "schema": SCHEMA,
    "corp_id": "ww3f9c0a7be1d24856",
    "agent_id": "1000002",
    "backend": AUTHING,
}


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_left_to_fill_in(target: str) -> None:
    """Every fragment is complete; ``$(inherited)`` is Xcode's own."""
    texts = [s.text.replace("$(inherited)", "") for s in fragments(DOCUMENT, target)]
    assert not [text for text in texts if "$" in text]


@pytest.mark.parametrize("target", TARGETS)
def test_every_way_names_the_schema(target: str) -> None:
    """Without it nothing comes back."""
    assert any(SCHEMA in s.text for s in fragments(DOCUMENT, target))


_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|\#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\w+|\S""", re.DOTALL
)
_PAIRS = {")": "(", "]": "[", "}": "{"}


def skeleton(text: str) -> list[str]:
    """The tokens with every text as ``""``, comments left out."""
    tokens = _TOKEN.findall(text)
    tokens = [token for token in tokens if not token.startswith(("//", "/*", "#"))]
    return ['""' if token[0] in "\"'" and len(token) > 1 else token for token in tokens]


CODE = [
    (target, place)
    for target in TARGETS
    for place, snippet in enumerate(fragments(DOCUMENT, target))
    if not snippet.title.endswith((".xml", ".plist", ".pro", ".xcconfig"))
]


@pytest.mark.parametrize(("target", "place"), CODE)
def test_code_closes_what_it_opens(target: str, place: int) -> None:
    """Brackets and texts."""
    open_now: list[str] = []
    for token in skeleton(fragments(DOCUMENT, target)[place].text):
        if token in _PAIRS.values():
            open_now.append(token)
        elif token in _PAIRS:
            assert _PAIRS[token] == open_now.pop()
        assert token not in ('"', "'")
    assert [] == open_now


@pytest.mark.parametrize(("target", "place"), CODE)
@given(value=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
@example(value='x"); steal("')
@example(value="x'); steal('")
@example(value="x\\")
@example(value="x\n}")
def test_a_value_with_errors_stays_inside_its_text(target: str, place: int, value: str) -> None:
    """A draft is shown as well."""
    hostile = {**DOCUMENT, "schema": value, "corp_id": value, "agent_id": value}
    kept = fragments(hostile, target)[place].text
    assert skeleton(fragments(DOCUMENT, target)[place].text) == skeleton(kept)


@pytest.mark.parametrize("target", ["android", "flutter"])
def test_a_value_is_not_code_where_texts_may_hold_some(target: str) -> None:
    """Kotlin and Dart put a value in for ``$``."""
    hostile = {**DOCUMENT, "schema": "${steal()}", "corp_id": "$x", "agent_id": "$x"}
    texts = [s.text for s in fragments(hostile, target)]
    assert not re.search(r"(?<!\\)\$", "".join(texts))


@given(value=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_the_plist_holds_the_schema_whatever_it_is(value: str) -> None:
    """As Xcode reads it."""
    text = fragments({**DOCUMENT, "schema": value}, "ios")[0].text
    read = plistlib.loads(f'<plist version="1.0"><dict>{text}</dict></plist>'.encode())
    line = "".join(sign if sign.isprintable() else " " for sign in value)
    schemes = read["CFBundleURLTypes"][0]["CFBundleURLSchemes"]
    assert ([line], ["wxwork", "wxworklocal"]) == (schemes, read["LSApplicationQueriesSchemes"])


def test_the_manifest_is_well_formed() -> None:
    """It is pasted into a file that a parser reads."""
    space = "http://schemas.android.com/apk/res/android"
    manifest = fragments(DOCUMENT, "android")[0].text
    found = ElementTree.fromstring(f'<a xmlns:android="{space}">{manifest}</a>')
    assert ["com.tencent.wework"] == [p.get(f"{{{space}}}name") for p in found.iter("package")]


def test_the_module_file_asks_for_wecom() -> None:
    """What of JSON5 it uses is JSON."""
    read = json.loads(fragments(DOCUMENT, "harmony")[0].text)
    assert ["wxworkapi", "https"] == read["module"]["querySchemes"]


@pytest.mark.parametrize("target", ["android", "flutter", "react-native", "uni-app"])
def test_what_is_not_sent_is_told(target: str) -> None:
    """``sendMessage`` that returns false calls nothing back (docs/reference/wecom.md §4.2)."""
    text = "".join(s.text for s in fragments(DOCUMENT, target))
    assert "if (!isSent)" in text


@pytest.mark.parametrize(
    ("target", "compared"),
    [
        ("android", "answer.state != request.state"),
        ("ios", "[answer.state isEqualToString:self.sentState]"),
        ("harmony", "answer.state === state"),
        ("flutter", "answer['state'] != state"),
        ("react-native", "answer.state !== state"),
    ],
)
def test_every_way_compares_the_state(target: str, compared: str) -> None:
    """Which the SDK never does (docs/reference/wecom.md §4.4)."""
    assert compared in "".join(s.text for s in fragments(DOCUMENT, target))


def test_a_value_that_lacks_is_a_placeholder() -> None:
    """Instead of an empty text that looks finished."""
    bare = {**DOCUMENT, "schema": "", "agent_id": ""}
    assert 'registerApp("<Schema>")' in "".join(s.text for s in fragments(bare, "android"))
    assert ("schema", "agent_id") == lacking_values(bare)


# --- the call that redeems the code --------------------------------------------------------------


def parsed_call(text: str) -> tuple[str, dict[str, str], str]:
    """First line, headers and body."""
    head, _, body = text.partition("\n\n")
    first, *lines = head.split("\n")
    return first, dict(line.split(": ", 1) for line in lines), body


def test_casdoors_call_is_the_one_the_tester_sends() -> None:
    """Field by field."""
    backend = Backend(
        kind=BackendKind.CASDOOR,
        app_host="https://door.acme.com",
        organization="acme",
        application="door",
        provider='we"com',
    )
    raw = {"kind": "casdoor", "app_host": backend.app_host, "organization": "acme"}
    raw |= {"application": "door", "provider": 'we"com'}
    first, _, body = parsed_call(redeem_fragment({**DOCUMENT, "backend": raw}).text)
    profile = replace(PROFILE, backend=backend)
    call = CasdoorTarget(profile).login_call(Secret("<code>"))
    assert (f"POST {call.url}", call.json) == (first, json.loads(body))


def test_a_backend_of_ones_own_is_asked_as_it_was_described() -> None:
    """Its own address, headers and body, with the placeholders in them."""
    http = {
        "url": "https://login.acme.com/wecom",
        "headers": ["X-App: {app_id}"],
        "body": '{"code": "{code}"}',
    }
    document = {**DOCUMENT, "backend": {"kind": "http", "http": http}}
    first, headers, body = parsed_call(redeem_fragment(document).text)
    assert ("POST https://login.acme.com/wecom", '{"code": "{code}"}') == (first, body)
    assert {"X-App": "{app_id}", "content-type": "application/json"} == headers


@pytest.mark.parametrize(
    ("backend", "lacks"),
    [
        ({"kind": "wecom"}, False),
        ({"kind": "http"}, True),
        ({"kind": "http", "http": {"url": "https://a.b"}}, False),
        ({"kind": "casdoor", "app_host": "https://a.b"}, True),
        (
            {"kind": "casdoor", "app_host": "https://a.b", "application": "a", "provider": "p"},
            False,
        ),
        ({"kind": "authing", "app_host": "https://a.b"}, True),
    ],
)
def test_each_backend_lacks_what_its_own_call_needs(backend: dict[str, Any], lacks: bool) -> None:
    """Nobody is asked for Authing's host for another backend."""
    assert lacks == lacks_backend({**DOCUMENT, "backend": backend})


def test_a_value_cannot_end_the_part_of_a_call_it_stands_in() -> None:
    """A query, a header, a JSON text: each has its own rules."""
    hostile = {**DOCUMENT, "corp_id": "ww1&corpsecret=x#", "identifier": 'a"b'}
    wecom = redeem_fragment({**hostile, "backend": {"kind": "wecom"}}).text
    query = parse_qs(urlsplit(wecom.split()[1]).query)
    assert ({"ww1&corpsecret=x#"}, {"<Secret>"}) == (set(query["corpid"]), set(query["corpsecret"]))
    _, headers, body = parsed_call(
        redeem_fragment({**hostile, "backend": {**AUTHING, "app_id": 'x"\ny: z'}}).text
    )
    assert ('x" y: z', 'a"b') == (
        headers["x-authing-app-id"],
        json.loads(body)["extIdpConnidentifier"],
    )


def test_the_call_names_the_connection_as_authing_spells_it() -> None:
    """``extIdpConnidentifier`` with a small i (docs/reference/authing.md §6.5)."""
    text = redeem_fragment(DOCUMENT).text
    assert '"extIdpConnidentifier": "acme"' in text
    assert text.startswith("POST https://acme.authing.cn/api/v3/signin-by-mobile")


def test_a_profile_without_application_keeps_placeholders() -> None:
    """And the page says where to fill them in."""
    bare = {key: value for key, value in DOCUMENT.items() if key != "backend"}
    assert lacks_backend(bare)
    assert "<App ID>" in redeem_fragment(bare).text
    assert not lacks_backend(DOCUMENT)


def test_values_leave_out_what_is_empty() -> None:
    """Nobody copies nothing."""
    assert ["schema", "corp_id", "agent_id", "identifier"] == [
        value.path for value in app_values({**DOCUMENT, "backend": {}})
    ]


@pytest.mark.parametrize("target", ["flutter", "react-native", "uni-app"])
def test_a_framework_has_both_its_sides(target: str) -> None:
    """Its own language, Android and iOS; on iOS a class answer is told from others."""
    texts = [snippet.text for snippet in fragments(DOCUMENT, target)]
    assert (1, 1) == (
        sum("WWAPIFactory.createWWAPI" in text for text in texts),
        sum("isKindOfClass:[WWKSSOResp class]" in text for text in texts),
    )


def test_guard_is_given_the_application() -> None:
    """Its App ID, not the pool's; what Guard reads from there it is not told."""
    texts = {snippet.title: snippet.text for snippet in fragments(DOCUMENT, "guard")}
    assert AUTHING["app_id"] in texts["Kotlin"]
    assert AUTHING["app_id"] in texts["Swift"]
    assert AUTHING["user_pool_id"] not in "".join(texts.values())
