"""SVG icons in `currentColor`, tinted and kept as pixmaps."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from wecom_console.gui.theme.paint import device_ratio

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


class IconSet:
    """Icons by file name below one folder. `#ffffff` in a drawing stands for the ink on a fill."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, str, int, float], QPixmap] = {}

    def has(self, name: str) -> bool:
        """Whether a drawing of that name exists."""
        return (self._folder / f"{name}.svg").is_file()

    def pixmap(
        self, name: str, color: str, size: int, *, on_fill: str = "#ffffff", ratio: float = 1.0
    ) -> QPixmap:
        """The icon at `size` logical pixels, `ratio` device pixels each."""
        key = (name, color, on_fill, size, ratio)
        cached = self._pixmaps.get(key)
        if cached is None:
            cached = self._pixmaps[key] = self._render(name, color, on_fill, size, ratio)
        return cached

    def draw(
        self, painter: QPainter, name: str, rect: QRectF, color: str, *, on_fill: str = "#ffffff"
    ) -> None:
        """Paints the icon into the square `rect`."""
        pixmap = self.pixmap(
            name, color, round(rect.width()), on_fill=on_fill, ratio=device_ratio(painter)
        )
        painter.drawPixmap(QPointF(round(rect.x()), round(rect.y())), pixmap)

    def icon(self, name: str, color: str, size: int) -> "QIcon":
        """A `QIcon` for the places where Qt wants one (menus, the window)."""
        from PySide6.QtGui import QIcon  # brings 150 names of theme icons: not at the start

        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, color, size, ratio=ratio))
        return icon

    def _render(self, name: str, color: str, on_fill: str, size: int, ratio: float) -> QPixmap:
        source = self._sources.get(name)
        if source is None:
            source = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            self._sources[name] = source
        tinted = source.replace("#ffffff", on_fill).replace("currentColor", color)
        renderer = QSvgRenderer(QByteArray(tinted.encode()))
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
