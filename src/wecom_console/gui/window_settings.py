"""The settings' file as the window uses it: read once at the start, written when it changes."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from wecom_console.disk.regular_files import read_regular
from wecom_console.storage.paths import find_data_paths
from wecom_console.storage.settings import Settings, read_settings

if TYPE_CHECKING:
    from wecom_console.storage.settings_file import SettingsFile

_MOST_BYTES: Final = 1024 * 1024


class FileSettings:
    """A `SettingsPort` over the user's file."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._path = find_data_paths(environment).settings
        self._settings: Settings | None = None

    def read(self) -> Settings:
        """The settings as they were read or last written."""
        if self._settings is None:
            self._settings = self._read()
        return self._settings

    def write(self, settings: Settings) -> None:
        """Keeps them for the next start; a refusal costs only the memory of it. What another
        process has changed meanwhile (`team add`) stays."""
        known = self.read()
        if settings == known:
            return
        before = known._asdict()
        chosen = {key: value for key, value in settings._asdict().items() if value != before[key]}

        def change(now: Settings) -> Settings:
            if "team" in chosen:
                chosen["team"] = _changed(known.team, settings.team, now.team)
            return now._replace(**chosen)

        saved: object = self._file().change(change)
        self._settings = saved if isinstance(saved, Settings) else known._replace(**chosen)

    def read_again(self) -> Settings:
        """The settings as the file has them now."""
        self._settings = None
        return self.read()

    def _read(self) -> Settings:
        # The whole SettingsFile costs 5 ms of imports; only a file that cannot be read needs it.
        try:
            content = read_regular(self._path, _MOST_BYTES)
        except FileNotFoundError:
            return Settings()
        except OSError:
            return self._file().load().settings
        import json  # 2 ms that the first start need not spend

        try:
            raw = json.loads(content) if len(content) <= _MOST_BYTES else None
        except (ValueError, RecursionError):
            return self._file().load().settings
        return (
            read_settings(raw).settings if isinstance(raw, dict) else self._file().load().settings
        )

    def _file(self) -> "SettingsFile":
        from wecom_console.storage.settings_file import SettingsFile  # see _read

        return SettingsFile(self._path, clock=time.time)


def _changed(
    before: tuple[tuple[str, str], ...],
    after: tuple[tuple[str, str], ...],
    now: tuple[tuple[str, str], ...],
) -> tuple[tuple[str, str], ...]:
    """What was taken out of `before` and put into it, done to what is there `now`."""
    stay = (pair for pair in now if pair in after or pair not in before)
    come = (pair for pair in after if pair not in before and pair not in now)
    return (*stay, *come)
