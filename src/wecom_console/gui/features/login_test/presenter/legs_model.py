"""The seven legs as a table: number, name, verdict and time."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.gui.model_index import ROOT, Index

LEG_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


class LegColumn(IntEnum):
    """The columns from left to right."""

    NUMBER = 0
    NAME = 1
    VERDICT = 2
    TIME = 3


@dataclass(frozen=True, slots=True)
class LegRow:
    """A painted leg. `glyph` is a verdict's name, ``waiting`` or ``running``; `word` its word and
    `note` what follows it: the code of a failure, the reason of a skip."""

    leg: Leg
    name: str
    glyph: str
    word: str = ""
    note: str = ""
    time: str = ""
    verdict: Verdict | None = None
    is_stale: bool = False


class LegModel(QAbstractTableModel):
    """Holds seven rows; a new list repaints, the selection stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LegRow, ...] = ()

    @property
    def rows(self) -> tuple[LegRow, ...]:
        """The rows as they are."""
        return self._rows

    def set_rows(self, rows: Sequence[LegRow]) -> None:
        """Shows `rows` instead."""
        fresh = tuple(rows)
        if len(fresh) != len(self._rows):
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()
            return
        self._rows, old = fresh, self._rows
        for number, (before, after) in enumerate(zip(old, fresh, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(LegColumn) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        """Seven, once the first rows are there."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Number, name, verdict, time."""
        return 0 if parent.isValid() else len(LegColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the whole row as `LEG_ROLE`."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == LEG_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _text(row, LegColumn(index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == LegColumn.TIME:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


def _text(row: LegRow, column: LegColumn) -> str:
    match column:
        case LegColumn.NUMBER:
            return str(row.leg.number)
        case LegColumn.NAME:
            return row.name
        case LegColumn.VERDICT:
            return f"{row.word} {row.note}".strip()
        case LegColumn.TIME:
            return row.time
