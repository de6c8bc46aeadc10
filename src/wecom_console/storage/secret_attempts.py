"""How often WeCom has refused a Secret lately: after a few it bans the calling address for an hour.

Kept beside the database so that the next process knows. Holds hosts, CorpIDs and times, no secret.
Source: docs/reference/wecom.md §10.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import read_regular
from wecom_console.storage.files import write_atomically
from wecom_console.storage.use_lock import alone_with_file

_MOST_BYTES: Final = 1024 * 1024
TIMEOUT_S: Final = 5.0
WINDOW_S: Final = 3_600.0
LIMIT: Final = 3
"""So many refusals an hour are taken; the ban comes at an unknown higher number."""


class SecretAttempts:
    """The refusals of the last hour. A file that cannot be read or written counts as empty: it only
    warns, and must not keep anybody from testing."""

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self._path = path
        self._clock = clock

    def count(self, place: str) -> int:
        """How many refusals `place` (host and CorpID) has seen within the hour."""
        return len(self._read().get(place, ()))

    def refused(self, place: str) -> int:
        """Note one more; the number within the hour."""
        try:
            with alone_with_file(self._path, timeout_s=TIMEOUT_S):
                found = self._with_one_more(place)
                write_atomically(self._path, json.dumps(found).encode("ascii"))
        except OSError:
            found = self._with_one_more(place)
        return len(found[place])

    def _with_one_more(self, place: str) -> dict[str, list[float]]:
        found = self._read()
        found[place] = [*found.get(place, ()), self._clock()]
        return found

    def _read(self) -> dict[str, list[float]]:
        try:
            found = json.loads(read_regular(self._path, _MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        now = self._clock()  # it may have been set back since: what is to come counts as lately
        recent = {
            str(place): [t for t in times if isinstance(t, int | float) and _is_recent(t, now)]
            for place, times in found.items()
            if isinstance(times, list)
        }
        return {place: times for place, times in recent.items() if times}


def _is_recent(moment: float, now: float) -> bool:
    return abs(now - moment) <= WINDOW_S
