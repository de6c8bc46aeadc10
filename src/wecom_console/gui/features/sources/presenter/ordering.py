"""In which order the rows stand."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wecom_console.gui.parts.presenter.connection_rows import (
    ENVIRONMENT_ORDER,
    SourceRow,
    is_stored,
)


class Column(StrEnum):
    """What can be sorted by, from left to right."""

    NAME = "name"
    ENVIRONMENT = "environment"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class RowOrder:
    """Without a column the rows stand as they are stored: by identifier."""

    column: Column | None = None
    is_reversed: bool = False

    @property
    def is_grouped(self) -> bool:
        """Whether the rows of each environment stand under a heading."""
        return self.column is Column.ENVIRONMENT

    def pressed(self, column: Column) -> "RowOrder":
        """Up, down, and back to how they are stored."""
        if column is not self.column:
            return RowOrder(column)
        return RowOrder() if self.is_reversed else RowOrder(column, is_reversed=True)

    def arranged(self, rows: tuple[SourceRow, ...]) -> tuple[SourceRow, ...]:
        """The rows in this order; forms in progress stay in front."""
        if self.column is None:
            return rows
        new = tuple(row for row in rows if not is_stored(row))
        stored = [row for row in rows if is_stored(row)]
        match self.column:
            case Column.NAME:
                stored.sort(key=lambda row: row.name.casefold(), reverse=self.is_reversed)
            case Column.ENVIRONMENT:
                last = len(ENVIRONMENT_ORDER)
                stored.sort(
                    key=lambda row: (ENVIRONMENT_ORDER.get(row.environment, last), row.environment),
                    reverse=self.is_reversed,
                )
            case Column.RESULT:  # the latest test first
                stored.sort(key=lambda row: row.tested_at, reverse=not self.is_reversed)
        return (*new, *stored)


AS_STORED: Final = RowOrder()
