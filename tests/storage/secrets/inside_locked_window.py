"""Run by `test_secret_service.py`: the window over a GNOME keyring that its user has locked."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
import secretstorage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import Backend
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.domain.verdicts import BackendKind, Leg
from wecom_console.gui.features.login_test.page import LoginTestPage
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.pictures.window_driver import WindowDriver, open_stage
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import Saved
from wecom_console.simulator import SimulatorOptions, demo_connection, running_simulator
from wecom_console.storage.secrets.keyring_store import KeyringStore

IDENTIFIER = "locked-away"
KEPT = "Stored in the keyring or the vault."
UNLOCKED = "Secrets in the system keyring"
LOCKED = "The system keyring is locked. Unlock it and try again."


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WindowDriver]:
    """The window, with a connection whose Secret went into the keyring before it was locked."""
    home = tmp_path_factory.mktemp("home")
    services = Services({"WECOM_CONSOLE_HOME": str(home)}, keyring=KeyringStore())
    with running_simulator(SimulatorOptions(seed=1)) as simulator:
        demo = demo_connection(1).profile
        profile = replace(
            demo,
            identifier=IDENTIFIER,
            secret=KEYRING,
            backend=Backend(BackendKind.WECOM),
            wecom=replace(demo.wecom, base_url=simulator.url),
        )
        created = services.profiles.create(to_raw(profile), {"secret": Secret("s" * 43)})
        services.close()
        assert isinstance(created, Saved)
        assert ["keyring"] == [placement.kind for placement in created.secrets]
        with open_stage(home, keyring=KeyringStore()) as stage:
            status = stage.window.status.secrets
            stage.wait_until(lambda: status.text() == UNLOCKED, "the keyring is looked at")
            stage.window.navigate("wizard", profile_id(stage))
            line_of(stage, KEPT)
            with closing(secretstorage.dbus_init()) as bus:
                secretstorage.get_collection_by_alias(bus, "default").lock()
            yield stage


def profile_id(stage: WindowDriver) -> str:
    found = stage.services.profiles.get(IDENTIFIER)
    assert found is not None
    return found.id


def text_of(widget: QWidget) -> str:
    """What is read on it."""
    match widget:
        case QLabel():
            return widget.text()
        case QTextEdit():
            return widget.toPlainText()
        case _:
            return widget.accessibleDescription()


def line_of(stage: WindowDriver, words: str) -> None:
    """Waits until these words stand on the window."""

    def is_shown() -> bool:
        texts = [
            text_of(widget) for widget in stage.window.findChildren(QWidget) if widget.isVisible()
        ]
        return any(words in text for text in texts)

    stage.wait_until(is_shown, words, timeout_s=60)


def test_the_status_line_says_that_it_is_locked(stage: WindowDriver) -> None:
    """Not that there is none; looked at anew when its user comes back to the window."""
    stage.application.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    stage.wait_until(
        lambda: stage.window.status.secrets.text().startswith("Keyring locked"), "the status"
    )
    line_of(stage, LOCKED)  # in the form that was open all the time


def test_the_form_says_why_the_secret_is_not_there(stage: WindowDriver) -> None:
    """Beside the field, with the next step."""
    stage.window.navigate("wizard", profile_id(stage))
    line_of(stage, LOCKED)


def test_a_run_names_the_keyring(stage: WindowDriver) -> None:
    """The identity leg would need the Secret; nothing is sent in its place."""
    stage.window.navigate("test", OpenTest(profile_id(stage), run_now=True))
    page = stage.window.host.current()
    assert isinstance(page, LoginTestPage)
    stage.wait_until(lambda: bool(page.presenter.reading.finished_runs()), "the run has ended")
    page.presenter.reading.select_leg(Leg.IDENTITY)
    line_of(stage, "The keyring or vault is locked")


def test_a_secret_that_is_typed_is_kept_for_the_session(stage: WindowDriver) -> None:
    """Saving goes on; nothing is lost, and the window says how long it lasts."""
    stage.window.navigate("wizard", profile_id(stage))
    line_of(stage, LOCKED)
    stage.type_into("secret_edit", "t" * 43)
    stage.click("create_button")
    stage.wait_until(
        lambda: stage.services.secrets.is_for_session_only(profile_id(stage), "secret"),
        "the secret is held",
    )
