"""The settings' field for the passphrase of a vault."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import FakeBackground
from gui.page_support import dispose, make_context
from wecom_console.age_file import seal_with_passphrase
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.settings.page import SettingsPage
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.context import Services
from wecom_console.storage.secrets.session_store import SessionStore
from wecom_console.storage.secrets.vault_document import VaultDocument, VaultEntry, write_document

PASSPHRASE = "three words together"
NOT_IT = "This is not the passphrase of the vault"


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """A vault with one secret; scrypt is slow on purpose."""
    document = VaultDocument({VaultEntry("p", "secret"): Secret("kept")})
    return seal_with_passphrase(write_document(document), Secret(PASSPHRASE))


@dataclass
class Window:
    """The page over a data directory whose vault is locked."""

    page: SettingsPage
    services: Services
    told: list[str]

    @property
    def edit(self) -> QLineEdit:
        found = self.page.findChild(QLineEdit, "vault_passphrase_edit")
        assert isinstance(found, QLineEdit)
        return found

    def enter(self, passphrase: str) -> None:
        QTest.keyClicks(self.edit, passphrase)
        button = self.page.findChild(QPushButton, "unlock_vault_button")
        assert isinstance(button, QPushButton)
        button.click()

    @property
    def verdict(self) -> str:
        return self.page.storage.vault_lock.field.problem.text()


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path, sealed: bytes
) -> Iterator[Window]:
    host = QWidget()
    (tmp_path / "secrets.age").write_bytes(sealed)
    services = Services({"WECOM_CONSOLE_HOME": str(tmp_path)}, keyring=SessionStore())
    context, _ = make_context(
        qapp, theme, bridge=FakeBackground(), host=host, services=lambda: services
    )
    told: list[str] = []
    page = SettingsPage(context._replace(note_secrets=lambda: told.append("changed")))
    page.resize(1080, 748)
    page.retranslate()
    page.show()
    page.activate(None)
    yield Window(page, services, told)
    services.close()
    dispose(page, host)


def test_a_locked_vault_asks_for_its_passphrase(window: Window) -> None:
    """In place of the notice that says what is in the way."""
    assert (True, False) == (
        window.page.storage.vault_lock.isVisible(),
        window.page.storage.notice.isVisible(),
    )


def test_the_right_passphrase_opens_it_for_the_window(window: Window) -> None:
    """Its secrets can be read, the field goes away, and the window is told."""
    window.enter(PASSPHRASE)
    assert (Secret("kept"), False, "Encrypted vault in use", ["changed"]) == (
        window.services.secrets.get("p", "secret"),
        window.page.storage.vault_lock.isVisible(),
        window.page.storage.keyring.text(),
        window.told,
    )


def test_a_wrong_passphrase_is_told_and_asked_for_anew(window: Window) -> None:
    """The field is empty again; typing takes the sentence away."""
    window.enter("nonsense")
    refused = (NOT_IT in window.verdict, window.edit.text(), window.edit.isEnabled())
    QTest.keyClicks(window.edit, PASSPHRASE)
    assert (True, "", True) == refused
    assert NOT_IT not in window.verdict
    QTest.keyClick(window.edit, "\r")
    assert not window.page.storage.vault_lock.isVisible()


def test_what_was_typed_meanwhile_goes_into_the_vault(window: Window) -> None:
    """It waited in memory and would have been lost with the window."""
    window.services.secrets.put("q", "secret", Secret("new"))
    waiting = window.services.secrets.is_for_session_only("q", "secret")
    window.enter(PASSPHRASE)
    assert (True, False, Secret("new")) == (
        waiting,
        window.services.secrets.is_for_session_only("q", "secret"),
        window.services.vault.get("q", "secret"),
    )


def test_nothing_is_sent_without_a_passphrase(window: Window) -> None:
    """The button waits for one."""
    button = window.page.findChild(QPushButton, "unlock_vault_button")
    assert isinstance(button, QPushButton)
    before = button.isEnabled()
    QTest.keyClicks(window.edit, "x")
    assert (False, True) == (before, button.isEnabled())
