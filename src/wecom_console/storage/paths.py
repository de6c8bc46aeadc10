"""Where this user's data lies, and the rights that keep it for this user alone."""

import os
import re
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

APP_NAME: Final = "wecom-console"
HOME_VARIABLE: Final = "WECOM_CONSOLE_HOME"

FOLDER: Final = 0o700
FILE: Final = 0o600
_OTHERS: Final = 0o077

_OURS: Final = re.compile(
    r"\.?(?:console\.db|console\.lock|console\.used|console\.log|crash\.txt|settings|secrets|attempts\.json|last-import|window\.open)"
    r"(?:[.-].*)?"
)
"""The names of what the program keeps there, left-overs and what was set aside among them."""


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
    def log(self) -> Path:
        """What the window writes down of itself."""
        return self.root / "console.log"

    @property
    def crash(self) -> Path:
        """The calls that a process was in when a fault of its own ended it."""
        return self.root / "crash.txt"

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


def keep_private(folder: Path) -> None:
    """Give an existing data folder and our files in it the rights that new ones have. A folder that
    holds other things too keeps its own (it may be a home, or `/tmp`). What the system refuses
    stays as it was, and the doctor tells it."""
    if os.name == "nt":
        return
    with suppress(OSError):
        names = os.listdir(folder)
        for name in names:
            if _OURS.fullmatch(name):
                _tighten(folder / name)
        if all(_OURS.fullmatch(name) for name in names):
            _tighten(folder)


def open_to_others(folder: Path) -> tuple[str, ...]:
    """The folder itself, or those of our files in it, that others of this computer may read."""
    if os.name == "nt":
        return ()
    try:
        if not stat.S_IMODE(folder.stat().st_mode) & _OTHERS:
            return ()
        ours = [folder / name for name in sorted(os.listdir(folder)) if _OURS.fullmatch(name)]
    except OSError:
        return ()
    return (str(folder), *(str(one) for one in ours if _rights(one) & _OTHERS))


def touch_private(file: Path) -> None:
    """Make an empty file for its user only, where there is none."""
    with suppress(OSError):
        file.touch(mode=FILE)


def _tighten(place: Path) -> None:
    found = place.lstat()
    wanted = FOLDER if stat.S_ISDIR(found.st_mode) else FILE
    if stat.S_ISLNK(found.st_mode) or not stat.S_IMODE(found.st_mode) & _OTHERS:
        return
    with suppress(OSError):
        place.chmod(wanted)


def _rights(place: Path) -> int:
    try:
        return stat.S_IMODE(place.lstat().st_mode) if not place.is_symlink() else 0
    except OSError:
        return 0
