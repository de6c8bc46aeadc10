"""Whose signature a file bears, and whether they are trusted here."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from wecom_console.exchange.config_file import read_bytes, read_content
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.signature import (
    MAX_BYTES,
    NAMESPACE,
    NoSignature,
    signature_path,
    verify,
)
from wecom_console.messages.catalogue import Messages
from wecom_console.services.exporting.team import members
from wecom_console.storage.settings import Settings

_KEY: Final = re.compile(r"(?:^|\s)(ssh-ed25519 +[A-Za-z0-9+/=]+)(?:\s+(.*))?$")
_NAMESPACES: Final = re.compile(r'namespaces="([^"]*)"')


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Whose signature fits the file. `name` is the one under which the key is known here, empty
    where it has none; what is signed by a stranger is merely unchanged."""

    public_key: str
    fingerprint: str
    name: str = ""
    is_trusted: bool = False

    def sentence(self, messages: Messages) -> str:
        """Who signed the file."""
        known = "named" if self.name else "key"
        code = f"signature.{known if self.is_trusted else 'stranger'}"
        return messages.text(code, name=self.name, fingerprint=self.fingerprint)


@dataclass(frozen=True, slots=True)
class Trust:
    """Names by the public keys of those who are trusted; with `required` only their files are
    taken in."""

    signers: Mapping[str, str] = field(default_factory=dict)
    required: bool = False

    def refusal(self, path: Path, by: SignedBy | None) -> FileProblem | None:
        """Why a file that is signed so is not taken in; None where it is."""
        if not self.required or (by is not None and by.is_trusted):
            return None
        if by is None:
            return _problem(path, "unsigned")
        params = {"kind": "untrusted", "fingerprint": by.fingerprint}
        return FileProblem(path, "file.signature", params)


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file that was read at once with its signature, so that what was checked is what is taken
    in. `by` is None where nobody signed it; `refused` says why it is not to be taken in."""

    data: bytes
    by: SignedBy | None = None
    refused: FileProblem | None = None


def team_signers(settings: Settings) -> dict[str, str]:
    """Those of the team whose keys can sign."""
    return {member.key: member.name for member in members(settings) if member.can_sign}


def read_signed(path: Path, trust: Trust) -> SignedFile | FileProblem:
    """Read the file at `path`, a config file or a package, and check the signature beside it,
    where there is one. Problems: what is wrong with the file, and ``file.signature`` with `kind`
    ``damaged``, ``misfit``, ``namespace``, ``key_type``."""
    data = read_content(path)
    if isinstance(data, FileProblem):
        return data
    by = None
    beside = signature_path(path)
    if os.path.lexists(beside):
        signature = read_bytes(beside, limit=MAX_BYTES)
        if isinstance(signature, FileProblem):
            return _problem(path, "damaged")
        found = verify(data, signature)
        if isinstance(found, NoSignature):
            return _problem(path, found.kind)
        name = trust.signers.get(found.public_key)
        by = SignedBy(found.public_key, found.fingerprint, name or "", is_trusted=name is not None)
    return SignedFile(data, by, trust.refusal(path, by))


def signers_in(path: Path, text: str) -> dict[str, str] | FileProblem:
    """Names by public key, from OpenSSH's allowed_signers or from public keys, one a line. Keys of
    other kinds are left out, and so are lines for other namespaces; an option that we do not follow
    (``valid-before``, ``cert-authority``) is refused rather than overlooked."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        place = _KEY.search(line.strip())
        if place is None or line.lstrip().startswith("#"):
            continue
        before = line.strip()[: place.start()].strip()
        principal, options = _principal(before)
        rest = _NAMESPACES.sub("", options, count=1).strip(" ,\t")
        if rest:
            return FileProblem(path, "file.signers", {"kind": "option"}, number)
        named = _NAMESPACES.search(options)
        if named is None or NAMESPACE in named[1].split(","):
            found[" ".join(place[1].split())] = principal or (place[2] or "").strip()
    return found or FileProblem(path, "file.signers", {"kind": "nobody"})


def _principal(before: str) -> tuple[str, str]:
    """The first word, which may be quoted, and what follows it."""
    if before.startswith('"'):
        name, _, options = before[1:].partition('"')
    else:
        name, _, options = before.partition(" ")
    return name, options.strip()


def _problem(path: Path, kind: str) -> FileProblem:
    return FileProblem(path, "file.signature", {"kind": kind})
