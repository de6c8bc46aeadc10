"""The keyring with the session's memory behind it."""

import keyring.errors
import pytest

from storage.secrets.fake_backends import MemoryBackend, RaisingBackend
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef, SecretSource
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.keeper import SecretKeeper, SecretPlacement
from wecom_console.storage.secrets.keyring_store import KeyringBackend, KeyringStore
from wecom_console.storage.secrets.session_store import SessionStore

LOCKED = RaisingBackend(keyring.errors.KeyringLocked("locked"))


class Switchable:
    """A keyring that its user locks and unlocks."""

    def __init__(self) -> None:
        self.memory = MemoryBackend()
        self.is_locked = False

    def __call__(self) -> KeyringBackend:
        return LOCKED if self.is_locked else self.memory


@pytest.fixture
def system() -> Switchable:
    """Unlocked and empty."""
    return Switchable()


@pytest.fixture
def keeper(system: Switchable) -> SecretKeeper:
    """Over that keyring."""
    environment = EnvironmentStore({"ACME": "from env"})
    return SecretKeeper(KeyringStore(system), SessionStore(), environment)


def test_a_secret_goes_into_the_keyring(keeper: SecretKeeper) -> None:
    """Which has nothing to explain."""
    assert SecretPlacement("secret", "keyring") == keeper.put("p", "secret", Secret("x"))


def test_without_a_keyring_it_stays_in_memory_and_says_so(
    keeper: SecretKeeper, system: Switchable
) -> None:
    """With the reason; never in a file by silence."""
    system.is_locked = True
    placement = keeper.put("p", "secret", Secret("x"))
    assert ("session", "secrets.kept_for_session", "secrets.locked") == (
        placement.kind,
        placement.code,
        placement.params["reason"],
    )


def test_what_is_in_memory_is_used(keeper: SecretKeeper, system: Switchable) -> None:
    """A test run works without a keyring."""
    system.is_locked = True
    keeper.put("p", "secret", Secret("x"))
    assert (Secret("x"), True) == (
        keeper.get("p", "secret"),
        keeper.is_for_session_only("p", "secret"),
    )


def test_what_waited_in_memory_goes_into_the_keyring_once_it_is_unlocked(
    keeper: SecretKeeper, system: Switchable
) -> None:
    """It was meant for there, in place of what lay there before."""
    keeper.put("p", "secret", Secret("old"))
    system.is_locked = True
    keeper.put("p", "secret", Secret("new"))
    system.is_locked = False
    status = keeper.settle()
    assert (True, "new", False) == (
        status.available,
        system.memory.entries["wecom-console", "p/secret"],
        keeper.is_for_session_only("p", "secret"),
    )


def test_what_waits_in_memory_stays_there_while_the_keyring_is_locked(
    keeper: SecretKeeper, system: Switchable
) -> None:
    """Nothing is lost by looking."""
    system.is_locked = True
    keeper.put("p", "secret", Secret("x"))
    keeper.settle()
    assert Secret("x") == keeper.get("p", "secret")


def test_what_was_typed_last_counts(keeper: SecretKeeper, system: Switchable) -> None:
    """The memory's secret is newer than the keyring's, also when that opens again."""
    keeper.put("p", "secret", Secret("old"))
    system.is_locked = True
    keeper.put("p", "secret", Secret("new"))
    system.is_locked = False
    assert Secret("new") == keeper.get("p", "secret")


def test_the_keyring_takes_over_when_it_opens(keeper: SecretKeeper, system: Switchable) -> None:
    """Setting the secret again leaves nothing in memory."""
    system.is_locked = True
    keeper.put("p", "secret", Secret("one"))
    system.is_locked = False
    keeper.put("p", "secret", Secret("two"))
    assert (Secret("two"), False) == (
        keeper.get("p", "secret"),
        keeper.is_for_session_only("p", "secret"),
    )


def test_a_deleted_secret_is_gone_from_both(keeper: SecretKeeper, system: Switchable) -> None:
    """From the memory in any case."""
    keeper.put("p", "secret", Secret("old"))
    system.is_locked = True
    keeper.put("p", "secret", Secret("new"))
    system.is_locked = False
    keeper.delete("p", "secret")
    assert keeper.get("p", "secret") is None


def test_a_delete_that_the_keyring_refuses_is_told(
    keeper: SecretKeeper, system: Switchable
) -> None:
    """So that it can be tried again."""
    keeper.put("p", "secret", Secret("old"))
    system.is_locked = True
    refused = keeper.delete("p", "secret")
    assert refused is not None
    assert "secrets.locked" == refused.code


@pytest.mark.parametrize(
    ("ref", "secret"),
    [(KEYRING, Secret("kept")), (SecretRef(SecretSource.ENV, "ACME"), Secret("from env"))],
)
def test_it_resolves_references(keeper: SecretKeeper, ref: SecretRef, secret: Secret) -> None:
    """By whatever store they name."""
    keeper.put("p", "secret", Secret("kept"))
    assert secret == keeper.resolve(ref, profile_id="p", field="secret")


def test_its_status_is_the_keyrings(keeper: SecretKeeper, system: Switchable) -> None:
    """The memory is always there and says nothing about tomorrow."""
    system.is_locked = True
    assert (False, "secrets.locked") == (keeper.status().available, keeper.status().code)
