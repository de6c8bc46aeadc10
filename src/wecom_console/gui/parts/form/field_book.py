"""Makes the form's fields and finds them again by path."""

from PySide6.QtWidgets import QWidget

from wecom_console.gui.parts.form.bindings import (
    Binding,
    ChoiceBinding,
    LineBinding,
    object_name,
)
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.state import FormState
from wecom_console.gui.parts.form.text_binding import TextBinding
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.controls.combo import ComboField
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.secret_field import SecretField
from wecom_console.gui.widgets.fields.text_field import TextField
from wecom_console.messages.catalogue import Messages


class FieldBook:
    """Every bound field of one form."""

    def __init__(self, theme: ThemeController, presenter: FormPresenter) -> None:
        self._theme = theme
        self._presenter = presenter
        self._bindings: dict[str, Binding] = {}
        self._paths: dict[QWidget, str] = {}

    def line(self, path: str, *, required: bool = False, mono: bool = True) -> LineField:
        """A text field."""
        name = object_name(path)
        field = LineField(self._theme, name=name, required=required, mono=mono)
        self.add(LineBinding(self._theme, field, path, self._presenter))
        return field

    def secret(self, path: str, *, required: bool = False) -> SecretField:
        """A masked field."""
        field = SecretField(self._theme, name=object_name(path), required=required)
        self.add(LineBinding(self._theme, field, path, self._presenter))
        return field

    def choice(self, path: str, choices: tuple[tuple[str, str], ...]) -> ComboField:
        """A drop-down of `(value, message code)`."""
        field = ComboField(self._theme, name=object_name(path))
        self.add(ChoiceBinding(field, path, self._presenter, choices))
        return field

    def text(self, path: str, *, lines: int) -> TextField:
        """A field of several lines."""
        field = TextField(self._theme, name=object_name(path), lines=lines)
        self.add(TextBinding(self._theme, field, path, self._presenter))
        return field

    def add(self, binding: Binding) -> None:
        """A field of another kind."""
        self._bindings[binding.path] = binding
        self._paths[binding.widget] = binding.path

    def find(self, path: str) -> Binding | None:
        """The field of a path, None where the form has none."""
        return self._bindings.get(path)

    def path_of(self, widget: QWidget | None) -> str:
        """The path of the field that `widget` is in; empty where it is in none."""
        while widget is not None:
            path = self._paths.get(widget)
            if path is not None:
                return path
            widget = widget.parentWidget()
        return ""

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Shows every field's state."""
        for binding in self._bindings.values():
            binding.show_state(state, messages)

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        for binding in self._bindings.values():
            binding.retranslate(messages)
