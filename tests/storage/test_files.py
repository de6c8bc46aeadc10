"""Whole files, and damaged ones set aside."""

from pathlib import Path

import pytest

from wecom_console.storage.files import name_set_aside, write_atomically


def test_the_new_content_replaces_the_old(tmp_path: Path) -> None:
    """A written file holds exactly what was given."""
    path = tmp_path / "a.json"
    path.write_bytes(b"old and longer")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


def test_no_temporary_file_stays(tmp_path: Path) -> None:
    """Neither after success nor after failure."""
    write_atomically(tmp_path / "a.json", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="irectory"):
        write_atomically(tmp_path / "folder", b"x")
    assert ["a.json", "folder"] == sorted(p.name for p in tmp_path.iterdir())


def test_a_name_set_aside_tells_when(tmp_path: Path) -> None:
    """UTC, sortable, without characters that Windows refuses."""
    assert "a.db.damaged-20231114T221320Z" == name_set_aside(tmp_path / "a.db", at=1.7e9).name


def test_a_name_set_aside_is_always_free(tmp_path: Path) -> None:
    """Two damaged files in one second do not overwrite each other."""
    path = tmp_path / "a.db"
    name_set_aside(path, at=1.7e9).touch()
    assert "a.db.damaged-20231114T221320Z-2" == name_set_aside(path, at=1.7e9).name
