"""A secret cannot get out by accident, and a reference is exactly what it spells."""

import copy
import json
import pickle

import pytest
from hypothesis import given

from domain.samples import SECRET_TEXT
from domain.strategies import any_text
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef, SecretSource


@pytest.mark.parametrize("tell", [str, repr, "{}".format, "{!r:>60}".format, lambda s: f"{s}"])
def test_no_way_of_printing_shows_a_secret(tell: object) -> None:
    """Only its length is told."""
    assert callable(tell)
    assert tell(Secret(SECRET_TEXT)).strip() == "Secret(<43 characters>)"


@pytest.mark.parametrize("write", [pickle.dumps, copy.deepcopy, json.dumps])
def test_a_secret_is_not_written_down(write: object) -> None:
    """Serialising one is an error that does not quote it."""
    assert callable(write)
    with pytest.raises(TypeError) as caught:
        write(Secret(SECRET_TEXT))
    assert SECRET_TEXT not in str(caught.value)


def test_secrets_are_compared_by_their_text() -> None:
    """Equal texts are equal secrets, and a text is not a secret."""
    assert (Secret("a") == Secret("a"), Secret("a") == Secret("b"), Secret("a") == "a") == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("keyring:", KEYRING),
        ("env:ACME", SecretRef(SecretSource.ENV, "ACME")),
        ("file:dir/secret.txt", SecretRef(SecretSource.FILE, "dir/secret.txt")),
        ("keyring:x", None),
        ("env:", None),
        ("file:", None),
        ("KEYRING:", None),
        ("", None),
        (SECRET_TEXT, None),
    ],
)
def test_a_reference_is_parsed_or_refused(text: str, expected: SecretRef | None) -> None:
    """Three sources, each with or without a name as it needs one."""
    assert SecretRef.parse(text) == expected


@given(any_text)
def test_a_parsed_reference_spells_its_text(text: str) -> None:
    """Parsing and writing is the identity wherever parsing succeeds."""
    reference = SecretRef.parse(text)
    assert reference is None or str(reference) == text
