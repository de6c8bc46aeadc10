"""Joins one field's widget to one path of the draft: what is typed goes to the presenter, what the
presenter found is shown."""

from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.problems import Fix, Problem
from wecom_console.domain.rules.misplaced import acceptance
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.field_binding import FieldBinding
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.state import (
    FieldState,
    FormState,
    LineKind,
    SchemaView,
)
from wecom_console.gui.parts.form.sentences import field_line, part_note
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.controls.button import Button
from wecom_console.gui.widgets.controls.combo import ComboField
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.fields.schema_box import PartState, SchemaBox, SchemaPart
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import fix_text, problem_text
from wecom_console.storage.secrets.protocol import SecretsStanding

KEPT_DOTS: Final = "\u2022" * 12
"""Stands for a secret that is stored; says nothing of its length."""

_NAMES: Final = {"android.signature_md5": "android_signature"}


def object_name(path: str) -> str:
    """The stem of a field's object names: ``android.package`` gives ``android_package``."""
    return _NAMES.get(path, path.replace(".", "_"))


class Binding(Protocol):
    """A field on the form."""

    path: str

    @property
    def widget(self) -> QWidget:
        """What is scrolled to."""

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Show what the presenter found."""

    def retranslate(self, messages: Messages) -> None:
        """Take the words of the language."""

    def focus(self) -> None:
        """Move the keyboard here."""


def inserted_length(before: str, after: str) -> int:
    """How many characters one edit put in: what is between the common beginning and end."""
    head = _common_length(before, after)
    left, right = before[head:], after[head:]
    return len(right) - _common_length(left[::-1], right[::-1])


def _common_length(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


class LineBinding(FieldBinding[LineField]):
    """A text field. More than one character at once is a paste or a drop, unless it comes from an
    input method; undo and redo are the form's, not the field's."""

    def __init__(
        self, theme: ThemeController, widget: LineField, path: str, presenter: FormPresenter
    ) -> None:
        super().__init__(widget, path, presenter)
        self._theme = theme
        self._shown = ""
        self._is_rendering = False
        self._is_composed = False
        self._box: SchemaBox | None = None
        self._link: Button | None = None
        self._problem: Problem | None = None
        self._last: tuple[FieldState, SchemaView | None, str, SecretsStanding] | None = None
        widget.edit.textChanged.connect(self._on_edit_text_changed)
        widget.edit.returnPressed.connect(presenter.submit)
        widget.edit.installEventFilter(self)

    def retranslate(self, messages: Messages) -> None:
        """Labels the field."""
        super().retranslate(messages)
        self._last = None

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Value, verdict and, with an error that can be fixed, the box."""
        field = state.fields[self.path]
        schema = state.schema if self.path == "schema" else None
        seen = (field, schema, messages.language, state.secrets_go)
        if seen == self._last:
            return
        self._last = seen
        if self.path not in SECRET_PATHS:
            self._field.set_masked(masked=field.is_hidden)
        self._show_text(_editable(field))
        self._field.set_placeholder(KEPT_DOTS if field.kind is LineKind.KEPT else "")
        self._field.set_locked(locked=field.kind is LineKind.LOCKED)
        line = field_line(messages, field, secrets_go=state.secrets_go)
        self._field.show_verdict(line.tone, line.sentence)
        self._field.box.set_tone(line.edge)
        self._problem = field.problem
        can_be_mended = bool(field.problem and field.problem.fixes)
        has_box = field.kind is LineKind.ERROR and (can_be_mended or field.can_keep)
        self._show_box(field, schema, messages, wanted=has_box)
        self._show_link(field, messages)

    def _show_text(self, text: str) -> None:
        self._is_rendering = True
        self._field.set_text(text)
        self._is_rendering = False
        self._shown = text

    def _show_box(
        self, field: FieldState, schema: SchemaView | None, messages: Messages, *, wanted: bool
    ) -> None:
        if wanted and self._box is None:
            self._box = self._make_box()
        if self._box is None:
            return
        problem = field.problem
        if wanted and problem is not None:
            fix = problem.fix
            self._box.show_parts(
                problem_text(messages, problem),
                _parts(messages, schema),
                fix_text=fix_text(messages, fix) if fix is not None else "",
                keep_text=messages.text("fix.keep") if field.can_keep else "",
                other_text=fix_text(messages, problem.fixes[1]) if problem.fixes[1:] else "",
            )
        self._box.setVisible(wanted)
        self._field.set_problem_visible(visible=not wanted)
        # Whoever looks for the field's problem by name finds the label that is on the screen.
        name = f"{object_name(self.path)}_problem"
        self._box.title.setObjectName(name if wanted else f"{name}_hidden")
        self._field.problem.setObjectName(f"{name}_hidden" if wanted else name)

    def _make_box(self) -> SchemaBox:
        box = SchemaBox(self._theme)
        name = object_name(self.path)
        box.setObjectName(f"{name}_box")
        box.fix_button.setObjectName(f"{name}_fix_button")
        box.other_button.setObjectName(f"{name}_other_button")
        box.keep_button.setObjectName(f"{name}_keep_button")
        box.other_requested.connect(self._on_other_requested)
        box.fix_requested.connect(self._on_fix_requested)
        box.keep_requested.connect(self._on_keep_requested)
        self._field.add_below(box)
        QWidget.setTabOrder(self._field.edit, box.fix_button)
        QWidget.setTabOrder(box.fix_button, box.other_button)
        QWidget.setTabOrder(box.other_button, box.keep_button)
        return box

    def _show_link(self, field: FieldState, messages: Messages) -> None:
        """A warning or a remark that can be fixed offers it beside the label."""
        fix = field.problem.fix if field.problem else None
        wanted = fix is not None and field.kind in (LineKind.WARNING, LineKind.HINT)
        wanted = wanted and self.path != "schema"  # which has its own link that says the same
        if wanted and self._link is None:
            name = f"{object_name(self.path)}_fix_link"
            self._link = self._field.add_link("", icon="wand", name=name)
            self._link.clicked.connect(self._on_fix_requested)
            QWidget.setTabOrder(self._field.edit, self._link)
        if self._link is not None:
            if fix is not None:
                self._link.setText(fix_text(messages, fix))
            self._link.setVisible(wanted)

    def _on_fix_requested(self) -> None:
        fix: Fix | None = self._problem.fix if self._problem else None
        if fix is not None:
            self._presenter.apply_fix(fix)
            self.focus()

    def _on_other_requested(self) -> None:
        if self._problem is not None and self._problem.fixes[1:]:
            self._presenter.apply_fix(self._problem.fixes[1])
            self.focus()

    def _on_keep_requested(self) -> None:
        if self._problem is not None:
            self._presenter.keep_anyway(acceptance(self._problem))
            self.focus()

    def _on_edit_text_changed(self, text: str) -> None:
        if self._is_rendering or text == self._shown:
            return
        before, self._shown = self._shown, text
        self._last = None
        composed, self._is_composed = self._is_composed, False
        if not composed and inserted_length(before, text) > 1:
            self._presenter.paste(self.path, text)
        else:
            self._presenter.set_field(self.path, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells an input method from a paste, and takes undo and redo."""
        kind = event.type()
        if kind == QEvent.Type.InputMethod:
            self._is_composed = True
        elif kind in (QEvent.Type.KeyPress, QEvent.Type.Drop, QEvent.Type.ContextMenu):
            self._is_composed = False
            if isinstance(event, QKeyEvent) and self._travels(event):
                return True
        return super().eventFilter(watched, event)


class ChoiceBinding(FieldBinding[ComboField]):
    """A drop-down with the message of each choice."""

    def __init__(
        self,
        widget: ComboField,
        path: str,
        presenter: FormPresenter,
        choices: tuple[tuple[str, str], ...],
    ) -> None:
        super().__init__(widget, path, presenter)
        self._choices = choices
        for key, _ in choices:
            widget.combo.add(key, key)
        widget.picked.connect(lambda key: presenter.set_field(path, key))

    def retranslate(self, messages: Messages) -> None:
        """Labels the field and its choices."""
        super().retranslate(messages)
        for key, code in self._choices:
            self._field.combo.set_text(key, messages.text(code))

    def show_state(self, state: FormState, messages: Messages) -> None:
        """The choice, and what it means where there is a sentence for it."""
        field = state.fields[self.path]
        value = str(field.value)
        self._admit(value, messages)
        self._field.combo.choose(value)
        line = field_line(messages, field)
        about = f"field.{self.path}.{value}"
        if line.tone in (Tone.HINT, Tone.OK) and messages.has(about):
            self._field.show_verdict(Tone.HINT, messages.text(about))
        else:
            tone = Tone.HINT if line.tone is Tone.OK else line.tone
            self._field.show_verdict(tone, line.sentence)

    def _admit(self, value: str, messages: Messages) -> None:
        """A value that is not offered (from a config file) is shown all the same."""
        combo = self._field.combo
        if combo.findData(value) < 0:
            code = f"backend.{value}"
            combo.add(value, messages.text(code) if messages.has(code) else value)


def _editable(field: FieldState) -> str:
    """What stands in the field: a typed secret itself, of a stored one nothing."""
    if isinstance(field.value, Secret):
        return field.value.reveal()
    if field.reference:
        return ""
    return field.value if isinstance(field.value, str) else ""


def _parts(messages: Messages, view: SchemaView | None) -> tuple[SchemaPart, ...]:
    if view is None:
        return ()
    shown = [SchemaPart(view.prefix.text)]
    for part, agrees in (
        (view.corp, "form.schema_agrees_corp"),
        (view.agent, "form.schema_agrees_agent"),
    ):
        state = PartState.GOOD if part.expected == "" else PartState.BAD
        if part.expected is None:
            state = PartState.NEUTRAL
        shown.append(SchemaPart(part.text, state, part_note(messages, part, agrees)))
    return tuple(shown)
