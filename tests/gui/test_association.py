"""*Associated app*: what Authing publishes of the application, asked on request."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.form_support import GOOD_DOCUMENT, SECRET, Desk, find, profile_service, put_away, shown
from wecom_console.backends.credentials import Credentials
from wecom_console.domain.check import check
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret
from wecom_console.gui.pages.connection_detail.page import ConnectionDetailPage
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.records import Saved
from wecom_console.services.simulators import Connection, options_for
from wecom_console.simulator import SimulatorHandle, running_simulator

# The offscreen platform tells of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

APP_ID = "0123456789abcdef01234568"
DOCUMENT = {
    **GOOD_DOCUMENT,
    "type": "wechatwork:mobile",
    "backend": {"kind": "authing", "app_host": "https://acme.authing.cn", "app_id": APP_ID},
}


@pytest.fixture
def authing() -> Iterator[SimulatorHandle]:
    """An Authing that knows the application, the connection switched on."""
    profile = check(DOCUMENT).profile
    assert profile is not None
    with running_simulator(
        options_for([Connection(profile, Credentials(Secret(SECRET)))])
    ) as handle:
        yield handle


@pytest.fixture
def desk(theme: ThemeController, tmp_path: Path) -> Desk:
    return Desk(theme, profile_service(tmp_path))


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[ConnectionDetailPage]:
    page = ConnectionDetailPage(desk.context())
    window = shown(qtbot, page)
    yield page
    put_away(window)


def opened(page: ConnectionDetailPage, desk: Desk, url: str, **changes: object) -> None:
    """A stored connection whose application is at `url`, on its tab."""
    document = set_value(DOCUMENT, "backend.app_host", url)
    for path, value in changes.items():
        document = set_value(document, path.replace("__", "."), value)
    result = desk.service.create(document, {"secret": Secret(SECRET)})
    assert isinstance(result, Saved)
    page.activate(result.profile.id)
    page.run_command("tab:application")


def answer(page: ConnectionDetailPage) -> str:
    """Everything that the box says."""
    box = find(page, QWidget, "application_answer")
    said = [box.accessibleName(), *(w.accessibleName() for w in box.findChildren(QWidget))]
    return " ".join(text for text in said if text) if box.isVisible() else ""


def ask(page: ConnectionDetailPage) -> str:
    """What the answer is."""
    find(page, QPushButton, "application_ask_button").click()
    return answer(page)


def test_a_connection_in_use_is_confirmed(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    """With what Authing named."""
    opened(page, desk, authing.url)
    before = answer(page)
    told = ask(page)
    assert ("", True, True) == (
        before,
        told.startswith("The connection is switched on for this application"),
        "acme-staff" in told,
    )


def test_a_connection_that_is_not_switched_on_is_told(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    """By its identifier, with what to do."""
    opened(page, desk, authing.url, identifier="acme-other")
    told = ask(page)
    assert told.startswith("This application does not use the connection as it should.")
    assert "acme-other" in told


def test_several_connections_are_a_warning(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    """Guard takes the first on one platform and the last on the other."""
    state = authing.world.state
    (first,) = state.connections.values()
    second = replace(first, connection_id="f" * 24, identifier="acme-second")
    state.connections[second.connection_id] = second
    application = state.applications[APP_ID]
    state.applications[APP_ID] = replace(
        application, connections=(*application.connections, second.connection_id)
    )
    opened(page, desk, authing.url)
    told = ask(page)
    assert "2 WeCom Mobile connections" in told


def test_an_answer_counts_for_what_was_asked_about(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    """Another connection begins without one."""
    opened(page, desk, authing.url)
    ask(page)
    opened(page, desk, authing.url, identifier="acme-other")
    assert "" == answer(page)


def test_without_an_application_nobody_can_be_asked(page: ConnectionDetailPage, desk: Desk) -> None:
    """The button says what is missing."""
    opened(page, desk, "", backend__kind="simulator", backend__app_id="")
    button = find(page, QPushButton, "application_ask_button")
    assert (False, True) == (button.isEnabled(), "backend Authing" in button.toolTip())


def test_a_host_that_does_not_answer_is_a_failure_with_its_cause(
    page: ConnectionDetailPage, desk: Desk
) -> None:
    """Not a silent nothing."""
    opened(page, desk, "http://127.0.0.1:9")
    told = ask(page)
    assert told.startswith("This application does not use the connection as it should.")
    assert "127.0.0.1" in told
