"""Content that is encrypted with a password, as PKCS#12 has it (RFC 7292, RFC 8018).

By hand and not with a library: one that reads a whole keystore also opens the private keys in it,
which nobody asks for, with as many rounds as stand where nobody can look before.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.devices.cursor import MalformedError
from wecom_console.devices.keys.der import INTEGER, OID, SEQUENCE, Node, integer, oid
from wecom_console.devices.keys.rc2 import decrypt_rc2_cbc

_PBES2: Final = "1.2.840.113549.1.5.13"
_PBKDF2: Final = "1.2.840.113549.1.5.12"
_HMAC: Final = {
    f"1.2.840.113549.2.{number}": name
    for number, name in ((7, "sha1"), (8, "sha224"), (9, "sha256"), (10, "sha384"), (11, "sha512"))
}
_AES: Final = {f"2.16.840.1.101.3.4.1.{n}": size for n, size in ((2, 16), (22, 24), (42, 32))}
_DES3: Final = "1.2.840.113549.3.7"
_PKCS12: Final = {
    f"1.2.840.113549.1.12.1.{number}": form
    for number, form in enumerate(
        (("rc4", 16), ("rc4", 5), ("des3", 24), ("des3", 16), ("rc2", 16), ("rc2", 5)), start=1
    )
}
_SHA1_BYTES: Final = 20
_NARROW: Final = 32
"""Bytes: a wider hash takes twice as long."""

_CHUNK: Final = 64
_LONGEST_SALT: Final = 1024
_KEY, _VECTOR = 1, 2
_SHORT_KEY: Final = 5
_RC2_STEPS: Final = 7
"""By hand each byte takes as long as so many hashes."""


class UnknownAlgorithmError(Exception):
    """Encrypted in a way that nothing here knows."""


@dataclass(frozen=True, slots=True)
class Cipher:
    """How a content is encrypted. `steps` is what one password costs: hashes, or pairs of them;
    `steps_per_byte` what the content costs beside that, where it is much."""

    steps: int
    decrypt: Callable[[str | None, bytes], bytes]
    """Of a password and the content; None is no password, which is not an empty one. Raises
    ValueError where it is not the password."""

    steps_per_byte: int = 0


def read_cipher(algorithm: Node) -> Cipher:
    """What an AlgorithmIdentifier names. Raises MalformedError, UnknownAlgorithmError."""
    kind, *parameters = algorithm.inside(SEQUENCE)
    name = oid(kind)
    if not parameters:
        raise UnknownAlgorithmError
    if name == _PBES2:
        return _pbes2(parameters[0])
    if name in _PKCS12:
        return _pkcs12(parameters[0], *_PKCS12[name])
    raise UnknownAlgorithmError


def _pbes2(parameters: Node) -> Cipher:
    derivation, scheme = _pair(parameters)
    kind, how = _pair(derivation)
    if oid(kind) != _PBKDF2:
        raise UnknownAlgorithmError
    salt, counted, *more = how.inside(SEQUENCE)
    rounds = _rounds(counted)
    functions = [oid(part.inside(SEQUENCE)[0]) for part in more if part.tag == SEQUENCE]
    digest = _HMAC.get(functions[0], "") if functions else "sha1"
    name, vector = _pair(scheme)
    size = 24 if oid(name) == _DES3 else _AES.get(oid(name), 0)
    lengths = [integer(part) for part in more if part.tag == INTEGER]
    if not digest or not size or lengths not in ([], [size]):
        raise UnknownAlgorithmError
    form = "des3" if oid(name) == _DES3 else "aes"
    salted, first = _salt(salt), vector.octets()

    def decrypt(password: str | None, content: bytes) -> bytes:
        given = (password or "").encode("utf-8", "surrogatepass")
        key = hashlib.pbkdf2_hmac(digest, given, salted, rounds, size)
        return _decrypted(form, key, first, content)

    width = hashlib.new(digest).digest_size
    return Cipher(rounds * -(-size // width) * (2 if width > _NARROW else 1), decrypt)


def _pkcs12(parameters: Node, form: str, size: int) -> Cipher:
    salt, counted = _pair(parameters)
    rounds, salted = _rounds(counted), _salt(salt)

    def decrypt(password: str | None, content: bytes) -> bytes:
        given = b""
        if password is not None:
            given = password.encode("utf-16-be", "surrogatepass") + b"\0\0"
        key = _derived(given, salted, _KEY, rounds, size)
        if form == "des3" and size == 16:
            key += key[:8]
        vector = b"" if form == "rc4" else _derived(given, salted, _VECTOR, rounds, 8)
        return _decrypted(form, key, vector, content)

    blocks = -(-size // _SHA1_BYTES) + (form != "rc4")
    is_by_hand = form == "rc2" and size == _SHORT_KEY
    return Cipher(rounds * blocks, decrypt, _RC2_STEPS if is_by_hand else 0)


def _derived(password: bytes, salt: bytes, purpose: int, rounds: int, size: int) -> bytes:
    """RFC 7292, appendix B.2, with SHA-1."""
    mixed = _filled(salt) + _filled(password)
    found = b""
    while True:
        block = bytes([purpose]) * _CHUNK + mixed
        for _ in range(rounds):
            block = hashlib.sha1(block, usedforsecurity=False).digest()
        found += block
        if len(found) >= size:
            return found[:size]
        added = int.from_bytes(_filled(block), "big") + 1
        mixed = b"".join(
            ((int.from_bytes(mixed[at : at + _CHUNK], "big") + added) % (1 << 8 * _CHUNK)).to_bytes(
                _CHUNK, "big"
            )
            for at in range(0, len(mixed), _CHUNK)
        )


def _filled(data: bytes) -> bytes:
    """Repeated so that it fills whole chunks."""
    size = -(-len(data) // _CHUNK) * _CHUNK
    return (data * (size // len(data) + 1))[:size] if data else b""


def _decrypted(form: str, key: bytes, vector: bytes, content: bytes) -> bytes:
    from cryptography.hazmat.decrepit.ciphers import algorithms as old  # for such a keystore alone
    from cryptography.hazmat.primitives.ciphers import BlockCipherAlgorithm, algorithms
    from cryptography.hazmat.primitives.ciphers import Cipher as LibraryCipher
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    if form == "rc4":
        stream = LibraryCipher(old.ARC4(key), None).decryptor()
        return stream.update(content) + stream.finalize()
    if form == "rc2" and len(key) == _SHORT_KEY:
        return _without_padding(decrypt_rc2_cbc(key, vector, content), 64)
    known: Mapping[str, Callable[[bytes], BlockCipherAlgorithm]] = {
        "aes": algorithms.AES,
        "des3": old.TripleDES,
        "rc2": old.RC2,
    }
    cipher = known[form](key)
    opened = LibraryCipher(cipher, CBC(vector)).decryptor()
    return _without_padding(opened.update(content) + opened.finalize(), cipher.block_size)


def _without_padding(padded: bytes, bits: int) -> bytes:
    from cryptography.hazmat.primitives.padding import PKCS7  # as above

    padding = PKCS7(bits).unpadder()
    return padding.update(padded) + padding.finalize()


def _pair(node: Node) -> tuple[Node, Node]:
    first, second, *more = node.inside(SEQUENCE)
    if more or (first.tag == OID and second.tag == OID):
        raise MalformedError
    return first, second


def _rounds(node: Node) -> int:
    rounds = integer(node)
    if rounds < 1:
        raise MalformedError
    return rounds


def _salt(node: Node) -> bytes:
    salt = node.octets()
    if len(salt) > _LONGEST_SALT:
        raise MalformedError
    return salt
