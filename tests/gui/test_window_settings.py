"""The window's settings beside another process that writes the same file."""

import os
from pathlib import Path

from wecom_console.gui.window_settings import FileSettings
from wecom_console.storage.settings import Settings
from wecom_console.storage.settings_file import SettingsFile


def test_what_another_process_changed_stays(tmp_path: Path) -> None:
    """`team add` in a terminal while the window is open."""
    window = FileSettings({"WECOM_CONSOLE_HOME": str(tmp_path)})
    window.write(window.read()._replace(theme="dark"))
    other = SettingsFile(tmp_path / "settings.json", clock=lambda: 1.7e9)
    other.save(other.load().settings._replace(team=(("alice", "age1x"),)))
    window.write(window.read()._replace(language="zh_CN"))
    kept = other.load().settings
    assert ("dark", "zh_CN", (("alice", "age1x"),)) == (kept.theme, kept.language, kept.team)


def test_they_can_be_read_again(tmp_path: Path) -> None:
    window = FileSettings({"WECOM_CONSOLE_HOME": str(tmp_path)})
    window.read()
    other = SettingsFile(tmp_path / "settings.json", clock=lambda: 1.7e9)
    other.save(other.load().settings._replace(theme="dark"))
    assert window.read_again().theme == "dark"


def test_a_huge_file_gives_defaults(tmp_path: Path) -> None:
    """It is set aside, and no more of it is read than settings can have."""
    path = tmp_path / "settings.json"
    path.write_bytes(b"{")
    os.truncate(path, 1024**3)
    found = FileSettings({"WECOM_CONSOLE_HOME": str(tmp_path)}).read()
    assert (Settings(), False) == (found, path.exists())


def test_who_another_process_added_to_the_team_stays(tmp_path: Path) -> None:
    """Though the window adds somebody and takes somebody out, and has not seen them."""
    window = FileSettings({"WECOM_CONSOLE_HOME": str(tmp_path)})
    alice, bob, carol, dave = ((name, f"age1{name}") for name in ("alice", "bob", "carol", "dave"))
    window.write(window.read()._replace(team=(alice, bob)))
    other = SettingsFile(tmp_path / "settings.json", clock=lambda: 1.7e9)
    other.save(other.load().settings._replace(team=(alice, bob, carol)))
    window.write(window.read()._replace(team=(bob, dave)))
    assert (bob, carol, dave) == other.load().settings.team == window.read().team
