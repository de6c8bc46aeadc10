"""Pictures of every kind that somebody may have, and of some that somebody may have made."""

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
import segno
from PySide6.QtGui import QImage, QTransform

from wecom_console.gui import picture_pixels
from wecom_console.gui.picture_pixels import read_pixels
from wecom_console.pasted.pictures import PictureUnreadable, Pixels, texts_in_picture

LINK = "https://login.example.com/?state=\u4f01"
PNG = b"\x89PNG\r\n\x1a\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def texts(file: Path) -> tuple[str, ...] | PictureUnreadable:
    """What is in a picture."""
    return texts_in_picture(file, read_pixels)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A picture of a link."""
    file = tmp_path / "code.png"
    segno.make(LINK).save(str(file), scale=4)
    return file


def chunk(kind: bytes, data: bytes) -> bytes:
    """A piece of a PNG."""
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    """A PNG of these rows."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    packed = chunk(b"IDAT", zlib.compress(rows))
    return PNG + chunk(b"IHDR", head) + packed + chunk(b"IEND", b"")


# --- what somebody may have ---------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["jpg", "bmp", "png", "webp"])
def test_each_format_is_read(code: Path, suffix: str) -> None:
    """By its content; the name does not count."""
    file = code.with_name(f"picture.{suffix}")
    assert QImage(str(code)).convertToFormat(QImage.Format.Format_RGB32).save(str(file))
    assert (LINK,) == texts(file.rename(code.with_name("picture.dat")))


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    """As in a page."""
    file = tmp_path / "code.png"
    segno.make(LINK).save(str(file), scale=4, light=None)
    assert (LINK,) == texts(file)


def test_sixteen_bits_a_channel_are_read(tmp_path: Path) -> None:
    """Scanners make them."""
    rows = [bytes(0 if module else 255 for module in row) for row in _modules()]
    wide = b"".join(b"\0" + b"".join(bytes((v, v)) * 3 for v in row) for row in rows)
    file = tmp_path / "code.png"
    file.write_bytes(png(len(rows[0]), len(rows), 16, 2, wide))
    assert (LINK,) == texts(file)


def test_print_colours_are_read(code: Path) -> None:
    """A JPEG in cyan, magenta, yellow and black."""
    file = code.with_name("code.jpg")
    assert QImage(str(code)).convertToFormat(QImage.Format.Format_CMYK8888).save(str(file))
    assert (LINK,) == texts(file)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_picture_lies_as_it_was_taken(code: Path, degrees: int) -> None:
    """The note in it that says how to turn it is not needed."""
    file = code.with_name("code.jpg")
    turned = QImage(str(code)).transformed(QTransform().rotate(degrees))
    assert turned.convertToFormat(QImage.Format.Format_RGB32).save(str(file))
    assert (LINK,) == texts(file)


@pytest.mark.parametrize("ending", [b"", b"\x21\xf9\x04\x08\x0a\0\0\0"])
def test_of_several_pictures_the_first_counts(tmp_path: Path, ending: bytes) -> None:
    """A GIF that moves, and one that ends before its second picture."""
    rows = [[int(not module) for module in row] for row in _modules()]
    frame = _gif_frame(rows)
    head = struct.pack("<HHBBB", len(rows[0]), len(rows), 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    blank = b"" if ending else _gif_frame([[1] * len(row) for row in rows]) + b";"
    file = tmp_path / "code.gif"
    file.write_bytes(b"GIF89a" + head + frame + ending + blank)
    assert (LINK,) == texts(file)


def _modules() -> list[list[int]]:
    return [[int(m) for m in row] for row in segno.make(LINK).matrix_iter(scale=4, border=4)]


def _gif_frame(rows: list[list[int]]) -> bytes:
    """A picture of two colours, in codes of three bits that never grow."""
    bits, count = 0, 0
    for place, value in enumerate(value for row in rows for value in row):
        for token in (4, value) if place % 2 == 0 else (value,):
            bits |= token << count
            count += 3
    bits |= 5 << count
    packed = bits.to_bytes((count + 3 + 7) // 8, "little")
    blocks = (packed[at : at + 255] for at in range(0, len(packed), 255))
    data = b"".join(bytes((len(block),)) + block for block in blocks)
    return b"," + struct.pack("<HHHHB", 0, 0, len(rows[0]), len(rows), 0) + b"\x02" + data + b"\0"


def test_each_row_is_as_long_as_the_picture_is_wide(tmp_path: Path) -> None:
    """Qt fills them up."""
    file = tmp_path / "three.png"
    file.write_bytes(png(3, 2, 8, 0, b"\0\x01\x02\x03\0\x04\x05\x06"))
    assert Pixels(3, 2, b"\x01\x02\x03\x04\x05\x06") == read_pixels(file.read_bytes())


# --- what somebody may have made ----------------------------------------------------------------


@pytest.mark.parametrize(
    "content", [b"", PNG + b"rubbish", b"GIF89a", SVG.encode(), b"P5 1 1 255 x", b"\xff\xd8\xff"]
)
def test_what_is_no_picture(content: bytes) -> None:
    """A value, not an exception; an SVG is a document, and other formats are nobody's screen."""
    assert PictureUnreadable("format") == read_pixels(content)


@pytest.mark.parametrize("kind", ["png", "jpg", "bmp", "webp"])
def test_a_cut_picture_is_judged(code: Path, kind: str) -> None:
    """Wherever it is cut: it cannot be read, has no code, or shows enough of it."""
    file = code.with_name(f"whole.{kind}")
    QImage(str(code)).convertToFormat(QImage.Format.Format_RGB32).save(str(file))
    content = file.read_bytes()
    judged = [read_pixels(content[:length]) for length in range(0, len(content), 37)]
    assert [] == [one for one in judged if not isinstance(one, Pixels | PictureUnreadable)]
    assert PictureUnreadable("format") == judged[1]


def test_a_picture_of_huge_size_is_not_decoded() -> None:
    """Some hundred bytes that ask for gigabytes."""
    assert PictureUnreadable("too_big") == read_pixels(png(50_000, 50_000, 8, 0, b"\0" * 99))
    assert PictureUnreadable("format") == read_pixels(png(2**31 - 1, 1, 8, 0, b"\0" * 99))


def test_the_most_pixels_are_not_too_big(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One less is too little."""
    content = code.read_bytes()
    size = QImage(str(code)).size()
    monkeypatch.setattr(picture_pixels, "PIXEL_LIMIT", size.width() * size.height())
    assert isinstance(read_pixels(content), Pixels)
    monkeypatch.setattr(picture_pixels, "PIXEL_LIMIT", size.width() * size.height() - 1)
    assert PictureUnreadable("too_big") == read_pixels(content)


# --- where there is no window -------------------------------------------------------------------


def test_neither_window_nor_screen_is_needed(code: Path) -> None:
    """The command line has none."""
    script = (
        "import sys, pathlib\n"
        "from wecom_console.__main__ import read_pixels\n"
        "from wecom_console.pasted.pictures import texts_in_picture\n"
        "assert 'PySide6' not in sys.modules\n"
        "found = texts_in_picture(pathlib.Path(sys.argv[1]), read_pixels)\n"
        "sys.stdout.buffer.write(found[0].encode())\n"
    )
    argv = [sys.executable, "-c", script, str(code)]
    ended = subprocess.run(argv, capture_output=True, check=True, env={})
    assert LINK.encode() == ended.stdout


def test_without_qt_that_is_said(code: Path) -> None:
    """By a sentence and exit 3, whichever of its libraries is missing."""
    script = (
        "import sys\n"
        "sys.modules['PySide6.QtGui'] = None\n"
        "from wecom_console.__main__ import main\n"
        "sys.exit(main(['--lang', 'en', 'explain', '--file', sys.argv[1]]))\n"
    )
    argv = [sys.executable, "-c", script, str(code)]
    ended = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (3, True) == (ended.returncode, "cannot be read here" in ended.stderr)
