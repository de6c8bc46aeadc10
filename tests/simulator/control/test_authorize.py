"""The phone without a browser: WeCom's checks in their order, the decision, the links."""

from dataclasses import replace

import pytest

from simulator.driver import Sim
from wecom_console.domain.links.requests import (
    Callback,
    LoginRequest,
    parse_request_link,
    parse_return_link,
)
from wecom_console.domain.profile import AndroidApp, HarmonyApp, IosApp
from wecom_console.simulator.world.setup import ConnectionSetup

pytestmark = pytest.mark.anyio

LINKED = pytest.mark.parametrize("platform", ["android", "ios"])


@LINKED
async def test_approval_gives_a_code_in_the_return_link(sim: Sim, platform: str) -> None:
    """The return link of the platform carries the same code and state as the answer."""
    answer = await sim.authorize(platform=platform, state="state-1")
    callback = parse_return_link(answer["return_link"])
    assert isinstance(callback, Callback)
    assert ("ok", answer["code"], "state-1") == (callback.outcome, callback.code, callback.state)
    assert (answer["err_code"], answer["reason"], answer["delivered"]) == (0, "", True)


@LINKED
async def test_the_request_link_is_what_the_app_sends(sim: Sim, platform: str) -> None:
    """Left-out values are those of the agent."""
    answer = await sim.authorize(platform=platform)
    request = parse_request_link(answer["request_link"])
    assert isinstance(request, LoginRequest)
    expected = (sim.profile.schema, sim.profile.corp_id, sim.profile.agent_id, answer["state"])
    assert expected == (request.schema, request.corp_id, request.agent_id, request.state)


async def test_android_answers_the_same_transaction(sim: Sim) -> None:
    """The SDK finds its callback by it."""
    answer = await sim.authorize()
    request = parse_request_link(answer["request_link"])
    callback = parse_return_link(answer["return_link"])
    assert isinstance(request, LoginRequest)
    assert isinstance(callback, Callback)
    assert request.transaction
    assert request.transaction == callback.transaction


@pytest.mark.parametrize(
    ("platform", "sdk", "decision", "err_code"),
    [
        ("android", "1", "cancel", -1),
        ("android", "1", "fail", 1),
        ("android", "2+", "cancel", 1),
        ("android", "2+", "fail", 2),
        ("ios", "2+", "cancel", 1),
        ("ios", "2+", "fail", 2),
    ],
)
async def test_refusals_are_numbered_by_platform_and_sdk(
    sim: Sim, platform: str, sdk: str, decision: str, err_code: int
) -> None:
    """Cancel and failure come back without a code."""
    answer = await sim.authorize(platform=platform, sdk=sdk, decision=decision)
    assert (err_code, "", True) == (answer["err_code"], answer["code"], answer["delivered"])
    callback = parse_return_link(answer["return_link"], sdk=sdk)
    assert isinstance(callback, Callback)
    assert err_code == callback.err_code


async def test_harmony_has_a_code_and_no_link(sim: Sim) -> None:
    """The wire format is not public; the login itself can still be tested."""
    answer = await sim.authorize(platform="harmony")
    assert answer["code"]
    assert ("", "", "link.harmony_unknown") == (
        answer["request_link"],
        answer["return_link"],
        answer["link_problem"],
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"wecom_installed": False}, "phone.not_installed"),
        ({"logged_in_corp_id": "wwffffffffffffffff"}, "phone.other_company"),
        ({"corp_id": ""}, "phone.arguments_missing"),
        ({"schema": ""}, "phone.arguments_missing"),
        ({"state": "x" * 1025}, "phone.state_too_long"),
        ({"corp_id": "wwffffffffffffffff"}, "phone.corp_unknown"),
        ({"agent_id": "1000009"}, "phone.agent_unknown"),
        ({"package": "com.example.other"}, "phone.package_mismatch"),
        ({"signature_md5": "0" * 32}, "phone.signature_mismatch"),
        ({"platform": "ios", "bundle_id": "com.example.debug"}, "phone.bundle_mismatch"),
        ({"platform": "harmony", "bundle_id": "com.example.x"}, "phone.bundle_mismatch"),
        ({"schema": "wwauthfedcba9876543210000002"}, "phone.schema_mismatch"),
        ({"member": "nobody"}, "phone.member_unknown"),
        ({"member": "zhaoliu"}, "phone.member_disabled"),
        ({"member": "sunqi"}, "phone.member_not_visible"),
    ],
)
async def test_each_check_has_a_reason(sim: Sim, changes: dict[str, object], reason: str) -> None:
    """A refusal has no code, no errCode and no link back."""
    answer = await sim.authorize(**changes)
    assert reason == answer["reason"]
    assert ("", "", None, False) == (
        answer["code"],
        answer["return_link"],
        answer["err_code"],
        answer["delivered"],
    )


async def test_a_disabled_agent_refuses(sim: Sim) -> None:
    """Step 4."""
    await sim.steer("POST", "scenario", {"name": "agent-disabled"})
    assert (await sim.authorize())["reason"] == "phone.agent_disabled"


@pytest.mark.parametrize("platform", ["android", "ios", "harmony"])
async def test_a_platform_that_is_not_set_up_refuses(sim: Sim, platform: str) -> None:
    """Step 5."""
    await sim.steer("POST", "scenario", {"name": "platform-not-set-up"})
    assert (await sim.authorize(platform=platform))["reason"] == "phone.platform_not_set_up"


async def test_the_checks_come_in_their_order(sim: Sim) -> None:
    """With everything wrong, each repair uncovers the next reason (docs/reference/wecom.md §8)."""
    wrong = {
        "corp_id": "wwffffffffffffffff",
        "agent_id": "1000009",
        "package": "x",
        "signature_md5": "y",
        "schema": "wwauthfedcba9876543210000002",
        "member": "sunqi",
    }
    reasons = []
    for repaired in (None, *wrong):
        wrong.pop(repaired or "", None)
        reasons.append((await sim.authorize(**wrong))["reason"])
    expected = [
        "phone.corp_unknown",
        "phone.agent_unknown",
        "phone.package_mismatch",
        "phone.signature_mismatch",
        "phone.schema_mismatch",
        "phone.member_not_visible",
        "",
    ]
    assert expected == reasons


async def test_a_signature_is_compared_without_case(sim: Sim) -> None:
    """A saved console value is upper case, WeCom's own values are lower case."""
    answer = await sim.authorize(signature_md5=sim.profile.android.signature_md5.upper())
    assert answer["reason"] == ""


async def test_an_upper_case_schema_is_answered_and_not_heard(sim: Sim) -> None:
    """WeCom ignores the case, the app's SDK does not."""
    answer = await sim.authorize(schema=sim.profile.schema.upper())
    assert (False, "schema.case") == (answer["delivered"], answer["reason"])
    assert answer["code"]
    assert answer["return_link"].startswith(f"{sim.profile.schema}://")


async def test_the_first_visible_member_is_the_default(sim: Sim) -> None:
    """`member` may be left out."""
    answer = (await sim.steer("POST", "authorize", {"platform": "android"})).json()
    assert answer["member"] == "zhangsan"


@pytest.mark.parametrize("platform", ["android", "ios", "harmony"])
async def test_a_profile_that_names_no_app_is_not_compared(platform: str) -> None:
    """Without any platform in the profile all three are taken as set up."""
    demo = Sim().setup
    bare = replace(demo.profile, android=AndroidApp(), ios=IosApp(), harmony=HarmonyApp())
    sim = Sim(ConnectionSetup(bare, demo.secret))
    async with sim.http:
        answer = await sim.authorize(platform=platform, package="com.any", bundle_id="com.any")
    assert answer["code"]


async def test_a_profile_with_one_app_has_one_platform() -> None:
    """What the profile names is set up, the rest is not."""
    demo = Sim().setup
    sim = Sim(ConnectionSetup(replace(demo.profile, ios=IosApp(), harmony=HarmonyApp())))
    async with sim.http:
        reasons = [(await sim.authorize(platform=p))["reason"] for p in ("android", "ios")]
    assert ["", "phone.platform_not_set_up"] == reasons


async def test_a_world_without_agents_still_answers(sim: Sim) -> None:
    """Nothing to fill in from: the arguments are missing."""
    await sim.patch(agents=[])
    assert (await sim.authorize())["reason"] == "phone.arguments_missing"
