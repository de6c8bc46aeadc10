"""What the login test page needs from outside: the login tests themselves."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Protocol

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.services.runs.orders import (
    ConnectionToTest,
    Listing,
    PastRun,
    PhoneMode,
    RunOrder,
    ScenarioChoice,
    ScenarioEvent,
)

if TYPE_CHECKING:
    from wecom_console.services.authing.preflight import Preflight


class RunningScenarios(Protocol):
    """Scenarios under way."""

    def events(self) -> AsyncIterator[ScenarioEvent]:
        """Runs them. Ending the iteration early ends the run and lets go of everything."""

    async def decide(self, decision: str) -> bool:
        """Answers on the virtual phone: ``approve`` or ``cancel``. False: nobody was asking."""

    async def deliver(self, link: str) -> bool:
        """Gives the waiting run a return link. False: nothing was waiting."""


class LoginTests(Protocol):
    """The use cases of the page. `connections` and `past_runs` may block."""

    def backends(self, connection: ConnectionToTest) -> tuple[BackendKind, ...]:
        """What a login of this connection can be tested against, the usual one first."""

    def connections(self) -> Listing:
        """Every connection without errors, the demo connection last."""

    def offers(
        self,
        connection: ConnectionToTest,
        platform: Platform,
        backend: BackendKind,
        phone: PhoneMode,
    ) -> tuple[ScenarioChoice, ...]:
        """The scenarios in their order."""

    def past_runs(
        self, connection: ConnectionToTest, platform: Platform, backend: BackendKind
    ) -> tuple[PastRun, ...]:
        """The last run of each scenario, as far as they are stored."""

    async def check_online(self, connection: ConnectionToTest) -> "Preflight":
        """Asks WeCom and Authing what they know of the connection; changes nothing there."""

    def start(self, order: RunOrder) -> RunningScenarios:
        """A run that has not begun. Cheap, and does no I/O."""
