"""What the matrix page needs from outside."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from wecom_console.flow.events import Event
from wecom_console.flow.summary import RunSummary
from wecom_console.gui.parts.presenter.login_tests import Listing, RunOrder


@dataclass(frozen=True, slots=True)
class MatrixOptions:
    """How many runs at once, and whether the first that ends otherwise is the last."""

    workers: int = 1
    fails_fast: bool = False


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A run of the order with this number has begun."""

    order: int


@dataclass(frozen=True, slots=True)
class RunEnded:
    """It has ended."""

    order: int
    summary: RunSummary


class MatrixRun(Protocol):
    """Runs under way, and afterwards what they left."""

    def progress(self) -> AsyncIterator[RunBegan | RunEnded]:
        """Performs them. Ending the iteration early ends the runs."""

    def events(self) -> Sequence[tuple[Event, ...]]:
        """The events of all that have ended, for reports. Blocks."""

    def close(self) -> None:
        """Nobody asks for them any more."""


class MatrixTests(Protocol):
    """The use cases of the page."""

    def connections(self) -> Listing:
        """Every connection without errors, the demo connection last. Blocks."""

    def start(self, orders: Sequence[RunOrder], manner: MatrixOptions) -> MatrixRun:
        """Runs that have not begun. Cheap."""
