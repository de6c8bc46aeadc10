"""The settings' file: JSON, replaced as a whole, set aside when it is damaged.

Several processes change it (the window, `team add`): whoever does is alone with it from reading to
writing, or the other's change would be lost.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from wecom_console.disk.regular_files import read_regular
from wecom_console.storage.files import name_set_aside, write_atomically
from wecom_console.storage.problems import Clock, Notice
from wecom_console.storage.settings import Settings, read_settings, write_settings
from wecom_console.storage.use_lock import alone_with_file

TIMEOUT_S: Final = 10.0

RefusedT = TypeVar("RefusedT")

MOST_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings and what their user should know of the file they came from."""

    settings: Settings
    notices: tuple[Notice, ...] = ()


class SettingsFile:
    """Never keeps the program from starting: without a readable file there are defaults."""

    def __init__(self, path: Path, *, clock: Clock, timeout_s: float = TIMEOUT_S) -> None:
        self._path = path
        self._clock = clock
        self._timeout_s = timeout_s

    def load(self) -> LoadedSettings:
        """The settings. Notices: ``settings.set_aside``, ``settings.unreadable``,
        ``settings.value_ignored`` (``key``)."""
        try:
            content = read_regular(self._path, MOST_BYTES)
        except FileNotFoundError:
            return LoadedSettings(Settings())
        except OSError as error:
            return LoadedSettings(Settings(), (self._notice("settings.unreadable", error),))
        raw = _parse(content)
        if raw is None:
            return self._without(content)
        return self._loaded(raw)

    def change(
        self, change: Callable[[Settings], Settings | RefusedT]
    ) -> Settings | RefusedT | Notice:
        """Put what `change` makes of the settings in their place; its refusal, or why they are not
        on the disk (``settings.not_saved``, ``settings.unreadable``), otherwise."""
        try:
            with alone_with_file(self._path, timeout_s=self._timeout_s):
                found = self._load_alone()
                if isinstance(found, Notice):
                    return found
                changed = change(found.settings)
                if isinstance(changed, Settings):
                    self._write(changed)
                return changed
        except OSError as error:
            return self._notice("settings.not_saved", error)

    def save(self, settings: Settings) -> Notice | None:
        """Replace the file; None when it is on the disk, else ``settings.not_saved``."""
        result: Settings | Notice = self.change(lambda _before: settings)
        return result if isinstance(result, Notice) else None

    def _loaded(self, raw: dict[str, object]) -> LoadedSettings:
        found = read_settings(raw)
        ignored = tuple(Notice("settings.value_ignored", {"key": key}) for key in found.ignored)
        return LoadedSettings(found.settings, ignored)

    def _load_alone(self) -> LoadedSettings | Notice:
        """For whoever is about to write: a file that cannot be read is not written over."""
        try:
            content = read_regular(self._path, MOST_BYTES)
        except FileNotFoundError:
            return LoadedSettings(Settings())
        except OSError as error:
            return self._notice("settings.unreadable", error)
        raw = _parse(content)
        if raw is not None:
            return self._loaded(raw)
        told = self._set_aside()
        return LoadedSettings(Settings(), (told,)) if told.code == "settings.set_aside" else told

    def _without(self, content: bytes) -> LoadedSettings:
        """What is damaged is set aside, unless somebody has just written another."""
        try:
            with alone_with_file(self._path, timeout_s=self._timeout_s):
                if read_regular(self._path, MOST_BYTES) == content:
                    return LoadedSettings(Settings(), (self._set_aside(),))
        except OSError as error:
            return LoadedSettings(Settings(), (self._notice("settings.unreadable", error),))
        return self.load()

    def _write(self, settings: Settings) -> None:
        text = json.dumps(write_settings(settings), ensure_ascii=True, indent=2, sort_keys=True)
        write_atomically(self._path, f"{text}\n".encode("ascii"))

    def _set_aside(self) -> Notice:
        kept = name_set_aside(self._path, at=self._clock())
        try:
            self._path.rename(kept)
        except OSError as error:
            return self._notice("settings.unreadable", error)
        return Notice("settings.set_aside", {"file": str(kept)})

    def _notice(self, code: str, error: OSError) -> Notice:
        reason = error.strerror or type(error).__name__
        return Notice(code, {"file": str(self._path), "reason": reason})


def _parse(content: bytes) -> dict[str, object] | None:
    """The object in a JSON file; None for anything else."""
    try:
        raw = json.loads(content.decode("utf-8-sig")) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        return None
    return raw if isinstance(raw, dict) else None
