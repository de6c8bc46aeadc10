"""The line at the bottom: where secrets go, and what gives way where there is little room."""

import pytest
from pytestqt.qtbot import QtBot

from wecom_console.gui.shell.status_line import StatusLine
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages


@pytest.fixture
def status(theme: ThemeController, qtbot: QtBot) -> StatusLine:
    """In English, without a window."""
    line = StatusLine(theme, lambda: load_messages("en"))
    qtbot.addWidget(line)
    return line


@pytest.mark.parametrize(
    ("backend", "words"),
    [
        ("keyring", "Secrets in the system keyring"),
        ("locked", "Keyring locked: you are asked for its password when saving a secret"),
        ("new", "Keyring not set up: created when saving a secret"),
        ("session", "No keyring: secrets are lost when the window closes"),
        ("vault", "Secrets in the vault"),
        ("vault_locked", "Vault locked: open it in Settings"),
    ],
)
def test_the_status_line_says_where_secrets_go(
    status: StatusLine, backend: str, words: str
) -> None:
    """No keyring is a normal state, and is said."""
    status.show_secrets(backend)
    assert words == status.secrets.text()


def test_shortcuts_give_way_to_longer_words(status: StatusLine) -> None:
    """Words that came after the last resize are not cut while a shortcut stands beside them."""
    status.show_secrets("keyring")
    status.resize(status.sizeHint().width() + 30, status.height())
    status.show()
    before = status.new_hint.isVisible()
    status.show_secrets("locked")
    assert (True, False) == (before, status.new_hint.isVisible())


def test_what_has_no_room_is_whole_in_the_tool_tip(status: StatusLine) -> None:
    """Of where secrets go; with room enough there is none."""
    status.show_secrets("locked")
    status.resize(900, status.height())
    status.show()
    whole = status.secrets.toolTip()
    status.resize(400, status.height())
    assert ("", status.secrets.text()) == (whole, status.secrets.toolTip())
