"""Joins a field of several lines to its path: a text, or a list with an entry a line."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from wecom_console.domain.fields import FIELD_BY_PATH, Kind
from wecom_console.domain.problems import Problem
from wecom_console.domain.rules.misplaced import acceptance
from wecom_console.gui.parts.form.bindings import object_name
from wecom_console.gui.parts.form.field_binding import FieldBinding
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.state import FieldState, FormState
from wecom_console.gui.parts.form.sentences import field_line
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.fields.text_field import TextField
from wecom_console.messages.catalogue import Messages


class TextBinding(FieldBinding[TextField]):
    """Nothing that is typed or pasted is repaired: in a template every sign may be meant."""

    def __init__(
        self, theme: ThemeController, widget: TextField, path: str, presenter: FormPresenter
    ) -> None:
        super().__init__(widget, path, presenter)
        self._theme = theme
        self._is_list = FIELD_BY_PATH[path].kind is Kind.TEXTS
        self._is_rendering = False
        self._problem: Problem | None = None
        self._keep: Button | None = None
        widget.edit.textChanged.connect(self._on_edit_text_changed)
        widget.edit.installEventFilter(self)

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Value and verdict."""
        field = state.fields[self.path]
        self._field.set_masked(masked=field.is_hidden)
        # A line that is being begun is no entry yet, and must not vanish under the cursor.
        if self._value(self._field.edit.toPlainText()) != _plain(field):
            self._is_rendering = True
            self._field.set_text(self._text(field))
            self._is_rendering = False
        line = field_line(messages, field)
        self._field.show_verdict(line.tone, line.sentence)
        self._problem = field.problem
        self._show_keep(messages, wanted=field.can_keep)

    def _show_keep(self, messages: Messages, *, wanted: bool) -> None:
        """What looks like a secret may be none."""
        if wanted and self._keep is None:
            name = f"{object_name(self.path)}_keep_button"
            self._keep = Button(
                self._theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name=name
            )
            self._keep.clicked.connect(self._on_keep_clicked)
            self._field.head.add_trailing(self._keep)
        if self._keep is not None:
            self._keep.setText(messages.text("fix.keep"))
            self._keep.setVisible(wanted)

    def _on_keep_clicked(self) -> None:
        if self._problem is not None:
            self._presenter.keep_anyway(acceptance(self._problem))
            self.focus()

    def _text(self, field: FieldState) -> str:
        value = _plain(field)
        return value if isinstance(value, str) else "\n".join(value)

    def _value(self, text: str) -> str | list[str]:
        if not self._is_list:
            return text
        return [line.strip() for line in text.splitlines() if line.strip()]

    def _on_edit_text_changed(self) -> None:
        if not self._is_rendering:
            self._presenter.set_field(self.path, self._value(self._field.edit.toPlainText()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo and redo are the form's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._travels(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)


def _plain(field: FieldState) -> str | list[str]:
    value = field.value
    if isinstance(value, list | tuple):
        return [str(entry) for entry in value]
    return value if isinstance(value, str) else ""
