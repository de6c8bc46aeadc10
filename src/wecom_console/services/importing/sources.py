"""What somebody wants to import, opened: read once, with its signature, and of one kind from here
on. Nothing of it is compared with what is stored yet.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from wecom_console.age_file import is_age_file, needs_passphrase
from wecom_console.exchange.authing_json import AuthingConnections, read_authing
from wecom_console.exchange.config_file import (
    SUFFIXES,
    ConfigFile,
    Notation,
    notation_of,
    parse_config,
)
from wecom_console.exchange.config_link import LINK_PATH, is_console_link, read_link
from wecom_console.exchange.decoding import decode_utf8
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.importing.signatures import (
    SignedBy,
    SignedFile,
    Trust,
    read_signed,
)
from wecom_console.services.importing.watch import ImportPhase, ImportStopped, ImportWatch

MAX_FILES: Final = 1000
"""How many files of a folder are looked at."""

_MAY_BE_AUTHINGS: Final = ("file.version", "file.syntax")
"""What is said of JSON that is no config file: a list without a `.json` name is no TOML either."""


@dataclass(frozen=True, slots=True)
class ConfigFiles:
    """Config files that are taken in together: one, those of a folder, or several that were named.
    `path` is what they are called, `signature` there where all of them are signed by one key."""

    path: Path
    files: tuple[ConfigFile, ...]
    signature: SignedBy | None = None


@dataclass(frozen=True, slots=True)
class AuthingJson:
    """A file with Authing's own JSON."""

    path: Path
    found: AuthingConnections
    signature: SignedBy | None = None


@dataclass(frozen=True, slots=True)
class LockedPackage:
    """An encrypted package; what opens it is still to be asked for."""

    path: Path
    data: bytes = field(repr=False)
    signature: SignedBy | None = None

    @property
    def needs_passphrase(self) -> bool:
        """Whether a passphrase opens it; identities otherwise."""
        return needs_passphrase(self.data)


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What a link carries; nobody signs one. Nothing of this computer's files is read for it."""

    file: ConfigFile
    path: Path = LINK_PATH
    signature: None = None


Importable = ConfigFiles | AuthingJson | LockedPackage | OpenedLink
Source = Importable | FileProblem | ImportStopped
"""What an import begins with, or why there is nothing to import."""


def open_source(what: str | Path | Sequence[Path], trust: Trust, watch: ImportWatch) -> Source:
    """Read a link, or the path of a file or folder; or several files, which are taken in together.
    A file whose signature does not fit is not used; `trust` says whose are known, and whether one
    is needed."""
    if isinstance(what, str):
        if is_console_link(what):
            return _open_link(what, trust)
        what = Path(what)
    if not isinstance(what, Path):
        return _open_files(what[0].parent, what, trust, watch, named=True)
    if os.path.isdir(what):  # unlike Path, it stands names of any length
        paths = _config_files(what)
        if isinstance(paths, FileProblem):
            return paths
        return _open_files(what, paths, trust, watch)
    return _open_file(what, trust)


def _open_link(text: str, trust: Trust) -> OpenedLink | FileProblem:
    file = read_link(text)
    if isinstance(file, FileProblem):
        return file
    return trust.refusal(LINK_PATH, None) or OpenedLink(file)


def _config_files(folder: Path) -> Sequence[Path] | FileProblem:
    """The files in `folder` that may be config files, by name; not those in folders below."""
    try:
        found = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
        )
    except PermissionError:
        return FileProblem(folder, "file.permission")
    except OSError:
        return FileProblem(folder, "file.unreadable")
    if len(found) > MAX_FILES:
        return FileProblem(folder, "file.many_files", {"count": len(found), "max": MAX_FILES})
    return found


def _open_files(
    shown: Path, paths: Sequence[Path], trust: Trust, watch: ImportWatch, *, named: bool = False
) -> ConfigFiles | FileProblem | ImportStopped:
    """One file that cannot be read keeps all of them out; one of a folder that is no config file
    does not belong to it, unless somebody `named` it."""
    files: list[ConfigFile] = []
    signers: set[SignedBy | None] = set()
    for done, path in enumerate(paths):
        if not watch.step(ImportPhase.READ, done, len(paths)):
            return ImportStopped()
        read = read_signed(path, trust)
        if isinstance(read, FileProblem):
            return read
        file = parse_config(path, read.data)
        if isinstance(file, FileProblem):
            if _is_other_file(file) and not named:
                continue
            return file
        if read.refused:
            return read.refused
        files.append(file)
        signers.add(read.by)
    if not any(file.connections or file.problems for file in files):
        return FileProblem(shown, "file.no_files")
    return ConfigFiles(shown, tuple(files), signers.pop() if len(signers) == 1 else None)


def _is_other_file(problem: FileProblem) -> bool:
    """Whether a file beside config files is none of them: a schema, a project's settings."""
    return problem.code == "file.version" and problem.params.get("kind") == "missing"


def _open_file(path: Path, trust: Trust) -> Source:
    read = read_signed(path, trust)
    if isinstance(read, FileProblem):
        return read
    if read.refused:
        return read.refused
    if is_age_file(read.data):
        return LockedPackage(path, read.data, read.by)
    file = parse_config(path, read.data)
    if isinstance(file, ConfigFile):
        return ConfigFiles(path, (file,), read.by)
    if file.code in _MAY_BE_AUTHINGS and (found := _authing(path, read, file.code)):
        return found
    return file


def _authing(path: Path, read: SignedFile, code: str) -> AuthingJson | FileProblem | None:
    text = decode_utf8(read.data)
    if not isinstance(text, str):
        return None
    if code == "file.syntax" and notation_of(path, text) is Notation.JSON:
        return None  # it is not read as JSON a second time, which is as slow again
    found = read_authing(text)
    if found is None:
        return None
    if not found.mobile:
        kind = "others" if found.others else "none"
        return FileProblem(path, "file.authing", {"kind": kind, "types": found.other_types})
    return AuthingJson(path, found, read.by)
