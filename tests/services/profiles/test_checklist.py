"""The checklist of step 1: ticks, evidence from a simulated WeCom, and when either is void."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flow.samples import PROFILE, SECRET_TEXT
from services.runs.run_support import CONNECTION
from wecom_console.backends.preflight import CheckState, OnlineCheck
from wecom_console.domain.catalogue import PREPARATION
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.messages.catalogue import load_messages
from wecom_console.protocol.answers import host_of
from wecom_console.services.authing.checklist_evidence import ask_wecom, evidence_of
from wecom_console.services.context import Services
from wecom_console.services.profiles.checklist import StepItem, StepItems, StepOne, StepState
from wecom_console.services.runs.embedded import options_for
from wecom_console.simulator import SimulatorClient, SimulatorHandle, running_simulator
from wecom_console.storage.secrets.session_store import SessionStore

DOCUMENT = {"corp_id": "ww0123456789abcdef", "agent_id": "1000002"}
SEEN = (StepItem("app", StepState.SEEN, facts={"name": "Acme"}),)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Over a data directory of the test's own."""
    made = Services({"WECOM_CONSOLE_HOME": str(tmp_path)}, keyring=SessionStore())
    yield made
    made.close()


@pytest.fixture
def step_one(services: Services) -> StepOne:
    return services.step_one


def standings(items: StepItems) -> dict[str, str]:
    """What is not open."""
    return {item.id: item.standing.value for item in items if item.standing is not StepState.OPEN}


# --- what is kept --------------------------------------------------------------------------------


def test_a_new_list_is_open(step_one: StepOne) -> None:
    """Every item is there."""
    items = step_one.items("new", DOCUMENT)
    assert (PREPARATION, {}) == (tuple(item.id for item in items), standings(items))


def test_a_tick_is_kept_until_it_is_taken_back(step_one: StepOne) -> None:
    """By hand, with its time."""
    step_one.tick("new", "trusted_ip", done=True)
    (ticked,) = [item for item in step_one.items("new", DOCUMENT) if item.is_done]
    step_one.tick("new", "trusted_ip", done=False)
    assert (StepState.BY_HAND, True) == (ticked.standing, ticked.at > 0)
    assert {} == standings(step_one.items("new", DOCUMENT))


def test_evidence_is_kept_with_what_was_seen(step_one: StepOne) -> None:
    """For the list to say it again."""
    step_one.record("new", DOCUMENT, SEEN)
    (seen,) = [item for item in step_one.items("new", DOCUMENT) if item.is_done]
    assert (StepState.SEEN, {"name": "Acme"}) == (seen.standing, dict(seen.facts))


@pytest.mark.parametrize("field", ["corp_id", "agent_id"])
def test_evidence_is_about_one_app(step_one: StepOne, field: str) -> None:
    """With another CorpID or AgentID it says nothing."""
    step_one.record("new", DOCUMENT, SEEN)
    assert {} == standings(step_one.items("new", {**DOCUMENT, field: "1000007"}))


def test_a_tick_by_hand_outlives_a_change(step_one: StepOne) -> None:
    """The person who ticked it knows what for."""
    step_one.tick("new", "app", done=True)
    assert {"app": "by_hand"} == standings(step_one.items("new", {}))


def test_what_is_refuted_is_no_longer_done(step_one: StepOne) -> None:
    """Whoever had ticked it."""
    step_one.tick("new", "app", done=True)
    step_one.record("new", DOCUMENT, (StepItem("app", StepState.REFUTED, code="wecom.40001"),))
    assert {} == standings(step_one.items("new", DOCUMENT))


# --- what WeCom says -----------------------------------------------------------------------------


@pytest.fixture
def handle() -> Iterator[SimulatorHandle]:
    """A simulator loaded with the profile."""
    with running_simulator(options_for([CONNECTION])) as handle:
        yield handle


@pytest.fixture
def world(handle: SimulatorHandle) -> SimulatorClient:
    return handle.client()


def at(handle: SimulatorHandle, kind: BackendKind = BackendKind.WECOM) -> Profile:
    backend = replace(PROFILE.backend, kind=kind)
    return replace(PROFILE, backend=backend, wecom=replace(PROFILE.wecom, base_url=handle.url))


async def asked(services: Services, profile: Profile, secret: str = SECRET_TEXT) -> StepItems:
    return await ask_wecom(services, profile, {"secret": Secret(secret)} if secret else {}, "")


pytestmark = pytest.mark.anyio


async def test_a_right_app_is_seen(handle: SimulatorHandle, services: Services) -> None:
    """Accepted Secret, members in range, and an address that WeCom answers."""
    found = await asked(services, at(handle))
    assert {"app": "seen", "visible_range": "seen", "trusted_ip": "seen"} == standings(found)


async def test_another_address_than_this_one_is_not_claimed(
    handle: SimulatorHandle, services: Services
) -> None:
    """Where a platform calls WeCom, nothing is known of its address from here."""
    found = await asked(services, at(handle, BackendKind.AUTHING))
    assert {"app": "seen", "visible_range": "seen"} == standings(found)


async def test_the_simulator_as_backend_is_no_obstacle(
    handle: SimulatorHandle, services: Services
) -> None:
    """The list is about WeCom, not about the backend."""
    found = await asked(services, at(handle, BackendKind.SIMULATOR))
    assert "seen" == standings(found)["app"]


async def test_a_wrong_secret_is_refuted(handle: SimulatorHandle, services: Services) -> None:
    """With its code."""
    found = await asked(services, at(handle), "w" * 43)
    assert [("app", "refuted", "wecom.40001")] == [
        (item.id, item.standing.value, item.code) for item in found
    ]


async def test_refused_secrets_are_counted(handle: SimulatorHandle, services: Services) -> None:
    """As everywhere: WeCom bans an address that tries too many."""
    for _ in range(2):
        await asked(services, at(handle), "w" * 43)
    counted = services.attempts.count(f"{host_of(handle.url)} {PROFILE.corp_id}")
    assert 2 == counted


async def test_without_a_secret_nobody_is_asked(
    handle: SimulatorHandle, world: SimulatorClient, services: Services
) -> None:
    """And the list says so."""
    (found,) = await asked(services, at(handle), "")
    assert ("preparation.no_secret", []) == (found.code, world.journal())


@pytest.mark.parametrize(
    ("check", "item"),
    [
        (OnlineCheck("wecom_secret", CheckState.FAILED, "wecom.60020"), "trusted_ip"),
        (OnlineCheck("wecom_agent", CheckState.FAILED, "identity.agent_closed"), "app"),
        (
            OnlineCheck("wecom_visible", CheckState.WARNING, "preflight.nobody_visible"),
            "visible_range",
        ),
    ],
)
def test_each_refusal_belongs_to_its_item(check: OnlineCheck, item: str) -> None:
    """An untrusted address says nothing of the Secret."""
    (found,) = evidence_of((check,), calls_wecom=True)
    assert (item, StepState.REFUTED, check.code) == (found.id, found.standing, found.code)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("item", PREPARATION)
def test_each_item_says_where(item: str, language: str) -> None:
    """In both languages."""
    assert load_messages(language).has(f"preparation.{item}.where")
