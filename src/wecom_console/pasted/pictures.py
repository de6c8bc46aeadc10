"""QR codes in a picture: what a phone would read off a screen."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

PIXEL_LIMIT: Final = 40_000_000
BYTES_LIMIT: Final = 40_000_000
SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif")

_FORMATS: Final = (b"png", b"jpeg", b"bmp", b"webp", b"gif")


@dataclass(frozen=True, slots=True)
class PictureUnreadable:
    """Why a picture tells nothing: ``missing`` (or not to be read), ``too_big``, ``format`` or
    ``no_code``."""

    why: str


def texts_in_picture(path: Path) -> tuple[str, ...] | PictureUnreadable:
    """The texts of all QR codes in it, from top to bottom. At most `BYTES_LIMIT` bytes and
    `PIXEL_LIMIT` pixels; needs neither a window nor a screen."""
    try:
        if path.stat().st_size > BYTES_LIMIT:
            return PictureUnreadable("too_big")
        content = path.read_bytes() if path.is_file() else b""
    except (OSError, ValueError):
        return PictureUnreadable("missing")
    # Loaded here: only a picture needs them.
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QImageReader
    from zxingcpp import BarcodeFormat, BarcodeFormats, TextMode, read_barcodes

    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    # By content, not by name: an SVG may be a program, and names files of its own.
    if bytes(reader.format().data()) not in _FORMATS or not size.isValid():
        return PictureUnreadable("format")
    if size.width() * size.height() > PIXEL_LIMIT:
        return PictureUnreadable("too_big")
    image = reader.read()
    if image.isNull():
        return PictureUnreadable("format")
    if image.hasAlphaChannel():
        image = _on_white(image)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    view = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    codes = read_barcodes(
        view, formats=BarcodeFormats(BarcodeFormat.QRCode), text_mode=TextMode.Plain
    )
    found = [code for code in codes if code.text]
    found.sort(key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return tuple(code.text for code in found) or PictureUnreadable("no_code")


def _on_white(image: "QImage") -> "QImage":
    """The picture as a page shows it: what is transparent would turn black."""
    from PySide6.QtGui import QImage, QPainter

    page = QImage(image.size(), QImage.Format.Format_RGB32)
    page.fill(0xFFFFFFFF)
    painter = QPainter(page)
    painter.drawImage(0, 0, image)
    painter.end()
    return page
