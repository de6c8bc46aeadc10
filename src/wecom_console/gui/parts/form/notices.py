"""What stands around the fields: a draft that came back, a conflict, a refusal, a question."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.state import EditConflict, FormMode, FormState
from wecom_console.gui.parts.form.sentences import labels
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP
from wecom_console.gui.widgets.boxes.notice import ErrorBox, NoticeBox, NoticeTone
from wecom_console.gui.widgets.controls.button import Button
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import sentence

When = Callable[[float], str]
"""Seconds since the epoch as the window writes them."""


class FormNotices(QWidget):
    """Above the fields; empty, it takes no room."""

    def __init__(self, theme: ThemeController, presenter: FormPresenter, *, when: When) -> None:
        super().__init__()
        self._presenter = presenter
        self._when = when
        self._restored = NoticeBox(theme, tone=NoticeTone.INFO, name="restored_notice")
        self._afresh = self._restored.add_button("", name="start_afresh_button")
        self._conflict = NoticeBox(theme, tone=NoticeTone.WARNING, name="conflict_notice")
        self._mine = self._conflict.add_button("", primary=True, name="keep_mine_button")
        self._theirs = self._conflict.add_button("", name="take_theirs_button")
        self._failure = ErrorBox(theme, name="form_failure")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for box in (self._failure, self._conflict, self._restored):
            holder = QVBoxLayout()
            holder.addWidget(box)
            column.addLayout(holder)
            box.hide()
        self._column = column
        self._afresh.clicked.connect(presenter.start_afresh)
        self._mine.clicked.connect(presenter.keep_mine)
        self._theirs.clicked.connect(presenter.take_theirs)

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Shows what there is to be told."""
        asks = state.asks
        self._afresh.setText(self.tr("Start over"))
        self._mine.setText(self.tr("Keep mine"))
        self._theirs.setText(self.tr("Load the other version"))
        if asks.restored_at is not None:
            when = self._when(asks.restored_at)
            self._restored.set_title(messages.text("form.restored", when=when))
            self._restored.set_rows((("", messages.text("form.restored.note")),))
        if asks.conflict is not None:
            self._show_conflict(asks.conflict, messages)
        if asks.failure is not None:
            text = sentence(messages, asks.failure)
            self._failure.set_title(text)
        shown = (
            (self._failure, asks.failure is not None),
            (self._conflict, asks.conflict is not None),
            (self._restored, asks.restored_at is not None),
        )
        for box, visible in shown:
            box.setVisible(visible)
        some = any(visible for _, visible in shown)
        self._column.setSpacing(CARD_GAP if some else 0)
        self.setVisible(some)

    def _show_conflict(self, conflict: EditConflict, messages: Messages) -> None:
        nothing = messages.text("form.conflict.nothing")
        rows = [
            (
                messages.text("form.conflict.theirs"),
                labels(messages, conflict.theirs) or nothing,
            ),
            (messages.text("form.conflict.mine"), labels(messages, conflict.mine) or nothing),
        ]
        if conflict.both:
            fields = labels(messages, conflict.both)
            rows.append(("", messages.text("form.conflict.both", fields=fields)))
        self._conflict.set_title(messages.text("form.conflict"))
        self._conflict.set_rows(rows)


class LeaveBar(NoticeBox):
    """The question before unsaved work is left; not a dialog, so nothing stands still."""

    def __init__(self, theme: ThemeController, presenter: FormPresenter) -> None:
        super().__init__(theme, tone=NoticeTone.WARNING, name="leave_bar")
        self._keep = self.add_button("", primary=True, name="leave_keep_button")
        self._discard = self.add_button("", name="leave_discard_button")
        self._stay = self.add_button("", name="leave_stay_button")
        self._keep.clicked.connect(presenter.leave_keeping)
        self._discard.clicked.connect(presenter.leave_discarding)
        self._stay.clicked.connect(presenter.stay)
        self.hide()

    @property
    def first_button(self) -> Button:
        """Where the keyboard goes when the question appears."""
        return self._keep

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Shows or hides the question."""
        editing = state.mode is FormMode.EDIT
        self.set_title(messages.text("form.leave.edit" if editing else "form.leave.create"))
        self._keep.setText(self.tr("Save changes") if editing else self.tr("Keep as draft"))
        self._discard.setText(self.tr("Discard changes") if editing else self.tr("Discard"))
        self._stay.setText(self.tr("Keep editing"))
        self.setVisible(state.asks.is_leaving)


class SaveGuard(NoticeBox):
    """The question before a connection in production is changed."""

    def __init__(self, theme: ThemeController, presenter: FormPresenter) -> None:
        super().__init__(theme, tone=NoticeTone.WARNING, name="save_guard")
        self._confirm = self.add_button("", name="save_guard_confirm_button")
        self._stay = self.add_button("", primary=True, name="save_guard_stay_button")
        self._confirm.clicked.connect(presenter.confirm_save)
        self._stay.clicked.connect(presenter.withhold_save)
        self.hide()

    @property
    def first_button(self) -> Button:
        """Where the keyboard goes: Enter by habit changes nothing."""
        return self._stay

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Shows or hides the question."""
        changed = state.asks.guarding
        if changed:
            self.set_title(messages.text("form.guard"))
            fields = labels(messages, changed)
            self.set_rows((("", messages.text("form.guard.fields", fields=fields)),))
        self._confirm.setText(self.tr("Save to production"))
        self._stay.setText(self.tr("Keep editing"))
        self.setVisible(bool(changed))
