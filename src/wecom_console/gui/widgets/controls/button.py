"""Push buttons of every kind; they paint themselves from the state table."""

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import (
    HEIGHT_COMPACT,
    HEIGHT_CONTROL,
    HEIGHT_MAIN,
    HEIGHT_MEDIUM,
    MOTION_COLOUR_MS,
    RADIUS_CONTROL,
    Role,
    Weight,
)
from wecom_console.gui.theme.paint import blend, draw_line, rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.controls.focus_ring import FocusRinged, RingHolder
from wecom_console.gui.widgets.controls.verbatim import Verbatim

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation


class ButtonKind(Enum):
    """What a button looks like."""

    DEFAULT = auto()
    PRIMARY = auto()
    DESTRUCTIVE = auto()
    LINK = auto()
    GHOST = auto()  # no edge until hovered: header tools, icon-only buttons


class ButtonSize(Enum):
    """Minimum height at 100 %, and the text role."""

    COMPACT = (HEIGHT_COMPACT, Role.SMALL_STRONG, 11, 6, 14)
    MEDIUM = (HEIGHT_MEDIUM, Role.SMALL_STRONG, 11, 7, 14)
    TOOL = (HEIGHT_MEDIUM, Role.SMALL_STRONG, 11, 8, 16)
    NORMAL = (HEIGHT_CONTROL, Role.LABEL, 17, 8, 14)
    MAIN = (HEIGHT_MAIN, Role.LABEL, 20, 8, 14)


class Button(Themed, FocusRinged, Verbatim, QPushButton):
    """A button with an optional icon before (`icon`) or after (`trailing_icon`) its text.

    An icon-only button needs `accessible_name`, which is its tool tip as well. `set_reason` says
    why a disabled button is disabled.
    """

    def __init__(
        self,
        theme: ThemeController,
        text: str = "",
        *,
        kind: ButtonKind = ButtonKind.DEFAULT,
        size: ButtonSize = ButtonSize.NORMAL,
        icon: str = "",
        trailing_icon: str = "",
        icon_size: int = 0,
        accessible_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)  # with a text, Qt's overloads would load QIcon: 1 ms
        self._icon_size = icon_size
        self._theme = theme
        self._kind = kind
        self._size = size
        self._icon_name = icon
        self._trailing_icon = trailing_icon
        self._reason = ""
        self._own_tool_tip = ""
        self._hover = 0.0
        self._animation: QVariantAnimation | None = None
        self._ring = RingHolder(theme, self, radius=RADIUS_CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        if name:
            self.setObjectName(name)
        if accessible_name:
            self.set_accessible_name(accessible_name)
        self.setText(text)
        theme.follow(self._on_theme_changed)

    def set_icon(self, name: str) -> None:
        """Shows another icon."""
        if name != self._icon_name:
            self._icon_name = name
            self.updateGeometry()
            self.update()

    def set_trailing_icon(self, name: str) -> None:
        """Shows another icon after the text."""
        if name != self._trailing_icon:
            self._trailing_icon = name
            self.updateGeometry()
            self.update()

    def set_kind(self, kind: ButtonKind) -> None:
        """Takes another look, for instance when the primary action moves on."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_accessible_name(self, text: str) -> None:
        """Names an icon-only button, for screen readers and as its tool tip."""
        self.setAccessibleName(text)
        self._own_tool_tip = text
        self._update_tool_tip()

    def set_reason(self, reason: str) -> None:
        """Why the button is disabled; an empty reason enables it."""
        self._reason = reason
        self.setEnabled(not reason)
        self._update_tool_tip()

    def set_available(self, *, enabled: bool, reason: str = "") -> None:
        """Enables or disables, saying why not."""
        self._reason = "" if enabled else reason
        self.setEnabled(enabled)
        self._update_tool_tip()

    def _update_tool_tip(self) -> None:
        set_tip(self, self._reason or self._own_tool_tip)

    def _is_strong(self) -> bool:
        return self._kind in (ButtonKind.PRIMARY, ButtonKind.DESTRUCTIVE)

    def _role(self) -> Role:
        return self._size.value[1]

    def _weight(self) -> Weight:
        return Weight.SEMIBOLD if self._is_strong() else Weight.MEDIUM

    def _padding(self) -> int:
        if self._kind is ButtonKind.LINK:
            return 4
        if not self.text():
            return 6
        return self._size.value[2]

    def _content_width(self) -> float:
        font = self._theme.font(self._role(), weight=self._weight())
        text = self.text()
        width = QFontMetricsF(font).horizontalAdvance(text) if text else 0.0
        icons = bool(self._icon_name) + bool(self._trailing_icon)
        gaps = icons if text else max(0, icons - 1)
        return width + icons * self._icon_side() + gaps * self._size.value[3]

    def _icon_side(self) -> int:
        return self._theme.px(self._icon_size or (self._size.value[4] if self.text() else 16))

    def _ground(self) -> tuple[QColor | None, QColor | None]:
        t = self._theme.tokens
        color = self._theme.color
        if not self.isEnabled():
            if self._kind in (ButtonKind.LINK, ButtonKind.GHOST):
                return None, None
            return color("surface_sunken"), color("border")
        pressed = self.isDown() or (self.isCheckable() and self.isChecked())
        match self._kind:
            case ButtonKind.PRIMARY:
                if pressed:
                    return color("primary_pressed"), None
                return blend(t.primary, t.primary_hover, self._hover), None
            case ButtonKind.DESTRUCTIVE:
                if pressed or self._hover:
                    shade = blend(t.error, t.text, 0.22 if pressed else 0.12 * self._hover)
                    return shade, None
                return color("error"), None
            case ButtonKind.DEFAULT:
                if pressed:
                    return color("surface_pressed"), color("border_control")
                ground = blend(t.surface_raised, t.surface_hover, self._hover)
                return ground, color("border_control")
            case ButtonKind.GHOST:
                if pressed:
                    return color("surface_pressed"), None
                if not self._hover:
                    return None, None
                ground = QColor(color("surface_hover"))
                ground.setAlphaF(self._hover)
                return ground, None
            case ButtonKind.LINK:
                return None, None

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text_disabled"
        match self._kind:
            case ButtonKind.PRIMARY | ButtonKind.DESTRUCTIVE:
                return "on_fill"
            case ButtonKind.LINK:
                if self.isDown():
                    return "primary_pressed"
                return "primary_hover" if self._hover else "primary"
            case ButtonKind.GHOST:
                return "text" if self._hover else "text_muted"
            case ButtonKind.DEFAULT:
                return "text"

    def _fade(self, target: float) -> None:
        duration = self._theme.duration(MOTION_COLOUR_MS)
        if not duration or not self.isVisible():
            self._on_hover_value_changed(target)
            return
        if self._animation is None:
            from PySide6.QtCore import QVariantAnimation  # no frame needs it before a hover

            self._animation = QVariantAnimation(self)
            self._animation.valueChanged.connect(self._on_hover_value_changed)
        self._animation.stop()
        self._animation.setDuration(duration)
        self._animation.setStartValue(self._hover)
        self._animation.setEndValue(target)
        self._animation.start()

    def _on_hover_value_changed(self, value: float) -> None:
        self._hover = float(value)
        self.update()

    def setText(self, text: str) -> None:
        """Shows another text."""
        super().setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Content and padding; never below the size's height."""
        pad = self._padding() * 2
        line = self._theme.line_height(self._role())
        if self._kind is ButtonKind.LINK:
            return QSize(round(self._content_width() + pad), max(line, self._theme.px(24)))
        height = max(self._theme.px(self._size.value[0]), line + 6)
        if not self.text() and not self._trailing_icon:
            return QSize(height + 4 if self._size is ButtonSize.TOOL else height, height)
        return QSize(round(self._content_width() + pad), height)

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a focused button, as space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover begins."""
        super().enterEvent(event)
        if self.isEnabled():
            self._fade(1.0)

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        super().leaveEvent(event)
        self._fade(0.0)

    def hideEvent(self, event: QHideEvent) -> None:
        """A hidden button forgets the hover."""
        super().hideEvent(event)
        self._hover = 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, edge, icons and text."""
        painter = QPainter(self)
        fill, border = self._ground()
        if fill is not None or border is not None:
            rounded(painter, self.rect(), RADIUS_CONTROL, fill=fill, border=border)
        ink = self._ink()
        font = self._theme.font(self._role(), weight=self._weight())
        text = self.text()
        area = QRectF(self.rect())
        room = area.width() - 2 * self._padding()
        side = float(self._icon_side())
        gap = self._size.value[3]
        x = area.x() + max(self._padding(), (area.width() - self._content_width()) / 2)
        top = area.y() + (area.height() - side) / 2
        if self._icon_name:
            self._theme.draw_icon(painter, self._icon_name, QRectF(x, top, side, side), ink)
            x += side + gap
            room -= side + gap
        if self._trailing_icon:
            room -= side + gap
        if text:
            box = QRectF(x, area.y(), max(0.0, room) + 1, area.height())
            x += draw_line(painter, box, text, font, self._theme.color(ink)) + gap
        if self._trailing_icon:
            self._theme.draw_icon(painter, self._trailing_icon, QRectF(x, top, side, side), ink)
