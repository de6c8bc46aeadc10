"""The team's own scenario file: which it is, choosing another, leaving it out."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.parts.chooser import FileChooser
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label


class ScenarioFileField(QWidget):
    """`chosen` carries a path, or None where the file is left out."""

    chosen = Signal(object)

    def __init__(self, theme: ThemeController, chooser: FileChooser) -> None:
        super().__init__()
        self._chooser = chooser
        self._title = Label(theme, role=Role.LABEL)
        self._path = ElidedLabel(theme, "", role=Role.CODE)
        self._path.setObjectName("scenario_file_label")
        self._hint = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._choose = Button(
            theme, size=ButtonSize.COMPACT, icon="folder", name="choose_scenario_file_button"
        )
        self._remove = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="trash",
            name="remove_scenario_file_button",
        )
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._path, 1)
        line.addWidget(self._remove)
        line.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addLayout(line)
        column.addWidget(self._hint)
        self._choose.clicked.connect(self._on_choose_clicked)
        self._remove.clicked.connect(lambda: self.chosen.emit(None))

    def retranslate(self) -> None:
        """Puts every text in."""
        self._title.setText(self.tr("Scenarios of your team"))
        self._hint.setText(
            self.tr("A scenario file (TOML); its scenarios are listed before the built-in ones.")
        )
        self._choose.setText(self.tr("Choose…"))
        self._remove.set_accessible_name(self.tr("Do not use a scenario file"))

    def show_file(self, file: str) -> None:
        """The file in use, or none."""
        self._path.setText(file or self.tr("None"))
        self._remove.setVisible(bool(file))

    def _on_choose_clicked(self) -> None:
        kinds = [self.tr("Scenario files (*.toml)"), self.tr("All files (*)")]
        title = self.tr("Choose a scenario file")
        self._chooser.open(title, kinds, self._on_file_chosen, parent=self)

    def _on_file_chosen(self, path: Path) -> None:
        self.chosen.emit(path)
