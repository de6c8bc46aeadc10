"""A check box with its words; they wrap."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.rich_text import RichText
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.focus_ring import FocusRinged, RingHolder
from wecom_console.gui.widgets.controls.hover import Hoverable
from wecom_console.gui.widgets.controls.verbatim import Verbatim

SIDE = 16
GAP = 8


class CheckBox(Hoverable, FocusRinged, Verbatim, QCheckBox):
    """16 px box, filled and ticked when on; partly on it has a bar."""

    def __init__(
        self,
        theme: ThemeController,
        text: str = "",
        *,
        role: Role = Role.BODY,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._rich: RichText | None = None
        self._ring = RingHolder(theme, self, radius=RADIUS_TAG)
        if name:
            self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(text)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._rich = None
        self.updateGeometry()
        self.update()

    def _laid_out(self) -> RichText:
        if self._rich is None or self._rich.plain != self.text():
            self._rich = RichText(self._theme, self.text(), role=self._role)
        return self._rich

    def _indent(self) -> int:
        return self._theme.px(SIDE) + GAP

    def setText(self, text: str) -> None:
        """Shows other words."""
        super().setText(text)
        self._rich = None
        self.updateGeometry()

    def hitButton(self, _pos: object) -> bool:
        """Box and words can be pressed."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        return self._laid_out().height_for(width - self._indent())

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        width = self._laid_out().natural_width() + self._indent()
        return QSize(int(width + 0.99), self._theme.line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.px(100)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints box, mark and words."""
        painter = QPainter(self)
        color = self._theme.color
        side = self._theme.px(SIDE)
        line = self._theme.line_height(self._role)
        box = QRectF(0, round((line - side) / 2), side, side)
        state = self.checkState()
        marked = state != Qt.CheckState.Unchecked
        fill = "primary" if marked else "surface_raised"
        edge = "primary" if marked else "text_muted" if self._hovered else "border_control"
        mark = "on_fill"
        if not self.isEnabled():
            fill, edge, mark = "surface_sunken", "border", "text_disabled"
        elif self.isDown():
            fill = edge = "primary_pressed" if marked else "surface_pressed"
            edge = edge if marked else "text_muted"
        elif self._hovered and marked:
            fill = edge = "primary_hover"
        rounded(painter, box, RADIUS_TAG, fill=color(fill), border=color(edge))
        if marked:
            icon = "check" if state == Qt.CheckState.Checked else "minus"
            inset = side / 8
            place = box.adjusted(inset, inset, -inset, -inset)
            self._theme.draw_icon(painter, icon, place, mark)
        area = QRectF(self.rect()).adjusted(self._indent(), 0, 0, 0)
        self._laid_out().draw(painter, area, "text" if self.isEnabled() else "text_disabled")
