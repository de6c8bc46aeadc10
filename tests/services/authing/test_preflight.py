"""The live preflight over real HTTP: the simulated world is right, or wrong in one place."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flow.samples import PROFILE, SECRET_TEXT
from services.runs.run_support import CONNECTION, CREDENTIALS
from wecom_console.backends.credentials import Credentials
from wecom_console.backends.preflight import CheckState, OnlineCheck, check_clock
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.protocol.http_replies import HttpAnswer
from wecom_console.protocol.refusal import Refusal
from wecom_console.services.authing.preflight import LivePreflight, Preflight
from wecom_console.services.runs.embedded import options_for
from wecom_console.simulator import SimulatorClient, SimulatorHandle, running_simulator
from wecom_console.storage.secret_attempts import LIMIT, SecretAttempts

pytestmark = pytest.mark.anyio

WRONG = Credentials(Secret("w" * 43))


@pytest.fixture
def handle() -> Iterator[SimulatorHandle]:
    """A simulator loaded with the profile."""
    with running_simulator(options_for([CONNECTION])) as handle:
        yield handle


@pytest.fixture
def world(handle: SimulatorHandle) -> SimulatorClient:
    """What can be made wrong in it."""
    return handle.client()


def at(handle: SimulatorHandle, kind: BackendKind = BackendKind.AUTHING) -> Profile:
    backend = replace(PROFILE.backend, kind=kind, host=handle.url, app_host=handle.url)
    return replace(PROFILE, backend=backend, wecom=replace(PROFILE.wecom, base_url=handle.url))


def states(found: Preflight) -> dict[str, str]:
    return {check.id: check.state.value for check in found.checks}


def check(found: Preflight, name: str) -> OnlineCheck:
    return next(one for one in found.checks if one.id == name)


async def test_a_right_set_up_has_nothing_to_look_at(handle: SimulatorHandle) -> None:
    """All of WeCom's, all of Authing's, and the clock."""
    found = await LivePreflight().run(at(handle), CREDENTIALS)
    assert {CheckState.OK} == {one.state for one in found.checks}
    assert 10 == len(found.checks)


async def test_what_the_simulator_says_is_marked(handle: SimulatorHandle) -> None:
    """No face paints it green."""
    found = await LivePreflight().run(at(handle), CREDENTIALS)
    assert {True} == {one.simulated for one in found.checks}


LACKS_ENV = Refusal("secret_ref.env_unset", {"name": "ACME"})
LACKS_FILE = Refusal("secret_ref.file_missing", {"name": "a.txt"})
EMPTY = Refusal("secret_ref.keyring_empty", {"field": "secret"})


@pytest.mark.parametrize(
    ("why", "kind", "expected"),
    [
        (LACKS_ENV, BackendKind.AUTHING, ("failed", "secret_ref.env_unset")),
        (LACKS_FILE, BackendKind.WECOM, ("failed", "secret_ref.file_missing")),
        (EMPTY, BackendKind.AUTHING, ("warning", "secret_ref.keyring_empty")),
        (EMPTY, BackendKind.WECOM, ("failed", "secret_ref.keyring_empty")),
        (Refusal("secrets.locked"), BackendKind.AUTHING, ("warning", "identity.keyring_locked")),
        (Refusal("secrets.locked"), BackendKind.WECOM, ("failed", "identity.keyring_locked")),
        (Refusal("secrets.absent"), BackendKind.WECOM, ("failed", "identity.no_secret")),
    ],
)
async def test_a_secret_that_cannot_be_had_says_why(
    handle: SimulatorHandle, why: Refusal, kind: BackendKind, expected: tuple[str, str]
) -> None:
    """The variable, the file, the keyring: a keyring is missed only where WeCom is asked here."""
    found = await LivePreflight().run(at(handle, kind), Credentials(lacking={"secret": why}))
    told = check(found, "wecom_secret")
    assert expected == (told.state.value, told.code)


async def test_a_locked_keyring_is_the_outsides(handle: SimulatorHandle) -> None:
    """Exit 4, as everywhere; an unset variable is found here."""
    whys = (Refusal("secrets.locked"), LACKS_ENV)
    profile = at(handle, BackendKind.WECOM)
    found = [await LivePreflight().run(profile, Credentials(lacking={"secret": w})) for w in whys]
    assert [True, False] == [one.is_outside for one in found]


async def test_a_secret_with_a_line_break_is_not_spent(
    handle: SimulatorHandle, world: SimulatorClient, tmp_path: Path
) -> None:
    """It is named before WeCom is asked, and no try is counted."""
    attempts = SecretAttempts(tmp_path / "attempts.json", lambda: 1000.0)
    profile = at(handle, BackendKind.WECOM)
    found = await LivePreflight(attempts).run(profile, Credentials(Secret(f"{SECRET_TEXT}\n")))
    assert ("secret_form.newline", []) == (check(found, "wecom_secret").code, world.journal())
    assert 0 == attempts.count(f"{handle.url[7:]} {PROFILE.corp_id.lower()}")


async def test_a_short_secret_is_told_with_its_refusal(handle: SimulatorHandle) -> None:
    """42 characters: one was lost."""
    found = await LivePreflight().run(at(handle), Credentials(Secret("w" * 42)))
    assert 42 == check(found, "wecom_secret").params["secret_length"]


@pytest.mark.parametrize(
    ("credentials", "code"),
    [
        (Credentials(app_secret=Secret("a b")), "secret_form.blank"),
        (Credentials(lacking={"backend.app_secret": LACKS_ENV}), "secret_ref.env_unset"),
    ],
)
async def test_the_app_secret_is_looked_at(
    handle: SimulatorHandle, credentials: Credentials, code: str
) -> None:
    """As far as that shows without sending it."""
    found = await LivePreflight().run(at(handle), credentials)
    assert ("failed", code) == (states(found)["app_secret"], check(found, "app_secret").code)


async def test_nothing_is_changed(handle: SimulatorHandle, world: SimulatorClient) -> None:
    """Reads only: no code is redeemed, no user created."""
    before = world.state()
    await LivePreflight().run(at(handle), CREDENTIALS)
    assert (before, {"GET"}) == (world.state(), {call["method"] for call in world.journal()})


async def test_a_wrong_secret_is_asked_once(
    handle: SimulatorHandle, world: SimulatorClient
) -> None:
    """And what depends on it is not asked at all."""
    found = await LivePreflight().run(at(handle), WRONG)
    assert ("failed", "skipped") == (states(found)["wecom_secret"], states(found)["wecom_agent"])
    calls = [call["path"] for call in world.journal() if call["path"].startswith("/cgi-bin")]
    assert ["/cgi-bin/gettoken"] == calls


async def test_after_some_refusals_no_secret_is_tried(
    handle: SimulatorHandle, world: SimulatorClient, tmp_path: Path
) -> None:
    """WeCom would ban the address; the next process knows as well."""
    for _ in range(LIMIT):
        attempts = SecretAttempts(tmp_path / "attempts.json", lambda: 1000.0)
        await LivePreflight(attempts).run(at(handle), WRONG)
    asked = len(world.journal())
    attempts = SecretAttempts(tmp_path / "attempts.json", lambda: 1000.0)
    found = await LivePreflight(attempts).run(at(handle, BackendKind.WECOM), CREDENTIALS)
    assert "preflight.too_many_attempts" == check(found, "wecom_secret").code
    assert asked == len(world.journal())
    assert SECRET_TEXT not in (tmp_path / "attempts.json").read_text()


async def test_an_hour_later_it_is_tried_again(handle: SimulatorHandle, tmp_path: Path) -> None:
    """The ban is over by then."""
    path = tmp_path / "attempts.json"
    for _ in range(LIMIT):
        SecretAttempts(path, lambda: 1000.0).refused(f"{handle.url[7:]} {PROFILE.corp_id.lower()}")
    later = SecretAttempts(path, lambda: 1000.0 + 3601)
    assert "ok" == states(await LivePreflight(later).run(at(handle), CREDENTIALS))["wecom_secret"]


async def test_a_refused_address_is_only_a_warning_where_the_platform_calls(
    handle: SimulatorHandle, world: SimulatorClient
) -> None:
    """This computer's address says nothing about Authing's."""
    corp = {"corp_id": PROFILE.corp_id, "trusted_ips": ["203.0.113.7"]}
    world.change_state(corps=[corp])
    by_authing = await LivePreflight().run(at(handle), CREDENTIALS)
    direct = await LivePreflight().run(at(handle, BackendKind.WECOM), CREDENTIALS)
    told = [check(found, "wecom_secret") for found in (by_authing, direct)]
    assert [("warning", "wecom.60020"), ("failed", "wecom.60020")] == [
        (one.state.value, one.code) for one in told
    ]


async def test_an_app_that_is_off(handle: SimulatorHandle, world: SimulatorClient) -> None:
    """Whichever way WeCom says it."""
    agent = {"corp_id": PROFILE.corp_id, "agent_id": PROFILE.agent_id, "enabled": False}
    world.change_state(agents=[agent])
    found = await LivePreflight().run(at(handle), CREDENTIALS)
    assert not found.ok


async def test_nobody_is_in_the_range(handle: SimulatorHandle, world: SimulatorClient) -> None:
    """Every login would be refused on the phone."""
    agent = {"corp_id": PROFILE.corp_id, "agent_id": PROFILE.agent_id, "visible": []}
    world.change_state(agents=[agent])
    found = await LivePreflight().run(at(handle), CREDENTIALS)
    assert "preflight.nobody_visible" == check(found, "wecom_visible").code


async def test_a_connection_that_is_not_associated(
    handle: SimulatorHandle, world: SimulatorClient
) -> None:
    """Both of Authing's lists say so."""
    app = {"app_id": PROFILE.backend.app_id, "connections": []}
    world.change_state(applications=[app])
    found = await LivePreflight().run(at(handle), CREDENTIALS)
    codes = [check(found, name).code for name in ("authing_connection", "authing_listed")]
    assert ["exchange.no_connection"] * 2 == codes


async def test_a_field_that_differs_is_named(handle: SimulatorHandle) -> None:
    """The profile's agent is not the connection's."""
    profile = replace(at(handle), agent_id="1000099")
    found = await LivePreflight().run(profile, CREDENTIALS)
    differing = check(found, "authing_connection")
    assert ("exchange.field_differs", "agentId") == (differing.code, differing.params["field"])


async def test_another_user_pool_is_named(handle: SimulatorHandle) -> None:
    """The application lives elsewhere."""
    profile = at(handle)
    profile = replace(profile, backend=replace(profile.backend, user_pool_id="0" * 24))
    found = await LivePreflight().run(profile, CREDENTIALS)
    assert "preflight.other_pool" == check(found, "authing_application").code


async def test_a_server_that_is_not_there(handle: SimulatorHandle) -> None:
    """Told as the outside's failure."""
    nobody = "http://127.0.0.1:9"
    profile = at(handle)
    backend = replace(profile.backend, host=nobody, app_host=nobody)
    found = await LivePreflight().run(replace(profile, backend=backend), CREDENTIALS)
    assert (False, True) == (found.ok, found.is_outside)


@pytest.mark.parametrize(
    ("date", "state"),
    [
        ("Thu, 01 Jan 1970 00:16:40 GMT", "ok"),
        ("Thu, 01 Jan 1970 00:10:00 GMT", "failed"),
        ("Thu, 01 Jan 1970 00:30:00 GMT", "failed"),
    ],
)
def test_the_clock_is_compared_with_the_servers(date: str, state: str) -> None:
    """Fast or slow by more than a minute."""
    answer = HttpAnswer(200, (("date", date),), b"", 1.0)
    found = check_clock(answer, now=1000.0)
    assert found is not None
    assert state == found.state.value


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 99 Jan 1970 00:16:40 GMT"])
def test_a_server_that_says_no_time_proves_nothing(date: str) -> None:
    """No check rather than a guess."""
    assert check_clock(HttpAnswer(200, (("date", date),), b"", 1.0), now=1000.0) is None


async def test_casdoor_is_asked_for_its_keys(handle: SimulatorHandle) -> None:
    """A login there cannot be tried without a code."""
    found = await LivePreflight().run(at(handle, BackendKind.CASDOOR), CREDENTIALS)
    assert ("ok", True) == (states(found)["casdoor_keys"], found.ok)


async def test_a_backend_of_ones_own_is_asked_nothing(
    handle: SimulatorHandle, world: SimulatorClient
) -> None:
    """But WeCom is, where the Secret is known."""
    found = await LivePreflight().run(at(handle, BackendKind.HTTP), CREDENTIALS)
    assert ("skipped", "ok") == (states(found)["custom_backend"], states(found)["wecom_agent"])
    assert {"/cgi-bin/gettoken", "/cgi-bin/agent/get"} == {c["path"] for c in world.journal()}
