"""Encrypted packages written on the share page: for the team's keys, or with a passphrase."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from architecture.seeded_keys import age_identity
from gui.features.share.share_support import DOCUMENT, OTHER, SECRET, Window, share_window
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.age_package import PackageKey, open_package
from wecom_console.gui.features.share.package_box import MemberLine
from wecom_console.gui.theme.controller import ThemeController

WORDS = "correct horse battery"


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path
) -> Iterator[Window]:
    with share_window(qapp, theme, tmp_path) as found:
        found.add(DOCUMENT)
        found.pick_format("package")
        found.chooser.path = found.folder / "acme.age"
        yield found


def save(window: Window) -> QPushButton:
    button: QPushButton = window.find(QPushButton, "export_save_button")
    return button


def take_in(window: Window, name: str, key: str) -> None:
    """As somebody types it."""
    window.find(QLineEdit, "package_member_name_edit").setText(name)
    window.find(QLineEdit, "package_member_key_edit").setText(key)
    window.find(QPushButton, "package_add_member_button").click()


def identity_of(window: Window, name: str = "Alice") -> Any:
    """Somebody new in the team, and what opens packages for them."""
    identity = age_identity(name)
    take_in(window, name, str(identity.to_public()))
    return identity


def type_passphrase(window: Window, qtbot: QtBot, first: str, again: str) -> None:
    window.find(QWidget, "package_way_passphrase").click()
    qtbot.keyClicks(window.find(QLineEdit, "package_passphrase_edit"), first)
    qtbot.keyClicks(window.find(QLineEdit, "package_passphrase_again_edit"), again)


def opened(window: Window, key: PackageKey) -> bytes:
    path = window.folder / "acme.age"
    text = open_package(path, path.read_bytes(), key)
    assert isinstance(text, bytes)
    return text


def test_a_member_of_the_team_can_open_it(window: Window) -> None:
    """With the secret, which is nowhere else."""
    identity = identity_of(window)
    save(window).click()
    assert SECRET.encode() in opened(window, PackageKey(identities=Secret(str(identity))))


def test_who_is_not_ticked_cannot_open_it(window: Window) -> None:
    """The team is larger than a package's readers."""
    alice, _bob = identity_of(window), identity_of(window, "Bob")
    line: MemberLine = window.find(MemberLine, "package_member")
    line.tick.click()
    save(window).click()
    path = window.folder / "acme.age"
    found = open_package(path, path.read_bytes(), PackageKey(identities=Secret(str(alice))))
    assert not isinstance(found, bytes)


def test_without_anybody_ticked_nothing_can_be_saved(window: Window) -> None:
    assert (False, "Select who can open it") == (
        save(window).isEnabled(),
        save(window).toolTip(),
    )


def test_the_team_is_kept_in_the_settings(window: Window) -> None:
    identity = identity_of(window)
    assert (("Alice", str(identity.to_public())),) == window.settings.settings.team


def test_somebody_can_be_taken_out(window: Window) -> None:
    identity_of(window)
    line = window.find(MemberLine, "package_member")
    line.removed.emit("Alice")
    assert () == window.settings.settings.team


def test_after_adding_the_fields_are_empty(window: Window) -> None:
    identity_of(window)
    left = [
        window.find(QLineEdit, name).text()
        for name in ("package_member_name_edit", "package_member_key_edit")
    ]
    assert ["", ""] == left


def test_a_private_key_is_refused_with_the_reason(window: Window) -> None:
    """It stays in the field only, which its user can clear."""
    take_in(window, "Alice", str(age_identity("Alice")))
    told = window.find(QLineEdit, "package_member_key_edit").accessibleDescription()
    assert ((), True) == (window.settings.settings.team, "private key" in told)


def test_what_the_command_line_added_is_shown(window: Window) -> None:
    """The choice reads the team anew."""
    key = str(age_identity("Carol").to_public())
    window.settings.settings = window.settings.settings._replace(team=(("Carol", key),))
    window.pick_format("toml")
    window.pick_format("package")
    assert window.find(MemberLine, "package_member").member == "Carol"


def test_a_passphrase_opens_it(window: Window, qtbot: QtBot) -> None:
    type_passphrase(window, qtbot, WORDS, WORDS)
    save(window).click()
    assert SECRET.encode() in opened(window, PackageKey(passphrase=Secret(WORDS)))


def test_two_different_passphrases_write_nothing(window: Window, qtbot: QtBot) -> None:
    type_passphrase(window, qtbot, WORDS, WORDS + "!")
    told = window.find(QLineEdit, "package_passphrase_again_edit").accessibleDescription()
    assert (False, "The passphrases do not match.") == (save(window).isEnabled(), told)


def test_a_short_passphrase_is_called_short(window: Window, qtbot: QtBot) -> None:
    """And is its user's choice."""
    type_passphrase(window, qtbot, "abc", "abc")
    told = window.find(QLineEdit, "package_passphrase_edit").accessibleDescription()
    assert (True, True) == (save(window).isEnabled(), told.startswith("Short"))


def test_once_written_the_passphrase_is_forgotten(window: Window, qtbot: QtBot) -> None:
    type_passphrase(window, qtbot, WORDS, WORDS)
    save(window).click()
    assert window.find(QLineEdit, "package_passphrase_edit").text() == ""


def test_a_refused_file_keeps_the_passphrase(window: Window, qtbot: QtBot) -> None:
    """Only the folder has to be another."""
    window.chooser.path = window.folder / "missing" / "acme.age"
    type_passphrase(window, qtbot, WORDS, WORDS)
    save(window).click()
    assert ("acme.age could not be saved", WORDS) == (
        window.page.failure.title.text(),
        window.find(QLineEdit, "package_passphrase_edit").text(),
    )


def test_what_is_not_in_it_is_named(window: Window) -> None:
    """A secret that cannot be had here, with the reason."""
    window.services.profiles.create({**OTHER, "secret": "env:NOWHERE_SET"}, {})
    window.page.activate(None)
    identity_of(window)
    save(window).click()
    title = "acme.age does not contain every secret"
    assert (False, title) == (window.page.notice.isHidden(), window.page.notice.title.text())


def test_a_package_has_no_preview_to_copy(window: Window) -> None:
    """Its secrets are not for the clipboard."""
    assert not window.find(QPushButton, "export_copy_button").isVisible()
