"""Where this user's data lies."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

APP_NAME: Final = "wecom-console"
HOME_VARIABLE: Final = "WECOM_CONSOLE_HOME"


class DataPaths(NamedTuple):
    """The data directory and the files in it. Nothing is created by asking."""

    root: Path

    @property
    def database(self) -> Path:
        """Profiles, their history and the test runs."""
        return self.root / "console.db"

    @property
    def attempts(self) -> Path:
        """How often WeCom refused a Secret within the hour."""
        return self.root / "attempts.json"

    @property
    def last_import(self) -> Path:
        """What the last import did."""
        return self.root / "last-import.jsonl"

    @property
    def vault(self) -> Path:
        """Secrets, encrypted: only there where somebody has made it."""
        return self.root / "secrets.age"

    @property
    def settings(self) -> Path:
        """What the window remembers."""
        return self.root / "settings.json"


def find_data_paths(environment: Mapping[str, str], *, system: str = sys.platform) -> DataPaths:
    """The directory that `WECOM_CONSOLE_HOME` names, else the platform's own for user data."""
    if override := environment.get(HOME_VARIABLE, ""):
        return DataPaths(Path(override).absolute())
    if system.startswith("linux"):
        return DataPaths(_xdg_data_home(environment) / APP_NAME)
    import platformdirs  # what the rule is on other systems; 4 ms that Linux need not spend

    return DataPaths(platformdirs.user_data_path(APP_NAME, appauthor=False))


def _xdg_data_home(environment: Mapping[str, str]) -> Path:
    """The XDG base directory rule, which takes no relative path and no blank one."""
    chosen = environment.get("XDG_DATA_HOME", "").strip()
    return Path(chosen) if chosen.startswith("/") else Path("~/.local/share").expanduser()
