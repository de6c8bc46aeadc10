"""`gallery`: for those who work on the window, so no list names it."""

import errno

import pytest

from cli.support import CommandLine
from wecom_console import __main__ as front
from wecom_console.cli import app
from wecom_console.messages.catalogue import load_messages


def shown(monkeypatch: pytest.MonkeyPatch, *argv: str, ended: int | None) -> list[object]:
    """The exit code, and what the gallery was asked for."""
    asked: list[object] = []

    def show(language: str, folder: str) -> int | None:
        asked.extend((language, folder))
        return ended

    monkeypatch.setenv("WECOM_CONSOLE_LANG", "")
    return [app.main(argv, show_gallery=show), *asked]


def test_it_opens_in_the_language_of_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its end is the command's."""
    told = shown(monkeypatch, "gallery", "--lang", "zh_CN", ended=0)
    assert [0, "zh_CN", ""] == told


def test_pictures_go_into_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is named."""
    told = shown(monkeypatch, "--lang", "en", "gallery", "--snapshot", "out", ended=0)
    assert [0, "en", "out"] == told


def test_a_folder_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its name, with what the system says."""

    def show(_language: str, _folder: str) -> int | None:
        raise PermissionError(errno.EACCES, "Permission denied")

    code = app.main(["--lang", "en", "gallery", "--snapshot", "out"], show_gallery=show)
    sentence = load_messages("en").text("cli.not_written", path="out", reason="Permission denied")
    assert (4, f"{sentence}\n") == (code, capsys.readouterr().err)


def test_no_screen_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the words that the window has for it."""
    told = shown(monkeypatch, "--lang", "en", "gallery", ended=None)
    sentence = load_messages("en").text("cli.no_screen")
    assert ([4, "en", ""], f"{sentence}\n") == (told, capsys.readouterr().err)


def test_without_qt_it_says_so(run: CommandLine) -> None:
    """The command line's own caller has none."""
    ended = run("gallery")
    assert (4, "") == (ended.code, ended.out)
    assert load_messages("en").text("cli.gallery.no_qt") in ended.err


def test_help_does_not_list_it(run: CommandLine) -> None:
    """Asked for by name it has one."""
    assert ("gallery" in run("--help").out, "--snapshot" in run("gallery", "--help").out) == (
        False,
        True,
    )


def test_the_front_door_looks_for_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Qt is asked for one."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(front, "has_screen", lambda _: False)
    assert front.show_gallery("en", "") is None
