"""The rows of the sources list as an item model."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from wecom_console.gui.model_index import ROOT, Index
from wecom_console.gui.parts.presenter.connection_rows import SourceRow

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
ID_ROLE: Final = Qt.ItemDataRole.UserRole + 1


class SourcesModel(QAbstractListModel):
    """`describe` gives the words for screen readers."""

    def __init__(
        self, describe: Callable[[SourceRow], str], *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._describe = describe
        self._rows: tuple[SourceRow, ...] = ()
        self._chosen: frozenset[str] = frozenset()

    @property
    def rows(self) -> tuple[SourceRow, ...]:
        """The rows of the moment."""
        return self._rows

    def show_rows(self, rows: tuple[SourceRow, ...]) -> None:
        """Takes other rows. Where only contents changed, the view keeps its place."""
        if rows == self._rows:
            return
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of the rows that are chosen."""
        return self._chosen

    def show_chosen(self, chosen: frozenset[str]) -> None:
        """Marks other rows."""
        if chosen != self._chosen:
            self._chosen = chosen
            if self._rows:
                roles = [Qt.ItemDataRole.CheckStateRole]
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), roles)

    def place_of(self, profile_id: str) -> int:
        """The row of a connection, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.id == profile_id), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: Index,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Name, words for screen readers, or the whole row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == ID_ROLE:
            return row.id
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.CheckStateRole:
            marked = row.id in self._chosen
            return Qt.CheckState.Checked if marked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._describe(row)
        return None
