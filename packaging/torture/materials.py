"""What every run begins with: files, keys, a data folder that has something of everything, and a
simulator that stands for Authing."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyrage
from places import Places

CORP = "ww0123456789abcdef"
KEY_VARIABLE, KEY = "TORTURE_ACCESS_KEY", "synthetic-access-key-0123456789abcdef"
SECRET = b"synthetic-secret-0123456789abcdefghijklmnop\n"
OLD = b"the file as it was before\n" * 2000
ALICE = "age1ry4lu6l9vsjerzv0q8tyddtqhd9fjgr427lssc4pe8nfa8u40ppspsns52"
BOB = "age1fh5xrnun8sgv202n9srwnp4mzpuygad85elzkw7pvyfgam8524rsm005f8"


def connection(number: int, name: str = "Acme", kept: str = "keyring:", more: str = "") -> str:
    """One sound connection of a config file."""
    return f"""
[[connections]]
identifier = "acme-{number}"
display_name = "{name} {number}"
corp_id = "{CORP}"
agent_id = "1000{number:03d}"
schema = "wwauth{CORP[2:]}000{number:03d}"
secret = "{kept}"
tags = ["made"]
[connections.android]
package = "com.acme.app{number}"
signature_md5 = "0123456789abcdef0123456789abcdef"
{more}"""


def config(*connections: str) -> str:
    """A config file."""
    return 'format = "wecom-console/1"\n' + "".join(connections)


def authing(url: str, number: int) -> str:
    """The part of a connection that says which Authing it is at."""
    return f"""
[connections.backend]
kind = "authing"
host = "{url}"
app_host = "{url}"
user_pool_id = "0123456789abcdef01234567"
app_id = "0123456789abcdef0123456{number}"
access_key_secret = "env:{KEY_VARIABLE}"
[connections.wecom]
base_url = "{url}"
"""


def write_files(places: Places, url: str) -> Places:
    """The files that commands read; the places with the keys to what is sealed in them."""
    work = places.work
    texts = {
        "base.toml": config(*(connection(n) for n in range(6))),
        "more.toml": config(*(connection(n, "Changed") for n in range(3, 12))),
        "one.toml": config(connection(40)),
    }
    if url:
        texts["net.toml"] = config(connection(7, more=authing(url, 7)))
    for name, text in texts.items():
        (work / name).write_text(text, encoding="utf-8")
    folder = work / "folder"
    folder.mkdir()
    for number in (50, 51):
        text = config(connection(number))
        (folder / f"{number}.toml").write_text(text, encoding="utf-8")
    keys = [pyrage.x25519.Identity.generate() for _ in range(2)]
    for key, name in zip(keys, ("vault.key", "other.key"), strict=True):
        (work / name).write_text(f"{key}\n", encoding="utf-8")
        (work / name).chmod(0o600)
    for key, name in zip(keys, ("own.pub", "other.pub"), strict=True):
        (work / name).write_text(f"{key.to_public()}\n", encoding="utf-8")
    sealed = config(*(connection(n, "Sealed", SECRET.decode().strip()) for n in (60, 61)))
    package = pyrage.encrypt(sealed.encode(), [keys[0].to_public()])
    (work / "sealed.age").write_bytes(package)
    from cryptography.hazmat.primitives import serialization  # not where nothing is signed
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.OpenSSH,
        serialization.NoEncryption(),
    )
    (work / "sign.key").write_bytes(private)
    (work / "sign.key").chmod(0o600)
    return replace(places, identities=tuple(str(key) for key in keys))


def fill(places: Places, url: str) -> None:
    """Images ``empty``, ``keyring`` (secrets there, no vault) and ``base`` (secrets in a vault)."""
    places.keep("empty")
    must = places.must
    must("profile", "add", "--from-file", "base.toml")
    must("profile", "set", "acme-0", "display_name=Second", "--note", "second")
    must("profile", "label", "acme-1", "--tag", "red")
    must("profile", "archive", "acme-3")
    must("team", "add", "alice", ALICE)
    must("profile", "set-secret", "acme-0", stdin=SECRET)
    must("profile", "set-secret", "acme-2", stdin=SECRET)
    must("profile", "remove", "acme-4", "--yes")
    if url:
        must("profile", "add", "--from-file", "net.toml")
        must("profile", "set-secret", "acme-7", stdin=SECRET)
    must("test", "acme-0", "--json-file", "report.json")
    places.keep("keyring")
    must("vault", "init")
    places.keep("base")


@contextlib.contextmanager
def serving(top: Path) -> Iterator[str]:
    """A simulator in a process of its own, its URL; it has two connections at its Authing."""
    file = top / "served.toml"
    there = "https://authing.example"
    served = (connection(n, "Served", f"env:{KEY_VARIABLE}", authing(there, n)) for n in (7, 8))
    file.write_text(config(*served), encoding="utf-8")
    home = top / "served"
    environment = {**os.environ, "WECOM_CONSOLE_HOME": str(home), KEY_VARIABLE: KEY}
    environment.pop("LD_PRELOAD", None)
    command = [sys.executable, "-m", "wecom_console", "simulate", "--json", "--from", str(file)]
    running = subprocess.Popen(  # noqa: S603  composed here
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert running.stdout is not None
        yield str(json.loads(running.stdout.readline())["url"])
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait()
