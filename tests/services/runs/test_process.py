"""Runs in a process of their own: as if they ran here, and gone when nobody listens."""

import os
import subprocess
import sys
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest

from services.runs.run_support import on_simulator, split_runs, summary
from wecom_console.domain.verdicts import Platform
from wecom_console.flow.events import Event, LegStarted, RunFinished, RunStarted
from wecom_console.flow.scenarios.definitions import built_in_scenarios, read_scenarios
from wecom_console.services.runs import process as run_process
from wecom_console.services.runs.job import (
    JobUnreadableError,
    RunJob,
    job_line,
    read_job,
)
from wecom_console.services.runs.matrix import Unit
from wecom_console.services.runs.process import (
    WorkerFailedError,
    WorkerNotStartedError,
    run_in_process,
)

pytestmark = pytest.mark.anyio

OWN = """
format = "wecom-console-scenarios/1"
[[scenarios]]
name = "our-own"
decision = "cancel"
[scenarios.expect]
leg = "confirm"
code = "login.cancelled"
"""


def unit(name: str, **changes: object) -> Unit:
    found = built_in_scenarios().get(name)
    assert found is not None
    return Unit(on_simulator(**changes), found)


async def heard_from(job: RunJob) -> list[Event]:
    return [event async for event in run_in_process(job)]


async def test_every_run_is_heard_in_its_order() -> None:
    """Two platforms, two endings."""
    units = tuple(
        unit(name, platform=platform)
        for platform in (Platform.ANDROID, Platform.IOS)
        for name in ("success", "code-reused")
    )
    runs = [summary(run) for run in split_runs(await heard_from(RunJob(units)))]
    assert [(u.request.platform, u.scenario.name, True) for u in units] == [
        (run.platform, run.scenario, run.passed) for run in runs
    ]


async def test_several_workers_keep_the_order() -> None:
    """Whatever ends first."""
    names = ("success", "cancelled", "code-reused", "wrong-state")
    events = await heard_from(RunJob(tuple(unit(name) for name in names), workers=3))
    assert list(names) == [e.scenario for e in events if isinstance(e, RunStarted)]


async def test_who_stops_listening_stops_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker is left behind."""
    seen = []
    real_end = run_process._end

    async def watched(process: run_process.Process) -> None:
        await real_end(process)
        seen.append(process.returncode)

    monkeypatch.setattr(run_process, "_end", watched)
    async with aclosing(run_in_process(RunJob((unit("success"),) * 50))) as events:
        async for event in events:
            if isinstance(event, LegStarted):
                break
    assert [0] == seen


async def test_a_worker_that_falls_over_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its exit code, never by what it wrote."""
    monkeypatch.setattr(run_process, "COMMAND", ("-c", "import sys; sys.exit(7)"))
    with pytest.raises(WorkerFailedError, match="7"):
        await heard_from(RunJob((unit("success"),)))


async def test_a_killed_worker_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the signal; what had finished was heard before."""
    started = []
    real_open = run_process.anyio.open_process

    async def watched(*arguments: object, **options: object) -> run_process.Process:
        started.append(await real_open(*arguments, **options))  # type: ignore[arg-type]
        return started[0]

    monkeypatch.setattr(run_process.anyio, "open_process", watched)
    heard = []

    async def hear() -> None:
        async for event in run_in_process(RunJob((unit("success"),) * 50)):
            heard.append(event)
            if isinstance(event, RunFinished) and started[0].returncode is None:
                started[0].kill()

    with pytest.raises(WorkerFailedError) as failed:
        await hear()
    assert (-9, True) == (failed.value.code, any(isinstance(e, RunFinished) for e in heard))


async def test_a_worker_that_cannot_be_started_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the system's own word."""
    monkeypatch.setattr(run_process.sys, "executable", "/nowhere/python")
    with pytest.raises(WorkerNotStartedError, match="No such file"):
        await heard_from(RunJob((unit("success"),)))


WITHOUT_DISK = (
    "import sys, tempfile\n"
    "from wecom_console.services.runs import archive, worker\n"
    "def full(*a, **k): raise OSError(28, 'No space left on device')\n"
    "{place} = full\n"
    "sys.exit(worker.main())\n"
)


async def test_a_worker_without_a_disk_keeps_its_runs_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They are told as if they lay in a file."""
    script = WITHOUT_DISK.format(place="tempfile.TemporaryFile")
    monkeypatch.setattr(run_process, "COMMAND", ("-c", script))
    (run,) = split_runs(await heard_from(RunJob((unit("success"),))))
    assert summary(run).passed


async def test_a_worker_that_the_disk_stops_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the disk, not as a crash."""
    script = WITHOUT_DISK.format(place="archive.RunArchive.add")
    monkeypatch.setattr(run_process, "COMMAND", ("-c", script))
    with pytest.raises(WorkerFailedError) as failed:
        await heard_from(RunJob((unit("success"),)))
    assert failed.value.is_disk


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_worker_does_not_outlive_a_killed_window(tmp_path: Path) -> None:
    """Its input ends with the process that gave the order."""
    script = tmp_path / "window.py"
    script.write_text(
        "import asyncio\n"
        "from services.runs.test_process import unit\n"
        "from wecom_console.services.runs import process as run_process\n"
        "from wecom_console.services.runs.job import RunJob\n"
        "real = run_process.anyio.open_process\n"
        "async def watched(*a, **k):\n"
        "    process = await real(*a, **k)\n"
        "    print(process.pid, flush=True)\n"
        "    return process\n"
        "run_process.anyio.open_process = watched\n"
        "async def main():\n"
        "    async for event in run_process.run_in_process(RunJob((unit('success'),) * 1000)):\n"
        "        print(type(event).__name__, flush=True)\n"
        "asyncio.run(main())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    window = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert window.stdout is not None
    worker = int(window.stdout.readline())
    assert window.stdout.readline() == "RunStarted\n"
    window.kill()
    window.communicate()
    assert any(_is_gone(worker) or sleep(0.1) for _ in range(200))


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{pid}/stat")  # an orphan nobody waits for is still listed
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


async def test_an_answer_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker of another version."""
    monkeypatch.setattr(run_process, "COMMAND", ("-c", "print('{}')"))
    with pytest.raises(JobUnreadableError):
        await heard_from(RunJob((unit("success"),)))


async def test_no_secret_is_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody on the machine can read command lines."""
    started = []
    real_open = run_process.anyio.open_process

    async def watched(command: list[str], **options: object) -> object:
        started.append((command, options.get("env")))
        return await real_open(command, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(run_process.anyio, "open_process", watched)
    await heard_from(RunJob((unit("success"),)))
    assert [([sys.executable, *run_process.COMMAND], None)] == started


def test_an_order_is_read_as_it_was_written() -> None:
    """Profile, secrets, scenarios and who holds the phone."""
    own = read_scenarios(OWN).scenarios[0]
    first = on_simulator(platform=Platform.IOS, member="lisi")
    first = replace(
        first, backend=first.chosen_backend, credentials=replace(first.credentials, app_secret=None)
    )
    job = RunJob((Unit(first, own), unit("success", platform=Platform.IOS)), (OWN,), workers=2)
    found = read_job(job_line(job))
    assert (first, own) == (found.units[0].request, found.units[0].scenario)
    assert ("success", 2) == (found.units[1].scenario.name, found.workers)


def test_runs_of_one_connection_share_one_request() -> None:
    """The simulator that serves them is known by it."""
    request = on_simulator()
    units = tuple(replace(unit(name), request=request) for name in ("success", "cancelled"))
    found = read_job(job_line(RunJob(units)))
    assert found.units[0].request is found.units[1].request


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b"nonsense", b'{"format": "wecom-console-job/1"}', b"\xff\xfe"]
)
def test_a_line_that_is_no_order_is_refused(line: bytes) -> None:
    """Without quoting it: it may hold a secret."""
    with pytest.raises(JobUnreadableError) as refused:
        read_job(line)
    assert ("", None) == (str(refused.value), refused.value.__cause__)


def test_an_order_with_a_broken_profile_is_refused() -> None:
    """`check` is the only door to a profile, here as well."""
    request = on_simulator()
    broken = replace(request, profile=replace(request.profile, corp_id="nonsense"))
    line = job_line(RunJob((Unit(broken, unit("success").scenario),)))
    with pytest.raises(JobUnreadableError):
        read_job(line)
