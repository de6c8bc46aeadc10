"""Hostile files at everything that reads one: it ends with a documented code, soon and small."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dice import dice
from materials import KEY, KEY_VARIABLE
from mutation import bent, exchanged
from places import Places
from readers import READERS, Reader
from tally import Tally
from vectors import LIMIT_S, MEMORY, complaints
from zygote import Order, Outcome

HOSTILE = "hostile"
_IMAGE = "hostile"
_LINK = "link"


def prepare(places: Places) -> None:
    """An image with one of each file that is made hostile."""
    places.restore("base")
    places.must("test", "acme-1", "--scenario", "success", "cancelled", "--resume", "made.runs")
    places.must("export", "acme-0", "--sign", "sign.key", "-o", "signed.toml")
    places.must("export", "acme-7", "--format", "authing", "-o", "authing.json")
    places.keep(_IMAGE)


@dataclass
class Hostile:
    """Makes files until the time is up. The N-th file of a seed is always the same."""

    places: Places
    seed: int
    tally: Tally
    time_left: Callable[[], bool]

    def run(self, numbers: Sequence[int]) -> None:
        """These of them; the readers take turns."""
        for number in numbers:
            if not self.time_left():
                return
            self.one(number)

    def one(self, number: int) -> None:
        """The one with this number."""
        rng = dice(self.seed, number)
        choice = number % (len(READERS) + 1)
        self.places.restore(_IMAGE)
        if choice == len(READERS):
            name, ended = _LINK, self._read_link(rng)
        else:
            name, ended = READERS[choice].name, self._read(READERS[choice], rng)
        self.tally.saw(ended.cpu_s, ended.peak_mb, f"exit {ended.code}")
        for what in complaints(ended):
            repeat = ("--part", HOSTILE, "--seed", str(self.seed), "--at", str(number))
            self.tally.found(f"{name}: {what}", repeat)

    def _read(self, reader: Reader, rng: random.Random) -> Outcome:
        places = self.places
        content = reader.make(rng, places)
        folder = places.home if reader.in_home else places.work
        (folder / reader.file).write_bytes(content)
        return self._run(reader.argv, reader.stdin, dict(reader.environment))

    def _read_link(self, rng: random.Random) -> Outcome:
        tree = {"format": "wecom-console/1", "connections": [{"identifier": "x", "tags": ["a"]}]}
        content = json.dumps(exchanged(rng, tree, times=2)).encode()
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        packed = bent(rng, packed)[:60_000] if rng.random() < 0.5 else packed
        body = "1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")
        mark = hashlib.sha256(body.encode()).hexdigest()[:16]
        link = f"wecom-console://import?{body}.{mark}"
        return self._run(("import", link[:120_000], "--dry-run"), b"", {})

    def _run(self, argv: Sequence[str], stdin: bytes, more: dict[str, str]) -> Outcome:
        order = Order(
            argv,
            self.places.work,
            self.places.environment({KEY_VARIABLE: KEY, **more}),
            stdin,
            limit_s=LIMIT_S,
            memory=MEMORY,
        )
        return self.places.zygote.run(order)
