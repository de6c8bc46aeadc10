"""Run by `test_secret_service.py` in a session whose keyring was never created."""

import pytest

from storage.secrets.conformance import UnavailableConformance
from wecom_console.storage.secrets.keyring_store import KeyringStore
from wecom_console.storage.secrets.protocol import SecretsStanding, SecretStore


class TestUninitialised(UnavailableConformance):
    """The daemon runs, the default collection does not exist, there is no screen to ask on."""

    code = "secrets.not_initialised"

    @pytest.fixture
    def store(self) -> SecretStore:
        """The store as the program makes it."""
        return KeyringStore()

    def test_it_would_be_created(self, store: SecretStore) -> None:
        """By the desktop's own dialogue, when a secret is written."""
        assert SecretsStanding.NEW is store.status().standing
