"""Damaged files that were set aside: nothing is taken out of them, so they are named.

The database holds what was saved; the settings hold the names of what was looked at last.
"""

import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

_TAIL: Final = re.compile(r"\.damaged-[0-9]{8}T[0-9]{6}Z(?:-[0-9]+)?(?:-wal|-shm)?")


def kept_files(files: Collection[Path]) -> tuple[str, ...]:
    """Whole names of what lies beside these files, a database's log included."""
    return tuple(name for file in files for name in _beside(Path(os.path.realpath(file))))


def _beside(file: Path) -> list[str]:
    try:
        names = sorted(os.listdir(file.parent))
    except OSError:
        return []
    return [
        str(file.parent / name)
        for name in names
        if name.startswith(file.name) and _TAIL.fullmatch(name[len(file.name) :])
    ]
