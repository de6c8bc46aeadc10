"""*Associated app*: what Authing publishes of the application, asked on request."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from gui.features.connection.authing_tabs import (
    APP_ID,
    DOCUMENT,
    KEY,
    authing_with,
    store_and_show,
)
from gui.kept_pages import KeptDetail, cleared, kept_detail
from gui.parts.form.form_support import SECRET, Desk, find
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.profiles.records import Saved
from wecom_console.simulator import SimulatorHandle

# The offscreen platform tells of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def authing() -> Iterator[SimulatorHandle]:
    """An Authing that knows the application, the connection switched on."""
    with authing_with(DOCUMENT) as handle:
        yield handle


@pytest.fixture(scope="module")
def kept_page(kept_theme: ThemeController) -> Iterator[KeptDetail]:
    with kept_detail(kept_theme) as made:
        yield made


@pytest.fixture
def desk(kept_page: KeptDetail, tmp_path: Path) -> Desk:
    return cleared(kept_page.desk, tmp_path)


@pytest.fixture
def page(kept_page: KeptDetail, desk: Desk) -> Iterator[ConnectionDetailPage]:
    with kept_page.used() as page:
        yield page


def opened(page: ConnectionDetailPage, desk: Desk, url: str, **changes: object) -> None:
    """A stored connection whose application is at `url`, on its tab."""
    document = set_value(DOCUMENT, "backend.app_host", url)
    secrets = {"secret": Secret(SECRET)}
    store_and_show(page, desk, document, secrets, tab="application", **changes)


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
        told.startswith("The connection is turned on for this application"),
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
    assert (False, True) == (button.isEnabled(), "Authing as backend" in button.toolTip())


def test_a_host_that_does_not_answer_is_a_failure_with_its_cause(
    page: ConnectionDetailPage, desk: Desk
) -> None:
    """Not a silent nothing."""
    opened(page, desk, "http://127.0.0.1:9")
    told = ask(page)
    assert told.startswith("This application does not use the connection as it should.")
    assert "127.0.0.1" in told


# --- all applications that use it ----------------------------------------------------------------


def with_key(page: ConnectionDetailPage, desk: Desk, url: str) -> None:
    """The pool's access key is in the keyring."""
    document = set_value(DOCUMENT, "backend.app_host", url)
    for path, value in {
        "backend.host": url,
        "backend.access_key_secret": "keyring:",
    }.items():
        document = set_value(document, path, value)
    secrets = {"secret": Secret(SECRET), "backend.access_key_secret": Secret(KEY)}
    result = desk.service.create(document, secrets)
    assert isinstance(result, Saved)
    page.activate(result.profile.id)
    page.run_command("tab:application")


def switched(authing: SimulatorHandle, *names: str) -> None:
    """The connection is on for the applications of these names, and for no other."""
    state = authing.world.state
    (first,) = state.applications.values()
    state.applications.clear()
    for place, name in enumerate(names):
        app_id = APP_ID if place == 0 else f"{place:024x}"
        state.applications[app_id] = replace(first, app_id=app_id, name=name)
    if not names:
        state.applications[APP_ID] = replace(first, connections=())


def test_the_application_that_uses_it_is_named(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    switched(authing, "Acme Field")
    with_key(page, desk, authing.url)
    assert "Applications that use the connection: Acme Field" in ask(page)


def test_several_applications_are_a_warning(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    """With the names of all of them."""
    switched(authing, "Acme Field", "Acme Stock")
    with_key(page, desk, authing.url)
    told = ask(page)
    assert ("Acme Field, Acme Stock" in told, "2 applications use" in told) == (True, True)


def test_that_no_application_uses_it_is_said(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    switched(authing)
    with_key(page, desk, authing.url)
    assert "No application uses the connection" in ask(page)


def test_without_the_key_it_says_what_it_takes(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    """What is published is asked all the same."""
    opened(page, desk, authing.url)
    told = ask(page)
    assert ("requires the user pool's access key" in told, "acme-staff" in told) == (True, True)


def test_a_refused_key_is_said(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    with_key(page, desk, authing.url)
    pool = next(iter(authing.world.state.pools.values()))
    authing.world.state.pools[pool.pool_id] = replace(pool, access_key_secret=Secret("another"))
    told = ask(page)
    assert (KEY in told, "acme-staff" in told) == (False, True)
