"""``file:`` references: a secret in a file of its own beside the config file."""

import os
import stat
from pathlib import Path
from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.problem import SecretProblem

MAX_BYTES: Final = 64 * 1024


def read_secret_file(folder: Path, name: str) -> Secret | SecretProblem:
    """The content of `name`, relative to the config file's `folder` and not outside it once links
    are resolved; at most 64 KiB of UTF-8, one trailing newline dropped (docs/config-file.md).

    Codes: ``secret_ref.file_outside``, ``…file_missing``, ``…file_unreadable``,
    ``…file_not_regular``, ``…file_too_big``, ``…file_encoding``, ``…file_empty``."""
    try:
        home = folder.resolve(strict=True)
        if not Path(os.path.normpath(home / name)).is_relative_to(home):
            return _problem("outside", name)  # whether or not there is such a file
        path = (home / name).resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        return _problem("missing", name)
    except (OSError, ValueError, RuntimeError):  # a loop of links, a NUL in the name
        return _problem("unreadable", name)
    if not path.is_relative_to(home):
        return _problem("outside", name)
    try:
        content = _read(path)
    except OSError:
        return _problem("unreadable", name)
    if content is None:
        return _problem("not_regular", name)
    if len(content) > MAX_BYTES:
        return SecretProblem("secret_ref.file_too_big", {"name": name, "max": MAX_BYTES})
    return _decoded(content, name)


def _read(path: Path) -> bytes | None:
    """One byte more than allowed at most; None for what is no regular file. Never waits for a
    pipe's other end, never follows a link that has been put there since."""
    flags = os.O_RDONLY
    for flag in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):  # not all on all systems
        flags |= getattr(os, flag, 0)
    if path.is_dir():
        return None
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(MAX_BYTES + 1)


def _decoded(content: bytes, name: str) -> Secret | SecretProblem:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _problem("encoding", name)
    text = text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
    return Secret(text) if text else _problem("empty", name)


def _problem(what: str, name: str) -> SecretProblem:
    return SecretProblem(f"secret_ref.file_{what}", {"name": name})
