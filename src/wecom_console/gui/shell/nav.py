"""The navigation at the left: logo, items, badges; icons alone where there is little room."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.row_models import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.delegate import ThemedDelegate
from wecom_console.gui.theme.metrics import (
    HEIGHT_HEADER,
    HEIGHT_NAV,
    NAV_WIDTH,
    NAV_WIDTH_ICONS,
    RADIUS_CONTROL,
    Role,
    Weight,
)
from wecom_console.gui.theme.paint import draw_line, fill, rounded
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.focus_ring import came_by_keyboard

if TYPE_CHECKING:
    from wecom_console.gui.widgets.login.verdicts import Spinner

KEY_ROLE: Final = Qt.ItemDataRole.UserRole
ICON_ROLE: Final = Qt.ItemDataRole.UserRole + 1
BADGE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
GAP: Final = 2


class Badge(NamedTuple):
    """What an item says at its right: ``5 / 9`` while running, ``On`` with a dot, a count."""

    text: str
    color: str = "primary"
    is_running: bool = False
    has_dot: bool = False


class NavItem(NamedTuple):
    """An item of the navigation."""

    key: str
    icon: str


class _NavDelegate(ThemedDelegate):
    def __init__(self, theme: ThemeController, view: "NavList") -> None:
        super().__init__(theme, view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(10, self._view.row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        theme, view = self._theme, self._view
        box = QRectF(option.rect).adjusted(0, 0, 0, -GAP)
        current = index.row() == view.currentRow()
        hovered = index.row() == view.hovered_row
        painter.save()
        if current:
            rounded(painter, box, RADIUS_CONTROL, fill=theme.color("primary_soft"))
            bar = QRectF(box.x(), box.center().y() - theme.px(9), 3, theme.px(18))
            rounded(painter, bar, 1, fill=theme.color("primary"))
        elif hovered:
            rounded(painter, box, RADIUS_CONTROL, fill=theme.color("surface_hover"))
        if current and view.shows_focus:
            rounded(painter, box, RADIUS_CONTROL, border=theme.color("focus"), width=2)
        ink = "primary" if current else "text" if hovered else "text_muted"
        side = theme.px(16)
        left = box.x() + 12 if not view.is_narrow else box.center().x() - side / 2
        place = QRectF(left, box.center().y() - side / 2, side, side)
        theme.draw_icon(painter, str(index.data(ICON_ROLE)), place, ink)
        badge = index.data(BADGE_ROLE)
        if not view.is_narrow:
            text = QRectF(left + side + 10, box.y(), box.right() - left - side - 20, box.height())
            weight = Weight.SEMIBOLD if current else Weight.MEDIUM
            font = theme.font(Role.LABEL, weight=weight)
            if isinstance(badge, Badge):
                words = QFontMetricsF(font).horizontalAdvance(str(index.data()))
                right = self._draw_badge(painter, badge, box, text.x() + words)
                text.setRight(right)
            draw_line(painter, text, str(index.data()), font, theme.color(ink))
        elif isinstance(badge, Badge):
            dot = QRectF(place.right() - 1, place.y() - 5, 7, 7)
            rounded(painter, dot, 3.5, fill=theme.color(badge.color))
        painter.restore()

    def _draw_badge(self, painter: QPainter, badge: Badge, box: QRectF, name_ends: float) -> float:
        """Paints from the right edge; returns where the item's name has to end. Where both do not
        fit, the name stands: the badge is shorter, or a ring or a dot alone."""
        theme = self._theme
        weight = Weight.SEMIBOLD if badge.is_running else Weight.MEDIUM
        font = theme.font(Role.CAPTION, weight=weight, tabular=badge.is_running)
        measure = QFontMetricsF(font)
        sign = theme.px(14) + 6 if badge.is_running else theme.px(7) + 5 if badge.has_dot else 0
        room = box.right() - 12 - name_ends - 8
        text, signed = badge_that_fits(badge, room, sign, measure.horizontalAdvance)
        middle, right = box.center().y(), box.right() - 12
        if text:
            width = measure.horizontalAdvance(text)
            area = QRectF(right - width, box.y(), width + 2, box.height())
            draw_line(painter, area, text, font, theme.color(badge.color), elide=False)
            right -= width + (6 if badge.is_running else 5)
        if not signed:
            return right
        side = theme.px(14 if badge.is_running else 7)
        place = QRectF(right - side, middle - side / 2, side, side)
        if badge.is_running:
            self._view.draw_running(painter, place)
        else:
            rounded(painter, place, side / 2, fill=theme.color(badge.color))
        return place.left() - 4


def badge_that_fits(
    badge: Badge, room: float, sign: float, width_of: Callable[[str], float]
) -> tuple[str, bool]:
    """The text of a badge and whether its ring or dot (`sign` wide) stands before it: as much as
    there is room for, and at least something."""
    if not badge.is_running:
        fits = width_of(badge.text) + sign <= room
        return (badge.text, badge.has_dot) if fits else ("", True)
    short = badge.text.replace(" ", "")
    for text, signed in ((badge.text, True), (short, True), (short, False)):
        if width_of(text) + sign * signed <= room:
            return text, signed
    return "", True


class NavList(QListWidget):
    """The items. Moving with the arrow keys shows a page as a click does."""

    chosen = Signal(str)

    def __init__(self, theme: ThemeController, items: Sequence[NavItem]) -> None:
        super().__init__()
        self._theme = theme
        self.hovered_row = -1
        self.is_narrow = False
        self.shows_focus = False
        self._spinner: Spinner | None = None
        self.setObjectName("nav_list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_NavDelegate(theme, self))
        self.setUniformItemSizes(True)
        for spec in items:
            item = QListWidgetItem(self)
            item.setData(KEY_ROLE, spec.key)
            item.setData(ICON_ROLE, spec.icon)
        self.currentItemChanged.connect(self._on_current_item_changed)
        self._quiet = False
        theme.follow(self._on_theme_changed)

    def row_height(self) -> int:
        """An item and the gap below it."""
        line = self._theme.line_height(Role.LABEL)
        return max(self._theme.px(HEIGHT_NAV), line + 12) + GAP

    def select(self, key: str) -> None:
        """Marks an item without asking for its page."""
        self._quiet = True
        for row in range(self.count()):
            if self.item(row).data(KEY_ROLE) == key:
                self.setCurrentRow(row)
        self._quiet = False

    def set_text(self, key: str, text: str) -> None:
        """Names an item."""
        item = self._find(key)
        if item is not None:
            item.setText(text)
            set_tip(item, text if self.is_narrow else "")

    def set_badge(self, key: str, badge: Badge | None) -> None:
        """Gives an item a badge or takes it."""
        item = self._find(key)
        if item is None:
            return
        item.setData(BADGE_ROLE, badge)
        words = item.text() if badge is None else f"{item.text()} {badge.text}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        badges = [self.item(row).data(BADGE_ROLE) for row in range(self.count())]
        self._run_spinner(running=any(isinstance(b, Badge) and b.is_running for b in badges))
        self._repaint()

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, with tool tips."""
        self.is_narrow = narrow
        for row in range(self.count()):
            item = self.item(row)
            set_tip(item, item.text() if narrow else "")
        self._repaint()

    def draw_running(self, painter: QPainter, rect: QRectF) -> None:
        """The turning ring of a running badge."""
        from wecom_console.gui.widgets.login.verdicts import (
            draw_running,  # nothing runs at the start
        )

        angle = self._spinner.angle if self._spinner is not None else 0
        draw_running(painter, self._theme, rect, angle)

    def _run_spinner(self, *, running: bool) -> None:
        if running and self._spinner is None:
            from wecom_console.gui.widgets.login.verdicts import (
                Spinner,  # nothing runs at the start
            )

            self._spinner = Spinner(self._theme, self.viewport())
        if self._spinner is not None:
            self._spinner.run(running=running)

    def _repaint(self) -> None:
        # The first call of viewport() makes PySide load every widget class there is (7 ms), which
        # must not happen before the first frame; nothing needs repainting before it either.
        if self.isVisible():
            self.viewport().update()

    def _find(self, key: str) -> QListWidgetItem | None:
        rows = (self.item(row) for row in range(self.count()))
        return next((item for item in rows if item.data(KEY_ROLE) == key), None)

    def _on_current_item_changed(self, item: QListWidgetItem | None, _former: object) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(str(item.data(KEY_ROLE)))

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.scheduleDelayedItemsLayout()
        self._repaint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows the pointer."""
        super().mouseMoveEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if row != self.hovered_row:
            self.hovered_row = row
            self._repaint()

    def leaveEvent(self, event: QEvent) -> None:
        """Forgets the pointer."""
        super().leaveEvent(event)
        self.hovered_row = -1
        self._repaint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the focus when it came by keyboard."""
        super().focusInEvent(event)
        self.shows_focus = came_by_keyboard(event)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hides the focus."""
        super().focusOutEvent(event)
        self.shows_focus = False
        self._repaint()


class NavPanel(QWidget):
    """Logo and name above the list."""

    def __init__(self, theme: ThemeController, items: Sequence[NavItem], *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.list = NavList(theme, items)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.list)
        theme.follow(self._on_theme_changed)

    @property
    def is_narrow(self) -> bool:
        """Whether it shows icons alone."""
        return self.list.is_narrow

    def full_width(self) -> int:
        """The width with words."""
        return self._theme.px(NAV_WIDTH)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, or words too."""
        if narrow != self.list.is_narrow:
            self.list.set_narrow(narrow=narrow)
            self._on_theme_changed(self._theme.tokens)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        narrow = self.list.is_narrow
        edge = 8 if narrow else 12
        top = self._theme.px(HEIGHT_HEADER) + 10
        self._column.setContentsMargins(edge, top, edge + 1, 12)
        self.setFixedWidth(self._theme.px(NAV_WIDTH_ICONS) if narrow else self.full_width())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, logo, name and the rule at the right."""
        painter = QPainter(self)
        theme = self._theme
        fill(painter, self.rect(), theme.color("surface_raised"))
        fill(painter, QRect(self.width() - 1, 0, 1, self.height()), theme.color("border"))
        side = theme.px(28)
        top = (theme.px(HEIGHT_HEADER) - side) / 2
        left = 16.0 if not self.list.is_narrow else (self.width() - 1 - side) / 2
        theme.draw_icon(painter, "logo", QRectF(left, top, side, side), "primary")
        if not self.list.is_narrow:
            area = QRectF(left + side + 10, top, self.width(), side)
            font = theme.font(Role.HEADING)
            draw_line(painter, area, self._name, font, theme.color("text"), elide=False)
