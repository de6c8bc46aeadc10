"""Underlined tabs, as the console has them."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role, Weight
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.focus_ring import FocusRinged, RingHolder
from wecom_console.gui.widgets.controls.verbatim import Verbatim
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout

HEIGHT = 40
GAP = 24
LEAST_GAP = 10


class _Tab(FocusRinged, Verbatim, QRadioButton):
    def __init__(self, theme: ThemeController, key: str, owner: "TabBar") -> None:
        super().__init__(owner)
        self.key = key
        self._theme = theme
        self._owner = owner
        self._is_marked = False
        self._ring = RingHolder(theme, self, radius=RADIUS_TAG)
        self.setObjectName(f"tab_{key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_marked(self, *, marked: bool) -> None:
        self._is_marked = marked
        self.updateGeometry()
        self.update()

    def hitButton(self, _pos: object) -> bool:
        return True

    def sizeHint(self) -> QSize:
        font = self._theme.font(Role.LABEL, weight=Weight.SEMIBOLD)
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        dot = self._theme.px(14) if self._is_marked else 0
        height = max(self._theme.px(HEIGHT), self._theme.line_height(Role.LABEL) + 14)
        return QSize(int(width + 1.99) + dot, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._owner.step(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        chosen = self.isChecked()
        ink = "primary" if chosen else "text" if self.underMouse() else "text_muted"
        if not self.isEnabled():
            ink = "text_disabled"
        font = theme.font(Role.LABEL, weight=Weight.SEMIBOLD if chosen else Weight.MEDIUM)
        area = QRectF(self.rect()).adjusted(0, 0, 0, -2)
        taken = draw_line(painter, area, self.text(), font, theme.color(ink), elide=False)
        if self._is_marked:
            side = theme.px(6)
            dot = QRectF(taken + theme.px(6), area.center().y() - side / 2, side, side)
            token = "warning" if self.isEnabled() else ink
            rounded(painter, dot, side / 2, fill=theme.color(token))
        if chosen:
            line = QRectF(0, self.height() - 2, self.width(), 2)
            painter.fillRect(line, theme.color(ink))


class TabBar(QWidget):
    """`chosen` carries the key of what the user took; arrow keys move along."""

    chosen = Signal(str)

    def __init__(
        self, theme: ThemeController, keys: tuple[str, ...], *, name: str = "detail_tabs"
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self._tabs = {key: _Tab(theme, key, self) for key in keys}
        self._row = FlowLayout(self, spacing=GAP, line_spacing=0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for tab in self._tabs.values():
            self._group.addButton(tab)
            self._row.addWidget(tab)
        self._tabs[keys[0]].setChecked(True)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        theme.follow(self._on_theme_changed)

    def _fit(self, width: int) -> None:
        """Where there is little room the gaps give way, not the names; then a second line comes."""
        hints = [tab.sizeHint().width() for tab in self._tabs.values()]
        gaps = len(hints) - 1
        spare = width - sum(hints) - LEAST_GAP * gaps
        self._row.set_gap(min(LEAST_GAP + max(spare, 0) // gaps, GAP))

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        self._fit(width)
        return self._row.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits gaps and lines."""
        super().resizeEvent(event)
        self._fit(self.width())
        self.setMinimumHeight(self._row.heightForWidth(self.width()))

    def set_text(self, key: str, text: str) -> None:
        """Names a tab."""
        self._tabs[key].setText(text)
        self._tabs[key].updateGeometry()

    def set_marked(self, key: str, *, marked: bool, description: str = "") -> None:
        """Puts a dot behind a tab's name, and into words what it means."""
        self._tabs[key].set_marked(marked=marked)
        self._tabs[key].setAccessibleDescription(description if marked else "")

    def current(self) -> str:
        """The key of the tab in front."""
        return next(key for key, tab in self._tabs.items() if tab.isChecked())

    def choose(self, key: str) -> None:
        """Brings a tab to the front from outside; sends nothing."""
        self._tabs[key].setChecked(True)

    def take_keyboard(self) -> None:
        """The keyboard to the tab in front."""
        self._tabs[self.current()].setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Goes along and takes what it reaches."""
        keys = list(self._tabs)
        key = keys[(keys.index(self.current()) + by) % len(keys)]
        self._tabs[key].setChecked(True)
        self._tabs[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(key)

    def _on_group_button_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Tab):
            self.chosen.emit(button.key)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        for tab in self._tabs.values():
            tab.updateGeometry()
            tab.update()
