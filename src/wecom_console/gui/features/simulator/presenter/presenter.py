"""The simulator page's decisions: when to look, what to remember of faults, what to ask for."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from wecom_console.gui.features.simulator.presenter.journal import journal_row
from wecom_console.gui.features.simulator.presenter.state import (
    PREPARED_FAULTS,
    Contents,
    FaultItem,
    SimulatorPhase,
    Status,
)
from wecom_console.gui.parts.presenter.background import Background, BackgroundTask
from wecom_console.services.simulator.values import (
    AppNow,
    FaultNow,
    FaultSetting,
    Lifetime,
    MemberNow,
    PortTaken,
    RunningSimulator,
    SimulatorSnapshot,
    SimulatorStarted,
)

LOOK_EVERY_MS: Final = 500
CLOCK_STEP_S: Final = 300.0


class SimulatorPresenter(QObject):
    """Looks at the simulator twice a second, and only while somebody looks at the page.

    `clock` gives seconds since the epoch. `journal_added` carries new rows, the oldest first;
    `journal_cleared` that all of them are gone.
    """

    status_changed = Signal(object)
    contents_changed = Signal(object)
    journal_added = Signal(object)
    journal_cleared = Signal()
    scenarios_changed = Signal(object)
    exchange_found = Signal(int, object)

    def __init__(
        self,
        *,
        background: Background,
        lifetime: Lifetime,
        clock: Callable[[], float],
        port: Callable[[], int] = lambda: 0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._lifetime = lifetime
        self._simulator: RunningSimulator | None = None
        self._clock = clock
        self._port = port
        self._status = Status()
        self._contents = Contents(faults=_prepared())
        self._task: BackgroundTask | None = None
        self._started_at = 0.0
        self._last_seen = 0
        self._shown: set[int] = set()
        self._is_looking = False
        self._is_paused = False
        self._ids: dict[str, int] = {}
        self._asked: set[str] = set()
        self._own_count = 0
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

    # --- on and off ----------------------------------------------------------------------------

    def start(self) -> None:
        """Starts it, on the port of the settings."""
        if self._task is not None:
            return
        port = self._port()
        self._say(Status(SimulatorPhase.STARTING))
        self._task = self._background.stream(
            lambda: self._lifetime(port),
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
        self._ids = {}
        self._contents = Contents(faults=_switched_off(self._contents.faults))
        self._say(Status())
        self.contents_changed.emit(self._contents)

    def set_visible(self, *, visible: bool) -> None:
        """Whether somebody looks."""
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

    def advance_clock(self) -> None:
        """Five minutes: the life of a code."""
        self._ask(lambda simulator: simulator.advance_clock(CLOCK_STEP_S))

    def reset(self) -> None:
        """As started."""
        self._ids = {}
        self._forget_calls()
        self._own_count = 0
        self._contents = replace(self._contents, faults=_prepared())
        self._say(replace(self._status, scenario=""))
        self.journal_cleared.emit()
        self._ask(lambda simulator: simulator.reset())

    def apply_scenario(self, name: str) -> None:
        """Puts everything as a scenario needs it."""
        self._ids = {}
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
        item = next((f for f in self._contents.faults if f.key == key), None)
        if item is None or item.is_on == on or self._simulator is None:
            return
        self._say(replace(self._status, scenario=""))
        self._put_fault(replace(item, is_on=on, left=item.setting.times if on else None))
        if on:
            self._asked.add(key)
            self._background.run(
                self._simulator.add_fault,
                item.setting,
                on_done=lambda fault_id: self._on_fault_added(key, fault_id),
            )
        elif key in self._ids:
            fault_id = self._ids.pop(key)
            self._ask(lambda simulator: simulator.remove_fault(fault_id))

    def add_fault(self, setting: FaultSetting) -> None:
        """A fault of the user's own, in force at once."""
        self._own_count += 1
        item = FaultItem(f"own{self._own_count}", setting)
        self._contents = replace(self._contents, faults=(*self._contents.faults, item))
        self.switch_fault(item.key, on=True)

    def remove_fault(self, key: str) -> None:
        """Forgets a fault of the user's own."""
        self.switch_fault(key, on=False)
        kept = tuple(f for f in self._contents.faults if f.key != key or f.is_prepared)
        self._contents = replace(self._contents, faults=kept)
        self.contents_changed.emit(self._contents)

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

    def _on_lifetime_events(self, events: list[SimulatorStarted | PortTaken]) -> None:
        for event in events:
            match event:
                case SimulatorStarted():
                    self._simulator, self._started_at = event.simulator, event.at
                    self._forget_calls()
                    self.journal_cleared.emit()
                    self._say(Status(SimulatorPhase.RUNNING, event.url, event.port))
                    self._background.run(
                        event.simulator.scenario_names, on_done=self.scenarios_changed.emit
                    )
                    self._timer.start()
                    self.look()
                case PortTaken():
                    self._task = None
                    self._say(Status(SimulatorPhase.FAILED, port=event.port, reason=event.reason))

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
        contents = Contents(found.members, found.codes, self._merged(found.faults), found.apps)
        if contents != self._contents:
            self._contents = contents
            self.contents_changed.emit(contents)

    def _on_fault_added(self, key: str, fault_id: int) -> None:
        self._asked.discard(key)
        if fault_id:
            self._ids.pop(f"other{fault_id}", None)
            self._ids[key] = fault_id
        self.look()

    def _forget_calls(self) -> None:
        self._last_seen = 0
        self._shown = set()

    # --- inside --------------------------------------------------------------------------------

    def _ask(self, work: Callable[[RunningSimulator], Coroutine[Any, Any, Any]]) -> None:
        if self._simulator is not None:
            self._background.run(work, self._simulator, on_done=lambda _nothing: self.look())

    def _say(self, status: Status) -> None:
        if status != self._status:
            self._status = status
            self.status_changed.emit(status)

    def _put_fault(self, item: FaultItem) -> None:
        faults = tuple(item if f.key == item.key else f for f in self._contents.faults)
        self._contents = replace(self._contents, faults=faults)
        self.contents_changed.emit(self._contents)

    def _merged(self, in_force: tuple[FaultNow, ...]) -> tuple[FaultItem, ...]:
        """The switches as the simulator has them: used-up faults are off, others' are added."""
        by_id = {fault.id: fault for fault in in_force}
        ours = set(self._ids.values())
        merged: list[FaultItem] = []
        for item in self._contents.faults:
            if item.key.startswith("other"):
                continue
            if item.key in self._asked:
                merged.append(item)
                continue
            now = by_id.get(self._ids.get(item.key, 0))
            if now is None and item.key in self._ids:
                del self._ids[item.key]
            merged.append(
                replace(item, is_on=now is not None, left=now.left if now is not None else None)
            )
        asked = {f.setting for f in self._contents.faults if f.key in self._asked}
        for fault in in_force:
            if fault.id not in ours and fault.setting not in asked:
                key = f"other{fault.id}"
                self._ids[key] = fault.id
                ours.add(fault.id)
        names = {fault_id: key for key, fault_id in self._ids.items()}
        merged += [
            FaultItem(names[fault.id], fault.setting, is_on=True, left=fault.left)
            for fault in in_force
            if names.get(fault.id, "").startswith("other")
        ]
        return tuple(merged)


def _prepared() -> tuple[FaultItem, ...]:
    return tuple(FaultItem(name, setting, name) for name, setting in PREPARED_FAULTS)


def _switched_off(faults: tuple[FaultItem, ...]) -> tuple[FaultItem, ...]:
    kept = (f for f in faults if not f.key.startswith("other"))
    return tuple(replace(f, is_on=False, left=None) for f in kept)
