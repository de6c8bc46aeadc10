"""Run by `test_secret_service.py` in a session with an unlocked GNOME keyring."""

from collections.abc import Iterator
from contextlib import closing

import pytest
import secretstorage

from storage.secrets.conformance import (
    FIELD,
    PROFILE,
    UnavailableConformance,
    WritingConformance,
)
from wecom_console.storage.secrets.keyring_store import KeyringStore
from wecom_console.storage.secrets.protocol import SecretStore


@pytest.fixture(autouse=True)
def unlocked_keyring() -> Iterator[None]:
    """Starts from one entry, and leaves none."""
    store = KeyringStore()
    store.put(PROFILE, FIELD, WritingConformance.held)
    yield
    with closing(secretstorage.dbus_init()) as bus:
        for item in secretstorage.search_items(bus, {"service": "wecom-console"}):
            if not item.is_locked():
                item.delete()


class TestUnlocked(WritingConformance):
    """The desktop after login."""

    @pytest.fixture
    def store(self) -> SecretStore:
        """The store as the program makes it."""
        return KeyringStore()

    def test_it_is_the_secret_service(self, store: SecretStore) -> None:
        """Not something else that happens to be there."""
        assert "keyring.backends.SecretService.Keyring" == store.status().params["backend"]


class TestThenLocked(UnavailableConformance):
    """Locked, with nobody to ask: last, because nothing here can unlock it again."""

    code = "secrets.locked"

    @pytest.fixture
    def store(self) -> SecretStore:
        """The store after its user has locked the keyring."""
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_collection_by_alias(bus, "default").lock()
        return KeyringStore()
