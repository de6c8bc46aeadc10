"""Filter chips with a count."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_MEDIUM, RADIUS_CONTROL, Role, Weight
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.controls.focus_ring import FocusRinged, RingHolder
from wecom_console.gui.widgets.controls.verbatim import Verbatim


class FilterChip(Themed, FocusRinged, Verbatim, QPushButton):
    """Checkable; `set_count` shows how many it would leave."""

    def __init__(
        self,
        theme: ThemeController,
        text: str = "",
        *,
        icon: str = "",
        icon_color: str = "warning",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._theme = theme
        self._icon_name = icon
        self._icon_token = icon_color
        self._count: int | None = None
        self._ring = RingHolder(theme, self, radius=RADIUS_CONTROL)
        if name:
            self.setObjectName(name)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.follow(self._on_theme_changed)

    def set_count(self, count: int | None) -> None:
        """Shows a number after the words."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {count}")
        self.updateGeometry()
        self.update()

    def _font_weight(self) -> Weight:
        return Weight.SEMIBOLD if self.isChecked() else Weight.MEDIUM

    def _parts(self) -> tuple[float, float, float]:
        """Widths of icon, words and count, each with the gap before the next."""
        theme = self._theme
        icon = theme.px(14) + 6 if self._icon_name else 0
        words = QFontMetricsF(theme.font(Role.SMALL, weight=self._font_weight()))
        count = QFontMetricsF(theme.font(Role.CAPTION, weight=Weight.MEDIUM))
        number = "" if self._count is None else str(self._count)
        return (
            icon,
            words.horizontalAdvance(self.text()),
            count.horizontalAdvance(number) + 7 if number else 0.0,
        )

    def sizeHint(self) -> QSize:
        """Icon, words and count."""
        height = max(self._theme.px(HEIGHT_MEDIUM), self._theme.line_height(Role.SMALL) + 8)
        return QSize(int(sum(self._parts()) + 21.99), height)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the chip."""
        painter = QPainter(self)
        theme = self._theme
        ground, border, ink = "surface_raised", "border", "text_muted"
        icon_ink = self._icon_token
        if not self.isEnabled():
            ground = "surface_pressed" if self.isChecked() else "surface_sunken"
            ink = icon_ink = "text_disabled"
        elif self.isDown():
            ground, border, ink = "surface_pressed", "border_control", "text"
        elif self.isChecked():
            ground = "primary_soft"
            border = ink = "primary_hover" if self.underMouse() else "primary"
        elif self.underMouse():
            ground, ink = "surface_hover", "text"
        rounded(
            painter,
            self.rect(),
            RADIUS_CONTROL,
            fill=theme.color(ground),
            border=theme.color(border),
        )
        icon, words, _ = self._parts()
        x = 11.0
        if self._icon_name:
            side = theme.px(14)
            box = QRectF(x, (self.height() - side) / 2, side, side)
            theme.draw_icon(painter, self._icon_name, box, icon_ink)
            x += icon
        color = theme.color(ink)
        area = QRectF(x, 0, words + 2, self.height())
        font = theme.font(Role.SMALL, weight=self._font_weight())
        draw_line(painter, area, self.text(), font, color, elide=False)
        if self._count is not None:
            area = QRectF(x + words + 7, 0, self.width(), self.height())
            font = theme.font(Role.CAPTION, weight=Weight.MEDIUM)
            draw_line(painter, area, str(self._count), font, color, elide=False)
