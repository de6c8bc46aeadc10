"""Authing's own JSON: found in every form in which somebody saves it; never an exception."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.samples import AGENCY_GOOD, SECRET_TEXT
from domain.strategies import profile_of, sound_raw
from exchange.authing_samples import (
    BODY,
    OTHER,
    ROW,
    SOURCE_WITH,
    SOURCE_WITHOUT,
    SOURCES,
    TWO,
    connection,
    envelope,
)
from wecom_console.domain.check import check
from wecom_console.domain.documents import to_raw
from wecom_console.domain.live.connection import LiveState, pulled
from wecom_console.domain.profile import MOBILE_TYPE
from wecom_console.domain.raw import get_value
from wecom_console.exchange.authing_json import AuthingConnections, read_authing
from wecom_console.exchange.formats.authing_payload import AuthingPayload
from wecom_console.simulator.authing.management.views import connection_with_fields


def _found(document: object) -> AuthingConnections:
    found = read_authing(json.dumps(document, ensure_ascii=False))
    assert found is not None
    return found


def _names(document: object) -> list[str]:
    return [one.identifier for one in _found(document).mobile]


@pytest.mark.parametrize(
    ("document", "names"),
    [
        (envelope(ROW), ["acme-1"]),
        (envelope(TWO), ["acme-1", "acme-2"]),
        (envelope(SOURCE_WITH), ["acme-1", "acme-2"]),
        (SOURCE_WITH | {"connections": ROW}, ["acme-1"]),
        (envelope({"totalCount": 1, "list": [SOURCE_WITH]}), ["acme-1", "acme-2"]),
        (ROW, ["acme-1"]),
        (TWO, ["acme-1", "acme-2"]),
        (BODY, ["acme-1"]),
        ({"method": "POST", "path": "/api/v3/create-ext-idp-conn", "body": BODY}, ["acme-1"]),
        ([envelope(TWO[1]), envelope(ROW)], ["acme-2", "acme-1"]),
        (envelope([OTHER, ROW]), ["acme-1"]),
    ],
)  # fmt: skip
def test_connections_are_found_wherever_they_stand(document: object, names: list[str]) -> None:
    """In the envelope and without, in identity sources, in lists, by themselves, as a body."""
    assert names == _names(document)


def test_a_connection_is_what_pull_would_read() -> None:
    """The same values as over the API."""
    (one,) = _found(ROW).mobile
    assert ("Acme", True, "challenge", ("phone-code",)) == (
        one.display_name,
        one.login_only,
        one.mode,
        one.methods,
    )
    assert one.fields == {key: ROW["fields"][key] for key in ("corpId", "agentId", "schema")}  # type: ignore[index]


def test_other_types_are_counted_and_named() -> None:
    """Not taken for what they are not."""
    found = _found(envelope([OTHER, OTHER, ROW]))
    assert ("wechatwork:corp:qrconnect",) * 2 == found.others


def test_an_agency_connection_is_another_type() -> None:
    """The keys of its fields are not public."""
    text = AuthingPayload().render([profile_of(check(AGENCY_GOOD))])
    found = read_authing(text)
    assert found == AuthingConnections((), ("wechatwork:agency:mobile",))


@given(sound_raw())
def test_our_own_calls_are_read_again(raw: dict[str, object]) -> None:
    """All that Authing can hold of a profile, the association too, which a call of its own sets;
    the secret is only named there."""
    profile = profile_of(check(raw))
    found = read_authing(AuthingPayload().render([profile]))
    assert found is not None
    assert (profile.type == MOBILE_TYPE) == bool(found.mobile)
    for one in found.mobile:
        assert one.secret is None
        blank = {"type": profile.type, "identifier": one.identifier, "secret": str(profile.secret)}
        read = pulled(blank, LiveState(connection=one))
        assert read is not None
        names = ("identifier", "display_name", "corp_id", "agent_id", "schema", "login_only")
        paths = (*names, "association.mode", "association.fields", "association.methods")
        ours = to_raw(profile)
        assert [get_value(ours, p) for p in paths] == [get_value(read, p) for p in paths]


@pytest.mark.parametrize("stars", ["", "***", "*" * 43])
def test_stars_are_no_secret(stars: str) -> None:
    """Where Authing masks it."""
    row = connection_with_fields(connection(fields={"secret": stars}))
    assert _found(row).mobile[0].secret is None


@pytest.mark.parametrize("document", [envelope(SOURCE_WITHOUT), SOURCE_WITHOUT, envelope(SOURCES)])
def test_sources_without_connections_are_authings(document: object) -> None:
    """And hold nothing."""
    assert AuthingConnections(()) == _found(document)


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "1", "[]", "{}", "null", "[1, [2], {}]", '{"type": "object", "properties": {}}',
        '{"type": "module", "displayName": "An extension", "name": "x"}',
        '{"statusCode": 403, "message": "no"}', '{"format": "wecom-console/2", "connections": []}',
        "[" * 200 + "]" * 200, json.dumps(ROW)[:-1], f"a = {json.dumps(ROW)}",
    ],
)  # fmt: skip
def test_other_json_is_none_of_authings(text: str) -> None:
    """Nor is what is no JSON."""
    assert read_authing(text) is None


_keys = st.sampled_from(
    ["statusCode", "data", "list", "connections", "calls", "body", "type", "identifier", "fields",
     "displayName", "extIdpId", "loginOnly", "associationMode", "challengeBindingMethods", "secret"]
)  # fmt: skip
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.just("wechatwork:mobile"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=6),
    max_leaves=30,
)


@given(_json)
def test_any_json_gives_a_value(document: object) -> None:
    """Authing's names with anything under them raise nothing."""
    assert isinstance(read_authing(json.dumps(document)), AuthingConnections | None)


@given(st.text(max_size=60))
def test_any_text_gives_a_value(text: str) -> None:
    """Nor does a text."""
    assert isinstance(read_authing(text), AuthingConnections | None)


@given(st.dictionaries(st.sampled_from([*ROW]), _json, max_size=4))
def test_any_value_in_a_connection_gives_a_value(changes: dict[str, object]) -> None:
    """A connection some of whose values are something else."""
    text = json.dumps({**ROW, **changes})
    assert isinstance(read_authing(text), AuthingConnections | None)


def test_a_secret_is_never_shown() -> None:
    """Not by what was read."""
    assert SECRET_TEXT[:12] not in repr(_found(envelope(TWO)))
