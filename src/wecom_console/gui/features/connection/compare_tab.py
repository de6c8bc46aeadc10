"""*Compare with Authing*: what is stored here against what Authing has."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.live.connection import DriftState, FieldDifference
from wecom_console.flow.explanations import explain, plain
from wecom_console.gui.features.connection.others_card import OthersCard
from wecom_console.gui.features.connection.presenter.comparison import (
    ComparisonFailure,
    ComparisonPhase,
    ComparisonPresenter,
    ComparisonState,
)
from wecom_console.gui.parts.layouts import tab_column
from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone
from wecom_console.gui.widgets.controls.button import Button, ButtonKind
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import Tag, TagTone
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label
from wecom_console.messages.value_words import value_words
from wecom_console.services.authing.live_words import step_texts

_TONES: Final = {
    DriftState.SAME: TagTone.SUCCESS,
    DriftState.DIFFERS: TagTone.WARNING,
    DriftState.MISSING: TagTone.WARNING,
    DriftState.UNKNOWN: TagTone.NEUTRAL,
}
_DONE: Final = ("in_sync", "applied")
_BAD: Final = ("as_before", "unsure")
_IDS: Final = ("corp_id", "agent_id", "schema", "backend.app_id", "type")
_LISTS: Final = ("association.methods", "association.fields")


class CompareTab(QWidget):
    """`apply_requested` carries the steps in words; `pull_requested` asks for Authing's values,
    `settings_requested` for the form where it says that nothing can be asked yet."""

    apply_requested = Signal(list)
    pull_requested = Signal()
    settings_requested = Signal()

    def __init__(self, theme: ThemeController, presenter: ComparisonPresenter) -> None:
        super().__init__()
        self.setObjectName("compare_tab")
        self._theme = theme
        self._presenter = presenter
        self._messages: Messages | None = None
        self._title = Label(theme, role=Role.HEADING)
        self._why = Label(theme, wrap=True)
        self._note = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._compare = Button(
            theme, kind=ButtonKind.PRIMARY, icon="refresh", name="compare_button"
        )
        self._connect = Button(
            theme, kind=ButtonKind.PRIMARY, icon="settings", name="compare_connect_button"
        )
        self._apply = Button(theme, icon="upload", name="compare_apply_button")
        self._pull = Button(theme, icon="download", name="compare_pull_button")
        self._answer = NoticeBox(theme, name="compare_answer")
        self._answer.hide()
        self.others = OthersCard(theme)
        self.others.add_requested.connect(presenter.adopt)
        self._card = Card(theme, name="compare_card")
        self._card.add_head()
        self._grid_holder = QWidget()
        self._lay_out(theme)
        self._compare.clicked.connect(presenter.compare)
        self._connect.clicked.connect(self.settings_requested)
        self._apply.clicked.connect(self.apply)
        self._pull.clicked.connect(self.pull_requested)
        presenter.state_changed.connect(self._on_presenter_state_changed)

    def _lay_out(self, theme: ThemeController) -> None:
        column = tab_column(self, theme)
        what = Card(theme, padding=20)
        what.body.setSpacing(10)
        for label in (self._title, self._why, self._note):
            what.body.addWidget(label)
        what.body.addSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self._connect, self._compare, self._apply, self._pull):
            buttons.addWidget(button)
        buttons.addStretch(1)
        what.body.addLayout(buttons)
        column.addWidget(what)
        column.addWidget(self._answer)
        self._grid_place = QVBoxLayout()
        self._grid_place.setContentsMargins(20, 12, 20, 16)
        self._grid_place.addWidget(self._grid_holder)
        self._card.body.addLayout(self._grid_place)
        column.addWidget(self._card)
        column.addWidget(self.others)
        column.addStretch(1)
        self._card.hide()

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._messages = messages
        self._title.setText(messages.text("live.page.title"))
        self._why.setText(messages.text("live.page.why"))
        self._apply.setText(self.tr("Apply to Authing"))
        self._pull.setText(self.tr("Use Authing's values"))
        self.others.retranslate()
        self._show()

    def _on_presenter_state_changed(self, _state: ComparisonState) -> None:
        self._show()

    def apply(self) -> None:
        """Asks to carry out what the last comparison showed."""
        if self._messages is not None and self._presenter.state.can_apply:
            self.apply_requested.emit(self._steps(self._messages))

    def _steps(self, messages: Messages) -> list[str]:
        state, profile = self._presenter.state, self._presenter.profile
        if state.live is None or profile is None:
            return []
        return list(step_texts(messages, profile, state.live.state, state.live.plan))

    def _show(self) -> None:
        messages, state = self._messages, self._presenter.state
        if messages is None:
            return
        self._note.setText(_reason(messages, state) or messages.text("live.page.saved_only"))
        waiting = {
            ComparisonPhase.NOTHING: "",
            ComparisonPhase.COMPARING: self.tr("Comparing…"),
            ComparisonPhase.APPLYING: self.tr("Applying…"),
            ComparisonPhase.PULLING: self.tr("Saving…"),
        }[state.doing]
        first = self.tr("Compare first")
        nothing = self.tr("Nothing to do") if state.live else first
        # While it is at work the button stays: a disabled one would lose the keyboard.
        self._compare.setText(waiting or self.tr("Compare now"))
        is_possible = not state.obstacle  # else there is one thing to do, and it is not here
        self._connect.setText(self.tr("Set up"))
        self._connect.setVisible(not is_possible)
        for button in (self._compare, self._apply, self._pull):
            button.setVisible(is_possible)
        self._compare.set_reason(_reason(messages, state))
        held = self._apply.hasFocus() or self._pull.hasFocus()
        self._apply.set_reason("" if state.can_apply else waiting or nothing)
        self._pull.set_reason("" if state.can_pull else waiting or nothing)
        if held and not (self._apply.isEnabled() or self._pull.isEnabled()):
            self._compare.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_answer(messages, state)
        self.others.show_others(state.others)
        self._show_differences(messages, state.differences)

    def _show_answer(self, messages: Messages, state: ComparisonState) -> None:
        rows = [("", text) for text in _rows(messages, state, self._steps(messages))]
        title, tone = _verdict(messages, state)
        self._answer.setVisible(bool(title))
        self._answer.set_tone(tone)
        self._answer.set_title(title)
        self._answer.set_rows(rows)

    def _show_differences(self, messages: Messages, found: Sequence[FieldDifference]) -> None:
        self._card.setVisible(bool(found))
        if self._card.head is not None:
            self._card.head.set_title(messages.text("live.page.differences"))
        self._grid_holder.hide()
        self._grid_holder.deleteLater()
        self._grid_holder = _grid(self._theme, messages, found)
        self._grid_place.addWidget(self._grid_holder)


def _reason(messages: Messages, state: ComparisonState) -> str:
    """Why nothing can be asked."""
    if not state.obstacle:
        return ""
    told = explain(messages, state.obstacle, {"kind": ""})
    return plain(f"{told.title}{messages.text('cli.colon')}{told.fix}")


def _verdict(messages: Messages, state: ComparisonState) -> tuple[str, NoticeTone]:
    if state.ended:
        tone = NoticeTone.SUCCESS if state.ended in _DONE else NoticeTone.WARNING
        tone = NoticeTone.ERROR if state.ended in _BAD else tone
        return messages.text(f"live.ended.{state.ended}"), tone
    if state.trouble is not None:
        title = explain(messages, state.trouble.code, state.trouble.params).title
        return plain(title), NoticeTone.ERROR
    if state.live is None:
        return "", NoticeTone.INFO
    if state.live.plan.obstacle:
        return plain(explain(messages, state.live.plan.obstacle, {}).title), NoticeTone.ERROR
    if state.live.plan.in_sync:
        is_shared = bool(state.live.state.rivals)
        tone = NoticeTone.WARNING if is_shared else NoticeTone.SUCCESS
        return messages.text("live.in_sync"), tone
    if state.live.state.connection is None:
        there = (one.ours for one in state.differences if one.path == "identifier")
        return messages.text("live.not_there", identifier=next(there, "")), NoticeTone.WARNING
    count, total = len(state.live.plan.drift), len(state.differences)
    return messages.text("live.page.count", count=count, total=total), NoticeTone.WARNING


def _rows(messages: Messages, state: ComparisonState, steps: Sequence[str]) -> list[str]:
    rows: list[str] = []
    if state.trouble is not None:
        rows += _told(messages, state.trouble, with_title=bool(state.ended))
    if state.live is None:
        return rows
    if state.live.plan.obstacle:
        rows += _told(messages, ComparisonFailure(state.live.plan.obstacle), with_title=False)
    elif state.ended == "partly":
        keys = ", ".join(one.key for one in state.live.plan.drift)
        rows.append(messages.text("live.finish", keys=keys))
    elif steps:
        listed = messages.text("list.separator").join(steps)
        rows.append(f"{messages.text('live.steps')} {listed}")
    live = state.live.state
    if live.rivals:
        rows.append(messages.text("live.rivals", names=", ".join(live.rivals)))
    there = live.connection
    if there is not None:
        names = ", ".join(live.apps)
        code = "live.used_by" if names else "live.used_by_none"
        rows.append(messages.text(code, names=names))
        if there.other_keys and there.secret is None and there.fields is not None:
            rows.append(messages.text("live.other_keys", keys=", ".join(there.other_keys)))
    return rows


def _told(messages: Messages, trouble: ComparisonFailure, *, with_title: bool) -> list[str]:
    told = explain(messages, trouble.code, trouble.params)
    texts = (told.title if with_title else "", told.cause, told.fix)
    return [plain(text) for text in texts if text]


def _grid(theme: ThemeController, messages: Messages, found: Sequence[FieldDifference]) -> QWidget:
    """Field, standing, here, there; what differs comes first."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    heads = ("", "", messages.text("live.page.ours"), messages.text("live.page.theirs"))
    for column, text in enumerate(heads):
        if text:
            grid.addWidget(Label(theme, text, role=Role.CAPTION, color="text_muted"), 0, column)
    for row, one in enumerate(sorted(found, key=lambda d: not d.is_drift), start=1):
        label = field_label(messages, one.path)
        standing = messages.text(f"live.standing.{one.standing.value}")
        short = messages.text(f"live.short.{one.standing.value}")
        tag = Tag(theme, short, tone=_TONES[one.standing])
        set_tip(tag, standing)
        tag.setAccessibleName(spoken_fact(label, standing))
        grid.addWidget(Label(theme, label, role=Role.SMALL, color="text_muted"), row, 0)
        grid.addWidget(tag, row, 1, Qt.AlignmentFlag.AlignLeft)
        hidden = messages.text("live.page.secret")
        ours = hidden if one.is_secret else _value(messages, one.path, one.ours)
        theirs = hidden if one.is_secret else _value(messages, one.path, one.theirs)
        if one.standing is DriftState.UNKNOWN and not one.is_secret:
            theirs = messages.text("live.hidden")
        is_quiet = not one.is_drift
        color = "text_muted" if is_quiet else "text"
        role = Role.CODE if one.path in _IDS else Role.SMALL
        for column, text in ((2, ours), (3, theirs)):
            grid.addWidget(ElidedLabel(theme, text, role=role, color=color), row, column)
    grid.setColumnStretch(2, 1)
    grid.setColumnStretch(3, 1)
    return holder


def _value(messages: Messages, path: str, text: str) -> str:
    if path == "login_only" and text:
        return value_words(messages, path, text == "true")
    if path in _LISTS and text:
        return value_words(messages, path, text.split(", "))
    return value_words(messages, path, text)
