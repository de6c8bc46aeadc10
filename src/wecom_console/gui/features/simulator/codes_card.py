"""The ledger of codes: which are fresh, used, expired."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStackedWidget,
    QStyleOptionViewItem,
    QWidget,
)

from wecom_console.gui.features.simulator.presenter.journal import left_text
from wecom_console.gui.parts.table_rows import EDGE, ROW_ROLE, RowsModel, RowsView
from wecom_console.gui.parts.two_lines import LinesDelegate
from wecom_console.gui.row_models import Index
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import ROW_MEMBER, Role, Weight
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.login.countdown import countdown_token, draw_countdown
from wecom_console.services.simulator.values import CodeNow

LIFE_S = 300.0
_RIGHT = Qt.AlignmentFlag.AlignRight


class CodeDelegate(LinesDelegate):
    """A ring that empties, or what became of the code."""

    roles = (Role.CODE_SMALL, Role.CAPTION)
    least = ROW_MEMBER
    padding = 10
    width = 160

    def __init__(self, theme: ThemeController, parent: "CodesView") -> None:
        super().__init__(theme, parent)
        self._view = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one code."""
        code = index.data(ROW_ROLE)
        if not isinstance(code, CodeNow):
            return
        theme, color = self._theme, self._theme.color
        painter.save()
        rect = QRectF(option.rect)
        if index.row() + 1 < index.model().rowCount():
            line = QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, color("border"))
        is_fresh = code.state == "fresh"
        self._sign(painter, rect, code)
        first, second = theme.line_height(Role.CODE_SMALL), theme.line_height(Role.CAPTION)
        top = int(rect.y() + (rect.height() - first - second) / 2)
        left = rect.x() + EDGE + theme.px(20) + 6
        right = rect.right() - EDGE
        ink = color("text" if is_fresh else "text_muted")
        line = QRectF(left, top, right - left, first)
        draw_line(painter, line, f"{code.prefix}…", theme.font(Role.CODE_SMALL), ink)
        line = QRectF(left, top + first, (right - left) * 0.72, second)
        about = self._view.about(code)
        draw_line(painter, line, about, theme.font(Role.CAPTION), color("text_muted"))
        word = self._view.word(code)
        strong = theme.font(Role.CODE, weight=Weight.MEDIUM)
        if is_fresh:
            left_of_it = left_text(code.left_s)
            line = QRectF(left, top, right - left, first)
            token = countdown_token(code.left_s)
            draw_line(painter, line, left_of_it, strong, color(token), align=_RIGHT)
            line = QRectF(left, top + first, right - left, second)
            font = theme.font(Role.CAPTION)
            draw_line(painter, line, word, font, color("text_muted"), align=_RIGHT)
        else:
            token = "warning" if code.state == "expired" else "text_muted"
            line = QRectF(left, rect.y(), right - left, rect.height() - 1)
            draw_line(painter, line, word, strong, color(token), align=_RIGHT)
        painter.restore()

    def _sign(self, painter: QPainter, rect: QRectF, code: CodeNow) -> None:
        theme = self._theme
        side = theme.px(20)
        box = QRectF(rect.x() + EDGE, int(rect.y() + (rect.height() - side) / 2), side, side)
        if code.state == "fresh":
            share = code.left_s / LIFE_S
            draw_countdown(painter, theme, box, share, countdown_token(code.left_s))
            return
        icon, token = ("check", "text_muted") if code.state == "used" else ("clock", "warning")
        small = theme.px(16)
        place = QRectF(box.center().x() - small / 2, box.center().y() - small / 2, small, small)
        theme.draw_icon(painter, icon, place, token)


class CodesView(RowsView):
    """The newest code first."""

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="code_list", parent=parent)
        self.codes: RowsModel[CodeNow] = RowsModel(self)
        self._states: dict[str, str] = {}
        self._used = "{member}"
        self._never = "{member}"
        self.setModel(self.codes)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setItemDelegate(CodeDelegate(theme, self))

    def set_words(self, *, states: dict[str, str], used: str, never: str) -> None:
        """The states' words; `used` has ``{member}`` and ``{call}``, `never` only the member."""
        self._states, self._used, self._never = states, used, never
        self.viewport().update()

    def word(self, code: CodeNow) -> str:
        """The state's word."""
        return self._states.get(code.state, code.state)

    def about(self, code: CodeNow) -> str:
        """Whose it is, and what became of it."""
        if code.state == "used" and code.used_call:
            return self._used.format(member=code.member, call=code.used_call)
        if code.state == "expired":
            return self._never.format(member=code.member)
        return code.member

    def show_codes(self, codes: tuple[CodeNow, ...]) -> None:
        """Shows others."""
        told = [spoken_list((f"{c.prefix}…", self.about(c), self.word(c))) for c in codes]
        self.codes.set_rows(codes, told)


class CodesCard(Card):
    """Codes by their first four characters; never more."""

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="codes_card", parent=parent)
        self._codes: tuple[CodeNow, ...] = ()
        self._head = self.add_head()
        self.list = CodesView(theme)
        self._empty = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self.body.addWidget(self._stack, 1)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._head.set_title(self.tr("Codes"))
        self._head.set_note(self.tr("Valid for 5 min, once"))
        self.list.setAccessibleName(self.tr("Codes"))
        self.list.set_words(
            states={
                "fresh": self.tr("Fresh"),
                "used": self.tr("Used"),
                "expired": self.tr("Expired"),
            },
            used=self.tr("{member}, by call {call}"),
            never=self.tr("{member}, never used"),
        )
        self._empty.show_sentence(self.tr("No code has been issued yet."))
        self.show_codes(self._codes)

    def show_codes(self, codes: tuple[CodeNow, ...]) -> None:
        """Shows others."""
        self._codes = codes
        self.list.show_codes(codes)
        self._stack.setCurrentIndex(1 if codes else 0)
