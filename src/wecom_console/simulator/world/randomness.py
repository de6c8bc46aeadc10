"""Ids, codes and tokens: unpredictable by default, reproducible with a seed."""

import random
import string
import uuid
from typing import Final

_BASE64URL: Final = string.ascii_letters + string.digits + "-_"


class Randomness:
    """One independent stream per purpose, so that another hint never changes the next code."""

    def __init__(self, seed: int | None = None) -> None:
        self._seed = seed
        self._streams: dict[str, random.Random] = {}

    @property
    def seed(self) -> int | None:
        """The seed, None for real randomness."""
        return self._seed

    def reset(self) -> None:
        """Begin every stream again."""
        self._streams.clear()

    def hex(self, stream: str, *, digits: int) -> str:
        """Lower-case hex digits."""
        return f"{self._get(stream).getrandbits(4 * digits):0{digits}x}"

    def token(self, stream: str, *, length: int) -> str:
        """Characters of base64url."""
        # one call into the system: each gives up the interpreter lock, which a busy window is slow
        # to hand back
        return "".join(_BASE64URL[byte & 63] for byte in self._get(stream).randbytes(length))

    def digits(self, stream: str, *, count: int) -> str:
        """Decimal digits."""
        return f"{self._get(stream).randrange(10**count):0{count}d}"

    def uuid(self, stream: str) -> str:
        """A version 4 UUID."""
        return str(uuid.UUID(int=self._get(stream).getrandbits(128), version=4))

    def _get(self, stream: str) -> random.Random:
        found = self._streams.get(stream)
        if found is None:
            found = self._streams[stream] = (
                random.SystemRandom()
                if self._seed is None
                else random.Random(f"{self._seed}:{stream}")  # noqa: S311 reproducible on request
            )
        return found
