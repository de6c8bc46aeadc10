"""A QR code in a picture."""

import subprocess
import sys
from pathlib import Path

import pytest
import segno
from PySide6.QtGui import QImage

from pasted.samples import SCHEMA
from wecom_console.pasted import pictures
from wecom_console.pasted.pictures import PictureUnreadable, texts_in_picture

LINK = f"{SCHEMA}://sso?errcode=0&code=abc&state=\u4f01"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A picture of a link."""
    file = tmp_path / "code.png"
    segno.make(LINK).save(str(file), scale=4)
    return file


def test_the_code_is_read(code: Path) -> None:
    """As a phone would."""
    assert (LINK,) == texts_in_picture(code)


@pytest.mark.parametrize("suffix", ["jpg", "bmp", "png"])
def test_other_formats_are_read(code: Path, suffix: str) -> None:
    """By their content; the name does not count."""
    file = code.with_name(f"picture.{suffix}")
    QImage(str(code)).convertToFormat(QImage.Format.Format_RGB32).save(str(file))
    assert (LINK,) == texts_in_picture(file.rename(code.with_name("picture.dat")))


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    """As in a page."""
    file = tmp_path / "code.png"
    segno.make(LINK).save(str(file), scale=4, light=None)
    assert (LINK,) == texts_in_picture(file)


def test_all_codes_are_read(tmp_path: Path) -> None:
    """From top to bottom."""
    page = QImage(500, 900, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFFFF)
    for number in range(2):
        file = tmp_path / f"{number}.png"
        segno.make(f"https://{number}.example.com/", micro=False).save(str(file), scale=5)
        small = QImage(str(file))
        for y in range(small.height()):
            for x in range(small.width()):
                page.setPixel(100 + x, 50 + number * 400 + y, small.pixel(x, y))
    page.save(str(tmp_path / "page.png"))
    assert ("https://0.example.com/", "https://1.example.com/") == texts_in_picture(
        tmp_path / "page.png"
    )


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\nrubbish", b"GIF89a", SVG.encode()])
def test_what_is_no_picture(tmp_path: Path, content: bytes) -> None:
    """A value, not an exception; an SVG is a document."""
    file = tmp_path / "code.png"
    file.write_bytes(content)
    assert PictureUnreadable("format") == texts_in_picture(file)


def test_a_cut_picture(code: Path) -> None:
    """Is no picture, or one without a code."""
    code.write_bytes(code.read_bytes()[:120])
    assert isinstance(texts_in_picture(code), PictureUnreadable)


def test_a_picture_without_a_code(tmp_path: Path) -> None:
    """Is said to be that."""
    file = tmp_path / "blank.png"
    blank = QImage(40, 40, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFFFF)
    blank.save(str(file))
    assert PictureUnreadable("no_code") == texts_in_picture(file)


@pytest.mark.parametrize("limit", ["PIXEL_LIMIT", "BYTES_LIMIT"])
def test_a_picture_that_is_too_big(code: Path, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is not decoded."""
    monkeypatch.setattr(pictures, limit, 100)
    assert PictureUnreadable("too_big") == texts_in_picture(code)


@pytest.mark.parametrize("name", ["none.png", "nul\0.png"])
def test_a_picture_that_is_not_there(tmp_path: Path, name: str) -> None:
    """Is said to be missing."""
    assert PictureUnreadable("missing") == texts_in_picture(tmp_path / name)


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    """Whatever its name."""
    assert PictureUnreadable("format") == texts_in_picture(tmp_path)


def test_neither_window_nor_screen_is_needed(code: Path) -> None:
    """The command line has none; and Qt is loaded for a picture only."""
    script = (
        "import sys, pathlib\n"
        "from wecom_console.pasted.pictures import texts_in_picture\n"
        "assert not {'PySide6', 'zxingcpp'} & sys.modules.keys()\n"
        "sys.stdout.buffer.write(texts_in_picture(pathlib.Path(sys.argv[1]))[0].encode())\n"
    )
    argv = [sys.executable, "-c", script, str(code)]
    ended = subprocess.run(argv, capture_output=True, check=True)
    assert LINK.encode() == ended.stdout
