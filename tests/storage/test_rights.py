"""The data folder is its user's alone, also one that was made otherwise."""

import os
import stat
import sys
from pathlib import Path

import pytest

from wecom_console.services.context import Services
from wecom_console.storage.paths import keep_private, open_to_others

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")

OURS = (
    *("console.db", "console.db-wal", "console.lock", "settings.json", ".settings.json-ab12"),
    *("secrets.age", "secrets.lock", "attempts.json", "last-import.jsonl", "window.open"),
    "console.db.damaged-20260102T030405Z",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that everybody may read."""
    made = tmp_path / "data"
    made.mkdir()
    for name in OURS:
        (made / name).touch(mode=0o644)
        (made / name).chmod(0o644)
    made.chmod(0o755)
    return made


def rights(place: Path) -> int:
    return stat.S_IMODE(place.lstat().st_mode)


def test_an_old_folder_gets_the_rights_of_a_new_one(folder: Path) -> None:
    """Folder and files."""
    keep_private(folder)
    assert (0o700, {0o600}) == (rights(folder), {rights(folder / name) for name in OURS})


def test_a_folder_with_other_things_in_it_keeps_its_own(folder: Path) -> None:
    """It may be a home; our files in it are private all the same."""
    (folder / "letter.txt").touch(mode=0o644)
    (folder / "letter.txt").chmod(0o644)
    keep_private(folder)
    places = (folder, folder / "letter.txt", folder / "settings.json")
    assert [0o755, 0o644, 0o600] == [rights(place) for place in places]


def test_what_a_link_leads_to_is_left_alone(folder: Path, tmp_path: Path) -> None:
    """It is not in the folder."""
    outside = tmp_path / "outside"
    outside.touch()
    outside.chmod(0o644)
    (folder / "settings.json").unlink()
    (folder / "settings.json").symlink_to(outside)
    keep_private(folder)
    assert 0o644 == rights(outside)


def test_what_is_open_to_others_is_named(folder: Path) -> None:
    """The folder first; nothing where it is closed."""
    (folder / "letter.txt").touch()
    keep_private(folder)
    before = open_to_others(folder)
    folder.chmod(0o700)
    assert ((str(folder),), ()) == (before, open_to_others(folder))


def test_opening_the_store_closes_the_folder(folder: Path) -> None:
    """Every command that uses it does so."""
    (folder / "console.db.damaged-20260102T030405Z").unlink()
    services = Services({"WECOM_CONSOLE_HOME": str(folder)})
    services.profiles.list()
    services.close()
    found = {name: rights(folder / name) for name in os.listdir(folder)}
    assert (0o700, {0o600}) == (rights(folder), set(found.values()))


def test_a_new_folder_holds_nothing_for_others(tmp_path: Path) -> None:
    """Its locks neither."""
    services = Services({"WECOM_CONSOLE_HOME": str(tmp_path / "new")})
    services.profiles.list()
    found = {rights(tmp_path / "new" / name) for name in os.listdir(tmp_path / "new")}
    services.close()
    assert (0o700, {0o600}) == (rights(tmp_path / "new"), found)
