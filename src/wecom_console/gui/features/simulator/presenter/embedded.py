"""The simulator inside this program, on the event loop of the window's bridge.

The simulator is imported when it is first started: starlette, uvicorn and pydantic cost more than
the window may (docs/reference/platform.md §3).
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from wecom_console.flow.events import Exchanged
from wecom_console.gui.features.simulator.presenter.apps import apps_now, set_switches
from wecom_console.gui.features.simulator.presenter.ports import (
    AppNow,
    CallNow,
    CodeNow,
    FaultNow,
    FaultSetting,
    MemberNow,
    PortTaken,
    SimulatorSnapshot,
    Started,
)

if TYPE_CHECKING:
    from wecom_console.simulator.server.handle import SimulatorHandle
    from wecom_console.simulator.world.faults import Fault
    from wecom_console.simulator.world.journal import JournalEntry
    from wecom_console.simulator.world.ledger import CodeEntry
    from wecom_console.simulator.world.options import SimulatorOptions
    from wecom_console.simulator.world.world import World

    Serve = Callable[[SimulatorOptions], AbstractAsyncContextManager[SimulatorHandle]]

CODES_SHOWN: Final = 50
LOOPBACK: Final = "127.0.0.1"


class PageSimulator:
    """Serves the built-in demo company. Its world is only touched on the loop that serves it."""

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._world: World | None = None

    async def lifetime(self, port: int) -> AsyncIterator[Started | PortTaken]:
        """Serves until the iteration is ended."""
        serve, options = await asyncio.to_thread(_load)
        try:
            async with serve(options(host=LOOPBACK, port=port)) as handle:
                self._world = handle.world
                yield Started(handle.url, urlsplit(handle.url).port or 0, self._clock())
                await asyncio.Event().wait()
        except OSError as refused:
            yield PortTaken(port, refused.strerror or type(refused).__name__)
        finally:
            self._world = None

    async def snapshot(self, since: int) -> SimulatorSnapshot | None:
        """How it is now."""
        world = self._world
        if world is None:
            return None
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
        )

    async def scenario_names(self) -> tuple[str, ...]:
        """The login test's scenarios, then the simulator's own."""
        from wecom_console.simulator.control.scenarios import scenario_names  # with the simulator

        return scenario_names()

    async def apply_scenario(self, name: str) -> None:
        """As ``POST /_sim/scenario``."""
        from wecom_console.simulator.control.scenarios import apply_scenario  # with the simulator

        if self._world is not None:
            apply_scenario(self._world, name)

    async def add_fault(self, setting: FaultSetting) -> int:
        """As ``POST /_sim/faults``."""
        from wecom_console.simulator.world.faults import BreakKind, FaultSpec  # with the simulator

        if self._world is None:
            return 0
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
        if self._world is not None:
            self._world.faults.remove(fault_id)

    async def set_member(self, member: MemberNow) -> None:
        """As ``PATCH /_sim/state`` with one more or another member, in every app's range or out."""
        world = self._world
        if world is None:
            return
        known = [m for m in _members(world) if m.userid.lower() != member.userid.lower()]
        place = next(
            (i for i, m in enumerate(_members(world)) if m.userid.lower() == member.userid.lower()),
            len(known),
        )
        known.insert(place, member)
        self._patch(known)

    async def remove_member(self, userid: str) -> None:
        """As ``PATCH /_sim/state`` without the member."""
        if self._world is not None:
            self._patch([m for m in _members(self._world) if m.userid != userid])

    async def set_app(self, app: AppNow) -> None:
        """As ``PATCH /_sim/state`` of one agent or application."""
        if self._world is not None:
            set_switches(self._world, app)

    async def exchange(self, number: int) -> Exchanged | None:
        """As ``GET /_sim/journal/{number}``."""
        return None if self._world is None else self._world.exchanges.find(number)

    async def advance_clock(self, seconds: float) -> None:
        """As ``POST /_sim/clock``."""
        if self._world is not None:
            self._world.clock.advance(seconds)

    async def clear_journal(self) -> None:
        """As ``DELETE /_sim/journal``."""
        if self._world is not None:
            self._world.journal.clear()
            self._world.exchanges.clear()

    async def reset(self) -> None:
        """As ``POST /_sim/reset``."""
        if self._world is not None:
            self._world.reset()

    def _patch(self, members: list[MemberNow]) -> None:
        from wecom_console.simulator.control.state_bodies import StateBody  # with the simulator
        from wecom_console.simulator.control.state_patch import patch_state  # with the simulator

        world = self._world
        if world is None:
            return
        visible = [m.userid for m in members if m.is_visible]
        body = StateBody.model_validate(
            {
                "members": [
                    {"userid": m.userid, "name": m.name, "active": m.is_active} for m in members
                ],
                "agents": [
                    {"corp_id": a.corp_id, "agent_id": a.agent_id, "visible": visible}
                    for a in world.state.agents.values()
                ],
            }
        )
        patch_state(world, body)


def _load() -> "tuple[Serve, type[SimulatorOptions]]":
    """Off the loop as well: a quarter of a second of imports."""
    from wecom_console.simulator.server.server import serve  # see the module's docstring
    from wecom_console.simulator.world.options import SimulatorOptions  # see the module's docstring

    return serve, SimulatorOptions


def _members(world: "World") -> tuple[MemberNow, ...]:
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


def _code(entry: "CodeEntry", now: float) -> CodeNow:
    return CodeNow(
        prefix=entry.code[:4],
        member=entry.member,
        state=entry.state(now).value,
        left_s=max(0.0, entry.expires_at - now),
        used_call=entry.used_call,
    )


def _fault(fault: "Fault") -> FaultNow:
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


def _call(entry: "JournalEntry") -> CallNow:
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
