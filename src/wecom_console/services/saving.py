"""Results in a file that their user has named, for both faces: whole, or as it was before."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from wecom_console.storage.files import written_whole


def save_bytes(path: Path, data: bytes) -> str | None:
    """Write a file; None when it is there, else what the system said. One that exists is replaced
    and keeps its permissions; a pipe or device is written to."""
    return save_together((path, data))


def save_together(*files: tuple[Path, bytes]) -> str | None:
    """Several of one kind: none takes its place before all have found room, the last one first."""
    path = files[0][0]
    try:
        with ExitStack() as stack:
            for path, data in files:
                file = stack.enter_context(written_whole(path))
                file.write(data)
                file.flush()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return _reason(error, path)
    return None


def save_stream(path: Path, produce: Callable[[Callable[[str], object]], object]) -> str | None:
    """Write a UTF-8 text that `produce` makes piece by piece, as `save_bytes` writes; it needs no
    more memory than a piece."""
    try:
        with written_whole(path) as file:
            produce(lambda text: file.write(text.encode("utf-8", errors="replace")))
    except (OSError, ValueError) as error:
        return _reason(error, path)
    return None


def _reason(error: OSError | ValueError, path: Path) -> str:
    """In the system's words, with the folder where it is that which takes no file."""
    said = getattr(error, "strerror", None) or type(error).__name__
    named = getattr(error, "filename", None)
    folder = os.path.dirname(os.path.realpath(path)) if named else ""
    return f"{said}: {folder}" if named == folder else str(said)
