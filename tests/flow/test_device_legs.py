"""Legs 1 to 4 as dialogues."""

from dataclasses import replace

import pytest

from flow.playbook import Playbook
from flow.samples import (
    CODE,
    MD5,
    OTHER_STATE,
    PROFILE,
    SCHEMA,
    STATE,
    device,
    return_link,
    scenario,
)
from wecom_console.domain.links.requests import parse_request_link
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import HarmonyApp, IosApp
from wecom_console.domain.verdicts import Leg, Platform
from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    LinkNotShown,
    LinkShown,
    NoCallback,
    PhoneRefused,
    ShowLink,
    Silence,
)
from wecom_console.flow.device_legs import (
    RunDevice,
    await_confirmation,
    check_profile,
    device_steps,
    login_request,
    open_wecom,
    read_return,
)
from wecom_console.flow.login_progress import LoginProgress
from wecom_console.flow.outcomes import LegOutcome, LegResult
from wecom_console.flow.scenarios.tampering import UNKNOWN_APP

BOTH = pytest.mark.parametrize("platform", [Platform.ANDROID, Platform.IOS])


def asked(chosen: RunDevice) -> LoginProgress:
    """The progress after leg 2."""
    return LoginProgress(request=login_request(chosen))


def returned(chosen: RunDevice, url: str, *, simulated: bool = True) -> LegOutcome:
    """Leg 3, then leg 4 with what came back."""
    play = Playbook(await_confirmation(chosen, asked(chosen)))
    play.commands(AwaitCallback)
    confirmed = play.gets(CallbackArrived(url, simulated)).ends()
    if confirmed.progress is None:
        return confirmed
    return Playbook(read_return(chosen, confirmed.progress)).ends()


# --- leg 1 -------------------------------------------------------------------------------------


def test_a_sound_profile_shows_what_was_checked() -> None:
    """Leg 1 asks nobody and is reached; the values that were checked are its evidence."""
    outcome = Playbook(check_profile(device(), LoginProgress())).ends()
    assert (LegResult.REACHED, "") == (outcome.result, outcome.code)
    assert ("schema", PROFILE.schema) in outcome.evidence[0].items


def test_warnings_are_evidence_not_failures() -> None:
    """A warning is listed by field and code; the leg is reached."""
    warned = replace(
        device(), problems=(Problem("agent_id.unusual", "agent_id", Severity.WARNING),)
    )
    outcome = Playbook(check_profile(warned, LoginProgress())).ends()
    assert LegResult.REACHED is outcome.result
    assert (("agent_id", "agent_id.unusual"),) == outcome.evidence[1].items


def test_an_error_of_the_profile_fails_leg_one() -> None:
    """With errors nothing further is tried."""
    wrong = replace(device(), problems=(Problem("schema.length", "schema", Severity.ERROR),))
    outcome = Playbook(check_profile(wrong, LoginProgress())).ends()
    assert (LegResult.FAILED, "profile.errors", None) == (
        outcome.result,
        outcome.code,
        outcome.progress,
    )


def test_a_stand_in_app_is_said() -> None:
    """An app that was made up for the run appears in the evidence."""
    outcome = Playbook(check_profile(replace(device(), is_stand_in=True), LoginProgress())).ends()
    assert "evidence.stand_in" == outcome.evidence[-1].title


def test_the_first_error_and_their_number_are_told() -> None:
    """Warnings before it are evidence and do not count."""
    problems = (
        Problem("agent_id.unusual", "agent_id", Severity.WARNING),
        Problem("schema.length", "schema", Severity.ERROR),
        Problem("corp_id.format", "corp_id", Severity.ERROR),
    )
    outcome = Playbook(check_profile(replace(device(), problems=problems), LoginProgress())).ends()
    assert {"count": 2, "field": "schema"} == outcome.params
    assert tuple((p.field, p.code) for p in problems) == outcome.evidence[1].items


# --- leg 2 -------------------------------------------------------------------------------------


@BOTH
def test_the_link_spells_the_request(platform: Platform) -> None:
    """What is shown to the phone parses to what the app asks for."""
    chosen = device(platform=platform)
    play = Playbook(open_wecom(chosen, login_request(chosen), LoginProgress()))
    link = play.commands(ShowLink)
    assert replace(login_request(chosen), signature_md5="") == parse_request_link(link.url)
    outcome = play.gets(LinkShown(simulated=True)).ends()
    assert (LegResult.REACHED, link.request) == (
        outcome.result,
        outcome.progress and outcome.progress.request,
    )


def test_the_virtual_phone_gets_the_confirm_page() -> None:
    """With a simulator the confirm page carries the signature, which the link does not."""
    chosen = replace(device(), confirm_base="http://127.0.0.1:1")
    play = Playbook(open_wecom(chosen, login_request(chosen), LoginProgress()))
    link = play.commands(ShowLink)
    assert link.confirm_url.startswith("http://127.0.0.1:1/wwopen/sso/confirm?login_type=appsdk&")
    assert f"signature={MD5}" in link.confirm_url


@pytest.mark.parametrize(
    ("reply", "code"),
    [(LinkShown(simulated=False), "request.shown"), (LinkNotShown(), "request.absent")],
)
def test_a_link_without_a_virtual_phone_proves_nothing(
    reply: LinkShown | LinkNotShown, code: str
) -> None:
    """The app's own call is not made here: leg 2 is not provable, and the login goes on."""
    play = Playbook(open_wecom(device(), login_request(device()), LoginProgress()))
    outcome = play.gets(reply).ends()
    assert (LegResult.NOT_PROVABLE, code) == (outcome.result, outcome.code)
    assert outcome.progress is not None


def test_harmony_has_no_link() -> None:
    """Its wire format is not public: legs 2, 3 and 4 say so, and nothing is asked."""
    chosen = device(platform=Platform.HARMONY)
    second = Playbook(open_wecom(chosen, login_request(chosen), LoginProgress())).ends()
    assert second.progress is not None
    third = Playbook(await_confirmation(chosen, second.progress)).ends()
    assert third.progress is not None
    fourth = Playbook(read_return(chosen, third.progress)).ends()
    codes = [outcome.code for outcome in (second, third, fourth)]
    assert ["link.harmony_unknown", "confirm.no_link", "return.absent"] == codes


@BOTH
def test_an_unknown_app_asks_under_another_name(platform: Platform) -> None:
    """The scenario changes what WeCom compares: package and signature, or bundle id."""
    request = login_request(device("unknown-app", platform))
    assert UNKNOWN_APP in (request.package, request.bundle_id)
    assert MD5 != request.signature_md5


def test_each_platform_sends_its_own_app() -> None:
    """Package and signature on Android, a bundle id on iOS, a bundle name on HarmonyOS."""
    profile = replace(
        PROFILE,
        android=replace(PROFILE.android, signature_md5=MD5.upper()),
        ios=IosApp("com.acme.ios"),
        harmony=HarmonyApp("1", "com.acme.harmony"),
    )
    sent = {
        platform: (request.package, request.signature_md5, request.bundle_id)
        for platform in Platform
        for request in [login_request(device(platform=platform, profile=profile))]
    }
    assert {
        Platform.ANDROID: ("com.acme.app", MD5, ""),
        Platform.IOS: ("", "", "com.acme.ios"),
        Platform.HARMONY: ("", "", "com.acme.harmony"),
    } == sent


@BOTH
def test_the_evidence_of_leg_two_is_what_was_asked_for(platform: Platform) -> None:
    """With the app as WeCom compares it on this platform."""
    chosen = device(platform=platform)
    play = Playbook(open_wecom(chosen, login_request(chosen), LoginProgress()))
    [shown] = play.gets(LinkShown(simulated=True)).ends().evidence
    app = (("package", "com.acme.app"), ("signature_md5", MD5))
    if platform is Platform.IOS:
        app = (("bundle_id", "com.acme.app"),)
    assert (
        ("schema", SCHEMA),
        ("corp_id", PROFILE.corp_id),
        ("agent_id", PROFILE.agent_id),
        ("state", STATE),
        *app,
    ) == shown.items


# --- leg 3 -------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("outcome", "code"), [("cancelled", "confirm.cancelled"), ("failed", "confirm.failed")]
)
def test_a_cancel_and_a_refusal_end_in_leg_three(
    platform: Platform, outcome: str, code: str
) -> None:
    """They travel in the return link, and are WeCom's answer."""
    chosen = device(platform=platform)
    ended = returned(chosen, return_link(platform, outcome=outcome))
    assert (LegResult.FAILED, code) == (ended.result, ended.code)


@pytest.mark.parametrize(("err_code", "code"), [(-1, "confirm.cancelled"), (1, "confirm.failed")])
def test_sdk_one_counts_differently(err_code: int, code: str) -> None:
    """With SDK 1.x -1 is a cancel and 1 a failure (docs/reference/wecom.md §4.1)."""
    profile = replace(PROFILE, android=replace(PROFILE.android, sdk="1"))
    link = return_link(outcome="failed", err_code=err_code, sdk="1")
    assert code == returned(device(profile=profile), link).code


@pytest.mark.parametrize("err_code", [3, 5, 12, 99])
def test_other_results_of_android_have_no_name(err_code: int) -> None:
    """The list is that of iOS (docs/reference/wecom.md §5.1): on Android it names a wrong cause."""
    ended = returned(device(), return_link(outcome="failed", err_code=err_code))
    assert ("confirm.result.other", err_code) == (ended.code, ended.params["errcode"])


@pytest.mark.parametrize(
    ("err_code", "name"), [(3, "3"), (5, "5"), (12, "12"), (13, "other"), (99, "other")]
)
def test_other_results_of_ios_are_named(err_code: int, name: str) -> None:
    """5 is NoPrivileges and so on (docs/reference/wecom.md §5.1); what is not listed is unknown."""
    link = return_link(Platform.IOS, outcome="failed", err_code=err_code)
    ended = returned(device(platform=Platform.IOS), link)
    assert (f"confirm.result.{name}", err_code) == (ended.code, ended.params["errcode"])


@BOTH
def test_the_phone_is_told_what_the_scenario_wants_of_it(platform: Platform) -> None:
    """Who holds it, what is on it, what is decided, and how long it is waited for."""
    wanted = replace(
        scenario(), decision="cancel", device="no-wecom", member="lisi", issued_for="other-corp"
    )
    chosen = replace(device(platform=platform), scenario=wanted, callback_timeout_s=12.0)
    asks = Playbook(await_confirmation(chosen, asked(chosen))).commands(AwaitCallback)
    assert (
        AwaitCallback(
            schema=SCHEMA,
            state=STATE,
            platform=platform,
            sdk="2+",
            decision="cancel",
            device="no-wecom",
            member="lisi",
            issued_for="other-corp",
            timeout_s=12.0,
        )
        == asks
    )


def test_the_sdk_of_a_scenario_comes_before_that_of_the_profile() -> None:
    """And only Android has one to choose."""
    first = replace(PROFILE, android=replace(PROFILE.android, sdk="1"))
    second = replace(scenario(), sdk="2+")
    by_profile = device(profile=first)
    assert ("1", "2+", "2+") == (
        by_profile.sdk,
        replace(by_profile, scenario=second).sdk,
        device(platform=Platform.IOS, profile=first).sdk,
    )


def test_a_refusal_before_the_question_names_its_reason() -> None:
    """The virtual phone says why WeCom would not ask."""
    play = Playbook(await_confirmation(device(), asked(device())))
    refused = PhoneRefused("phone.package_mismatch", {"found": "a", "expected": "b"})
    outcome = play.gets(refused).ends()
    assert (LegResult.FAILED, refused.reason) == (outcome.result, outcome.code)
    assert refused.params == outcome.params


@pytest.mark.parametrize(
    ("why", "result", "code"),
    [
        (Silence.ABSENT, LegResult.NOT_PROVABLE, "confirm.absent"),
        (Silence.TIMEOUT, LegResult.FAILED, "confirm.timeout"),
    ],
)
def test_silence_has_two_meanings(why: Silence, result: LegResult, code: str) -> None:
    """Nobody there proves nothing; somebody who does not answer is a failure."""
    play = Playbook(await_confirmation(device(), asked(device())))
    outcome = play.gets(NoCallback(why)).ends()
    assert (result, code) == (outcome.result, outcome.code)


def test_a_phone_that_does_not_answer_says_how_long_it_was_waited_for() -> None:
    """In whole seconds."""
    chosen = replace(device(), callback_timeout_s=12.7)
    play = Playbook(await_confirmation(chosen, asked(chosen)))
    assert {"seconds": 12} == play.gets(NoCallback(Silence.TIMEOUT)).ends().params


# --- leg 4 -------------------------------------------------------------------------------------


@BOTH
def test_a_good_return_link_gives_the_code(platform: Platform) -> None:
    """Schema and state are right: the code may be used. It came from a virtual phone."""
    outcome = returned(device(platform=platform), return_link(platform))
    assert (LegResult.REACHED, True) == (outcome.result, outcome.simulated)
    assert outcome.progress is not None
    assert outcome.progress.code is not None
    assert CODE == outcome.progress.code.reveal()


@BOTH
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": "somebody-else"}, "return.state_differs"),
        ({"state": ""}, "return.state_missing"),
        ({"code": ""}, "return.no_code"),
        ({"schema": "wwauthffffffffffffffff000002"}, "return.schema_differs"),
        ({"schema": SCHEMA.upper()}, "return.schema_case"),
    ],
)
def test_what_does_not_belong_to_this_login_is_refused(
    platform: Platform, change: dict[str, str], code: str
) -> None:
    """Case counts in the schema, and every byte in the state."""
    outcome = returned(device(platform=platform), return_link(platform, **change))  # type: ignore[arg-type]
    assert (LegResult.FAILED, code) == (outcome.result, outcome.code)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (STATE[:6], "cut"),
        (STATE[6:], "cut"),
        (STATE + "#wechat_redirect", "longer"),
        (STATE.swapcase(), "case"),
        (STATE[:2], None),
        ("somebody-else", None),
    ],
)
def test_a_state_that_was_changed_on_the_way_says_how(state: str, expected: str | None) -> None:
    """A piece of it, more than it, other letters; what is simply another one says nothing."""
    outcome = returned(device(), return_link(state=state))
    assert ("return.state_differs", expected) == (outcome.code, outcome.params.get("state_form"))


def test_the_app_remembers_another_state() -> None:
    """The scenario ``wrong-state`` lets an honest answer meet a login that is not its own."""
    chosen = device("wrong-state")
    assert STATE == login_request(chosen).state
    assert "return.state_differs" == returned(chosen, return_link()).code
    other = return_link(state=OTHER_STATE)
    assert LegResult.REACHED is returned(chosen, other).result


def test_the_link_of_the_other_platform_is_noticed() -> None:
    """An iOS answer in an Android test was pasted by mistake."""
    outcome = returned(device(platform=Platform.ANDROID), return_link(Platform.IOS))
    assert ("return.platform", "ios") == (outcome.code, outcome.params["platform"])


def test_an_unreadable_link_fails_where_it_is_read() -> None:
    """Something arrived (leg 3), and the app cannot read it (leg 4)."""
    outcome = returned(device(), f"{SCHEMA}://oauth?code=abc")
    assert (LegResult.FAILED, "link.return_host") == (outcome.result, outcome.code)


def test_a_virtual_phones_code_is_never_sent_to_a_real_backend() -> None:
    """Leg 4 is not provable then, and no code goes on."""
    outcome = returned(device(redeemable=False), return_link())
    assert (LegResult.NOT_PROVABLE, "return.not_redeemable") == (outcome.result, outcome.code)
    assert outcome.progress is not None
    assert outcome.progress.code is None


def test_a_virtual_phone_still_shows_a_wrong_state_to_a_real_backend() -> None:
    """What can be judged without the backend is judged."""
    outcome = returned(device("wrong-state", redeemable=False), return_link())
    assert "return.state_differs" == outcome.code


@pytest.mark.parametrize(
    ("link", "code"),
    [
        (return_link(Platform.IOS, schema="wwauthffffffffffffffff000002"), "return.platform"),
        (return_link(schema="wwauthffffffffffffffff000002", state="x"), "return.schema_differs"),
        (return_link(state="", code=""), "return.state_missing"),
        (return_link(state="x", code=""), "return.state_differs"),
    ],
)
def test_of_several_misfits_the_first_one_an_app_meets_is_told(link: str, code: str) -> None:
    """Another platform, another app's schema, another login's state, and only then the code."""
    assert code == returned(device(), link).code


def test_a_constant_state_is_told_although_it_fits() -> None:
    """Anybody can guess it (docs/reference/wecom.md §4.4)."""
    chosen = device("state-constant")
    link = return_link(state=login_request(chosen).state)
    assert (LegResult.FAILED, "return.state_guessable") == (
        returned(chosen, link).result,
        returned(chosen, link).code,
    )


@pytest.mark.parametrize("simulated", [True, False])
@pytest.mark.parametrize("link", [return_link(state="x"), f"{SCHEMA}://oauth?code=abc"])
def test_a_failed_leg_four_says_whose_link_it_was(link: str, simulated: bool) -> None:
    """As a reached one does."""
    outcome = returned(device(), link, simulated=simulated)
    assert (LegResult.FAILED, simulated) == (outcome.result, outcome.simulated)


@pytest.mark.parametrize(
    ("name", "code", "items"),
    [
        ("success", "a+b%c d", {"received": "7", "length": "7", "form": "space"}),
        ("success", "ab%2Bcd", {"received": "7", "length": "7", "form": "percent"}),
        ("success", "ab+cd", {"received": "5", "length": "5", "form": "plain"}),
        ("code-plus-lost", "ab+cd", {"received": "5", "length": "5", "form": "space"}),
        ("code-truncated", "abcdefgh", {"received": "8", "length": "4", "form": "plain"}),
    ],
)
def test_what_can_be_said_of_a_code(name: str, code: str, items: dict[str, str]) -> None:
    """How long it came and went on, and whether it has characters that do not belong there."""
    outcome = returned(device(name), return_link(code=code))
    assert items == dict(outcome.evidence[0].items)


def test_the_plan_of_the_phones_legs_names_the_decision() -> None:
    """Before anything runs."""
    steps = device_steps(device("cancelled"))
    assert [Leg.PROFILE, Leg.REQUEST, Leg.CONFIRM, Leg.RETURN] == [step.leg for step in steps]
    assert ("wait for the return link (cancel)",) == steps[2].asks


@pytest.mark.parametrize(
    ("state", "knows", "expected"),
    [
        (STATE, True, (LegResult.REACHED, "")),
        (STATE, False, (LegResult.NOT_PROVABLE, "return.state_unknown")),
        (OTHER_STATE, False, (LegResult.NOT_PROVABLE, "return.state_unknown")),
        (OTHER_STATE, True, (LegResult.FAILED, "return.state_differs")),
        ("", False, (LegResult.FAILED, "return.state_missing")),
        ("wechatwork:mobile", False, (LegResult.NOT_PROVABLE, "return.state_constant")),
    ],
)
@BOTH
def test_a_state_is_proven_only_against_the_one_that_was_sent(
    platform: Platform, state: str, knows: bool, expected: tuple[LegResult, str]
) -> None:
    """Read off the callback it would be compared with itself; a constant proves nothing."""
    chosen = replace(device(platform=platform), knows_state=knows)
    outcome = returned(chosen, return_link(platform, state=state))
    assert expected == (outcome.result, outcome.code)


@BOTH
def test_a_constant_state_that_was_sent_proves_nothing(platform: Platform) -> None:
    """It compares equal, and the code goes on all the same."""
    chosen = replace(device(platform=platform), state="wechatwork:mobile")
    outcome = returned(chosen, return_link(platform, state="wechatwork:mobile"))
    assert (LegResult.NOT_PROVABLE, "return.state_constant") == (outcome.result, outcome.code)
    assert outcome.progress is not None
    assert outcome.progress.code is not None
