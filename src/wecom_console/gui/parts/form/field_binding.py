"""What every binding of a field does alike."""

from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.widgets.fields.labelled import LabelledField
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label

F = TypeVar("F", bound=LabelledField)


class FieldBinding(QObject, Generic[F]):
    """Joins a labelled field to `path`; the field owns it."""

    def __init__(self, field: F, path: str, presenter: FormPresenter) -> None:
        super().__init__(field)
        self.path = path
        self._field = field
        self._presenter = presenter

    @property
    def widget(self) -> QWidget:
        """The field."""
        return self._field

    def retranslate(self, messages: Messages) -> None:
        """Labels the field."""
        self._field.set_label(field_label(messages, self.path))

    def focus(self) -> None:
        """Moves the keyboard here."""
        self._field.focus()

    def _travels(self, event: QKeyEvent) -> bool:
        """Undo and redo are the form's."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._presenter.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._presenter.redo()
        else:
            return False
        return True
