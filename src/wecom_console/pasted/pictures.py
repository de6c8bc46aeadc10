"""QR codes in a picture: what a phone would read off a screen.

Who asks brings what decodes the picture: the window has Qt for it, and this package does without.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import NotRegularError, read_regular

PIXEL_LIMIT: Final = 40_000_000
BYTES_LIMIT: Final = 40_000_000
_SIDE: Final = 1_000
_OVERLAP: Final = 400
"""Pixels: of what is looked at at once, and by how much its neighbours begin earlier, so that a
code of that size lies in one of them."""

_BUDGET_S: Final = 1.0
"""Of this thread's time, after which no further part is begun."""

SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif")


@dataclass(frozen=True, slots=True)
class PictureUnreadable:
    """Why a picture tells nothing: ``missing`` (or not to be read), ``folder``, ``special`` (a pipe
    or a device), ``too_big``, ``format``, ``no_code``, or ``no_reader`` where nothing is installed
    that decodes pictures."""

    why: str


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture in shades of grey, a byte for each pixel, row by row."""

    width: int
    height: int
    grey: bytes


PixelReader = Callable[[bytes], Pixels | PictureUnreadable]
"""Decodes a picture by its content, whatever its name, on white where it is transparent; of more
than `PIXEL_LIMIT` pixels it says ``too_big`` before it decodes them."""


def nothing_reads(_content: bytes) -> PictureUnreadable:
    """The `PixelReader` of an installation that has none."""
    return PictureUnreadable("no_reader")


def texts_in_picture(path: Path, read_pixels: PixelReader) -> tuple[str, ...] | PictureUnreadable:
    """The texts of all QR codes in it, from top to bottom. At most `BYTES_LIMIT` bytes."""
    try:
        content = read_regular(path, BYTES_LIMIT)
    except NotRegularError as error:
        return PictureUnreadable(error.kind)
    except (OSError, ValueError):
        return PictureUnreadable("missing")
    pixels = read_pixels(content) if len(content) <= BYTES_LIMIT else PictureUnreadable("too_big")
    return pixels if isinstance(pixels, PictureUnreadable) else _texts_in(pixels)


def _texts_in(pixels: Pixels) -> tuple[str, ...] | PictureUnreadable:
    """What is found within the time there is: the library's grows with the cube of what looks like
    the corner of a code, and a picture of nothing else took minutes."""
    found: dict[str, tuple[int, int]] = {}
    begun = time.thread_time()
    for piece in _pieces(pixels):
        for text, left, top in _codes_in(piece.pixels):
            found.setdefault(text, (piece.top + top * piece.step, piece.left + left * piece.step))
        if time.thread_time() - begun > _BUDGET_S:
            break
    return tuple(sorted(found, key=found.__getitem__)) or PictureUnreadable("no_code")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a picture that begins at `left` and `top`; of each `step` pixels one."""

    pixels: Pixels
    left: int = 0
    top: int = 0
    step: int = 1


def _pieces(whole: Pixels) -> Iterator[_Piece]:
    """A small picture itself; a large one at first made smaller, then tile by tile."""
    step = -(-max(whole.width, whole.height) // _SIDE)
    yield _Piece(_part(whole, 0, 0, step), step=step)
    if step == 1:
        return
    stride = _SIDE - _OVERLAP
    for top in range(0, max(1, whole.height - _OVERLAP), stride):
        for left in range(0, max(1, whole.width - _OVERLAP), stride):
            yield _Piece(_part(whole, left, top, 1), left, top)


def _part(whole: Pixels, left: int, top: int, step: int) -> Pixels:
    """At most `_SIDE` pixels wide and high."""
    right = min(whole.width, left + _SIDE * step)
    bottom = min(whole.height, top + _SIDE * step)
    rows = [
        whole.grey[row * whole.width + left : row * whole.width + right : step]
        for row in range(top, bottom, step)
    ]
    return Pixels(len(rows[0]), len(rows), b"".join(rows))


def _codes_in(pixels: Pixels) -> Iterator[tuple[str, int, int]]:
    """The text of each code, and where it begins."""
    # Loaded here: only a picture needs it.
    from zxingcpp import BarcodeFormat, BarcodeFormats, TextMode, read_barcodes

    rows = memoryview(pixels.grey).cast("B", (pixels.height, pixels.width))
    codes = read_barcodes(
        rows, formats=BarcodeFormats(BarcodeFormat.QRCode), text_mode=TextMode.Plain
    )
    for code in codes:
        if code.text:
            yield code.text, code.position.top_left.x, code.position.top_left.y
