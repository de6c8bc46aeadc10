"""The seven legs as a time line, and as a table of number, name, verdict and time."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, Qt

from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.gui.plain_text import tip_text
from wecom_console.gui.row_models import ROOT, HasRows, Index
from wecom_console.gui.spoken import spoken_list

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
    `note` what follows it: the code of a failure, the reason of a skip, what is waited for.
    `is_expected`: it failed as its scenario expects. `flag`: the run should have ended here."""

    leg: Leg
    name: str
    glyph: str
    word: str = ""
    note: str = ""
    time: str = ""
    verdict: Verdict | None = None
    is_stale: bool = False
    is_expected: bool = False
    flag: str = ""

    @property
    def shown_note(self) -> str:
        """What has a line of its own on the time line: the reason of a skip is not it."""
        return "" if self.verdict is Verdict.SKIPPED else self.flag or self.note


class LegModel(HasRows[LegRow], QAbstractTableModel):
    """Holds seven rows; a new list repaints, the selection stays."""

    _last_column = len(LegColumn) - 1

    def set_rows(self, rows: Sequence[LegRow]) -> None:
        """Shows `rows` instead."""
        self._replace(rows, keeps=len(rows) == len(self._rows))

    def columnCount(self, parent: Index = ROOT) -> int:
        """Number, name, verdict, time."""
        return 0 if parent.isValid() else len(LegColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the whole leg for a screen reader and as the tool tip; the row as
        `LEG_ROLE`."""
        row = self._row(index)
        if row is None:
            return None
        match role:
            case _ if role == LEG_ROLE:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, LegColumn(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return _whole(row)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(_whole(row))
            case _:
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


def _whole(row: LegRow) -> str:
    return spoken_list((f"{row.leg.number} {row.name}", row.word, row.note, row.flag, row.time))
