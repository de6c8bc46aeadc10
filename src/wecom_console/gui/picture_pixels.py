"""Decodes pictures with Qt; needs neither a window nor a screen."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory
from PySide6.QtGui import QImage, QImageReader, QPainter

from wecom_console.pasted.pictures import PIXEL_LIMIT, PictureUnreadable, Pixels

_MOST_BYTES: Final = 4 * PIXEL_LIMIT
"""Of a decoded picture: one of 16 bits a colour may have half as many pixels."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS: Final = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_BAND: Final = 256
_FORMATS: Final = (b"png", b"jpeg", b"bmp", b"webp", b"gif")


def read_pixels(content: bytes) -> Pixels | PictureUnreadable:
    """The picture; of several that follow one another the first."""
    # What is wrong with a damaged one is said in a sentence, not also in libjpeg's words.
    QLoggingCategory.setFilterRules("qt.gui.imageio.jpeg=false")
    buffer = QBuffer()
    buffer.setData(QByteArray(_without_extras(content)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    # By content, not by name: an SVG may be a program, and names files of its own.
    if bytes(reader.format().data()) not in _FORMATS or not size.isValid():
        return PictureUnreadable("format")
    depth = QImage(1, 1, reader.imageFormat()).depth()
    pixels = size.width() * size.height()
    if pixels > PIXEL_LIMIT or pixels * depth // 8 > _MOST_BYTES:
        return PictureUnreadable("too_big")
    return _grey(reader.read())


def _without_extras(content: bytes) -> bytes:
    """A PNG without texts and profiles, which Qt would unpack: each may be a thousand times as
    long as it is here."""
    if not content.startswith(_PNG):
        return content
    kept, place = [_PNG], len(_PNG)
    while place + 12 <= len(content):
        end = place + 12 + int.from_bytes(content[place : place + 4], "big")
        if content[place + 4 : place + 8] in _PNG_CHUNKS:
            kept.append(content[place:end])
        place = end
    return b"".join(kept)


def _on_white(image: QImage) -> QImage:
    """The picture as a page shows it: what is transparent would turn black."""
    page = QImage(image.size(), QImage.Format.Format_RGB32)
    page.fill(0xFFFFFFFF)
    painter = QPainter(page)
    painter.drawImage(0, 0, image)
    painter.end()
    return page


def _grey(image: QImage) -> Pixels | PictureUnreadable:
    """Band by band: a second copy of a large picture would take as much again."""
    if image.isNull():
        return PictureUnreadable("format")
    width, height = image.width(), image.height()
    grey = bytearray()
    for top in range(0, height, _BAND):
        band = image.copy(0, top, width, min(_BAND, height - top))
        if band.hasAlphaChannel():
            band = _on_white(band)
        band = band.convertToFormat(QImage.Format.Format_Grayscale8)
        rows, stride = band.constBits(), band.bytesPerLine()
        for at in range(0, stride * band.height(), stride):  # Qt fills each row up to four bytes
            grey += rows[at : at + width]
    del image
    return Pixels(width, height, bytes(grey))
