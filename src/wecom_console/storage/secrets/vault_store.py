"""The vault: secrets in one age file of the data directory, for systems without a keyring.

It is opened once a process (scrypt takes a second or more on purpose) and again only when the file
has become another. A write begins with the file as it is then, alone with it, and replaces it as a
whole; one that could not be read is never written over.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from wecom_console.age_file import (
    BEGINNINGS,
    BadRecipient,
    NotOpened,
    needs_passphrase,
    open_with_identities,
    open_with_passphrase,
    public_keys,
    seal,
    seal_with_passphrase,
)
from wecom_console.disk.regular_files import read_regular
from wecom_console.domain.secrets import Secret
from wecom_console.storage.files import name_set_aside, write_atomically
from wecom_console.storage.secrets.protocol import (
    SecretPlace,
    SecretStoreStatus,
    SecretsUnavailable,
)
from wecom_console.storage.secrets.vault_document import (
    MAX_BYTES,
    NoDocument,
    VaultDocument,
    VaultEntry,
    read_document,
    write_document,
)
from wecom_console.storage.secrets.vault_keys import KEY_FILE, VaultKeys
from wecom_console.storage.secrets.vault_lock import TIMEOUT_S, alone_with, not_written

Seal = Secret | Sequence[str]
"""How a vault is locked: with a passphrase, or for recipients."""

_TOLD: Final = {
    "wrong_passphrase": "secrets.vault_wrong_passphrase",
    "wrong_identity": "secrets.vault_wrong_key",
    "bad_identity": "secrets.vault_bad_key",
    "costly": "secrets.vault_costly",
    "damaged": "secrets.vault_damaged",
    "newer": "secrets.vault_newer",
}


@dataclass(frozen=True, slots=True)
class OpenVault:
    """A vault as it was found: its content, and the passphrase that opens it, if one does."""

    digest: bytes
    document: VaultDocument
    passphrase: Secret | None = None


class VaultStore:
    """One per process. Threads may share it; each waits for the other's scrypt."""

    def __init__(self, path: Path, keys: VaultKeys, *, timeout_s: float = TIMEOUT_S) -> None:
        self._path = path
        self._keys = keys
        self._timeout_s = timeout_s
        self._guard = threading.RLock()
        self._opened: OpenVault | None = None
        self._shut: tuple[bytes, Secret, SecretsUnavailable] | None = None

    @property
    def kind(self) -> str:
        """``vault``"""
        return "vault"

    @property
    def path(self) -> Path:
        """The file, whether or not it is there."""
        return self._path

    @property
    def exists(self) -> bool:
        """Whether somebody has made one; also where it cannot be read."""
        return os.path.lexists(self._path)

    @property
    def keys(self) -> VaultKeys:
        """What this process can open it with."""
        return self._keys

    @property
    def locked_with(self) -> str:
        """``passphrase`` or ``key``; nothing where that cannot be seen."""
        data = self._read()
        if isinstance(data, SecretsUnavailable):
            return ""
        return "passphrase" if needs_passphrase(data) else "key"

    def status(self) -> SecretStoreStatus:
        """Whether it opens with what this process has. Slow the first time (scrypt)."""
        found = self.open(may_ask=False)
        if isinstance(found, SecretsUnavailable):
            return SecretStoreStatus(
                self.kind, available=False, code=found.code, params=found.params
            )
        return SecretStoreStatus(self.kind, available=True, params={"backend": self._path.name})

    def open(self, *, may_ask: bool = True) -> OpenVault | SecretsUnavailable:
        """The vault as it is now."""
        with self._guard:
            data = self._read()
            return (
                data if isinstance(data, SecretsUnavailable) else self._open(data, may_ask=may_ask)
            )

    def unlock(self, passphrase: Secret) -> SecretsUnavailable | None:
        """Open it with a passphrase that was typed. One that does not open it is forgotten: the
        vault stays locked."""
        with self._guard:
            self._keys.give(passphrase)
            found = self.open()
            if isinstance(found, SecretsUnavailable):
                self._keys.give(None)
                return found
            return None

    def get(self, profile_id: str, field: str) -> Secret | SecretsUnavailable | None:
        """The secret; None where there is none."""
        found = self.open()
        if isinstance(found, SecretsUnavailable):
            return found
        return found.document.secrets.get(VaultEntry(profile_id, field))

    def put(self, profile_id: str, field: str, secret: Secret) -> SecretsUnavailable | None:
        """Keep it, and what others have put in meanwhile."""
        return self._change(lambda held: {**held, VaultEntry(profile_id, field): secret})

    def put_all(self, secrets: Mapping[SecretPlace, Secret]) -> SecretsUnavailable | None:
        """All of them in one write."""
        added = {VaultEntry(*place): secret for place, secret in secrets.items()}
        return self._change(lambda held: {**held, **added})

    def delete(self, profile_id: str, field: str) -> SecretsUnavailable | None:
        """Forget it; one that is not there is no failure, and nothing is written for it."""
        gone = VaultEntry(profile_id, field)
        return self._change(lambda held: {e: s for e, s in held.items() if e != gone})

    def create(self, lock: Seal, secrets: Mapping[VaultEntry, Secret]) -> SecretsUnavailable | None:
        """Make the vault with these secrets in it. ``secrets.vault_exists`` where there is one;
        refused also where this process names a key and that would not open it."""
        document = VaultDocument(secrets, () if isinstance(lock, Secret) else tuple(lock))
        with self._guard, alone_with(self._path, timeout_s=self._timeout_s) as refused:
            if refused is None and self.exists:
                refused = self._say("secrets.vault_exists")
            return refused or self._write(document, lock, is_new=True)

    def relock(self, lock: Seal) -> SecretsUnavailable | None:
        """Lock it anew: what opened it does not open it any more, unless it is among the new."""
        recipients = () if isinstance(lock, Secret) else tuple(lock)
        return self._rewrite(lambda opened: replace(opened.document, recipients=recipients), lock)

    def remove(self, seen: OpenVault) -> SecretsUnavailable | None:
        """Delete the file, with what was seen in it; ``secrets.vault_changed`` where that is not
        what it holds now."""
        return self._take_away(self._path.unlink, seen)

    def set_aside(self, *, at: float) -> Path | SecretsUnavailable:
        """Rename the file, for one that nobody can open; its new name."""
        kept = name_set_aside(self._path, at=at, why="removed")
        return self._take_away(lambda: self._path.rename(kept)) or kept

    # --- reading -------------------------------------------------------------------------------

    def _read(self) -> bytes | SecretsUnavailable:
        try:
            data = read_regular(self._path, MAX_BYTES)
        except OSError as error:
            return self._say(
                "secrets.vault_unreadable", reason=error.strerror or type(error).__name__
            )
        is_ours = data.startswith(BEGINNINGS) and len(data) <= MAX_BYTES
        return data if is_ours else self._say("secrets.vault_damaged")

    def _open(self, data: bytes, *, may_ask: bool) -> OpenVault | SecretsUnavailable:
        digest = hashlib.sha256(data).digest()
        if self._opened is not None and self._opened.digest == digest:
            return self._opened
        is_typed = needs_passphrase(data)
        key = self._keys.passphrase(may_ask=may_ask) if is_typed else self._keys.identities()
        if isinstance(key, SecretsUnavailable):
            return key
        if self._shut is not None and self._shut[:2] == (digest, key):
            return self._shut[2]
        text = open_with_passphrase(data, key) if is_typed else open_with_identities(data, key)
        document = text if isinstance(text, NotOpened) else read_document(text)
        if isinstance(document, NotOpened | NoDocument):
            told = self._say(_TOLD[document.kind], variable=KEY_FILE)
            self._shut = (digest, key, told)
            return told
        if not is_typed and not document.recipients:  # encrypted anew by another tool
            document = replace(document, recipients=public_keys(key))
        self._opened = OpenVault(digest, document, key if is_typed else None)
        return self._opened

    # --- writing -------------------------------------------------------------------------------

    def _change(
        self, change: Callable[[Mapping[VaultEntry, Secret]], Mapping[VaultEntry, Secret]]
    ) -> SecretsUnavailable | None:
        with self._guard:
            found = self.open()
            if isinstance(found, SecretsUnavailable):
                return found
            if change(found.document.secrets) == found.document.secrets:
                return None
            return self._rewrite(
                lambda now: replace(now.document, secrets=change(now.document.secrets))
            )

    def _rewrite(
        self, change: Callable[[OpenVault], VaultDocument], lock: Seal | None = None
    ) -> SecretsUnavailable | None:
        """Alone with the file: read it again, change that, put it in place."""
        with self._guard:
            found = self.open()  # whoever is asked for a passphrase keeps nobody waiting
            if isinstance(found, SecretsUnavailable):
                return found
            with alone_with(self._path, timeout_s=self._timeout_s) as refused:
                now = refused or self.open()
                if isinstance(now, SecretsUnavailable):
                    return now
                return self._write(change(now), lock or now.passphrase or now.document.recipients)

    def _write(
        self, document: VaultDocument, lock: Seal, *, is_new: bool = False
    ) -> SecretsUnavailable | None:
        text = write_document(document)
        is_typed = isinstance(lock, Secret)
        data = seal_with_passphrase(text, lock) if isinstance(lock, Secret) else seal(text, lock)
        if isinstance(data, BadRecipient):
            if not data.position:
                return self._say("secrets.vault_many_recipients")
            return self._say("secrets.vault_bad_recipient", position=data.position)
        if len(data) > MAX_BYTES:
            return self._say("secrets.vault_full", limit_kib=MAX_BYTES // 1024)
        if is_new and not is_typed and (refused := self._shuts_out(data)):
            return refused
        try:
            write_atomically(self._path, data)
        except OSError as error:
            return not_written(self._path, error)
        passphrase = lock if isinstance(lock, Secret) else None
        self._opened = OpenVault(hashlib.sha256(data).digest(), document, passphrase)
        return None

    def _shuts_out(self, data: bytes) -> SecretsUnavailable | None:
        """Why the key that this process names would not open it; None also where it names none."""
        key = self._keys.identities()
        if isinstance(key, SecretsUnavailable):
            return None if key.code == "secrets.vault_no_key" else key
        opened = open_with_identities(data, key)
        if isinstance(opened, NotOpened):
            return self._say(_TOLD[opened.kind], variable=KEY_FILE)
        return None

    def _take_away(
        self, take: Callable[[], object], seen: OpenVault | None = None
    ) -> SecretsUnavailable | None:
        with self._guard, alone_with(self._path, timeout_s=self._timeout_s) as refused:
            if refused is not None:
                return refused
            if seen is not None and self.open() != seen:
                return self._say("secrets.vault_changed")
            try:
                take()
            except OSError as error:
                return not_written(self._path, error)
            self._opened = None
            return None

    def _say(self, code: str, **params: str | int) -> SecretsUnavailable:
        return SecretsUnavailable(code, {"file": str(self._path), **params})
