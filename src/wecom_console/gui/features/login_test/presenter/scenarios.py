"""Which scenarios are shown and which is looked at: the decisions of the left pane."""

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.features.login_test.presenter.shelf import (
    ScenarioFilter,
    ScenarioShelf,
    ShelfView,
)
from wecom_console.gui.features.login_test.presenter.state import ScenarioBoard


class ScenariosPresenter(QObject):
    """Follows the board of scenarios. `shelf_changed` carries the new `ShelfView`; `wanted` the
    scenario that a batch leaves to be looked at: the first that did not end as it should."""

    shelf_changed = Signal(object)
    wanted = Signal(str)

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = ScenarioShelf()
        self._board = ScenarioBoard()
        self._of_batch = 0

    @property
    def view(self) -> ShelfView:
        """The pane as it is."""
        return self._shelf.view(self._board)

    def show(self, board: ScenarioBoard) -> None:
        """The scenarios have gone on, or are others."""
        before, self._board = self._board, board
        if before.current != board.current:
            self._shelf.unfold_for(board, board.current)
        if board.is_running:
            self._of_batch = board.total
        first = ""
        if self._of_batch and not board.is_running:
            if self._of_batch > 1:
                first = self._shelf.unfold_unexpected(board)
            self._of_batch = 0
        self._tell()
        if first:
            self.wanted.emit(first)

    def search(self, query: str) -> None:
        """Leaves the scenarios in whose title, sentence or name every word occurs."""
        self._shelf.query = query
        self._tell()

    def choose(self, chosen: ScenarioFilter) -> None:
        """Leaves what the filter lets through."""
        self._shelf.chosen = chosen
        self._tell()

    def fold(self, group: str, folded: bool) -> None:
        """Folds a group, or unfolds it."""
        self._shelf.fold(group, folded=folded)
        self._tell()

    def _tell(self) -> None:
        self.shelf_changed.emit(self.view)
