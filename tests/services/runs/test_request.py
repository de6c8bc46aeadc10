"""What a run is to be: where its backend is, whose phone it has, and which scenarios can run so."""

from dataclasses import replace

import pytest

from flow.samples import PROFILE, scenario
from wecom_console.backends.credentials import Credentials
from wecom_console.domain.profile import (
    AGENCY_MOBILE_TYPE,
    AndroidApp,
    HarmonyApp,
    HttpLogin,
    IosApp,
)
from wecom_console.domain.secrets import Secret, SecretRef
from wecom_console.domain.verdicts import BackendKind, Leg, Platform
from wecom_console.flow.scenarios.definitions import Expectation, Scenario
from wecom_console.services.runs.orders import PhoneMode
from wecom_console.services.runs.request import (
    STAND_IN_APP,
    RunRequest,
    Setting,
    default_platform,
    guess_setting,
    is_loopback,
    is_silent,
    same_origin,
    useful_secrets,
    why_not,
    with_stand_in,
)
from wecom_console.services.runs.simulator_control import SimulatorAccess

BARE = replace(PROFILE, android=AndroidApp(), ios=IosApp(), harmony=HarmonyApp())
SUCCESS = scenario()
FAILS = replace(
    SUCCESS, expected=tuple((platform, Expectation(Leg.CONFIRM, "x")) for platform in Platform)
)
SETTING = Setting(
    backend=BackendKind.AUTHING,
    platform=Platform.ANDROID,
    phone=PhoneMode.AUTO,
    is_redeemable=True,
    can_steer=True,
)


def request(kind: BackendKind = BackendKind.AUTHING, **changes: object) -> RunRequest:
    """A request for a backend of this kind, everything at addresses that can be told apart."""
    backend = replace(
        PROFILE.backend,
        kind=kind,
        app_host="https://app.acme.cn",
        http=HttpLogin(url="https://own.acme.cn:8443/a/b?c=d"),
    )
    wecom = replace(PROFILE.wecom, base_url="https://wecom.acme.cn")
    asked = RunRequest(replace(PROFILE, backend=backend, wecom=wecom))
    return replace(asked, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        (BackendKind.AUTHING, "https://app.acme.cn"),
        (BackendKind.CASDOOR, "https://app.acme.cn"),
        (BackendKind.WECOM, "https://wecom.acme.cn"),
        (BackendKind.HTTP, "https://own.acme.cn:8443"),
        (BackendKind.SIMULATOR, ""),
    ],
)
def test_where_each_backend_is(kind: BackendKind, url: str) -> None:
    """Of an own one its server alone; the embedded simulator has no address yet."""
    assert url == request(kind).backend_url


def test_a_backend_without_an_address_is_nowhere() -> None:
    """Nothing is made up."""
    profile = replace(PROFILE, backend=replace(PROFILE.backend, http=HttpLogin(url="")))
    assert "" == RunRequest(profile, backend=BackendKind.HTTP).backend_url


def test_what_a_request_chooses_comes_before_the_profile() -> None:
    """Backend and platform."""
    asked = request(BackendKind.WECOM)
    other = replace(asked, backend=BackendKind.SIMULATOR, platform=Platform.HARMONY)
    assert [
        (BackendKind.WECOM, Platform.ANDROID),
        (BackendKind.SIMULATOR, Platform.HARMONY),
    ] == [(one.chosen_backend, one.chosen_platform) for one in (asked, other)]


@pytest.mark.parametrize(
    ("android", "ios", "harmony", "platform", "silent"),
    [
        ("a.b", "a.b", "", Platform.ANDROID, False),
        ("", "a.b", "", Platform.IOS, False),
        ("", "a.b", "a.b", Platform.IOS, False),
        ("", "", "a.b", Platform.ANDROID, False),
        ("a.b", "", "", Platform.ANDROID, False),
        ("", "", "", Platform.ANDROID, True),
    ],
)
def test_the_first_platform_with_an_app_is_the_usual_one(
    android: str, ios: str, harmony: str, platform: Platform, silent: bool
) -> None:
    """Any of three names makes a profile speak."""
    profile = replace(
        BARE,
        android=AndroidApp(android),
        ios=IosApp(ios),
        harmony=HarmonyApp(bundle_name=harmony),
    )
    assert (platform, silent) == (default_platform(profile), is_silent(profile))


def test_a_silent_profile_gets_a_made_up_app() -> None:
    """On both platforms, with the signature and the SDK that it has; another one gets none."""
    own = replace(BARE, android=AndroidApp(signature_md5="a" * 32, sdk="1"))
    made = with_stand_in(own)
    assert (STAND_IN_APP, "a" * 32, "1", STAND_IN_APP) == (
        made.android.package,
        made.android.signature_md5,
        made.android.sdk,
        made.ios.bundle_id,
    )
    assert 32 == len(with_stand_in(BARE).android.signature_md5)
    named = replace(BARE, harmony=HarmonyApp(bundle_name="a.b"))
    assert named is with_stand_in(named)


@pytest.mark.parametrize(
    ("url", "is_here"),
    [
        ("http://localhost:1", True),
        ("http://127.0.0.1", True),
        ("http://127.8.9.1:1/x", True),
        ("http://[::1]:1", True),
        ("http://128.0.0.1", False),
        ("http://localhost.acme.cn", False),
        ("https://acme.cn", False),
        ("", False),
    ],
)
def test_what_leads_to_this_computer(url: str, is_here: bool) -> None:
    """By name or by any address of loopback."""
    assert is_here is is_loopback(url)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://127.0.0.1:1", "http://127.0.0.1:1/a", True),
        ("http://Acme.cn", "http://acme.CN", True),
        ("http://127.0.0.1:1", "https://127.0.0.1:1", False),
        ("http://127.0.0.1:1", "http://127.0.0.1:2", False),
        ("http://acme.cn", "http://acme.com", False),
    ],
)
def test_what_is_the_same_server(one: str, other: str, same: bool) -> None:
    """Scheme, host and port; case and path do not matter."""
    assert same is same_origin(one, other)


ELSEWHERE = SimulatorAccess("https://elsewhere.cn", Secret("token"))
THERE = SimulatorAccess("https://app.acme.cn", Secret("token"))
SILENT = SimulatorAccess("https://app.acme.cn")


@pytest.mark.parametrize(
    ("asked", "is_redeemable", "can_steer"),
    [
        (request(BackendKind.SIMULATOR), True, True),
        (request(), False, False),
        (request(phone=PhoneMode.PASTED), True, False),
        (request(phone=PhoneMode.ABSENT), False, False),
        (request(simulator=THERE), False, True),
        (request(simulator=SILENT), False, False),
        (request(simulator=ELSEWHERE), False, False),
    ],
)
def test_what_can_be_told_without_asking(
    asked: RunRequest, is_redeemable: bool, can_steer: bool
) -> None:
    """Our own simulator knows its codes and is steered; a real phone's code is known to all; only
    the simulator whose token is known, at the backend's own address, can be steered."""
    found = guess_setting(asked)
    assert (is_redeemable, can_steer) == (found.is_redeemable, found.can_steer)
    assert (asked.chosen_backend, asked.chosen_platform, asked.phone) == (
        found.backend,
        found.platform,
        found.phone,
    )


def test_a_backend_on_this_computer_is_taken_for_a_simulator() -> None:
    """Its code may be known; without a token it is not steered."""
    profile = replace(PROFILE, backend=replace(PROFILE.backend, app_host="http://127.0.0.1:8080"))
    found = guess_setting(RunRequest(profile))
    assert (True, False) == (found.is_redeemable, found.can_steer)


@pytest.mark.parametrize(
    ("scenario", "changes", "why"),
    [
        (SUCCESS, {}, ""),
        (SUCCESS, {"suits_type": False}, "unavailable.type"),
        (replace(SUCCESS, backends=(BackendKind.WECOM,)), {}, "unavailable.backend"),
        (replace(SUCCESS, platforms=(Platform.IOS,)), {}, "unavailable.other_platform"),
        (FAILS, {"platform": Platform.HARMONY}, "unavailable.platform"),
        (SUCCESS, {"platform": Platform.HARMONY}, ""),
        (FAILS, {"phone": PhoneMode.ABSENT}, "unavailable.phone"),
        (SUCCESS, {"phone": PhoneMode.ABSENT}, ""),
        (FAILS, {"phone": PhoneMode.AUTO}, ""),
        (replace(SUCCESS, needs=("virtual",)), {"phone": PhoneMode.PASTED}, "unavailable.virtual"),
        (replace(SUCCESS, needs=("virtual",)), {"phone": PhoneMode.VIRTUAL}, ""),
        (replace(SUCCESS, needs=("code",)), {"is_redeemable": False}, "unavailable.code"),
        (replace(SUCCESS, needs=("code",)), {}, ""),
        (replace(SUCCESS, needs=("control",)), {"can_steer": False}, "unavailable.control"),
        (replace(SUCCESS, needs=("control",)), {}, ""),
        (replace(SUCCESS, device="no-wecom"), {"can_steer": False}, "unavailable.control"),
        (replace(SUCCESS, issued_for="other-corp"), {"can_steer": False}, "unavailable.control"),
        (replace(SUCCESS, decision="fail"), {"can_steer": False}, "unavailable.control"),
        (replace(SUCCESS, decision="cancel"), {"can_steer": False}, ""),
        (replace(SUCCESS, wait_s=1.0), {"can_steer": False}, "unavailable.control"),
        (replace(SUCCESS, wait_s=1.0), {"can_steer": False, "is_redeemable": False}, ""),
        (replace(SUCCESS, wait_s=1.0), {"can_steer": False, "phone": PhoneMode.PASTED}, ""),
        (SUCCESS, {"can_steer": False}, ""),
    ],
)
def test_why_a_scenario_cannot_run_so(
    scenario: Scenario, changes: dict[str, object], why: str
) -> None:
    """One reason at a time; without any it can."""
    assert why == why_not(scenario, replace(SETTING, **changes))  # type: ignore[arg-type]


def test_of_several_reasons_the_first_is_told() -> None:
    """The type of the connection, the backend, the platform, the phone, and then the rest."""
    told = []
    wrong = replace(
        FAILS,
        backends=(BackendKind.WECOM,),
        platforms=(Platform.IOS,),
        needs=("code", "virtual", "control"),
    )
    setting = replace(
        SETTING,
        suits_type=False,
        phone=PhoneMode.ABSENT,
        is_redeemable=False,
        can_steer=False,
    )
    for scenario_fix, setting_fix in (
        ({}, {"suits_type": True}),
        ({"backends": (BackendKind.AUTHING,)}, {}),
        ({"platforms": (Platform.ANDROID,)}, {}),
        ({}, {"phone": PhoneMode.AUTO}),
        ({}, {"is_redeemable": True}),
        ({"needs": ("code", "virtual")}, {}),
    ):
        told.append(why_not(wrong, setting))
        wrong = replace(wrong, **scenario_fix)  # type: ignore[arg-type]
        setting = replace(setting, **setting_fix)  # type: ignore[arg-type]
    assert [
        "unavailable.type",
        "unavailable.backend",
        "unavailable.other_platform",
        "unavailable.phone",
        "unavailable.code",
        "unavailable.control",
    ] == told


@pytest.mark.parametrize(
    ("kind", "suits"),
    [(BackendKind.AUTHING, True), (BackendKind.WECOM, False), (BackendKind.CASDOOR, False)],
)
def test_who_can_redeem_the_code_of_delegated_development(kind: BackendKind, suits: bool) -> None:
    """A self-built app's code everyone."""
    asked = request(kind)
    agency = replace(asked, profile=replace(asked.profile, type=AGENCY_MOBILE_TYPE))
    assert (suits, True) == (agency.suits_type, asked.suits_type)
    assert suits is guess_setting(agency).suits_type


def test_every_secret_that_is_there_is_known() -> None:
    """For redaction."""
    one, two, three = (Secret(f"secret-number-{n}") for n in range(3))
    assert [one, two, three] == list(Credentials(one, two, three).known())
    assert [three] == list(Credentials(Secret(""), None, three).known())


@pytest.mark.parametrize(
    ("kind", "own", "sent", "expected"),
    [
        (BackendKind.AUTHING, "env:A", "", ("secret",)),
        (BackendKind.AUTHING, "file:a", "keyring:", ("secret",)),
        (BackendKind.AUTHING, "keyring:", "keyring:", ("secret",)),
        (BackendKind.AUTHING, "keyring:", "env:B", ()),
        (BackendKind.AUTHING, "keyring:", "", ()),
        (BackendKind.CASDOOR, "env:A", "", ()),
        (BackendKind.SIMULATOR, "env:A", "", ()),
    ],
)
def test_no_keyring_is_unlocked_for_a_secret_that_only_explains(
    kind: BackendKind, own: str, sent: str, expected: tuple[str, ...]
) -> None:
    """The app's Secret tells why Authing's code was refused; it is taken where it is at hand."""
    backend = replace(PROFILE.backend, app_secret=SecretRef.parse(sent))
    secret = SecretRef.parse(own)
    assert secret is not None
    profile = replace(PROFILE, secret=secret, backend=backend)
    assert expected == useful_secrets(kind, profile)
