"""A labelled input with its verdict: label above, one sentence below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.spoken import spoken_text
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import LABEL_GAP, PROBLEM_GAP, Role
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.field_box import FieldBox
from wecom_console.gui.widgets.fields.problem_line import ProblemLine, Tone
from wecom_console.gui.widgets.text.label import Label


class FieldHead(QWidget):
    """Label, star of a required field, and room for a link at the right."""

    def __init__(self, theme: ThemeController, text: str = "", *, required: bool = False) -> None:
        super().__init__()
        self.label = Label(theme, text, role=Role.LABEL)
        self._star = Label(theme, "*", role=Role.LABEL, color="error")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self._row.addWidget(self.label)
        self._row.addWidget(self._star)
        self._star.setVisible(required)  # after it has a parent, or it would be a window
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_required(self, *, required: bool) -> None:
        """Shows or hides the star."""
        self._star.setVisible(required)

    def add_trailing(self, widget: QWidget) -> None:
        """Puts something at the right end."""
        self._row.addWidget(widget)


class LineField(QWidget):
    """`name="corp_id"` gives `corp_id_field`, `corp_id_edit` and `corp_id_problem`.

    `edited` carries the text as the user typed it; setting the text from code sends nothing.
    """

    edited = Signal(str)
    finished = Signal()

    def __init__(
        self,
        theme: ThemeController,
        *,
        name: str,
        label: str = "",
        required: bool = False,
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(f"{name}_field")
        self.head = FieldHead(theme, label, required=required)
        self.box = FieldBox(theme, name=f"{name}_edit", role=Role.CODE if mono else Role.BODY)
        self.problem = ProblemLine(theme, name=f"{name}_problem")
        self.head.label.setBuddy(self.box.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addSpacing(LABEL_GAP)
        column.addWidget(self.box)
        column.addSpacing(PROBLEM_GAP)
        column.addWidget(self.problem)
        self._column = column
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusProxy(self.box.edit)
        self.edit.textEdited.connect(self.edited)
        self.edit.editingFinished.connect(self.finished)
        self.set_label(label)

    @property
    def edit(self) -> QLineEdit:
        """The line edit itself."""
        return self.box.edit

    def text(self) -> str:
        """What is in the field."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Puts a value in from outside; the cursor stays where it can."""
        if text != self.edit.text():
            former = self.edit.cursorPosition()
            at_end = former == len(self.edit.text())
            cursor = len(text) if at_end or not self.edit.hasFocus() else former
            self.edit.setText(text)
            self.edit.setCursorPosition(min(cursor, len(text)))

    def set_label(self, text: str) -> None:
        """Names the field."""
        self.head.label.setText(text)
        self.edit.setAccessibleName(text)

    def set_placeholder(self, text: str) -> None:
        """The example shown while it is empty."""
        self.edit.setPlaceholderText(text)

    def set_required(self, *, required: bool) -> None:
        """Shows or hides the star."""
        self.head.set_required(required=required)

    def show_verdict(self, tone: Tone, sentence: str) -> None:
        """Edge, icon and sentence; the height stays."""
        self.box.set_tone(tone)
        self.problem.show_sentence(tone, sentence)
        self.edit.setAccessibleDescription(spoken_text(sentence))

    def set_problem_visible(self, *, visible: bool) -> None:
        """Hides the line where a box below says it all."""
        self.problem.setVisible(visible)

    def set_locked(self, *, locked: bool) -> None:
        """Locks the value, for instance the identifier once created."""
        self.box.set_locked(locked=locked)

    def add_below(self, widget: QWidget) -> None:
        """Puts a box below the line, for instance the schema's."""
        self._column.addSpacing(LABEL_GAP)
        self._column.addWidget(widget)

    def add_link(self, text: str, *, icon: str = "", name: str = "") -> Button:
        """A link at the right of the label."""
        link = Button(
            self._theme,
            text,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon=icon,
            name=name,
        )
        self.head.add_trailing(link)
        return link

    def focus(self) -> None:
        """Moves the keyboard here."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
