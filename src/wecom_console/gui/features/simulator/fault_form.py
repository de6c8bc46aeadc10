"""The small form for a fault of one's own."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wecom_console.gui.features.simulator.presenter.fault import FaultDraft, read_fault
from wecom_console.gui.parts.layouts import button_row
from wecom_console.gui.parts.table_rows import EDGE
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.combo import ComboField
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.services.simulator.values import FaultSetting

KINDS: Final = ("errcode", "status", "delay", "reset", "truncate", "not_json", "empty")
_WITH_VALUE: Final = ("errcode", "status", "delay")


class FaultForm(QWidget):
    """`entered` carries a `FaultSetting`."""

    entered = Signal(object)
    done = Signal()

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = LineField(theme, name="fault_path", mono=True)
        self.kind = ComboField(theme, name="fault_kind", with_problem=False)
        for key in KINDS:
            self.kind.combo.add(key, key)
        self.value = LineField(theme, name="fault_value", mono=True)
        self.times = LineField(theme, name="fault_times", mono=True)
        self.add_button = Button(
            theme, kind=ButtonKind.PRIMARY, size=ButtonSize.COMPACT, name="fault_add_button"
        )
        self.cancel_button = Button(theme, size=ButtonSize.COMPACT, name="fault_cancel_button")
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.path, 0, 0, 1, 2)
        grid.addWidget(self.kind, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.value, 1, 0)
        grid.addWidget(self.times, 1, 1, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 6, EDGE, 4)
        column.setSpacing(0)
        column.addLayout(grid)
        column.addLayout(button_row(self.add_button, self.cancel_button))
        column.addStretch(1)
        for field in (self.path, self.value, self.times):
            field.edited.connect(self._on_changed)
            field.edit.returnPressed.connect(self._on_add_button_clicked)
        self.kind.picked.connect(self._on_changed)
        self.add_button.clicked.connect(self._on_add_button_clicked)
        self.cancel_button.clicked.connect(self.done)

    def retranslate(self) -> None:
        """Puts every text in."""
        self.path.set_label(self.tr("Path (* at the end matches everything below)"))
        self.kind.set_label(self.tr("Fault"))
        names = {
            "errcode": self.tr("WeCom errcode"),
            "status": self.tr("HTTP status"),
            "delay": self.tr("Delay in seconds"),
            "reset": self.tr("Connection reset"),
            "truncate": self.tr("Truncated response"),
            "not_json": self.tr("Response is not JSON"),
            "empty": self.tr("Empty response"),
        }
        for key, text in names.items():
            self.kind.combo.set_text(key, text)
        self.value.set_label(self.tr("Value"))
        self.times.set_label(self.tr("How many times"))
        self.times.set_placeholder(self.tr("always"))
        self.add_button.setText(self.tr("Add fault"))
        self.cancel_button.setText(self.tr("Cancel"))

    def open(self) -> None:
        """Begins with the commonest refusal."""
        self.path.set_text("/cgi-bin/gettoken")
        self.kind.combo.choose("errcode")
        self.value.set_text("60020")
        self.times.set_text("")
        self._on_changed()
        self.path.focus()

    def _read(self) -> FaultSetting | tuple[str, ...]:
        draft = FaultDraft(
            path=self.path.text(),
            kind=self.kind.combo.current_key(),
            value=self.value.text(),
            times=self.times.text(),
        )
        return read_fault(draft)

    def _on_changed(self, _text: str = "") -> None:
        found = self._read()
        wrong = () if isinstance(found, FaultSetting) else found
        self.value.setVisible(self.kind.combo.current_key() in _WITH_VALUE)
        sentences = {
            "path": self.tr("The path must start with / and must not belong to the control API."),
            "value": self._value_sentence(),
            "times": self.tr("Enter a number of 1 or more, or leave it empty."),
        }
        for name, field in (("path", self.path), ("value", self.value), ("times", self.times)):
            bad = name in wrong
            field.show_verdict(Tone.ERROR if bad else Tone.HINT, sentences[name] if bad else "")
        self.add_button.setEnabled(not wrong)

    def _value_sentence(self) -> str:
        match self.kind.combo.current_key():
            case "status":
                return self.tr("Enter a status from 200 to 599.")
            case "delay":
                return self.tr("Enter at most 600 seconds.")
            case _:
                return self.tr("Enter a number other than 0.")

    def _on_add_button_clicked(self) -> None:
        found = self._read()
        if isinstance(found, FaultSetting):
            self.entered.emit(found)
            self.done.emit()
