"""The five verdict glyphs, running and waiting, the leg line and its legend."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wecom_console.domain.verdicts import Verdict
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import GLYPH, GLYPH_LINE, Role
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.theme.themed import Themed, WidgetMixin
from wecom_console.gui.theme.tokens import ThemeTokens


class Mark(StrEnum):
    """What a leg is before it has a verdict."""

    RUNNING = "running"
    WAITING = "waiting"


LegGlyph = Verdict | Mark
"""A leg as it is shown."""

_LOOKS: dict[LegGlyph, tuple[str, str]] = {
    Verdict.PROVEN: ("verdict-proven", "success"),
    Verdict.SIMULATED: ("verdict-simulated", "simulated"),
    Verdict.FAILED: ("verdict-failed", "error"),
    Verdict.SKIPPED: ("verdict-skipped", "text_muted"),
    Verdict.NOT_PROVABLE: ("verdict-not-provable", "warning"),
    Mark.WAITING: ("verdict-waiting", "text_disabled"),
    Mark.RUNNING: ("", "primary"),
}
SPIN_INTERVAL_MS = 50
SPIN_STEP = 18
LINE_PITCH = 27


def verdict_token(state: LegGlyph) -> str:
    """The colour of a state."""
    return _LOOKS[state][1]


def draw_running(painter: QPainter, theme: ThemeController, rect: QRectF, angle: int = 0) -> None:
    """Paints the ring of something under way: a quarter in `primary`, the rest faint."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(1.5, rect.width() / 9)
    inner = rect.adjusted(width / 2 + 0.5, width / 2 + 0.5, -width / 2 - 0.5, -width / 2 - 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("border"), width))
    painter.drawEllipse(inner)
    pen = QPen(theme.color("primary"), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(inner, (90 - angle) * 16, -95 * 16)
    painter.restore()


def draw_glyph(
    painter: QPainter,
    theme: ThemeController,
    state: LegGlyph,
    rect: QRectF,
    *,
    stale: bool = False,
    angle: int = 0,
) -> None:
    """Paints a state's glyph into a square; stale ones are grey. For delegates too."""
    if state is Mark.RUNNING:
        draw_running(painter, theme, rect, angle)
        return
    name, token = _LOOKS[state]
    theme.draw_icon(painter, name, rect, "text_disabled" if stale else token)


def draw_refused(painter: QPainter, theme: ThemeController, rect: QRectF) -> None:
    """Paints the glyph of a leg that failed as its scenario expects: the octagon, not filled."""
    theme.draw_icon(painter, "verdict-refused", rect, "text_muted")


def leg_line_size(theme: ThemeController, count: int = 7) -> QSize:
    """The size of a leg line."""
    return QSize(theme.px(LINE_PITCH) * (count - 1) + theme.px(GLYPH_LINE), theme.px(GLYPH_LINE))


def draw_leg_line(
    painter: QPainter,
    theme: ThemeController,
    states: Sequence[LegGlyph],
    left: float,
    top: float,
    *,
    stale: bool = False,
    angle: int = 0,
) -> None:
    """Paints glyphs joined by a hairline. For delegates too."""
    side = theme.px(GLYPH_LINE)
    pitch = theme.px(LINE_PITCH)
    gap = max(2, theme.px(2))
    middle = round(top + side / 2 - 0.5)
    for place, state in enumerate(states):
        x = left + place * pitch
        draw_glyph(painter, theme, state, QRectF(x, top, side, side), stale=stale, angle=angle)
        if place + 1 < len(states):
            line = QRectF(x + side + gap, middle, pitch - side - 2 * gap, 1)
            painter.fillRect(line, theme.color("border"))


class Spinner:
    """Turns the running glyphs of one widget while it is visible and motion is wanted."""

    def __init__(self, theme: ThemeController, widget: QWidget) -> None:
        self._theme = theme
        self._widget = widget
        self.angle = 0
        self._timer = QTimer(widget)
        self._timer.setInterval(SPIN_INTERVAL_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def run(self, *, running: bool) -> None:
        """Starts or stops turning."""
        wanted = running and self._widget.isVisible() and bool(self._theme.duration(1))
        if wanted and not self._timer.isActive():
            self._timer.start()
        elif not wanted:
            self._timer.stop()

    def _on_timer_timeout(self) -> None:
        self.angle = (self.angle + SPIN_STEP) % 360
        self._widget.update()


class Spinning(WidgetMixin):
    """Has a `_spinner`, which turns while the widget is visible and `_is_running`."""

    _spinner: Spinner

    def _is_running(self) -> bool:
        return False

    def _turn(self) -> None:
        self._spinner.run(running=self._is_running())

    def showEvent(self, event: QShowEvent) -> None:
        """Turns only while visible."""
        super().showEvent(event)
        self._turn()

    def hideEvent(self, event: QHideEvent) -> None:
        """Turns only while visible."""
        super().hideEvent(event)
        self._spinner.run(running=False)


class VerdictGlyph(Spinning, QWidget):
    """One glyph. It stands beside its word, so it has no text of its own."""

    def __init__(
        self,
        theme: ThemeController,
        state: LegGlyph = Mark.WAITING,
        *,
        size: int = GLYPH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state: LegGlyph = state
        self._stale = False
        self._size = size
        self._spinner = Spinner(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    @property
    def state(self) -> LegGlyph:
        """What it shows."""
        return self._state

    def _is_running(self) -> bool:
        return self._state is Mark.RUNNING

    def show_state(self, state: LegGlyph, *, stale: bool = False) -> None:
        """Shows another state."""
        self._state, self._stale = state, stale
        self._turn()
        self.update()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        side = self._theme.px(self._size)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the glyph."""
        draw_glyph(
            QPainter(self),
            self._theme,
            self._state,
            QRectF(self.rect()),
            stale=self._stale,
            angle=self._spinner.angle,
        )


class RunningGlyph(VerdictGlyph):
    """The turning ring alone."""

    def __init__(
        self, theme: ThemeController, *, size: int = GLYPH, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, Mark.RUNNING, size=size, parent=parent)


class LegLine(Themed, Spinning, QWidget):
    """Seven glyphs; `set_words` tells screen readers what they say."""

    def __init__(
        self,
        theme: ThemeController,
        states: Sequence[LegGlyph] = (Mark.WAITING,) * 7,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._states = tuple(states)
        self._stale = False
        self._spinner = Spinner(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def _is_running(self) -> bool:
        return Mark.RUNNING in self._states

    def show_states(
        self, states: Sequence[LegGlyph], *, stale: bool = False, words: str = ""
    ) -> None:
        """Shows another line; `words` is its accessible name."""
        self._states, self._stale = tuple(states), stale
        self.setAccessibleName(words)
        self._turn()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All glyphs."""
        return leg_line_size(self._theme, len(self._states))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the line."""
        draw_leg_line(
            QPainter(self),
            self._theme,
            self._states,
            0,
            0,
            stale=self._stale,
            angle=self._spinner.angle,
        )


class VerdictLegend(QWidget):
    """The five glyphs with their words, as `word(verdict)` gives them."""

    def __init__(
        self,
        theme: ThemeController,
        *,
        word: Callable[[Verdict], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._word = word
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.follow(self._on_theme_changed)

    def refresh(self) -> None:
        """Takes the words anew, after a change of language."""
        self.setAccessibleName(spoken_list(self._word(verdict) for verdict in Verdict))
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.refresh()

    def _places(self, width: float) -> list[tuple[Verdict, float, int]]:
        """Left edge and line number of each word, so that none is cut."""
        measure = QFontMetricsF(self._theme.font(Role.CAPTION))
        side = self._theme.px(14)
        places: list[tuple[Verdict, float, int]] = []
        x, line = 0.0, 0
        for verdict in Verdict:
            needed = int(side + 6 + measure.horizontalAdvance(self._word(verdict)) + 0.99)
            if x and x + needed > width:
                x, line = 0.0, line + 1
            places.append((verdict, x, line))
            x += needed + 18
        return places

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words take."""
        lines = self._places(width)[-1][2] + 1
        return int(lines * (self._theme.line_height(Role.CAPTION) + 2) - 2)

    def sizeHint(self) -> QSize:
        """One line."""
        measure = QFontMetricsF(self._theme.font(Role.CAPTION))
        last, left, _ = self._places(16_000)[-1]
        width = left + self._theme.px(14) + 7 + measure.horizontalAdvance(self._word(last))
        return QSize(int(width + 0.99), self._theme.line_height(Role.CAPTION))

    def minimumSizeHint(self) -> QSize:
        """Two words wide."""
        return QSize(self._theme.px(160), self._theme.line_height(Role.CAPTION))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints glyphs and words."""
        painter = QPainter(self)
        theme = self._theme
        side = theme.px(14)
        height = theme.line_height(Role.CAPTION)
        font = theme.font(Role.CAPTION)
        for verdict, x, line in self._places(self.width()):
            top = line * (height + 2)
            draw_glyph(painter, theme, verdict, QRectF(x, top + (height - side) / 2, side, side))
            area = QRectF(x + side + 6, top, self.width(), height)
            ink = theme.color(verdict_token(verdict))
            draw_line(painter, area, self._word(verdict), font, ink, elide=False)
