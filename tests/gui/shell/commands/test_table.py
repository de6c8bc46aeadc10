"""What the commands of the shell are found by."""

import pytest
from PySide6.QtWidgets import QApplication

from wecom_console.gui.shell.commands.table import shell_commands
from wecom_console.gui.widgets.boxes.command_palette import match_commands


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("language", "language"),
        ("theme", "theme"),
        ("doctor", "go:doctor"),
        ("trash", "go:deleted"),
        ("zoom", "zoom_in"),
        ("licences", "go:about"),
        ("import", "open"),
        ("demo", "demo"),
        ("explain", "go:explain"),
        ("report", "at:test:report"),
        ("help", "help"),
    ],
)
def test_a_command_is_found_by_what_people_call_it(
    qapp: QApplication, typed: str, key: str
) -> None:
    """Also by a word that its own text does not have."""
    assert qapp is not None
    found = match_commands(shell_commands(lambda _page: True), typed)
    assert key == found[0].key
