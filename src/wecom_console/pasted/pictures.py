"""QR codes in a picture: what a phone would read off a screen.

Who asks brings what decodes the picture: the window has Qt for it, and this package does without.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PIXEL_LIMIT: Final = 40_000_000
BYTES_LIMIT: Final = 40_000_000
SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif")


@dataclass(frozen=True, slots=True)
class PictureUnreadable:
    """Why a picture tells nothing: ``missing`` (or not to be read), ``too_big``, ``format``,
    ``no_code``, or ``no_reader`` where nothing is installed that decodes pictures."""

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
        if path.stat().st_size > BYTES_LIMIT:
            return PictureUnreadable("too_big")
        content = path.read_bytes() if path.is_file() else b""
    except (OSError, ValueError):
        return PictureUnreadable("missing")
    pixels = read_pixels(content)
    return pixels if isinstance(pixels, PictureUnreadable) else _texts_in(pixels)


def _texts_in(pixels: Pixels) -> tuple[str, ...] | PictureUnreadable:
    # Loaded here: only a picture needs it.
    from zxingcpp import BarcodeFormat, BarcodeFormats, TextMode, read_barcodes

    rows = memoryview(pixels.grey).cast("B", (pixels.height, pixels.width))
    codes = read_barcodes(
        rows, formats=BarcodeFormats(BarcodeFormat.QRCode), text_mode=TextMode.Plain
    )
    found = [code for code in codes if code.text]
    found.sort(key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return tuple(code.text for code in found) or PictureUnreadable("no_code")
