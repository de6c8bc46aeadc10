"""What `dev.py` makes of the system it runs on (packaging/dev_system.py)."""

import os
from collections.abc import Mapping
from pathlib import Path

import dev_system
import pytest

from architecture.checkout import ROOT

LDD = """\
\tlinux-vdso.so.1 (0x00007ffc)
\tlibQt6Core.so.6 => /opt/PySide6/Qt/lib/libQt6Core.so.6 (0x00007f1)
\tlibEGL.so.1 => not found
\tlibxcb-cursor.so.0 => not found
/opt/PySide6/Qt/lib/libQt6Svg.so.6:
\tlibEGL.so.1 => not found
\tlibunheardof.so.7 => not found
"""


def test_missing_libraries_are_read_from_ldd() -> None:
    """Each library that the loader did not find is named once."""
    expected = ["libEGL.so.1", "libxcb-cursor.so.0", "libunheardof.so.7"]
    assert expected == dev_system.missing_libraries(LDD)


def test_a_complete_system_lacks_nothing() -> None:
    """Where every library was found there is nothing to install."""
    assert [] == dev_system.missing_libraries(LDD.replace("not found", "/usr/lib/x.so (0x1)"))


def test_packages_are_those_of_the_libraries() -> None:
    """Two libraries of one package ask for it once; an unknown library asks for none."""
    libraries = ["libgthread-2.0.so.0", "libEGL.so.1", "libglib-2.0.so.0", "libunheardof.so.7"]
    assert ["libegl1", "libglib2.0-0"] == dev_system.debian_packages(libraries)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ["offscreen"]),
        ({"DISPLAY": ""}, ["offscreen"]),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["wayland", "xcb"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, ["offscreen"]),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, ["vnc"]),
        ({"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":0"}, ["wayland", "xcb"]),
    ],
)
def test_the_session_decides_the_platform(environ: Mapping[str, str], expected: list[str]) -> None:
    """Only what this session can open a window with has to be there."""
    assert expected == dev_system.platform_plugins(environ)


def test_screenless_leaves_the_screen_out() -> None:
    """No screen and no personal look reaches the tests and pictures."""
    own = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "QT_SCALE_FACTOR": "2", "LANG": "en_GB.UTF-8"}
    expected = {"LANG": "en_GB.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    assert expected == dev_system.screenless(own)


def test_what_is_compiled_is_kept() -> None:
    """Whatever the machine's own setting is: hundreds of processes would compile it again."""
    environ = {"LANG": "en_GB.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    assert "PYTHONDONTWRITEBYTECODE" not in dev_system.screenless(environ)


def test_screenless_speaks_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt warns about a locale that is not UTF-8, and a warning fails a test."""
    monkeypatch.setattr(dev_system, "is_linux", lambda: True)
    assert "C.UTF-8" == dev_system.screenless({"LANG": "C"})["LC_ALL"]


def test_nothing_is_installed_where_asking_would_be_needed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without root and without a sudo that needs no password, apt is not called."""
    sudo = tmp_path / "sudo"
    sudo.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 0\n", encoding="ascii")
    for program in tmp_path.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    monkeypatch.setattr(dev_system, "is_linux", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not dev_system.install_debian(["libegl1"], "a library")


def test_packages_are_installed_through_apt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A first failure fetches the package lists and tries once more."""
    journal = tmp_path / "journal"
    apt = tmp_path / "apt-get"
    apt.write_text(
        f'#!/bin/sh\necho "$3 $6" >> {journal}\n[ "$3" = update ] || grep -q update {journal}\n',
        encoding="ascii",
    )
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setattr(dev_system, "is_linux", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert dev_system.install_debian(["libegl1"], "a library")
    expected = ["install libegl1", "update", "install libegl1"]
    assert expected == [line.strip() for line in journal.read_text().splitlines()]


def test_tests_without_their_program_are_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said which tests do not run, why, and what to do about it."""
    (tmp_path / "chromium").write_text("#!/bin/sh\n", encoding="ascii")
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    left_out = dev_system.tests_to_leave_out(may_install=False)
    assert ["*test_secret_service.py", "*with_curl*"] == left_out
    assert "sudo apt install dbus-daemon gnome-keyring curl\n" in capsys.readouterr().err


def test_what_is_left_out_exists() -> None:
    """Each pattern leaves out a file of tests."""
    patterns = {pattern for _, _, pattern in dev_system.TEST_PROGRAMS}
    assert [] == [one for one in sorted(patterns) if not list((ROOT / "tests").rglob(one))]
