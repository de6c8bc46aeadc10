"""The detail page over a stored connection and an Authing on loopback, for its two Authing tabs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pytestqt.qtbot import QtBot

from gui.parts.form.form_support import GOOD_DOCUMENT, SECRET, Desk, put_away, shown
from wecom_console.backends.credentials import Credentials
from wecom_console.domain.check import check
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.services.profiles.records import Saved
from wecom_console.services.runs.embedded import LoadedConnection, options_for
from wecom_console.simulator import SimulatorHandle, running_simulator

KEY = "canary-access-key-0123456789abcdef"
APP_ID = "0123456789abcdef01234568"
DOCUMENT: dict[str, Any] = {
    **GOOD_DOCUMENT,
    "type": "wechatwork:mobile",
    "backend": {
        "kind": "authing",
        "app_host": "https://acme.authing.cn",
        "app_id": APP_ID,
        "user_pool_id": "0123456789abcdef01234567",
    },
}


@contextmanager
def authing_with(document: Mapping[str, Any]) -> Iterator[SimulatorHandle]:
    """An Authing that has the connection just so, switched on for its application."""
    profile = check(document).profile
    assert profile is not None
    credentials = Credentials(Secret(SECRET), None, Secret(KEY))
    with running_simulator(options_for([LoadedConnection(profile, credentials)])) as handle:
        yield handle


@contextmanager
def detail_page(desk: Desk, qtbot: QtBot) -> Iterator[ConnectionDetailPage]:
    """The page in a window of its own."""
    page = ConnectionDetailPage(desk.context())
    window = shown(qtbot, page, desk.theme)
    yield page
    put_away(window)


def store_and_show(
    page: ConnectionDetailPage,
    desk: Desk,
    document: Mapping[str, Any],
    secrets: Mapping[str, Secret],
    *,
    tab: str,
    **changes: object,
) -> str:
    """Stores the connection with these changes (``backend__host`` for ``backend.host``) and shows
    it on a tab; its id."""
    for path, value in changes.items():
        document = set_value(document, path.replace("__", "."), value)
    result = desk.service.create(document, secrets)
    assert isinstance(result, Saved)
    page.activate(result.profile.id)
    page.run_command(f"tab:{tab}")
    return result.profile.id
