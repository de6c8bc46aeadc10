"""A labelled input with its verdict: label above, one sentence below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import LABEL_GAP, Role
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.field_box import FieldBox
from wecom_console.gui.widgets.fields.labelled import LabelledField
from wecom_console.gui.widgets.fields.problem_line import Tone


class LineField(LabelledField):
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
        box = FieldBox(theme, name=f"{name}_edit", role=Role.CODE if mono else Role.BODY)
        super().__init__(
            theme, box, box.edit, name=name, label=label, required=required, parent=parent
        )
        self._theme = theme
        self.box = box
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.edit.textEdited.connect(self.edited)
        self.edit.editingFinished.connect(self.finished)

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

    def set_masked(self, *, masked: bool) -> None:
        """Shows dots for what is in it."""
        mode = QLineEdit.EchoMode.Password if masked else QLineEdit.EchoMode.Normal
        if self.edit.echoMode() != mode:
            self.edit.setEchoMode(mode)

    def set_placeholder(self, text: str) -> None:
        """The example shown while it is empty."""
        self.edit.setPlaceholderText(text)

    def set_required(self, *, required: bool) -> None:
        """Shows or hides the star."""
        self.head.set_required(required=required)

    def show_verdict(self, tone: Tone, sentence: str) -> None:
        """Edge, icon and sentence; the height stays."""
        self.box.set_tone(tone)
        super().show_verdict(tone, sentence)

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
