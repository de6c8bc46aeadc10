"""What models of rows have in common, and how they and delegates are told a place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
"""What the rows of a flat model are below."""

T = TypeVar("T")

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    class _Model(QAbstractItemModel, Generic[T]):
        """What it is mixed into."""

else:

    class _Model(Generic[T]):
        """Nothing of Qt's: a class has one Qt base, and this stands before it."""


class HasRows(_Model[T]):
    """Mixed into a model whose rows are values."""

    _rows: tuple[T, ...] = ()
    _last_column = 0

    @property
    def rows(self) -> tuple[T, ...]:
        """The rows as they are."""
        return self._rows

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def _row(self, index: Index) -> T | None:
        is_there = index.isValid() and index.row() < len(self._rows)
        return self._rows[index.row()] if is_there else None

    def _replace(self, rows: Sequence[T], *, keeps: bool) -> None:
        """Shows `rows` instead. With `keeps` each takes the place of the one before: only what
        differs is painted anew, and the view keeps selection and place."""
        fresh, old = tuple(rows), self._rows
        if not keeps:
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()
            return
        self._rows = fresh
        for number, (before, after) in enumerate(zip(old, fresh, strict=True)):
            if before != after:
                last = self.index(number, self._last_column)
                self.dataChanged.emit(self.index(number, 0), last)
