"""The rows of the sources list as an item model."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from wecom_console.gui.parts.presenter.connection_rows import SourceRow, is_stored
from wecom_console.gui.row_models import HasRows, Index

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
ID_ROLE: Final = Qt.ItemDataRole.UserRole + 1
GROUP_ROLE: Final = Qt.ItemDataRole.UserRole + 2


class RowGroup(NamedTuple):
    """What begins at a row: an environment, and how many rows it has."""

    environment: str
    size: int


class SourcesModel(HasRows[SourceRow], QAbstractListModel):
    """`describe` gives the words for screen readers."""

    def __init__(
        self, describe: Callable[[SourceRow], str], *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._describe = describe
        self._chosen: frozenset[str] = frozenset()
        self._is_grouped = False
        self.groups: dict[int, RowGroup] = {}

    def show_rows(self, rows: tuple[SourceRow, ...], *, grouped: bool = False) -> None:
        """Takes other rows. Where only contents changed, the view keeps its place. `grouped`: they
        are sorted by environment, and each begins with a heading."""
        if rows == self._rows and grouped == self._is_grouped:
            return
        self._is_grouped = grouped
        before, self.groups = self.groups, groups_of(rows) if grouped else {}
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if same and before == self.groups:
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

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, words for screen readers, or the whole row."""
        row = self._row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == ID_ROLE:
            return row.id
        if role == GROUP_ROLE:
            return self.groups.get(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.CheckStateRole:
            marked = row.id in self._chosen
            return Qt.CheckState.Checked if marked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._describe(row)
        return None


def groups_of(rows: tuple[SourceRow, ...]) -> dict[int, RowGroup]:
    """The groups by the row at which they begin. A form in progress is in none: it stands in
    front, whatever its environment."""
    found: dict[int, RowGroup] = {}
    begin, last = -1, ""
    for place, row in enumerate(rows):
        if not is_stored(row):
            continue
        if begin < 0 or row.environment != last:
            begin, last = place, row.environment
        found[begin] = RowGroup(last, found[begin].size + 1 if begin in found else 1)
    return found
