"""*Compare with Authing*: compare, carry out after a question, take over; against a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.features.connection.authing_tabs import DOCUMENT as PLAIN
from gui.features.connection.authing_tabs import KEY, authing_with, detail_page, store_and_show
from gui.kept_pages import KeptDetail, cleared, kept_detail
from gui.parts.form.form_support import GOOD_DOCUMENT, SECRET, Desk, find
from wecom_console.backends.credentials import Credentials
from wecom_console.domain.check import check
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.runs.embedded import LoadedConnection, options_for
from wecom_console.simulator import SimulatorHandle, running_simulator

# The offscreen platform tells of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DOCUMENT = {
    **PLAIN,
    "backend": {**PLAIN["backend"], "access_key_secret": "keyring:"},
}


@pytest.fixture
def authing() -> Iterator[SimulatorHandle]:
    """An Authing that has the connection just so."""
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


def opened(page: ConnectionDetailPage, desk: Desk, url: str, **changes: object) -> str:
    """A stored connection whose Authing is at `url`, on its tab; its id."""
    document = set_value(set_value(DOCUMENT, "backend.host", url), "backend.app_host", url)
    secrets = {"secret": Secret(SECRET), "backend.access_key_secret": Secret(KEY)}
    return store_and_show(page, desk, document, secrets, tab="compare", **changes)


def button(page: ConnectionDetailPage, name: str) -> QPushButton:
    return find(page, QPushButton, name)


def said(page: ConnectionDetailPage, name: str) -> str:
    """Everything that a part says; nothing where it is not shown."""
    box = find(page, QWidget, name)
    parts = [box, *(w for w in box.findChildren(QWidget) if w.isVisible())]
    texts = [w.accessibleName() or (w.text() if isinstance(w, QLabel) else "") for w in parts]
    return " ".join(text for text in texts if text) if box.isVisible() else ""


def compare(page: ConnectionDetailPage) -> str:
    button(page, "compare_button").click()
    QApplication.processEvents()  # the rows are shown with the next turn
    return said(page, "compare_answer")


def test_what_is_in_sync_is_said(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    opened(page, desk, authing.url)
    before = said(page, "compare_answer")
    told = compare(page)
    assert ("", True) == (before, told.startswith("Authing agrees with the profile."))
    assert not button(page, "compare_apply_button").isEnabled()
    assert not button(page, "compare_pull_button").isEnabled()


def test_differences_come_with_their_steps(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    opened(page, desk, authing.url, display_name="Ours")
    told = compare(page)
    assert told.startswith("1 of ")
    assert "update the connection “acme-staff”" in told
    assert "Ours" in said(page, "compare_card")


def test_the_secret_is_not_shown(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    """Also where it differs."""
    profile_id = opened(page, desk, authing.url)
    desk.service.set_secret(profile_id, "secret", Secret("canary-other-0123456789"))
    page.activate(profile_id)
    compare(page)
    card = said(page, "compare_card")
    assert "never shown" in card
    assert [s for s in (SECRET, KEY, "canary-other") if s in card] == []


def test_apply_asks_before_anything_is_changed(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    opened(page, desk, authing.url, display_name="Ours")
    compare(page)
    button(page, "compare_apply_button").click()
    asked = said(page, "detail_guard")
    button(page, "detail_guard_stay_button").click()
    assert "update the connection" in asked
    assert [GOOD_DOCUMENT["display_name"]] == names(authing)


def names(authing: SimulatorHandle) -> list[str]:
    """What Authing calls its connections."""
    return [one.display_name for one in authing.world.state.connections.values()]


def test_a_yes_carries_it_out(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    opened(page, desk, authing.url, display_name="Ours")
    compare(page)
    button(page, "compare_apply_button").click()
    button(page, "detail_guard_confirm_button").click()
    assert said(page, "compare_answer").startswith("Done and verified")
    assert ["Ours"] == names(authing)


def test_production_is_warned_about(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    opened(page, desk, authing.url, display_name="Ours", environment="production")
    compare(page)
    button(page, "compare_apply_button").click()
    assert "It is in production" in said(page, "detail_guard")


def test_authings_values_become_a_revision(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    profile_id = opened(page, desk, authing.url, display_name="Ours")
    compare(page)
    button(page, "compare_pull_button").click()
    stored = desk.service.get(profile_id)
    assert stored is not None
    assert (2, GOOD_DOCUMENT["display_name"]) == (
        stored.revision,
        stored.document["display_name"],
    )
    assert "pulled:Authing" == desk.service.history(profile_id)[-1].note


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_why_authings_values_were_not_stored_is_told(
    desk: Desk, qtbot: QtBot, authing: SimulatorHandle, language: str
) -> None:
    """Another window saved in between; what it saved is shown."""
    desk.language = language
    with detail_page(desk, qtbot) as page:
        profile_id = opened(page, desk, authing.url, display_name="Ours")
        compare(page)
        stored = desk.service.get(profile_id)
        assert stored is not None
        newer = set_value(stored.document, "display_name", "Theirs")
        desk.service.save(profile_id, newer, base_revision=stored.revision)
        button(page, "compare_pull_button").click()
        shown = page.presenter.state.profile
        told = load_messages(language).text("problem.write.conflict", revision=2)
        assert ([told], 2) == (desk.toast.said, shown and shown.revision)


def test_in_production_taking_over_is_asked_about(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    profile_id = opened(page, desk, authing.url, display_name="Ours", environment="production")
    compare(page)
    button(page, "compare_pull_button").click()
    asked, stored = said(page, "detail_guard"), desk.service.get(profile_id)
    assert stored is not None
    assert (True, 1) == ("Store Authing's values" in asked, stored.revision)


def test_an_answer_is_forgotten_with_the_next_revision(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    profile_id = opened(page, desk, authing.url)
    compare(page)
    stored = desk.service.get(profile_id)
    assert stored is not None
    changed = set_value(stored.document, "display_name", "Newer")
    desk.service.save(profile_id, changed, base_revision=stored.revision)
    page.activate(profile_id)
    assert "" == said(page, "compare_answer")


def test_without_authing_there_is_one_button_and_it_leads_to_the_setting(
    page: ConnectionDetailPage, desk: Desk
) -> None:
    opened(page, desk, "", backend__kind="simulator")
    dead = ("compare_button", "compare_apply_button", "compare_pull_button")
    assert [True] * 3 == [button(page, name).isHidden() for name in dead]
    button(page, "compare_connect_button").click()
    assert "authing" == page.form.state.draft.text("backend.kind")


def test_a_host_that_does_not_answer_is_told(page: ConnectionDetailPage, desk: Desk) -> None:
    opened(page, desk, "http://127.0.0.1:9")
    told = compare(page)
    assert "127.0.0.1:9 cannot be reached" in told


def test_the_keyboard_stays_while_it_compares(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    opened(page, desk, authing.url)
    first = button(page, "compare_button")
    first.setFocus()
    compare(page)
    assert first.hasFocus()


# --- what else the pool has ----------------------------------------------------------------------


@pytest.fixture
def pool() -> Iterator[SimulatorHandle]:
    """An Authing whose pool has two connections, one of them ours."""
    one = check(DOCUMENT).profile
    other = check(
        {
            **DOCUMENT,
            "identifier": "acme-field",
            "display_name": "Field",
            "agent_id": "1000007",
            "schema": "wwauth3f9c0a7be1d24856000007",
        }
    ).profile
    assert one is not None
    assert other is not None
    credentials = Credentials(Secret(SECRET), None, Secret(KEY))
    connections = [LoadedConnection(profile, credentials) for profile in (one, other)]
    with running_simulator(options_for(connections)) as handle:
        yield handle


def test_another_connection_of_the_pool_can_be_added(
    page: ConnectionDetailPage, desk: Desk, pool: SimulatorHandle
) -> None:
    """With its Secret and the key: it can be compared at once."""
    opened(page, desk, pool.url)
    button(page, "compare_button").click()
    button(page, "compare_other_acme-field").click()
    added = desk.service.get("acme-field")
    assert added is not None
    secrets = [desk.service.secret(added.id, p) for p in ("secret", "backend.access_key_secret")]
    assert ([Secret(SECRET), Secret(KEY)], ["acme-field was added."]) == (secrets, desk.toast.said)


def test_what_is_here_already_can_be_opened(
    page: ConnectionDetailPage, desk: Desk, pool: SimulatorHandle
) -> None:
    opened(page, desk, pool.url)
    button(page, "compare_button").click()
    button(page, "compare_other_acme-field").click()
    open_it = button(page, "compare_other_acme-field")
    open_it.click()
    added = desk.service.get("acme-field")
    assert added is not None
    assert ("Open", ("detail", added.id)) == (open_it.text(), desk.visited[-1])


def test_a_pool_with_one_connection_lists_no_others(
    page: ConnectionDetailPage, desk: Desk, authing: SimulatorHandle
) -> None:
    opened(page, desk, authing.url)
    button(page, "compare_button").click()
    assert find(page, QWidget, "compare_others_card").isHidden()
