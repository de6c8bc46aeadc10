"""The simulator's journal as a table, newest call first, and its filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from wecom_console.gui.plain_text import tip_text
from wecom_console.gui.row_models import ROOT, Index

CALL_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
KEPT: Final = 2_000
"""Rows that the window keeps; the simulator itself holds as many as it likes."""


class JournalColumn(IntEnum):
    """The columns from left to right."""

    NUMBER = 0
    TIME = 1
    METHOD = 2
    PATH = 3
    PARAMETERS = 4
    STATUS = 5
    ERRCODE = 6
    TOOK = 7


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A call that the simulator answered. `errcode` is empty where the answer has none;
    `is_fault` says that the answer was injected."""

    number: int
    time: str
    method: str
    path: str
    parameters: str
    status: int
    errcode: str
    took: str
    is_fault: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether WeCom's own code says no."""
        return self.errcode not in ("", "0")


class JournalModel(QAbstractTableModel):
    """Newest first. Rows only ever arrive at the top or all go."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[JournalRow] = []
        self._headers: tuple[str, ...] = tuple(column.name.title() for column in JournalColumn)

    def set_headers(self, headers: Sequence[str]) -> None:
        """The column heads in the interface's language."""
        self._headers = tuple(headers)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(JournalColumn) - 1)

    def add(self, rows: Sequence[JournalRow]) -> None:
        """Puts `rows` (oldest first, as they happened) on top."""
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
        self._rows[:0] = reversed(rows)
        self.endInsertRows()
        if len(self._rows) > KEPT:
            self.beginRemoveRows(QModelIndex(), KEPT, len(self._rows) - 1)
            del self._rows[KEPT:]
            self.endRemoveRows()

    def clear(self) -> None:
        """Forgets every row."""
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many calls are kept."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Eight."""
        return 0 if parent.isValid() else len(JournalColumn)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The column heads."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the whole row as `CALL_ROLE`."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == CALL_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, JournalColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (
            JournalColumn.PATH,
            JournalColumn.PARAMETERS,
        ):
            return tip_text(_text(row, JournalColumn(index.column())))
        return None


class JournalKind(StrEnum):
    """Which calls are shown."""

    ALL = "all"
    WECOM = "wecom"
    AUTHING = "authing"
    FAILED = "failed"


class JournalFilter(QSortFilterProxyModel):
    """Shows the calls of a kind whose path, parameters or errcode contain the words typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._kind = JournalKind.ALL

    def set_kind(self, kind: JournalKind) -> None:
        """Shows only the calls of `kind`."""
        self.beginFilterChange()
        self._kind = kind
        self.endFilterChange()

    def set_wanted(self, text: str) -> None:
        """Shows only the calls that contain `text`; an empty text shows all."""
        self.beginFilterChange()
        self._wanted = text.strip().lower()
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Path, parameters, errcode and status are looked at."""
        if not self._wanted and self._kind is JournalKind.ALL:
            return True
        row = self.sourceModel().index(source_row, 0, source_parent).data(CALL_ROLE)
        if not isinstance(row, JournalRow):
            return False
        if not _is_of(row, self._kind):
            return False
        told = f"{row.path} {row.parameters} {row.errcode} {row.status}"
        return self._wanted in told.lower()


def _is_of(row: JournalRow, kind: JournalKind) -> bool:
    match kind:
        case JournalKind.ALL:
            return True
        case JournalKind.WECOM:
            return row.path.startswith(("/cgi-bin/", "/wwopen/", "/phone"))
        case JournalKind.AUTHING:
            return row.path.startswith(("/api/", "/oidc/"))
        case JournalKind.FAILED:
            return row.is_refused or row.status >= 400 or row.status == 0


def _text(row: JournalRow, column: JournalColumn) -> str:
    match column:
        case JournalColumn.NUMBER:
            return str(row.number)
        case JournalColumn.TIME:
            return row.time
        case JournalColumn.METHOD:
            return row.method
        case JournalColumn.PATH:
            return row.path
        case JournalColumn.PARAMETERS:
            return row.parameters
        case JournalColumn.STATUS:
            return str(row.status)
        case JournalColumn.ERRCODE:
            return row.errcode or "–"
        case JournalColumn.TOOK:
            return row.took
