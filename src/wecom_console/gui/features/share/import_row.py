"""One connection of a file that is to be imported: what it is, what it would change."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.features.share.presenter.import_rows import (
    ImportRow,
    RowState,
    SettingChange,
)
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_COMPACT, RADIUS_CONTROL, Role
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.controls.check_box import CheckBox
from wecom_console.gui.widgets.controls.combo import ComboBox
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import Tag, TagTone

_TONES = {
    RowState.NEW: TagTone.SUCCESS,
    RowState.SAME: TagTone.NEUTRAL,
    RowState.CHANGED: TagTone.WARNING,
    RowState.INVALID: TagTone.ERROR,
}


def resolution_names() -> list[tuple[str, str]]:
    """What may become of a stored connection that differs, by its key."""
    return [
        ("replace", QCoreApplication.translate("ImportRowView", "Replace the stored one")),
        ("merge", QCoreApplication.translate("ImportRowView", "Merge both")),
        ("keep", QCoreApplication.translate("ImportRowView", "Keep the stored one")),
        ("rename", QCoreApplication.translate("ImportRowView", "Import under a new name")),
    ]


def _facts(row: ImportRow) -> object:
    """What is shown of a row whatever is chosen."""
    return [(c.label, c.before, c.after, c.side) for c in row.changes]


class ImportRowView(Themed, QWidget):
    """`resolved` carries identifier and resolution; `take_changed` identifier, path and whether a
    merge takes the file's value."""

    resolved = Signal(str, str)
    take_changed = Signal(str, str, bool)

    def __init__(
        self, theme: ThemeController, identifier: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.identifier = identifier
        self._row: ImportRow | None = None
        self._checks: dict[str, CheckBox] = {}
        self.name = ElidedLabel(theme, identifier, role=Role.CODE)
        self.state = Tag(theme)
        self.choice = ComboBox(
            theme,
            name=f"resolution_{identifier}",
            height=HEIGHT_COMPACT,
            role=Role.SMALL,
        )
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.name, 1)
        head.addWidget(self.choice)
        head.addWidget(self.state)
        self._diff = QWidget()
        self._grid = QGridLayout(self._diff)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._problems = Label(theme, role=Role.SMALL, color="error", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 10, 9)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._diff)
        column.addWidget(self._problems)
        self.choice.picked.connect(lambda key: self.resolved.emit(self.identifier, key))
        theme.follow(self._on_theme_changed)

    def show_row(self, row: ImportRow) -> None:
        """Shows what the file has."""
        is_other = self._row is None or _facts(row) != _facts(self._row)
        self._row = row
        self.state.show_tag(self._state_word(row.state), _TONES[row.state])
        self.choice.offer(resolution_names())
        self.choice.setAccessibleName(self.tr("What to do with {name}").format(name=row.identifier))
        self.choice.choose(row.resolution)
        self.choice.setVisible(row.state is RowState.CHANGED)
        if is_other:
            self._show_changes(row)
        for change in row.changes:
            check = self._checks[change.path]
            check.setVisible(row.resolution == "merge")
            check.setChecked(change.is_taken)
        self._diff.setVisible(bool(row.changes))
        self._problems.set_color("error" if row.state is RowState.INVALID else "warning")
        self._problems.setText("\n".join(row.problems))
        self._problems.setVisible(bool(row.problems))

    def _state_word(self, state: RowState) -> str:
        match state:
            case RowState.NEW:
                return self.tr("New")
            case RowState.SAME:
                return self.tr("Same")
            case RowState.CHANGED:
                return self.tr("Changed")
            case RowState.INVALID:
                return self.tr("Errors")
            case _:
                assert_never(state)

    def _show_changes(self, row: ImportRow) -> None:
        clear(self._grid)
        self._checks = {}
        for place, change in enumerate(row.changes):
            label = Label(self._theme, change.label, role=Role.SMALL, color="text_muted")
            value = ElidedLabel(
                self._theme, f"{change.before} → {change.after}", role=Role.CODE_SMALL
            )
            self._grid.addWidget(label, 2 * place, 0)
            self._grid.addWidget(value, 2 * place, 1)
            self._grid.addWidget(self._make_check(change), 2 * place + 1, 1)

    def _make_check(self, change: SettingChange) -> CheckBox:
        words = {
            "file": self.tr("Use the file's"),
            "here": self.tr("Use the file's (changed here only)"),
            "both": self.tr("Use the file's (changed on both sides)"),
        }
        check = CheckBox(
            self._theme,
            words[change.side],
            role=Role.SMALL,
            name=f"take_{self.identifier}_{change.path}",
            parent=self._diff,
        )
        check.setAccessibleName(spoken_fact(change.label, words[change.side]))
        check.clicked.connect(
            lambda taken: self.take_changed.emit(self.identifier, change.path, taken)
        )
        self._checks[change.path] = check
        return check

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the edge."""
        border = self._theme.color("border")
        rounded(QPainter(self), self.rect(), RADIUS_CONTROL, border=border)
