"""What a chooser of connections, platforms and backends offers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.services.runs.orders import DEMO_KEY, ConnectionToTest, Origin, PhoneMode

T = TypeVar("T")

DRAFT_KEY: Final = "draft"


@dataclass(frozen=True, slots=True)
class ConnectionItem:
    """A line of the connection chooser. `environment` is ``simulator`` for the demo."""

    key: str
    name: str
    environment: str
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class ConnectionList:
    """The chooser; `current` is empty while nothing can be chosen."""

    items: tuple[ConnectionItem, ...] = ()
    current: str = ""


@dataclass(frozen=True, slots=True)
class Controls:
    """What can be chosen and pressed. `can_run` is False while a run is on."""

    platforms: tuple[Platform, ...] = ()
    platform: Platform = Platform.ANDROID
    backends: tuple[BackendKind, ...] = ()
    backend: BackendKind = BackendKind.SIMULATOR
    can_run: bool = False
    is_running: bool = False
    is_by_hand: bool = False
    is_real_phone: bool = False


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user wants a test to begin with, where it is offered."""

    platform: Platform | None = None


@dataclass(slots=True)
class ConnectionBook:
    """The connections that can be chosen: a draft first, then what was read."""

    _read: tuple[ConnectionToTest, ...] = ()
    _draft: ConnectionToTest | None = None

    @property
    def known(self) -> tuple[ConnectionToTest, ...]:
        """All of them in their order."""
        draft = (self._draft,) if self._draft is not None else ()
        return (*draft, *self._read)

    @property
    def is_read(self) -> bool:
        """Whether the store was read: the demo is there even where it holds nothing."""
        return bool(self._read)

    def keep_read(self, connections: tuple[ConnectionToTest, ...]) -> None:
        """What the store has now."""
        self._read = connections

    def keep_draft(self, draft: ConnectionToTest) -> None:
        """The values on the form; there is one form at a time."""
        self._draft = draft

    def find(self, key: str) -> ConnectionToTest | None:
        """The connection of that key; `DEMO_KEY` also means a stored demo."""
        found = next((c for c in self.known if c.key == key), None)
        if found is None and key == DEMO_KEY:
            found = next((c for c in self.known if c.is_demo), None)
        return found


def as_draft(connection: ConnectionToTest) -> ConnectionToTest:
    """A form's values under the key of drafts: beside what is stored, never in its place."""
    if connection.key == DRAFT_KEY:
        return connection
    stored = connection.stored_id or connection.key
    return replace(connection, key=DRAFT_KEY, stored_id=stored, origin=Origin.DRAFT)


def connection_list(
    connections: Sequence[ConnectionToTest], current: ConnectionToTest | None
) -> ConnectionList:
    """The chooser's lines. The demo has an environment of its own."""
    return ConnectionList(
        items=tuple(
            ConnectionItem(
                connection.key,
                connection.profile.display_name,
                "simulator" if connection.is_demo else connection.profile.environment,
                is_draft=connection.origin is Origin.DRAFT,
            )
            for connection in connections
        ),
        current=current.key if current is not None else "",
    )


def platforms_of(profile: Profile) -> tuple[Platform, ...]:
    """The platforms the connection names an app for; all of them where it names none."""
    named = (
        (Platform.ANDROID, profile.android.package),
        (Platform.IOS, profile.ios.bundle_id),
        (Platform.HARMONY, profile.harmony.bundle_name),
    )
    found = tuple(platform for platform, app in named if app)
    return found or tuple(Platform)


def preferred(choices: Sequence[T], usual: T, default: T | None) -> T:
    """The user's default where it is offered, else what was usual, else the first."""
    for wanted in (default, usual):
        if wanted is not None and wanted in choices:
            return wanted
    return choices[0]


def controls_for(
    controls: Controls,
    connection: ConnectionToTest,
    backends: tuple[BackendKind, ...],
    *,
    defaults: Defaults,
) -> Controls:
    """What can be chosen for a connection; the platform stays where it is offered."""
    platforms = platforms_of(connection.profile)
    return replace(
        controls,
        platforms=platforms,
        platform=preferred(platforms, controls.platform, defaults.platform),
        backends=backends,
        backend=backends[0],
    )


def phone_mode(controls: Controls) -> PhoneMode:
    """Who answers for the phone. The simulator's own WeCom is on no real phone."""
    if not controls.is_by_hand:
        return PhoneMode.AUTO
    is_real = controls.is_real_phone and controls.backend is not BackendKind.SIMULATOR
    return PhoneMode.PASTED if is_real else PhoneMode.VIRTUAL
