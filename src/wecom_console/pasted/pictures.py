"""QR codes in a picture: what a phone would read off a screen."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

PIXEL_LIMIT: Final = 40_000_000
BYTES_LIMIT: Final = 40_000_000
ALLOCATION_MIB: Final = 256
SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif")


@dataclass(frozen=True, slots=True)
class PictureUnreadable:
    """Why a picture tells nothing: ``missing``, ``too_big``, ``format`` or ``no_code``."""

    why: str


def texts_in_picture(path: Path) -> tuple[str, ...] | PictureUnreadable:
    """The texts of all QR codes in it."""
    try:
        if path.stat().st_size > BYTES_LIMIT:
            return PictureUnreadable("too_big")
    except OSError:
        return PictureUnreadable("missing")
    # Loaded here: only a picture needs them. QImage works without a window or a screen.
    from PySide6.QtGui import QImage, QImageReader
    from zxingcpp import read_barcodes

    QImageReader.setAllocationLimit(ALLOCATION_MIB)
    reader = QImageReader(str(path))
    size = reader.size()
    if size.width() * size.height() > PIXEL_LIMIT:
        return PictureUnreadable("too_big")
    image = reader.read()
    if image.isNull():
        return PictureUnreadable("format")
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    stride, height = grey.bytesPerLine(), grey.height()
    view = memoryview(grey.constBits()).cast("B", (height, stride))
    texts = tuple(code.text for code in read_barcodes(view) if code.text)
    return texts or PictureUnreadable("no_code")
