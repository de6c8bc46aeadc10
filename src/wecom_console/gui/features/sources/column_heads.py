"""The captions above the list's columns; each sorts by its column."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wecom_console.gui.features.sources.list_view import SCROLL_ROOM
from wecom_console.gui.features.sources.presenter.ordering import Column, RowOrder
from wecom_console.gui.features.sources.row_layout import columns
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.controls.verbatim import Verbatim


class HeadButton(Themed, Verbatim, QAbstractButton):
    """A caption, and the arrow of the column that sorts."""

    def __init__(self, theme: ThemeController, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._arrow = ""
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.follow(self._on_theme_changed)

    def show_arrow(self, icon: str) -> None:
        """Up, down, or none."""
        self._arrow = icon
        self.update()

    def sizeHint(self) -> QSize:
        """The caption and room for the arrow."""
        measure = QFontMetricsF(self._theme.font(Role.CAPTION))
        width = measure.horizontalAdvance(self.text()) + self._theme.px(12) + 10
        return QSize(int(width + 0.99), self._theme.line_height(Role.CAPTION))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the caption."""
        painter = QPainter(self)
        theme = self._theme
        is_lit = bool(self._arrow) or self.underMouse()
        ink = theme.color("text" if is_lit else "text_muted")
        area = QRectF(self.rect())
        taken = draw_line(painter, area, self.text(), theme.font(Role.CAPTION), ink)
        if self._arrow:
            side = theme.px(12)
            box = QRectF(taken + 4, (self.height() - side) / 2, side, side)
            theme.draw_icon(painter, self._arrow, box, "text")
        if self.hasFocus():
            rounded(painter, area, RADIUS_TAG, border=theme.color("focus"), width=2)


class ColumnHeads(Themed, QWidget):
    """`sorted` carries the column that was pressed; `density_toggled`: rows of another height.
    Nothing of it is there where the columns are stacked."""

    sorted = Signal(object)
    density_toggled = Signal()

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._order = RowOrder()
        self._words = ("", "")
        self.buttons = {
            column: HeadButton(theme, f"sort_{column.value}_button", self) for column in Column
        }
        self.density = HeadButton(theme, "density_button", self)
        self.density.clicked.connect(self.density_toggled)
        for column, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, column=column: self.sorted.emit(column))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed_here)

    def show_texts(self, texts: dict[Column, str], *, up: str, down: str) -> None:
        """Names the columns; `up` and `down` say how they sort, for screen readers."""
        self._words = (up, down)
        for column, text in texts.items():
            self.buttons[column].setText(text)
        self.show_order(self._order)
        self._place()

    def show_density(self, text: str) -> None:
        """What the button on the right does."""
        self.density.setText(text)
        self._place()

    def show_order(self, order: RowOrder) -> None:
        """Marks the column that sorts."""
        self._order = order
        for column, button in self.buttons.items():
            is_it = order.column is column
            word = self._words[order.is_reversed] if is_it else ""
            icon = "chevron-down" if order.is_reversed else "chevron-up"
            button.show_arrow(icon if is_it else "")
            button.setAccessibleName(spoken_fact(button.text(), word) if word else button.text())

    def sizeHint(self) -> QSize:
        """One line of captions."""
        return QSize(100, self._theme.line_height(Role.CAPTION))

    def _place(self) -> None:
        cols = columns(self._theme, self.width() - SCROLL_ROOM)
        lefts = (cols.name, cols.environment, cols.result)
        for left, button in zip(lefts, self.buttons.values(), strict=True):
            button.setVisible(cols.wide)
            button.setGeometry(int(left), 0, button.sizeHint().width(), self.height())
        width = self.density.sizeHint().width()
        right = self.width() - SCROLL_ROOM
        self.density.setVisible(cols.wide)
        self.density.setGeometry(right - width, 0, width, self.height())

    def _on_theme_changed_here(self, _tokens: object) -> None:
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the captions above their columns."""
        super().resizeEvent(event)
        self._place()
