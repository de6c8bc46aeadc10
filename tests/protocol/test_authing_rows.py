"""A connection in Authing's own JSON, as far as it is shown there."""

import pytest

from wecom_console.domain.live.connection import LiveConnection
from wecom_console.domain.secrets import Secret
from wecom_console.protocol.authing_rows import live_connection

ROW = {
    "id": "c1",
    "extIdpId": "s1",
    "type": "wechatwork:mobile",
    "identifier": "acme",
    "displayName": "Acme",
    "loginOnly": True,
    "fields": {"corpId": "ww1", "agentId": 7, "schema": "wwauth1", "own": "S", "other": "x"},
    "associationMode": "challenge",
    "challengeBindingMethods": ["phone-code", 1, "email-code"],
    "associationFields": '["email"]',
}


def test_everything_that_is_shown_is_read() -> None:
    """The secret under the name that it has there; of other keys the names alone."""
    assert LiveConnection(
        id="c1",
        source_id="s1",
        type="wechatwork:mobile",
        identifier="acme",
        display_name="Acme",
        login_only=True,
        fields={"corpId": "ww1", "agentId": "7", "schema": "wwauth1"},
        secret=Secret("S"),
        mode="challenge",
        methods=("phone-code", "email-code"),
        association_fields=("email",),
        other_keys=("other",),
    ) == live_connection(ROW, "s9", "own")


@pytest.mark.parametrize("row", [{}, [], None, {"fields": 1, "loginOnly": "true"}])
def test_what_is_not_shown_is_not_known(row: object) -> None:
    """Which is another thing than empty; the source is that of the question."""
    expected = LiveConnection("", "s9", "", "", "", login_only=False)
    assert expected == live_connection(row, "s9", "own")


@pytest.mark.parametrize(("shown", "known"), [("***", False), ("", False), ("*a*", True)])
def test_stars_in_its_place_are_no_secret(shown: str, known: bool) -> None:
    """Nothing can be compared with them."""
    found = live_connection({"fields": {"own": shown}}, "", "own").secret
    assert (Secret(shown) if known else None) == found


@pytest.mark.parametrize(
    ("value", "methods"),
    [
        (["a"], ("a",)),
        ('["a"]', ("a",)),
        ([], ()),
        ("[]", ()),
        ("a", None),
        (1, None),
        ("{}", None),
    ],
)
def test_a_list_may_stand_in_a_text(value: object, methods: tuple[str, ...] | None) -> None:
    """As docs/reference/authing.md §5.5 shows it; anything else is not known."""
    row = {"challengeBindingMethods": value, "associationFields": value}
    found = live_connection(row, "", "own")
    assert (methods, methods) == (found.methods, found.association_fields)


def test_a_long_key_is_cut() -> None:
    """It is a stranger's."""
    assert ("k" * 40,) == live_connection({"fields": {"k" * 50: 1}}, "", "own").other_keys
