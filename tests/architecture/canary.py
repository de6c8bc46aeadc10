"""A made-up secret that can be planted anywhere, and found again in whatever came out of there.

canary = plant("exports")
...  # let the product work with canary.value
assert [] == canary.leaks(tmp_path, capsys.readouterr().out, run.to_json())
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Canary:
    """A secret of WeCom's form (43 base64url characters) that exists nowhere else."""

    value: str

    def disguises(self) -> Iterator[tuple[str, bytes]]:
        """The forms under which the secret would still be readable, each with its name."""
        plain = self.value.encode()
        yield "plain", plain
        yield "half of it", plain[: len(plain) // 2]
        yield "the other half", plain[len(plain) // 2 :]
        yield "reversed", plain[::-1]
        yield "hexadecimal", plain.hex().encode()
        yield "percent-encoded", quote(self.value, safe="").encode()
        yield "UTF-16", self.value.encode("utf-16-le")
        for shift in range(3):  # as part of a longer text, base64 has three readings
            encoded = base64.b64encode(b" " * shift + plain)
            yield "base64", encoded[4 if shift else 0 : -4]

    def leaks(self, *places: Path | str | bytes) -> list[str]:
        """Where the secret shows: in texts, in bytes, and in every file below a folder."""
        found = []
        for number, place in enumerate(places):
            for name, data in _contents(number, place):
                found += [f"{name}: {how}" for how, form in self.disguises() if form in data]
        return found


def plant(purpose: str) -> Canary:
    """A canary that is the same for the same `purpose`, in whatever folder the checkout lies."""
    if Path(purpose).is_absolute():
        raise ValueError("a place differs from checkout to checkout: name a purpose")
    digest = hashlib.sha256(f"canary {purpose}".encode()).digest()
    return Canary(base64.urlsafe_b64encode(digest).decode().rstrip("="))


def _contents(number: int, place: Path | str | bytes) -> Iterator[tuple[str, bytes]]:
    if isinstance(place, str):
        yield f"text {number}", place.encode("utf-8", errors="surrogateescape")
    elif isinstance(place, bytes):
        yield f"bytes {number}", place
    else:
        files = [place] if place.is_file() else sorted(f for f in place.rglob("*") if f.is_file())
        for file in files:
            yield f"{file} (name)", file.name.encode("utf-8", errors="surrogateescape")
            yield str(file), file.read_bytes()
