"""How a connection's progress and a finding are painted."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from wecom_console.domain.verdicts import Verdict
from wecom_console.gui.features.matrix.presenter.state import (
    MatrixLine,
    ReportDifference,
    UnexpectedRun,
)
from wecom_console.gui.parts.table_rows import EDGE, ROW_ROLE
from wecom_console.gui.parts.two_lines import LinesDelegate
from wecom_console.gui.row_models import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.paint import draw_line, elide_middle, rounded
from wecom_console.gui.widgets.login.verdicts import draw_glyph

ROW: Final = 52
BAR: Final = 6
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


class _RowDelegate(LinesDelegate):
    least = ROW
    padding = 12
    shows_selection = True


class LineDelegate(_RowDelegate):
    """Name and platform, and a bar: as expected, otherwise, still to come. Nothing here is green:
    an expected refusal is as expected, too, and nothing of it is proven."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.platform_word: Callable[[str], str] = str
        self.simulated_word = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        line = index.data(ROW_ROLE)
        if not isinstance(line, MatrixLine):
            return
        theme, color = self._theme, self._theme.color
        painter.save()
        rect = self._ground(painter, option, index)
        right = rect.right() - EDGE
        width = min(theme.px(260), rect.width() * 0.42)
        upper, lower = self._lines(rect, rect.x() + EDGE, right - width - 16)
        draw_line(painter, upper, line.name, theme.font(Role.SMALL_STRONG), color("text"))
        code = theme.font(Role.CODE_SMALL)
        short = elide_middle(line.identifier, code, lower.width() * 0.6)
        taken = draw_line(painter, lower, short, code, color("text_muted"))
        rest = lower.adjusted(taken + 8, 0, 0, 0)
        word = self.platform_word(line.platform.value)
        draw_line(painter, rest, word, theme.font(Role.CAPTION), color("text_muted"))
        upper.setLeft(right - width)
        upper.setRight(right)
        self._counts(painter, upper, line)
        bar = QRectF(right - width, lower.center().y() - BAR / 2, width, BAR)
        self._bar(painter, bar, line)
        painter.restore()

    def _counts(self, painter: QPainter, area: QRectF, line: MatrixLine) -> None:
        theme, color = self._theme, self._theme.color
        font = theme.font(Role.CAPTION)
        total = f"{line.done} / {line.total}"
        draw_line(painter, area, total, font, color("text_muted"), align=_RIGHT)
        x = area.x()
        side = theme.px(12)
        for count, icon, token in (
            (line.as_expected, "check", "text"),
            (line.otherwise, "cross", "error"),
        ):
            if not count:
                continue
            place = QRectF(x, area.center().y() - side / 2, side, side)
            theme.draw_icon(painter, icon, place, token)
            box = QRectF(x + side + 4, area.y(), area.right() - x, area.height())
            x += side + 4 + draw_line(painter, box, str(count), font, color(token)) + 12
        words = QFontMetricsF(font)
        ends = area.right() - words.horizontalAdvance(total) - 12
        needed = side + 5 + words.horizontalAdvance(self.simulated_word)
        if line.simulated:
            place = QRectF(x, area.center().y() - side / 2, side, side)
            draw_glyph(painter, theme, Verdict.SIMULATED, place)
        if line.simulated and x + needed <= ends:
            box = QRectF(x + side + 5, area.y(), ends - x, area.height())
            draw_line(painter, box, self.simulated_word, font, color("simulated"))

    def _bar(self, painter: QPainter, bar: QRectF, line: MatrixLine) -> None:
        color = self._theme.color
        track = color("primary_soft" if line.is_running else "surface_sunken")
        rounded(painter, bar, BAR / 2, fill=track)
        share = bar.width() / max(1, line.total)
        good = QRectF(bar.x(), bar.y(), share * line.as_expected, BAR)
        bad = QRectF(good.right(), bar.y(), share * line.otherwise, BAR)
        calm = "simulated" if line.simulated else "text_muted"
        for part, token in ((good, calm), (bad, "error")):
            if part.width() > 0:
                rounded(painter, part, BAR / 2, fill=color(token))


class FindingDelegate(_RowDelegate):
    """How the run ended, over the connection and the scenario."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.platform_word: Callable[[str], str] = str

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        finding = index.data(ROW_ROLE)
        if not isinstance(finding, UnexpectedRun):
            return
        theme, color = self._theme, self._theme.color
        painter.save()
        rect = self._ground(painter, option, index)
        side = theme.px(14)
        left = rect.x() + EDGE
        upper, lower = self._lines(rect, left + side + 8, rect.right() - EDGE)
        place = QRectF(left, upper.center().y() - side / 2, side, side)
        theme.draw_icon(painter, "cross", place, "error")
        strong = theme.font(Role.SMALL_STRONG)
        taken = draw_line(painter, upper, finding.title, strong, color("text"))
        rest = upper.adjusted(taken + 10, 0, 0, 0)
        draw_line(painter, rest, finding.ending, theme.font(Role.SMALL), color("text_muted"))
        where = f"{finding.name} · {self.platform_word(finding.platform.value)}"
        draw_line(painter, lower, where, theme.font(Role.CAPTION), color("text_muted"))
        painter.restore()


class ChangeDelegate(_RowDelegate):
    """Before and after, over the connection, the scenario and the leg."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        change = index.data(ROW_ROLE)
        if not isinstance(change, ReportDifference):
            return
        theme, color = self._theme, self._theme.color
        painter.save()
        rect = self._ground(painter, option, index)
        upper, lower = self._lines(rect, rect.x() + EDGE, rect.right() - EDGE)
        strong, small = theme.font(Role.SMALL_STRONG), theme.font(Role.SMALL)
        taken = draw_line(painter, upper, change.before, small, color("text_muted"))
        arrow = upper.adjusted(taken + 8, 0, 0, 0)
        side = theme.px(12)
        place = QRectF(arrow.x(), arrow.center().y() - side / 2, side, side)
        theme.draw_icon(painter, "arrow-right", place, "text_muted")
        rest = arrow.adjusted(side + 8, 0, 0, 0)
        draw_line(painter, rest, change.after, strong, color("text"))
        parts = (change.name, change.platform, change.title, change.leg)
        where = " · ".join(part for part in parts if part)
        draw_line(painter, lower, where, theme.font(Role.CAPTION), color("text_muted"))
        painter.restore()
