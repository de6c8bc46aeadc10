"""What every field has: a label above its control, one sentence below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.spoken import spoken_text
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import LABEL_GAP, PROBLEM_GAP, Role
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


class LabelledField(QWidget):
    """`name="corp_id"` gives `corp_id_field` and `corp_id_problem`. `target`, which may be inside
    `control`, has the keyboard and is what screen readers name."""

    def __init__(
        self,
        theme: ThemeController,
        control: QWidget,
        target: QWidget,
        *,
        name: str,
        label: str = "",
        required: bool = False,
        with_problem: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_field")
        self._target = target
        self.head = FieldHead(theme, label, required=required)
        self.problem = ProblemLine(theme, name=f"{name}_problem")
        self.head.label.setBuddy(target)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addSpacing(LABEL_GAP)
        self._column.addWidget(control)
        if with_problem:
            self._column.addSpacing(PROBLEM_GAP)
        self._column.addWidget(self.problem)
        self.problem.setVisible(with_problem)  # after it has a parent, or it would be a window
        self.setFocusProxy(target)
        self.set_label(label)

    def set_label(self, text: str) -> None:
        """Names the field."""
        self.head.label.setText(text)
        self._target.setAccessibleName(text)

    def show_verdict(self, tone: Tone, sentence: str) -> None:
        """Edge, icon and sentence; the height stays."""
        self.problem.show_sentence(tone, sentence)
        self._target.setAccessibleDescription(spoken_text(sentence))

    def focus(self) -> None:
        """Moves the keyboard here."""
        self._target.setFocus(Qt.FocusReason.OtherFocusReason)
