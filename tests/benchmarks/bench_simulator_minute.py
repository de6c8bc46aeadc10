"""Fifty clients log in at the simulator for a minute while calls fail: speed, memory, exactness."""

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final

from bench_simulator import serving
from load import Client
from measuring import Figure

CLIENTS: Final = 50
SECONDS: Final = 60.0
WARM_UP_S: Final = 20.0
"""Until the tables that forget their oldest entries are full."""
FAULTS: Final = (
    {"path": "/cgi-bin/gettoken", "errcode": -1},
    {"path": "/cgi-bin/*", "status": 502},
    {"path": "/api/v3/signin-by-mobile", "break": "reset"},
    {"path": "/api/v3/signin-by-mobile", "break": "truncate"},
    {"path": "/api/v3/signin-by-mobile", "delay_ms": 20},
)
EVERY_LOGINS: Final = 200
"""One client in so many logins lets somebody's next call fail."""


def resident_mib(process_id: int) -> float:
    """The memory that a process holds now; Linux only, 0 elsewhere."""
    status = Path(f"/proc/{process_id}/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


class Minute:
    """What happened."""

    def __init__(self, about: Mapping[str, object]) -> None:
        self.about = about
        self.logins = 0
        self.failed = 0
        self.broken = 0
        self.ours = 0
        self._begun = 0

    async def work(self, client: Client, until: float) -> None:
        """Log in again and again: authorise, exchange, profile."""
        authing = dict(self.about["authing"])  # type: ignore[call-overload]
        control = {"authorization": f"Bearer {self.about['control_token']}"}
        play = {"platform": "android", "member": "zhangsan"}
        while time.perf_counter() < until:
            self._begun += 1
            if self._begun % EVERY_LOGINS == 0:
                fault = {**FAULTS[self._begun // EVERY_LOGINS % len(FAULTS)], "times": 1}
                await client.exchange("POST", "/_sim/faults", fault, headers=control)
            phone = await client.request("POST", "/_sim/authorize", play, headers=control)
            body = {
                "extIdpConnidentifier": authing["connection_identifier"],
                "connection": "wechatwork",
                "wechatworkPayload": {"code": phone["code"]},
                "options": {"scope": "openid profile"},
                "client_id": authing["app_id"],
                "client_secret": authing["app_secret"],
            }
            try:
                status, answer = await client.exchange("POST", "/api/v3/signin-by-mobile", body)
            except (OSError, EOFError):
                self.broken += 1
                continue
            self.ours += status == 500
            found = json.loads(answer)
            if found.get("statusCode") != 200:
                self.failed += 1
                continue
            bearer = {"authorization": f"Bearer {found['data']['access_token']}"}
            status, _ = await client.exchange("GET", "/oidc/me", headers=bearer)
            self.ours += status == 500
            self.logins += status == 200


async def crowd(minute: Minute, url: str, *, seconds: float) -> float:
    """All clients at once; the seconds that it took."""
    started = time.perf_counter()
    crew = [Client(url) for _ in range(CLIENTS)]
    await asyncio.gather(*(minute.work(client, started + seconds) for client in crew))
    for client in crew:
        await client.close()
    return time.perf_counter() - started


def measure(*, rounds: int) -> Iterator[Figure]:
    """A minute, whatever `rounds` says: memory has to be given time to grow."""
    del rounds
    command = [sys.executable, "-m", "wecom_console", "simulate", "--json"]
    with serving(command) as (line, process_id):
        about = json.loads(line)
        asyncio.run(crowd(Minute(about), about["url"], seconds=WARM_UP_S))
        before = resident_mib(process_id)
        minute = Minute(about)
        took = asyncio.run(crowd(minute, about["url"], seconds=SECONDS))
        after = resident_mib(process_id)
        journal = asyncio.run(_journal(about))
    note = f"{CLIENTS} clients, {took:.0f} s, {minute.failed} failed, {minute.broken} broken"
    yield Figure("a minute: whole logins", minute.logins / took, "logins/s", note)
    yield Figure("a minute: memory at its start", before, "MiB", f"after {WARM_UP_S:.0f} s")
    yield Figure("a minute: memory at its end", after, "MiB", f"{after - before:+.1f} MiB")
    yield Figure("a minute: 500 of ours", minute.ours, "answers")
    gaps = sum(b - a != 1 for a, b in pairwise(journal))
    yield Figure("a minute: gaps in the journal", gaps, "numbers", f"{len(journal)} entries kept")


async def _journal(about: Mapping[str, object]) -> list[int]:
    control = {"authorization": f"Bearer {about['control_token']}"}
    client = Client(str(about["url"]), control)
    found = await client.request("GET", "/_sim/journal")
    await client.close()
    entries = found["journal"]
    assert isinstance(entries, list)
    return [int(entry["number"]) for entry in entries]
