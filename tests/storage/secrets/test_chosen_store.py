"""Vault or keyring (docs/adr/0003-vault.md): the one that is there, never both."""

from pathlib import Path

import pytest

from storage.secrets.fake_backends import MemoryBackend
from storage.secrets.vault_support import Desk
from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.chosen_store import ChosenStore
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.keeper import SecretKeeper
from wecom_console.storage.secrets.keyring_store import KeyringStore
from wecom_console.storage.secrets.protocol import SecretsUnavailable
from wecom_console.storage.secrets.session_store import SessionStore


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """With a key and no vault."""
    return Desk(tmp_path)


@pytest.fixture
def keyring() -> KeyringStore:
    """One that works."""
    backend = MemoryBackend()
    return KeyringStore(lambda: backend)


def test_without_a_vault_it_is_the_keyring(desk: Desk, keyring: KeyringStore) -> None:
    chosen = ChosenStore(desk.store(), keyring)
    chosen.put("p", "secret", Secret("x"))
    assert ("keyring", Secret("x"), False) == (
        chosen.kind,
        keyring.get("p", "secret"),
        desk.path.exists(),
    )


def test_a_vault_that_is_there_is_used_although_the_keyring_works(
    desk: Desk, keyring: KeyringStore
) -> None:
    """What the keyring holds does not shine through."""
    keyring.put("p", "secret", Secret("old"))
    chosen = ChosenStore(desk.made(), keyring)
    before = chosen.get("p", "secret")
    chosen.put("p", "secret", Secret("new"))
    assert ("vault", None, Secret("old"), Secret("new")) == (
        chosen.kind,
        before,
        keyring.get("p", "secret"),
        chosen.get("p", "secret"),
    )


def test_a_vault_that_does_not_open_is_not_replaced_by_the_keyring(
    desk: Desk, keyring: KeyringStore
) -> None:
    """Or the same connection would use one secret today and another tomorrow."""
    desk.made()
    keyring.put("p", "secret", Secret("old"))
    found = ChosenStore(desk.store(environment={}), keyring).get("p", "secret")
    assert isinstance(found, SecretsUnavailable)
    assert "secrets.vault_no_key" == found.code


def test_a_vault_that_is_made_meanwhile_counts(desk: Desk, keyring: KeyringStore) -> None:
    """A window that is open asks anew at every call."""
    chosen = ChosenStore(desk.store(), keyring)
    before = chosen.kind
    desk.made()
    assert ("keyring", "vault") == (before, chosen.kind)


def test_the_keeper_says_that_a_secret_went_into_the_vault(
    desk: Desk, keyring: KeyringStore
) -> None:
    keeper = SecretKeeper(ChosenStore(desk.made(), keyring), SessionStore(), EnvironmentStore({}))
    placement = keeper.put("p", "secret", Secret("x"))
    assert ("vault", "") == (placement.kind, placement.code)


def test_what_a_locked_vault_cannot_take_stays_in_memory(desk: Desk, keyring: KeyringStore) -> None:
    """With the reason, as for a keyring; it does not go into the keyring."""
    desk.made()
    chosen = ChosenStore(desk.store(environment={}), keyring)
    keeper = SecretKeeper(chosen, SessionStore(), EnvironmentStore({}))
    placement = keeper.put("p", "secret", Secret("x"))
    assert ("session", "secrets.vault_no_key", None) == (
        placement.kind,
        placement.params["reason"],
        keyring.get("p", "secret"),
    )
