"""Whole files, and damaged ones set aside."""

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from wecom_console.storage import files
from wecom_console.storage.files import name_set_aside, write_atomically, written_whole


def write(path: Path, data: bytes = b"new") -> None:
    with written_whole(path) as file:
        file.write(data)


def break_off(path: Path) -> None:
    with written_whole(path) as file:
        file.write(b"half")
        raise OSError("no space")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


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
    assert ["a.json", "folder"] == names(tmp_path)


def test_a_file_of_the_programs_own_is_for_its_user_alone(tmp_path: Path) -> None:
    """Also one that others could read."""
    path = tmp_path / "a.json"
    path.touch(mode=0o644)
    write_atomically(path, b"new")
    assert 0o600 == mode(path)


@pytest.mark.parametrize("is_there", [False, True], ids=["new", "over another"])
def test_a_file_appears_whole_at_the_end(tmp_path: Path, is_there: bool) -> None:
    """Before that there is what there was."""
    path = tmp_path / "a"
    if is_there:
        path.write_bytes(b"old")
    with written_whole(path) as file:
        file.write(b"new" * 100_000)
        file.flush()
        before = path.read_bytes() if path.exists() else None
    assert (b"old" if is_there else None, b"new" * 100_000) == (before, path.read_bytes())


@pytest.mark.parametrize("is_there", [False, True], ids=["new", "over another"])
def test_a_writer_who_fails_leaves_nothing(tmp_path: Path, is_there: bool) -> None:
    """Neither half a file nor a draft."""
    path = tmp_path / "a"
    if is_there:
        path.write_bytes(b"old")
    with pytest.raises(OSError, match="no space"):
        break_off(path)
    assert ["a"] * is_there == names(tmp_path)
    assert not is_there or path.read_bytes() == b"old"


@pytest.mark.parametrize("is_there", [False, True], ids=["new", "over another"])
def test_a_killed_writer_leaves_nothing_half(tmp_path: Path, is_there: bool) -> None:
    """And the next one takes away what it left beside the file."""
    path = tmp_path / "a"
    if is_there:
        path.write_bytes(b"old")
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from wecom_console.storage.files import written_whole\n"
        "with written_whole(Path(sys.argv[1])) as file:\n"
        " file.write(b'half'); file.flush(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    found = path.read_bytes() if path.exists() else None
    assert (-signal.SIGKILL, b"old" if is_there else None) == (ended.returncode, found)
    assert is_there + 1 == len(names(tmp_path))
    write(path)
    assert ["a"] == names(tmp_path)


def test_a_new_file_has_the_rights_that_the_umask_leaves(tmp_path: Path) -> None:
    """As from any other program."""
    before = os.umask(0o027)
    try:
        write(tmp_path / "a")
    finally:
        os.umask(before)
    assert 0o640 == mode(tmp_path / "a")


def test_a_replaced_file_keeps_its_rights(tmp_path: Path) -> None:
    """Those that somebody gave it, and more about it where the system keeps that."""
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o604)
    write(path)
    assert (0o604, b"new") == (mode(path), path.read_bytes())


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder would allow it."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    real = os.open

    def refuse(name: Path, flags: int, *rest: int) -> int:
        if Path(name) == path and flags & os.O_ACCMODE != os.O_RDONLY:
            raise PermissionError(13, "Permission denied", name)
        return real(name, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PermissionError):
        write(path)
    assert (b"old", ["a"]) == (path.read_bytes(), names(tmp_path))


def test_a_folder_that_takes_no_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file itself could be written, and would then not be whole at any moment."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    real = os.open

    def refuse(name: Path, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied", name)
        return real(name, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PermissionError) as told:
        write(path)
    assert (str(tmp_path), b"old") == (told.value.filename, path.read_bytes())


@pytest.mark.parametrize("is_there", [False, True], ids=["to nothing yet", "to a file"])
def test_a_link_goes_on_leading_to_its_file(tmp_path: Path, is_there: bool) -> None:
    """The file at its end is written."""
    link, target = tmp_path / "link", tmp_path / "sub" / "a"
    target.parent.mkdir()
    if is_there:
        target.write_bytes(b"old")
    link.symlink_to(target)
    write(link)
    assert (True, b"new") == (link.is_symlink(), target.read_bytes())
    write_atomically(link, b"newer")
    assert (True, b"newer") == (link.is_symlink(), target.read_bytes())


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    """In the system's words."""
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError, match="symbolic links"):
        write(tmp_path / "loop")


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """And stays one."""
    path = tmp_path / "fifo"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write(path)
    reader.join()
    assert ([b"new"], True) == (read, path.is_fifo())


def test_a_pipe_that_nobody_reads_from_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For longer than a reader may need to start."""
    monkeypatch.setattr(files, "_READER_S", 0.01)
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(BrokenPipeError):
        write(tmp_path / "fifo")


def test_a_full_device_says_so() -> None:
    """With nothing left behind."""
    with pytest.raises(OSError, match="No space"):
        write(Path("/dev/full"))


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
def test_the_standard_output_is_gone_on_with(tmp_path: Path, name: str) -> None:
    """A file that the shell has opened for it keeps what is in it."""
    (tmp_path / "link").symlink_to("/dev/stdout")
    code = (
        "import sys; from pathlib import Path;"
        "from wecom_console.storage.files import written_whole\n"
        "with written_whole(Path(sys.argv[1])) as file:\n"
        " file.write(b'new')"
    )
    log = tmp_path / "log"
    log.write_bytes(b"before ")
    with log.open("ab") as out:
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], stdout=out, check=True)
        out.write(b" after")
    assert b"before new after" == log.read_bytes()


def test_a_device_in_place_of_our_own_file_stays(tmp_path: Path) -> None:
    """Whoever linked the settings to it does not want them kept."""
    (tmp_path / "settings.json").symlink_to("/dev/null")
    with pytest.raises(OSError, match="Not a regular file"):
        write_atomically(tmp_path / "settings.json", b"x")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["x" * 255, "企业微信" * 21])
def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path, name: str) -> None:
    """Its draft's is shorter."""
    write(tmp_path / name)
    assert [name] == names(tmp_path)


def test_a_name_set_aside_tells_when(tmp_path: Path) -> None:
    """UTC, sortable, without characters that Windows refuses."""
    assert "a.db.damaged-20231114T221320Z" == name_set_aside(tmp_path / "a.db", at=1.7e9).name


def test_a_name_set_aside_is_always_free(tmp_path: Path) -> None:
    """Two damaged files in one second do not overwrite each other."""
    path = tmp_path / "a.db"
    name_set_aside(path, at=1.7e9).touch()
    assert "a.db.damaged-20231114T221320Z-2" == name_set_aside(path, at=1.7e9).name
