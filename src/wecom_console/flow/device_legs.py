"""Legs 1 to 4, which are the same for every backend: the profile, and what happens on the phone.

The tester stands in for the company's app: it builds the request link, compares what comes back
and decides whether the code may be used. Sources: docs/reference/wecom.md §4, §5 and §8.
"""

from dataclasses import dataclass, replace
from typing import Final, assert_never
from urllib.parse import unquote, urlencode

from wecom_console.domain.links.requests import (
    Callback,
    LinkError,
    LoginRequest,
    build_request_link,
    parse_return_link,
    virtual_phone_query,
)
from wecom_console.domain.links.states import is_constant_state
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Leg, Platform
from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    LinkNotShown,
    LinkShown,
    NoCallback,
    PhoneRefused,
    ShowLink,
)
from wecom_console.flow.dialogue import Dialogue, ask_callback, ask_link
from wecom_console.flow.login_progress import LoginProgress
from wecom_console.flow.outcomes import EvidenceDraft, LegOutcome
from wecom_console.flow.plan import Step
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.flow.scenarios.tampering import (
    tampered_code,
    tampered_request,
    tampered_return,
    tampered_state,
)

_CONSTANT: Final = "return.state_constant"
_STATE_LIMIT: Final = 64
_NAMED_RESULTS: Final = range(3, 13)
_PART: Final = 4
"""Characters of a state that are taken for a piece of it, and not for chance."""


@dataclass(frozen=True, slots=True)
class RunDevice:
    """The phone's side of one run.

    `state` is what the app sends, `other_state` what it would compare with in a login that is
    not this one. `confirm_base` is the base URL of the simulator whose WeCom is on the phone,
    empty for a real one. `redeemable` says that the backend may know a code from this phone.
    `is_stand_in`: the profile names no app for this platform, so one was made up. `knows_state`:
    `state` is what the app sent; False where a callback came without anybody saying what that was.
    """

    profile: Profile
    platform: Platform
    scenario: Scenario
    state: str
    other_state: str
    transaction: str
    problems: tuple[Problem, ...] = ()
    confirm_base: str = ""
    redeemable: bool = True
    is_stand_in: bool = False
    knows_state: bool = True
    callback_timeout_s: float = 300.0

    @property
    def sdk(self) -> str:
        """The SDK generation whose result numbers count."""
        if self.scenario.sdk:
            return self.scenario.sdk
        return self.profile.android.sdk if self.platform is Platform.ANDROID else "2+"


def device_steps(device: RunDevice) -> tuple[Step, ...]:
    """Legs 1 to 4 of a plan."""
    request = login_request(device)
    return (
        Step(Leg.PROFILE, lambda progress: check_profile(device, progress), ("check the profile",)),
        Step(
            Leg.REQUEST, lambda progress: open_wecom(device, request, progress), ("show the link",)
        ),
        Step(
            Leg.CONFIRM,
            lambda progress: await_confirmation(device, progress),
            (f"wait for the return link ({device.scenario.decision})",),
        ),
        Step(
            Leg.RETURN,
            lambda progress: read_return(device, progress),
            ("compare schema and state",),
        ),
    )


def login_request(device: RunDevice) -> LoginRequest:
    """What the app asks for, with what the scenario has got wrong in it."""
    profile = device.profile
    bundle = profile.ios.bundle_id
    if device.platform is Platform.HARMONY:
        bundle = profile.harmony.bundle_name
    request = LoginRequest(
        platform=device.platform,
        schema=profile.schema,
        corp_id=profile.corp_id,
        agent_id=profile.agent_id,
        state=sent_state(device),
        package=profile.android.package if device.platform is Platform.ANDROID else "",
        signature_md5=profile.android.signature_md5.lower()
        if device.platform is Platform.ANDROID
        else "",
        bundle_id="" if device.platform is Platform.ANDROID else bundle,
        app_name=profile.display_name,
        sdk=device.sdk,
        transaction=device.transaction,
    )
    return tampered_request(request, device.scenario.tampering)


def sent_state(device: RunDevice) -> str:
    """The state that the app sends."""
    return tampered_state(device.state, device.scenario.tampering)


def check_profile(device: RunDevice, progress: LoginProgress) -> Dialogue[LegOutcome]:
    """Leg 1: what the profile's own checks say. Proven even against the simulator, since nothing
    outside takes part."""
    yield from ()
    profile = device.profile
    checked = tuple(
        (name, getattr(profile, name)) for name in ("corp_id", "agent_id", "schema", "identifier")
    )
    evidence = [EvidenceDraft("evidence.checked", checked)]
    if device.problems:
        items = tuple((p.field, p.code) for p in device.problems)
        evidence.append(EvidenceDraft("evidence.problems", items))
    if device.is_stand_in:
        evidence.append(EvidenceDraft("evidence.stand_in", _app(login_request(device))))
    errors = [p for p in device.problems if p.severity is Severity.ERROR]
    if errors:
        params: dict[str, str | int] = {"count": len(errors), "field": errors[0].field}
        return LegOutcome.failed("profile.errors", params, evidence=tuple(evidence))
    return LegOutcome.reached(progress, evidence=tuple(evidence))


def open_wecom(
    device: RunDevice, request: LoginRequest, progress: LoginProgress
) -> Dialogue[LegOutcome]:
    """Leg 2: the request link, as the app's SDK would send it. That a real phone took it shows
    only in leg 3."""
    url = build_request_link(request)
    if isinstance(url, LinkError):
        return LegOutcome.not_provable(progress, url.code, url.params)
    confirm_url = ""
    if device.confirm_base:
        query = urlencode(virtual_phone_query(request))
        confirm_url = f"{device.confirm_base}/wwopen/sso/confirm?{query}"
    shown = yield from ask_link(ShowLink(url, request, confirm_url))
    evidence = (EvidenceDraft("evidence.request", _request_items(request)),)
    progress = replace(progress, request=request)
    match shown:
        case LinkShown(simulated=True):
            return LegOutcome.reached(progress, evidence=evidence)
        case LinkShown():
            return LegOutcome.not_provable(progress, "request.shown", evidence=evidence)
        case LinkNotShown():
            return LegOutcome.not_provable(progress, "request.absent", evidence=evidence)
        case _:
            assert_never(shown)


def await_confirmation(device: RunDevice, progress: LoginProgress) -> Dialogue[LegOutcome]:
    """Leg 3: WeCom checks the app and asks its user. A cancel or a refusal belongs here, although
    it travels in the return link."""
    if progress.request is None:
        return LegOutcome.not_provable(progress, "confirm.no_link")
    reply = yield from ask_callback(
        AwaitCallback(
            schema=device.profile.schema,
            state=progress.request.state,
            platform=device.platform,
            sdk=device.sdk,
            decision=device.scenario.decision,
            device=device.scenario.device,
            member=device.scenario.member,
            issued_for=device.scenario.issued_for,
            timeout_s=device.callback_timeout_s,
        )
    )
    match reply:
        case PhoneRefused():
            return LegOutcome.failed(reply.reason, reply.params)
        case NoCallback():
            code = f"confirm.{reply.why.value}"
            if reply.why is reply.why.ABSENT:
                return LegOutcome.not_provable(progress, code)
            return LegOutcome.failed(code, {"seconds": int(device.callback_timeout_s)})
        case CallbackArrived():
            return _confirmed(device, reply, progress)
        case _:
            assert_never(reply)


def _confirmed(device: RunDevice, reply: CallbackArrived, progress: LoginProgress) -> LegOutcome:
    url = tampered_return(reply.url, device.scenario.tampering, sdk=device.sdk)
    progress = replace(progress, callback_url=url, callback_simulated=reply.simulated)
    callback = parse_return_link(url, sdk=device.sdk)
    if isinstance(callback, LinkError):
        return LegOutcome.reached(progress)
    params: dict[str, str | int] = {"errcode": callback.err_code, "sdk": device.sdk}
    match callback.outcome:
        case "ok":
            return LegOutcome.reached(replace(progress, callback=callback))
        case "cancelled":
            return LegOutcome.failed("confirm.cancelled", params)
        case "failed":
            return LegOutcome.failed("confirm.failed", params)
        case "other":
            named = device.platform is Platform.IOS and callback.err_code in _NAMED_RESULTS
            name = str(callback.err_code) if named else "other"
            return LegOutcome.failed(f"confirm.result.{name}", params)
        case _:
            assert_never(callback.outcome)


def read_return(device: RunDevice, progress: LoginProgress) -> Dialogue[LegOutcome]:
    """Leg 4: the return link is read as the SDK of this platform reads it, then compared with
    what the app expects. Nothing in WeCom's SDK compares the state (docs/reference/wecom.md §4.4):
    the app must."""
    yield from ()
    simulated = progress.callback_simulated
    if not progress.callback_url:
        return LegOutcome.not_provable(progress, "return.absent")
    callback = progress.callback or parse_return_link(progress.callback_url, sdk=device.sdk)
    if isinstance(callback, LinkError):
        return LegOutcome.failed(callback.code, callback.params, simulated=simulated)
    registered = device.profile.schema if progress.request is None else progress.request.schema
    misfit = _misfit(device, callback, registered)
    if misfit:
        params: dict[str, str | int] = {
            "schema": registered,
            "found": callback.schema,
            "platform": callback.platform.value,
        }
        sent = sent_state(device)
        if misfit == "return.state_differs" and (form := _form_of_change(sent, callback.state)):
            params["state_form"] = form
        return LegOutcome.failed(misfit, params, simulated=simulated)
    if not device.redeemable:
        return LegOutcome.not_provable(progress, "return.not_redeemable")
    code = Secret(tampered_code(callback.code, device.scenario.tampering))
    evidence = EvidenceDraft("evidence.code", _code_items(callback.code, code.reveal()))
    progress = replace(progress, callback=callback, code=code)
    doubt = _doubt(device, callback.state)
    if doubt:
        params = {"state": callback.state[:_STATE_LIMIT]} if doubt == _CONSTANT else {}
        return LegOutcome.not_provable(progress, doubt, params, evidence=(evidence,))
    return LegOutcome.reached(progress, evidence=(evidence,), simulated=simulated)


def _form_of_change(sent: str, returned: str) -> str:
    """What was done to the state on the way, empty where it is simply another one."""
    if not sent or returned == sent:
        return ""
    if unquote(returned) == sent:
        return "encoded"
    if returned.lower() == sent.lower():
        return "case"
    if returned in (sent.replace("+", " "), sent.replace("+", "")):
        return "plus"
    is_part = len(returned) >= _PART and (sent.startswith(returned) or sent.endswith(returned))
    return "cut" if is_part else "longer" if returned.startswith(sent) else ""


def _doubt(device: RunDevice, state: str) -> str:
    """Why a state that may be taken proves nothing all the same, empty where it does."""
    if is_constant_state(state):
        return _CONSTANT
    return "" if device.knows_state else "return.state_unknown"


def _misfit(device: RunDevice, callback: Callback, schema: str) -> str:
    """Why the app must not take the link, empty where it may. `schema` is what it registered."""
    is_other = device.scenario.tampering == "state"
    expected = device.other_state if is_other else sent_state(device)
    if callback.platform is not device.platform:
        return "return.platform"
    if callback.schema != schema:
        same = callback.schema.lower() == schema.lower()
        return "return.schema_case" if same else "return.schema_differs"
    if not callback.state:
        return "return.state_missing"
    if device.knows_state and callback.state != expected:
        return "return.state_differs"
    if device.scenario.tampering == "state-constant":
        return "return.state_guessable"
    return "" if callback.code else "return.no_code"


def _code_items(received: str, handed_on: str) -> tuple[tuple[str, str], ...]:
    """What can be said of a code without showing it: lengths, and characters that do not belong."""
    form = "space" if " " in handed_on else "percent" if "%" in handed_on else "plain"
    return (("received", str(len(received))), ("length", str(len(handed_on))), ("form", form))


def _request_items(request: LoginRequest) -> tuple[tuple[str, str], ...]:
    return (
        ("schema", request.schema),
        ("corp_id", request.corp_id),
        ("agent_id", request.agent_id),
        ("state", request.state),
        *_app(request),
    )


def _app(request: LoginRequest) -> tuple[tuple[str, str], ...]:
    if request.platform is Platform.ANDROID:
        return (("package", request.package), ("signature_md5", request.signature_md5))
    return (("bundle_id", request.bundle_id),)
