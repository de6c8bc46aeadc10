"""Runs the live preflight of one connection, and keeps count of refused Secrets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from wecom_console.backends.authing import AuthingTarget
from wecom_console.backends.credentials import Credentials
from wecom_console.backends.httpx_port import open_http_port
from wecom_console.backends.preflight import (
    CheckState,
    OnlineCheck,
    check_authing,
    check_casdoor,
    check_wecom,
)
from wecom_console.backends.route import OpenHttp, route_of
from wecom_console.backends.wecom import LOCKED, WecomTarget, no_secret
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import secret_fault
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.protocol.refusal import Refusal
from wecom_console.services.authing.dialogue_runner import DialogueRunner
from wecom_console.services.authing.refused_secrets import REFUSED_SECRETS, place_of
from wecom_console.services.clocks import RealClock
from wecom_console.storage.secret_attempts import LIMIT, SecretAttempts

NEEDED_SECRETS: Final = ("secret", "backend.app_secret")
"""What a preflight sends; nobody should have to unlock a keyring for more."""
ASSOCIATION: Final = (
    "authing_application",
    "authing_connection",
    "authing_only_one",
    "authing_listed",
)
"""The checks that are about which connections an application uses."""
_APP_SECRET_AT: Final = NEEDED_SECRETS[1]
BANNED: Final = "preflight.too_many_attempts"


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was made sure of, in order."""

    checks: tuple[OnlineCheck, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return all(check.state is not CheckState.FAILED for check in self.checks)

    @property
    def is_outside(self) -> bool:
        """Whether a server was not reached at all, or keyring or vault did not give a secret."""
        return any(
            check.code.startswith("transport.")
            or (check.state is CheckState.FAILED and check.code == "identity.keyring_locked")
            for check in self.checks
        )


class LivePreflight:
    """Asks WeCom and Authing what they know of a connection. Nothing is changed anywhere.

    `attempts` None: refused Secrets are not counted (a test, a simulator)."""

    def __init__(
        self,
        attempts: SecretAttempts | None = None,
        *,
        open_http: OpenHttp = open_http_port,
        clock: RealClock | None = None,
    ) -> None:
        self._attempts = attempts
        self._open_http = open_http
        self._clock = clock or RealClock()

    async def run(
        self,
        profile: Profile,
        credentials: Credentials,
        *,
        platform: Platform = Platform.ANDROID,
        folder: Path | None = None,
    ) -> Preflight:
        """The checks of the profile's backend, WeCom's own wherever the Secret is known. `folder`
        is that of the config file, None for a stored connection."""
        kind = profile.backend.kind
        checks: list[OnlineCheck] = []
        async with self._open_http(route_of(profile.network, folder)) as http:
            performer = DialogueRunner(http, self._clock, float(profile.network.timeout_s))
            if kind is BackendKind.SIMULATOR:
                checks.append(OnlineCheck("simulator", CheckState.SKIPPED))
            else:
                checks += await self._wecom(performer, profile, credentials)
            if kind is BackendKind.AUTHING:
                checks += _app_secret(credentials)
                target = AuthingTarget(profile, platform, credentials.app_secret)
                checks += await performer.perform(check_authing(target))
            if kind is BackendKind.CASDOOR:
                checks += await performer.perform(check_casdoor(profile.backend.app_host))
            if kind is BackendKind.HTTP:
                checks.append(OnlineCheck("custom_backend", CheckState.SKIPPED))
            if performer.clock_check is not None:
                checks.append(performer.clock_check)
        if performer.has_met_simulator:
            checks = [replace(check, simulated=True) for check in checks]
        return Preflight(tuple(checks))

    async def run_wecom(
        self, profile: Profile, credentials: Credentials, *, folder: Path | None = None
    ) -> Preflight:
        """What WeCom says alone, whatever backend the profile names: for the checklist of step 1,
        which is about WeCom's admin site."""
        async with self._open_http(route_of(profile.network, folder)) as http:
            performer = DialogueRunner(http, self._clock, float(profile.network.timeout_s))
            return Preflight(tuple(await self._wecom(performer, profile, credentials)))

    async def run_authing(self, profile: Profile, *, folder: Path | None = None) -> Preflight:
        """What Authing publishes of the application and its connections alone: no secret is
        needed. For the page about associated applications."""
        async with self._open_http(route_of(profile.network, folder)) as http:
            performer = DialogueRunner(http, self._clock, float(profile.network.timeout_s))
            target = AuthingTarget(profile, Platform.ANDROID, None)
            checks = await performer.perform(check_authing(target))
        return Preflight(tuple(c for c in checks if c.id in ASSOCIATION))

    async def _wecom(
        self, performer: DialogueRunner, profile: Profile, credentials: Credentials
    ) -> Sequence[OnlineCheck]:
        if not credentials.secret:
            return (_not_at_hand(profile, credentials),)
        place = place_of(profile.wecom.base_url, profile.corp_id)
        before = self._attempts.count(place) if self._attempts else 0
        if before >= LIMIT:
            return (OnlineCheck("wecom_secret", CheckState.FAILED, BANNED, {"count": before}),)
        target = WecomTarget(
            base_url=profile.wecom.base_url,
            corp_id=profile.corp_id,
            agent_id=profile.agent_id,
            secret=credentials.secret,
        )
        is_ours = profile.backend.kind is BackendKind.WECOM
        checks = await performer.perform(check_wecom(target, is_ours=is_ours))
        if self._attempts and checks[0].code in REFUSED_SECRETS:
            count = self._attempts.refused(place)
            told = {**checks[0].params, "attempts": count, "attempts_limit": LIMIT}
            return (replace(checks[0], params=told), *checks[1:])
        return checks


def _not_at_hand(profile: Profile, credentials: Credentials) -> OnlineCheck:
    """The Secret is not there. One that the profile says nothing of, or that a keyring keeps from
    us, is missed only where this computer needs it in a login."""
    why = credentials.lacking.get("secret")
    if why is None:
        return OnlineCheck("wecom_secret", CheckState.SKIPPED)
    told = no_secret(why.code, why.params)
    is_kept = told.code in ("identity.keyring_locked", "secret_ref.keyring_empty")
    is_ours = profile.backend.kind is BackendKind.WECOM
    state = CheckState.WARNING if is_kept and not is_ours else CheckState.FAILED
    return OnlineCheck("wecom_secret", state, told.code, told.params)


def _app_secret(credentials: Credentials) -> tuple[OnlineCheck, ...]:
    """What is wrong with the App Secret, as far as that shows without sending it."""
    secret, why = credentials.app_secret, credentials.lacking.get(_APP_SECRET_AT)
    if secret and (fault := secret_fault(secret)):
        why = Refusal(f"secret_form.{fault}", {"field": _APP_SECRET_AT})
    if why is None or why.code == "secret_ref.keyring_empty":
        return ()
    told = Refusal("identity.keyring_locked") if why.code in LOCKED else why
    is_kept = told.code == "identity.keyring_locked"
    state = CheckState.WARNING if is_kept else CheckState.FAILED
    return (OnlineCheck("app_secret", state, told.code, told.params),)
