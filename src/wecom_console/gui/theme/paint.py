"""Small painting helpers that every widget and delegate shares."""

import math
from bisect import bisect_left
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from wecom_console.messages.hidden_characters import visible


@lru_cache(maxsize=512)
def color(value: str) -> QColor:
    """The `QColor` of a token. Shared: never change it, derive a new one."""
    return QColor(value)


def blend(one: str, other: str, share: float) -> QColor:
    """Between `one` (share 0) and `other` (share 1), for motion."""
    if share <= 0:
        return color(one)
    if share >= 1:
        return color(other)
    a, b = color(one), color(other)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


def device_ratio(painter: QPainter) -> float:
    """Device pixels per logical pixel of what is painted on."""
    device = painter.device()
    return float(device.devicePixelRatio())


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded box whose border lies fully inside `rect`, on whole pixels."""
    box = QRectF(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(border, width)
        if dashed:
            pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
        half = width / 2
        box = box.adjusted(half, half, -half, -half)
        radius = max(0.0, radius - half)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def fill(painter: QPainter, rect: QRect | QRectF, ground: QColor) -> None:
    """A plain rectangle. `fillRect` would make PySide load an enumeration of 180 gradients."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRect(rect)


def rounded_path(rect: QRect | QRectF, radius: float) -> QPainterPath:
    """The outline of a rounded box, for clipping."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    return path


def left_edge(
    painter: QPainter, rect: QRect | QRectF, radius: float, ink: QColor, *, width: float
) -> None:
    """The coloured edge at the left of a card or tinted box, cut by its rounded corners."""
    box = QRectF(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = rounded_path(box, radius)
    strip = QPainterPath()
    strip.addRect(QRectF(box.x(), box.y(), width, box.height()))
    painter.fillPath(outline.intersected(strip), ink)
    painter.restore()


def baseline(font: QFont, top: float, line_height: float) -> float:
    """Where the baseline lies in a line of `line_height` that starts at `top`."""
    measure = QFontMetricsF(font)
    ascent, descent = round(measure.ascent()), round(measure.descent())
    return round(top) + math.floor((line_height - ascent - descent) / 2) + ascent


def draw_line(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    font: QFont,
    ink: QColor,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: bool = True,
) -> float:
    """One line of text, centred vertically in `rect`; too long, it ends in an ellipsis.
    Returns the width it took."""
    text = visible(text)
    box = QRectF(rect)
    measure = QFontMetricsF(font)
    width = measure.horizontalAdvance(text)
    if elide and width > box.width() + 0.5:
        text = measure.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        width = measure.horizontalAdvance(text)
    x = box.x()
    if align & Qt.AlignmentFlag.AlignRight:
        x = box.right() - width
    elif align & Qt.AlignmentFlag.AlignHCenter:
        x = box.x() + (box.width() - width) / 2
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QPointF(round(x), baseline(font, box.y(), box.height())), text)
    return float(width)


def elide_middle(text: str, font: QFont, width: float, *, keep: int = 6) -> str:
    """Shortens an identifier in its middle; the last `keep` characters always stay."""
    text = visible(text)
    measure = QFontMetricsF(font)
    if measure.horizontalAdvance(text) <= width + 0.5:
        return text
    tail = text[-keep:]

    def overflows(head: int) -> bool:
        return bool(measure.horizontalAdvance(f"{text[:head]}…{tail}") > width)

    longest = max(0, len(text) - keep)
    head = bisect_left(range(longest), x=True, key=overflows) - 1
    return f"{text[: max(0, head)]}…{tail}"
