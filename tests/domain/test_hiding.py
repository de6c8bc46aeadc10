"""What looks like a secret and is in the clear is not shown."""

import pytest

from domain.samples import SECRET_TEXT, altered
from wecom_console.domain.fields import FIELDS, SECRET_PATHS, Kind
from wecom_console.domain.hiding import HIDDEN, hidden_fields, hide, hide_note, with_hidden
from wecom_console.domain.raw import get_value

CLEAR = [spec.path for spec in FIELDS if spec.kind is not Kind.SECRET and spec.path != "accept"]


@pytest.mark.parametrize("path", CLEAR)
def test_a_secret_in_any_plain_field_is_hidden(path: str) -> None:
    """Whatever kind of value the field has."""
    raw = altered((path, SECRET_TEXT))
    assert ((path,), HIDDEN) == (hidden_fields(raw), get_value(with_hidden(raw), path))


@pytest.mark.parametrize("path", SECRET_PATHS)
def test_a_secret_behind_a_reference_is_hidden(path: str) -> None:
    """Which kind of reference it is may be told."""
    assert f"file:{HIDDEN}" == hide(path, f"file:{SECRET_TEXT}")
    assert "env:ACME_SECRET" == hide(path, "env:ACME_SECRET")


def test_of_a_list_only_the_entry_is_hidden() -> None:
    """The others may be told."""
    assert ["mobile", HIDDEN] == hide("tags", ["mobile", SECRET_TEXT])


def test_a_password_in_an_address_is_hidden() -> None:
    """Where it leads may be told."""
    assert f"http://{HIDDEN}@proxy:8080" == hide("network.proxy", "http://u:pw@proxy:8080")


def test_what_is_sound_is_shown() -> None:
    """A digest is no secret, nor is a list that is a tuple."""
    raw = altered(("tags", ("a", "b")))
    assert ((), raw) == (hidden_fields(raw), with_hidden(raw))


def test_what_was_accepted_is_shown() -> None:
    """Who knows better has said so."""
    raw = altered(("display_name", SECRET_TEXT), ("accept", ["value.is_secret"]))
    assert raw == with_hidden(raw)
    assert SECRET_TEXT == hide_note(SECRET_TEXT, raw)


@pytest.mark.parametrize("accepted", [None, 7, "value.is_secret", {}, [None, 10**5000]])
def test_a_list_of_what_is_accepted_that_is_none_accepts_nothing(accepted: object) -> None:
    """A damaged document may hold anything."""
    raw = altered(("display_name", SECRET_TEXT), ("accept", accepted))
    assert ("display_name",) == hidden_fields(raw)
    assert HIDDEN == hide_note(f"it is {SECRET_TEXT}", raw)


def test_what_was_accepted_of_one_field_is_shown_of_that_alone() -> None:
    """Another field may hold a real one."""
    raw = altered(
        ("display_name", SECRET_TEXT),
        ("backend.organization", SECRET_TEXT),
        ("accept", ["value.is_secret:display_name"]),
    )
    assert ("backend.organization",) == hidden_fields(raw)


def test_a_long_address_is_gone_through_once() -> None:
    """By the square half a million colons would last."""
    address = "@http://" + ":" * 500_000
    assert address == hide("backend.host", address)
