"""The backends that a login can be tested against, in the order in which users see them."""

from collections.abc import Callable, Mapping
from typing import Final

from wecom_console.backends.authing import AuthingTarget, authing_steps
from wecom_console.backends.casdoor import CasdoorTarget, casdoor_steps
from wecom_console.backends.credentials import Credentials
from wecom_console.backends.custom_http import HttpTarget, custom_http_steps
from wecom_console.backends.wecom import WecomTarget, wecom_steps
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE
from wecom_console.domain.verdicts import BackendKind
from wecom_console.flow.device_legs import RunDevice, device_steps, sent_state
from wecom_console.flow.plan import Plan, Step

BackendSteps = Callable[[RunDevice, Credentials], tuple[Step, ...]]


def _authing(device: RunDevice, credentials: Credentials) -> tuple[Step, ...]:
    target = AuthingTarget(device.profile, device.platform, credentials.app_secret)
    return authing_steps(target, device.scenario)


def _real_authing(device: RunDevice, credentials: Credentials) -> tuple[Step, ...]:
    is_agency = device.profile.type == AGENCY_MOBILE_TYPE
    app = None if is_agency else _app_at_wecom(device, credentials)
    target = AuthingTarget(device.profile, device.platform, credentials.app_secret, app)
    return authing_steps(target, device.scenario)


def _wecom(device: RunDevice, credentials: Credentials) -> tuple[Step, ...]:
    return wecom_steps(_app_at_wecom(device, credentials), device.scenario)


def _app_at_wecom(device: RunDevice, credentials: Credentials) -> WecomTarget:
    profile = device.profile
    lacking = credentials.lacking.get("secret")
    return WecomTarget(
        base_url=profile.wecom.base_url,
        corp_id=profile.corp_id,
        agent_id=profile.agent_id,
        secret=credentials.secret,
        secret_problem=lacking.code if lacking else "",
        secret_params=lacking.params if lacking else {},
    )


def _custom_http(device: RunDevice, credentials: Credentials) -> tuple[Step, ...]:
    state = sent_state(device)
    target = HttpTarget(device.profile, credentials.app_secret, state)
    return custom_http_steps(target, device.scenario)


def _casdoor(device: RunDevice, _credentials: Credentials) -> tuple[Step, ...]:
    return casdoor_steps(CasdoorTarget(device.profile), device.scenario)


BACKENDS: Final[Mapping[BackendKind, BackendSteps]] = {
    BackendKind.SIMULATOR: _authing,
    BackendKind.AUTHING: _real_authing,
    BackendKind.WECOM: _wecom,
    BackendKind.HTTP: _custom_http,
    BackendKind.CASDOOR: _casdoor,
}


def build_plan(kind: BackendKind, device: RunDevice, credentials: Credentials) -> Plan | None:
    """The plan of one run, None for a backend that no login can be tested against.

    For the simulator the profile must already carry the simulator's addresses and application.
    """
    steps = BACKENDS.get(kind)
    if steps is None:
        return None
    return Plan(
        scenario=device.scenario.name,
        platform=device.platform,
        backend=kind,
        steps=(*device_steps(device), *steps(device, credentials)),
        expectation=device.scenario.expectation(device.platform, kind),
        timeout_s=device.scenario.timeout_s or float(device.profile.network.timeout_s),
    )
