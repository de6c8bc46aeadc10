"""The vault as a use case: making one with what the keyring holds, giving it another key, and
taking it away again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wecom_console.domain.secrets import Secret
from wecom_console.services.context import Services
from wecom_console.services.profiles.secrets import kept_fields
from wecom_console.storage.secrets.protocol import SecretsUnavailable
from wecom_console.storage.secrets.vault_document import VaultEntry
from wecom_console.storage.secrets.vault_store import OpenVault, Seal


@dataclass(frozen=True, slots=True)
class VaultMade:
    """There is a vault now. `taken` secrets were copied from the keyring, `left` could not be, for
    the reason `why`."""

    taken: int
    left: int = 0
    why: SecretsUnavailable | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """What taking the vault away would do: `moving` secrets go into the keyring, `losing` are lost.
    `shut`: why it cannot be opened; it is then set aside as it is."""

    opened: OpenVault | None
    moving: int = 0
    losing: int = 0
    shut: SecretsUnavailable | None = None

    @property
    def needs_consent(self) -> bool:
        """Whether somebody should say yes to it."""
        return self.shut is not None or bool(self.moving or self.losing)


@dataclass(frozen=True, slots=True)
class VaultGone:
    """There is no vault any more. `kept` is where an unopened one lies now."""

    moved: int = 0
    kept: Path | None = None


class VaultService:
    """Every call may block (scrypt, keyring, another process that writes)."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._vault = services.vault

    def create(self, lock: Seal) -> VaultMade | SecretsUnavailable:
        """Make the vault. What the keyring holds is copied and stays there too, unused: whoever
        loses the vault's key has lost nothing that was there before. Raises StoreUnavailable."""
        self._services.profiles.finish()
        wanted = tuple(self._entries())
        found: dict[VaultEntry, Secret] = {}
        why: SecretsUnavailable | None = None
        left = 0
        for entry in wanted:
            secret = why or self._services.keyring.get(*entry)
            if isinstance(secret, SecretsUnavailable):
                why, left = secret, left + 1
            elif secret is not None:
                found[entry] = secret
        return self._vault.create(lock, found) or VaultMade(len(found), left, why)

    def unlock(self, passphrase: Secret) -> SecretsUnavailable | None:
        """Open it for this process; what waited in the session's memory goes into it."""
        refused = self._vault.unlock(passphrase)
        if refused is None:
            self._services.secrets.settle()
        return refused

    def rekey(self, lock: Seal) -> SecretsUnavailable | None:
        """Lock it with another key."""
        return self._vault.relock(lock)

    def plan_removal(self) -> Removal:
        """Look, and change nothing."""
        opened = self._vault.open()
        if isinstance(opened, SecretsUnavailable):
            return Removal(None, shut=opened)
        count = len(opened.document.secrets)
        if count and self._services.keyring.status().available:
            return Removal(opened, moving=count)
        return Removal(opened, losing=count)

    def remove(self, plan: Removal, *, at: float) -> VaultGone | SecretsUnavailable:
        """Do as planned. Where the keyring does not take a secret, the vault stays."""
        if plan.opened is None:
            kept = self._vault.set_aside(at=at)
            return kept if isinstance(kept, SecretsUnavailable) else VaultGone(kept=kept)
        if plan.moving:
            for entry, secret in plan.opened.document.secrets.items():
                if refused := self._services.keyring.put(*entry, secret):
                    return refused
        return self._vault.remove(plan.opened) or VaultGone(plan.moving)

    def _entries(self) -> Iterator[VaultEntry]:
        """The secrets that stored connections keep, those laid aside or removed lately too."""
        if not self._services.paths.database.exists():
            return
        store = self._services.store.profiles
        live = [one.id for one in self._services.profiles.list(archived=True)]
        removed = [row.id for row in store.deleted_before(float("inf"))]
        for profile_id in (*live, *removed):
            row = store.get(profile_id, even_deleted=True)
            if row is not None:
                for field in kept_fields(row):
                    place = self._services.store.claims.place_of(profile_id, field)
                    yield from (VaultEntry(profile_id, name) for name in {field, place})
