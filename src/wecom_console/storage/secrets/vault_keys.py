"""What opens the vault: files that the environment names, or a passphrase that somebody types.

Files, because that is how systemd's credentials and the secrets of containers arrive. A passphrase
in a variable of its own is not taken: every program that this one starts would inherit it.
"""

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import NotRegularError, read_regular
from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.protocol import SecretsUnavailable

KEY_FILE: Final = "WECOM_CONSOLE_VAULT_KEY_FILE"
PASSPHRASE_FILE: Final = "WECOM_CONSOLE_VAULT_PASSPHRASE_FILE"  # noqa: S105  a variable's name
MAX_BYTES: Final = 64 * 1024

LOCKED: Final = SecretsUnavailable("secrets.vault_locked", {"variable": PASSPHRASE_FILE})
NO_KEY: Final = SecretsUnavailable("secrets.vault_no_key", {"variable": KEY_FILE})


class VaultKeys:
    """The keys of this process. `ask` gets a passphrase from the person at the terminal; None where
    nobody sits there, and in the window."""

    def __init__(
        self, environment: Mapping[str, str], ask: Callable[[], Secret] | None = None
    ) -> None:
        self._environment = environment
        self._ask = ask
        self._asked: Secret | None = None

    def passphrase(self, *, may_ask: bool) -> Secret | SecretsUnavailable:
        """From the file, else typed: asked for once. ``secrets.vault_locked`` where neither is."""
        given = self._from_file(PASSPHRASE_FILE)
        if given is not None:
            return given
        if self._asked is None and may_ask and self._ask is not None:
            self._asked = self._ask()
        return self._asked or LOCKED

    def give(self, passphrase: Secret | None) -> None:
        """What somebody typed into the window counts as asked for; None forgets it."""
        self._asked = passphrase

    def identities(self) -> Secret | SecretsUnavailable:
        """The text of the file with age's identities or an SSH private key;
        ``secrets.vault_no_key`` where none is named."""
        return self._from_file(KEY_FILE) or NO_KEY

    def readable_by_all(self) -> tuple[str, ...]:
        """Those of the files that every user of this system may read. Told and not refused: it is
        what containers do with secrets."""
        named = (self._environment.get(name, "") for name in (KEY_FILE, PASSPHRASE_FILE))
        return tuple(path for path in named if path and _is_readable_by_all(Path(path)))

    def _from_file(self, variable: str) -> Secret | SecretsUnavailable | None:
        name = self._environment.get(variable, "")
        if not name:
            return None
        params = {"variable": variable, "file": name}
        try:
            content = _read(Path(name))
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            reason = getattr(error, "strerror", None) or type(error).__name__
            return SecretsUnavailable("secrets.vault_key_file", {**params, "reason": reason})
        text = _text(content)
        return Secret(text) if text else SecretsUnavailable("secrets.vault_bad_key", params)


def _read(path: Path) -> bytes:
    """Nothing of what is no regular file or too big for a key."""
    try:
        content = read_regular(path, MAX_BYTES)
    except NotRegularError:
        return b""
    return content if len(content) <= MAX_BYTES else b""


def _text(content: bytes) -> str:
    """The content without one trailing newline; nothing where it is no text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    return text.removesuffix("\n").removesuffix("\r")


def _is_readable_by_all(path: Path) -> bool:
    if os.name == "nt":  # its modes say nothing of who may read
        return False
    try:
        return bool(path.stat().st_mode & stat.S_IROTH)
    except (OSError, ValueError):
        return False
