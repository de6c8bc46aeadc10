"""The scenarios as the left pane shows them: in groups that fold, searched and filtered, with what
they come to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.features.login_test.presenter.state import (
    NOTHING_RAN,
    BatchResult,
    ScenarioBoard,
    ScenarioItem,
)
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark

_EXPECTED = (ScenarioMark.AS_EXPECTED, ScenarioMark.UNPROVEN)


class ScenarioFilter(StrEnum):
    """What of the scenarios is shown."""

    ALL = "all"
    UNEXPECTED = "unexpected"
    NOT_RUN = "not_run"

    def lets(self, item: ScenarioItem) -> bool:
        """Whether a scenario is shown."""
        match self:
            case ScenarioFilter.ALL:
                return True
            case ScenarioFilter.UNEXPECTED:
                return item.mark is ScenarioMark.NOT_AS_EXPECTED
            case ScenarioFilter.NOT_RUN:
                return not item.has_ended and item.mark is not ScenarioMark.RUNNING


@dataclass(frozen=True, slots=True)
class ShelfGroup:
    """One kind of scenarios: those that are shown, and what all of the kind come to. `key` is empty
    for scenarios of no kind, which stand without a head."""

    key: str
    items: tuple[ScenarioItem, ...]
    total: int = 0
    as_expected: int = 0
    unexpected: int = 0
    is_folded: bool = False

    @property
    def ran(self) -> int:
        """How many have ended."""
        return self.as_expected + self.unexpected

    @property
    def not_run(self) -> int:
        """How many have not, where others have."""
        return self.total - self.ran if self.ran else 0


@dataclass(frozen=True, slots=True)
class ShelfView:
    """The pane: `counts` are those of the three filters. `is_narrowed`: not all are shown."""

    groups: tuple[ShelfGroup, ...] = ()
    current: str = ""
    chosen: ScenarioFilter = ScenarioFilter.ALL
    counts: tuple[int, int, int] = (0, 0, 0)
    batch: BatchResult = NOTHING_RAN
    is_narrowed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The scenarios that search and filter leave, folded away or not."""
        return tuple(item.name for group in self.groups for item in group.items)


@dataclass(slots=True)
class ScenarioShelf:
    """Mutable, owned by its presenter. Groups are folded but for that of the scenario that is
    looked at, until somebody folds or unfolds them."""

    query: str = ""
    chosen: ScenarioFilter = ScenarioFilter.ALL
    open: set[str] = field(default_factory=set)

    def fold(self, group: str, *, folded: bool) -> None:
        """Folds a group, or unfolds it."""
        (self.open.discard if folded else self.open.add)(group)

    def unfold_for(self, board: ScenarioBoard, name: str) -> None:
        """The scenario that is looked at can be seen."""
        self.open |= {item.group for item in board.items if item.name == name}

    def unfold_unexpected(self, board: ScenarioBoard) -> str:
        """After a batch: what was not as expected can be seen; the first of it."""
        found = [i for i in board.items if i.mark is ScenarioMark.NOT_AS_EXPECTED]
        self.open |= {item.group for item in found}
        return found[0].name if found else ""

    def view(self, board: ScenarioBoard) -> ShelfView:
        """The pane."""
        narrowed = bool(self.query.strip()) or self.chosen is not ScenarioFilter.ALL
        kinds = dict.fromkeys(item.group for item in board.items)
        groups = (self._group(key, board.items, narrowed=narrowed) for key in kinds)
        counts = [sum(map(one.lets, board.items)) for one in ScenarioFilter]
        return ShelfView(
            groups=tuple(group for group in groups if group.items),
            current=board.current,
            chosen=self.chosen,
            counts=(counts[0], counts[1], counts[2]),
            batch=board.batch,
            is_narrowed=narrowed,
        )

    def _group(self, key: str, items: Iterable[ScenarioItem], *, narrowed: bool) -> ShelfGroup:
        own = [item for item in items if item.group == key]
        words = self.query.casefold().split()
        return ShelfGroup(
            key=key,
            items=tuple(i for i in own if self.chosen.lets(i) and _has(i, words)),
            total=len(own),
            as_expected=sum(item.mark in _EXPECTED for item in own),
            unexpected=sum(item.mark is ScenarioMark.NOT_AS_EXPECTED for item in own),
            is_folded=bool(key) and not narrowed and key not in self.open,
        )


def _has(item: ScenarioItem, words: list[str]) -> bool:
    text = f"{item.title}\n{item.line}\n{item.name}".casefold()
    return all(word in text for word in words)


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
