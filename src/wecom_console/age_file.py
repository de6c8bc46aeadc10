"""age files (age-encryption.org/v1), whatever is in them: packages for other desks and the vault
of this one. Any age tool opens them.

Beside the packages, like `resource_files`: exchange and storage both need it and do not know each
other. pyrage is imported where something is sealed or opened, since most starts do neither.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from wecom_console.domain.secrets import Secret

BEGINNING: Final = b"age-encryption.org/v1\n"
ARMORED: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
BEGINNINGS: Final = (BEGINNING, ARMORED)

MOST_STANZAS: Final = 250
"""A stanza a recipient."""

HEADER_BYTES: Final = 24 * 1024
"""All stanzas together: 250 of age keys, or 30 of long RSA keys. pyrage's time grows with the
square of it: 24 KiB take a second, 400 KiB took 40."""

MOST_SCRYPT: Final = 20
"""The work factor's logarithm: each step doubles time and memory, 20 being a gigabyte."""

_SCRYPT: Final = re.compile(rb"\n-> scrypt ([^\n]*)")
_FACTOR: Final = re.compile(rb" \+?0*([0-9]+)")
_NO_BASE64: Final = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)
_STANZA: Final = b"\n-> "
_HEADER_END: Final = b"\n---"
_ARMOR_END: Final = b"-----END"
_HEADER_LOOK: Final = 4_096
_SSH: Final = ("ssh-ed25519 ", "ssh-rsa ")


@dataclass(frozen=True, slots=True)
class BadRecipient:
    """Which recipient, counted from 1, is none. Its text is not repeated: it may be a secret key
    that was pasted in the wrong place. 0: they are too many for a file that can be opened."""

    position: int


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Why a file stays shut: ``wrong_passphrase``, ``wrong_identity``, ``bad_identity`` (the key
    itself is none), ``costly`` (more recipients or a higher work factor than are tried),
    ``damaged``."""

    kind: str


def is_age_file(data: bytes) -> bool:
    """Whether this is the beginning of one."""
    return data.startswith(BEGINNINGS)


def needs_passphrase(data: bytes) -> bool:
    """Whether a passphrase opens the file; identities otherwise."""
    return _SCRYPT.search(_plain(data[:_HEADER_LOOK])) is not None


def is_recipient(line: str) -> bool:
    """Whether this is a public key that a file can be encrypted to."""
    return _recipient(line) is not None


def seal(text: bytes, recipients: Sequence[str], *, armored: bool = False) -> bytes | BadRecipient:
    """The file for all of `recipients`: age (``age1…``) or SSH public keys."""
    import pyrage

    keys = [_recipient(line) for line in recipients]
    if None in keys:
        return BadRecipient(keys.index(None) + 1)
    sealed = bytes(pyrage.encrypt(text, keys, armored=armored))
    return BadRecipient(0) if _is_costly(sealed) else sealed


def seal_with_passphrase(text: bytes, passphrase: Secret, *, armored: bool = False) -> bytes:
    """The file for whoever knows the passphrase. Deliberately slow (scrypt)."""
    import pyrage

    return bytes(pyrage.passphrase.encrypt(text, passphrase.reveal(), armored=armored))


def open_with_passphrase(data: bytes, passphrase: Secret) -> bytes | NotOpened:
    """What is inside. As slow as sealing was."""
    import pyrage

    if _is_costly(data):
        return NotOpened("costly")
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase.reveal()))
    except pyrage.DecryptError as error:
        return _not_opened(error, "wrong_passphrase")


def open_with_identities(data: bytes, identities: Secret) -> bytes | NotOpened:
    """What is inside, for the holder of one of `identities`: the text of a file of age's own keys,
    or one SSH private key without a passphrase."""
    import pyrage

    if _is_costly(data):
        return NotOpened("costly")
    keys = _identities(identities.reveal())
    if not keys:
        return NotOpened("bad_identity")
    try:
        return bytes(pyrage.decrypt(data, keys))
    except pyrage.DecryptError as error:
        return _not_opened(error, "wrong_identity")


def recipients_of(text: str) -> tuple[str, ...]:
    """The recipients of a file with one a line; ``#`` begins a comment."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def public_keys(identities: Secret) -> tuple[str, ...]:
    """The recipients that these identities open for; nothing where they are none."""
    text = identities.reveal()
    if _is_ssh(text):
        return _ssh_public_key(text) if _identities(text) else ()
    return tuple(str(identity.to_public()) for identity in _identities(text))


def _plain(data: bytes) -> bytes:
    """The file without its armor, whatever stands among it that is no base64."""
    if not data.startswith(ARMORED):
        return data
    body = data[len(ARMORED) :].partition(_ARMOR_END)[0].translate(None, _NO_BASE64)
    whole = len(body) - (len(body) % 4 == 1)  # one character alone stands for nothing
    return base64.b64decode(body[:whole] + b"=" * (-whole % 4))


def _is_costly(data: bytes) -> bool:
    """Whether opening it would take more of this computer than a file from outside may."""
    header = _plain(data).partition(_HEADER_END)[0]
    if len(header) > HEADER_BYTES or header.count(_STANZA) > MOST_STANZAS:
        return True
    factors = (one for line in _SCRYPT.findall(header) for one in _FACTOR.findall(line))
    return any(len(one) > 2 or int(one) > MOST_SCRYPT for one in factors)


def _recipient(line: str) -> Any:
    import pyrage

    kind = pyrage.ssh.Recipient if line.startswith(_SSH) else pyrage.x25519.Recipient
    try:
        return kind.from_str(line)
    except pyrage.RecipientError:
        return None


def _not_opened(error: Exception, wrong: str) -> NotOpened:
    """The library tells a key that does not fit from a file that is broken in its text alone."""
    said = str(error).lower()
    is_key = said in ("decryption failed", "no matching keys found")
    return NotOpened(wrong if is_key else "damaged")


def _is_ssh(text: str) -> bool:
    return "PRIVATE KEY-----" in text


def _identities(text: str) -> list[Any]:
    import pyrage

    try:
        if _is_ssh(text):
            return [pyrage.ssh.Identity.from_buffer(text.encode("utf-8"))]
        return [pyrage.x25519.Identity.from_str(line) for line in recipients_of(text)]
    except pyrage.IdentityError:
        return []


def _ssh_public_key(text: str) -> tuple[str, ...]:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization as form

    data = text.encode("utf-8")
    load = form.load_ssh_private_key if "OPENSSH" in text else form.load_pem_private_key
    try:
        public = load(data, password=None).public_key()
        line = public.public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return ()
    return (line.decode("ascii"),)
