"""The port in the head: which one, and whether it stays the same for good."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_MEDIUM, Role
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.check_box import CheckBox
from wecom_console.gui.widgets.controls.field_box import FieldBox
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.text.label import Label

WIDTH = 68
HIGHEST = 65_535


class PortChoice(QWidget):
    """`fixed` carries the port to listen on at every start, 0 for that of the last time."""

    fixed = Signal(int)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = (0, 0)
        self._label = Label(theme, role=Role.CAPTION, color="text_muted")
        self.box = FieldBox(theme, name="simulator_port_edit", height=HEIGHT_MEDIUM, role=Role.CODE)
        self.box.edit.setMaxLength(5)
        self.check = CheckBox(theme, role=Role.SMALL, name="simulator_port_fixed")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.box)
        row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignVCenter)
        self.box.edit.editingFinished.connect(self._on_edit_finished)
        self.check.clicked.connect(self._on_check_clicked)
        theme.follow(self._on_theme_changed)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._label.setText(self.tr("Port"))
        self.box.edit.setAccessibleName(self.tr("Port"))
        self.box.edit.setPlaceholderText(self.tr("any"))
        self.check.setText(self.tr("Fixed"))
        set_tip(
            self.check,
            self.tr("Otherwise the last port is used again if it is free."),
        )

    def show_ports(self, fixed: int, current: int) -> None:
        """The port of the settings, and the one that is listened on or was the last time."""
        self._shown = (fixed, current)
        port = fixed or current
        if not self.box.edit.hasFocus() or not self.box.edit.isModified():
            self.box.edit.setText(str(port) if port else "")
        self.check.setChecked(bool(fixed))
        self.check.setEnabled(bool(port))
        self.box.set_tone(Tone.HINT)

    def _port(self) -> int:
        text = self.box.edit.text().strip()
        is_port = text.isascii() and text.isdecimal() and 0 < int(text) <= HIGHEST
        return int(text) if is_port else 0

    def _on_edit_finished(self) -> None:
        if not self.box.edit.isModified():
            return
        port = self._port()
        self.box.edit.setModified(False)
        if port:
            self.fixed.emit(port)
        elif self.box.edit.text().strip():
            self.box.set_tone(Tone.ERROR)
        else:
            self.fixed.emit(0)

    def _on_check_clicked(self, on: bool) -> None:
        self.fixed.emit((self._port() or self._shown[1]) if on else 0)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.box.setFixedWidth(self._theme.px(WIDTH))
