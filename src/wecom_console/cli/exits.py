"""The exit codes (docs/cli.md) and which of several wins."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final


class Exit(IntEnum):
    """What a command's end says to the shell."""

    OK = 0
    FOUND = 1  # it ran and found something
    USAGE = 2
    UNREADABLE = 3  # the input cannot be read
    OUTSIDE = 4  # backend unreachable, keyring locked, disk full
    BUG = 70
    INTERRUPTED = 130


_GRAVITY: Final = (
    Exit.INTERRUPTED,
    Exit.BUG,
    Exit.USAGE,
    Exit.OUTSIDE,
    Exit.UNREADABLE,
    Exit.FOUND,
    Exit.OK,
)


def gravest(codes: Iterable[Exit]) -> Exit:
    """The code of a batch: the gravest of its parts, OK where there is none."""
    return min(codes, key=_GRAVITY.index, default=Exit.OK)
