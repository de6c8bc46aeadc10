"""What is looked at on the page: a connection, how it is tested, a scenario, a leg. Qt-free."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from wecom_console.domain.verdicts import BackendKind, Leg
from wecom_console.gui.features.login_test.presenter.results import Place
from wecom_console.gui.parts.presenter.choices import (
    ConnectionBook,
    ConnectionList,
    Controls,
    Defaults,
    connection_list,
    controls_for,
    phone_mode,
)
from wecom_console.services.runs.orders import ConnectionToTest, RunOrder, ScenarioChoice


@dataclass(slots=True)
class Selection:
    """Mutable, owned by the presenter. `leg` is None until one is chosen; then what says most is
    shown. `wanted` is the key of a connection that is chosen as soon as it is known."""

    book: ConnectionBook = field(default_factory=ConnectionBook)
    connection: ConnectionToTest | None = None
    wanted: str = ""
    controls: Controls = field(default_factory=Controls)
    offers: tuple[ScenarioChoice, ...] = ()
    scenario: str = ""
    leg: Leg | None = None

    @property
    def place(self) -> Place:
        """What results belong to."""
        key = self.connection.key if self.connection is not None else ""
        return Place(key, self.controls.platform, self.controls.backend)

    def choices(self) -> ConnectionList:
        """The chooser of connections."""
        return connection_list(self.book.known, self.connection)

    def wanted_connection(self) -> ConnectionToTest | None:
        """Of what was read just now the connection to look at: the wanted one, the present one,
        else the first."""
        present = self.connection.key if self.connection is not None else ""
        found = self.book.find(self.wanted or present)
        self.wanted = ""
        return found if found is not None else next(iter(self.book.known), None)

    def choose(
        self,
        connection: ConnectionToTest,
        backends: tuple[BackendKind, ...],
        defaults: Defaults,
    ) -> None:
        """Another connection."""
        self.connection, self.wanted = connection, ""
        self.controls = controls_for(self.controls, connection, backends, defaults=defaults)

    def take_offers(self, offers: tuple[ScenarioChoice, ...]) -> None:
        """The scenarios that there are now; the chosen one stays where it is among them."""
        self.offers = offers
        names = self.names()
        if self.scenario not in names:
            self.scenario = names[0] if names else ""

    def names(self) -> tuple[str, ...]:
        """The scenarios in their order."""
        return tuple(offer.name for offer in self.offers)

    def look_at_scenario(self, name: str) -> bool:
        """Another scenario; False where that is none, or the same."""
        if name == self.scenario or name not in self.names():
            return False
        self.scenario, self.leg = name, None
        return True

    def order(self, scenarios: Collection[str]) -> RunOrder | None:
        """A run of those of these scenarios that can run here, in the order of the list; None
        where none can."""
        runnable = tuple(o.name for o in self.offers if not o.reason and o.name in scenarios)
        if self.connection is None or not runnable:
            return None
        controls = self.controls
        phone = phone_mode(controls)
        return RunOrder(self.connection, runnable, controls.platform, controls.backend, phone)

    def show_run(self, order: RunOrder) -> None:
        """A run of `order` begins: one of its scenarios is looked at, its legs as they come."""
        self.leg = None
        if self.scenario not in order.scenarios:
            self.scenario = order.scenarios[0]

    def set_running(self, *, running: bool) -> None:
        """Whether something can be started."""
        can_run = not running and any(not offer.reason for offer in self.offers)
        self.controls = replace(self.controls, is_running=running, can_run=can_run)
