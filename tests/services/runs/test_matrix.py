"""A matrix of runs: in order, several at once, broken off and taken up again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from flow.samples import PROFILE
from services.runs.run_support import CREDENTIALS, on_simulator, outside_simulator, pointed
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Platform
from wecom_console.flow.events import Event, RunStarted
from wecom_console.flow.scenarios.definitions import Scenario, built_in_scenarios
from wecom_console.flow.stopping import StopSwitch
from wecom_console.services.runs.archive import ArchiveUnusable, RunArchive
from wecom_console.services.runs.matrix import DoneUnit, Matrix, Unit
from wecom_console.services.runs.request import RunRequest
from wecom_console.services.runs.simulator_control import SimulatorAccess

pytestmark = pytest.mark.anyio

NAMES = ("success", "cancelled", "code-reused", "wrong-state")


@pytest.fixture
def archive() -> Iterator[RunArchive]:
    """One that is gone afterwards."""
    archive = RunArchive.temporary()
    yield archive
    archive.close()


def scenario(name: str) -> Scenario:
    found = built_in_scenarios().get(name)
    assert found is not None
    return found


def units(profile: Profile = PROFILE, *, names: Sequence[str] = NAMES) -> list[Unit]:
    """Two platforms, some scenarios."""
    return [
        Unit(on_simulator(profile=profile, platform=platform), scenario(name))
        for platform in (Platform.ANDROID, Platform.IOS)
        for name in names
    ]


def told(done: Sequence[DoneUnit]) -> list[tuple[str, str, bool]]:
    return [(d.summary.platform.value, d.summary.scenario, d.summary.passed) for d in done]


@pytest.mark.parametrize("workers", [1, 4])
async def test_results_keep_their_order(archive: RunArchive, workers: int) -> None:
    """Whatever ends first."""
    heard: list[Event] = []
    done = await Matrix(archive, workers=workers).run(units(), on_event=heard.append)
    wanted = [(p.value, n, True) for p in (Platform.ANDROID, Platform.IOS) for n in NAMES]
    starts = [(e.platform.value, e.scenario) for e in heard if isinstance(e, RunStarted)]
    assert (wanted, [(p, n) for p, n, _ in wanted]) == (told(done), starts)


async def test_events_lie_in_the_archive(archive: RunArchive) -> None:
    """All of a run's, as they were heard."""
    heard: list[Event] = []
    (done,) = await Matrix(archive).run(units()[:1], on_event=heard.append)
    assert tuple(heard) == archive.events(done.number)


async def test_runs_that_steer_one_simulator_take_turns(archive: RunArchive) -> None:
    """Each puts the state that it needs."""
    async with outside_simulator() as handle:
        access = SimulatorAccess(handle.url, Secret(handle.control_token))
        request = RunRequest(pointed(handle.url), CREDENTIALS, simulator=access)
        names = ("success", "login-only-unknown-user", "mfa-required", "agent-disabled") * 3
        plan = [Unit(request, scenario(name)) for name in names]
        done = await Matrix(archive, workers=4).run(plan, on_event=lambda _: None)
    assert [True] * len(names) == [one.summary.passed for one in done]


async def test_fail_fast_begins_nothing_new(archive: RunArchive) -> None:
    """The failing run is told, what follows has not run."""
    bad = replace(scenario("success"), expected=scenario("cancelled").expected)
    plan = [units()[0], Unit(units()[0].request, bad), *units()[1:]]
    done = await Matrix(archive, fails_fast=True).run(plan, on_event=lambda _: None)
    assert [True, False] == [one.summary.passed for one in done]


async def test_without_fail_fast_all_run(archive: RunArchive) -> None:
    """One failure hides no other."""
    bad = replace(scenario("success"), expected=scenario("cancelled").expected)
    plan = [Unit(units()[0].request, bad), units()[0]]
    done = await Matrix(archive).run(plan, on_event=lambda _: None)
    assert [False, True] == [one.summary.passed for one in done]


async def test_what_has_passed_is_not_run_again(tmp_path: Path) -> None:
    """The next start reads the file."""
    file = tmp_path / "runs"
    await run_in(file, units()[:2])
    done = await run_in(file, units()[:4])
    assert [True, True, False, False] == [one.is_from_before for one in done]


async def test_another_configuration_is_another_run(tmp_path: Path) -> None:
    """The earlier result says nothing about it."""
    file = tmp_path / "runs"
    await run_in(file, units()[:1])
    (done,) = await run_in(file, units(replace(PROFILE, agent_id="1000003"))[:1])
    assert not done.is_from_before


async def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    """As after kill -9 in the middle of a write."""
    file = tmp_path / "runs"
    await run_in(file, units()[:2])
    file.write_bytes(file.read_bytes()[:-200])
    done = await run_in(file, units()[:2])
    assert [True, False] == [one.is_from_before for one in done]
    assert [True, True] == [one.is_from_before for one in await run_in(file, units()[:2])]


async def test_a_foreign_file_is_not_touched(tmp_path: Path) -> None:
    """A mistyped name must not cost a file."""
    file = tmp_path / "thesis.txt"
    file.write_text("precious")
    assert isinstance(RunArchive.at(file), ArchiveUnusable)
    assert "precious" == file.read_text()


async def test_a_stop_ends_it(archive: RunArchive) -> None:
    """What ran until then is kept."""
    stop = StopSwitch()
    heard: list[Event] = []

    def hear(event: Event) -> None:
        heard.append(event)
        if len([e for e in heard if isinstance(e, RunStarted)]) == 2:
            stop.press()

    done = await Matrix(archive).run(units(), on_event=hear, stop=stop)
    assert 2 == len(done)


async def run_in(file: Path, plan: Sequence[Unit]) -> list[DoneUnit]:
    """One start of the program."""
    archive = RunArchive.at(file)
    assert isinstance(archive, RunArchive)
    try:
        return await Matrix(archive).run(plan, on_event=lambda _: None)
    finally:
        archive.close()
