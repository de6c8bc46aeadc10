"""Encrypted packages: plain age files (age-encryption.org/v1) around a config file.

Any age tool opens them. Inside, and nowhere else, a secret may be written out: its place in a
package says that it goes into the keyring of whoever opens it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import tomli_w

from wecom_console.age_file import (
    NotOpened,
    needs_passphrase,
    open_with_identities,
    open_with_passphrase,
)
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value, set_value
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef
from wecom_console.exchange.config_file import ConfigFile, parse_config
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.formats.layout import document_of


@dataclass(frozen=True, slots=True)
class PackageKey:
    """What opens a package: a passphrase, or the text of a file of identities (age's own keys, or
    one SSH private key without a passphrase)."""

    passphrase: Secret | None = field(default=None, repr=False)
    identities: Secret | None = field(default=None, repr=False)


def package_text(profiles: Sequence[Profile], secrets: Sequence[Mapping[str, Secret]]) -> bytes:
    """What goes into a package: the config file, with these secrets (one mapping a profile, by
    dotted path) in place of their references."""
    document = document_of(profiles)
    listed: Any = document["connections"]
    for place, own in enumerate(secrets):
        for path, secret in own.items():
            listed[place] = set_value(listed[place], path, secret.reveal())
    return tomli_w.dumps(document).encode("utf-8")


def take_literals(raw: object) -> tuple[object, dict[str, Secret]]:
    """A connection of a package with ``keyring:`` in place of each secret that is written out, and
    those secrets by dotted path."""
    secrets: dict[str, Secret] = {}
    if not isinstance(raw, Mapping):
        return raw, secrets
    result: dict[str, object] = dict(raw)
    for path in SECRET_PATHS:
        value = get_value(result, path)
        if isinstance(value, str) and value and SecretRef.parse(value) is None:
            secrets[path] = Secret(value)
            result = set_value(result, path, str(KEYRING))
    return result, secrets


def read_package(path: Path, data: bytes, key: PackageKey) -> ConfigFile | FileProblem:
    """The config file in the package `data` at `path`, its secrets beside the connections."""
    text = open_package(path, data, key)
    if isinstance(text, FileProblem):
        return text
    file = parse_config(path.with_suffix(".toml"), text)
    if isinstance(file, FileProblem):
        # Line and column are those of a text that nobody sees.
        return replace(file, path=path, line=None, column=None)
    connections = []
    for connection in file.connections:
        raw, secrets = take_literals(connection.raw)
        connections.append(replace(connection, raw=raw, lines=None, secrets=secrets))
    return replace(file, path=path, connections=tuple(connections))


def open_package(path: Path, data: bytes, key: PackageKey) -> bytes | FileProblem:
    """What is inside; or why not, with `kind` ``passphrase`` or ``identity`` for what is missing,
    ``wrong_passphrase``, ``wrong_identity``, ``bad_identity``, ``costly``, ``damaged``."""
    found: bytes | NotOpened
    if needs_passphrase(data):
        if key.passphrase is None:
            return FileProblem(path, "file.package", {"kind": "passphrase"})
        found = open_with_passphrase(data, key.passphrase)
    else:
        if key.identities is None:
            return FileProblem(path, "file.package", {"kind": "identity"})
        found = open_with_identities(data, key.identities)
    if isinstance(found, NotOpened):
        return FileProblem(path, "file.package", {"kind": found.kind})
    return found
