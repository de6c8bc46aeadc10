"""Run by `test_secret_service.py` in an environment without a session bus."""

import pytest

from storage.secrets.conformance import UnavailableConformance
from wecom_console.storage.secrets.keyring_store import KeyringStore
from wecom_console.storage.secrets.protocol import SecretStore


class TestWithoutBus(UnavailableConformance):
    """As over ssh, in a container, in CI."""

    code = "secrets.no_keyring"

    @pytest.fixture
    def store(self) -> SecretStore:
        """The store as the program makes it."""
        return KeyringStore()
