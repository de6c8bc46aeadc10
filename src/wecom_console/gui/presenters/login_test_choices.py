"""What the choosers of the login test page offer."""

from collections.abc import Sequence
from typing import TypeVar

from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Platform
from wecom_console.gui.presenters.login_test_ports import Connection, Origin
from wecom_console.gui.presenters.login_test_state import ConnectionItem, ConnectionList

T = TypeVar("T")


def connection_list(
    connections: Sequence[Connection], current: Connection | None
) -> ConnectionList:
    """The chooser's lines. The demo has an environment of its own."""
    return ConnectionList(
        items=tuple(
            ConnectionItem(
                connection.key,
                connection.profile.display_name,
                "simulator" if connection.origin is Origin.DEMO else connection.profile.environment,
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
