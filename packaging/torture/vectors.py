"""Lines drawn from click's own commands and options, with values that nobody would think of, under
surroundings that nobody would wish for: every one ends with a documented code."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click
from dice import dice
from places import Places
from tally import Tally
from zygote import HANGS, Order, Outcome

VECTORS = "vectors"
LIMIT_CPU_S, LIMIT_S, MEMORY = 6.0, 60.0, 500 * 1024 * 1024
AGE_MEMORY = 1536 * 1024 * 1024
"""For what may lock with a passphrase: how much that takes is age's own choice."""
DOCUMENTED = frozenset({0, 1, 2, 3, 4, 130})

ODD = (
    *(
        "",
        " ",
        "-",
        "--",
        "-1",
        "0",
        "1",
        "9" * 30,
        "NaN",
        "1e999",
        "=",
        "a=b",
        "\udcff",
        "a\udc80b",
    ),
    *("a\nb", "\x1b[31m", "企业微信", "\u202eabc", "<img src=x>", "%s%n", "{0}", "x" * 6000),
    *("../..", "/dev/null", "/dev/full", "/proc/self/mem", "nope.toml", ".", "~", "$HOME", "'\""),
    *("keyring:", "file:/etc/hosts", "env:HOME", "secret=x", "wecom-console://import?1.x", "#"),
    *("age1", "ssh-ed25519 AAAA", "http://127.0.0.1:1", "https://[::1", "127.0.0.1:99999"),
)
FITTING = (
    *("acme-0", "acme-1", "acme-4", "base.toml", "base.toml#acme-1", "more.toml", "report.json"),
    *("sealed.age", "vault.key", "own.pub", "sign.key", "folder", "out.x", "success", "android"),
    *(
        "simulator",
        "alice",
        "60020",
        "secret",
        "display_name=A",
        "tags=a,b",
        "json",
        "2",
        "request",
    ),
)
_NEEDED: Mapping[str, Sequence[str]] = {
    "simulate": ("--scenario", "nope"),  # or it would serve for ever
    "test": ("--timeout", "1"),  # or a virtual phone waits for somebody
}
_APART = ("selftest",)
"""Opens a window, in a folder of its own."""

ZONES = ("", "UTC", "UTC+99", "Asia/Shanghai", "nonsense", ":/etc/hosts", "<+99>-99", "A" * 300)
LOCALES = ("C", "C.UTF-8", "zh_CN.UTF-8", "tlh", "", "x" * 300, "en_US.ISO-8859-1")
STREAMS = ("closed", "full", "gone")


@dataclass(frozen=True)
class Vector:
    """A line and its surroundings."""

    argv: tuple[str, ...]
    stdin: bytes
    environment: Mapping[str, str]
    streams: Mapping[int, str]

    def __str__(self) -> str:
        odd = {**{str(n): kind for n, kind in self.streams.items()}, **self.environment}
        return f"{list(self.argv)!a:.400} {odd!a:.200}"


def drawn(rng: random.Random, commands: Mapping[str, click.Command]) -> Vector:
    """One of them."""
    name = rng.choice([one for one in sorted(commands) if one not in _APART])
    command = commands[name]
    words: list[str] = []
    for param in command.params:
        if isinstance(param, click.Argument):
            count = 1 if param.nargs == 1 else rng.choice((0, 1, 1, 1, 2, 5))
            words += [value(rng, param) for _ in range(count)]
        elif rng.random() < min(0.5, 2.5 / len(command.params)):
            for _ in range(rng.choice((1, 1, 1, 2)) if param.multiple else 1):
                option = rng.choice([*param.opts, *param.secondary_opts])
                is_flag = isinstance(param, click.Option) and param.is_flag
                words += [option] if is_flag else [option, value(rng, param)]
    if rng.random() < 0.1:
        words.insert(rng.randrange(len(words) + 1), rng.choice(("--nope", "-z", *ODD)))
    front = ["--lang", rng.choice(("en", "zh_CN", "xx"))] if rng.random() < 0.2 else []
    argv = (*front, *name.split(), *words, *_NEEDED.get(name, ()))
    stdin = rng.choice((b"", b"\n", b"y\n", b"secret\nsecret\n", b"\xff\xfe\n", b"x" * 100_000))
    return Vector(
        tuple(word.replace("\0", "") for word in argv), stdin, surroundings(rng), streams(rng)
    )


def value(rng: random.Random, param: click.Parameter) -> str:
    """For an option or an argument: what fits, what is odd, what it names itself."""
    choices = getattr(param.type, "choices", ())
    if choices and rng.random() < 0.6:
        return str(rng.choice(list(choices)))
    return rng.choice(ODD if rng.random() < 0.5 else FITTING)


def surroundings(rng: random.Random) -> dict[str, str]:
    """Variables beside the usual ones. The data folder always stays below the torture's own."""
    found: dict[str, str] = {}
    if rng.random() < 0.3:
        found["TZ"] = rng.choice(ZONES)
    if rng.random() < 0.3:
        found |= {"LC_ALL": rng.choice(LOCALES), "WECOM_CONSOLE_LANG": ""}
    if rng.random() < 0.15:
        found["HOME"] = rng.choice(("", "relative", "/nonexistent", "/dev/null"))
    if rng.random() < 0.15:
        odd = ("relative", "re\nlative", "企", "base.toml", "x" * 300, "a/b/c", "\udcff", "%?#")
        found["WECOM_CONSOLE_HOME"] = rng.choice(odd)
    if rng.random() < 0.1:
        found["WECOM_CONSOLE_VAULT_KEY_FILE"] = rng.choice(("nope", "base.toml", ".", "\udcff"))
    if rng.random() < 0.1:
        found["COLUMNS"] = rng.choice(("0", "-1", "x", "9" * 20))
    return found


def streams(rng: random.Random) -> dict[int, str]:
    """Standard streams that are not what they should be."""
    odd = {number: rng.choice(STREAMS) for number in (0, 1, 2) if rng.random() < 0.1}
    return {number: "closed" if number == 0 else kind for number, kind in odd.items()}


def complaints(ended: Outcome, *, cpu_s: float = LIMIT_CPU_S) -> list[str]:
    """What no run may do, whatever it was given."""
    if ended.code == HANGS:
        return [f"not ended after {ended.seconds:.0f} s"]
    found = []
    if ended.code not in DOCUMENTED:
        found.append(f"exit {ended.code}: {ended.err[-400:]}")
    if "Traceback (most recent" in ended.err + ended.out:
        found.append(f"a traceback: {ended.err[-400:]}")
    if ended.cpu_s > cpu_s:
        found.append(f"{ended.cpu_s:.1f} s of CPU")
    return found


@dataclass
class Vectors:
    """Draws lines until the time is up. The N-th line of a seed is always the same."""

    places: Places
    commands: Mapping[str, click.Command]
    seed: int
    tally: Tally
    time_left: Callable[[], bool]

    def run(self, numbers: Sequence[int]) -> None:
        """These of them; each tenth begins with fresh folders."""
        self.places.restore("base")
        for count, number in enumerate(numbers):
            if not self.time_left():
                return
            if count % 10 == 9:
                self.places.restore("base")
            self.one(number)

    def one(self, number: int) -> None:
        """The one with this number."""
        vector = drawn(dice(self.seed, number), self.commands)
        order = Order(
            vector.argv,
            self.places.work,
            self.places.environment(vector.environment),
            vector.stdin,
            streams=vector.streams,
            limit_s=LIMIT_S,
            memory=AGE_MEMORY if "passphrase" in " ".join(vector.argv) else MEMORY,
        )
        ended = self.places.zygote.run(order)
        self.tally.saw(ended.cpu_s, ended.peak_mb, f"exit {ended.code}")
        for what in complaints(ended):
            repeat = ("--part", VECTORS, "--seed", str(self.seed), "--at", str(number))
            self.tally.found(f"{vector}: {what}", repeat)
