"""Surroundings and places that nobody would wish for: each variable that is read with a value that
makes no sense, and each file that is named with something that is none."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dice import dice
from materials import KEY, KEY_VARIABLE, connection
from places import Places
from tally import Tally
from vectors import LIMIT_S, complaints
from zygote import Order

ODD = "odd"
LIMIT_CPU_S, MOST_MB, MEMORY = 2.0, 300.0, 500 * 1024 * 1024

TOLD_TO_NOBODY = "canary-4f2b9c7d1e8a6035-never-to-be-read"
"""Lies in files and variables that may hold a secret."""

SPECIAL = (
    *("fifo", "socket", "folder", "loop", "dangling", "huge", "blank", "odd.bin", "closed"),
    *("/dev/null", "/dev/full", "/dev/zero", "/dev/urandom", "/dev/stdin", "/dev/fd/0", "/dev/tty"),
    *("/proc/self/mem", "/proc/self/environ", "/proc/self/fd", "/proc/self/exe", "/", ".", ".."),
    *(
        "../work/base.toml",
        "../../../../../../etc/passwd",
        "~/base.toml",
        "~nobody/x",
        "~",
        "$HOME",
    ),
    *(
        "x" * 300,
        "x/" * 3000,
        "base.toml/under",
        "",
        " ",
        "a\nb",
        "\udcff",
        "企业",
        "-",
        "%2e%2e",
        "#",
    ),
    *(
        "file:///etc/hosts",
        "http://127.0.0.1:1/x",
        "\\\\host\\share\\x",
        "C:\\x",
        "con",
        "base.toml",
    ),
)
VALUES = (
    *SPECIAL,
    *(
        "x" * 100_000,
        "1\n2",
        "\x1b[31m",
        "0",
        "-1",
        "9" * 40,
        "http://[::1",
        "socks5://127.0.0.1:1",
    ),
    *("http://u:p@127.0.0.1:1", "ftp://x", "://", "*", ",,,", "127.0.0.1:99999", "nonsense", "\t"),
    TOLD_TO_NOBODY,
)
VARIABLES = (
    *("WECOM_CONSOLE_HOME", "WECOM_CONSOLE_LANG", "WECOM_CONSOLE_COREDUMPS"),
    *("WECOM_CONSOLE_VAULT_KEY_FILE", "WECOM_CONSOLE_VAULT_PASSPHRASE_FILE", KEY_VARIABLE),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy"),
    *("all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE", "REQUEST_METHOD"),
    *("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "XDG_DATA_DIRS"),
    *("HOME", "TMPDIR", "LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "TZ", "TZDIR", "COLUMNS"),
    *("LINES", "TERM", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "PYTHON_KEYRING_BACKEND", "PATH"),
    *("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "USER", "LOGNAME", "SSH_TTY"),
    *("NETRC", "DESKTOP_SESSION", "XDG_CURRENT_DESKTOP", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED"),
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("profile", "list"),
    ("profile", "show", "acme-1"),
    ("profile", "set", "acme-0", "display_name=X"),
    ("profile", "history", "acme-0"),
    ("profile", "set-secret", "acme-1"),
    ("doctor",),
    ("check", "base.toml"),
    ("check", "--online", "acme-7"),
    ("test", "--demo", "--scenario", "success"),
    ("test", "acme-7", "--scenario", "success", "--timeout", "1"),
    ("diff", "acme-7"),
    ("vault", "status"),
    ("export", "acme-0", "--format", "env"),
    ("export", "acme-0", "-o", "o.toml"),
    ("import", "more.toml", "--on-conflict", "replace"),
    ("team", "list"),
    ("link", "acme-0"),
    ("inspect", "own.pub"),
    ("explain", "60020"),
    ("version",),
)
NAMED: tuple[tuple[str, ...], ...] = (
    ("check", "@"),
    ("test", "@", "--timeout", "1"),
    ("diff", "@"),
    ("link", "@"),
    ("export", "@", "--format", "env"),
    ("import", "@", "--dry-run"),
    ("import", "sealed.age", "--identity", "@", "--dry-run"),
    ("import", "base.toml", "--dry-run", "--signers", "@"),
    ("export", "acme-0", "--sign", "@", "-o", "o.toml"),
    ("export", "acme-0", "--encrypt-to", "@", "-o", "o.age"),
    ("export", "acme-0", "-o", "@"),
    ("export", "acme-0", "--format", "pdf", "-o", "@"),
    ("link", "acme-0", "--qr", "png", "-o", "@"),
    ("explain", "--file", "@"),
    ("explain", "60020", "--against", "@"),
    ("events", "check", "https://a.example/x", "--request", "@", "--token", "file:@"),
    ("events", "check", "https://a.example/x", "--token", "env:X", "--aes-key", "file:@"),
    ("inspect", "@"),
    ("inspect", "own.pub", "--against", "@"),
    ("profile", "add", "--draft", "--from-file", "@"),
    ("replay", "@"),
    ("replay", "report.json", "--against", "@"),
    ("replay", "report.json", "--html", "@"),
    ("replay", "report.json", "--junit", "@"),
    ("replay", "report.json", "--har", "@"),
    ("simulate", "--from", "@", "--scenario", "nope"),
    ("simulate", "--scenarios", "@", "--scenario", "nope"),
    ("team", "add", "eve", "@"),
    ("test", "--demo", "--scenarios", "@"),
    ("test", "acme-1", "--resume", "@", "--scenario", "success", "--timeout", "1"),
    ("test", "--demo", "--scenario", "success", "--json-file", "@"),
    ("vault", "rekey", "--recipient", "@"),
)
"""Lines that name a file, where ``@`` stands."""

IN_DOCUMENT = ("secret", "network.ca_file", "backend.access_key_secret", "backend.app_secret")
OF_DOCUMENT: tuple[tuple[str, ...], ...] = (
    ("check", "h.toml"),
    ("check", "--online", "h.toml"),
    ("test", "h.toml", "--scenario", "success", "--timeout", "1"),
    ("diff", "h.toml"),
    ("import", "h.toml"),
    ("profile", "add", "--from-file", "h.toml"),
    ("export", "h.toml", "--encrypt-to", "own.pub", "-o", "o.age"),
)
DRAWS = 3


def prepare(places: Places) -> None:
    """An image with one of each special file beside the others."""
    places.restore("base")
    work = places.work
    os.mkfifo(work / "fifo")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(work)  # a socket's name is short
        bound.bind("socket")
        os.chdir(here)
    (work / "loop").symlink_to("loop")
    (work / "dangling").symlink_to("nowhere")
    with (work / "huge").open("wb") as file:
        file.truncate(3 * 1024**3)
    (work / "blank").write_bytes(b"")
    (work / "odd.bin").write_bytes(bytes(range(256)) * 4000)
    (work / "closed").write_text(TOLD_TO_NOBODY, encoding="utf-8")
    (work / "closed").chmod(0)


def one_of(rng: random.Random, places: Places) -> tuple[tuple[str, ...], dict[str, str]]:
    """A line, and the variables that it runs under."""
    kind = rng.randrange(DRAWS)
    if kind == 0:
        chosen = {rng.choice(VARIABLES): rng.choice(VALUES) for _ in range(rng.choice((1, 1, 2)))}
        return rng.choice(COMMANDS), chosen
    special = rng.choice(SPECIAL)
    if kind == 1:
        line = rng.choice(NAMED)
        return tuple(word.replace("@", special) for word in line), {}
    path = rng.choice(IN_DOCUMENT)
    reference = rng.choice(("file:", "file:", "env:")) if path != "network.ca_file" else ""
    value = reference + rng.choice((special, f"./{special}", f"../work/{special}"))
    _write(places.work / "h.toml", path, value)
    return rng.choice(OF_DOCUMENT), {}


def _write(file: Path, path: str, value: str) -> None:
    room, _, key = path.rpartition(".")
    quoted = value.encode("utf-8", "backslashreplace").decode()
    quoted = quoted.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    kept = quoted if path == "secret" else "keyring:"
    kind = 'kind = "authing"\nhost = "http://127.0.0.1:9"\n' if room == "backend" else ""
    more = f'[connections.{room}]\n{kind}{key} = "{quoted}"\n' if room else ""
    text = 'format = "wecom-console/1"\n' + connection(80, kept=kept, more=more)
    file.write_text(text, encoding="utf-8")


@dataclass
class Odd:
    """Draws them until the time is up. The N-th of a seed is always the same."""

    places: Places
    seed: int
    tally: Tally
    time_left: Callable[[], bool]

    def run(self, numbers: Sequence[int]) -> None:
        """These of them, each in fresh folders."""
        for number in numbers:
            if not self.time_left():
                return
            self.one(number)

    def one(self, number: int) -> None:
        """The one with this number."""
        prepare(self.places)
        argv, variables = one_of(dice(self.seed, number), self.places)
        more = {KEY_VARIABLE: KEY, "TMPDIR": str(self.places.top), **variables}
        order = Order(
            tuple(word.replace("\0", "") for word in argv),
            self.places.work,
            self.places.environment(more),
            TOLD_TO_NOBODY.encode() + b"\n",
            limit_s=LIMIT_S,
            memory=MEMORY,
        )
        ended = self.places.zygote.run(order)
        self.tally.saw(ended.cpu_s, ended.peak_mb, f"exit {ended.code}")
        found = complaints(ended, cpu_s=LIMIT_CPU_S)
        if ended.peak_mb > MOST_MB:
            found.append(f"{ended.peak_mb:.0f} MB")
        if TOLD_TO_NOBODY in ended.out + ended.err and TOLD_TO_NOBODY not in " ".join(
            variables.values()
        ):
            found.append(f"a secret is told: {(ended.out + ended.err)[-300:]}")
        for what in found:
            repeat = ("--part", ODD, "--seed", str(self.seed), "--at", str(number))
            self.tally.found(f"{list(argv)!a:.300} {variables!a:.200}: {what}", repeat)
