"""Many clients at once, with faults: nothing of ours fails, every code counts once, every call has
its number, and nothing grows."""

import asyncio
import gc
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from benchmarks.load import Client
from wecom_console.simulator import SimulatorHandle, SimulatorOptions, serve
from wecom_console.simulator.authing.oidc import grants
from wecom_console.simulator.server import server
from wecom_console.simulator.wire import http_protocol
from wecom_console.simulator.world.journal import Journal
from wecom_console.simulator.world.ledger import CodeLedger, CodeState

pytestmark = [pytest.mark.anyio, pytest.mark.long]


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty clients in one loop: on a busy machine one of them may be silent for long."""
    monkeypatch.setattr(server, "KEEP_ALIVE_S", 3_600)
    monkeypatch.setattr(http_protocol, "HEAD_LIMIT_S", 3_600.0)


CLIENTS = 50
LOGINS = 5
LOGIN = "/api/v3/signin-by-mobile"
FAULTS = (
    {"path": "/cgi-bin/gettoken", "errcode": -1},
    {"path": "/cgi-bin/auth/getuserinfo", "errcode": 45009},
    {"path": "/cgi-bin/auth/getuserinfo", "status": 502},
    {"path": LOGIN, "break": "reset"},
    {"path": LOGIN, "break": "truncate"},
    {"path": LOGIN, "break": "not_json"},
    {"path": LOGIN, "status": 503},
    {"path": "/cgi-bin/*", "delay_ms": 5},
    {"path": "/oidc/me", "break": "empty"},
)


@dataclass(slots=True)
class Seen:
    """What the clients were told."""

    statuses: Counter[int] = field(default_factory=Counter)
    good: Counter[str] = field(default_factory=Counter)
    issued: list[str] = field(default_factory=list)
    broken: int = 0


@asynccontextmanager
async def served() -> AsyncIterator[SimulatorHandle]:
    """In this test's own loop, so that it may look into the world."""
    async with serve(SimulatorOptions(seed=1)) as handle:
        yield handle


async def log_in(handle: SimulatorHandle, client: Client, seen: Seen, *, twice: bool) -> None:
    """Phone, exchange, profile; now and then the same code once more."""
    about = handle.description()
    authing = about["authing"]
    control = {"authorization": f"Bearer {handle.control_token}"}
    play = {"platform": "android", "member": "zhangsan"}
    code = str((await client.request("POST", "/_sim/authorize", play, headers=control))["code"])
    seen.issued.append(code)
    body = {
        "extIdpConnidentifier": authing["connection_identifier"],
        "connection": "wechatwork",
        "wechatworkPayload": {"code": code},
        "options": {"scope": "openid profile"},
        "client_id": authing["app_id"],
        "client_secret": authing["app_secret"],
    }
    for _ in range(2 if twice else 1):
        try:
            status, answer = await client.exchange("POST", LOGIN, body)
        except (OSError, EOFError):
            seen.broken += 1
            continue
        seen.statuses[status] += 1
        found = json.loads(answer) if status == 200 and answer.startswith(b"{") else {}
        if found.get("statusCode") == 200:
            seen.good[code] += 1
            bearer = {"authorization": f"Bearer {found['data']['access_token']}"}
            status, _ = await client.exchange("GET", "/oidc/me", headers=bearer)
            seen.statuses[status] += 1


async def crowd(
    handle: SimulatorHandle,
    seen: Seen,
    *,
    logins: int,
    faults: Sequence[Mapping[str, object]] = (),
) -> None:
    """All clients at once, each with a connection of its own; some of them make others' calls
    fail."""
    control = {"authorization": f"Bearer {handle.control_token}"}

    async def work(client: Client, place: int) -> None:
        for number in range(logins):
            if faults and number % 3 == place % 3:
                fault = {**faults[(number + place) % len(faults)], "times": 1}
                await client.exchange("POST", "/_sim/faults", fault, headers=control)
            await log_in(handle, client, seen, twice=(number + place) % 4 == 0)
        await client.close()

    await asyncio.gather(*(work(Client(handle.url), place) for place in range(CLIENTS)))


async def test_ledger_and_journal_are_exact_under_load() -> None:
    """250 logins by 50 clients while calls fail in every way: no 500, each code used once at
    most, the journal's numbers without a gap."""
    seen = Seen()
    async with served() as handle:
        world = handle.world
        world.journal = Journal(1_000_000)
        await crowd(handle, seen, logins=LOGINS, faults=FAULTS)
        entries = list(world.journal.since(0))
        codes = list(world.ledger.entries())
    assert list(range(1, world.journal.last_number + 1)) == [entry.number for entry in entries]
    assert set(seen.statuses) == {200, 503}
    assert [] == [e for e in entries if e.status >= 500 and not e.is_fault]
    assert (CLIENTS * LOGINS, CLIENTS * LOGINS) == (len(set(seen.issued)), len(codes))
    assert {1} == set(seen.good.values())

    used = {entry.code: entry for entry in codes if entry.state(entry.issued_at) is CodeState.USED}
    redeeming = {
        entry.number for entry in entries if "userinfo" in entry.path and entry.errcode == 0
    }
    assert redeeming == {entry.used_call for entry in used.values()}
    assert len(used) == len(redeeming)
    assert set(seen.good) <= set(used)
    # Redeemed, but the answer was cut off on its way: only faults do that.
    faults = [e for e in entries if e.is_fault and e.path == LOGIN]
    cut_off = [e for e in faults if e.errcode is not None]
    lost = len(used) - len(seen.good)
    assert lost == sum(1 for e in cut_off if e.errcode == 0)
    assert lost > 0
    assert seen.broken == len(cut_off) + sum(1 for e in faults if e.status == 0)


async def test_nothing_grows_under_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once its tables are full, some hundred more logins leave no object behind."""
    monkeypatch.setattr(grants, "LIMIT", 100)
    async with served() as handle:
        handle.world.journal = Journal(100)
        handle.world.ledger = CodeLedger(100)
        counts = []
        for _ in range(3):
            await crowd(handle, Seen(), logins=4)
            gc.collect()
            counts.append(len(gc.get_objects()))
    assert abs(counts[2] - counts[1]) < 250, counts
