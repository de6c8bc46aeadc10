"""What a member would receive: codes of WeCom, and the messages with Authing's codes."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStackedWidget,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wecom_console.gui.features.simulator.presenter.inbox import (
    InboxKind,
    InboxRow,
    inbox_rows,
    of_kind,
)
from wecom_console.gui.features.simulator.presenter.journal import left_text
from wecom_console.gui.parts.table_rows import EDGE, ROW_ROLE, RowsModel, RowsView
from wecom_console.gui.parts.two_lines import LinesDelegate
from wecom_console.gui.row_models import Index
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.login.countdown import countdown_token, draw_countdown
from wecom_console.services.simulator.values import CodeNow, MessageNow

LIFE_S = 300.0
ROW_INBOX = 52
_RIGHT = Qt.AlignmentFlag.AlignRight
_ICONS = {"sms": "phone", "email": "chat", "totp": "key"}


class InboxDelegate(LinesDelegate):
    """A ring that empties, or what became of the code; a copy sign where there is one to copy."""

    roles = (Role.CODE_SMALL, Role.CAPTION)
    least = ROW_INBOX
    padding = 10
    width = 160

    def __init__(self, theme: ThemeController, parent: "InboxView") -> None:
        super().__init__(theme, parent)
        self._view = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, InboxRow):
            return
        theme, color = self._theme, self._theme.color
        painter.save()
        rect = self._ground(painter, option, index)
        self._sign(painter, rect, row)
        right = rect.right() - EDGE
        if row.can_copy:
            side = theme.px(14)
            place = QRectF(right - side, int(rect.center().y() - side / 2), side, side)
            theme.draw_icon(painter, "copy", place, "text_muted")
        right -= theme.px(14) + 10
        upper, lower = self._lines(rect, rect.x() + EDGE + theme.px(20) + 8, right)
        word, time = self._view.words(row)
        strong = theme.font(Role.CAPTION, weight=Weight.MEDIUM)
        token = "text" if row.can_copy else "text_muted"
        if row.left_s is not None:
            token = countdown_token(row.left_s)
        taken = draw_line(painter, upper, word, strong, color(token), align=_RIGHT)
        upper.setWidth(max(0.0, upper.width() - taken - 8))
        ink = color("text" if row.can_copy else "text_muted")
        font = theme.font(Role.CODE_SMALL, weight=Weight.SEMIBOLD if row.can_copy else None)
        draw_line(painter, upper, row.code, font, ink)
        caption = theme.font(Role.CAPTION, tabular=True)
        muted = color("text_muted")
        taken = draw_line(painter, lower, time, caption, muted, align=_RIGHT)
        lower.setWidth(max(0.0, lower.width() - taken - 8))
        draw_line(painter, lower, self._view.about(row), theme.font(Role.CAPTION), muted)
        painter.restore()

    def _sign(self, painter: QPainter, rect: QRectF, row: InboxRow) -> None:
        theme = self._theme
        side = theme.px(20)
        box = QRectF(rect.x() + EDGE, int(rect.y() + (rect.height() - side) / 2), side, side)
        if row.left_s is not None:
            token = countdown_token(row.left_s)
            draw_countdown(painter, theme, box, row.left_s / LIFE_S, token)
            return
        icon = _ICONS.get(row.channel) or ("check" if row.state == "used" else "clock")
        small = theme.px(16)
        place = QRectF(box.center().x() - small / 2, box.center().y() - small / 2, small, small)
        theme.draw_icon(painter, icon, place, "text_muted")


class InboxView(RowsView):
    """The newest first; a click, or Enter, copies. `wanted` carries the row."""

    wanted = Signal(object)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="code_list", parent=parent)
        self.entries: RowsModel[InboxRow] = RowsModel(self)
        self._states: dict[str, str] = {}
        self._abouts: dict[str, str] = {}
        self.setModel(self.entries)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(InboxDelegate(theme, self))
        self.clicked.connect(self._on_index_wanted)
        self.activated.connect(self._on_index_wanted)

    def set_words(self, *, states: dict[str, str], abouts: dict[str, str]) -> None:
        """By state or channel. `abouts` have ``{to}``, ``used`` also ``{call}``; ``left`` of the
        states has ``{time}``."""
        self._states, self._abouts = states, abouts
        self.viewport().update()

    def words(self, row: InboxRow) -> tuple[str, str]:
        """What stands at the right: its state or kind, and when."""
        if row.left_s is not None:
            return self._states["left"].format(time=left_text(row.left_s)), row.time
        key = row.channel and "message"
        return self._states.get(key or row.state, row.state), row.time

    def about(self, row: InboxRow) -> str:
        """Whose it is."""
        key = row.channel or ("used_by" if row.used_call else "code")
        return self._abouts.get(key, "{to}").format(to=row.to, call=row.used_call)

    def show_rows(self, rows: tuple[InboxRow, ...]) -> None:
        """Shows others."""
        told = [spoken_list((r.code, self.about(r), *self.words(r))) for r in rows]
        self.entries.set_rows(rows, told)

    def _on_index_wanted(self, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, InboxRow) and row.can_copy:
            self.wanted.emit(row)


class InboxCard(Card):
    """`code_wanted` carries a `CodeNow`, `message_wanted` the code of a message."""

    code_wanted = Signal(object)
    message_wanted = Signal(str)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="codes_card", parent=parent)
        self._rows: tuple[InboxRow, ...] = ()
        self._kind = InboxKind.ALL
        self._head = self.add_head()
        self.kinds = SegmentedControl(
            theme, tuple((kind.value, "") for kind in InboxKind), name="inbox_kinds"
        )
        self.list = InboxView(theme)
        self._empty = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        row = QVBoxLayout()
        row.setContentsMargins(11, 8, 11, 8)
        row.addWidget(self.kinds)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self.list.wanted.connect(self._on_list_wanted)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._head.set_title(self.tr("Inbox"))
        self._head.set_note(self.tr("What a member would receive"))
        self.kinds.setAccessibleName(self.tr("Inbox"))
        self.list.setAccessibleName(self.tr("Inbox"))
        self.list.set_words(
            states={
                "left": self.tr("{time} left"),
                "used": self.tr("Used"),
                "expired": self.tr("Expired"),
                "message": self.tr("Authing code"),
            },
            abouts={
                "code": self.tr("WeCom code, {to}"),
                "used_by": self.tr("{to}, by call {call}"),
                "sms": self.tr("SMS to {to}"),
                "email": self.tr("Email to {to}"),
                "totp": self.tr("Authenticator of {to}"),
            },
        )
        self._empty.show_sentence(
            self.tr(
                "Nothing yet: codes appear when a member agrees, messages when Authing sends them."
            )
        )
        self._show()

    def show_received(self, codes: tuple[CodeNow, ...], messages: tuple[MessageNow, ...]) -> None:
        """Shows others."""
        self._rows = inbox_rows(codes, messages)
        self._show()

    def _show(self) -> None:
        for kind, name in (
            (InboxKind.ALL, self.tr("All")),
            (InboxKind.MESSAGES, self.tr("Messages")),
            (InboxKind.CODES, self.tr("Codes")),
        ):
            count = len(of_kind(self._rows, kind))
            self.kinds.set_text(kind.value, f"{name} {count}" if count else name)
        shown = of_kind(self._rows, self._kind)
        self.list.show_rows(shown)
        self._stack.setCurrentIndex(1 if shown else 0)

    def _on_kinds_chosen(self, kind: str) -> None:
        self._kind = InboxKind(kind)
        self._show()

    def _on_list_wanted(self, row: InboxRow) -> None:
        if row.source is not None:
            self.code_wanted.emit(row.source)
        else:
            self.message_wanted.emit(row.code)
