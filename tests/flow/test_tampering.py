"""What a scenario gets wrong on purpose, and what it leaves as it is."""

from dataclasses import replace

import pytest

from flow.samples import CODE, MD5, SCHEMA, STATE, device, return_link
from wecom_console.domain.links.requests import parse_return_link
from wecom_console.domain.verdicts import Platform
from wecom_console.flow.device_legs import login_request
from wecom_console.flow.scenarios.definitions import TAMPERINGS
from wecom_console.flow.scenarios.tampering import (
    UNKNOWN_APP,
    UNKNOWN_SIGNATURE,
    tampered_code,
    tampered_request,
    tampered_return,
    tampered_state,
)

ANDROID = login_request(device())
IOS = login_request(device(platform=Platform.IOS))


@pytest.mark.parametrize(
    ("tampering", "changes"),
    [
        ("app", {"package": UNKNOWN_APP, "signature_md5": UNKNOWN_SIGNATURE}),
        ("package", {"package": UNKNOWN_APP}),
        ("signature", {"signature_md5": UNKNOWN_SIGNATURE}),
        ("schema", {"schema": f"{SCHEMA[:-1]}0"}),
        ("schema-case", {"schema": SCHEMA.upper()}),
    ],
)
def test_an_android_app_that_asks_wrongly(tampering: str, changes: dict[str, str]) -> None:
    """In this alone; the rest is what the profile says."""
    assert replace(ANDROID, **changes) == tampered_request(ANDROID, tampering)  # type: ignore[arg-type]


@pytest.mark.parametrize("tampering", ["app", "bundle"])
def test_an_ios_app_that_asks_wrongly(tampering: str) -> None:
    """It has a bundle id and no signature."""
    assert replace(IOS, bundle_id=UNKNOWN_APP) == tampered_request(IOS, tampering)


@pytest.mark.parametrize(("schema", "other"), [("wwauth10", "wwauth11"), ("wwauth19", "wwauth10")])
def test_another_apps_schema_is_never_ones_own(schema: str, other: str) -> None:
    """Whatever the last digit was."""
    assert other == tampered_request(replace(ANDROID, schema=schema), "schema").schema


@pytest.mark.parametrize("tampering", sorted({*TAMPERINGS} - {"state-constant", "state-long"}))
def test_the_state_is_only_touched_where_it_is_meant(tampering: str) -> None:
    """``state`` itself lets the app compare with another one, and sends its own."""
    assert STATE == tampered_state(STATE, tampering)


def test_a_state_of_ones_own_making() -> None:
    """A constant; and one longer than WeCom takes (docs/reference/wecom.md §2.2)."""
    assert "state" == tampered_state(STATE, "state-constant")
    too_long = tampered_state(STATE, "state-long")
    assert (True, True) == (too_long.startswith(STATE), 1024 < len(too_long))


@pytest.mark.parametrize("tampering", sorted({*TAMPERINGS} - {"state-missing"}))
def test_the_return_link_is_only_touched_where_it_is_meant(tampering: str) -> None:
    """Byte for byte."""
    link = return_link()
    assert link == tampered_return(link, tampering, sdk="2+")


@pytest.mark.parametrize("sdk", ["1", "2+"])
def test_a_return_without_its_state_keeps_everything_else(sdk: str) -> None:
    """In the spelling of the SDK in use."""
    link = return_link(sdk=sdk)
    whole, lacking = (
        parse_return_link(one, sdk=sdk)
        for one in (link, tampered_return(link, "state-missing", sdk=sdk))
    )
    assert replace(whole, state="") == lacking  # type: ignore[type-var]


def test_what_is_no_return_link_stays() -> None:
    """There is no state to take out."""
    assert "nonsense" == tampered_return("nonsense", "state-missing", sdk="2+")


@pytest.mark.parametrize(
    ("tampering", "code", "expected"),
    [
        ("code-space", "ab+cd+ef", "ab cd+ef"),
        ("code-space", "abcdef", "abc ef"),
        ("code-space", "ab+c", "ab+c"),
        ("code-space", "ab+cd", "ab cd"),
        ("code-truncated", "abcdefgh", "abcd"),
        ("none", CODE, CODE),
        ("redeem-twice", CODE, CODE),
    ],
)
def test_a_code_that_is_handed_on_wrongly(tampering: str, code: str, expected: str) -> None:
    """The first ``+`` decoded to a space, a character lost, or the end cut off."""
    assert expected == tampered_code(code, tampering)


def test_a_signature_is_compared_in_lower_case() -> None:
    """As WeCom writes it."""
    assert MD5 == ANDROID.signature_md5
