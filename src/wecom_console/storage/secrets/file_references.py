"""``file:`` references: a secret in a file of its own beside the config file."""

import os
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import NotRegularError, read_regular
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
        content = read_regular(path, MAX_BYTES, follows_links=False)  # none put there since
    except NotRegularError:
        return _problem("not_regular", name)
    except OSError:
        return _problem("unreadable", name)
    if len(content) > MAX_BYTES:
        return SecretProblem("secret_ref.file_too_big", {"name": name, "max": MAX_BYTES})
    return _decoded(content, name)


def _decoded(content: bytes, name: str) -> Secret | SecretProblem:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _problem("encoding", name)
    text = text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
    return Secret(text) if text else _problem("empty", name)


def _problem(what: str, name: str) -> SecretProblem:
    return SecretProblem(f"secret_ref.file_{what}", {"name": name})
