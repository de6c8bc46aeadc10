"""What is in a vault: a small JSON document that names its version.

``{"format": "wecom-console-vault/1", "recipients": ["age1…"], "secrets": {"<profile id>":
{"<field>": "…"}}}``. The recipients stand inside because an age file does not tell them, and the
next write needs them; none are named where a passphrase opens it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from wecom_console.domain.secrets import Secret

FORMAT: Final = "wecom-console-vault/1"
MAX_BYTES: Final = 4 * 1024 * 1024
MAX_RECIPIENTS: Final = 100

_NAME, _, _VERSION = FORMAT.partition("/")


class VaultEntry(NamedTuple):
    """Whose secret it is; the field is the dotted path in a config file."""

    profile_id: str
    field: str


@dataclass(frozen=True, slots=True)
class VaultDocument:
    """The secrets, and for whom they are encrypted."""

    secrets: Mapping[VaultEntry, Secret] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoDocument:
    """It was opened and is none of ours: ``damaged``, or ``newer`` than this program."""

    kind: str


def read_document(text: bytes) -> VaultDocument | NoDocument:
    """The document in an opened vault."""
    try:
        raw = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        return NoDocument("damaged")
    if not isinstance(raw, dict):
        return NoDocument("damaged")
    if raw.get("format") != FORMAT:
        return NoDocument("newer" if _is_newer(raw.get("format")) else "damaged")
    recipients = raw.get("recipients", [])
    profiles = raw.get("secrets", {})
    if not _is_texts(recipients) or len(recipients) > MAX_RECIPIENTS:
        return NoDocument("damaged")
    if not isinstance(profiles, dict):
        return NoDocument("damaged")
    secrets: dict[VaultEntry, Secret] = {}
    for profile_id, fields in profiles.items():
        if not isinstance(fields, dict) or not _is_texts(list(fields.values())):
            return NoDocument("damaged")
        secrets |= {VaultEntry(profile_id, name): Secret(text) for name, text in fields.items()}
    return VaultDocument(secrets, tuple(recipients))


def write_document(document: VaultDocument) -> bytes:
    """The text to be encrypted. Only that: it holds every secret."""
    profiles: dict[str, dict[str, str]] = {}
    for entry, secret in document.secrets.items():
        profiles.setdefault(entry.profile_id, {})[entry.field] = secret.reveal()
    raw = {"format": FORMAT, "recipients": list(document.recipients), "secrets": profiles}
    return json.dumps(raw, ensure_ascii=True, indent=2, sort_keys=True).encode("ascii")


def _is_newer(found: object) -> bool:
    name, _, version = found.partition("/") if isinstance(found, str) else ("", "", "")
    is_number = version.isascii() and version.isdecimal() and len(version) < 10
    return name == _NAME and is_number and int(version) > int(_VERSION)


def _is_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)
