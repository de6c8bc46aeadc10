"""The edge around an input: default, hover, focus, warning, error, locked."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_CONTROL, RADIUS_CONTROL, Role
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.focus_ring import RingHolder
from wecom_console.gui.widgets.controls.hover import Hoverable
from wecom_console.gui.widgets.fields.problem_line import Tone


def _dimmed(token: str, is_dim: bool) -> str:
    return "text_disabled" if is_dim else token


class InputEdit(QLineEdit):
    """A bare line edit; the box around it paints ground and edge."""

    focus_changed = Signal(object)

    def __init__(self, theme: ThemeController, *, role: Role, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._role = role
        self.setFrame(False)
        self.setObjectName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.setFont(self._theme.font(self._role))
        colors = QPalette(self.palette())
        colors.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        colors.setColor(QPalette.ColorRole.Text, self._theme.color("text"))
        colors.setColor(QPalette.ColorRole.PlaceholderText, self._theme.color("text_muted"))
        colors.setColor(QPalette.ColorRole.Highlight, self._theme.color("primary"))
        colors.setColor(QPalette.ColorRole.HighlightedText, self._theme.color("on_fill"))
        disabled = QPalette.ColorGroup.Disabled
        colors.setColor(disabled, QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText):
            colors.setColor(disabled, role, self._theme.color("text_disabled"))
        self.setPalette(colors)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tells the box."""
        super().focusInEvent(event)
        self.focus_changed.emit(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells the box."""
        super().focusOutEvent(event)
        self.focus_changed.emit(event)


class FieldBox(Hoverable, QWidget):
    """Holds an `InputEdit`, an icon before it and an icon or a button after it."""

    def __init__(
        self,
        theme: ThemeController,
        *,
        name: str = "",
        role: Role = Role.BODY,
        leading_icon: str = "",
        height: int = HEIGHT_CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.HINT
        self._locked = False
        self._leading_icon = leading_icon
        self._height = height
        self._role = role
        self._has_button = False
        self._ring = RingHolder(theme, self, radius=RADIUS_CONTROL)
        self.edit = InputEdit(theme, role=role, name=name)
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(6)
        self._layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.focus_changed.connect(self._on_edit_focus_changed)
        self.edit.installEventFilter(self)
        theme.follow(self._on_theme_changed)

    def set_tone(self, tone: Tone) -> None:
        """Takes the edge and the icon of a verdict."""
        if tone is not self._tone:
            self._tone = tone
            self._update_ring()
            self._update_margins()
            self.update()

    def set_locked(self, *, locked: bool) -> None:
        """A locked field shows its value and a lock, and takes no typing."""
        self._locked = locked
        self.edit.setReadOnly(locked)
        self.update()

    @property
    def is_locked(self) -> bool:
        """Whether it is locked."""
        return self._locked

    def add_button(self, button: QWidget) -> None:
        """Puts a button inside, at the right; it takes the place of the verdict's icon."""
        self._layout.addWidget(button)
        self._has_button = True
        self._update_margins()

    def _trailing_icon(self) -> str:
        if self._locked:
            return "lock"
        if self._has_button:
            return ""
        return {Tone.OK: "check", Tone.WARNING: "warning", Tone.ERROR: "error"}.get(self._tone, "")

    def _update_margins(self) -> None:
        left = 10 + (self._theme.px(16) + 8 if self._leading_icon else 0)
        right = (
            4 if self._has_button else 12 + (self._theme.px(16) + 6 if self._trailing_icon() else 0)
        )
        self._layout.setContentsMargins(left, 2, right, 2)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._update_margins()
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _update_ring(self) -> None:
        is_wrong = self._tone is Tone.ERROR
        self._ring.show_if(is_wrong=is_wrong, has_focus=self.edit.hasFocus())

    def _on_edit_focus_changed(self, _event: QFocusEvent) -> None:
        self._update_ring()
        self.update()

    def sizeHint(self) -> QSize:
        """The height is a minimum; the width leaves room for 24 characters."""
        line = self._theme.line_height(self._role)
        height = max(self._theme.px(self._height), line + 8)
        return QSize(self._theme.px(220), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hovering the text is hovering the box."""
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the text goes into it."""
        super().mousePressEvent(event)
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, edge and icons."""
        painter = QPainter(self)
        color = self._theme.color
        off = self._locked or not self.isEnabled() or not self.edit.isEnabled()
        focused = self.edit.hasFocus()
        edge, width = "border_control", 1
        if off:
            edge = "border"
        elif self._tone is Tone.ERROR:
            edge, width = "error", 2
        elif focused:
            edge, width = "focus", 2
        elif self._tone is Tone.WARNING:
            edge = "warning"
        elif self._hovered:
            edge = "text_muted"
        if off and focused:
            edge, width = "focus", 2
        ground = color("surface_sunken" if off else "surface_raised")
        rounded(painter, self.rect(), RADIUS_CONTROL, fill=ground, border=color(edge), width=width)
        is_dim = off and not self._locked
        side = self._theme.px(16)
        top = (self.height() - side) / 2
        if self._leading_icon:
            box = QRectF(12, top, side, side)
            self._theme.draw_icon(painter, self._leading_icon, box, _dimmed("text_muted", is_dim))
        icon = self._trailing_icon()
        if icon:
            token = "text_muted" if self._locked else _dimmed(self._tone.token, is_dim)
            box = QRectF(self.width() - 12 - side, top, side, side)
            self._theme.draw_icon(painter, icon, box, token)
