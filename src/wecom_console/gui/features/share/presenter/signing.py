"""The key that signs what the share page saves: chosen once, held while the window lives."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.presenter.background import Background

if TYPE_CHECKING:
    from wecom_console.exchange.file_problem import FileProblem
    from wecom_console.services.exporting.signing import SavedFile, SigningKey


@dataclass(frozen=True, slots=True)
class SigningView:
    """`name` is the file of the key that signs; `locked` that of one that wants its passphrase.
    `problem` is why a key cannot sign."""

    name: str = ""
    locked: str = ""
    problem: "FileProblem | None" = None


class SigningPresenter(QObject):
    """`view_changed` carries a `SigningView`. The key never leaves this process."""

    view_changed = Signal(object)

    def __init__(self, *, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._path: Path | None = None
        self._key: SigningKey | None = None
        self._view = SigningView()

    @property
    def view(self) -> SigningView:
        """What is shown."""
        return self._view

    def choose(self, path: Path) -> None:
        """Takes the key in this file."""
        self._load(path, None)

    def unlock(self, passphrase: Secret) -> None:
        """Opens the key with its passphrase."""
        if self._path is not None:
            self._load(self._path, passphrase)

    def forget(self) -> None:
        """Signs nothing any more."""
        self._path = self._key = None
        self._say(SigningView())

    def saver(self) -> "Callable[[Path, bytes], SavedFile]":
        """What writes a file and, with a key, its signature. Blocks."""
        key = self._key

        def save(path: Path, data: bytes) -> "SavedFile":
            from wecom_console.services.exporting.signing import (
                save_signed,  # keys: off the start path
            )

            return save_signed(path, data, key)

        return save

    def _load(self, path: Path, passphrase: Secret | None) -> None:
        def load() -> "SigningKey | FileProblem":
            from wecom_console.services.exporting.signing import load_signing_key  # as above

            return load_signing_key(path, passphrase)

        self._path, self._key = path, None
        self._background.call(load, on_done=self._on_loaded, on_error=lambda _error: self.forget())

    def _on_loaded(self, found: "SigningKey | FileProblem") -> None:
        from wecom_console.services.exporting.signing import SigningKey  # it was needed already

        if isinstance(found, SigningKey):
            self._key = found
            self._say(SigningView(name=found.name))
            return
        kind = str(found.params.get("kind", ""))
        is_locked = kind in ("passphrase", "wrong_passphrase")
        problem = None if kind == "passphrase" else found
        self._say(SigningView(locked=found.path.name if is_locked else "", problem=problem))

    def _say(self, view: SigningView) -> None:
        self._view = view
        self.view_changed.emit(view)
