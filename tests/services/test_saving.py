"""Results in a file: there or not, and why not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wecom_console.services.saving import save_bytes, save_stream, save_together


def test_a_file_that_is_written_has_nothing_to_say(tmp_path: Path) -> None:
    """Bytes or a text piece by piece."""
    told = (
        save_bytes(tmp_path / "a", b"abc"),
        save_stream(tmp_path / "b", lambda write: [write("企"), write("\ud800")]),
    )
    assert (None, None) == told
    assert ("abc", "企?") == ((tmp_path / "a").read_text(), (tmp_path / "b").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing/a", "No such file or directory: {folder}/missing"),
        ("folder", "Is a directory"),
        ("file/a", "Not a directory"),
        ("a\0b", "ValueError"),
        ("/dev/full", "No space left on device"),
        ("x" * 256, "File name too long"),
    ],
)
def test_what_the_system_says_is_told(tmp_path: Path, name: str, reason: str) -> None:
    """With the folder where it is that which takes no file."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    expected = reason.format(folder=tmp_path)
    path = tmp_path / name
    assert (expected, expected) == (
        save_bytes(path, b"x"),
        save_stream(path, lambda write: write("x")),
    )


def test_of_two_files_both_are_there_or_none(tmp_path: Path) -> None:
    """A file without its signature would pass for one that was never signed."""
    (tmp_path / "out.sig").mkdir()
    told = save_together((tmp_path / "out", b"new"), (tmp_path / "out.sig", b"sig"))
    assert ("Is a directory", ["out.sig"]) == (told, [p.name for p in tmp_path.iterdir()])


def test_a_stream_that_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    """Half of a report looks like one."""

    def produce(write: Callable[[str], object]) -> None:
        write("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_stream(tmp_path / "a", produce)
    assert [] == list(tmp_path.iterdir())
