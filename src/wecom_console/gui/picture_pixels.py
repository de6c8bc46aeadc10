"""Decodes pictures with Qt; needs neither a window nor a screen."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory
from PySide6.QtGui import QImage, QImageReader, QPainter

from wecom_console.pasted.pictures import PIXEL_LIMIT, PictureUnreadable, Pixels

_FORMATS: Final = (b"png", b"jpeg", b"bmp", b"webp", b"gif")


def read_pixels(content: bytes) -> Pixels | PictureUnreadable:
    """The picture; of several that follow one another the first."""
    # What is wrong with a damaged one is said in a sentence, not also in libjpeg's words.
    QLoggingCategory.setFilterRules("qt.gui.imageio.jpeg=false")
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
    return _grey(image.convertToFormat(QImage.Format.Format_Grayscale8))


def _on_white(image: QImage) -> QImage:
    """The picture as a page shows it: what is transparent would turn black."""
    page = QImage(image.size(), QImage.Format.Format_RGB32)
    page.fill(0xFFFFFFFF)
    painter = QPainter(page)
    painter.drawImage(0, 0, image)
    painter.end()
    return page


def _grey(image: QImage) -> Pixels:
    width, height, stride = image.width(), image.height(), image.bytesPerLine()
    rows = bytes(image.constBits())
    if stride != width:  # Qt fills each row up to four bytes
        rows = b"".join(rows[at : at + width] for at in range(0, stride * height, stride))
    return Pixels(width, height, rows)
