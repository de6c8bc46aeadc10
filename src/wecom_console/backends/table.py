"""The backends that a login can be tested against, in the order in which users see them."""

from collections.abc import Callable, Mapping
from typing import Final

from wecom_console.backends.authing import AuthingTarget, authing_steps
from wecom_console.backends.credentials import Credentials
from wecom_console.backends.wecom import WecomTarget, wecom_steps
from wecom_console.domain.verdicts import BackendKind
from wecom_console.flow.device_legs import Device, device_steps
from wecom_console.flow.plan import Plan, Step

BackendSteps = Callable[[Device, Credentials], tuple[Step, ...]]


def _authing(device: Device, credentials: Credentials) -> tuple[Step, ...]:
    target = AuthingTarget(device.profile, device.platform, credentials.app_secret)
    return authing_steps(target, device.scenario)


def _wecom(device: Device, credentials: Credentials) -> tuple[Step, ...]:
    profile = device.profile
    target = WecomTarget(
        base_url=profile.wecom.base_url,
        corp_id=profile.corp_id,
        agent_id=profile.agent_id,
        secret=credentials.secret,
        secret_problem=credentials.secret_problem,
    )
    return wecom_steps(target, device.scenario)


BACKENDS: Final[Mapping[BackendKind, BackendSteps]] = {
    BackendKind.SIMULATOR: _authing,
    BackendKind.AUTHING: _authing,
    BackendKind.WECOM: _wecom,
}


def build_plan(kind: BackendKind, device: Device, credentials: Credentials) -> Plan | None:
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
        timeout_s=device.scenario.timeout_s,
    )
