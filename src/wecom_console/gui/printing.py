"""Draws the printed sheet: onto PDF pages, and for the preview onto anything else."""

import json
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from wecom_console.domain.check import check
from wecom_console.gui.theme.fonts import code_families, interface_families
from wecom_console.gui.widgets.login.qr import QUIET_MODULES, qr_matrix
from wecom_console.messages.catalogue import load_messages
from wecom_console.messages.hidden_characters import visible
from wecom_console.process_start import begin_process
from wecom_console.services.exporting.printed_sheet import Sheet, SheetCode, sheet_of

PAGE: Final = (595.0, 842.0)
"""A4 in points."""

EDGE: Final = 48.0
DPI: Final = 600
LARGE: Final = 176.0
SMALL: Final = 118.0
"""The sides of the code with the longest link, and of the others."""

LABELS: Final = 132.0
FINE: Final = 20
INK, GREY, LINE = QColor("#1B1F2A"), QColor("#5B6270"), QColor("#D5D9E0")


def pdf_of(sheets: Sequence[Sheet]) -> bytes:
    """The sheets, a page each. Needs a QGuiApplication; may be called in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setCreator("WeCom Console")
    writer.setTitle(", ".join(sheet.title for sheet in sheets[:3]))
    painter = QPainter(writer)
    for place, sheet in enumerate(sheets):
        if place:
            writer.newPage()
        painter.save()
        painter.scale(DPI / 72, DPI / 72)
        draw_sheet(painter, sheet)
        painter.restore()
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def draw_sheet(painter: QPainter, sheet: Sheet) -> None:
    """One page of `PAGE`'s size at the painter's origin."""
    left, right = EDGE, PAGE[0] - EDGE
    width = right - left
    y = EDGE
    _line(painter, QRectF(left, y, width, 14), "WeCom Console", _font(9), GREY)
    _line(painter, QRectF(left, y, width, 14), sheet.environment, _font(9), GREY, right=True)
    y += 22
    _line(painter, QRectF(left, y, width, 28), sheet.title, _font(20, bold=True), INK)
    y += 30
    _line(painter, QRectF(left, y, width, 14), sheet.identifier, _font(10, mono=True), GREY)
    y += 20
    y += _wrapped(painter, QRectF(left, y, width, 60), sheet.intro, _font(10), INK) + 12
    longest = max((code.link for code in sheet.codes), key=len, default="")
    for code in sheet.codes:
        y = _rule(painter, left, right, y)
        side = LARGE if code.link == longest else SMALL
        y += _code(painter, code, left, y, width, side) + 10
    y = _rule(painter, left, right, y)
    for label, value in sheet.facts:
        _line(painter, QRectF(left, y, LABELS, 14), label, _font(9), GREY)
        box = QRectF(left + LABELS, y, width - LABELS, 14)
        _line(painter, box, value, _font(9, mono=True), INK)
        y += 15
    foot = QRectF(left, PAGE[1] - EDGE - 12, width, 14)
    _line(painter, foot, sheet.note, _font(8.5), GREY)


def _code(
    painter: QPainter, code: SheetCode, left: float, top: float, width: float, side: float
) -> float:
    """The code with its words beside it; how high it is."""
    _qr(painter, QRectF(left, top, side, side), code.link)
    x = left + side + 16
    room = width - side - 16
    y = top + 6
    y += _wrapped(painter, QRectF(x, y, room, 40), code.title, _font(11, bold=True), INK) + 4
    y += _wrapped(painter, QRectF(x, y, room, side), code.expect, _font(9.5), INK) + 6
    left_over = QRectF(x, y, room, max(0.0, top + side - y))
    _anywhere(painter, left_over, code.link, _font(6.5, mono=True))
    return max(side, y - top)


def _qr(painter: QPainter, box: QRectF, text: str) -> None:
    rows = qr_matrix(text)
    if not rows:
        return
    module = box.width() / (len(rows) + 2 * QUIET_MODULES)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    x0 = box.x() + QUIET_MODULES * module
    y0 = box.y() + QUIET_MODULES * module
    for y, row in enumerate(rows):
        start = -1
        for x, dark in enumerate((*row, 0)):
            if dark and start < 0:
                start = x
            elif not dark and start >= 0:
                run = QRectF(x0 + start * module, y0 + y * module, (x - start) * module, module)
                painter.fillRect(run, Qt.GlobalColor.black)
                start = -1


def _font(size: float, *, bold: bool = False, mono: bool = False) -> QFont:
    """`size` in points, of a font that is `FINE` times as large (see `_in_fine`)."""
    families = code_families(sys.platform) if mono else interface_families(sys.platform, "")
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(round(size * FINE))
    font.setBold(bold)
    return font


@contextmanager
def _in_fine(painter: QPainter, font: QFont, ink: QColor) -> Iterator[None]:
    """Text is laid out in whole pixels, so it is laid out large and drawn small."""
    painter.save()
    painter.scale(1 / FINE, 1 / FINE)
    painter.setFont(font)
    painter.setPen(ink)
    yield
    painter.restore()


def _fine(box: QRectF) -> QRectF:
    return QRectF(box.x() * FINE, box.y() * FINE, box.width() * FINE, box.height() * FINE)


def _line(
    painter: QPainter, box: QRectF, text: str, font: QFont, ink: QColor, *, right: bool = False
) -> None:
    """One line, cut in its middle where it is too long."""
    room = _fine(box)
    short = QFontMetricsF(font).elidedText(
        visible(text), Qt.TextElideMode.ElideMiddle, room.width()
    )
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    with _in_fine(painter, font, ink):
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), short)


def _wrapped(painter: QPainter, box: QRectF, text: str, font: QFont, ink: QColor) -> float:
    """As many lines as it needs; how high they are."""
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
    with _in_fine(painter, font, ink):
        taken: QRectF = painter.drawText(_fine(box), flags, visible(text))
    return taken.height() / FINE


def _anywhere(painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
    """A link in small letters, broken wherever a line ends; cut where the room does."""
    text = visible(text)
    metrics = QFontMetricsF(font)
    count = int(box.width() * FINE / metrics.horizontalAdvance("0"))
    most = int(box.height() * FINE / metrics.lineSpacing())
    lines = [text[start : start + count] for start in range(0, len(text), max(count, 1))]
    if len(lines) > most > 0:
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "\N{HORIZONTAL ELLIPSIS}"]
    with _in_fine(painter, font, GREY):
        painter.drawText(_fine(box), int(Qt.AlignmentFlag.AlignTop), "\n".join(lines[:most]))


def _rule(painter: QPainter, left: float, right: float, y: float) -> float:
    painter.fillRect(QRectF(left, y, right - left, 0.6), LINE)
    return y + 10


def main() -> int:
    """Reads ``{"language", "documents"}`` from standard input, writes the PDF to standard output:
    the command line's way to the drawing, in a process of its own."""
    begin_process()
    asked = json.load(sys.stdin)
    app = QGuiApplication([])
    messages = load_messages(asked["language"])
    profiles = [check(document).profile for document in asked["documents"]]
    sheets = [sheet_of(p, messages, choose=secrets.choice) for p in profiles if p is not None]
    sys.stdout.buffer.write(pdf_of(sheets))
    sys.stdout.flush()
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
