"""Damaged database files that were set aside: nothing is taken out of them, so they are named."""

import os
import re
from pathlib import Path
from typing import Final

_TAIL: Final = re.compile(r"\.damaged-[0-9]{8}T[0-9]{6}Z(?:-[0-9]+)?(?:-wal|-shm)?")


def kept_files(database: Path) -> tuple[str, ...]:
    """Whole names of what lies beside the database, the log of each included."""
    place = Path(os.path.realpath(database))
    try:
        names = sorted(os.listdir(place.parent))
    except OSError:
        return ()
    return tuple(
        str(place.parent / name)
        for name in names
        if name.startswith(place.name) and _TAIL.fullmatch(name[len(place.name) :])
    )
