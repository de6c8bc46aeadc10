"""From here to live: five steps, what is known of each, and the button for what comes next."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.domain.verdicts import Verdict
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.boxes.card import Rule
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.login.verdicts import draw_glyph
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages
from wecom_console.services.profiles.going_live import (
    GoingLive,
    Milestone,
    MilestoneMark,
    MilestoneNow,
)

EDGE = 20
MARK = 20
SHORT = 700
LEAST = 330
"""Heights of a page, at 100 %."""
COLUMN_FROM = 19
"""Characters of a column's width; narrower, the steps stand one below the other."""
ICONS = {
    "history": "history",
    "settings": "error",
    "connect": "settings",
    "compare": "refresh",
    "create": "plus",
    "application": "list",
    "associate": "list",
    "run": "play",
    "run_again": "refresh",
    "phone": "phone",
}


class StepSign(Themed, QWidget):
    """A tick, the ring of what comes next, or an empty one; and the rail to the next step."""

    def __init__(self, theme: ThemeController, *, has_rail: bool) -> None:
        super().__init__()
        self._theme = theme
        self._mark = MilestoneMark.OPEN
        self.has_rail = has_rail
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def show_mark(self, mark: MilestoneMark) -> None:
        """Another standing."""
        self._mark = mark
        self.update()

    def _on_theme_changed(self, _tokens: object) -> None:
        self.setFixedHeight(self._theme.px(MARK) + 2)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints sign and rail."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, side = self._theme, self._theme.px(MARK)
        middle = self.height() / 2
        if self.has_rail:
            rail = QRectF(side + 8, middle - 1, self.width() - side - 16, 2)
            painter.fillRect(rail, theme.color("border"))
        box = QRectF(1, middle - side / 2 + 1, side - 2, side - 2)
        if self._mark is MilestoneMark.DONE:
            theme.draw_icon(painter, "check", box.adjusted(-1, -1, 1, 1), "text")
            return
        if self._mark is MilestoneMark.NONE:
            theme.draw_icon(painter, "minus", box, "text_disabled")
            return
        is_next = self._mark is MilestoneMark.NEXT
        color = theme.color("primary" if is_next else "border_control")
        painter.setPen(QPen(color, 2 if is_next else 1.5))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if is_next:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            dot = side * 0.18
            painter.drawEllipse(box.center(), dot, dot)


class SimulatedSign(Themed, QWidget):
    """The outline glyph of what the simulator alone has seen."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: object) -> None:
        side = self._theme.px(14)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the glyph."""
        draw_glyph(QPainter(self), self._theme, Verdict.SIMULATED, QRectF(self.rect()))


class StepView(QWidget):
    """One step. `acted` carries what its button does."""

    acted = Signal(str)

    def __init__(self, theme: ThemeController, step: Milestone, *, has_rail: bool) -> None:
        super().__init__()
        self._action = ""
        self.sign = StepSign(theme, has_rail=has_rail)
        self.name = Label(theme, role=Role.SECTION)
        self._simulated = SimulatedSign(theme)
        self._word = Label(theme, role=Role.CAPTION, color="simulated")
        self.state = Label(theme, role=Role.SMALL, wrap=True)
        self.note = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True)
        self.button = Button(theme, size=ButtonSize.COMPACT, name=f"step_{step.value}_button")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.name)
        head.addWidget(self._simulated)
        head.addWidget(self._word)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.sign)
        column.addSpacing(5)
        column.addLayout(head)
        column.addWidget(self.state)
        column.addWidget(self.note)
        column.addStretch(1)
        column.addSpacing(6)
        column.addLayout(foot)
        self.button.clicked.connect(lambda: self.acted.emit(self._action))

    def show_step(self, one: MilestoneNow, words: "StepWords") -> None:
        """What is known of it."""
        self._action = one.action
        self.sign.show_mark(one.mark)
        self.name.setText(words.name(one.step))
        self._simulated.setVisible(one.is_simulated)
        self._word.setVisible(one.is_simulated)
        self._word.setText(words.simulated())
        self.state.setText(words.state(one))
        self.note.setText(words.note(one))
        self.note.setVisible(bool(self.note.text()))
        is_next = one.mark is MilestoneMark.NEXT
        self.state.set_color("text_muted" if one.mark is MilestoneMark.NONE else "text")
        self.button.setVisible(bool(one.action))
        name_button(self.button, one, words, filled=is_next)
        self.setAccessibleName(spoken_list((self.name.text(), self.state.text(), self.note.text())))


class StepWords:
    """The sentences of a step, in the language of `messages`; `ago` says how long ago a moment
    is, inside a sentence."""

    def __init__(self, messages: Messages, ago: Callable[[float], str]) -> None:
        self._messages = messages
        self._ago = ago

    def text(self, code: str, **params: object) -> str:
        """Any other sentence of the strip."""
        return self._messages.text(f"going_live.{code}", **params)

    def name(self, step: Milestone) -> str:
        """What the step is called."""
        return self.text(f"step.{step.value}")

    def simulated(self) -> str:
        """The word beside the glyph."""
        return self._messages.text("verdict.simulated")

    def state(self, one: MilestoneNow) -> str:
        """What is known."""
        return self.text(f"{one.step.value}.{one.state}", **one.params)

    def note(self, one: MilestoneNow) -> str:
        """The remark below."""
        if not one.note:
            return ""
        first = self.name(one.waits_for) if one.waits_for is not None else ""
        when = self._ago(one.at) if one.at else ""
        return self.text(f"note.{one.note}", **{**one.params, "when": when, "step": first})

    def action(self, one: MilestoneNow) -> str:
        """What the button says."""
        return self.text(f"action.{one.action}") if one.action else ""


def name_button(button: Button, one: MilestoneNow, words: StepWords, *, filled: bool) -> None:
    """A step's button: filled where it is the next; one that waits says for what."""
    button.setText(words.action(one))
    button.set_icon(ICONS.get(one.action, ""))
    button.set_kind(ButtonKind.PRIMARY if filled else ButtonKind.DEFAULT)
    waits = one.waits_for is not None
    button.set_available(enabled=not waits, reason=words.note(one) if waits else "")


class LiveStrip(QWidget):
    """`acted` carries what is to be done (see `MilestoneNow.action`). Folded, it is one line with
    the next step's button."""

    acted = Signal(str)

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self.setObjectName("live_strip")
        self._theme = theme
        self._shown = GoingLive()
        self._words: StepWords | None = None
        self._folds: bool | None = None
        self._is_short = False
        self._has_room = True
        self._is_all_done = False
        self.title = Label(theme, role=Role.SECTION)
        self.summary = Label(theme, role=Role.CAPTION, color="text_muted")
        self.next_button = Button(theme, size=ButtonSize.COMPACT, name="step_next_button")
        self.fold_button = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="chevron-up",
            name="live_strip_fold_button",
        )
        self.views = {
            step: StepView(theme, step, has_rail=step is not Milestone.PHONE) for step in Milestone
        }
        self._steps = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._steps)
        self._row.setContentsMargins(EDGE, 2, EDGE, 14)
        self._row.setSpacing(0)
        for view in self.views.values():
            self._row.addWidget(view, 1)
            view.acted.connect(self.acted)
        head = QHBoxLayout()
        head.setContentsMargins(EDGE, 8, 16, 8)
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.summary)
        head.addStretch(1)
        head.addWidget(self.next_button)
        head.addWidget(self.fold_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(Rule(theme))
        column.addLayout(head)
        column.addWidget(self._steps)
        column.addWidget(Rule(theme))
        self.next_button.clicked.connect(self._on_next_clicked)
        self.fold_button.clicked.connect(lambda: self.set_folded(folded=not self.is_folded))
        self.hide()
        theme.follow(self._on_theme_changed)

    @property
    def is_folded(self) -> bool:
        """Whether only its line is seen."""
        return self._steps.isHidden()

    def show_state(self, shown: GoingLive, words: StepWords, *, is_live: bool) -> None:
        """What is known; `is_live`: people log in with the connection."""
        self._shown, self._words = shown, words
        for one in shown.steps:
            self.views[one.step].show_step(one, words)
        self.title.setText(words.text("title"))
        code = "done_simulated" if shown.simulated else "done"
        self.summary.setText(
            words.text(code, done=shown.done, needed=shown.needed, count=shown.simulated)
        )
        if shown.next is not None:
            name_button(self.next_button, shown.next, words, filled=True)
        self._is_all_done = is_live and shown.next is None
        self._fit()

    def set_folded(self, *, folded: bool) -> None:
        """As its user wants it."""
        self._folds = folded
        self._fit()

    def set_room(self, height: int) -> None:
        """On a low page the strip begins as a line; on one where even that would cut something
        else it is not there."""
        self._is_short = height < self._theme.px(SHORT)
        self._has_room = height >= self._theme.px(LEAST)
        self._fit()

    def retranslate(self) -> None:
        """Names the button; the rest comes with the state."""
        self._fit()

    def _fit(self) -> None:
        self.setVisible(bool(self._shown.steps) and self._has_room)
        folded = self._folds
        if folded is None:
            folded = self._is_short or self._is_all_done
        self._steps.setVisible(not folded)
        following = self._shown.next
        self.next_button.setVisible(folded and following is not None and bool(following.action))
        self.fold_button.set_icon("chevron-down" if folded else "chevron-up")
        name = self.tr("Show the steps") if folded else self.tr("Collapse the steps")
        self.fold_button.set_accessible_name(name)
        character = QFontMetricsF(self._theme.font(Role.BODY)).averageCharWidth()
        is_wide = self.width() >= 5 * COLUMN_FROM * character
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if is_wide else down)
        self._row.setSpacing(8 if is_wide else 14)
        for step, view in self.views.items():
            view.sign.has_rail = is_wide and step is not Milestone.PHONE

    def _on_next_clicked(self) -> None:
        if self._shown.next is not None:
            self.acted.emit(self._shown.next.action)

    def _on_theme_changed(self, _tokens: object) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns, or one below the other."""
        super().resizeEvent(event)
        self._fit()
