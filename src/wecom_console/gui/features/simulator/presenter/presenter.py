"""The simulator page's decisions: when to look, what to remember of faults, what to ask for."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.simulator.presenter.fault_board import FaultBoard
from wecom_console.gui.features.simulator.presenter.journal import journal_row
from wecom_console.gui.features.simulator.presenter.state import (
    Contents,
    Handout,
    SimulatorPhase,
    Status,
)
from wecom_console.gui.parts.presenter.background import Background, BackgroundTask
from wecom_console.services.simulator.values import (
    AppNow,
    CodeNow,
    ConnectionGone,
    FaultSetting,
    Lifetime,
    LifetimeEvent,
    MemberNow,
    PortTaken,
    RunningSimulator,
    ServeOrder,
    SimulatorSnapshot,
    SimulatorStarted,
)

LOOK_EVERY_MS: Final = 500
CLOCK_STEP_S: Final = 300.0


class PortMemory(Protocol):
    """The ports of the settings."""

    def read(self) -> tuple[int, int]:
        """The fixed one, 0 for none, and that of the last time."""

    def fix(self, port: int) -> None:
        """Listens there at every start; 0: no more."""

    def keep(self, port: int) -> None:
        """It was listened there."""


class SimulatorPresenter(QObject):
    """Looks at the simulator twice a second, and only while somebody looks at the page.

    `clock` gives seconds since the epoch; `ports` what may be listened on, `servable` id and name
    of the connections that can be served (blocks). `journal_added` carries new rows, the oldest
    first; `journal_cleared` that all of them are gone; `handout_changed` what a developer needs,
    `code_found` a code that was asked for.
    """

    status_changed = Signal(object)
    contents_changed = Signal(object)
    journal_added = Signal(object)
    journal_cleared = Signal()
    scenarios_changed = Signal(object)
    exchange_found = Signal(int, object)
    handout_changed = Signal(object)
    connections_changed = Signal(object)
    code_found = Signal(object)

    def __init__(
        self,
        *,
        background: Background,
        lifetime: Lifetime,
        clock: Callable[[], float],
        ports: PortMemory,
        servable: Callable[[], tuple[tuple[str, str], ...]] = tuple,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._lifetime = lifetime
        self._simulator: RunningSimulator | None = None
        self._clock = clock
        self.ports = ports
        self._servable = servable
        self._status = Status()
        self._faults = FaultBoard()
        self._contents = Contents(faults=self._faults.items)
        self._handout: Handout | None = None
        self._profile_id = ""
        self._has_stopped = False
        self._task: BackgroundTask | None = None
        self._started_at = 0.0
        self._last_seen = 0
        self._shown: set[int] = set()
        self._is_looking = False
        self._is_paused = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def status(self) -> Status:
        """How it is."""
        return self._status

    @property
    def contents(self) -> Contents:
        """What the cards hold."""
        return self._contents

    @property
    def handout(self) -> Handout | None:
        """What a developer needs; of the last one that ran, None before the first."""
        return self._handout

    @property
    def profile_id(self) -> str:
        """The connection that is served; empty for the demo company."""
        return self._profile_id

    # --- on and off ----------------------------------------------------------------------------

    def start(self) -> None:
        """Starts it, on the port of the settings or on that of the last time."""
        if self._task is not None:
            return
        order = ServeOrder(*self.ports.read(), self._profile_id, waits=self._has_stopped)
        self._say(Status(SimulatorPhase.STARTING))
        self._task = self._background.stream(
            lambda: self._lifetime(order),
            on_events=self._on_lifetime_events,
            on_done=self._on_lifetime_done,
            on_error=self._on_lifetime_failed,
        )

    def stop(self) -> None:
        """Stops it. Its journal stays on the screen until the next start."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._simulator = None
        self._timer.stop()
        self._has_stopped = True
        self._faults.all_off()
        self._contents = Contents(faults=self._faults.items)
        self._say(Status())
        self.contents_changed.emit(self._contents)

    def serve(self, profile_id: str) -> None:
        """Serves another connection from now on, on the same port."""
        if profile_id == self._profile_id:
            return
        self._profile_id = profile_id
        if self._task is not None:
            self.stop()
            self.start()

    def fix_port(self, port: int) -> None:
        """Listens on this port at every start, 0 on that of the last time; a simulator that runs
        moves there."""
        self.ports.fix(port)
        if self._task is not None and port not in (0, self._status.port):
            self.stop()
            self.start()

    def set_visible(self, *, visible: bool) -> None:
        """Whether somebody looks."""
        if visible:
            self._background.call(self._servable, on_done=self.connections_changed.emit, owner=self)
        if visible and self._status.phase is SimulatorPhase.RUNNING:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def set_paused(self, *, paused: bool) -> None:
        """Holds the journal; what comes meanwhile is shown afterwards."""
        self._is_paused = paused
        if not paused:
            self.look()

    # --- asking for something ------------------------------------------------------------------

    def clear_journal(self) -> None:
        """Empties the journal, here and there."""
        self.journal_cleared.emit()
        self._ask(lambda simulator: simulator.clear_journal())

    def set_app(self, app: AppNow) -> None:
        """Puts an app's switches."""
        self._say(replace(self._status, scenario=""))
        self._ask(lambda simulator: simulator.set_app(app))

    def ask_exchange(self, number: int) -> None:
        """Asks for request and answer of a call; `exchange_found` tells, None if they are gone."""
        if self._simulator is None:
            self.exchange_found.emit(number, None)
            return
        self._background.run(
            self._simulator.exchange,
            number,
            on_done=lambda found: self.exchange_found.emit(number, found),
        )

    def ask_code(self, shown: CodeNow) -> None:
        """Asks for the whole of a code; `code_found` tells, if it is still known."""
        if self._simulator is not None:
            self._background.run(self._simulator.code, shown, on_done=self._on_code)

    def advance_clock(self) -> None:
        """Five minutes: the life of a code."""
        self._ask(lambda simulator: simulator.advance_clock(CLOCK_STEP_S))

    def reset(self) -> None:
        """As started."""
        self._forget_calls()
        self._faults.reset()
        self._contents = replace(self._contents, faults=self._faults.items)
        self._say(replace(self._status, scenario=""))
        self.journal_cleared.emit()
        self._ask(lambda simulator: simulator.reset())

    def apply_scenario(self, name: str) -> None:
        """Puts everything as a scenario needs it."""
        self._faults.forget_ids()
        self._say(replace(self._status, scenario=name))
        self._ask(lambda simulator: simulator.apply_scenario(name))

    def set_member(self, member: MemberNow) -> None:
        """Adds or changes a member."""
        self._say(replace(self._status, scenario=""))
        self._ask(lambda simulator: simulator.set_member(member))

    def remove_member(self, userid: str) -> None:
        """Takes a member out."""
        self._say(replace(self._status, scenario=""))
        self._ask(lambda simulator: simulator.remove_member(userid))

    def switch_fault(self, key: str, *, on: bool) -> None:
        """Puts a fault in force or lifts it."""
        item = self._faults.find(key)
        if item is None or item.is_on == on or self._simulator is None:
            return
        self._say(replace(self._status, scenario=""))
        fault_id = self._faults.ask(key, on=on)
        self._show_faults()
        if on:
            self._background.run(
                self._simulator.add_fault,
                item.setting,
                on_done=lambda fault_id: self._on_fault_added(key, fault_id),
            )
        elif fault_id:
            self._ask(lambda simulator: simulator.remove_fault(fault_id))

    def add_fault(self, setting: FaultSetting) -> None:
        """A fault of the user's own, in force at once."""
        self.switch_fault(self._faults.add_own(setting), on=True)

    def remove_fault(self, key: str) -> None:
        """Forgets a fault of the user's own."""
        self.switch_fault(key, on=False)
        self._faults.drop(key)
        self._show_faults()

    def look(self) -> None:
        """Asks how it is, unless an answer is still under way."""
        if self._simulator is None or self._is_looking:
            return
        self._is_looking = True
        self._background.run(
            self._simulator.snapshot,
            self._last_seen,
            on_done=self._on_snapshot,
            on_error=self._on_look_failed,
        )

    # --- answers -------------------------------------------------------------------------------

    def _on_lifetime_events(self, events: list[LifetimeEvent]) -> None:
        for event in events:
            match event:
                case SimulatorStarted():
                    self._simulator, self._started_at = event.simulator, event.at
                    self._forget_calls()
                    self.journal_cleared.emit()
                    self.ports.keep(event.port)
                    self._handout = Handout(event.url, event.control_token, event.served)
                    self.handout_changed.emit(self._handout)
                    self._say(Status(SimulatorPhase.RUNNING, event.url, event.port))
                    self._background.run(
                        event.simulator.scenario_names, on_done=self.scenarios_changed.emit
                    )
                    self._timer.start()
                    self.look()
                case PortTaken():
                    self._task = None
                    self._say(Status(SimulatorPhase.FAILED, port=event.port, reason=event.reason))
                case ConnectionGone():
                    self._task, self._profile_id = None, ""
                    self._say(Status(SimulatorPhase.FAILED, is_gone=True))

    def _on_lifetime_done(self, _nothing: object) -> None:
        if self._status.phase is not SimulatorPhase.FAILED:
            self.stop()

    def _on_lifetime_failed(self, error: Exception) -> None:
        self._task = self._simulator = None
        self._timer.stop()
        self._say(Status(SimulatorPhase.FAILED, reason=type(error).__name__))

    def _on_look_failed(self, _error: Exception) -> None:
        self._is_looking = False

    def _on_snapshot(self, found: SimulatorSnapshot) -> None:
        self._is_looking = False
        if self._simulator is None:
            return
        if found.last_call < max(self._shown, default=self._last_seen):  # somebody else reset it
            self._forget_calls()
            self.journal_cleared.emit()
            self.look()
            return
        if not self._is_paused:
            # A slow call ends after later ones: only up to the settled number nothing is missing.
            fresh = [call for call in found.calls if call.number not in self._shown]
            self._last_seen = found.last_call if found.settled is None else found.settled
            newest = {call.number for call in found.calls}
            self._shown = {n for n in self._shown | newest if n > self._last_seen}
            if fresh:
                self.journal_added.emit([journal_row(call) for call in fresh])
        self._say(
            replace(
                self._status,
                running_s=int(self._clock() - self._started_at),
                calls=found.last_call,
                clock_offset_s=int(found.clock_offset_s),
            )
        )
        self._faults.merge(found.faults)
        contents = Contents(
            found.members, found.codes, self._faults.items, found.apps, found.messages
        )
        if contents != self._contents:
            self._contents = contents
            self.contents_changed.emit(contents)

    def _on_fault_added(self, key: str, fault_id: int) -> None:
        self._faults.answered(key, fault_id)
        self.look()

    def _on_code(self, found: Secret | None) -> None:
        if found is not None:
            self.code_found.emit(found)

    def _forget_calls(self) -> None:
        self._last_seen = 0
        self._shown = set()

    # --- inside --------------------------------------------------------------------------------

    def _ask(self, work: Callable[[RunningSimulator], Coroutine[Any, Any, Any]]) -> None:
        if self._simulator is not None:
            self._background.run(work, self._simulator, on_done=lambda _nothing: self.look())

    def _show_faults(self) -> None:
        self._contents = replace(self._contents, faults=self._faults.items)
        self.contents_changed.emit(self._contents)

    def _say(self, status: Status) -> None:
        if status != self._status:
            self._status = status
            self.status_changed.emit(status)
