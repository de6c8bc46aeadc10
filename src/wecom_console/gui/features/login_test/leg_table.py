"""The seven legs as a time line: glyphs joined by a hairline, names, verdicts, times."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from wecom_console.domain.verdicts import LEGS, Leg
from wecom_console.gui.features.login_test.presenter.legs_model import (
    LEG_ROLE,
    LegColumn,
    LegModel,
    LegRow,
)
from wecom_console.gui.row_models import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.delegate import ThemedDelegate
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, Role, Weight
from wecom_console.gui.theme.paint import draw_line, fill, rounded
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.login.verdicts import (
    Mark,
    Spinner,
    Spinning,
    draw_glyph,
    draw_refused,
    verdict_token,
)

GLYPH_SIDE: Final = 20
JOINT: Final = 16
NAMES_FROM: Final = 108
"""The width of a column that has room for a leg's name, before there are any."""
_EDGE: Final = 10
_NAME_EDGE: Final = 3
_WORD_EDGE: Final = 2
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
_BAR_INSET: Final = 8


class LegDelegate(ThemedDelegate):
    """Paints a column of the line from its `LegRow`."""

    def __init__(self, theme: ThemeController, spinner: Spinner, view: "LegTable") -> None:
        super().__init__(theme, view)
        self._spinner = spinner
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Seven equal columns; what is left over is shared out from the left."""
        width = self._view.viewport().width()
        share, rest = divmod(max(len(LEGS), width), len(LEGS))
        return QSize(share + (index.row() < rest), self._view.line_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, joints, glyph and words."""
        row = index.data(LEG_ROLE)
        if not isinstance(row, LegRow):
            return
        painter.save()
        theme = self._theme
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, area, option.state, chosen=chosen)
        side = theme.px(GLYPH_SIDE)
        top = area.y() + theme.px(12)
        place = QRectF(round(area.center().x() - side / 2), top, side, side)
        self._joints(painter, area, place, index.row())
        state = row.verdict or Mark(row.glyph)
        if row.is_expected and not row.is_stale:
            draw_refused(painter, theme, place)
        else:
            angle = self._spinner.angle
            draw_glyph(painter, theme, state, place, stale=row.is_stale, angle=angle)
        lines = _Lines(
            painter,
            theme,
            area.adjusted(_WORD_EDGE, 0, -_WORD_EDGE, 0),
            place.bottom() + theme.px(5),
        )
        token = "text_muted" if row.is_stale or row.is_expected else _word_token(state)
        if self._view.shows_names:
            strong = theme.font(Role.SMALL, weight=Weight.SEMIBOLD, tabular=True)
            fits = QFontMetricsF(strong).horizontalAdvance(row.name) <= area.width() - 4
            weight = Weight.SEMIBOLD if chosen and fits else Weight.MEDIUM
            plain = theme.font(Role.SMALL, weight=Weight.MEDIUM, tabular=True)
            is_wide = QFontMetricsF(plain).horizontalAdvance(row.name) > area.width() - 4
            role = Role.CAPTION if is_wide else Role.SMALL
            lines.add(row.name, role, "text_muted" if row.is_stale else "text", weight)
            lines.add_pair(row.word, token, row.time)
            self._note(lines, row)
        else:
            self._number(lines, row, chosen=chosen)
            if lines.add_broken(row.word, token) == 1:
                lines.add(row.time, Role.CAPTION, "text_muted")
        painter.restore()

    def _number(self, lines: "_Lines", row: LegRow, *, chosen: bool) -> None:
        weight = Weight.SEMIBOLD if chosen else Weight.MEDIUM
        icon = "flag" if row.flag else "check" if row.is_expected else ""
        ink = "primary" if chosen else "text"
        lines.add(
            str(row.leg.number),
            Role.SMALL,
            ink,
            weight,
            icon=icon,
            icon_ink="error" if row.flag else "text",
        )

    def _note(self, lines: "_Lines", row: LegRow) -> None:
        note = row.shown_note
        if not note:
            return
        number = note.partition(" ")[0]
        if row.is_expected and number.lstrip("-").isdigit() and not lines.fits(note):
            note = number
        if row.is_stale:
            lines.add(note, Role.CAPTION, "text_muted")
        elif row.flag and not lines.fits(note):
            lines.add(note, Role.CAPTION, "error", Weight.MEDIUM)
        elif row.flag:
            lines.add(note, Role.CAPTION, "error", Weight.SEMIBOLD, icon="flag", icon_ink="error")
        elif row.is_expected:
            lines.add(note, Role.CAPTION, "text", Weight.SEMIBOLD, icon="check", icon_ink="text")
        elif row.verdict is None:
            lines.add(note, Role.CAPTION, "primary", Weight.MEDIUM)
        else:
            token = verdict_token(row.verdict)
            lines.add(note, Role.CAPTION, token, Weight.SEMIBOLD, icon="cross", icon_ink=token)

    def _ground(
        self, painter: QPainter, area: QRectF, state: QStyle.StateFlag, *, chosen: bool
    ) -> None:
        color = self._theme.color
        box = area.adjusted(1, 4, -1, -4)
        if chosen:
            rounded(painter, box, RADIUS_CONTROL, fill=color("primary_soft"))
            bar = QRectF(box.x() + _BAR_INSET, box.bottom() - 3, box.width() - 2 * _BAR_INSET, 3)
            rounded(painter, bar, 1, fill=color("primary"))
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, RADIUS_CONTROL, fill=color("surface_hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            rounded(painter, box, RADIUS_CONTROL, border=color("focus"), width=2)

    def _joints(self, painter: QPainter, area: QRectF, place: QRectF, row: int) -> None:
        ink = self._theme.color("border")
        y = round(place.center().y()) - 1
        gap = max(self._theme.px(JOINT), place.width() / 2 + 3)
        middle = place.center().x()
        if row > 0:
            fill(painter, QRectF(area.x(), y, max(0.0, middle - gap - area.x()), 2), ink)
        if row < len(LEGS) - 1:
            left = middle + gap
            fill(painter, QRectF(left, y, max(0.0, area.right() - left), 2), ink)


class _Lines:
    """Centred lines below each other."""

    def __init__(self, painter: QPainter, theme: ThemeController, area: QRectF, top: float) -> None:
        self._painter, self._theme = painter, theme
        self._area, self._top = area, top

    def _next(self, role: Role) -> QRectF:
        height = self._theme.line_height(role)
        line = QRectF(self._area.x(), self._top, self._area.width(), height)
        self._top += height
        return line

    def add(
        self,
        text: str,
        role: Role,
        token: str,
        weight: int = Weight.REGULAR,
        *,
        icon: str = "",
        icon_ink: str = "",
    ) -> None:
        """A line, with an icon before it."""
        theme = self._theme
        line = self._next(role)
        font = theme.font(role, weight=weight, tabular=True)
        if not icon:
            draw_line(self._painter, line, text, font, theme.color(token), align=_CENTRE)
            return
        side = theme.px(13)
        width = min(QFontMetricsF(font).horizontalAdvance(text), line.width() - side - 5)
        left = line.x() + (line.width() - width - side - 5) / 2
        place = QRectF(left, round(line.center().y() - side / 2), side, side)
        theme.draw_icon(self._painter, icon, place, icon_ink)
        line.setLeft(left + side + 5)
        line.setWidth(width + 1)
        draw_line(self._painter, line, text, font, theme.color(token))

    def add_broken(self, text: str, token: str) -> int:
        """A caption, on two lines where one is too short for it; says how many it took."""
        measure = QFontMetricsF(self._theme.font(Role.CAPTION, tabular=True))
        first, second = broken(text, self._area.width(), measure.horizontalAdvance)
        for line in filter(None, (first, second)):
            self.add(line, Role.CAPTION, token)
        return 2 if second else 1

    def fits(self, text: str) -> bool:
        """Whether a caption with an icon has room."""
        theme = self._theme
        font = theme.font(Role.CAPTION, weight=Weight.SEMIBOLD, tabular=True)
        width = QFontMetricsF(font).horizontalAdvance(text) + theme.px(18)
        return bool(width <= self._area.width())

    def add_pair(self, word: str, token: str, time: str) -> None:
        """The verdict's word and how long it took; the time gives way."""
        theme = self._theme
        line = self._next(Role.CAPTION)
        font = theme.font(Role.CAPTION, tabular=True)
        measure = QFontMetricsF(font)
        rest = f" · {time}" if time and time != "–" else ""
        width = measure.horizontalAdvance(word)
        if width + measure.horizontalAdvance(rest) > line.width():
            rest = ""
        left = line.x() + max(0.0, (line.width() - width - measure.horizontalAdvance(rest)) / 2)
        line.setLeft(left)
        taken = draw_line(self._painter, line, word, font, theme.color(token))
        line.setLeft(left + taken)
        draw_line(self._painter, line, rest, font, theme.color("text_muted"))


def broken(text: str, room: float, width_of: Callable[[str], float]) -> tuple[str, str]:
    """A text on one line, else broken at the blank that leaves the shorter lines."""
    words = text.split(" ")
    if width_of(text) <= room or len(words) == 1:
        return text, ""
    pairs = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(pairs, key=lambda pair: max(width_of(line) for line in pair))


def _word_token(state: object) -> str:
    if state is Mark.WAITING:
        return "text_muted"
    return verdict_token(state)  # type: ignore[arg-type]


class LegTable(Spinning, QListView):
    """The line; `chosen` carries the leg that is looked at. Left and right walk it."""

    chosen = Signal(object)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._silent = False
        self._words: tuple[str, ...] = ()
        self.legs = LegModel(self)
        self._spinner = Spinner(theme, self.viewport())
        self.setObjectName("leg_table")
        self.setModel(self.legs)
        self.setModelColumn(LegColumn.NAME)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setItemDelegate(LegDelegate(theme, self._spinner, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setViewportMargins(_EDGE, 0, _EDGE, 0)
        self.clicked.connect(self._on_current_changed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.follow(self._on_theme_changed)

    @property
    def shows_names(self) -> bool:
        """Whether the columns have room for the names; else they have numbers."""
        measure = QFontMetricsF(self._theme.font(Role.CAPTION, weight=Weight.MEDIUM))
        widths = [measure.horizontalAdvance(row.name) + 2 * _NAME_EDGE for row in self.legs.rows]
        needed = max(widths, default=self._theme.px(NAMES_FROM))
        return bool(self.viewport().width() // len(LEGS) >= needed)

    def line_height(self) -> int:
        """Glyph, and three lines below it."""
        theme = self._theme
        words = theme.line_height(Role.SMALL) + 2 * theme.line_height(Role.CAPTION)
        return theme.px(12 + GLYPH_SIDE + 5) + words + theme.px(13)

    def show_rows(self, rows: tuple[LegRow, ...], current: Leg) -> None:
        """Shows the legs and looks at one."""
        self._silent = True
        self.legs.set_rows(rows)
        place = current.number - 1
        if self.currentIndex().row() != place:
            self.setCurrentIndex(self.legs.index(place, LegColumn.NAME))
        self._silent = False
        self._turn()

    def _is_running(self) -> bool:
        return any(row.glyph == Mark.RUNNING for row in self.legs.rows)

    def _on_current_changed(self, index: QModelIndex) -> None:
        row = index.data(LEG_ROLE)
        if isinstance(row, LegRow) and not self._silent:
            self.chosen.emit(row.leg)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.setFixedHeight(self.line_height())
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """The whole line."""
        return QSize(self._theme.px(420), self.line_height())

    def set_words(self, words: Sequence[str]) -> None:
        """What a leg may be told with: no column is narrower than the longest word of it."""
        self._words = tuple(words)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Glyphs and words beside each other."""
        measure = QFontMetricsF(self._theme.font(Role.CAPTION, tabular=True))
        parts = [word for text in self._words for word in text.split(" ")]
        widest = max(map(measure.horizontalAdvance, parts), default=0.0)
        needed = len(LEGS) * (int(widest) + 1 + 2 * _WORD_EDGE) + 2 * _EDGE
        return QSize(max(self._theme.px(320), needed), self.line_height())
