"""The composition of both faces: the data folder is left tidy."""

import os
from pathlib import Path

import pytest

from wecom_console.disk.leftovers import new_draft
from wecom_console.services.context import Services
from wecom_console.storage.secrets.session_store import SessionStore

LONG_AGO = 1_000_000_000
ONE_OF_OURS = ("settings.json", "secrets.age", "attempts.json")


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return Services({"WECOM_CONSOLE_HOME": str(tmp_path)}, keyring=SessionStore())


def leave_drafts(folder: Path) -> None:
    """Of this version and of the one before."""
    for name in ONE_OF_OURS:
        _, descriptor = new_draft(folder / name, 0o600)
        os.close(descriptor)
        (folder / f".{name}-a1b2c3d4").touch()
        os.utime(folder / f".{name}-a1b2c3d4", (LONG_AGO, LONG_AGO))


def test_a_window_sweeps_what_a_killed_process_left(services: Services, tmp_path: Path) -> None:
    """At its start: a half-written vault may be encrypted for a key that was given up."""
    leave_drafts(tmp_path)
    services.tidy()
    assert [] == [name for name in os.listdir(tmp_path) if name.startswith(".")]
    services.close()


def test_a_command_sweeps_what_a_killed_process_left(services: Services, tmp_path: Path) -> None:
    """At its end, also where it did not open the store."""
    leave_drafts(tmp_path)
    services.close()
    assert [] == os.listdir(tmp_path)


def test_what_a_neighbour_writes_stays(services: Services, tmp_path: Path) -> None:
    """It is at it now."""
    draft, descriptor = new_draft(tmp_path / "secrets.age", 0o600)
    services.close()
    assert [draft.name] == os.listdir(tmp_path)
    os.close(descriptor)


def test_a_folder_that_nobody_needed_is_not_made(tmp_path: Path) -> None:
    """Asking for nothing leaves no trace."""
    home = tmp_path / "home"
    Services({"WECOM_CONSOLE_HOME": str(home)}, keyring=SessionStore()).close()
    assert not home.exists()
