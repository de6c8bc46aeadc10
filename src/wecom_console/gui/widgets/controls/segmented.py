"""One choice of a few, side by side, or below each other where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, Role, Weight
from wecom_console.gui.theme.paint import draw_line, fill, rounded, rounded_path
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.focus_ring import FocusRinged, RingHolder
from wecom_console.gui.widgets.controls.verbatim import Verbatim

HEIGHT = 30
USUAL = 18
NARROWEST = 10
"""The room beside a segment's words, both sides together."""
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class _Segment(FocusRinged, Verbatim, QRadioButton):
    def __init__(self, theme: ThemeController, key: str, owner: "SegmentedControl") -> None:
        super().__init__(owner)
        self._theme = theme
        self.key = key
        self.count = ""
        self.is_alarm = False
        self._owner = owner
        self._measured = (theme.font(Role.SMALL), "", 0.0)
        self._ring = RingHolder(theme, self, radius=RADIUS_CONTROL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(self._owner.widest(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        height = max(self._theme.px(HEIGHT), self._theme.line_height(Role.SMALL) + 8)
        return QSize(int(self._words_width()) + NARROWEST, height)

    def _words_width(self) -> float:
        # Every layout asks all segments, several times.
        font = self._theme.font(Role.SMALL, weight=Weight.SEMIBOLD)
        words = f"{self.text()}  {self.count}" if self.count else self.text()
        known_font, known_words, width = self._measured
        if known_font is not font or known_words != words:
            width = QFontMetricsF(font).horizontalAdvance(words)
            self._measured = (font, words, width)
        return width

    def hitButton(self, _pos: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._owner.step(step)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        area = QRectF(self.rect())
        clip = QRectF(self._owner.rect()).translated(-self.x(), -self.y()).adjusted(1, 1, -1, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(rounded_path(clip, RADIUS_CONTROL - 1))
        chosen = self.isChecked()
        if chosen:
            ground = "primary_soft" if self.isEnabled() else "surface_pressed"
            fill(painter, area, theme.color(ground))
        elif self.underMouse() and self.isEnabled():
            fill(painter, area, theme.color("surface_hover"))
        painter.setClipping(False)
        if not self._owner.is_first(self):
            token = "border_control" if self.isEnabled() else "border"
            line = QRectF(0, 1, 1, area.height() - 2)
            if self._owner.is_stacked:
                line = QRectF(1, 0, area.width() - 2, 1)
            fill(painter, line, theme.color(token))
        ink = "text_disabled" if not self.isEnabled() else "primary" if chosen else "text_muted"
        weight = Weight.SEMIBOLD if chosen else Weight.REGULAR
        font = theme.font(Role.SMALL, weight=weight)
        if not self.count:
            color = theme.color(ink)
            draw_line(painter, area, self.text(), font, color, align=Qt.AlignmentFlag.AlignHCenter)
            return
        strong = theme.font(Role.SMALL, weight=Weight.SEMIBOLD, tabular=True)
        gap = theme.px(6)
        words = QFontMetricsF(font).horizontalAdvance(self.text()) + gap
        number = QFontMetricsF(strong).horizontalAdvance(self.count)
        left = max(2.0, (area.width() - words - number) / 2)
        area.setLeft(left)
        draw_line(painter, area, self.text(), font, theme.color(ink))
        area.setLeft(left + words)
        if self.is_alarm and self.isEnabled():
            draw_line(painter, area, self.count, strong, theme.color("error"))
        else:
            draw_line(painter, area, self.count, font, theme.color(ink))


class SegmentedControl(QWidget):
    """`chosen` carries the key of what the user took; arrow keys move along."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: ThemeController,
        items: Sequence[tuple[str, str]] = (),
        *,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments: list[_Segment] = []
        self._group = QButtonGroup(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        if name:
            self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        for key, text in items:
            self.add(key, text)
        theme.follow(self._on_theme_changed)

    def add(self, key: str, text: str) -> None:
        """Adds a segment at the end; the first one is chosen."""
        segment = _Segment(self._theme, key, self)
        segment.setText(text)
        if self.objectName():
            segment.setObjectName(f"{self.objectName()}_{key}")
        self._segments.append(segment)
        self._group.addButton(segment)
        self._row.addWidget(segment, 1)
        if len(self._segments) == 1:
            segment.setChecked(True)
        self._let_tab_in()

    def set_text(self, key: str, text: str) -> None:
        """Renames a segment."""
        self._find(key).setText(text)
        for segment in self._segments:
            segment.updateGeometry()
        self._fit()

    def set_count(self, key: str, text: str, count: int | None, *, alarm: bool = False) -> None:
        """Renames a segment that counts something; a count that is an alarm is red."""
        segment = self._find(key)
        segment.count, segment.is_alarm = "" if count is None else str(count), alarm
        segment.setAccessibleName(f"{text} {segment.count}".strip())
        self.set_text(key, text)
        segment.update()

    def current(self) -> str:
        """The key of the chosen segment."""
        return next((s.key for s in self._segments if s.isChecked()), "")

    def choose(self, key: str) -> None:
        """Chooses from outside; sends nothing."""
        self._find(key).setChecked(True)
        self._let_tab_in()
        self.update()

    def step(self, by: int) -> None:
        """Goes along and takes what it reaches."""
        keys = [s.key for s in self._segments if s.isEnabled()]
        if not keys:
            return
        place = keys.index(self.current()) if self.current() in keys else 0
        segment = self._find(keys[(place + by) % len(keys)])
        segment.setChecked(True)
        segment.setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(segment.key)

    def _let_tab_in(self) -> None:
        """Tab comes to the chosen segment, from where the arrow keys go on; Qt sees to that only
        once one of them has had the keyboard."""
        usable = [s for s in self._segments if s.isEnabled()]
        entry = next((s for s in usable if s.isChecked()), usable[0] if usable else None)
        for segment in self._segments:
            is_entry = segment is entry
            policy = Qt.FocusPolicy.StrongFocus if is_entry else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(policy)

    @property
    def is_stacked(self) -> bool:
        """Whether the segments are below each other."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def _needed(self) -> int:
        return sum(segment.minimumSizeHint().width() for segment in self._segments)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """One line, or as many as there are segments."""
        heights = [segment.minimumSizeHint().height() for segment in self._segments] or [0]
        return max(heights) if self._needed() <= width else sum(heights)

    def sizeHint(self) -> QSize:
        """Every segment as wide as the widest."""
        width = self.widest() * len(self._segments)
        return QSize(width, self.heightForWidth(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        """The widest segment alone."""
        return QSize(self.widest(), self.heightForWidth(self.width() or self.widest()))

    def _fit(self) -> None:
        stacked = self._needed() > self.width() and len(self._segments) > 1
        direction = (
            QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        )
        if self._row.direction() != direction:
            self._row.setDirection(direction)
            self.updateGeometry()
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below each other."""
        super().resizeEvent(event)
        self._fit()

    def widest(self) -> int:
        """The width that every segment would like: what the longest text needs."""
        narrowest = max((s.minimumSizeHint().width() for s in self._segments), default=0)
        return narrowest + USUAL - NARROWEST if narrowest else 0

    def is_first(self, segment: QWidget) -> bool:
        """Whether a segment starts the row."""
        return bool(self._segments) and self._segments[0] is segment

    def _find(self, key: str) -> _Segment:
        return next(s for s in self._segments if s.key == key)

    def _on_group_button_clicked(self, button: QAbstractButton) -> None:
        self.update()
        if isinstance(button, _Segment):
            self.chosen.emit(button.key)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        for segment in self._segments:
            segment.updateGeometry()
        self.updateGeometry()
        self._fit()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the common edge."""
        painter = QPainter(self)
        token = "border_control" if self.isEnabled() else "border"
        rounded(
            painter,
            QRect(self.rect()),
            RADIUS_CONTROL,
            fill=self._theme.color("surface_raised"),
            border=self._theme.color(token),
        )
