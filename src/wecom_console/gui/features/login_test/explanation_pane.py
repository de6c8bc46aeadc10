"""What is told of a leg: the verdict first, the evidence right below it, then cause and fix; all of
it can be selected."""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.verdicts import Leg
from wecom_console.gui.features.login_test.evidence_line import EvidenceLine
from wecom_console.gui.features.login_test.presenter.state import (
    ComparedRuns,
    JudgedAs,
    LegDetail,
)
from wecom_console.gui.parts.presenter.explanation_view import (
    Action,
    ActionKind,
    ExplanationView,
    OtherCause,
)
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CARD, Role, Weight
from wecom_console.gui.theme.paint import left_edge, rounded
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.told_text import ToldLine, ToldSpan, ToldText, sentence
from wecom_console.messages.catalogue import Messages

_LOOKS: Final = {
    JudgedAs.UNEXPECTED: ("cross", "error", "error_soft", "error_edge", "error"),
    JudgedAs.EXPECTED: ("check", "text", "surface_sunken", "border", "border_control"),
    JudgedAs.WARNING: ("warning", "warning", "warning_soft", "warning_edge", "warning"),
    JudgedAs.PLAIN: ("", "text", "surface_raised", "border", ""),
    JudgedAs.WAITING: ("", "text", "surface_raised", "border", ""),
}
"""Icon and colour of the head, ground, border, and the edge at the left."""
_ICONS: Final = {
    ActionKind.COPY_IP: ("copy", ""),
    ActionKind.OPEN_WECOM_ADMIN: ("", "external"),
    ActionKind.OPEN_AUTHING: ("", "external"),
    ActionKind.OPEN_ERROR_PAGE: ("", "external"),
    ActionKind.EDIT_CONNECTION: ("pencil", ""),
    ActionKind.RUN_AGAIN: ("refresh", ""),
}


class ExplanationPane(Card):
    """`acted` carries the `Action` of a pressed button; `copy_requested` wants all as Markdown,
    `value_copied` a value of the evidence."""

    acted = Signal(object)
    copy_requested = Signal()
    value_copied = Signal(str)
    online_requested = Signal()

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name="leg_explanation", parent=parent)
        self._messages = messages
        self._detail: LegDetail | None = None
        self._kind = JudgedAs.PLAIN
        self._others_open = False
        self._icon = IconView(theme, "", size=18)
        self.title = ToldText(theme, name="explanation_title")
        self.expected = ToldText(theme)
        self._deciding = QVBoxLayout()
        self._deciding.setSpacing(6)
        self.rows = ToldText(theme, name="explanation_rows")
        self._buttons_holder = QWidget()
        self._buttons = FlowLayout(self._buttons_holder)
        policy = self._buttons_holder.sizePolicy()
        policy.setHeightForWidth(True)
        self._buttons_holder.setSizePolicy(policy)
        self.others = ToldText(theme, name="other_causes")
        self.facts = ToldText(theme, name="leg_facts")
        self._scroll = ScrollColumn(theme)
        self._scroll.setObjectName("leg_detail_scroll")
        self.online_button = self._button("", icon="globe", name="check_online_button")
        self.copy_button = self._button("", icon="copy", name="copy_explanation_button")
        self.others_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            trailing_icon="chevron-down",
            name="other_causes_button",
        )
        self._lay_out()
        self.online_button.clicked.connect(self.online_requested)
        self.copy_button.clicked.connect(self.copy_requested)
        self.others_button.clicked.connect(self._on_others_button_clicked)

    def _button(self, text: str, *, icon: str = "", trailing: str = "", name: str = "") -> Button:
        return Button(
            self._theme, text, size=ButtonSize.COMPACT, icon=icon, trailing_icon=trailing, name=name
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(9)
        icon = QVBoxLayout()
        icon.setContentsMargins(0, 2, 0, 0)
        icon.addWidget(self._icon)
        icon.addStretch(1)
        head.addLayout(icon)
        head.addWidget(self.title, 1)
        column = self._scroll.column
        column.setContentsMargins(16, 12, 14, 14)
        column.addLayout(head)
        column.addSpacing(3)
        column.addWidget(self.expected)
        column.addSpacing(8)
        column.addLayout(self._deciding)
        column.addSpacing(4)
        column.addWidget(self.rows)
        column.addSpacing(8)
        column.addWidget(self._buttons_holder)
        column.addSpacing(4)
        column.addWidget(self.others)
        column.addSpacing(6)
        column.addWidget(self.facts)
        column.addStretch(1)
        self.body.addWidget(self._scroll, 1)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self.copy_button.setText(self.tr("Copy explanation"))
        self.online_button.setText(self.tr("Check online"))
        self.rows.setAccessibleName(self.tr("Explanation"))
        self.others.setAccessibleName(messages.text("told.others"))
        self.facts.setAccessibleName(self.tr("Evidence"))
        redacted = messages.text("told.redacted", length="{length}")
        for text in (self.title, self.expected, self.rows, self.others, self.facts):
            text.set_redacted_words(redacted)
        if self._detail is not None:
            self.show_detail(self._detail)

    def show_detail(self, detail: LegDetail) -> None:
        """Shows a leg."""
        before = self._detail
        is_other = before is None or (before.run_id, before.leg) != (detail.run_id, detail.leg)
        self._detail = detail
        if is_other:
            self._others_open = False
        judged = detail.judgement
        self._kind = JudgedAs.PLAIN if detail.is_stale else judged.kind
        icon, token, *_ = _LOOKS[judged.kind]
        self._icon.set_icon(icon, color="text_muted" if detail.is_stale else token)
        self._icon.setVisible(bool(icon))
        ink = "text_muted" if detail.is_stale else token
        head = ToldSpan(judged.title, ink, Role.HEADING, Weight.SEMIBOLD, marked=True)
        self.title.show_lines([ToldLine((head,))])
        self.title.setAccessibleName(judged.title)
        self.expected.setAccessibleName(judged.title)
        self._show(self.expected, [sentence(judged.sentence)] if judged.sentence else [])
        self._show_deciding(detail)
        told = detail.explanation
        rows = self._compared(detail.compared) if detail.compared else self._told(told)
        self._show(self.rows, rows)
        self._show_buttons(detail)
        self._show_others(told)
        self._show(self.facts, self._facts(detail))
        self.setAccessibleName(spoken_list((judged.title, judged.sentence)))
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)
        self.update()

    def show_asking(self, asking: bool) -> None:
        """While WeCom and Authing are asked."""
        self.online_button.set_available(enabled=not asking, reason=self.tr("Checking…"))

    @staticmethod
    def _show(text: ToldText, lines: list[ToldLine]) -> None:
        text.show_lines(lines)
        text.setVisible(bool(lines))

    def _show_deciding(self, detail: LegDetail) -> None:
        clear(self._deciding)
        is_bad = self._kind is JudgedAs.UNEXPECTED
        redacted = self._messages.text("told.redacted", length="{length}")
        for fact in detail.deciding:
            line = EvidenceLine(
                self._theme, fact, redacted=redacted, copy=self.tr("Copy"), is_bad=is_bad
            )
            line.copied.connect(self.value_copied)
            self._deciding.addWidget(line)

    def _told(self, told: ExplanationView | None) -> list[ToldLine]:
        if told is None:
            return []
        text = self._messages.text
        cause = told.cause if told.cause != told.title else ""
        rows = (
            (text("told.cause"), cause),
            (text("told.because"), told.because),
            (text("told.confirm"), told.confirm),
            (text("told.fix"), told.fix),
            (text("told.where"), told.where),
            (text("told.note"), told.note),
        )
        return [sentence(words, label=label) for label, words in rows if words]

    def _compared(self, found: ComparedRuns) -> list[ToldLine]:
        lines = [ToldLine((ToldSpan(found.title, weight=Weight.SEMIBOLD),))]
        if found.sentence:
            return [*lines, sentence(found.sentence)]
        nothing = ToldSpan(self._messages.text("deciding.nothing"), "text_muted")
        for place, row in enumerate(found.rows):
            weight = Weight.SEMIBOLD if place == 0 else None
            then = ToldSpan(row.then, "text_muted", Role.CODE) if row.then else nothing
            now = ToldSpan(row.now, "text", Role.CODE) if row.now else nothing
            spans = (ToldSpan(f"{row.where}:  ", weight=weight), then, ToldSpan("  →  "), now)
            label = self.tr("Leg {number}").format(number=row.leg.number)
            lines.append(ToldLine(spans, label, is_indented=True))
        return lines

    def _facts(self, detail: LegDetail) -> list[ToldLine]:
        groups = [(found.title, found.items) for found in detail.evidence]
        if detail.callback:
            groups.insert(0, (self.tr("What came back"), detail.callback))
        lines = []
        for title, items in groups:
            lines.append(ToldLine((ToldSpan(title, weight=Weight.SEMIBOLD),)))
            for name, value in items:
                span = ToldSpan(value, "text", Role.CODE_SMALL)
                lines.append(ToldLine((span,), name, is_indented=True))
        return lines

    def _show_buttons(self, detail: LegDetail) -> None:
        kept = (self.copy_button, self.online_button, self.others_button)
        for button in kept:
            self._buttons.removeWidget(button)
            button.hide()  # and stays in here: without a parent it could become a window
        clear(self._buttons)
        told = detail.explanation
        shown: list[Button] = []
        actions = told.actions if told is not None else ()
        is_bad = self._kind is JudgedAs.UNEXPECTED
        if told is not None or detail.deciding:
            self.copy_button.set_kind(ButtonKind.PRIMARY if is_bad else ButtonKind.DEFAULT)
            shown.append(self.copy_button)
        shown += [self._action_button(action) for action in actions]
        if detail.leg is Leg.PROFILE:
            shown.append(self.online_button)
        others = told.other_causes if told is not None else ()
        if others:
            self.others_button.setText(self._others_text(len(others)))
            shown.append(self.others_button)
        for button in shown:
            self._buttons.addWidget(button)
            button.show()
        for before, after in pairwise(shown):
            self.setTabOrder(before, after)
        self._buttons_holder.setVisible(bool(shown))

    def _others_text(self, count: int) -> str:
        if count == 1:
            return self.tr("1 other cause")
        return self.tr("{n} other causes").format(n=count)

    def _action_button(self, action: Action) -> Button:
        icon, trailing = _ICONS[action.kind]
        button = self._button(
            self._action_text(action.kind),
            icon=icon,
            trailing=trailing,
            name=f"{action.kind.value}_button",
        )
        button.clicked.connect(lambda: self.acted.emit(action))
        return button

    def _action_text(self, kind: ActionKind) -> str:
        match kind:
            case ActionKind.COPY_IP:
                return self.tr("Copy IP")
            case ActionKind.OPEN_WECOM_ADMIN:
                return self.tr("Open WeCom admin")
            case ActionKind.OPEN_AUTHING:
                return self.tr("Open Authing console")
            case ActionKind.OPEN_ERROR_PAGE:
                return self.tr("WeCom's page about this code")
            case ActionKind.EDIT_CONNECTION:
                return self.tr("Edit connection")
            case ActionKind.RUN_AGAIN:
                return self.tr("Run again")

    def _on_others_button_clicked(self) -> None:
        self._others_open = not self._others_open
        if self._detail is not None:
            self._show_others(self._detail.explanation)

    def _show_others(self, told: ExplanationView | None) -> None:
        others = told.other_causes if told is not None and self._others_open else ()
        lines = [line for cause in others for line in self._other(cause)]
        self._show(self.others, lines)
        self.others_button.set_trailing_icon("chevron-up" if self._others_open else "chevron-down")

    def _other(self, cause: OtherCause) -> list[ToldLine]:
        text = self._messages.text
        rows = (
            (text("told.because"), cause.because),
            (text("told.confirm"), cause.confirm),
            (text("told.fix"), cause.fix),
            (text("told.where"), cause.where),
        )
        title = ToldSpan(cause.title, weight=Weight.SEMIBOLD, marked=True)
        return [ToldLine((title,)), *(sentence(w, label=label) for label, w in rows if w)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pane is the box: tint and left edge say how grave it is."""
        painter = QPainter(self)
        color = self._theme.color
        _, _, ground, border, edge = _LOOKS[self._kind]
        box = QRectF(self.rect())
        rounded(painter, box, RADIUS_CARD, fill=color(ground), border=color(border))
        if edge:
            left_edge(painter, box, RADIUS_CARD, color(edge), width=3)
