"""What opening a private key would cost, by what it says itself: rounds of key derivation."""

import base64
import binascii
import re
import struct
from itertools import pairwise
from math import prod
from typing import Final

from wecom_console.devices.cursor import MalformedError
from wecom_console.devices.keys.der import INTEGER, OCTET_STRING, OID, Node, oid, read_der

MOST_ROUNDS: Final = 2_000_000
"""Of all key derivations together: about a second of this computer."""

MOST_BCRYPT_ROUNDS: Final = 200
"""Of an OpenSSH key: each takes a hundredth of a second. `ssh-keygen` asks for 24 at most."""

_MOST_NODES: Final = 100_000
_MOST_DEPTH: Final = 40
_SCRYPT: Final = "1.3.6.1.4.1.11591.4.11"
_OPENSSH: Final = b"openssh-key-v1\0"
_PEM: Final = re.compile(r"-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]*)-----END ")


def rounds_in(data: bytes) -> int:
    """All rounds that the key derivations in sight of a DER structure ask for: the numbers behind
    their salts. Raises MalformedError."""
    total, count = 0, 0
    waiting = [(read_der(data), 0)]
    while waiting:
        node, depth = waiting.pop()
        parts = list(node.parts()) if node.is_constructed else _enclosed(node)
        count += len(parts)
        if count > _MOST_NODES or depth > _MOST_DEPTH:
            raise MalformedError
        if _is_scrypt(parts):
            total += prod(max(1, _number(part)) for part in parts[1].parts() if part.tag == INTEGER)
            continue
        for before, part in pairwise(parts):
            if before.tag == OCTET_STRING and part.tag == INTEGER:
                total += max(0, _number(part))
        waiting += [(part, depth + 1) for part in parts]
    return total


def is_costly_private_key(text: str) -> bool:
    """Whether a passphrase should not be tried on this private key (OpenSSH's own, or PEM): it
    would take longer than a key from outside may."""
    for label, body in _PEM.findall(text):
        try:
            data = base64.b64decode(body)
        except (binascii.Error, ValueError):
            continue
        if label == "OPENSSH PRIVATE KEY":
            if _bcrypt_rounds(data) > MOST_BCRYPT_ROUNDS:
                return True
        elif label == "ENCRYPTED PRIVATE KEY":
            try:
                if rounds_in(data) > MOST_ROUNDS:
                    return True
            except MalformedError:
                continue
    return False


def _bcrypt_rounds(data: bytes) -> int:
    """The number at the end of the third text, which holds salt and rounds (PROTOCOL.key); 0 where
    there is none."""
    if not data.startswith(_OPENSSH):
        return 0
    place, text = len(_OPENSSH), b""
    for _ in range(3):
        if place + 4 > len(data):
            return 0
        (length,) = struct.unpack_from(">I", data, place)
        text = data[place + 4 : place + 4 + length]
        place += 4 + length
    return int.from_bytes(text[-4:], "big") if len(text) >= 8 else 0


def _is_scrypt(parts: list[Node]) -> bool:
    if len(parts) != 2 or parts[0].tag != OID or not parts[1].is_constructed:
        return False
    return oid(parts[0]) == _SCRYPT


def _number(node: Node) -> int:
    return int.from_bytes(node.content, "big")


def _enclosed(node: Node) -> list[Node]:
    """The value that an OCTET STRING holds, where it holds one."""
    if node.tag != OCTET_STRING:
        return []
    try:
        inner = read_der(node.content)
        return [inner] if inner.is_constructed and list(inner.parts()) else []
    except MalformedError:
        return []
