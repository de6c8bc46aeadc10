"""What the scenarios come to, in one line with a bar below it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wecom_console.domain.verdicts import Verdict
from wecom_console.gui.features.login_test.presenter.state import BatchResult, ScenarioBoard
from wecom_console.gui.parts.durations import duration_text
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.theme.paint import draw_line, fill
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.login.verdicts import draw_glyph

HEIGHT: Final = 36
BAR: Final = 3
LEAST: Final = 6
_EDGE: Final = 14


class BatchLine(Themed, QWidget):
    """Count, *simulated*, time; never green. Runs of an earlier session are grey, with their age
    for the time."""

    def __init__(
        self,
        theme: ThemeController,
        *,
        ago: Callable[[float], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ago = ago
        self._board = ScenarioBoard()
        self._simulated = ""
        self.setObjectName("batch_line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def show_board(self, board: ScenarioBoard, *, simulated: str) -> None:
        """Shows how far a run is, or what all came to; `simulated` is the verdict's word."""
        self._board, self._simulated = board, simulated
        self.setAccessibleName(spoken_list((self._count(), *self._rest())))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """All of it, as it is read out."""
        return self.accessibleName()

    def _count(self) -> str:
        board, batch = self._board, self._board.batch
        if board.is_running:
            return self.tr("{done} of {total}").format(done=board.done, total=board.total)
        if not batch.ran:
            return self.tr("Not run yet")
        text = self.tr("{n} of {total} as expected")
        return text.format(n=batch.as_expected, total=batch.ran)

    def _rest(self) -> tuple[str, ...]:
        batch = self._board.batch
        if self._board.is_running or not batch.ran:
            return ()
        when = self._ago(batch.ended_at)
        if not batch.is_stored and batch.elapsed_ms:
            when = duration_text(batch.elapsed_ms)
        return (self._simulated, when) if batch.is_simulated else (when,)

    def sizeHint(self) -> QSize:
        """A line and the bar."""
        theme = self._theme
        height = max(theme.px(HEIGHT), theme.line_height(Role.SMALL) + 12) + BAR
        return QSize(theme.px(220), height)

    def minimumSizeHint(self) -> QSize:
        """The count at least."""
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints words and bar."""
        painter = QPainter(self)
        theme = self._theme
        batch = self._board.batch
        grey = batch.is_stored and not self._board.is_running
        line = QRectF(_EDGE, 0, self.width() - 2 * _EDGE, self.height() - BAR)
        ink = "text_muted" if grey or not (batch.ran or self._board.is_running) else "text"
        strong = theme.font(Role.SMALL, weight=Weight.SEMIBOLD, tabular=True)
        taken = draw_line(painter, line, self._count(), strong, theme.color(ink))
        line.setLeft(line.x() + taken + 6)
        small = theme.font(Role.CAPTION, tabular=True)
        muted = theme.color("text_muted")
        rest = self._rest()
        measure = QFontMetricsF(small)
        needed = sum(measure.horizontalAdvance(word) + 18 for word in rest)
        if needed + theme.px(18) * batch.is_simulated > line.width():
            rest = rest[:1]  # how it was run counts more than how long
        for word in rest:
            line.setLeft(line.x() + draw_line(painter, line, "·", small, muted) + 6)
            color = "text_muted"
            if word == self._simulated and batch.is_simulated:
                side = theme.px(14)
                place = QRectF(line.x(), round(line.center().y() - side / 2), side, side)
                if line.width() > side + QFontMetricsF(small).horizontalAdvance(word):
                    draw_glyph(painter, theme, Verdict.SIMULATED, place, stale=grey)
                    line.setLeft(line.x() + side + 4)
                color = "text_muted" if grey else "simulated"
            line.setLeft(line.x() + draw_line(painter, line, word, small, theme.color(color)) + 6)
        self._paint_bar(painter, batch, grey=grey)

    def _paint_bar(self, painter: QPainter, batch: BatchResult, *, grey: bool) -> None:
        theme, board = self._theme, self._board
        top, width = self.height() - BAR, float(self.width())
        fill(painter, QRectF(0, top, width, BAR), theme.color("surface_hover"))
        if board.is_running:
            share = width * board.done / max(1, board.total)
            fill(painter, QRectF(0, top, share, BAR), theme.color("primary"))
            return
        total = max(1, batch.ran + batch.left)
        bad = max(LEAST, width * batch.unexpected / total) if batch.unexpected else 0.0
        good = min(width - bad, width * batch.as_expected / total)
        calm = "simulated" if batch.is_simulated else "text_muted"
        fill(painter, QRectF(0, top, good, BAR), theme.color("text_disabled" if grey else calm))
        if bad:
            fill(painter, QRectF(good, top, bad, BAR), theme.color("error"))
