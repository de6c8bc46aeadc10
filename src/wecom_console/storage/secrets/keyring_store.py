"""The operating system's keyring, one entry per (profile, field).

One secret per entry, because Windows' credential store holds 2,560 bytes an entry
(``CRED_MAX_CREDENTIAL_BLOB_SIZE``).
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol, TypeVar

from wecom_console.disk.regular_files import NotRegularError, read_regular
from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.keyring_errors import LOADING, classify, fault_types
from wecom_console.storage.secrets.protocol import (
    SecretPlace,
    SecretStoreStatus,
    SecretsUnavailable,
)
from wecom_console.storage.secrets.secret_service import secret_service_state

SERVICE: Final = "wecom-console"
_SETTINGS: Final = "keyringrc.cfg"
_MOST_SETTINGS: Final = 64 * 1024

_LINUX: Final = "keyring.backends.SecretService."
_CHAINER: Final = "keyring.backends.chainer.ChainerBackend"
_NULL: Final = "keyring.backends.null.Keyring"

AnswerT = TypeVar("AnswerT")


class KeyringBackend(Protocol):
    """What we use of a keyring's back end."""

    def get_password(self, service: str, username: str) -> str | None:
        """The entry's text."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Write the entry."""

    def delete_password(self, service: str, username: str) -> None:
        """Remove the entry."""


def find_backend() -> KeyringBackend:
    """The back end that keyring chooses on this system. Raises what keyring raises, and ValueError
    for settings of keyring's own that cannot be read."""
    # Imported here: costs 62-141 ms and may speak to the bus.
    import configparser

    import keyring
    from keyring.util import platform_

    _refuse_endless(platform_.config_root() / _SETTINGS)
    try:
        return keyring.get_keyring()
    except configparser.Error as broken:
        raise ValueError(_SETTINGS) from broken


def _refuse_endless(settings: Path) -> None:
    """keyring waits for a pipe's other end, and reads all that there is. What it does not find or
    may not read it leaves out."""
    try:
        size = len(read_regular(settings, _MOST_SETTINGS))
    except NotRegularError as found:
        if found.kind == "special":
            raise ValueError(_SETTINGS) from found
        return
    except OSError:
        return
    if size > _MOST_SETTINGS:
        raise ValueError(_SETTINGS)


class KeyringStore:
    """Maps every failure of a keyring to a value. Never hands a secret to a back end that would
    write it in the clear or drop it."""

    def __init__(self, find: Callable[[], KeyringBackend] = find_backend) -> None:
        self._find = find

    @property
    def kind(self) -> str:
        """``keyring``"""
        return "keyring"

    def status(self) -> SecretStoreStatus:
        """Whether secrets can be kept now, without opening an unlock prompt where that can be
        known otherwise (Secret Service)."""
        found = self._ask(_look)
        if isinstance(found, SecretsUnavailable):
            return SecretStoreStatus(
                self.kind, available=False, code=found.code, params=found.params
            )
        return SecretStoreStatus(self.kind, available=True, params={"backend": found})

    def get(self, profile_id: str, field: str) -> Secret | SecretsUnavailable | None:
        """The secret; None where there is none."""
        found = self._ask(lambda backend: backend.get_password(SERVICE, _entry(profile_id, field)))
        return Secret(found) if isinstance(found, str) else found

    def put(self, profile_id: str, field: str, secret: Secret) -> SecretsUnavailable | None:
        """Write the entry."""
        entry = _entry(profile_id, field)
        return self._ask(lambda backend: backend.set_password(SERVICE, entry, secret.reveal()))

    def put_all(self, secrets: Mapping[SecretPlace, Secret]) -> SecretsUnavailable | None:
        """One after the other, to the first refusal."""
        for place, secret in secrets.items():
            if refused := self.put(*place, secret):
                return refused
        return None

    def delete(self, profile_id: str, field: str) -> SecretsUnavailable | None:
        """Remove the entry; removing one that is not there is no failure."""
        entry = _entry(profile_id, field)
        return self._ask(lambda backend: _remove(backend, entry))

    def _ask(self, question: Callable[[KeyringBackend], AnswerT]) -> AnswerT | SecretsUnavailable:
        """The back end's answer, or what was in the way of it."""
        try:
            backend = self._backend()
            return backend if isinstance(backend, SecretsUnavailable) else question(backend)
        except fault_types() as error:
            return classify(error)

    def _backend(self) -> KeyringBackend | SecretsUnavailable:
        """The back end, or why it is not used. Of several chained ones the first alone: the
        chain would go on to a plaintext file."""
        try:
            backend = self._find()
        except LOADING as error:
            return SecretsUnavailable("secrets.backend_broken", {"error": type(error).__name__})
        if _name_of(backend) == _CHAINER:
            chained: list[KeyringBackend] = getattr(backend, "backends", [])
            backend = chained[0] if chained else backend
        name = _name_of(backend)
        if name.startswith("keyrings.alt.") or "plaintext" in name.lower():
            return SecretsUnavailable("secrets.plaintext_refused", {"backend": name})
        if name == _NULL:
            return SecretsUnavailable("secrets.null_refused", {"backend": name})
        return backend


def _look(backend: KeyringBackend) -> str | SecretsUnavailable:
    """The name of a back end that answers."""
    name = _name_of(backend)
    if name.startswith(_LINUX):
        return secret_service_state() or name
    backend.get_password(SERVICE, "status")
    return name


def _remove(backend: KeyringBackend, entry: str) -> None:
    if backend.get_password(SERVICE, entry) is not None:
        backend.delete_password(SERVICE, entry)


def _entry(profile_id: str, field: str) -> str:
    return f"{profile_id}/{field}"


def _name_of(backend: object) -> str:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"
