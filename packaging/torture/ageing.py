"""Data folders that only time brings about."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from places import Places

SAMPLES = Path(__file__).parents[2] / "tests" / "storage" / "samples"


def removed_long_ago(places: Places) -> None:
    """What was removed is due to be forgotten, secrets too."""
    places.must("profile", "remove", "acme-0", "--yes")
    base = sqlite3.connect(places.home / "console.db")
    with base:
        base.execute("UPDATE profile SET deleted_at = deleted_at - 40 * 86400")
    base.close()


def of_the_first_version(places: Places) -> None:
    """The database is one that the first version wrote."""
    base = sqlite3.connect(places.home / "console.db")
    base.executescript((SAMPLES / "v1.sql").read_text(encoding="utf-8"))
    base.close()
