"""Links that carry connections, for a chat, a wiki or a ticket:
``wecom-console://import?1.DATA.SUM``.

``1`` is the version, DATA the config document as JSON, deflated, in base64url without padding, SUM
the first digits of the SHA-256 of what stands between ``?`` and it. The sum tells a link that was
cut or changed on its way; who made a link it does not tell. So a link may name no place of a
secret but ``keyring:``: with ``env:`` or ``file:``, and a host of its maker's, it would carry a
secret of this computer away.
"""

import base64
import dataclasses
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.problems import Param
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value, set_value
from wecom_console.domain.secrets import DEMO, KEYRING, SecretRef
from wecom_console.exchange.config_file import MAX_BYTES, ConfigFile, parse_config
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.formats.layout import document_of

BEGIN: Final = "wecom-console://import?"
VERSION: Final = "1"
LONGEST: Final = 8_192
"""Characters of a whole link; the window opens no longer one either."""

LINK_NAME: Final = BEGIN.rstrip("?")
"""What a link is called: the rest of one is long, and says nothing to a person."""

LINK_PATH: Final = Path("wecom-console:import")
"""What stands where a file would have its path."""

ANYWHERE: Final = (KEYRING, DEMO)
"""References that mean as much on another computer."""

_SUM_DIGITS: Final = 16
# Windows puts a slash before the question mark.
_BEGIN: Final = re.compile(r"wecom-console://import/?(?:\?|$)", re.IGNORECASE)
_NAME: Final = re.compile(r"wecom-console:", re.IGNORECASE)
_DATA: Final = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class LinkTooLong:
    """No link: it would have this many characters."""

    length: int


def is_console_link(text: str) -> bool:
    """Whether a text is one of this program's links, whatever it is for."""
    return _NAME.match(text.lstrip()) is not None


def write_link(profiles: Sequence[Profile]) -> str | LinkTooLong:
    """One link with all of them, each secret's place as ``keyring:``."""
    document: dict[str, Any] = document_of(profiles)
    document["connections"] = [_portable(raw) for raw in document["connections"]]
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(text) + packer.flush()
    body = f"{VERSION}.{base64.urlsafe_b64encode(packed).decode('ascii').rstrip('=')}"
    link = f"{BEGIN}{body}.{_sum_of(body)}"
    is_short = len(link) <= LONGEST and len(text) <= MAX_BYTES
    return link if is_short else LinkTooLong(len(link))


def local_references(profile: Profile) -> tuple[str, ...]:
    """The secrets whose places (``env:``, ``file:``) a link does not carry, by dotted path."""
    return tuple(path for path, ref in _references(document_of([profile])) if ref not in ANYWHERE)


def read_link(text: str) -> ConfigFile | FileProblem:
    """The connections that a link carries. Blanks in it, where a long line was broken, do not
    count."""
    if len(text) > 2 * LONGEST:
        return _fault("long", max=LONGEST)
    link = "".join(text.split())
    begin = _BEGIN.match(link)
    if begin is None:
        return _fault("other", begin=BEGIN)
    if len(link) > LONGEST:
        return _fault("long", max=LONGEST)
    body, _, told = link[begin.end() :].rpartition(".")
    version, dot, data = body.partition(".")
    if version != VERSION and version.isascii() and version.isdecimal() and version.strip("0"):
        return _fault("newer")
    if not dot or len(told) < _SUM_DIGITS:
        return _fault("cut")
    if version != VERSION or told != _sum_of(body) or not _DATA.fullmatch(data):
        return _fault("changed")
    return _read(data)


def _read(data: str) -> ConfigFile | FileProblem:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        packed = base64.urlsafe_b64decode(data + "=" * (-len(data) % 4))
        document = unpacker.decompress(packed, MAX_BYTES + 1)
    except (zlib.error, ValueError):
        return _fault("changed")
    if not unpacker.eof or unpacker.unused_data or len(document) > MAX_BYTES:
        return _fault("changed")
    file = parse_config(LINK_PATH.with_suffix(".json"), document)
    if isinstance(file, FileProblem):
        # Line and column are those of a text that nobody sees.
        return dataclasses.replace(file, path=LINK_PATH, line=None, column=None)
    listed = [connection.raw for connection in file.connections]
    if any(ref not in ANYWHERE for _, ref in _references({"connections": listed})):
        return _fault("reference")
    return dataclasses.replace(file, path=LINK_PATH)


def _portable(raw: Mapping[str, object]) -> dict[str, object]:
    result = dict(raw)
    for path, ref in _references({"connections": [raw]}):
        if ref not in ANYWHERE:
            result = set_value(result, path, str(KEYRING))
    return result


def _references(document: Mapping[str, Any]) -> Iterator[tuple[str, SecretRef]]:
    """Every reference to a secret's place, with its path in its connection."""
    for raw in document["connections"]:
        for path in SECRET_PATHS if isinstance(raw, Mapping) else ():
            value = get_value(raw, path)
            ref = SecretRef.parse(value) if isinstance(value, str) else None
            if ref is not None:
                yield path, ref


def _sum_of(body: str) -> str:
    return sha256(body.encode("utf-8", errors="replace")).hexdigest()[:_SUM_DIGITS]


def _fault(kind: str, **params: Param) -> FileProblem:
    return FileProblem(LINK_PATH, "file.link", {"kind": kind, **params})
