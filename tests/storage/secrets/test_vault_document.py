"""What is in a vault: whole, or told as damaged or newer."""

import json

import pytest

from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.vault_document import (
    MAX_RECIPIENTS,
    NoDocument,
    VaultDocument,
    VaultEntry,
    read_document,
    write_document,
)

SECRETS = {
    VaultEntry("p1", "secret"): Secret("one"),
    VaultEntry("p1", "backend.app_secret"): Secret("two"),
    VaultEntry("p2", "secret"): Secret("密 😀"),
}


def text(**changes: object) -> bytes:
    """A sound document but for `changes`."""
    raw = {"format": "wecom-console-vault/1", "recipients": ["age1x"], "secrets": {}}
    return json.dumps(raw | changes).encode()


def test_what_is_written_is_read_again() -> None:
    """Every field of every profile, and for whom it is, in their order."""
    document = VaultDocument(SECRETS, ("age1b", "age1a"))
    written = write_document(document)
    assert document == read_document(written)
    assert written.isascii()


def test_an_empty_vault_is_one() -> None:
    """Also where it does not say that it is empty."""
    bare = b'{"format": "wecom-console-vault/1"}'
    assert (VaultDocument(), VaultDocument()) == (
        read_document(write_document(VaultDocument())),
        read_document(bare),
    )


@pytest.mark.parametrize(
    ("format", "kind"),
    [
        ("wecom-console-vault/2", "newer"),
        ("wecom-console-vault/10", "newer"),
        ("wecom-console-vault/999999999", "newer"),
        ("wecom-console-vault/1000000000", "damaged"),
        ("wecom-console-vault/0", "damaged"),
        ("wecom-console-vault/", "damaged"),
        ("wecom-console-vault/x", "damaged"),
        ("wecom-console-vault/٢", "damaged"),
        ("wecom-console-vault", "damaged"),
        ("wecom-console/2", "damaged"),
        (2, "damaged"),
        (None, "damaged"),
    ],
)
def test_only_a_later_version_of_ours_is_newer(format: object, kind: str) -> None:
    """Anything else was never one."""
    assert NoDocument(kind) == read_document(text(format=format))


@pytest.mark.parametrize(
    "changes",
    [
        {"recipients": "age1x"},
        {"recipients": ["age1x", 1]},
        {"recipients": ["age1x"] * (MAX_RECIPIENTS + 1)},
        {"secrets": []},
        {"secrets": {"p1": {"secret": "x"}, "p2": []}},
        {"secrets": {"p1": {"secret": "x", "other": 1}}},
    ],
)
def test_a_single_misfit_is_damage(changes: dict[str, object]) -> None:
    """What is read in part would be written back in part."""
    assert NoDocument("damaged") == read_document(text(**changes))


def test_as_many_recipients_as_there_may_be() -> None:
    """One more is too many."""
    found = read_document(text(recipients=["age1x"] * MAX_RECIPIENTS))
    assert isinstance(found, VaultDocument)


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b"[" * 100_000, b'"x"'])
def test_what_is_no_document_is_damaged(raw: bytes) -> None:
    """Never an exception."""
    assert NoDocument("damaged") == read_document(raw)
