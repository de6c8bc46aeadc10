"""The login tests of the window as a use case: what is offered, run, and kept."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest

from wecom_console.domain.check import check
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import LEGS, BackendKind, Platform, Verdict
from wecom_console.flow.events import Event, RunCrashed, RunFinished, RunStarted, RunStopped
from wecom_console.services.authing.preflight import NEEDED_SECRETS
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import Saved
from wecom_console.services.runs.job import RunJob
from wecom_console.services.runs.ordered import OrderedMatrix
from wecom_console.services.runs.orders import (
    ConnectionToTest,
    MatrixOptions,
    Origin,
    PhoneMode,
    RunEnded,
    RunOrder,
)
from wecom_console.services.runs.stored_tests import StoredLoginTests
from wecom_console.storage.secrets.session_store import SessionStore

DOCUMENT = {
    "type": "wechatwork:mobile",
    "identifier": "acme-wecom",
    "display_name": "Acme",
    "corp_id": "ww3f9c0a7be1d24856",
    "agent_id": "1000002",
    "schema": "wwauth3f9c0a7be1d24856000002",
    "secret": "keyring:",
    "android": {"package": "com.acme.app", "signature_md5": "0" * 32},
    "ios": {"bundle_id": "com.acme.app"},
}
OWN = """
format = "wecom-console-scenarios/1"
[[scenarios]]
name = "night-shift"
title = "Night shift"
about = "Nobody agrees at night."
decision = "cancel"
expect = { leg = "confirm", code = "confirm.cancelled" }
"""


class CountingStore(SessionStore):
    """A keyring that notes what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def get(self, profile_id: str, field: str) -> Secret | None:
        self.asked.append(field)
        return super().get(profile_id, field)


class Bench:
    """The use cases over a store with one connection."""

    def __init__(self, folder: Path, *, scenario_file: str = "") -> None:
        self.keyring = CountingStore()
        self.services = Services(
            {"WECOM_CONSOLE_HOME": str(folder / "home"), "ACME_SECRET": "e" * 43},
            keyring=self.keyring,
        )
        saved = self.services.profiles.create(DOCUMENT, {"secret": Secret("x" * 43)})
        assert isinstance(saved, Saved)
        self.id = saved.profile.id
        self.tests = StoredLoginTests(
            lambda: self.services, language=lambda: "en", scenario_file=lambda: scenario_file
        )
        self.keyring.asked.clear()

    @property
    def stored(self) -> ConnectionToTest:
        """The connection that is stored."""
        return next(c for c in self.tests.connections().connections if c.key == self.id)

    @property
    def demo(self) -> ConnectionToTest:
        """The demo connection."""
        return self.tests.connections().connections[-1]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def profile(**changes: object) -> Profile:
    """The connection as a form has it."""
    found = check({**DOCUMENT, **changes}).profile
    assert found is not None
    return found


# --- secrets -----------------------------------------------------------------------------------


def test_the_simulator_needs_no_keyring(bench: Bench) -> None:
    """It makes up its own secrets, so a locked keyring is no obstacle; WeCom itself needs one."""
    order = RunOrder(bench.stored, ("success",), Platform.ANDROID, BackendKind.SIMULATOR)
    bench.tests.request_with_secrets(order)
    assert [] == bench.keyring.asked
    request = bench.tests.request_with_secrets(replace(order, backend=BackendKind.WECOM))
    assert (["secret"], Secret("x" * 43)) == (bench.keyring.asked, request.credentials.secret)


def test_what_was_typed_on_the_form_comes_first(bench: Bench) -> None:
    """And the keyring is not asked for it."""
    typed = {"secret": Secret("t" * 43)}
    draft = ConnectionToTest("draft", profile(), Origin.DRAFT, secrets=typed, stored_id=bench.id)
    found = bench.tests.credentials(draft, ("secret",))
    assert (Secret("t" * 43), []) == (found.secret, bench.keyring.asked)


def test_a_draft_is_tested_with_the_place_it_names(bench: Bench) -> None:
    """Saved or not, as a config file would be."""
    for stored_id in ("", bench.id):
        moved = profile(secret="env:ACME_SECRET")
        draft = ConnectionToTest("draft", moved, Origin.DRAFT, stored_id=stored_id)
        assert Secret("e" * 43) == bench.tests.credentials(draft, ("secret",)).secret


def test_a_form_that_was_never_saved_has_nothing_in_the_keyring(bench: Bench) -> None:
    """Nobody is asked to unlock it for nothing."""
    draft = ConnectionToTest("draft", profile(), Origin.DRAFT)
    found = bench.tests.credentials(draft, ("secret",))
    assert (None, "secret_ref.keyring_empty", []) == (
        found.secret,
        found.lacking["secret"].code,
        bench.keyring.asked,
    )


def test_a_secret_that_no_place_is_named_for_is_no_problem_of_a_keyring(bench: Bench) -> None:
    """The preflight would say that it is locked."""
    draft = ConnectionToTest("draft", replace(profile(), secret=None), Origin.DRAFT)
    assert {} == bench.tests.credentials(draft, NEEDED_SECRETS).lacking


# --- scenarios ---------------------------------------------------------------------------------


def test_a_teams_scenarios_are_offered_and_run(tmp_path: Path) -> None:
    """First in the list, by their own titles, in this process and in the worker."""
    file = tmp_path / "team.toml"
    file.write_text(OWN, encoding="utf-8")
    bench = Bench(tmp_path, scenario_file=str(file))
    listing, demo = bench.tests.connections(), bench.demo
    offers = bench.tests.offers(demo, Platform.ANDROID, BackendKind.SIMULATOR, PhoneMode.AUTO)
    assert ("night-shift", "own", "Night shift") == (
        offers[0].name,
        offers[0].group,
        listing.words["scenario.night-shift.title"],
    )

    async def run(*names: str) -> list[bool]:
        order = RunOrder(demo, names, Platform.ANDROID, BackendKind.SIMULATOR)
        told = [t.event async for t in bench.tests.start(order).events()]
        return [event.passed for event in told if isinstance(event, RunFinished)]

    assert [True] == asyncio.run(run("night-shift"))
    assert [True, True] == asyncio.run(run("night-shift", "success"))


def test_a_broken_team_file_leaves_the_built_in_scenarios(tmp_path: Path) -> None:
    """And is told of, with the file's name."""
    gone = str(tmp_path / "gone.toml")
    bench = Bench(tmp_path, scenario_file=gone)
    listing = bench.tests.connections()
    assert ("team.unreadable", gone, "success", True) == (
        listing.team_trouble,
        listing.team_params["file"],
        bench.tests.team.book.names[0],
        bool(listing.connections),
    )


# --- what is kept ------------------------------------------------------------------------------


def test_the_last_run_of_each_scenario_is_found_again(bench: Bench) -> None:
    """Of the same platform and backend."""
    order = RunOrder(bench.stored, ("success",), Platform.ANDROID, BackendKind.SIMULATOR)

    async def run() -> list[Event]:
        return [told.event async for told in bench.tests.start(order).events()]

    heard = asyncio.run(run())
    (past,) = bench.tests.past_runs(bench.stored, Platform.ANDROID, BackendKind.SIMULATOR)
    assert ("success", tuple(heard), False) == (past.scenario, past.events, past.is_stale)
    assert () == bench.tests.past_runs(bench.stored, Platform.IOS, BackendKind.SIMULATOR)


def test_the_last_login_that_worked_is_found_beside_one_that_did_not(bench: Bench) -> None:
    """So that it can be compared with; of those that worked only the latest."""
    for at, worked in enumerate((True, True, False)):
        end = RunFinished(worked, Verdict.PROVEN if worked else Verdict.FAILED, "success", 1.0)
        start, last = run_ending_with(end)
        assert isinstance(start, RunStarted)
        bench.tests.keep(bench.stored, (replace(start, run_id=f"r{at}", at=1_000.0 + at), last))
    past = bench.tests.past_runs(bench.stored, Platform.ANDROID, BackendKind.SIMULATOR)
    starts = [run.events[0] for run in past]
    assert [("r2", False), ("r1", True)] == [
        (start.run_id, run.is_earlier)
        for start, run in zip(starts, past, strict=True)
        if isinstance(start, RunStarted)
    ]


@pytest.mark.parametrize("origin", [Origin.DEMO, Origin.DRAFT])
def test_runs_of_what_is_not_stored_are_not_kept(bench: Bench, origin: Origin) -> None:
    """The demo is another company in every session; a draft is not what is stored."""
    connection = replace(bench.stored, origin=origin)
    bench.tests.keep(connection, run_ending_with(RunFinished(True, Verdict.PROVEN, "success", 1.0)))
    assert () == bench.services.profiles.runs(bench.id)


def run_ending_with(end: Event) -> tuple[Event, ...]:
    platform, backend = Platform.ANDROID, BackendKind.SIMULATOR
    start = RunStarted("r1", "acme-wecom", "success", platform, backend, "hash", 1_000.0, LEGS)
    return (start, end)


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        (RunFinished(True, Verdict.SIMULATED, "success", 1.0), [True]),
        (RunStopped(1.0), []),
        (RunCrashed("KeyError", "x.py:1"), []),
    ],
)
def test_a_matrix_keeps_what_a_single_run_keeps(bench: Bench, end: Event, kept: list[bool]) -> None:
    """A run that was stopped or crashed is on the page and in its report, and nowhere else."""

    async def told(_job: RunJob) -> AsyncGenerator[Event]:
        for event in run_ending_with(end):
            yield event

    order = RunOrder(bench.stored, ("success",), Platform.ANDROID, BackendKind.SIMULATOR)
    matrix = OrderedMatrix(
        [order],
        MatrixOptions(),
        team=bench.tests.team,
        request_of=bench.tests.request_with_secrets,
        keep=bench.tests.keep,
        run_jobs=told,
    )

    async def run() -> list[RunEnded]:
        return [one async for one in matrix.progress() if isinstance(one, RunEnded)]

    ended = asyncio.run(run())
    assert ([0], [run_ending_with(end)]) == ([one.order for one in ended], list(matrix.events()))
    matrix.close()
    assert kept == [run.passed for run in bench.services.profiles.runs(bench.id)]
