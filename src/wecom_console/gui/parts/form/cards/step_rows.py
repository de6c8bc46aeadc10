"""Step 1 in full: for each item what to do and where, what is known of it, and what to paste."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.catalogue import EGRESS_ADDRESSES_URL
from wecom_console.domain.problems import Problem, Severity
from wecom_console.gui.parts.form.check_lines import CheckLine
from wecom_console.gui.parts.form.notices import When
from wecom_console.gui.parts.form.presenter.checklist import APP_ITEM, PreparationState
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label, problem_text
from wecom_console.services.profiles.checklist import StepItem, StepState

INDENT = 22
MARKS = {
    StepState.OPEN: ("check", "primary"),
    StepState.BY_HAND: ("check", "primary"),
    StepState.SEEN: ("verdict-proven", "success"),
    StepState.REFUTED: ("error", "error"),
}


def mark_line(line: CheckLine, item: StepItem) -> None:
    """Shows an item's standing on its line."""
    line.blockSignals(True)  # what is shown is not what somebody pressed
    line.setChecked(item.is_done)
    line.blockSignals(False)
    line.set_mark(*MARKS[item.standing])


def known_of(item: StepItem, messages: Messages, when: When) -> str:
    """What is known of an item, beside its tick; empty where nothing is."""
    match item.standing:
        case StepState.SEEN:
            code = f"preparation.{item.id}.seen"
            seen = messages.text(code, **item.facts) if messages.has(code) else ""
            asked = messages.text("preparation.seen_at", when=when(item.at)) if item.at else ""
            return " ".join(part for part in (seen, asked) if part)
        case StepState.REFUTED:
            if messages.has(item.code):
                return messages.text(item.code, **item.params)
            if not messages.has(f"{item.code}.title"):
                problem = Problem(item.code, "", Severity.ERROR, item.params)
                return problem_text(messages, problem)
            title, fix = (
                messages.text(f"{item.code}.{part}", **item.params) for part in ("title", "fix")
            )
            return messages.text("preparation.refuted", title=title, fix=fix)
        case StepState.BY_HAND:
            return messages.text("preparation.by_hand", when=when(item.at)) if item.at else ""
        case StepState.OPEN:
            return ""


def item_words(messages: Messages, method: str, item: str, part: str = "") -> str:
    """An item's words; a login method may have its own."""
    tail = f".{part}" if part else ""
    own = f"preparation.{method}.{item}{tail}"
    return messages.text(own if messages.has(own) else f"preparation.{item}{tail}")


class PasteLine(QWidget):
    """A value of the form and the button that copies it."""

    copied = Signal(str)

    def __init__(self, theme: ThemeController, path: str) -> None:
        super().__init__()
        self.path = path
        self._label = Label(theme, role=Role.SMALL, color="text_muted")
        self._value = ElidedLabel(theme, role=Role.CODE_SMALL)
        self._copy = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="copy",
            name=f"copy_{path.replace('.', '_')}_button",
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self._value)
        row.addWidget(self._copy)
        row.addStretch(1)
        self._copy.clicked.connect(lambda: self.copied.emit(self._value.text()))

    def show_value(self, value: str, messages: Messages) -> None:
        """Takes what is on the form."""
        label = field_label(messages, self.path)
        self._label.setText(label)
        self._value.setText(value)
        self._copy.set_accessible_name(spoken_fact(messages.text("preparation.copy"), label))


class StepRow(QWidget):
    """One item. `ticked` tells that a person pressed its line."""

    ticked = Signal(bool)
    copied = Signal(str)

    def __init__(
        self,
        theme: ThemeController,
        item: str,
        *,
        paths: tuple[str, ...] = (),
        open_url: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._item = item
        self.line = CheckLine(theme, name=f"step_{item}_check")
        self._where = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._known = Label(theme, role=Role.SMALL, wrap=True)
        self._known.setObjectName(f"step_{item}_known")
        self._nothing = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._pastes = tuple(PasteLine(theme, path) for path in paths)
        self._link: Button | None = None
        below = QVBoxLayout()
        below.setContentsMargins(theme.px(INDENT), 0, 0, 0)
        below.setSpacing(2)
        below.addWidget(self._where)
        for paste in self._pastes:
            below.addWidget(paste)
            paste.copied.connect(self.copied)
        below.addWidget(self._nothing)
        below.addWidget(self._known)
        if open_url is not None:
            self._link = Button(
                theme,
                kind=ButtonKind.LINK,
                size=ButtonSize.COMPACT,
                trailing_icon="external",
                name=f"step_{item}_link",
            )
            self._link.clicked.connect(lambda: open_url(EGRESS_ADDRESSES_URL))
            below.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addLayout(below)
        self.line.toggled.connect(self.ticked)

    def show_item(
        self, item: StepItem, state: PreparationState, messages: Messages, when: When
    ) -> None:
        """Shows what is to be done and what is known."""
        self.line.setText(item_words(messages, state.method, self._item))
        self._where.setText(item_words(messages, state.method, self._item, "where"))
        mark_line(self.line, item)
        known = known_of(item, messages, when)
        if state.app and item.id == APP_ITEM:
            agrees = messages.text("preparation.app_identity.agrees", file=state.app)
            known = " ".join(part for part in (agrees, known) if part)
        self._known.setText(known)
        self._known.setVisible(bool(known))
        self._known.set_color("error" if item.standing is StepState.REFUTED else "text")
        self.line.setAccessibleDescription(known)
        values = dict(state.to_paste)
        for paste in self._pastes:
            value = values.get(paste.path, "")
            paste.setVisible(bool(value))
            paste.show_value(value, messages)
        empty = bool(self._pastes) and not values
        self._nothing.setVisible(empty)
        if empty:
            self._nothing.setText(messages.text("preparation.nothing_to_paste"))
        if self._link is not None:
            self._link.setText(messages.text("preparation.addresses"))
