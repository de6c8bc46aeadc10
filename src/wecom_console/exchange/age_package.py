"""Encrypted packages: plain age files (age-encryption.org/v1) around a config file.

Any age tool opens them. Inside, and nowhere else, a secret may be written out: its place in a
package says that it goes into the keyring of whoever opens it.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyrage
import tomli_w

from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value, set_value
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef
from wecom_console.exchange.config_file import AGE_BEGINNINGS
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.formats.layout import document_of

SUFFIX: Final = ".age"
_SCRYPT: Final = b"\n-> scrypt "
_HEADER_LOOK: Final = 4_096
_SSH: Final = ("ssh-ed25519 ", "ssh-rsa ")


@dataclass(frozen=True, slots=True)
class PackageKey:
    """What opens a package: a passphrase, or the text of a file of identities (age's own keys, or
    one SSH private key without a passphrase)."""

    passphrase: Secret | None = field(default=None, repr=False)
    identities: Secret | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class BadRecipient:
    """Which recipient, counted from 1, is none. Its text is not repeated: it may be a secret key
    that was pasted in the wrong place."""

    position: int


def is_package(data: bytes) -> bool:
    """Whether this is the beginning of an age file."""
    return data.startswith(AGE_BEGINNINGS)


def needs_passphrase(data: bytes) -> bool:
    """Whether a passphrase opens the package; identities otherwise."""
    head = data[:_HEADER_LOOK]
    if head.startswith(AGE_BEGINNINGS[1]):
        body = b"".join(head.splitlines()[1:])
        try:
            head = base64.b64decode(body[: len(body) // 4 * 4])
        except (binascii.Error, ValueError):
            return False
    return _SCRYPT in head


def package_text(profiles: Sequence[Profile], secrets: Sequence[Mapping[str, Secret]]) -> bytes:
    """What goes into a package: the config file, with these secrets (one mapping a profile, by
    dotted path) in place of their references."""
    document = document_of(profiles)
    listed: Any = document["connections"]
    for place, own in enumerate(secrets):
        for path, secret in own.items():
            listed[place] = set_value(listed[place], path, secret.reveal())
    return tomli_w.dumps(document).encode("utf-8")


def take_literals(raw: object) -> tuple[object, dict[str, Secret]]:
    """A connection of a package with ``keyring:`` in place of each secret that is written out, and
    those secrets by dotted path."""
    secrets: dict[str, Secret] = {}
    if not isinstance(raw, Mapping):
        return raw, secrets
    result: dict[str, object] = dict(raw)
    for path in SECRET_PATHS:
        value = get_value(result, path)
        if isinstance(value, str) and value and SecretRef.parse(value) is None:
            secrets[path] = Secret(value)
            result = set_value(result, path, str(KEYRING))
    return result, secrets


def is_recipient(line: str) -> bool:
    """Whether this is a public key that a package can be encrypted to."""
    return _recipient(line) is not None


def seal(text: bytes, recipients: Sequence[str], *, armored: bool = False) -> bytes | BadRecipient:
    """The package for all of `recipients`: age (``age1…``) or SSH public keys."""
    keys = [_recipient(line) for line in recipients]
    if None in keys:
        return BadRecipient(keys.index(None) + 1)
    return bytes(pyrage.encrypt(text, keys, armored=armored))


def seal_with_passphrase(text: bytes, passphrase: Secret, *, armored: bool = False) -> bytes:
    """The package for whoever knows the passphrase. Deliberately slow (scrypt)."""
    return bytes(pyrage.passphrase.encrypt(text, passphrase.reveal(), armored=armored))


def open_package(path: Path, data: bytes, key: PackageKey) -> bytes | FileProblem:
    """What is inside; or why not, with `kind` ``passphrase`` or ``identity`` for what is missing,
    ``wrong_passphrase``, ``wrong_identity``, ``bad_identity``, ``damaged``."""
    if needs_passphrase(data):
        if key.passphrase is None:
            return FileProblem(path, "file.package", {"kind": "passphrase"})
        try:
            return bytes(pyrage.passphrase.decrypt(data, key.passphrase.reveal()))
        except pyrage.DecryptError as error:
            return _undecrypted(path, error, "wrong_passphrase")
    if key.identities is None:
        return FileProblem(path, "file.package", {"kind": "identity"})
    identities = _identities(key.identities.reveal())
    if not identities:
        return FileProblem(path, "file.package", {"kind": "bad_identity"})
    try:
        return bytes(pyrage.decrypt(data, identities))
    except pyrage.DecryptError as error:
        return _undecrypted(path, error, "wrong_identity")


def recipients_of(text: str) -> tuple[str, ...]:
    """The recipients of a file with one a line; ``#`` begins a comment."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _recipient(line: str) -> Any:
    kind = pyrage.ssh.Recipient if line.startswith(_SSH) else pyrage.x25519.Recipient
    try:
        return kind.from_str(line)
    except pyrage.RecipientError:
        return None


def _undecrypted(path: Path, error: Exception, wrong: str) -> FileProblem:
    """The library tells a key that does not fit from a file that is broken in its text alone."""
    said = str(error).lower()
    is_key = said in ("decryption failed", "no matching keys found")
    return FileProblem(path, "file.package", {"kind": wrong if is_key else "damaged"})


def _identities(text: str) -> list[Any]:
    try:
        if "PRIVATE KEY-----" in text:
            return [pyrage.ssh.Identity.from_buffer(text.encode("utf-8"))]
        return [pyrage.x25519.Identity.from_str(line) for line in recipients_of(text)]
    except pyrage.IdentityError:
        return []
