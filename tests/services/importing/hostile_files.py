"""Files as an enemy, a broken disk or a mail program makes them; for a test, and by the thousand:

``PYTHONPATH=tests .venv/bin/python -m services.hostile_files 100000``
"""

import base64
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from architecture.seeded_keys import age_identity
from exchange.authing_samples import ROW, envelope
from flow.samples import PROFILE
from wecom_console.age_file import seal
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.age_package import PackageKey
from wecom_console.exchange.config_link import write_link
from wecom_console.exchange.formats.json_file import JsonFile
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.exchange.formats.yaml_file import YamlFile
from wecom_console.services.context import Services
from wecom_console.services.importing.preview import preview_import
from wecom_console.services.importing.signatures import Trust
from wecom_console.services.importing.sources import open_source
from wecom_console.services.importing.watch import ImportWatch
from wecom_console.storage.secrets.session_store import SessionStore

IDENTITY: Final = age_identity("hostile files")
KEY: Final = PackageKey(identities=Secret(str(IDENTITY)))
TOML: Final = TomlFile().render([PROFILE]).encode()
SIGNATURE: Final = b"-----BEGIN SSH SIGNATURE-----\n%s\n-----END SSH SIGNATURE-----\n"
SOUND: Final[Mapping[str, bytes]] = {
    ".toml": TOML,
    ".json": JsonFile().render([PROFILE]).encode(),
    ".yaml": YamlFile().render([PROFILE]).encode(),
    ".age": seal(TOML, [str(IDENTITY.to_public())]),
    ".answer": json.dumps(envelope([ROW])).encode(),
    ".link": str(write_link([PROFILE])).encode(),
}
"""One of each kind that an import takes."""

Mutation = Callable[[random.Random, bytes], bytes]


def cut(chance: random.Random, data: bytes) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data))]


def flipped(chance: random.Random, data: bytes) -> bytes:
    """Some bits are others."""
    found = bytearray(data)
    for _ in range(chance.randrange(1, 20)):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def filled(chance: random.Random, data: bytes) -> bytes:
    """Something else stands in its middle."""
    place = chance.randrange(len(data))
    return data[:place] + chance.randbytes(chance.randrange(1, 200)) + data[place:]


def nested(chance: random.Random, _data: bytes) -> bytes:
    """Deeper than any stack."""
    openings = (b"[", b'{"a":', b"- ", b"a: {", b"a = [")
    return chance.choice(openings) * chance.randrange(1, 50_000)


def encoded(chance: random.Random, data: bytes) -> bytes:
    """In another encoding, or with a mark before it."""
    text = data.decode("utf-8", "replace")
    name = chance.choice(("utf-16", "utf-32", "gbk", "utf-16-le", "utf-8-sig"))
    return text.encode(name, "replace")


def leading_out(chance: random.Random, data: bytes) -> bytes:
    """Secrets from places that are none of the file's business."""
    place = chance.choice((b"file:../../etc/passwd", b"file:/etc/shadow", b"file:a/../../b"))
    return data.replace(b"keyring:", place).replace(b"env:", place + b"#", 1)


def repeated(chance: random.Random, data: bytes) -> bytes:
    """Many times over."""
    return data * chance.randrange(2, 60)


def disguised(chance: random.Random, data: bytes) -> bytes:
    """As what it is not."""
    heads = (b"PK\x03\x04", b"\x1f\x8b\x08", b"age-encryption.org/v1\n", b"%YAML 1.1\n---\n", b"#!")
    return chance.choice(heads) + data


def huge_values(chance: random.Random, data: bytes) -> bytes:
    """Numbers, names and texts without end."""
    count = chance.randrange(1, 60_000)
    long = (
        b"a = " + b"9" * count,
        b'x = """' + b"\\u0041" * count,
        b'a."b".' * (count // 20) + b"c=1",
    )
    return chance.choice(long) + b"\n" + data


def multiplying(chance: random.Random, _data: bytes) -> bytes:
    """YAML that grows when it is read."""
    levels = chance.randrange(2, 12)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join([*lines, "format: wecom-console/1"]).encode()


MUTATIONS: Final[tuple[Mutation, ...]] = (
    *(cut, flipped, filled, nested, encoded, leading_out),
    *(repeated, disguised, huge_values, multiplying),
)


def write_hostile(folder: Path, chance: random.Random) -> Path:
    """The next file; now and then a link to a device or to somebody else's file."""
    suffix = chance.choice(tuple(SOUND))
    path = folder / f"file{suffix}"
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}.sig").unlink(missing_ok=True)
    if chance.random() < 0.01:
        path.symlink_to(chance.choice(("/dev/zero", "/etc/passwd", str(folder), str(path))))
        return path
    data = chance.choice(MUTATIONS)(chance, SOUND[suffix])
    path.write_bytes(data)
    if chance.random() < 0.05:
        blob = base64.b64encode(chance.randbytes(chance.randrange(300)))
        path.with_name(f"{path.name}.sig").write_bytes(chance.choice((SIGNATURE % blob, data)))
    return path


def looked_at(services: Services, path: Path) -> str:
    """What an import says of it: the name of the value that it gives."""
    is_link = path.suffix == ".link" and not path.is_symlink()
    what = path.read_bytes().decode("utf-8", "replace") if is_link else path
    source = open_source(what, Trust(), ImportWatch())
    return type(preview_import(source, services.profiles, KEY)).__name__


def hostile_paths(folder: Path, count: int, seed: int) -> Iterator[Path]:
    """So many of them, one after the other under the same few names."""
    chance = random.Random(seed)
    for _ in range(count):
        yield write_hostile(folder, chance)


def main(count: int, seed: int) -> None:
    """Looks at `count` files, and prints what they gave and how long the slowest took."""
    kinds: Counter[str] = Counter()
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "files"
        folder.mkdir()
        services = Services({"WECOM_CONSOLE_HOME": home}, keyring=SessionStore())
        for path in hostile_paths(folder, count, seed):
            begun = time.perf_counter()
            kinds[looked_at(services, path)] += 1
            slowest = max(slowest, (time.perf_counter() - begun, path.suffix))
        stored = len(list(services.profiles.list()))
        services.close()
    told = {"files": count, "seed": seed, "stored": stored, "slowest_s": round(slowest[0], 3)}
    sys.stdout.write(f"{json.dumps({**told, 'of': slowest[1], **kinds})}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
