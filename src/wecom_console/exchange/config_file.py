"""Reading a config file, version 1 (docs/config-file.md): bytes to raw connections, or a problem.

Whether a connection is right is not decided here: that is `check`, the door behind this one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Final

from wecom_console.age_file import is_age_file
from wecom_console.disk.regular_files import NotRegularError, read_regular
from wecom_console.domain.problems import Problem
from wecom_console.domain.rules.common import error, shown
from wecom_console.domain.secrets import Secret
from wecom_console.domain.shape import MAX_UNKNOWN
from wecom_console.exchange.decoding import decode_utf8
from wecom_console.exchange.file_problem import FileProblem, TextFault, fault_at
from wecom_console.exchange.json_text import parse_json
from wecom_console.exchange.positions import ConnectionLines, connection_lines
from wecom_console.exchange.toml_text import parse_toml

FORMAT: Final = "wecom-console/1"
MAX_BYTES: Final = 1024 * 1024
PACKAGE_BYTES: Final = 2 * MAX_BYTES
"""What armor and header may add to a config file."""

MAX_CONNECTIONS: Final = 1000
TOP_LEVEL_KEYS: Final = ("format", "connections")
SUFFIXES: Final = (".toml", ".json", ".yaml", ".yml")
"""How a config file's name ends."""

_FORMAT_KEY: Final = re.compile(r"""^([ \t{]*)["']?format["']?\s*[=:]""", re.MULTILINE)
_YAML_FORMAT: Final = re.compile(
    r"""^["']?format["']?[ \t]*:[ \t]+["']?wecom-console/""", re.MULTILINE
)


class Notation(StrEnum):
    """The three ways of writing the same structure."""

    TOML = "toml"
    JSON = "json"
    YAML = "yaml"


_FORMAT_LINES: Final = {
    Notation.TOML: f'format = "{FORMAT}"',
    Notation.JSON: f'"format": "{FORMAT}"',
    Notation.YAML: f'format: "{FORMAT}"',
}


@dataclass(frozen=True, slots=True)
class RawConnection:
    """A connection as the file has it, unchecked. `number` counts from 1 in the file's order.
    `secrets` are those that came with it, by dotted path; `problems` is what its reader has found.
    """

    number: int
    raw: object
    lines: ConnectionLines | None = None
    secrets: Mapping[str, Secret] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def identifier(self) -> str:
        """What the connection calls itself; empty where that is no text."""
        value = self.raw.get("identifier") if isinstance(self.raw, Mapping) else None
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A file that could be read. `problems` are those of the file as a whole."""

    path: Path
    connections: tuple[RawConnection, ...]
    problems: tuple[Problem, ...] = ()


def read_config_file(path: Path) -> ConfigFile | FileProblem:
    """Read the file at `path`. Never raises for what lies there."""
    data = read_content(path)
    return data if isinstance(data, FileProblem) else parse_config(path, data)


def parse_config(path: Path, data: bytes) -> ConfigFile | FileProblem:
    """What `data`, the content of `path`, says, in the notation that its name or else its
    beginning tells."""
    if is_age_file(data):
        return FileProblem(path, "file.package", {"kind": "encrypted"})
    text = decode_utf8(data)
    if isinstance(text, TextFault):
        return text.at(path)
    notation = notation_of(path, text)
    found = _parse(text, notation)
    if isinstance(found, TextFault):
        return found.at(path)
    document, lines = found
    stated = document.get("format") if isinstance(document, Mapping) else None
    if not isinstance(document, Mapping) or stated != FORMAT:
        return _other_format(stated, text, notation).at(path)
    if notation is Notation.TOML:
        listed = document.get("connections")
        lines = connection_lines(text, count=len(listed)) if isinstance(listed, list) else ()
    return _config(path, document, lines)


def notation_of(path: Path, text: str) -> Notation:
    """As what a file is read."""
    match path.suffix.lower():
        case ".toml":
            return Notation.TOML
        case ".json":
            return Notation.JSON
        case ".yaml" | ".yml":
            return Notation.YAML
    if text.lstrip()[:1] == "{":
        return Notation.JSON
    return Notation.YAML if _YAML_FORMAT.search(text) else Notation.TOML


def _parse(text: str, notation: Notation) -> tuple[object, tuple[ConnectionLines, ...]] | TextFault:
    """The document, with the lines of its connections where the reader knows them."""
    if notation is not Notation.YAML:
        document = parse_json(text) if notation is Notation.JSON else parse_toml(text)
        return document if isinstance(document, TextFault) else (document, ())
    from wecom_console.exchange.yaml_text import parse_yaml  # PyYAML: only where it is needed

    found = parse_yaml(text)
    if not isinstance(found, TextFault):
        return found.document, found.lines
    if found.code == "file.yaml" and not _FORMAT_KEY.search(text):
        # Sound YAML of another program (anchors, tags): it does not say that it is ours.
        return _other_format(None, text, notation)
    return found


def read_content(path: Path) -> bytes | FileProblem:
    """The content of a config file or of an encrypted package, which may be the larger."""
    return read_bytes(path, limit=MAX_BYTES, package_limit=PACKAGE_BYTES)


def read_bytes(path: Path, *, limit: int, package_limit: int = 0) -> bytes | FileProblem:
    """The content of a regular file of at most `limit` bytes (`package_limit`, where it is an age
    file and that is more), or why it cannot be had."""
    try:
        data = read_regular(path, max(limit, package_limit))
    except NotRegularError as error:
        return FileProblem(path, "file.not_a_file", {"kind": error.kind})
    except FileNotFoundError:
        return FileProblem(path, "file.missing")
    except PermissionError:
        return FileProblem(path, "file.permission")
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return FileProblem(path, "file.unreadable")
    if is_age_file(data):
        limit = max(limit, package_limit)
    if len(data) > limit:
        return FileProblem(path, "file.too_large", {"limit_kib": limit // 1024})
    return data


def _other_format(found: object, text: str, notation: Notation) -> TextFault:
    """What the file says it is, and where; at its beginning where it says nothing."""
    line = _FORMAT_LINES[notation]
    if found is None:
        return TextFault("file.version", {"kind": "missing", "line": line}, 1, 1)
    place = _FORMAT_KEY.search(text)
    name, _, version = found.partition("/") if isinstance(found, str) else ("", "", "")
    is_newer = name == "wecom-console" and version.isascii() and version.isdecimal()
    kind = "newer" if is_newer and version.strip("0") else "unknown"
    written = shown(found) if isinstance(found, str) else ""
    index = place.end(1) if place else 0
    return fault_at(
        "file.version", text, index, kind=kind, found=written, expected=FORMAT, line=line
    )


def _config(
    path: Path, document: Mapping[str, object], lines: tuple[ConnectionLines, ...]
) -> ConfigFile:
    unknown = [str(key) for key in document if key not in TOP_LEVEL_KEYS]
    problems = [_unknown_key(key) for key in unknown[:MAX_UNKNOWN]]
    if (more := len(unknown) - MAX_UNKNOWN) > 0:
        problems.append(error("key.more", "", count=more))
    listed = document.get("connections")
    if not isinstance(listed, list):
        kind = "table" if isinstance(listed, Mapping) else "none"
        problems.append(error(f"connections.{kind}", "connections"))
        listed = []
    elif not listed:
        problems.append(error("connections.none", "connections"))
    elif len(listed) > MAX_CONNECTIONS:
        problems.append(
            error("connections.many", "connections", count=len(listed), max=MAX_CONNECTIONS)
        )
    connections = tuple(
        RawConnection(number, raw, lines[number - 1] if lines else None)
        for number, raw in enumerate(listed[:MAX_CONNECTIONS], start=1)
    )
    return ConfigFile(path, connections, tuple(problems))


def _unknown_key(key: str) -> Problem:
    close = get_close_matches(key[:40], TOP_LEVEL_KEYS, n=1)
    if close:
        return error("key.top_close", shown(key), key=shown(key), suggestion=close[0])
    return error("key.top", shown(key), key=shown(key))
