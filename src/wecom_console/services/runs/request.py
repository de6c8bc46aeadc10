"""What a run is to be, and which scenarios can run so."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import md5
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from wecom_console.backends.credentials import Credentials
from wecom_console.backends.route import Route, route_of
from wecom_console.backends.table import BACKENDS
from wecom_console.domain.connection_types import type_named
from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import (
    AGENCY_MOBILE_TYPE,
    MOBILE_TYPE,
    AndroidApp,
    IosApp,
    Profile,
)
from wecom_console.domain.secrets import SecretSource
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.services.runs.orders import PhoneMode
from wecom_console.services.runs.phone_pages import PAGE_DECISIONS
from wecom_console.services.runs.simulator_control import SimulatorAccess
from wecom_console.storage.documents import config_hash

STAND_IN_APP: Final = "com.example.standin"


NO_CREDENTIALS: Final = Credentials()

NEEDED_SECRETS: Final = {
    BackendKind.SIMULATOR: (),
    BackendKind.AUTHING: ("backend.app_secret",),
    BackendKind.WECOM: ("secret",),
    BackendKind.HTTP: ("backend.app_secret",),
    BackendKind.CASDOOR: (),
}
"""What a login sends to each backend; nobody should have to unlock a keyring for more. The
simulator makes up its own secrets."""


def useful_secrets(kind: BackendKind, profile: Profile) -> tuple[str, ...]:
    """What is not sent to the backend, and helps to explain a code that it refused: the app's
    Secret, where no keyring is unlocked for it alone."""
    own, sent = profile.secret, profile.backend.app_secret
    if kind is not BackendKind.AUTHING or profile.type == AGENCY_MOBILE_TYPE:
        return ()
    is_open = sent is not None and sent.source is SecretSource.KEYRING
    return ("secret",) if own.source is not SecretSource.KEYRING or is_open else ()


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One profile to be tested.

    `platform` None: the first that the profile names. `backend` None: the profile's own.
    `simulator` is a running simulator that may be used: where the backend is that simulator, it
    is steered by this token. `state` is what a real app sends, where it is not ours that is asked
    to send; `knows_state` False: it was read off the callback. `member` is who an automatic phone
    belongs to (the first in the visible range).
    `folder` is that of the config file, None for a stored connection.
    """

    profile: Profile
    credentials: Credentials = NO_CREDENTIALS
    platform: Platform | None = None
    backend: BackendKind | None = None
    phone: PhoneMode = PhoneMode.AUTO
    simulator: SimulatorAccess | None = None
    state: str = ""
    knows_state: bool = True
    member: str = ""
    callback_timeout_s: float = 300.0
    folder: Path | None = None

    @property
    def config_hash(self) -> str:
        """What a stored result goes stale by."""
        return config_hash(to_raw(self.profile))

    @property
    def suits_type(self) -> bool:
        """Whether the backend can redeem a code of the connection's type."""
        return self.chosen_backend.value in type_named(self.profile.type).backends

    @property
    def route(self) -> Route:
        """The way to the profile's servers."""
        return route_of(self.profile.network, self.folder)

    @property
    def chosen_backend(self) -> BackendKind:
        """The backend that will be asked."""
        return self.backend or self.profile.backend.kind

    @property
    def chosen_platform(self) -> Platform:
        """The platform whose links are used."""
        return self.platform or default_platform(self.profile)

    @property
    def backend_url(self) -> str:
        """Where the backend is; empty for the embedded simulator."""
        match self.chosen_backend:
            case BackendKind.AUTHING:
                return self.profile.backend.app_host
            case BackendKind.WECOM:
                return self.profile.wecom.base_url
            case BackendKind.CASDOOR:
                return self.profile.backend.app_host
            case BackendKind.HTTP:
                return _origin(self.profile.backend.http.url)
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class Setting:
    """The circumstances of a run. `is_redeemable`: the backend may know a code of this phone.
    `can_steer`: the backend is a simulator that we may steer. `suits_type`: the backend can redeem
    a code of the connection's type, which is `type`."""

    backend: BackendKind
    platform: Platform
    phone: PhoneMode
    is_redeemable: bool
    can_steer: bool
    suits_type: bool = True
    type: str = MOBILE_TYPE


def default_platform(profile: Profile) -> Platform:
    """The first platform that the profile names an app for, Android where it names none."""
    if not profile.android.package and profile.ios.bundle_id:
        return Platform.IOS
    return Platform.ANDROID


def is_silent(profile: Profile) -> bool:
    """Whether the profile names no app at all."""
    return not (profile.android.package or profile.ios.bundle_id or profile.harmony.bundle_name)


def with_stand_in(profile: Profile) -> Profile:
    """`profile` with a made-up app on Android and iOS, where it names none anywhere."""
    if not is_silent(profile):
        return profile
    digest = md5(STAND_IN_APP.encode(), usedforsecurity=False).hexdigest()
    signature = profile.android.signature_md5 or digest
    android = AndroidApp(STAND_IN_APP, signature, profile.android.sdk)
    return replace(profile, android=android, ios=IosApp(STAND_IN_APP))


def guess_setting(request: RunRequest) -> Setting:
    """The circumstances as far as they can be told without asking anybody: a backend on loopback
    is taken for a simulator."""
    is_ours = request.chosen_backend is BackendKind.SIMULATOR
    is_local = is_ours or is_loopback(request.backend_url)
    known = request.simulator is not None and same_origin(
        request.simulator.url, request.backend_url
    )
    has_token = known and request.simulator is not None and bool(request.simulator.control_token)
    return Setting(
        backend=request.chosen_backend,
        platform=request.chosen_platform,
        phone=request.phone,
        is_redeemable=is_local or request.phone is PhoneMode.PASTED,
        can_steer=is_ours or has_token,
        suits_type=request.suits_type,
        type=request.profile.type,
    )


def why_not(scenario: Scenario, setting: Setting) -> str:
    """Why `scenario` cannot run so, as a message code (``unavailable.…``); empty where it can."""
    return next((code for code, holds in _OBSTACLES if holds(scenario, setting)), "")


def _needs_more_than_success(scenario: Scenario, setting: Setting) -> bool:
    return scenario.expectation(setting.platform, setting.backend).leg is not None


def _is_beyond_harmony(scenario: Scenario, setting: Setting) -> bool:
    """HarmonyOS has no known wire format: nothing can be refused there."""
    is_harmony = setting.platform is Platform.HARMONY
    return is_harmony and _needs_more_than_success(scenario, setting)


def _needs_steering(scenario: Scenario, setting: Setting) -> bool:
    if setting.can_steer:
        return False
    if "control" in scenario.needs:
        return True
    if not setting.is_redeemable or setting.phone is PhoneMode.PASTED:
        return False  # a phone of our own, or a real one
    # Elsewhere and without its token: its page has two buttons, and its clock cannot be moved.
    is_played = scenario.device != "usual" or bool(scenario.issued_for)
    return is_played or scenario.decision not in PAGE_DECISIONS or scenario.wait_s > 0


_OBSTACLES: Final[tuple[tuple[str, Callable[[Scenario, Setting], bool]], ...]] = (
    ("unavailable.type", lambda _scenario, setting: not setting.suits_type),
    (
        "unavailable.other_type",
        lambda scenario, setting: bool(scenario.types) and setting.type not in scenario.types,
    ),
    (
        "unavailable.backend",
        lambda scenario, setting: (
            setting.backend not in scenario.backends or setting.backend not in BACKENDS
        ),
    ),
    (
        "unavailable.other_platform",
        lambda scenario, setting: setting.platform not in scenario.platforms,
    ),
    ("unavailable.platform", _is_beyond_harmony),
    (
        "unavailable.phone",
        lambda scenario, setting: (
            setting.phone is PhoneMode.ABSENT and _needs_more_than_success(scenario, setting)
        ),
    ),
    (
        "unavailable.virtual",
        lambda scenario, setting: "virtual" in scenario.needs and setting.phone is PhoneMode.PASTED,
    ),
    (
        "unavailable.code",
        lambda scenario, setting: "code" in scenario.needs and not setting.is_redeemable,
    ),
    ("unavailable.control", _needs_steering),
)


def _origin(url: str) -> str:
    """The server of an address, empty for none."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def is_loopback(url: str) -> bool:
    """Whether `url` leads to this computer."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses are the same server."""
    first, second = urlsplit(one), urlsplit(other)
    return (first.scheme, first.netloc.lower()) == (second.scheme, second.netloc.lower())
