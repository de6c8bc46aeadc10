"""How far an import is, and whether it goes on. The worker steps; anybody may look or stop it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event


class ImportPhase(StrEnum):
    """What is being done: files are read, connections compared, taken in, taken back."""

    READ = "read"
    COMPARE = "compare"
    TAKE = "take"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """`done` of `total` files or connections."""

    phase: ImportPhase = ImportPhase.READ
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ImportStopped:
    """Its user gave it up: everything is as before."""


class ImportWatch:
    """For one import, from any thread. `hear` is called by the worker at each step."""

    def __init__(self, hear: Callable[[ImportProgress], object] | None = None) -> None:
        self._hear = hear
        self._stop = Event()
        self._progress = ImportProgress()

    @property
    def progress(self) -> ImportProgress:
        """How far it is."""
        return self._progress

    @property
    def is_stopped(self) -> bool:
        """Whether somebody gave it up."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Give it up after the step that is under way."""
        self._stop.set()

    def step(self, phase: ImportPhase, done: int, total: int) -> bool:
        """The worker's: so far; whether to go on."""
        self._progress = ImportProgress(phase, done, total)
        if self._hear is not None:
            self._hear(self._progress)
        return not self.is_stopped
