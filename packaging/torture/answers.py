"""Answers that nobody would wish for: the simulator's own, with something exchanged, cut off, in
another encoding, behind another status or other headers."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dice import dice
from materials import KEY, KEY_VARIABLE, SECRET
from places import Places
from tally import Tally
from vectors import MEMORY, complaints
from zygote import Order

ANSWERS = "answers"
LIMIT_CPU_S, LIMIT_S, MOST_MB = 3.0, 60.0, 300.0
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("test", "m.toml", "--scenario", "success", "--timeout", "3"),
    ("test", "m.toml", "--scenario", "success", "--backend", "wecom", "--timeout", "3", "--json"),
    ("check", "--online", "m.toml"),
    ("check", "--online", "m.toml", "--json"),
    ("diff", "m.toml"),
    ("diff", "m.toml", "--json"),
    ("apply", "m.toml", "--yes"),
    ("pull", "acme-7", "--dry-run"),
    ("pull", "acme-7"),
    ("pull", "acme-7", "--list"),
    ("pull", "acme-7", "--new", "acme-8"),
)


@dataclass
class Answers:
    """Draws them until the time is up. The N-th of a seed is always the same."""

    places: Places
    seed: int
    tally: Tally
    time_left: Callable[[], bool]

    def run(self, numbers: Sequence[int]) -> None:
        """These of them."""
        self.places.restore("base")
        net = (self.places.work / "net.toml").read_text(encoding="utf-8")
        found = re.search(r'base_url = "(http://[^"]+)"', net)
        if found is None:
            return
        words = self.places.top / "meddler.words"
        words.write_text("", encoding="utf-8")
        command = [
            sys.executable,
            str(Path(__file__).with_name("meddler.py")),
            found[1],
            str(words),
        ]
        meddler = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603  composed here
        try:
            assert meddler.stdout is not None
            url = f"http://127.0.0.1:{int(meddler.stdout.readline())}"
            self._stored(found[1], url)
            for number in numbers:
                if not self.time_left():
                    return
                self.one(number, words)
        finally:
            meddler.kill()
            meddler.wait()

    def _stored(self, before: str, url: str) -> None:
        """The connection whose backend is the meddler, as a file and stored."""
        net = self.places.work / "net.toml"
        text = net.read_text(encoding="utf-8").replace(before, url)
        (self.places.work / "m.toml").write_text(text, encoding="utf-8")
        names = ("backend.host", "backend.app_host", "wecom.base_url")
        self.places.must("profile", "set", "acme-7", *(f"{name}={url}" for name in names))
        self.places.keep(ANSWERS)

    def one(self, number: int, words: Path) -> None:
        """The one with this number."""
        rng = dice(self.seed, number)
        words.write_text(f"{self.seed} {number}", encoding="utf-8")
        if number % 10 == 0:
            self.places.restore(ANSWERS)
        argv = rng.choice(COMMANDS)
        order = Order(
            argv,
            self.places.work,
            self.places.environment({KEY_VARIABLE: KEY}),
            limit_s=LIMIT_S,
            memory=MEMORY,
        )
        ended = self.places.zygote.run(order)
        self.tally.saw(ended.cpu_s, ended.peak_mb, f"exit {ended.code}")
        found = complaints(ended, cpu_s=LIMIT_CPU_S)
        if ended.peak_mb > MOST_MB:
            found.append(f"{ended.peak_mb:.0f} MB")
        told = ended.out + ended.err
        found += [
            f"a secret is told: {argv}" for one in (KEY, SECRET.decode().strip()) if one in told
        ]
        if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", told):
            found.append(f"control characters are printed: {told!a:.300}")
        for what in found:
            repeat = ("--part", ANSWERS, "--seed", str(self.seed), "--at", str(number))
            self.tally.found(f"{list(argv)}: {what}", repeat)
