"""The settings' file: JSON, replaced as a whole, set aside when it is damaged."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import read_regular
from wecom_console.storage.files import name_set_aside, write_atomically
from wecom_console.storage.problems import Clock, Notice
from wecom_console.storage.settings import Settings, read_settings, write_settings

MOST_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings and what their user should know of the file they came from."""

    settings: Settings
    notices: tuple[Notice, ...] = ()


class SettingsFile:
    """Never keeps the program from starting: without a readable file there are defaults."""

    def __init__(self, path: Path, *, clock: Clock) -> None:
        self._path = path
        self._clock = clock

    def load(self) -> LoadedSettings:
        """The settings. Notices: ``settings.set_aside``, ``settings.unreadable``,
        ``settings.value_ignored`` (``key``)."""
        try:
            content = read_regular(self._path, MOST_BYTES)
        except FileNotFoundError:
            return LoadedSettings(Settings())
        except OSError as error:
            return LoadedSettings(Settings(), (self._notice("settings.unreadable", error),))
        raw = _parse(content) if len(content) <= MOST_BYTES else None
        if raw is None:
            return LoadedSettings(Settings(), (self._set_aside(),))
        found = read_settings(raw)
        ignored = tuple(Notice("settings.value_ignored", {"key": key}) for key in found.ignored)
        return LoadedSettings(found.settings, ignored)

    def save(self, settings: Settings) -> Notice | None:
        """Replace the file; None when it is on the disk, else ``settings.not_saved``."""
        text = json.dumps(write_settings(settings), ensure_ascii=True, indent=2, sort_keys=True)
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._path, f"{text}\n".encode("ascii"))
        except OSError as error:
            return self._notice("settings.not_saved", error)
        return None

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
        raw = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        return None
    return raw if isinstance(raw, dict) else None
