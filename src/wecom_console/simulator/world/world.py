"""The simulated world: everything that the servers remember, in one place, with its clock."""

import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Final

from wecom_console.simulator.authing.oidc.grants import Grants
from wecom_console.simulator.authing.signin.outbox import Outbox
from wecom_console.simulator.authing.signin.pending import PendingSteps
from wecom_console.simulator.phone.callbacks import Callbacks
from wecom_console.simulator.phone.landing import LandingTickets
from wecom_console.simulator.phone.visits import PageTickets
from wecom_console.simulator.wecom.access_tokens import AccessTokens
from wecom_console.simulator.wecom.bans import Bans
from wecom_console.simulator.wecom.tickets import UserTickets
from wecom_console.simulator.world.clock import SimulatorClock
from wecom_console.simulator.world.exchanges import Exchanges
from wecom_console.simulator.world.faults import FaultTable
from wecom_console.simulator.world.journal import Journal
from wecom_console.simulator.world.keys import KeyRing
from wecom_console.simulator.world.ledger import CodeLedger
from wecom_console.simulator.world.pauses import Pauses
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.rates import Rates
from wecom_console.simulator.world.scenario import SimulatorScenario
from wecom_console.simulator.world.setup import ConnectionSetup, build_state
from wecom_console.simulator.world.state import State
from wecom_console.simulator.world.suites import Suites

ENTITY_LIMIT: Final = 1_000
"""Most identity sources, connections or users that calls may create."""


class World:
    """Mutable, and used from one event loop only. `reset()` puts it back to how it started."""

    def __init__(
        self,
        setups: tuple[ConnectionSetup, ...],
        *,
        clock: SimulatorClock | None = None,
        randomness: Randomness | None = None,
        sleep: Callable[[float], Awaitable[None]] | None = None,
        ticks_s: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.setups = setups
        self.clock = clock or SimulatorClock()
        self.random = randomness or Randomness()
        self._pauses = Pauses()
        self.sleep = sleep or self._pauses.sleep
        self.ticks_s = ticks_s
        self._started_as = build_state(setups, self.random)
        self.state: State = self._started_as.copy()
        self.ledger = CodeLedger()
        self.access_tokens = AccessTokens()
        self.tickets = UserTickets()
        self.suites = Suites()
        self.bans = Bans()
        self.grants = Grants()
        self.pending = PendingSteps()
        self.outbox = Outbox()
        self.rates = Rates()
        self.faults = FaultTable()
        self.journal = Journal()
        self.exchanges = Exchanges()
        self.callbacks = Callbacks()
        self.visits = PageTickets()
        self.landing = LandingTickets()
        self.keys = KeyRing(self.random.seed)
        self.scenarios: Mapping[str, SimulatorScenario] = {}
        self.starts_in = ""

    def now(self) -> float:
        """Seconds since the epoch by the simulator's clock."""
        return self.clock.now()

    def restore_state(self) -> None:
        """The entities as they were at the start."""
        self.state = self._started_as.copy()

    def reset(self) -> None:
        """As started: the same entities with the same ids, no codes, tokens, faults or journal."""
        self.clock.reset()
        self.random.reset()
        self.restore_state()
        self.ledger.clear()
        self.access_tokens.clear()
        self.tickets.clear()
        self.suites.clear()
        self.bans.clear()
        self.grants.clear()
        self.pending.clear()
        self.outbox.clear()
        self.rates.clear()
        self.faults.clear()
        self.journal.reset()
        self.exchanges.clear()
        self.callbacks.clear()
        self.visits.clear()

    def close(self) -> None:
        """The server stops: whoever waits for something goes on without it."""
        self._pauses.close()
        self.callbacks.close()

    def secret_values(self) -> Iterator[str]:
        """Every configured secret, for redaction."""
        for agent in self.state.agents.values():
            yield agent.secret.reveal()
        for suite in self.state.suites.values():
            yield suite.secret.reveal()
        for app in self.state.applications.values():
            yield app.secret.reveal()
        for pool in self.state.pools.values():
            yield pool.access_key_secret.reveal()
        for user in self.state.users.values():
            if user.password is not None:
                yield user.password.reveal()
        for connection in self.state.connections.values():
            secret = connection.fields.get(connection.secret_field)
            if isinstance(secret, str):
                yield secret
