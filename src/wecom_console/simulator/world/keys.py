"""The RSA key that signs access tokens and RS256 id_tokens: made when it is first needed."""

import hashlib
import random
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import anyio
import anyio.to_thread
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.utils import to_base64url_uint

from wecom_console.simulator.world.primes import probable_prime

BITS: Final = 2048
EXPONENT: Final = 65_537


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key pair with its key id."""

    private: rsa.RSAPrivateKey
    kid: str

    def jwk(self) -> dict[str, str]:
        """The public half as in ``jwks.json`` (docs/reference/authing.md §9)."""
        numbers = self.private.public_key().public_numbers()
        return {
            "e": to_base64url_uint(numbers.e).decode("ascii"),
            "n": to_base64url_uint(numbers.n).decode("ascii"),
            "kty": "RSA",
            "alg": "RS256",
            "use": "sig",
            "kid": self.kid,
        }

    def public_pem(self) -> str:
        """The public half as PEM."""
        return (
            self.private.public_key()
            .public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
            .decode("ascii")
        )


class KeyRing:
    """Holds the one key. It survives a reset: the grants that it signed do not."""

    def __init__(self, seed: int | None) -> None:
        self._seed = seed
        self._key: TokenKey | None = None

    async def signing_key(self) -> TokenKey:
        """The key; the first call takes some tenths of a second, off the event loop."""
        if self._key is None:
            made = await anyio.to_thread.run_sync(_make, self._seed)
            self._keep(made)
        return self._key or made

    def _keep(self, made: TokenKey) -> None:
        if self._key is None:  # another call may have been faster
            self._key = made


def _make(seed: int | None) -> TokenKey:
    if seed is None:
        private = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)
    else:
        private = seeded_private_key(seed)
    modulus = private.public_key().public_numbers().n
    kid = hashlib.sha256(modulus.to_bytes(BITS // 8, "big")).hexdigest()[:16]
    return TokenKey(private, kid)


@lru_cache(maxsize=4)
def seeded_private_key(seed: int) -> rsa.RSAPrivateKey:
    """A reproducible key: for tests that compare tokens, never for anything that is secret."""
    stream = random.Random(f"{seed}:rsa")  # noqa: S311 reproducible on request
    p = probable_prime(stream, bits=BITS // 2, exponent=EXPONENT)
    q = probable_prime(stream, bits=BITS // 2, exponent=EXPONENT)
    d = pow(EXPONENT, -1, (p - 1) * (q - 1))
    return rsa.RSAPrivateNumbers(
        p=p,
        q=q,
        d=d,
        dmp1=rsa.rsa_crt_dmp1(d, p),
        dmq1=rsa.rsa_crt_dmq1(d, q),
        iqmp=rsa.rsa_crt_iqmp(p, q),
        public_numbers=rsa.RSAPublicNumbers(EXPONENT, p * q),
    ).private_key()
