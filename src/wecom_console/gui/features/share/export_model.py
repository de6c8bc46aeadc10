"""The connections that can be exported, with their ticks; ten thousand cost as much as ten."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QObject,
    Qt,
    Signal,
)

from wecom_console.gui.features.share.presenter.exporting import ExportItem
from wecom_console.gui.parts.check_delegate import TAG_ROLE
from wecom_console.gui.parts.presenter.connection_rows import environment_of
from wecom_console.gui.row_models import ROOT, Index
from wecom_console.gui.widgets.text.tags import TagSpec, environment_tone
from wecom_console.messages.catalogue import Messages


class ExportModel(QAbstractListModel):
    """`toggled` carries a connection's key and whether it is wanted in; the ticks themselves change
    with `show_items`."""

    toggled = Signal(str, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: Sequence[ExportItem] = ()
        self._messages: Messages | None = None

    def show_items(self, items: Sequence[ExportItem], messages: Messages) -> None:
        """Shows these; the same connections keep the place of the keyboard."""
        is_same = len(items) == len(self._items) and all(
            new.key == old.key for new, old in zip(items, self._items, strict=True)
        )
        if is_same:
            self._items, self._messages = items, messages
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self._items, self._messages = items, messages
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """One a connection."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name over identifier, the tick, the environment."""
        if not index.isValid() or self._messages is None:
            return None
        item = self._items[index.row()]
        profile = item.profile
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{profile.display_name}\n{profile.identifier}"
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if item.is_chosen else Qt.CheckState.Unchecked
            case _ if role == TAG_ROLE:
                name = environment_of(profile)
                return TagSpec(self._messages.text(f"environment.{name}"), environment_tone(name))
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """The space bar."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        is_in = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        self.toggled.emit(self._items[index.row()].key, is_in)
        return True

    def toggle(self, index: Index) -> None:
        """A click anywhere on the row."""
        item = self._items[index.row()]
        self.toggled.emit(item.key, not item.is_chosen)
