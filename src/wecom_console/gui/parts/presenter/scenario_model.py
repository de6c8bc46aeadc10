"""The scenarios as a list: each with its mark and one line about how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QAbstractListModel, Qt

from wecom_console.gui.plain_text import tip_text
from wecom_console.gui.row_models import HasRows, Index
from wecom_console.gui.spoken import spoken_list

SCENARIO_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


class ScenarioMark(StrEnum):
    """What stands before a scenario. The verdict glyphs belong to legs; these are bare marks."""

    NONE = "none"
    WAITING = "waiting"
    RUNNING = "running"
    AS_EXPECTED = "as_expected"
    NOT_AS_EXPECTED = "not_as_expected"
    UNPROVEN = "unproven"
    STOPPED = "stopped"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A painted scenario. `status` is the whole second line in the interface's language."""

    name: str
    title: str
    mark: ScenarioMark = ScenarioMark.NONE
    status: str = ""
    tool_tip: str = ""
    is_stale: bool = False


class ScenarioModel(HasRows[ScenarioRow], QAbstractListModel):
    """Holds the rows; a new list repaints what differs and keeps the selection."""

    def set_rows(self, rows: Sequence[ScenarioRow]) -> None:
        """Shows `rows` instead."""
        self._replace(rows, keeps=[r.name for r in rows] == [r.name for r in self._rows])

    def row_of(self, name: str) -> int:
        """Where `name` stands, -1 where it does not."""
        return next((i for i, row in enumerate(self._rows) if row.name == name), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title as text, both lines for a screen reader, the whole row as `SCENARIO_ROLE`."""
        row = self._row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_list((row.title, row.status))
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(row.tool_tip) or None
            case _ if role == SCENARIO_ROLE:
                return row
            case _:
                return None
