"""Lists of frozen rows and how their delegates begin: shared by members and codes."""

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from wecom_console.gui.model_index import ROOT, Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.tokens import ThemeTokens

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
EDGE: Final = 14

T = TypeVar("T")


class RowsModel(QAbstractListModel, Generic[T]):
    """Each row is a value; `words` says it for screen readers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[T, ...] = ()
        self._words: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[T, ...]:
        """The values."""
        return self._rows

    def set_rows(self, rows: Sequence[T], words: Sequence[str]) -> None:
        """Shows others; as many as before keep their selection."""
        fresh, told = tuple(rows), tuple(words)
        if len(fresh) != len(self._rows):
            self.beginResetModel()
            self._rows, self._words = fresh, told
            self.endResetModel()
            return
        old = tuple(zip(self._rows, self._words, strict=True))
        self._rows, self._words = fresh, told
        for number, (before, row, words) in enumerate(zip(old, fresh, told, strict=True)):
            if before != (row, words):
                self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words as text, the value as `ROW_ROLE`."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == ROW_ROLE:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words[index.row()]
        return None


class RowsView(QListView):
    """A list inside a card: hairlines between its rows, no frame of its own."""

    def __init__(self, theme: ThemeController, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.doItemsLayout()
        self.viewport().update()
