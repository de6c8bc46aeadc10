"""The simulator page's decisions, over a simulator that is only pretended."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import FakeBackground
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.simulator.presenter.fault import FaultDraft, read_fault
from wecom_console.gui.features.simulator.presenter.inbox import InboxKind, inbox_rows, of_kind
from wecom_console.gui.features.simulator.presenter.journal import (
    clock_text,
    journal_row,
    left_text,
    took_text,
)
from wecom_console.gui.features.simulator.presenter.journal_model import (
    CALL_ROLE,
    JournalFilter,
    JournalModel,
    JournalRow,
)
from wecom_console.gui.features.simulator.presenter.presenter import SimulatorPresenter
from wecom_console.gui.features.simulator.presenter.state import (
    PREPARED_FAULTS,
    Handout,
    SimulatorPhase,
)
from wecom_console.services.simulator.values import (
    AppNow,
    CallNow,
    CodeNow,
    ConnectionGone,
    FaultNow,
    FaultSetting,
    LifetimeEvent,
    MemberNow,
    MessageNow,
    PortTaken,
    ServedConnection,
    ServeOrder,
    SimulatorSnapshot,
    SimulatorStarted,
)

SERVED = ServedConnection(
    "acme", "ww1", "1000002", "wwauth1", Secret("s"), "app", Secret("a"), "pool"
)
LONGEST = "/" + "a" * 199
SLOW = FaultSetting("/api/v3/signin-by-mobile", delay_ms=3_000)


def call(number: int, path: str = "/cgi-bin/gettoken") -> CallNow:
    return CallNow(
        number, 1_790_000_000.0 + number, "GET", path, (("corpid", "ww"),), 200, "0", 2.0
    )


@dataclass
class PretendedSimulator:
    """Holds what it is told."""

    fate: list[LifetimeEvent] = field(default_factory=list)
    calls: list[CallNow] = field(default_factory=list)
    faults: list[FaultNow] = field(default_factory=list)
    members: list[MemberNow] = field(default_factory=list)
    asked: list[ServeOrder] = field(default_factory=list)
    did: list[str] = field(default_factory=list)
    last: int | None = None
    settled: int | None = None

    async def lifetime(self, order: ServeOrder) -> AsyncIterator[LifetimeEvent]:
        self.asked.append(order)
        for told in self.fate or [
            SimulatorStarted("http://127.0.0.1:40123", 40123, 100.0, self, Secret("t"), SERVED)
        ]:
            yield told

    async def snapshot(self, since: int) -> SimulatorSnapshot:
        fresh = tuple(c for c in self.calls if c.number > since)
        last = (
            self.last if self.last is not None else max((c.number for c in self.calls), default=0)
        )
        return SimulatorSnapshot(
            tuple(self.members),
            (),
            tuple(self.faults),
            fresh,
            last,
            0.0,
            settled=self.settled,
        )

    async def code(self, shown: CodeNow) -> Secret | None:
        return Secret(f"{shown.prefix}-and-more")

    async def scenario_names(self) -> tuple[str, ...]:
        return ("success",)

    async def apply_scenario(self, name: str) -> None:
        self.did.append(f"scenario {name}")

    async def add_fault(self, setting: FaultSetting) -> int:
        self.faults.append(FaultNow(len(self.faults) + 1, setting, setting.times))
        return self.faults[-1].id

    async def remove_fault(self, fault_id: int) -> None:
        self.faults = [f for f in self.faults if f.id != fault_id]

    async def set_member(self, member: MemberNow) -> None:
        self.members.append(member)

    async def remove_member(self, userid: str) -> None:
        self.members = [m for m in self.members if m.userid != userid]

    async def advance_clock(self, seconds: float) -> None:
        self.did.append(f"clock {seconds:g}")

    async def clear_journal(self) -> None:
        self.calls.clear()

    async def reset(self) -> None:
        self.faults.clear()
        self.calls.clear()


@dataclass
class Ports:
    """The settings' ports."""

    fixed: int = 0
    last: int = 0

    def read(self) -> tuple[int, int]:
        return self.fixed, self.last

    def fix(self, port: int) -> None:
        self.fixed = port

    def keep(self, port: int) -> None:
        self.last = port


class Desk:
    """A presenter with its surroundings."""

    def __init__(self, simulator: PretendedSimulator) -> None:
        self.simulator = simulator
        self.background = FakeBackground()
        self.ports = Ports(last=40123)
        self.presenter = SimulatorPresenter(
            background=self.background,
            lifetime=simulator.lifetime,
            clock=lambda: 960.0,
            ports=self.ports,
            servable=lambda: (("id1", "Acme"),),
        )
        self.rows: list[JournalRow] = []
        self.cleared = 0
        self.presenter.journal_added.connect(self.rows.extend)
        self.presenter.journal_cleared.connect(self._on_cleared)

    def _on_cleared(self) -> None:
        self.cleared += 1
        self.rows.clear()

    def start(self) -> None:
        """Starts it; it stays on."""
        self.presenter.start()
        self.background.play(1)

    def on(self) -> list[str]:
        return [f.key for f in self.presenter.contents.faults if f.is_on]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(PretendedSimulator())
    made.start()
    return made


def test_it_starts_on_the_port_of_the_last_time(desk: Desk) -> None:
    """And says where it is."""
    status = desk.presenter.status
    assert ([ServeOrder(0, 40123)], SimulatorPhase.RUNNING, "http://127.0.0.1:40123") == (
        desk.simulator.asked,
        status.phase,
        status.url,
    )


def test_a_port_that_is_taken_is_told(qtbot: QtBot) -> None:
    """With the system's words, and ready for another try."""
    desk = Desk(PretendedSimulator(fate=[PortTaken(40123, "Address already in use")]))
    desk.presenter.start()
    desk.background.play()
    status = desk.presenter.status
    assert (SimulatorPhase.FAILED, 40123, "Address already in use") == (
        status.phase,
        status.port,
        status.reason,
    )


def test_stop_takes_its_work_back(desk: Desk) -> None:
    """The port is free again."""
    desk.presenter.stop()
    assert (True, SimulatorPhase.STOPPED) == (
        desk.background.streams[0][0].cancelled,
        desk.presenter.status.phase,
    )


def test_another_connection_is_served_on_the_same_port(desk: Desk) -> None:
    """The one that runs is stopped, and its port is waited for."""
    desk.presenter.serve("id1")
    desk.background.play(1)
    assert ServeOrder(0, 40123, "id1", waits=True) == desk.simulator.asked[-1]


def test_a_connection_that_is_gone_is_told_once(desk: Desk) -> None:
    """The next start serves the demo company again."""
    desk.simulator.fate = [ConnectionGone("id1")]
    desk.presenter.serve("id1")
    desk.background.play()
    assert (True, "") == (desk.presenter.status.is_gone, desk.presenter.profile_id)


def test_a_fixed_port_moves_the_one_that_runs(desk: Desk) -> None:
    """And is kept for the next start."""
    desk.presenter.fix_port(40200)
    desk.background.play(1)
    assert (40200, ServeOrder(40200, 40123, waits=True)) == (
        desk.ports.fixed,
        desk.simulator.asked[-1],
    )


def test_what_a_developer_needs_outlives_the_simulator(desk: Desk) -> None:
    """A stopped page still shows which values were copied."""
    desk.presenter.stop()
    assert Handout("http://127.0.0.1:40123", Secret("t"), SERVED) == desk.presenter.handout


def test_the_whole_code_is_found_on_demand(desk: Desk) -> None:
    """The list itself knows its first characters only."""
    found: list[Secret] = []
    desk.presenter.code_found.connect(found.append)
    desk.presenter.ask_code(CodeNow("Tz3k", "zhangsan", "fresh", 250.0))
    assert [Secret("Tz3k-and-more")] == found


def test_codes_and_messages_stand_in_one_list() -> None:
    """The newest first; only what can still be used can be copied."""
    codes = (
        CodeNow("Tz3k", "zhangsan", "fresh", 250.0, at=100.0),
        CodeNow("Qm7x", "zhangsan", "used", 0.0, 127, at=50.0),
    )
    messages = (MessageNow("sms", "13800138000", "482913", 200.0),)
    rows = inbox_rows(codes, messages, to_local=lambda at: datetime.fromtimestamp(at, UTC))
    assert [("482913", True), ("Tz3k…", True), ("Qm7x…", False)] == [
        (row.code, row.can_copy) for row in rows
    ]
    assert ["482913"] == [row.code for row in of_kind(rows, InboxKind.MESSAGES)]


def test_calls_arrive_once_each(desk: Desk) -> None:
    """A second look brings only what is new."""
    desk.simulator.calls = [call(1), call(2)]
    desk.presenter.look()
    desk.simulator.calls.append(call(3))
    desk.presenter.look()
    assert [1, 2, 3] == [row.number for row in desk.rows]


def test_a_held_journal_catches_up(desk: Desk) -> None:
    """Nothing is lost while it is held."""
    desk.presenter.set_paused(paused=True)
    desk.simulator.calls = [call(1)]
    desk.presenter.look()
    held = len(desk.rows)
    desk.presenter.set_paused(paused=False)
    assert (0, 1) == (held, len(desk.rows))


def test_a_reset_from_outside_empties_the_journal(desk: Desk) -> None:
    """Its numbers begin anew, so the old rows are another life's."""
    desk.simulator.calls = [call(7)]
    desk.presenter.look()
    desk.simulator.calls = [call(1)]
    desk.presenter.look()
    assert [1] == [row.number for row in desk.rows]


def test_running_time_and_calls_are_counted(desk: Desk) -> None:
    """860 seconds after the start."""
    desk.simulator.calls = [call(131)]
    desk.presenter.look()
    assert (860, 131) == (desk.presenter.status.running_s, desk.presenter.status.calls)


def test_a_fault_can_be_switched_on_and_off(desk: Desk) -> None:
    """Its switch is the simulator's fault."""
    desk.presenter.switch_fault("slow_answer", on=True)
    during = [f.setting for f in desk.simulator.faults]
    desk.presenter.switch_fault("slow_answer", on=False)
    assert ([SLOW], []) == (during, desk.simulator.faults)


def test_a_used_up_fault_switches_itself_off(desk: Desk) -> None:
    """What no call can suffer any more is not on."""
    desk.presenter.switch_fault("slow_answer", on=True)
    desk.simulator.faults.clear()
    desk.presenter.look()
    assert [] == desk.on()


def test_a_fault_from_elsewhere_shows_up(desk: Desk) -> None:
    """A test suite may steer the same simulator."""
    desk.simulator.faults.append(FaultNow(9, FaultSetting("/oidc/token", status=500), 2))
    desk.presenter.look()
    assert ["other9"] == desk.on()


def test_a_fault_of_ones_own_is_on_at_once(desk: Desk) -> None:
    """It is one more row with a switch."""
    desk.presenter.add_fault(FaultSetting("/oidc/token", status=500, times=2))
    item = desk.presenter.contents.faults[-1]
    assert (True, 2, False) == (item.is_on, item.left, item.is_prepared)


def test_a_fault_of_ones_own_can_be_forgotten(desk: Desk) -> None:
    """It is lifted as well."""
    desk.presenter.add_fault(FaultSetting("/oidc/token", status=500))
    desk.presenter.remove_fault("own1")
    assert (len(PREPARED_FAULTS), []) == (
        len(desk.presenter.contents.faults), desk.simulator.faults,
    )  # fmt: skip


def test_the_clock_moves_by_the_life_of_a_code(desk: Desk) -> None:
    """Five minutes."""
    desk.presenter.advance_clock()
    assert ["clock 300"] == desk.simulator.did


def test_a_change_of_ones_own_ends_the_scenario(desk: Desk) -> None:
    """The chooser says *Custom* again."""
    desk.presenter.apply_scenario("success")
    chosen = desk.presenter.status.scenario
    desk.presenter.set_member(MemberNow("x", "X", is_active=True, is_visible=True))
    assert ("success", "") == (chosen, desk.presenter.status.scenario)


def test_nothing_is_asked_while_nobody_looks(desk: Desk) -> None:
    """The timer rests."""
    desk.presenter.set_visible(visible=False)
    assert not desk.presenter._timer.isActive()


# --- words -------------------------------------------------------------------------------------


def test_times_read_like_a_watch() -> None:
    """Countdown, clock and duration."""
    assert ("4:12", "0:00", "+5:00", "+1:00:05", "2 ms", "3.06 s") == (
        left_text(252.9),
        left_text(-3),
        clock_text(300),
        clock_text(3605),
        took_text(2.2),
        took_text(3_060),
    )


def test_parameters_are_one_line() -> None:
    """As `name=value` pairs."""
    assert "corpid=ww" == journal_row(call(1)).parameters


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (FaultDraft("/a", "errcode", "60020", ""), FaultSetting("/a", errcode=60020)),
        (FaultDraft(" /a* ", "status", "502", "3"), FaultSetting("/a*", status=502, times=3)),
        (FaultDraft("/a", "delay", "2.5", ""), FaultSetting("/a", delay_ms=2_500)),
        (FaultDraft("/a", "reset", "", ""), FaultSetting("/a", broken="reset")),
        (FaultDraft("a", "errcode", "0", "0"), ("path", "value", "times")),
        (FaultDraft("/_sim/faults", "empty", "", ""), ("path",)),
        (FaultDraft("/a", "status", "99", ""), ("value",)),
        (FaultDraft("/a", "delay", "nan", ""), ("value",)),
        (FaultDraft("/a", "errcode", "1.5", ""), ("value",)),
        (FaultDraft("/a", "errcode", "-1", ""), FaultSetting("/a", errcode=-1)),
        (FaultDraft("/a", "errcode", "0", ""), ("value",)),
        (FaultDraft("/a", "errcode", "1000000000", ""), FaultSetting("/a", errcode=10**9)),
        (FaultDraft("/a", "errcode", "-1000000001", ""), ("value",)),
        (FaultDraft("/a", "status", "200", ""), FaultSetting("/a", status=200)),
        (FaultDraft("/a", "status", "599", ""), FaultSetting("/a", status=599)),
        (FaultDraft("/a", "status", "199", ""), ("value",)),
        (FaultDraft("/a", "status", "600", ""), ("value",)),
        (FaultDraft("/a", "delay", "0", ""), ("value",)),
        (FaultDraft("/a", "delay", "600", ""), FaultSetting("/a", delay_ms=600_000)),
        (FaultDraft("/a", "delay", "600.1", ""), ("value",)),
        (FaultDraft("/a", "empty", "", "1"), FaultSetting("/a", broken="empty", times=1)),
        (FaultDraft("/a", "empty", "", "1000000"), FaultSetting("/a", broken="empty", times=10**6)),
        (FaultDraft("/a", "empty", "", "1000001"), ("times",)),
        (FaultDraft("/a", "empty", "", "x"), ("times",)),
        (
            FaultDraft("/" + "a" * 199, "empty", "", ""),
            FaultSetting("/" + "a" * 199, broken="empty"),
        ),
        (FaultDraft("/" + "a" * 200, "empty", "", ""), ("path",)),
    ],
)
def test_a_fault_form_gives_a_fault_or_names_what_is_wrong(
    draft: FaultDraft, expected: FaultSetting | tuple[str, ...]
) -> None:
    """The same limits as the control API's."""
    assert expected == read_fault(draft)


@pytest.mark.parametrize(
    ("spelled", "expected"),
    [
        (took_text(999.4), "999 ms"),
        (took_text(1_000), "1.00 s"),
        (took_text(3_060), "3.06 s"),
        (clock_text(0), "+0:00"),
        (clock_text(59), "+0:59"),
        (clock_text(3_599), "+59:59"),
        (clock_text(3_600), "+1:00:00"),
        (clock_text(3_905), "+1:05:05"),
        (left_text(252.9), "4:12"),
        (left_text(-5), "0:00"),
        (left_text(3_600), "60:00"),
    ],
)
def test_times_at_their_edges(spelled: str, expected: str) -> None:
    """Minutes and seconds have two digits behind something greater."""
    assert expected == spelled


def test_a_switch_is_put_the_other_way_alone() -> None:
    """One that the app does not have is off."""
    app = AppNow("k", "n", is_agent=False, code="c", switches=(("mfa", True), ("rs256", False)))
    assert (("mfa", True), ("rs256", True)) == app.switched("rs256").switches
    assert [True, False, False] == [app.is_on(s) for s in ("mfa", "rs256", "other")]


# --- the table ---------------------------------------------------------------------------------


def test_the_newest_call_is_on_top(qtbot: QtBot) -> None:
    """What has just happened is seen first."""
    model = JournalModel()
    model.add([journal_row(call(1)), journal_row(call(2))])
    model.add([journal_row(call(3))])
    numbers = [model.index(row, 0).data(CALL_ROLE).number for row in range(3)]
    assert [3, 2, 1] == numbers


def test_the_filter_finds_path_and_errcode(qtbot: QtBot) -> None:
    """Either is typed into the same field."""
    model, shown = JournalModel(), JournalFilter()
    shown.setSourceModel(model)
    model.add([journal_row(call(1)), journal_row(call(2, "/oidc/token"))])
    shown.set_wanted("OIDC")
    by_path = shown.rowCount()
    shown.set_wanted("40029")
    assert (1, 0) == (by_path, shown.rowCount())


def test_a_call_that_took_longer_than_a_later_one_is_not_missed(desk: Desk) -> None:
    """It is added when it has ended, and nothing is added twice."""
    desk.presenter.start()
    desk.simulator.calls = [call(1), call(3)]
    desk.simulator.last, desk.simulator.settled = 3, 1
    desk.presenter.look()
    desk.simulator.calls = [call(1), call(2), call(3)]
    desk.simulator.settled = 3
    desk.presenter.look()
    assert [1, 3, 2] == [row.number for row in desk.rows]
    assert 1 == desk.cleared
