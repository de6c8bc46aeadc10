"""Steers a simulator of this process as the control API would (docs/reference/simulator.md §2)."""

from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.flow.events import Exchanged
from wecom_console.services.simulator.apps import apps_now, set_switches
from wecom_console.services.simulator.values import (
    AppNow,
    CallNow,
    CodeNow,
    FaultNow,
    FaultSetting,
    MemberNow,
    MessageNow,
    SimulatorSnapshot,
)
from wecom_console.simulator.control.scenarios import apply_scenario, scenario_names
from wecom_console.simulator.control.state_bodies import StateBody
from wecom_console.simulator.control.state_patch import patch_state
from wecom_console.simulator.world.faults import BreakKind, Fault, FaultSpec
from wecom_console.simulator.world.journal import JournalEntry
from wecom_console.simulator.world.ledger import CodeEntry
from wecom_console.simulator.world.world import World

CODES_SHOWN: Final = 50
SHOWN: Final = 4
"""Characters of a code that anybody may see."""


class SteeredWorld:
    """A world, on the loop that serves it. Once it is served no more, nobody sees what is done."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def snapshot(self, since: int) -> SimulatorSnapshot:
        """How it is now."""
        world = self._world
        now = world.now()
        entries = list(world.ledger.entries())[-CODES_SHOWN:]
        return SimulatorSnapshot(
            members=_members(world),
            codes=tuple(_code(entry, now) for entry in reversed(entries)),
            faults=tuple(_fault(fault) for fault in world.faults),
            calls=tuple(_call(entry) for entry in world.journal.since(since)),
            last_call=world.journal.last_number,
            settled=world.journal.settled_number,
            clock_offset_s=world.clock.offset_s,
            apps=apps_now(world),
            messages=tuple(
                MessageNow(m.channel.value, m.to, m.code, m.sent_at)
                for m in reversed(world.outbox.messages()[-CODES_SHOWN:])
            ),
        )

    async def scenario_names(self) -> tuple[str, ...]:
        """The login test's scenarios, then the simulator's own."""
        return scenario_names()

    async def apply_scenario(self, name: str) -> None:
        """As ``POST /_sim/scenario``."""
        apply_scenario(self._world, name)

    async def add_fault(self, setting: FaultSetting) -> int:
        """As ``POST /_sim/faults``."""
        spec = FaultSpec(
            path=setting.path,
            times=setting.times,
            errcode=setting.errcode,
            status=setting.status,
            delay_ms=setting.delay_ms,
            broken=BreakKind(setting.broken) if setting.broken else None,
        )
        fault = self._world.faults.add(spec)
        return fault.fault_id if fault is not None else 0

    async def remove_fault(self, fault_id: int) -> None:
        """As ``DELETE /_sim/faults/{id}``."""
        self._world.faults.remove(fault_id)

    async def set_member(self, member: MemberNow) -> None:
        """As ``PATCH /_sim/state`` with one more or another member, in every app's range or out."""
        wanted = member.userid.lower()
        known = {one.userid.lower(): one for one in _members(self._world)}
        self._patch([*{**known, wanted: member}.values()])

    async def remove_member(self, userid: str) -> None:
        """As ``PATCH /_sim/state`` without the member."""
        self._patch([m for m in _members(self._world) if m.userid != userid])

    async def set_app(self, app: AppNow) -> None:
        """As ``PATCH /_sim/state`` of one agent or application."""
        set_switches(self._world, app)

    async def exchange(self, number: int) -> Exchanged | None:
        """As ``GET /_sim/journal/{number}``."""
        return self._world.exchanges.find(number)

    async def code(self, shown: CodeNow) -> Secret | None:
        """Which ``GET /_sim/codes`` never tells: this page's user may redeem it by hand."""
        for entry in self._world.ledger.entries():
            known = (entry.code[:SHOWN], entry.member, entry.issued_at)
            if known == (shown.prefix, shown.member, shown.at):
                return Secret(entry.code)
        return None

    async def advance_clock(self, seconds: float) -> None:
        """As ``POST /_sim/clock``."""
        self._world.clock.advance(seconds)

    async def clear_journal(self) -> None:
        """As ``DELETE /_sim/journal``."""
        self._world.journal.clear()
        self._world.exchanges.clear()

    async def reset(self) -> None:
        """As ``POST /_sim/reset``."""
        self._world.reset()

    def _patch(self, members: list[MemberNow]) -> None:
        visible = [m.userid for m in members if m.is_visible]
        body = StateBody.model_validate(
            {
                "members": [
                    {"userid": m.userid, "name": m.name, "active": m.is_active} for m in members
                ],
                "agents": [
                    {"corp_id": a.corp_id, "agent_id": a.agent_id, "visible": visible}
                    for a in self._world.state.agents.values()
                ],
            }
        )
        patch_state(self._world, body)


def _members(world: World) -> tuple[MemberNow, ...]:
    agents = tuple(world.state.agents.values())
    return tuple(
        MemberNow(
            member.userid,
            member.name,
            member.active,
            any(world.state.is_visible(agent, member.userid) for agent in agents),
        )
        for member in world.state.members.values()
    )


def _code(entry: CodeEntry, now: float) -> CodeNow:
    return CodeNow(
        prefix=entry.code[:SHOWN],
        member=entry.member,
        state=entry.state(now).value,
        left_s=max(0.0, entry.expires_at - now),
        used_call=entry.used_call,
        at=entry.issued_at,
    )


def _fault(fault: Fault) -> FaultNow:
    spec = fault.spec
    setting = FaultSetting(
        path=spec.path,
        errcode=spec.errcode,
        status=spec.status,
        delay_ms=spec.delay_ms,
        broken=spec.broken.value if spec.broken is not None else "",
        times=spec.times,
    )
    return FaultNow(fault.fault_id, setting, fault.left)


def _call(entry: JournalEntry) -> CallNow:
    return CallNow(
        number=entry.number,
        at=entry.at,
        method=entry.method,
        path=entry.path,
        params=entry.params,
        status=entry.status,
        errcode="" if entry.errcode is None else str(entry.errcode),
        ms=entry.ms,
        is_fault=entry.is_fault,
    )
