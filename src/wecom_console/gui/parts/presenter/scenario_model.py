"""The scenarios as a list: heads of groups, and below each its scenarios with their marks."""

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
    """A painted scenario. `status` says how it stands, in the interface's language; `below` is
    painted as a second line. `is_folded`: its group is, so it is not seen."""

    name: str
    title: str
    mark: ScenarioMark = ScenarioMark.NONE
    status: str = ""
    tool_tip: str = ""
    is_stale: bool = False
    below: str = ""
    is_indented: bool = False
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The head of a group: `count` at the right, in red where `has_unexpected`, and before it
    `note`. `is_folded` is whether what is below it is not seen."""

    name: str
    title: str
    count: str = ""
    note: str = ""
    spoken: str = ""
    has_unexpected: bool = False
    is_folded: bool = False


ShelfRow = ScenarioRow | GroupRow


class ScenarioModel(HasRows[ShelfRow], QAbstractListModel):
    """Holds the rows; a new list repaints what differs and keeps the selection."""

    def set_rows(self, rows: Sequence[ShelfRow]) -> None:
        """Shows `rows` instead."""
        self._replace(rows, keeps=_kinds(rows) == _kinds(self._rows))

    def row_of(self, name: str) -> int:
        """Where the scenario `name` stands, -1 where it does not."""
        found = (i for i, r in enumerate(self._rows) if isinstance(r, ScenarioRow))
        return next((i for i in found if self._rows[i].name == name), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head can be gone to, not selected."""
        if isinstance(self._row(index), GroupRow):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title as text, both lines for a screen reader, the whole row as `SCENARIO_ROLE`."""
        row = self._row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                said = row.spoken if isinstance(row, GroupRow) else row.status
                return spoken_list((row.title, said))
            case Qt.ItemDataRole.ToolTipRole:
                tip = row.tool_tip if isinstance(row, ScenarioRow) else ""
                return tip_text(tip) or None
            case _ if role == SCENARIO_ROLE:
                return row
            case _:
                return None


def _kinds(rows: Sequence[ShelfRow]) -> list[tuple[type, str]]:
    return [(type(row), row.name) for row in rows]
