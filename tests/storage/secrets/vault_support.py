"""A desk with a key and, once made, a vault."""

from collections.abc import Callable, Mapping
from pathlib import Path

from architecture.seeded_keys import age_identity
from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.vault_keys import KEY_FILE, VaultKeys
from wecom_console.storage.secrets.vault_store import VaultStore


class Desk:
    """A data directory, and a key file that only its owner reads."""

    def __init__(self, folder: Path) -> None:
        identity = age_identity("own")
        self.identity, self.recipient = str(identity), str(identity.to_public())
        self.path = folder / "data" / "secrets.age"
        self.key_file = folder / "key.txt"
        self.key_file.write_text(f"# ours\n{identity}\n", encoding="utf-8")
        self.key_file.chmod(0o600)
        self.environment = {KEY_FILE: str(self.key_file)}

    def store(
        self,
        *,
        environment: Mapping[str, str] | None = None,
        ask: Callable[[], Secret] | None = None,
        timeout_s: float = 30.0,
    ) -> VaultStore:
        """As another process would open it."""
        chosen = self.environment if environment is None else environment
        return VaultStore(self.path, VaultKeys(chosen, ask), timeout_s=timeout_s)

    def made(self) -> VaultStore:
        """The vault, made for the desk's key."""
        store = self.store()
        assert store.create((self.recipient,), {}) is None
        return store
