"""The library that counts what a process does to files, and ends it or refuses at one of them."""

from __future__ import annotations

import ctypes
import mmap
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
PATH, KINDS = 4096, 32768
_HEAD = 2 * ctypes.sizeof(ctypes.c_long)

KILL_BEFORE, KILL_HALF, KILL_AFTER = "B", "H", "A"
FULL, FULL_HALF = "F", "S"
WRITE = "W"


@dataclass(frozen=True)
class Trip:
    """What happens at the operation of this number, the first being 1."""

    number: int
    mode: str


COUNT = Trip(0, "N")


def built(folder: Path) -> Path | None:
    """The library, compiled into `folder`; None without a compiler for it."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    target = folder / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(target), str(SOURCE), "-ldl"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  composed here
    return target if done.returncode == 0 else None


class Shim:
    """The library in this process, which has to have been started with it."""

    def __init__(self, library: Path) -> None:
        self._library = ctypes.CDLL(str(library))
        self._library.shim_arm.argtypes = [
            *(ctypes.c_void_p, ctypes.c_long, ctypes.c_char),
            *(ctypes.c_char_p, ctypes.c_char_p),
        ]

    def arm(self, view: Seen, trip: Trip, folders: tuple[Path, Path]) -> None:
        """From here on it watches. Called in the child alone."""
        one, other = (str(folder).encode() for folder in folders)
        self._library.shim_arm(view.address, trip.number, trip.mode.encode(), one, other)


class Seen:
    """Memory in which a child's shim leaves what it saw; it outlives the child."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _HEAD + PATH + KINDS)
        self.address = ctypes.addressof(ctypes.c_char.from_buffer(self._memory))

    def _number(self, place: int) -> int:
        size = ctypes.sizeof(ctypes.c_long)
        found = bytes(self._memory[place * size : (place + 1) * size])
        return ctypes.c_long.from_buffer_copy(found).value

    @property
    def tripped(self) -> bool:
        """Whether the operation was reached."""
        return self._number(1) > 0

    @property
    def place(self) -> str:
        """The file of the operation at which something was done."""
        return bytes(self._memory[_HEAD : _HEAD + PATH]).split(b"\0")[0].decode(errors="replace")

    @property
    def kinds(self) -> str:
        """A letter for each operation: W write, s sync, t truncate, r rename, L link, u unlink,
        M make a folder, O make a file."""
        whole = bytes(self._memory[_HEAD + PATH : _HEAD + PATH + KINDS])
        return whole[: min(self._number(0), KINDS)].decode()
