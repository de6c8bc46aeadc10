"""Whose eyes the data folder is for: its user's alone, also where it was made otherwise."""

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

FOLDER: Final = 0o700
FILE: Final = 0o600
_OTHERS: Final = 0o077

_OURS: Final = re.compile(
    r"\.?(?:console\.db|console\.lock|settings|secrets|attempts\.json|last-import|window\.open)"
    r"(?:[.-].*)?"
)
"""The names of what the program keeps there, left-overs and what was set aside among them."""


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
