"""A keyring for runs under torture: one file, replaced as a whole. Chosen by the variable
`PYTHON_KEYRING_BACKEND`; `TORTURE_KEYRING` names the file."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keyring.backend import KeyringBackend


class FileKeyring(KeyringBackend):
    """What a system's keyring does, in a file."""

    priority = 1.0  # type: ignore[assignment]  keyring's own is a property of the class

    def get_password(self, service: str, username: str) -> str | None:
        """The entry's text."""
        return self._entries().get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Write the entry."""
        with self._alone():
            self._keep({**self._entries(), username: password})

    def delete_password(self, service: str, username: str) -> None:
        """Remove the entry."""
        with self._alone():
            self._keep({name: text for name, text in self._entries().items() if name != username})

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """As a keyring's daemon does one thing after the other."""
        with self._file.with_suffix(".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def _file(self) -> Path:
        return Path(os.environ["TORTURE_KEYRING"])

    def _entries(self) -> dict[str, str]:
        if not self._file.exists():
            return {}
        found: dict[str, str] = json.loads(self._file.read_text(encoding="utf-8"))
        return found

    def _keep(self, entries: dict[str, str]) -> None:
        draft = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        draft.write_text(json.dumps(entries), encoding="utf-8")
        draft.replace(self._file)
