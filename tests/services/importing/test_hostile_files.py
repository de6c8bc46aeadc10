"""Whatever lies in a file, an import gives a value and stores nothing."""

from pathlib import Path

import pytest

from services.importing.hostile_files import SOUND, hostile_paths, looked_at
from wecom_console.services.context import Services
from wecom_console.storage.secrets.session_store import SessionStore


@pytest.mark.parametrize("seed", range(4))
def test_no_file_raises_and_none_is_stored(tmp_path: Path, seed: int) -> None:
    """Truncated, flipped, nested, huge, in other encodings, with links and signatures."""
    services = Services({"WECOM_CONSOLE_HOME": str(tmp_path / "home")}, keyring=SessionStore())
    folder = tmp_path / "files"
    folder.mkdir()
    kinds = {looked_at(services, path) for path in hostile_paths(folder, 100, seed)}
    assert (kinds, list(services.profiles.list())) == ({"FileProblem", "ImportPreview"}, [])
    services.close()


def test_before_they_are_harmed_all_of_them_are_sound(tmp_path: Path) -> None:
    """Else nothing would be tested but the first check."""
    services = Services({"WECOM_CONSOLE_HOME": str(tmp_path / "home")}, keyring=SessionStore())
    for suffix, data in SOUND.items():
        path = tmp_path / f"file{suffix}"
        path.write_bytes(data)
        assert "ImportPreview" == looked_at(services, path)
    services.close()
