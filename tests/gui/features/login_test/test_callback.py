"""A pasted callback is taken apart at once and compared with the login it should answer."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wecom_console.domain.links.requests import Callback, LoginRequest, build_return_link
from wecom_console.domain.verdicts import Platform
from wecom_console.gui.features.login_test.presenter.callback import read_callback

SCHEMA = "wwauth0123456789abcdef000002"


def request(platform: Platform = Platform.ANDROID) -> LoginRequest:
    return LoginRequest(platform, SCHEMA, "ww0123456789abcdef", "1000002", "state-1")


def link(
    platform: Platform = Platform.ANDROID,
    *,
    schema: str = SCHEMA,
    code: str = "C" * 43,
    state: str = "state-1",
    err_code: int = 0,
) -> str:
    text = build_return_link(Callback(platform, schema, err_code, code, state))
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("platform", [Platform.ANDROID, Platform.IOS])
def test_the_callback_of_the_waiting_login_fits(platform: Platform) -> None:
    """Both platforms' forms are understood."""
    assert read_callback(link(platform), request(platform)).fits


def test_the_code_is_never_shown() -> None:
    """The decoded parts carry the code's length, not the code."""
    reading = read_callback(link(), request())
    assert "[redacted:43]" == dict(reading.parts)["code"]


def test_another_schema_is_named() -> None:
    """A callback of another app does not fit."""
    reading = read_callback(link(schema=SCHEMA[:-1] + "7"), request())
    assert ["return.schema_differs"] == [e.code for e in reading.errors]


def test_another_state_is_named() -> None:
    """A callback of an earlier login does not fit."""
    reading = read_callback(link(state="x"), request())
    assert ["return.state_differs"] == [e.code for e in reading.errors]


def test_the_other_platforms_callback_is_named() -> None:
    """An iOS callback does not answer an Android login."""
    reading = read_callback(link(Platform.IOS), request(Platform.ANDROID))
    assert ["return.platform"] == [e.code for e in reading.errors]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"schema": SCHEMA.upper()}, ["return.schema_case"]),
        ({"state": ""}, ["return.state_missing"]),
        ({"code": ""}, ["return.no_code"]),
        ({"code": "", "err_code": 1, "state": "x"}, ["return.state_differs"]),
        (
            {"schema": SCHEMA[:-1] + "7", "state": "", "code": ""},
            ["return.schema_differs", "return.state_missing", "return.no_code"],
        ),
    ],
)
def test_everything_that_does_not_fit_is_named(changes: dict[str, Any], codes: list[str]) -> None:
    """In the order of leg 4, with what was expected and what came."""
    reading = read_callback(link(**changes), request())
    assert (codes, False) == ([e.code for e in reading.errors], reading.fits)
    assert {"schema": SCHEMA, "platform": "android"} == {
        name: value for name, value in reading.errors[0].params.items() if name != "found"
    }
    assert changes.get("schema", SCHEMA) == reading.errors[0].params["found"]


def test_without_a_login_that_waits_a_callback_is_only_taken_apart() -> None:
    """There is nothing to compare it with; empty parts are left out."""
    reading = read_callback(link(state="x", schema="wwauthx"), None)
    assert ((), True) == (reading.errors, reading.fits)
    assert (
        ("platform", "android"),
        ("schema", "wwauthx"),
        ("errCode", "0"),
        ("code", "[redacted:43]"),
        ("state", "x"),
    ) == reading.parts


def test_what_is_no_callback_says_why() -> None:
    """And has no parts."""
    reading = read_callback("https://acme.cn", request())
    assert ((), False, 1) == (reading.parts, reading.fits, len(reading.errors))


def test_a_cancel_is_a_fitting_answer() -> None:
    """A cancel answers the run, too."""
    reading = read_callback(link(code="", err_code=1), request())
    assert ("cancelled", True) == (reading.outcome, reading.fits)


def test_nothing_pasted_says_nothing() -> None:
    """An empty field has neither parts nor errors."""
    reading = read_callback("  ", request())
    assert ((), ()) == (reading.parts, reading.errors)


@given(st.text(max_size=200))
def test_any_text_gives_a_reading(text: str) -> None:
    """Whatever is pasted is read or explained, never a crash."""
    reading = read_callback(text, request())
    assert reading.fits or reading.errors or not text.strip()
