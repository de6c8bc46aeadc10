"""The header: where one is, what the page adds, commands, language, theme."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import (
    HEIGHT_HEADER,
    HEIGHT_MEDIUM,
    PAGE_EDGE,
    RADIUS_CONTROL,
    Role,
)
from wecom_console.gui.theme.paint import draw_line, fill, rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.focus_ring import FocusRinged, RingHolder
from wecom_console.gui.widgets.controls.hover import Hoverable
from wecom_console.gui.widgets.controls.verbatim import Verbatim
from wecom_console.gui.widgets.text.key_hint import draw_key_hint, key_hint_width
from wecom_console.gui.widgets.text.label import Label

if TYPE_CHECKING:
    from wecom_console.gui.widgets.text.breadcrumb import Breadcrumb

SHORTCUT = "Ctrl K"
NARROW = 640
EXTRA_ROOM = 200
"""What the page's own part gets beyond the least, before the words of the commands do."""


class CommandsButton(Themed, Hoverable, FocusRinged, Verbatim, QPushButton):
    """Looks like a search field, opens the command palette."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self._ring = RingHolder(theme, self, radius=RADIUS_CONTROL)
        self.setObjectName("commands_button")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def set_narrow(self, *, narrow: bool) -> None:
        """The icon alone, where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            set_tip(self, self.text() if narrow else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Icon, word and shortcut."""
        theme = self._theme
        if self._narrow:
            height = max(theme.px(HEIGHT_MEDIUM), theme.line_height(Role.SMALL) + 8)
            return QSize(height + 4, height)
        word = QFontMetricsF(theme.font(Role.SMALL)).horizontalAdvance(self.text())
        hint = key_hint_width(theme, SHORTCUT)
        height = max(theme.px(HEIGHT_MEDIUM), theme.line_height(Role.SMALL) + 8)
        return QSize(int(12 + theme.px(15) + 7 + word + 12 + hint + 11), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the field."""
        painter = QPainter(self)
        theme = self._theme
        ground = "surface_pressed" if self.isDown() else "surface_hover" if self._hovered else ""
        rounded(
            painter,
            self.rect(),
            RADIUS_CONTROL,
            fill=theme.color(ground or "surface_raised"),
            border=theme.color("border"),
        )
        side = theme.px(15)
        icon_left = (self.width() - side) / 2 if self._narrow else 12
        icon = QRectF(icon_left, (self.height() - side) / 2, side, side)
        theme.draw_icon(painter, "search", icon, "text_muted")
        if self._narrow:
            return
        left = 12 + side + 7
        area = QRectF(left, 0, self.width(), self.height())
        font = theme.font(Role.SMALL)
        draw_line(painter, area, self.text(), font, theme.color("text_muted"), elide=False)
        hint_left = self.width() - 11 - key_hint_width(theme, SHORTCUT)
        draw_key_hint(painter, theme, SHORTCUT, hint_left, self.height() / 2)


class Header(QWidget):
    """Title (under the way to it), the page's own part, and the tools at the right."""

    step_chosen = Signal(str)

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._extra: QWidget | None = None
        self.breadcrumb: Breadcrumb | None = None
        self.title = Label(theme, role=Role.TITLE)
        self.title.setObjectName("page_title")
        self.commands_button = CommandsButton(theme)
        self.language_button = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.TOOL,
            icon="globe",
            name="language_button",
        )
        self.theme_button = Button(
            theme, kind=ButtonKind.GHOST, size=ButtonSize.TOOL, icon="moon", name="theme_button"
        )
        self.menu_button = Button(
            theme, kind=ButtonKind.GHOST, size=ButtonSize.TOOL, icon="menu", name="menu_button"
        )
        self.menu_button.setVisible(sys.platform != "darwin")  # there the bar is the system's
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addStretch(1)
        self._words.addWidget(self.title)
        self._words.addStretch(1)
        self._slot = QHBoxLayout()
        self._slot.setContentsMargins(20, 0, 16, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(PAGE_EDGE, 0, PAGE_EDGE, 0)
        row.setSpacing(0)
        row.addLayout(self._words)
        row.addLayout(self._slot)
        row.addStretch(1)
        row.addWidget(self.commands_button)
        row.addSpacing(10)
        row.addWidget(self.language_button)
        row.addSpacing(6)
        row.addWidget(self.theme_button)
        row.addSpacing(6)
        row.addWidget(self.menu_button)
        theme.follow(self._on_theme_changed)

    def show_place(self, title: str, steps: Sequence[tuple[str, str]]) -> None:
        """Shows where one is."""
        if steps and self.breadcrumb is None:
            from wecom_console.gui.widgets.text.breadcrumb import (
                Breadcrumb,  # not on the first page
            )

            self.breadcrumb = Breadcrumb(self._theme)
            self.breadcrumb.chosen.connect(self.step_chosen)
            self._words.insertWidget(1, self.breadcrumb)
        if self.breadcrumb is not None:
            self.breadcrumb.show_steps(steps)
        self.title.set_role(Role.TITLE_SMALL if steps else Role.TITLE)
        self.title.setText(title)
        set_tip(self.title, title)
        self._make_room()

    def show_extra(self, widget: QWidget | None) -> None:
        """Puts the page's own part after the title."""
        if widget is self._extra:
            return
        if self._extra is not None:
            self._slot.removeWidget(self._extra)
            self._extra.hide()
        self._extra = widget
        if widget is not None:
            self._slot.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
            widget.show()

    def _on_theme_changed(self, tokens: ThemeTokens) -> None:
        self.theme_button.set_icon("sun" if tokens.is_dark else "moon")
        line = self._theme.line_height(Role.TITLE) + self._theme.line_height(Role.SMALL)
        self.setFixedHeight(max(self._theme.px(HEIGHT_HEADER), line + 6))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room for the title."""
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Makes room anew where what the page adds has other words."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return handled

    def _make_room(self) -> None:
        """The words of the commands give way to a long title, and to what the page adds."""
        tools = (self.commands_button, self.language_button, self.theme_button, self.menu_button)
        extra = self._extra
        wanted = self.title.sizeHint().width() + 2 * PAGE_EDGE + 72
        if extra is not None:
            least = extra.minimumSizeHint().width()
            wanted += min(extra.sizeHint().width(), least + self._theme.px(EXTRA_ROOM))
        wanted += sum(tool.sizeHint().width() for tool in tools[1:]) + self._theme.px(172)
        self.commands_button.set_narrow(narrow=self.width() < max(self._theme.px(NARROW), wanted))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground and rule."""
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("surface_raised"))
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), self._theme.color("border"))
