"""Primes from a seeded stream, for keys that must be the same in every run."""

from functools import cache
from itertools import compress
from random import Random
from typing import Final

ROUNDS: Final = 8
"""Miller-Rabin rounds: for random candidates of 1024 bits far more than enough."""


@cache
def _small_primes(limit: int) -> tuple[int, ...]:
    sieve = bytearray([1]) * limit
    sieve[:2] = b"\0\0"
    for n in range(2, int(limit**0.5) + 1):
        if sieve[n]:
            sieve[n * n :: n] = bytes(len(range(n * n, limit, n)))
    return tuple(compress(range(limit), sieve))


def probable_prime(stream: Random, *, bits: int, exponent: int) -> int:
    """A prime of exactly `bits` bits (the two highest set) that suits the public exponent."""
    small = _small_primes(8_000)
    while True:
        candidate = stream.getrandbits(bits) | (3 << (bits - 2)) | 1
        is_promising = all(candidate % p for p in small) and (candidate - 1) % exponent != 0
        if is_promising and is_probable_prime(candidate, stream):
            return candidate


def is_probable_prime(candidate: int, stream: Random) -> bool:
    """Miller-Rabin for an odd candidate above 4."""
    odd, twos = candidate - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(
        _passes(candidate, stream.randrange(2, candidate - 1), odd=odd, twos=twos)
        for _ in range(ROUNDS)
    )


def _passes(candidate: int, base: int, *, odd: int, twos: int) -> bool:
    x = pow(base, odd, candidate)
    if x in (1, candidate - 1):
        return True
    for _ in range(twos - 1):
        x = x * x % candidate
        if x == candidate - 1:
            return True
    return False
