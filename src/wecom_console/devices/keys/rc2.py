"""RC2 with 40 bits (RFC 2268), to read: openssl before 3.0 and Java before 8u301 lock certificates
with it. The library has it with 128 bits alone."""

import struct
from typing import Final

_BLOCK: Final = 8
_TABLE: Final = bytes.fromhex(
    "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2"
    "179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82"
    "54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626"
    "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7"
    "08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec"
    "c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731"
    "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9"
    "0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad"
)
_TURNS: Final = (1, 2, 3, 5)
_WORDS: Final = 64


def decrypt_rc2_cbc(key: bytes, vector: bytes, content: bytes) -> bytes:
    """What is behind `content`, with its padding; as many bits count as `key` has. Raises
    ValueError where it is not made of whole blocks."""
    if len(content) % _BLOCK or len(vector) != _BLOCK:
        raise ValueError
    words = _expanded(key)
    found = bytearray()
    before = vector
    for at in range(0, len(content), _BLOCK):
        block = content[at : at + _BLOCK]
        found += bytes(a ^ b for a, b in zip(_decrypted(words, block), before, strict=True))
        before = block
    return bytes(found)


def _expanded(key: bytes) -> tuple[int, ...]:
    """RFC 2268, section 2, with as many effective bits as the key is long."""
    size = len(key)
    whole = bytearray(key) + bytes(2 * _WORDS - size)
    for place in range(size, 2 * _WORDS):
        whole[place] = _TABLE[(whole[place - 1] + whole[place - size]) & 0xFF]
    whole[-size] = _TABLE[whole[-size]]
    for place in range(2 * _WORDS - size - 1, -1, -1):
        whole[place] = _TABLE[whole[place + 1] ^ whole[place + size]]
    return struct.unpack(f"<{_WORDS}H", whole)


def _decrypted(words: tuple[int, ...], block: bytes) -> bytes:
    """RFC 2268, section 4: five rounds that mix, one that mashes, six, one, five; all backwards."""
    r = list(struct.unpack("<4H", block))
    place = _WORDS - 1
    for count in (5, 6, 5):
        for _ in range(count):
            for i in (3, 2, 1, 0):
                turned = (r[i] >> _TURNS[i] | r[i] << 16 - _TURNS[i]) & 0xFFFF
                chosen = r[i - 1]
                mixed = words[place] + (chosen & r[i - 2]) + (~chosen & r[i - 3])
                r[i] = (turned - mixed) & 0xFFFF
                place -= 1
        if place >= 0:
            for i in (3, 2, 1, 0):
                r[i] = (r[i] - words[r[i - 1] & _WORDS - 1]) & 0xFFFF
    return struct.pack("<4H", *r)
