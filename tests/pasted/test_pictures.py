"""A QR code in a picture, whoever decodes the picture."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import segno

from pasted.samples import SCHEMA
from wecom_console.pasted import pictures
from wecom_console.pasted.pictures import (
    PictureUnreadable,
    Pixels,
    nothing_reads,
    texts_in_picture,
)

LINK = f"{SCHEMA}://sso?errcode=0&code=abc&state=\u4f01"


def drawn(*texts: str) -> Pixels:
    """A page with the codes of these texts, one below the other, as wide as the widest."""
    codes = [segno.make(text, micro=False) for text in texts]
    width = max(code.symbol_size(scale=4)[0] for code in codes)
    rows = [
        bytes(0 if module else 255 for module in row).ljust(width, b"\xff")
        for code in codes
        for row in code.matrix_iter(scale=4, border=4)
    ]
    return Pixels(width, len(rows), b"".join(rows))


def read(path: Path, pixels: Pixels | PictureUnreadable) -> tuple[str, ...] | PictureUnreadable:
    """What is in a picture of these pixels."""
    return texts_in_picture(path, lambda _content: pixels)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Something to read."""
    file = tmp_path / "code.png"
    file.write_bytes(b"content")
    return file


def test_the_code_is_read(file: Path) -> None:
    """As a phone would."""
    assert (LINK,) == read(file, drawn(LINK))


def test_all_codes_are_read(file: Path) -> None:
    """From top to bottom."""
    links = ("https://0.example.com/", "https://1.example.com/path", "https://2.example.com/")
    assert links == read(file, drawn(*links))


@pytest.mark.parametrize(("width", "height"), [(40, 40), (1, 1), (9_999, 1), (1, 9_999)])
def test_a_picture_without_a_code(file: Path, width: int, height: int) -> None:
    """Is said to be that."""
    blank = Pixels(width, height, b"\xff" * (width * height))
    assert PictureUnreadable("no_code") == read(file, blank)


def test_the_content_is_handed_on(file: Path) -> None:
    """Whole; its name does not count."""
    handed: list[bytes] = []

    def reader(content: bytes) -> PictureUnreadable:
        handed.append(content)
        return PictureUnreadable("format")

    assert PictureUnreadable("format") == texts_in_picture(file, reader)
    assert [b"content"] == handed


def test_without_a_reader_nothing_is_read(file: Path) -> None:
    """And that is said."""
    assert PictureUnreadable("no_reader") == texts_in_picture(file, nothing_reads)


def test_a_file_that_is_too_big(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is not read."""
    monkeypatch.setattr(pictures, "BYTES_LIMIT", 6)
    assert PictureUnreadable("too_big") == read(file, drawn(LINK))


@pytest.mark.parametrize("name", ["none.png", "nul\0.png"])
def test_a_picture_that_is_not_there(tmp_path: Path, name: str) -> None:
    """Is said to be missing."""
    assert PictureUnreadable("missing") == read(tmp_path / name, drawn(LINK))


def test_what_reads_codes_is_loaded_for_a_picture_only() -> None:
    """It is native code."""
    script = (
        "import sys\n"
        "import wecom_console.pasted.pictures\n"
        "assert not {'PySide6', 'zxingcpp'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def pasted_at(text: str, left: int, top: int, *, scale: int) -> Pixels:
    """A grey picture of 3,000 by 2,000 pixels with one code in it."""
    rows = [bytearray(b"\xc8" * 3_000) for _ in range(2_000)]
    code = segno.make(text, micro=False).matrix_iter(scale=scale, border=4)
    for row, modules in zip(rows[top:], code, strict=False):
        line = bytes(0 if module else 255 for module in modules)
        row[left : left + len(line)] = line
    return Pixels(3_000, 2_000, b"".join(rows))


@pytest.mark.parametrize(("left", "top", "scale"), [(2_860, 1_850, 3), (950, 930, 4), (40, 30, 40)])
def test_a_code_in_a_large_picture_is_read(file: Path, left: int, top: int, scale: int) -> None:
    """A small one in its corner, one where its parts meet, and one that fills it."""
    assert ("https://a.io",) == read(file, pasted_at("https://a.io", left, top, scale=scale))


def test_a_picture_full_of_corners_takes_no_time(file: Path) -> None:
    """Of codes, that is: the library's time grows with the cube of their number. (A second.)"""
    corner = (
        "1111111",
        "1000001",
        "1011101",
        "1011101",
        "1011101",
        "1000001",
        "1111111",
        "0000000",
    )
    rows = [bytes(0 if sign == "1" else 255 for sign in line + "0") * 250 for line in corner]
    hostile = Pixels(2_000, 2_000, b"".join(rows) * 250)
    begun = time.thread_time()
    assert PictureUnreadable("no_code") == read(file, hostile)
    assert time.thread_time() - begun < 3
