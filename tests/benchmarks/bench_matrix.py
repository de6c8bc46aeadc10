"""A thousand logins in one matrix run: beside a bare client making the same calls, in one run."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from measuring import Figure

LOGINS = 1_000
EARLY = 200
SERVE = (
    "from wecom_console.simulator import running_simulator, SimulatorOptions\n"
    "import sys, time\n"
    "with running_simulator(SimulatorOptions(seed=1)) as handle:\n"
    "    print(handle.url, handle.control_token, flush=True)\n"
    "    sys.stdin.read()\n"
)


def measure(*, rounds: int) -> Iterator[Figure]:
    """`rounds` is not used: it is one long run."""
    del rounds
    with subprocess.Popen(
        [sys.executable, "-c", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        url, token = server.stdout.readline().split()
        calls, bare_s = asyncio.run(_bare(url, token))
        early, late, ours_s, ours_calls = asyncio.run(_ours(url, token))
        server.stdin.close()
    bare, ours = calls / bare_s, ours_calls / ours_s
    yield Figure("bare client, the same calls", bare, "calls/s", f"{LOGINS} logins")
    yield Figure("matrix of logins", ours, "calls/s", f"{bare / ours:.2f} x slower than bare")
    yield Figure("logins in a matrix", LOGINS / ours_s, "logins/s")
    yield Figure(f"memory after {EARLY} logins", early, "MiB")
    yield Figure(f"memory after {LOGINS} logins", late, "MiB", f"{late - early:+.1f} MiB")


async def _bare(url: str, token: str) -> tuple[int, float]:
    """What a login asks, by httpx alone, answers parsed; how many calls, and how long."""
    import httpx

    from wecom_console.simulator import demo_connection

    profile = demo_connection(1).profile
    app = {"x-authing-app-id": profile.backend.app_id}
    steering = {"authorization": f"Bearer {token}"}
    count = 0
    async with httpx.AsyncClient(base_url=url) as client:
        began = time.perf_counter()
        for _ in range(LOGINS):
            (await client.get("/_sim/clock", headers=steering)).json()
            played = await client.post(
                "/_sim/authorize", headers=steering, json={"platform": "android"}
            )
            config = f"/api/v2/applications/{profile.backend.app_id}/public-config"
            (await client.get(config, headers=app)).json()
            body = {
                "extIdpConnidentifier": profile.identifier,
                "connection": "wechatwork",
                "wechatworkPayload": {"code": played.json()["code"]},
                "options": {"scope": "openid profile"},
                "client_id": profile.backend.app_id,
            }
            answer = await client.post("/api/v3/signin-by-mobile", headers=app, json=body)
            access = answer.json()["data"]["access_token"]
            await client.get("/api/v3/get-profile", headers=app | {"authorization": access})
            count += 5
        return count, time.perf_counter() - began


async def _ours(url: str, token: str) -> tuple[float, float, float, int]:
    from dataclasses import replace

    from wecom_console.backends.credentials import Credentials
    from wecom_console.domain.secrets import Secret
    from wecom_console.domain.verdicts import BackendKind
    from wecom_console.flow.events import Exchanged, RunFinished
    from wecom_console.flow.scenarios.definitions import built_in_scenarios
    from wecom_console.services.runs.archive import RunArchive
    from wecom_console.services.runs.matrix import Matrix, Unit
    from wecom_console.services.runs.request import RunRequest
    from wecom_console.services.runs.simulator_control import SimulatorAccess
    from wecom_console.simulator import demo_connection

    demo = demo_connection(1)
    backend = replace(demo.profile.backend, kind=BackendKind.AUTHING, host=url, app_host=url)
    request = RunRequest(
        replace(demo.profile, backend=backend),
        Credentials(demo.secret, demo.app_secret),
        simulator=SimulatorAccess(url, Secret(token)),
    )
    success = built_in_scenarios().scenarios[0]
    plan = [Unit(request, success)] * LOGINS
    archive = RunArchive.temporary()
    finished = 0
    calls = 0
    early = 0.0

    def hear(event: object) -> None:
        nonlocal finished, calls, early
        calls += isinstance(event, Exchanged)
        if isinstance(event, RunFinished):
            assert event.passed
            finished += 1
            calls += 2  # the clock and the phone are asked beside the legs
            if finished == EARLY:
                early = _memory_mib()

    began = time.perf_counter()
    await Matrix(archive).run(plan, on_event=hear)
    took = time.perf_counter() - began
    late = _memory_mib()
    archive.close()
    assert finished == LOGINS
    return early, late, took, calls


def _memory_mib() -> float:
    """Resident now, not at its peak."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
