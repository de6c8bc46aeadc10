"""The stores that need no system service, held to what every store must do."""

from pathlib import Path

import pytest

from storage.secrets.conformance import (
    FIELD,
    PROFILE,
    ReadOnlyConformance,
    UnavailableConformance,
    WritingConformance,
)
from storage.secrets.fake_backends import MemoryBackend
from storage.secrets.vault_support import Desk
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.keyring_store import KeyringStore
from wecom_console.storage.secrets.protocol import SecretStore
from wecom_console.storage.secrets.session_store import SessionStore


class TestSessionStore(WritingConformance):
    """The session's memory."""

    @pytest.fixture
    def store(self) -> SecretStore:
        """Holds one secret."""
        store = SessionStore()
        store.put(PROFILE, FIELD, self.held)
        return store

    def test_it_does_not_show_what_it_holds(self, store: SecretStore) -> None:
        """In no repr."""
        assert "held" not in f"{store!r} {vars(store)}"


class TestKeyringStore(WritingConformance):
    """Over a back end that behaves."""

    @pytest.fixture
    def store(self) -> SecretStore:
        """Holds one secret."""
        backend = MemoryBackend()
        store = KeyringStore(lambda: backend)
        store.put(PROFILE, FIELD, self.held)
        return store


class TestEnvironmentStore(ReadOnlyConformance):
    """The variables of whoever started the program."""

    @pytest.fixture
    def store(self) -> SecretStore:
        """One variable is known to belong to a field."""
        environment = {"ACME_SECRET": "held", "OTHER": "x"}
        return EnvironmentStore(environment, {(PROFILE, FIELD): "ACME_SECRET"})


class TestVaultStore(WritingConformance):
    """Over a real file, opened with a key."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> SecretStore:
        """Holds one secret."""
        store = Desk(tmp_path).made()
        store.put(PROFILE, FIELD, self.held)
        return store

    def test_it_does_not_show_what_it_holds(self, store: SecretStore) -> None:
        """In no repr."""
        assert "held" not in f"{store!r} {vars(store)}"


class TestVaultWithoutItsKey(UnavailableConformance):
    """As on a server whose environment names none."""

    code = "secrets.vault_no_key"

    @pytest.fixture
    def store(self, tmp_path: Path) -> SecretStore:
        """A vault is there."""
        desk = Desk(tmp_path)
        desk.made()
        return desk.store(environment={})


class TestDamagedVault(UnavailableConformance):
    """A file that nothing opens."""

    code = "secrets.vault_damaged"

    @pytest.fixture
    def store(self, tmp_path: Path) -> SecretStore:
        """Half of one."""
        desk = Desk(tmp_path)
        desk.made()
        desk.path.write_bytes(desk.path.read_bytes()[:-20])
        return desk.store()
