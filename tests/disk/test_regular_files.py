"""What lies at a path is looked at before it is read."""

import os
from pathlib import Path

import pytest

from wecom_console.disk import regular_files
from wecom_console.disk.regular_files import (
    NotRegularError,
    open_descriptor,
    open_regular,
    read_regular,
)


def test_a_file_is_read(tmp_path: Path) -> None:
    """As it is."""
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert b"abc" == read_regular(path, 3)


def test_one_byte_more_than_the_limit_tells_a_larger_file(tmp_path: Path) -> None:
    """And no more of it is read."""
    path = tmp_path / "a"
    path.write_bytes(b"abcdef")
    assert b"abcd" == read_regular(path, 3)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/full", "fifo"])
def test_a_device_or_a_pipe_is_not_read(tmp_path: Path, name: str) -> None:
    """Neither would ever end."""
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(NotRegularError) as told:
        read_regular(tmp_path / name, 3)
    assert ("special", "Not a regular file") == (told.value.kind, told.value.strerror)


def test_what_calls_itself_a_file_and_has_nothing_to_give_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``/proc/kmsg`` does, which only root may read."""
    os.mkfifo(tmp_path / "fifo")
    writer = os.open(tmp_path / "fifo", os.O_RDWR)
    monkeypatch.setattr(regular_files, "refuse_others", lambda *_: None)
    with pytest.raises(NotRegularError):
        read_regular(tmp_path / "fifo", 3)
    with open_regular(tmp_path / "fifo") as file, pytest.raises(NotRegularError):
        file.read(3)
    os.close(writer)


def test_a_folder_is_told_as_one(tmp_path: Path) -> None:
    """In the system's words."""
    with pytest.raises(NotRegularError) as told:
        open_regular(tmp_path)
    assert ("folder", "Is a directory") == (told.value.kind, told.value.strerror)


def test_a_link_is_followed_only_where_it_may_be(tmp_path: Path) -> None:
    """Somebody may have put it there since."""
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "link").symlink_to("a")
    assert b"abc" == read_regular(tmp_path / "link", 3)
    with pytest.raises(OSError, match="symbolic links"):
        read_regular(tmp_path / "link", 3, follows_links=False)


def test_a_new_file_is_made_where_that_is_wanted(tmp_path: Path) -> None:
    """And else missed."""
    os.close(open_descriptor(tmp_path / "new", os.O_RDWR | os.O_CREAT))
    assert b"" == read_regular(tmp_path / "new", 3)
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "missing")
