"""What the matrix page needs from outside."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.events import Event
from wecom_console.services.runs.orders import (
    ConnectionToTest,
    Listing,
    MatrixOptions,
    PhoneMode,
    RunBegan,
    RunEnded,
    RunOrder,
    ScenarioChoice,
)


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

    def backends(self, connection: ConnectionToTest) -> tuple[BackendKind, ...]:
        """What a login of this connection can be tested against, the usual one first."""

    def offers(
        self,
        connection: ConnectionToTest,
        platform: Platform,
        backend: BackendKind,
        phone: PhoneMode,
    ) -> tuple[ScenarioChoice, ...]:
        """The scenarios in their order."""

    def start_matrix(self, orders: Sequence[RunOrder], options: MatrixOptions) -> MatrixRun:
        """Runs that have not begun. Cheap."""
