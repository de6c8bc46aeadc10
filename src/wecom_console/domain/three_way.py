"""Three versions of a connection put together: the one they have in common, ours, and a file's."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from wecom_console.domain.documents import changed_paths, ordered
from wecom_console.domain.raw import Raw, get_value, set_value


class Side(StrEnum):
    """Who has changed a value since the common version."""

    FILE = "file"
    HERE = "here"
    BOTH = "both"


def nearest(history: Sequence[Raw], file: Raw) -> int | None:
    """Which of `history` (the oldest first) differs in the fewest values from `file`, the newest
    of several: a file does not say which version it was written from, but that is the one that it
    was edited least from. None without any."""
    best: tuple[int, int] | None = None
    for place, raw in enumerate(history):
        distance = len(changed_paths(raw, file))
        if best is None or distance <= best[0]:
            best = (distance, place)
    return None if best is None else best[1]


def sides(base: Raw, here: Raw, file: Raw) -> Mapping[str, Side]:
    """Who has changed each value in which `here` and `file` differ, by dotted path."""
    ours, theirs = set(changed_paths(base, here)), set(changed_paths(base, file))
    found: dict[str, Side] = {}
    for path in changed_paths(here, file):
        if path in ours and path in theirs:
            found[path] = Side.BOTH
        else:
            found[path] = Side.FILE if path in theirs else Side.HERE
    return found


def merged(here: Raw, file: Raw, taken: Iterable[str]) -> dict[str, object]:
    """Ours, with the file's values at `taken`."""
    result = dict(here)
    for path in taken:
        result = set_value(result, path, get_value(file, path))
    return ordered(result)
