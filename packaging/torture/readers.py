"""Everything of the command line that reads a file, with a file that it likes."""

from __future__ import annotations

import base64
import io
import json
import plistlib
import random
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from materials import SECRET
from mutation import as_json, as_toml, as_yaml, bent, exchanged
from places import Places

Make = Callable[[random.Random, Places], bytes]


@dataclass(frozen=True)
class Reader:
    """A command line that reads the hostile file `file`: in the folder to work in, or, with
    `in_home`, in the data folder."""

    name: str
    file: str
    argv: tuple[str, ...]
    make: Make
    stdin: bytes = b""
    environment: Mapping[str, str] = field(default_factory=dict)
    in_home: bool = False


def _structure(source: str, write: Callable[[random.Random, Any], bytes]) -> Make:
    """A config file in one of its forms, exchanged; now and then bent as well."""

    def make(rng: random.Random, places: Places) -> bytes:
        text = (places.work / source).read_bytes()
        tree = json.loads(text) if source.endswith(".json") else tomllib.loads(text.decode())
        content = write(rng, exchanged(rng, tree, times=rng.choice((1, 1, 2, 4))))
        return bent(rng, content) if rng.random() < 0.25 else content

    return make


def _bytes(source: str) -> Make:
    return lambda rng, places: bent(rng, (places.work / source).read_bytes())


def _of_home(source: str) -> Make:
    return lambda rng, places: bent(rng, (places.home / source).read_bytes())


def _made(build: Callable[[], bytes]) -> Make:
    return lambda rng, _: bent(rng, build())


def _scenarios(rng: random.Random, _: Places) -> bytes:
    one = {
        "name": "evil",
        "group": "phone",
        "title": "Evil",
        "about": "What it does",
        "backends": ["simulator"],
        "platforms": ["android"],
        "expected": "success",
    }
    tree = {"format": "wecom-console-scenarios/1", "scenarios": [one]}
    content = as_toml(rng, exchanged(rng, tree, times=rng.choice((0, 1, 2))))
    return bent(rng, content) if rng.random() < 0.3 else content


def _runs(rng: random.Random, places: Places) -> bytes:
    lines = (places.work / "made.runs").read_bytes().splitlines(keepends=True)
    for _ in range(rng.choice((1, 2))):
        at = rng.randrange(len(lines))
        tree = json.loads(lines[at])
        changed = as_json(rng, exchanged(rng, tree, times=2)) + b"\n"
        lines[at] = changed if rng.random() < 0.6 else bent(rng, lines[at])
        if rng.random() < 0.2:
            break
    return b"".join(lines)


def _age(rng: random.Random, places: Places) -> bytes:
    content = (places.work / "sealed.age").read_bytes()
    head, mark, rest = content.partition(b"\n--- ")
    stanza = b"\n-> X25519 " + base64.b64encode(rng.randbytes(32)).rstrip(b"=") + b"\n"
    stanza += base64.b64encode(rng.randbytes(32)).rstrip(b"=")
    scrypt = b"\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw %d\n" % rng.choice((0, 1, 18, 21, 30, 64, 10**9))
    scrypt += b"A" * 43
    kind = rng.randrange(4)
    if kind == 0:
        head += stanza * rng.choice((1, 100, 249, 3000, 15_000))
    elif kind == 1:
        head = b"age-encryption.org/v1" + scrypt * rng.choice((1, 2))
    content = head + mark + rest
    return bent(rng, content) if kind > 1 else content


def _zip(names: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return target.getvalue()


def _apk(rng: random.Random, _: Places) -> bytes:
    head = b"\x03\x00\x08\x00" + len(b"x" * 400).to_bytes(4, "little")
    names = {
        "AndroidManifest.xml": bent(rng, head + b"\x01\x00\x1c\x00" + bytes(400)),
        "classes.dex": bent(rng, b"dex\n035\0" + bytes(rng.choice((200, 5_000_000)))),
        "META-INF/CERT.RSA": bent(rng, b"\x30\x82\x01\x00" * 40),
    }
    content = _zip(names)
    return bent(rng, content) if rng.random() < 0.5 else content


def _ipa(rng: random.Random, _: Places) -> bytes:
    tree = {
        "CFBundleIdentifier": "com.acme.app",
        "CFBundleShortVersionString": "1",
        "CFBundleURLTypes": [{"CFBundleURLSchemes": ["acme"]}],
        "LSApplicationQueriesSchemes": ["wxwork"],
    }
    form = rng.choice((plistlib.FMT_XML, plistlib.FMT_BINARY))
    try:
        info = plistlib.dumps(exchanged(rng, tree, times=2), fmt=form)
    except (TypeError, ValueError, OverflowError, RecursionError, UnicodeError):
        info = plistlib.dumps(tree, fmt=form)
    content = _zip({"Payload/A.app/Info.plist": bent(rng, info) if rng.random() < 0.6 else info})
    return bent(rng, content) if rng.random() < 0.3 else content


def _hap(rng: random.Random, _: Places) -> bytes:
    tree = {
        "app": {"bundleName": "com.acme.app", "versionName": "1", "versionCode": 1},
        "module": {"name": "entry", "abilities": [{"skills": [{"uris": [{"scheme": "a"}]}]}]},
    }
    content = _zip({"module.json": as_json(rng, exchanged(rng, tree, times=2))})
    return bent(rng, content) if rng.random() < 0.4 else content


def _pasted(rng: random.Random, _: Places) -> bytes:
    whole = (
        b'{"errcode": 60020, "errmsg": "not allow to access from your ip, hint: [17900000]"}',
        b"curl -X POST 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=ww0&corpsecret=x'",
        b'{"log": {"entries": [{"request": {"url": "https://a.example"}, "response": {}}]}}',
        b"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x10\0\0\0\x10\0\x08\x02\0\0\0" + bytes(60),
        b"bplist00\xd1\x01\x02Sabc" + bytes(40),
        b"wwauth0123456789abcdef000002://jsapi?code=1&state=2",
    )
    return bent(rng, rng.choice(whole) * rng.choice((1, 1, 200)))


def _pem(kind: str) -> Make:
    def make(rng: random.Random, _: Places) -> bytes:
        body = base64.encodebytes(bent(rng, b"openssh-key-v1\0" + bytes(300))[:100_000])
        return f"-----BEGIN {kind}-----\n".encode() + body + f"-----END {kind}-----\n".encode()

    return make


_CONFIGS = tuple(
    Reader(
        f"{name} {form}", f"h.{form}", (*argv, f"h.{form}", *more), _structure("base.toml", write)
    )
    for form, write in (("toml", as_toml), ("yaml", as_yaml), ("json", as_json))
    for name, argv, more in (
        ("check", ("check",), ()),
        ("import", ("import",), ("--on-conflict", "replace")),
        ("import --dry-run", ("import",), ("--dry-run", "--json")),
        ("export", ("export",), ("--format", "env")),
        ("test", ("test", "--fail-fast"), ()),
        ("profile add", ("profile", "add", "--draft", "--from-file"), ()),
    )
)

READERS: tuple[Reader, ...] = (
    *_CONFIGS,
    Reader("diff", "h.toml", ("diff", "h.toml", "--json"), _structure("net.toml", as_toml)),
    Reader("link", "h.toml", ("link", "h.toml"), _structure("base.toml", as_toml)),
    Reader(
        "import authing",
        "h.json",
        ("import", "h.json", "--dry-run"),
        _structure("authing.json", as_json),
    ),
    Reader("test --scenarios", "h.toml", ("test", "--demo", "--scenarios", "h.toml"), _scenarios),
    Reader(
        "simulate --scenarios",
        "h.toml",
        ("simulate", "--scenarios", "h.toml", "--scenario", "nope"),
        _scenarios,
    ),
    Reader("replay report", "h.json", ("replay", "h.json"), _structure("report.json", as_json)),
    Reader("replay runs", "h.runs", ("replay", "h.runs", "--json"), _runs),
    Reader("test --resume", "h.runs", ("test", "acme-1", "--resume", "h.runs"), _runs),
    Reader("import age", "h.age", ("import", "h.age", "--identity", "vault.key"), _age),
    Reader("import age, passphrase", "h.age", ("import", "h.age"), _age, stdin=b"x\n"),
    Reader(
        "--identity", "h.key", ("import", "sealed.age", "--identity", "h.key"), _bytes("vault.key")
    ),
    Reader(
        "--sign",
        "h.key",
        ("export", "acme-0", "--sign", "h.key", "-o", "o.toml"),
        _bytes("sign.key"),
    ),
    Reader(
        "--sign pem",
        "h.key",
        ("export", "acme-0", "--sign", "h.key", "-o", "o.toml"),
        _pem("OPENSSH PRIVATE KEY"),
    ),
    Reader(
        "signature",
        "signed.toml.sig",
        ("import", "signed.toml", "--dry-run"),
        _bytes("signed.toml.sig"),
    ),
    Reader(
        "--signers",
        "h.pub",
        ("import", "signed.toml", "--dry-run", "--require-signature", "--signers", "h.pub"),
        _bytes("own.pub"),
    ),
    Reader("team add", "h.pub", ("team", "add", "eve", "h.pub"), _bytes("other.pub")),
    Reader(
        "--encrypt-to",
        "h.pub",
        ("export", "acme-0", "--encrypt-to", "h.pub", "-o", "o.age"),
        _bytes("own.pub"),
    ),
    Reader("inspect apk", "h.apk", ("inspect", "h.apk"), _apk),
    Reader("inspect ipa", "h.ipa", ("inspect", "h.ipa", "--json"), _ipa),
    Reader("inspect hap", "h.hap", ("inspect", "h.hap", "--against", "acme-0"), _hap),
    Reader("inspect pem", "h.pem", ("inspect", "h.pem"), _pem("CERTIFICATE"), stdin=b"x\n"),
    Reader(
        "inspect jks",
        "h.jks",
        ("inspect", "h.jks"),
        _made(lambda: b"\xfe\xed\xfe\xed\0\0\0\2\0\0\0\1" + bytes(300)),
        stdin=b"x\n",
    ),
    Reader("explain", "h.txt", ("explain", "--file", "h.txt", "--json"), _pasted),
    Reader("vault", "secrets.age", ("vault", "status"), _age, in_home=True),
    Reader(
        "vault bytes",
        "secrets.age",
        ("profile", "set-secret", "acme-1"),
        _of_home("secrets.age"),
        stdin=SECRET,
        in_home=True,
    ),
    Reader("settings", "settings.json", ("team", "list"), _of_home("settings.json"), in_home=True),
    Reader(
        "settings, written",
        "settings.json",
        ("team", "remove", "alice"),
        _of_home("settings.json"),
        in_home=True,
    ),
    Reader(
        "database",
        "console.db",
        ("profile", "list", "--json"),
        _of_home("console.db"),
        in_home=True,
    ),
    Reader(
        "database, written",
        "console.db",
        ("profile", "set", "acme-0", "display_name=X"),
        _of_home("console.db"),
        in_home=True,
    ),
    Reader(
        "database, undo", "console.db", ("import", "--undo"), _of_home("console.db"), in_home=True
    ),
    Reader(
        "old journal",
        "last-import.jsonl",
        ("import", "--undo"),
        _structure("report.json", as_json),
        in_home=True,
    ),
    Reader(
        "attempts",
        "attempts.json",
        ("check", "--online", "acme-7"),
        _structure("report.json", as_json),
        in_home=True,
    ),
    Reader(
        "vault key",
        "h.key",
        ("vault", "status"),
        _bytes("vault.key"),
        environment={"WECOM_CONSOLE_VAULT_KEY_FILE": "h.key"},
    ),
    Reader(
        "vault passphrase",
        "h.key",
        ("vault", "status"),
        _bytes("vault.key"),
        environment={
            "WECOM_CONSOLE_VAULT_KEY_FILE": "",
            "WECOM_CONSOLE_VAULT_PASSPHRASE_FILE": "h.key",
        },
    ),
)
