"""What WeCom itself says of the checklist of step 1: the live preflight, asked on request."""

from collections.abc import Mapping
from typing import Final

from wecom_console.backends.credentials import Credentials
from wecom_console.backends.preflight import CheckState, OnlineCheck
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.services.authing.preflight import LivePreflight
from wecom_console.services.context import Services
from wecom_console.services.profiles.checklist import StepItem, StepItems, StepState

_TRUSTED_IP: Final = "wecom.60020"
ASKS_NOTHING: Final = "preparation.no_secret"


async def ask_wecom(
    services: Services, profile: Profile, secrets: Mapping[str, Secret], stored_id: str
) -> StepItems:
    """The evidence there is. `secrets` are those typed on a form; else the one of the profile
    `stored_id` is taken. Without a Secret nothing can be asked: one refuted item says so."""
    from anyio.to_thread import run_sync  # with the event loop

    secret = secrets.get("secret")
    if secret is None and stored_id:
        found = await run_sync(services.profiles.secret, stored_id, "secret")
        if not isinstance(found, Secret):
            return (StepItem("app", StepState.REFUTED, code=found.code, params=dict(found.params)),)
        secret = found
    if not secret:
        return (StepItem("app", StepState.REFUTED, code=ASKS_NOTHING),)
    attempts = await run_sync(lambda: services.attempts)
    preflight = await LivePreflight(attempts).run_wecom(profile, Credentials(secret=secret))
    return evidence_of(preflight.checks, calls_wecom=profile.backend.kind is BackendKind.WECOM)


def evidence_of(checks: tuple[OnlineCheck, ...], *, calls_wecom: bool) -> StepItems:
    """What WeCom's answers say of the list. `calls_wecom`: in a login WeCom is called from this
    very computer; otherwise the platform's address is another one and nothing is known of it."""
    by_id = {check.id: check for check in checks}
    secret, agent = by_id.get("wecom_secret"), by_id.get("wecom_agent")
    found: list[StepItem] = []
    for check in (secret, agent):
        if check is not None and check.state is CheckState.FAILED and check.code != _TRUSTED_IP:
            found.append(_refuted("app", check))
            break
    else:
        if agent is not None and agent.state is CheckState.OK:
            found.append(_seen("app", agent))
    visible = by_id.get("wecom_visible")
    if visible is not None and visible.state is CheckState.OK:
        found.append(_seen("visible_range", visible))
    elif visible is not None and visible.state is CheckState.WARNING:
        found.append(_refuted("visible_range", visible))
    if calls_wecom and secret is not None:
        if secret.code == _TRUSTED_IP:
            found.append(_refuted("trusted_ip", secret))
        elif agent is not None and agent.state is CheckState.OK:
            found.append(StepItem("trusted_ip", StepState.SEEN))
    return tuple(found)


def _seen(item: str, check: OnlineCheck) -> StepItem:
    return StepItem(
        item, StepState.SEEN, facts={name: value for name, value in check.items if value}
    )


def _refuted(item: str, check: OnlineCheck) -> StepItem:
    return StepItem(item, StepState.REFUTED, code=check.code, params=check.params)
