"""Drop-down choice; the field and its list paint themselves."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from wecom_console.gui.row_models import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.delegate import ThemedDelegate
from wecom_console.gui.theme.metrics import (
    HEIGHT_CONTROL,
    RADIUS_CONTROL,
    RADIUS_TAG,
    Role,
    Weight,
)
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.popups import round_corners
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.focus_ring import RingHolder
from wecom_console.gui.widgets.controls.hover import Hoverable
from wecom_console.gui.widgets.fields.labelled import LabelledField
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.text.tags import TagSpec, draw_tag, tag_width

KEY_ROLE: Final = Qt.ItemDataRole.UserRole
ICON_ROLE: Final = Qt.ItemDataRole.UserRole + 1
TAG_ROLE: Final = Qt.ItemDataRole.UserRole + 2
NAME_LEAST: Final = 72
"""What is left of the chosen one's name where its tag stands beside it."""


HEADING: Final = "#"
"""What the key of a heading begins with: it stands above others and cannot be chosen."""


class _ItemDelegate(ThemedDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        font = self._theme.font(Role.SMALL)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        width = QFontMetricsF(font).horizontalAdvance(text) + 56
        tag = index.data(TAG_ROLE)
        if isinstance(tag, TagSpec):
            width += tag_width(self._theme, tag) + 10
        return QSize(int(width), max(self._theme.px(32), self._theme.line_height(Role.SMALL) + 8))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        theme = self._theme
        painter.save()
        rect = QRectF(option.rect)
        state = option.state
        painter.fillRect(rect, theme.color("surface_raised"))
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        if str(index.data(KEY_ROLE)).startswith(HEADING):
            small, muted = theme.font(Role.CAPTION, weight=Weight.SEMIBOLD), "text_muted"
            place = rect.adjusted(12, 4, -12, 0)
            draw_line(painter, place, str(index.data()), small, theme.color(muted))
            painter.restore()
            return
        active = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        if active and enabled:
            box = rect.adjusted(4, 1, -4, -1)
            rounded(painter, box, RADIUS_TAG, fill=theme.color("surface_hover"))
        view = option.widget
        combo = view.property("combo")
        current = isinstance(combo, ComboBox) and combo.currentIndex() == index.row()
        side = theme.px(14)
        text_box = rect.adjusted(12, 0, -12, 0)
        icon = index.data(ICON_ROLE)
        if icon:
            place = QRectF(text_box.x(), rect.center().y() - side / 2, side, side)
            theme.draw_icon(painter, str(icon), place, "primary")
            text_box.adjust(side + 8, 0, 0, 0)
        if current:
            place = QRectF(rect.right() - 14 - side, rect.center().y() - side / 2, side, side)
            theme.draw_icon(painter, "check", place, "primary")
        text_box.adjust(0, 0, -(side + 8), 0)
        tag = index.data(TAG_ROLE)
        if isinstance(tag, TagSpec):
            width = tag_width(theme, tag)
            draw_tag(painter, theme, tag, text_box.right() - width, rect.center().y())
            text_box.adjust(0, 0, -(width + 8), 0)
        ink = "text" if enabled else "text_disabled"
        font = theme.font(Role.SMALL, weight=Weight.MEDIUM if current else None)
        draw_line(painter, text_box, str(index.data() or ""), font, theme.color(ink))
        painter.restore()


class ComboBox(Hoverable, QComboBox):
    """Items have a key and a text, and may have an icon and a tag.

    `picked` carries the key that the user took; `choose` from code sends nothing.
    """

    picked = Signal(str)

    def __init__(
        self,
        theme: ThemeController,
        *,
        name: str = "",
        accessible_name: str = "",
        height: int = HEIGHT_CONTROL,
        role: Role = Role.BODY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self._role = role
        self._tone = Tone.HINT
        self._ring = RingHolder(theme, self, radius=RADIUS_CONTROL)
        if name:
            self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        view = QListView(self)
        view.setProperty("combo", self)
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        self.setView(view)
        self.setItemDelegate(_ItemDelegate(theme, self))
        self.activated.connect(self._on_activated)
        theme.follow(self._on_theme_changed)

    def setAccessibleName(self, name: str) -> None:
        """Qt tells Linux what is chosen in place of the name: the description has it, too."""
        if self.accessibleDescription() in ("", self.accessibleName()):
            self.setAccessibleDescription(name)
        super().setAccessibleName(name)

    def add(self, key: str, text: str, *, icon: str = "", tag: TagSpec | None = None) -> None:
        """Adds an item."""
        self.addItem(text, key)
        row = self.count() - 1
        if icon:
            self.setItemData(row, icon, ICON_ROLE)
        if tag is not None:
            self.setItemData(row, tag, TAG_ROLE)
        model = self.model()
        if key.startswith(HEADING) and isinstance(model, QStandardItemModel):
            model.item(row).setEnabled(False)

    def set_text(self, key: str, text: str) -> None:
        """Renames an item."""
        row = self.findData(key)
        if row >= 0:
            self.setItemText(row, text)
            self.update()

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offers these `(key, text)`; the same keys keep what is chosen and only take the texts. A
        key that begins with `HEADING` is a heading's."""
        if [self.itemData(row) for row in range(self.count())] != [key for key, _ in items]:
            self.clear()
            for key, text in items:
                self.add(key, text)
        for key, text in items:
            self.set_text(key, text)

    def current_key(self) -> str:
        """The key of the current item, or an empty text."""
        return str(self.currentData(KEY_ROLE) or "")

    def choose(self, key: str) -> None:
        """Makes an item current."""
        row = self.findData(key)
        if row >= 0:
            self.setCurrentIndex(row)

    def set_tone(self, tone: Tone) -> None:
        """Takes the edge of a verdict."""
        self._tone = tone
        self._update_ring()
        self.update()

    def _update_ring(self) -> None:
        self._ring.show_if(is_wrong=self._tone is Tone.ERROR, has_focus=self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring of one that is wrong."""
        super().focusInEvent(event)
        self._update_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring."""
        super().focusOutEvent(event)
        self._update_ring()

    def _on_activated(self, _row: int) -> None:
        self.picked.emit(self.current_key())

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.setFont(self._theme.font(self._role))
        self.updateGeometry()
        self.update()

    def _content_width(self, row: int) -> float:
        measure = QFontMetricsF(self._theme.font(self._role))
        width = measure.horizontalAdvance(self.itemText(row))
        if self.itemData(row, ICON_ROLE):
            width += self._theme.px(14) + 10
        tag = self.itemData(row, TAG_ROLE)
        if isinstance(tag, TagSpec):
            width += 10 + tag_width(self._theme, tag)
        return width

    def sizeHint(self) -> QSize:
        """The widest item and the arrow."""
        widest = max((self._content_width(row) for row in range(self.count())), default=0.0)
        line = self._theme.line_height(self._role)
        height = max(self._theme.px(self._height), line + 6)
        return QSize(int(widest) + 12 + 10 + self._theme.px(16) + 12, height)

    def minimumSizeHint(self) -> QSize:
        """Ten characters and the arrow."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.px(110)), hint.height())

    def showPopup(self) -> None:
        """Opens the list below the field, without the platform's own frame."""
        container = self.view().window()
        if isinstance(container, QFrame):
            container.setFrameShape(QFrame.Shape.NoFrame)
            round_corners(container, RADIUS_CONTROL)
        super().showPopup()
        below = self.mapToGlobal(self.rect().bottomLeft()).y() + 3
        if container.y() >= below - 6:
            container.move(container.x(), below)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page must not change a value in passing."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the closed field."""
        painter = QPainter(self)
        theme = self._theme
        edge, width = "border_control", 1
        if not self.isEnabled():
            edge = "border"
        elif self._tone is Tone.ERROR:
            edge, width = "error", 2
        elif self.hasFocus():
            edge, width = "focus", 2
        elif self._tone is Tone.WARNING:
            edge = "warning"
        elif self._hovered:
            edge = "text_muted"
        ground = theme.color("surface_raised" if self.isEnabled() else "surface_sunken")
        rounded(
            painter, self.rect(), RADIUS_CONTROL, fill=ground, border=theme.color(edge), width=width
        )
        side = theme.px(14)
        middle = self.height() / 2
        arrow = QRectF(self.width() - 10 - side, middle - side / 2, side, side)
        ink = "text" if self.isEnabled() else "text_disabled"
        theme.draw_icon(painter, "chevron-down", arrow, "text_muted" if self.isEnabled() else ink)
        room = QRectF(11, 0, arrow.x() - 11 - 8, self.height())
        icon = self.currentData(ICON_ROLE)
        if icon:
            token = "primary" if self.isEnabled() else ink
            theme.draw_icon(
                painter, str(icon), QRectF(room.x(), middle - side / 2, side, side), token
            )
            room.adjust(side + 10, 0, 0, 0)
        tag = self.currentData(TAG_ROLE)
        font = theme.font(self._role)
        text = self.currentText() or self.placeholderText()
        if not self.currentText() and self.isEnabled():
            ink = "text_muted"
        wide = tag_width(theme, tag) + 10 if isinstance(tag, TagSpec) else 0.0
        least = min(QFontMetricsF(font).horizontalAdvance(text), theme.px(NAME_LEAST))
        has_tag = room.width() - wide >= least  # else the name alone
        if has_tag:
            room.adjust(0, 0, -wide, 0)
        taken = draw_line(painter, room, text, font, theme.color(ink))
        if isinstance(tag, TagSpec) and has_tag:
            draw_tag(painter, theme, tag, room.x() + taken + 10, middle)


class ComboField(LabelledField):
    """A labelled drop-down: `<name>_combo` and `<name>_problem`."""

    picked = Signal(str)

    def __init__(
        self,
        theme: ThemeController,
        *,
        name: str,
        label: str = "",
        required: bool = False,
        with_problem: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        combo = ComboBox(theme, name=f"{name}_combo")
        super().__init__(
            theme,
            combo,
            combo,
            name=name,
            label=label,
            required=required,
            with_problem=with_problem,
            parent=parent,
        )
        self.combo = combo
        combo.picked.connect(self.picked)

    def show_verdict(self, tone: Tone, sentence: str) -> None:
        """Edge and sentence."""
        self.combo.set_tone(tone)
        super().show_verdict(tone, sentence)
