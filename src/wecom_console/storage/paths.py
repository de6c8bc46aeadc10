"""Where this user's data lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

APP_NAME: Final = "wecom-console"
HOME_VARIABLE: Final = "WECOM_CONSOLE_HOME"


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The data directory and the files in it. Nothing is created by asking."""

    root: Path

    @property
    def database(self) -> Path:
        """Profiles, their history and the test runs."""
        return self.root / "console.db"

    @property
    def settings(self) -> Path:
        """What the window remembers."""
        return self.root / "settings.json"


def find_data_paths(environment: Mapping[str, str]) -> DataPaths:
    """The directory that `WECOM_CONSOLE_HOME` names, else the platform's own for user data."""
    if override := environment.get(HOME_VARIABLE, ""):
        return DataPaths(Path(override).absolute())
    # Imported here: costs 15-50 ms and is not needed before the first paint.
    import platformdirs

    return DataPaths(platformdirs.user_data_path(APP_NAME, appauthor=False))
