"""The checklist beside the form: ticks that are kept, values to paste, what WeCom says itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.kept_pages import KeptWizard, cleared, kept_wizard
from gui.parts.form.form_support import (
    GOOD,
    Desk,
    create,
    fill,
    find,
    put_away,
    shown,
)
from wecom_console.backends.credentials import Credentials
from wecom_console.domain.check import check
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.parts.presenter.connection_rows import NEW_SLOT
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.runs.embedded import LoadedConnection, options_for
from wecom_console.simulator import SimulatorHandle, running_simulator

# The offscreen platform tells of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def kept_page(kept_theme: ThemeController) -> Iterator[KeptWizard]:
    with kept_wizard(kept_theme) as made:
        yield made


@pytest.fixture
def desk(kept_page: KeptWizard, tmp_path: Path) -> Desk:
    return cleared(kept_page.desk, tmp_path)


def wizard_on(desk: Desk, qtbot: QtBot) -> tuple[ConnectionWizardPage, QWidget]:
    """Another wizard on its last step, and its window."""
    page = ConnectionWizardPage(desk.context(), open_url=desk.opened.append)
    window = shown(qtbot, page, desk.theme)
    page.activate(NEW_SLOT)
    return page, window


@pytest.fixture
def wizard(kept_page: KeptWizard, desk: Desk) -> Iterator[ConnectionWizardPage]:
    with kept_page.used() as page:
        yield page


@pytest.fixture
def wecom() -> Iterator[SimulatorHandle]:
    """A WeCom that knows the form's company and app."""
    profile = check({**GOOD, "type": "wechatwork:mobile", "secret": "keyring:"}).profile
    assert profile is not None
    credentials = Credentials(Secret(GOOD["secret"]))
    with running_simulator(options_for([LoadedConnection(profile, credentials)])) as handle:
        yield handle


def press(page: QWidget, name: str) -> None:
    find(page, QPushButton, name).click()


def ticked(page: QWidget, prefix: str = "preparation") -> set[str]:
    """The items whose line is ticked."""
    return {
        box.objectName().removeprefix(f"{prefix}_").removesuffix("_check")
        for box in page.findChildren(QCheckBox)
        if box.objectName().startswith(f"{prefix}_") and box.isChecked()
    }


def kept(desk: Desk, slot: str) -> set[str]:
    """What the store knows to be done."""
    return {item.id for item in desk.services().step_one.items(slot, GOOD) if item.is_done}


def test_a_tick_is_kept_for_the_next_start(
    wizard: ConnectionWizardPage, desk: Desk, qtbot: QtBot
) -> None:
    """A new window shows it on the same form."""
    find(wizard, QCheckBox, "preparation_trusted_ip_check").click()
    again, window = wizard_on(desk, qtbot)
    found = ticked(again)
    put_away(window)
    assert {"trusted_ip"} == found


def test_what_was_ticked_goes_with_the_connection(wizard: ConnectionWizardPage, desk: Desk) -> None:
    """And the next new form begins with nothing."""
    find(wizard, QCheckBox, "preparation_trusted_ip_check").click()
    fill(wizard.presenter)
    wizard.presenter.submit()
    (stored,) = desk.service.list()
    assert ({"trusted_ip"}, set()) == (kept(desk, stored.id), kept(desk, NEW_SLOT))


def test_a_discarded_form_takes_its_ticks_along(wizard: ConnectionWizardPage, desk: Desk) -> None:
    """They were about something else."""
    find(wizard, QCheckBox, "preparation_trusted_ip_check").click()
    wizard.presenter.leave_discarding()
    assert set() == kept(desk, NEW_SLOT)


def test_a_stored_connection_has_its_list_folded(desk: Desk, qtbot: QtBot) -> None:
    """With the number on its head, and one press away."""
    stored = create(desk.service)
    desk.services().step_one.tick(stored, "app", done=True)
    page = ConnectionDetailPage(desk.context())
    window = shown(qtbot, page, desk.theme)
    page.activate(stored)
    line = find(page, QCheckBox, "preparation_app_check")
    note = find(page, QLabel, "preparation_note").text()
    folded = line.isVisible()
    press(page, "preparation_fold_button")
    unfolded = line.isVisible()
    put_away(window)
    assert ("1 of 5 confirmed, from WeCom's admin console", False, True) == (note, folded, unfolded)


def test_step_by_step_says_where(wizard: ConnectionWizardPage) -> None:
    """And is the same list: a tick in one is a tick in the other."""
    press(wizard, "preparation_steps_button")
    find(wizard, QCheckBox, "step_visible_range_check").click()
    assert ({"visible_range"}, {"visible_range"}) == (ticked(wizard), ticked(wizard, "step"))


def test_values_for_wecom_can_be_copied(wizard: ConnectionWizardPage, desk: Desk) -> None:
    """What is on the form, as it is."""
    press(wizard, "preparation_steps_button")
    absent = find(wizard, QPushButton, "copy_android_package_button").isVisible()
    wizard.presenter.set_field("android.package", "com.acme.app")
    press(wizard, "copy_android_package_button")
    assert (False, "com.acme.app", ["Copied."]) == (
        absent,
        QApplication.clipboard().text(),
        desk.toast.said,
    )


def test_with_errors_wecom_is_not_asked(wizard: ConnectionWizardPage) -> None:
    """The button says why."""
    button = find(wizard, QPushButton, "preparation_ask_button")
    before = (button.isEnabled(), "errors" in button.toolTip())
    fill(wizard.presenter)
    assert ((False, True), True) == (before, button.isEnabled())


def test_wecom_confirms_what_it_knows(
    wizard: ConnectionWizardPage, desk: Desk, wecom: SimulatorHandle
) -> None:
    """With what it said, and kept for the next start."""
    fill(wizard.presenter, **{"wecom.base_url": wecom.url})
    press(wizard, "preparation_steps_button")
    press(wizard, "preparation_ask_button")
    known = find(wizard, QLabel, "step_app_known").text()
    assert ({"app", "visible_range"}, True) == (
        kept(desk, NEW_SLOT),
        "WeCom accepts Enterprise ID and Secret" in known,
    )


def test_wecom_takes_a_tick_back(wizard: ConnectionWizardPage, wecom: SimulatorHandle) -> None:
    """A refusal stands on the line with its fix, until the next tick or answer."""
    fill(wizard.presenter, **{"wecom.base_url": wecom.url, "secret": "w" * 43})
    press(wizard, "preparation_steps_button")
    find(wizard, QCheckBox, "step_app_check").click()
    press(wizard, "preparation_ask_button")
    known = find(wizard, QLabel, "step_app_known").text()
    assert (set(), True) == (ticked(wizard, "step"), known.startswith("40001"))


def test_another_app_is_another_story(wizard: ConnectionWizardPage, wecom: SimulatorHandle) -> None:
    """What WeCom said of one AgentID is not shown for the next."""
    fill(wizard.presenter, **{"wecom.base_url": wecom.url})
    press(wizard, "preparation_ask_button")
    before = ticked(wizard)
    wizard.presenter.set_field("agent_id", "1000007")
    assert ({"app", "visible_range"}, set()) == (before, ticked(wizard))
