"""Signatures of exported files: OpenSSH's SSHSIG with Ed25519, beside the file as ``<file>.sig``.

``ssh-keygen -Y sign -n wecom-console`` and ``-Y verify`` make and check the same. Source: OpenSSH's
PROTOCOL.sshsig and PROTOCOL.key.
"""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.domain.secrets import Secret

NAMESPACE: Final = "wecom-console"
SUFFIX: Final = ".sig"
MAX_BYTES: Final = 16 * 1024
"""Of a signature file; OpenSSH's own are below 1 KiB."""

_MAGIC: Final = b"SSHSIG"
_VERSION: Final = 1
_KIND: Final = b"ssh-ed25519"
_HASHES: Final = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_HASH: Final = b"sha512"
_BEGIN: Final = "-----BEGIN SSH SIGNATURE-----"
_END: Final = "-----END SSH SIGNATURE-----"
_WIDTH: Final = 70


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed: the public key as one writes it (``ssh-ed25519 AAAA…``), and its fingerprint as
    ``ssh-keygen -l`` prints it."""

    public_key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class NoSignature:
    """Why there is none. Of a check: ``damaged``, ``key_type`` (not Ed25519), ``namespace`` (made
    for something else), ``misfit`` (for other content). Of signing: ``bad_key``, ``key_type``,
    ``passphrase`` (the key is encrypted), ``wrong_passphrase``."""

    kind: str


def signature_path(path: Path) -> Path:
    """Where the signature of the file at `path` lies."""
    return path.parent / f"{path.name}{SUFFIX}"  # `with_name` refuses "." and "/"


def sign(data: bytes, private_key: Secret, passphrase: Secret | None = None) -> str | NoSignature:
    """The signature of `data`. `private_key` is the text of its file (OpenSSH or PEM)."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    text = private_key.reveal()
    is_openssh = "-----BEGIN OPENSSH PRIVATE KEY-----" in text
    load = form.load_ssh_private_key if is_openssh else form.load_pem_private_key
    password = passphrase.reveal().encode("utf-8", "surrogatepass") if passphrase else None
    try:
        key = load(text.encode("utf-8"), password)
    except TypeError:  # a password where there is none to give, or none where one is needed
        return NoSignature("passphrase" if password is None else "wrong_passphrase")
    except UnsupportedAlgorithm:
        return NoSignature("key_type")
    except ValueError:
        return NoSignature("bad_key" if password is None else "wrong_passphrase")
    if not isinstance(key, Ed25519PrivateKey):
        return NoSignature("key_type")
    public = key.public_key().public_bytes(form.Encoding.Raw, form.PublicFormat.Raw)
    made = key.sign(_signed_part(data, _HASH))
    blob = _MAGIC + struct.pack(">I", _VERSION)
    for part in (_joined(_KIND, public), NAMESPACE.encode(), b"", _HASH, _joined(_KIND, made)):
        blob += _string(part)
    body = base64.b64encode(blob).decode("ascii")
    lines = [body[start : start + _WIDTH] for start in range(0, len(body), _WIDTH)]
    return "\n".join([_BEGIN, *lines, _END, ""])


def verify(data: bytes, signature: bytes) -> Signed | NoSignature:
    """Who signed `data`, by what stands in `signature`. Whether they are trusted is not decided
    here."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    found = _read(signature)
    if isinstance(found, NoSignature):
        return found
    try:
        public_key = Ed25519PublicKey.from_public_bytes(found.public)
        public_key.verify(found.made, _signed_part(data, found.hash_name))
    except (InvalidSignature, ValueError):
        return NoSignature("misfit")
    blob = _joined(_KIND, found.public)
    line = f"{_KIND.decode()} {base64.b64encode(blob).decode('ascii')}"
    return Signed(line, fingerprint(line))


def fingerprint(key: str) -> str:
    """An SSH public key's fingerprint as `ssh-keygen -l` prints it; empty for what is none."""
    try:
        blob = base64.b64decode(key.split(" ")[1], validate=True)
    except (IndexError, ValueError):
        return ""
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode("ascii").rstrip("=")
    return f"SHA256:{digest}"


@dataclass(frozen=True, slots=True)
class _Parts:
    public: bytes
    hash_name: bytes
    made: bytes


def _read(signature: bytes) -> _Parts | NoSignature:
    """What is in the armor, as far as it is for us."""
    damaged = NoSignature("damaged")
    blob = _dearmored(signature)
    if blob is None or not blob.startswith(_MAGIC + struct.pack(">I", _VERSION)):
        return damaged
    parts = _split(blob[len(_MAGIC) + 4 :])
    if parts is None or len(parts) != 5:
        return damaged
    public_key, namespace, reserved, hash_name, made = parts
    public, own = _split(public_key), _split(made)
    if not public or not own:
        return damaged
    if public[0] != _KIND:
        return NoSignature("key_type")
    if own[0] != _KIND or len(public) != 2 or len(own) != 2:
        return damaged
    if namespace != NAMESPACE.encode():
        return NoSignature("namespace")
    is_sound = len(public[1]) == 32 and len(own[1]) == 64 and not reserved
    return _Parts(public[1], hash_name, own[1]) if is_sound and hash_name in _HASHES else damaged


def _dearmored(signature: bytes) -> bytes | None:
    if len(signature) > MAX_BYTES:
        return None
    try:
        lines = signature.decode("ascii").split()
    except UnicodeDecodeError:
        return None
    text = " ".join(lines)
    if not (text.startswith(_BEGIN) and text.endswith(_END) and len(text) > len(_BEGIN + _END)):
        return None
    try:
        body = text[len(_BEGIN) : -len(_END)].replace(" ", "")
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        return None


def _split(blob: bytes) -> list[bytes] | None:
    """SSH's strings, one behind the other; None where their lengths do not come out even."""
    parts = []
    while blob:
        if len(blob) < 4:
            return None
        (size,) = struct.unpack(">I", blob[:4])
        if size > len(blob) - 4:
            return None
        parts.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    return parts


def _signed_part(data: bytes, hash_name: bytes) -> bytes:
    digest = _HASHES[hash_name](data).digest()
    return _MAGIC + _joined(NAMESPACE.encode(), b"", hash_name, digest)


def _joined(*parts: bytes) -> bytes:
    return b"".join(_string(part) for part in parts)


def _string(part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + part
