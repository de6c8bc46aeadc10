"""The settings page: each choice applies at once and is remembered."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import FakeBackground
from gui.page_support import ChosenFiles, dispose, make_context, services_in
from storage.secrets.vault_support import Desk
from wecom_console import __version__
from wecom_console.domain.verdicts import Platform
from wecom_console.gui.features.settings.page import SettingsPage
from wecom_console.gui.features.settings.presenter.presenter import (
    StorageView,
    read_port,
    storage_view,
)
from wecom_console.gui.root import secrets_standing
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.context import Services
from wecom_console.storage.settings import Settings


@dataclass
class Window:
    """The page and what is behind it."""

    page: SettingsPage
    context: ShellContext
    bot: QtBot

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def chosen(self) -> Settings:
        return self.context.settings.read()


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Window]:
    host = QWidget()
    services = services_in(tmp_path)
    context, _ = make_context(
        qapp, theme, bridge=FakeBackground(), host=host, services=lambda: services
    )
    page = SettingsPage(context, chooser=ChosenFiles(tmp_path / "team.toml"))
    page.resize(1080, 748)
    page.retranslate()
    page.show()
    page.activate(None)
    yield Window(page, context, qtbot)
    context.languages.set_preference("en")
    dispose(page, host)


def test_the_language_changes_at_once_and_is_kept(window: Window) -> None:
    """Without a restart."""
    window.find(QWidget, "language_choice_zh_CN").click()
    assert ("zh_CN", "zh_CN") == (window.context.language(), window.chosen().language)


def test_the_theme_changes_at_once_and_is_kept(window: Window) -> None:
    """The page itself turns dark."""
    window.find(QWidget, "theme_choice_dark").click()
    assert (True, "dark") == (window.context.theme.tokens.is_dark, window.chosen().theme)


def test_high_contrast_is_taken_at_once_and_kept(window: Window) -> None:
    """Black on white."""
    window.find(QWidget, "contrast_choice_high").click()
    ink = window.context.theme.tokens.text
    window.find(QWidget, "contrast_choice_normal").click()
    assert ("#000000", "normal") == (ink, window.chosen().contrast)


def test_motion_is_reduced_at_once_and_kept(window: Window) -> None:
    """No duration is left."""
    window.find(QWidget, "motion_choice_reduced").click()
    assert (0, "reduced") == (window.context.theme.duration(80), window.chosen().motion)


def test_the_text_grows_at_once_and_is_kept(window: Window) -> None:
    """Up to twice its size."""
    window.find(QWidget, "scale_choice_2").click()
    scale = window.context.theme.scale
    window.context.theme.set_scale(1.0)
    assert (2.0, 2.0) == (scale, window.chosen().text_scale)


def test_each_language_is_called_by_its_own_name(window: Window) -> None:
    """So that it can be found by who reads no other."""
    names = [window.find(QWidget, f"language_choice_{k}").text() for k in ("zh_CN", "en")]
    assert ["简体中文", "English"] == names


def test_defaults_of_tests_are_kept(window: Window) -> None:
    """The platform; the backend is always the connection's own."""
    combo = window.page.platform.combo
    combo.choose("ios")
    combo.activated.emit(combo.currentIndex())
    assert Platform.IOS is window.chosen().default_platform


def test_a_port_is_kept_as_it_is_typed(window: Window) -> None:
    """No button has to be pressed."""
    window.bot.keyClicks(window.find(QLineEdit, "simulator_port_edit"), "40123")
    assert 40123 == window.chosen().simulator_port


def test_what_is_no_port_is_explained_and_not_kept(window: Window) -> None:
    """The field says what would be one."""
    window.bot.keyClicks(window.find(QLineEdit, "simulator_port_edit"), "80x")
    assert (0, True) == (
        window.chosen().simulator_port,
        window.page.port.problem.text().startswith("Enter a port from"),
    )


@pytest.mark.parametrize(
    ("text", "port"),
    [
        ("", 0),
        ("0", 0),
        (" 1024 ", 1024),
        ("65535", 65535),
        ("65536", None),
        ("80", None),
        ("²", None),
    ],
)
def test_ports(text: str, port: int | None) -> None:
    """From 1024 on; nothing and 0 take any free one."""
    assert port == read_port(text)


def test_a_teams_scenario_file_is_kept_and_left_out_again(window: Window, tmp_path: Path) -> None:
    """By its whole path."""
    window.find(QPushButton, "choose_scenario_file_button").click()
    kept = window.chosen().scenario_file
    window.find(QPushButton, "remove_scenario_file_button").click()
    assert (str(tmp_path / "team.toml"), "") == (kept, window.chosen().scenario_file)


def test_the_data_directory_is_shown_and_copied(window: Window, tmp_path: Path) -> None:
    """Whoever makes backups needs it."""
    window.find(QPushButton, "copy_data_directory_button").click()
    shown = window.find(QLabel, "data_directory_label").toolTip() or str(tmp_path)
    assert (str(tmp_path), str(tmp_path)) == (shown, QGuiApplication.clipboard().text())


def test_a_missing_keyring_says_what_to_do(window: Window) -> None:
    """In words, above all on servers."""
    window.page.storage._on_storage_changed(StorageView(Path("/x"), False, "secrets.no_keyring"))
    notice = window.find(QWidget, "keyring_notice")
    assert (True, "For this session only") == (
        notice.isVisible(),
        window.page.storage.keyring.text(),
    )


@pytest.mark.parametrize(
    ("code", "standing", "state", "action"),
    [
        ("secrets.locked", "locked", "Locked", "Unlock"),
        ("secrets.not_initialised", "new", "Not set up", "Set up"),
    ],
)
def test_a_locked_keyring_has_one_story_and_one_button(
    window: Window, code: str, standing: str, state: str, action: str
) -> None:
    """The sentence of the status line, and what mends it."""
    window.page.storage._on_storage_changed(StorageView(Path("/x"), False, code))
    notice = window.page.storage.notice
    unlock = window.find(QPushButton, "unlock_keyring_button")
    told = load_messages("en").text(f"secrets.standing.{standing}")
    assert (told, state, action, True) == (
        notice.title.text(),
        window.page.storage.keyring.text(),
        unlock.text(),
        unlock.isVisible(),
    )


def test_unlocking_asks_the_keyring_and_tells_the_window(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system asks its user; then what waited goes there, and the page shows how it is."""
    asked: list[str] = []
    services = window.context.services()
    monkeypatch.setattr(services.keyring, "get", lambda _id, field: asked.append(field))
    window.page.storage._on_storage_changed(StorageView(Path("/x"), False, "secrets.locked"))
    window.find(QPushButton, "unlock_keyring_button").click()
    assert (["unlock"], "System keyring in use") == (asked, window.page.storage.keyring.text())


def test_a_keyring_in_use_needs_no_words(window: Window) -> None:
    """Only that it is."""
    window.page.storage._on_storage_changed(StorageView(Path("/x"), True))
    assert (False, "System keyring in use") == (
        window.find(QWidget, "keyring_notice").isVisible(),
        window.page.storage.keyring.text(),
    )


def test_a_vault_in_use_is_named(window: Window) -> None:
    """In the keyring's place."""
    window.page.storage._on_storage_changed(StorageView(Path("/x"), True, has_vault=True))
    assert (False, "Encrypted vault in use") == (
        window.find(QWidget, "keyring_notice").isVisible(),
        window.page.storage.keyring.text(),
    )


@pytest.mark.parametrize(
    ("has_key", "expected"),
    [(True, (True, "")), (False, (False, "secrets.vault_no_key"))],
)
def test_the_vault_is_looked_at_without_asking_anybody(
    tmp_path: Path, has_key: bool, expected: tuple[bool, str]
) -> None:
    """One that is locked is said to be; nothing waits for a key."""
    desk = Desk(tmp_path)
    environment = {"WECOM_CONSOLE_HOME": str(desk.path.parent)}
    desk.made()
    services = Services({**environment, **desk.environment} if has_key else environment)
    view = storage_view(lambda: services)
    kept = secrets_standing(lambda: services)
    assert (*expected, True, "vault" if has_key else "vault_locked") == (
        view.is_keyring_available,
        view.code,
        view.has_vault,
        kept,
    )


def test_the_version_is_shown(window: Window) -> None:
    """For bug reports."""
    assert f"WeCom Console {__version__}" == window.page._labels["version"].text()


def test_cards_stand_in_one_column_where_there_is_no_room(window: Window) -> None:
    """Nothing is squeezed."""
    window.page.resize(600, 748)
    left, right = window.page._columns
    cards = [
        sum(side.itemAt(i).widget() is not None for i in range(side.count()))
        for side in (left, right)
    ]
    assert [4, 0] == cards


def test_two_columns_after_one_begin_at_the_top(window: Window) -> None:
    """No stretch of the other order is left above a card."""
    window.page.resize(600, 748)
    window.page.resize(1080, 748)
    assert [True, True] == [side.itemAt(0).widget() is not None for side in window.page._columns]
