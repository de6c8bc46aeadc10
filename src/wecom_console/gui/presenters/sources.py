"""The list of connections: loading, searching, filtering, deleting with a way back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.presenters.source_rows import (
    SourceFilter,
    SourceRow,
    count_rows,
    passes,
    search_rows,
    source_row,
)

if TYPE_CHECKING:
    from wecom_console.gui.ports import ProfileList
    from wecom_console.messages.catalogue import Messages


class Worker(Protocol):
    """The bridge, as far as this presenter needs it."""

    def call(
        self,
        work: Callable[..., Any],
        *args: object,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
    ) -> Any:
        """Calls a blocking function elsewhere and answers here."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A message code with parameters: why the list could not be read or changed."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourcesState:
    """All that the page shows. `is_loaded` is False until the first answer; `total` counts
    every connection; `rows` are those that search and chip leave; `counts` is per chip."""

    is_loaded: bool = False
    total: int = 0
    rows: tuple[SourceRow, ...] = ()
    counts: Mapping[SourceFilter, int] = field(default_factory=dict)
    query: str = ""
    chosen: SourceFilter = SourceFilter.ALL
    trouble: Trouble | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no connection at all."""
        return self.is_loaded and self.total == 0 and self.trouble is None


class SourcesPresenter(QObject):
    """`profiles` and `messages` block, so they are only called on the worker.

    `deleted` carries id and name of what was deleted: it can be brought back with `restore`.
    """

    state_changed = Signal(object)
    deleted = Signal(str, str)
    duplicated = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        worker: Worker,
        *,
        profiles: "Callable[[], ProfileList]",
        messages: "Callable[[], Messages]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._profiles = profiles
        self._messages = messages
        self._rows: tuple[SourceRow, ...] = ()
        self._found: tuple[SourceRow, ...] = ()
        self._state = SourcesState()
        self._generation = 0

    @property
    def state(self) -> SourcesState:
        """What the page shows now."""
        return self._state

    def load(self) -> None:
        """Reads the list again; of several readings under way the last one counts."""
        self._generation += 1
        generation = self._generation

        def read() -> tuple[SourceRow, ...]:
            messages = self._messages()
            return tuple(source_row(summary, messages) for summary in self._profiles().list())

        self._worker.call(
            read,
            on_done=lambda rows: self._take(rows, generation),
            on_error=self._on_load_failed,
        )

    def set_query(self, query: str) -> None:
        """Searches name, identifier, CorpID, AgentID and tags."""
        if query != self._state.query:
            self._found = search_rows(self._rows, query)
            self._publish(query=query)

    def set_filter(self, chosen: SourceFilter) -> None:
        """Takes another chip."""
        if chosen is not self._state.chosen:
            self._publish(chosen=chosen)

    def delete(self, profile_id: str) -> None:
        """Hides a connection at once; the store follows."""
        row = self._find(profile_id)
        if row is None:
            return
        self._worker.call(
            lambda: self._profiles().delete(profile_id),
            on_done=lambda result: self._on_deleted(row, result),
            on_error=self._on_change_failed,
        )

    def restore(self, profile_id: str) -> None:
        """Undoes a delete."""
        self._worker.call(
            lambda: self._profiles().restore(profile_id),
            on_done=self._on_changed,
            on_error=self._on_change_failed,
        )

    def duplicate(self, profile_id: str) -> None:
        """Makes a copy under a free identifier and tells its id."""
        row = self._find(profile_id)
        if row is None:
            return
        copy = free_identifier(row.identifier, {other.identifier for other in self._rows})
        self._worker.call(
            lambda: self._profiles().duplicate(profile_id, copy),
            on_done=self._on_duplicated,
            on_error=self._on_change_failed,
        )

    def _find(self, profile_id: str) -> SourceRow | None:
        return next((row for row in self._rows if row.id == profile_id), None)

    def _take(self, rows: tuple[SourceRow, ...], generation: int) -> None:
        if generation != self._generation:
            return
        self._rows = rows
        self._found = search_rows(rows, self._state.query)
        self._publish(is_loaded=True, trouble=None)

    def _publish(
        self,
        *,
        query: str | None = None,
        chosen: SourceFilter | None = None,
        is_loaded: bool | None = None,
        trouble: Trouble | None = None,
    ) -> None:
        old = self._state
        picked = old.chosen if chosen is None else chosen
        self._state = SourcesState(
            is_loaded=old.is_loaded if is_loaded is None else is_loaded,
            total=len(self._rows),
            rows=tuple(row for row in self._found if passes(row, picked)),
            counts=count_rows(self._found),
            query=old.query if query is None else query,
            chosen=picked,
            trouble=trouble,
        )
        self.state_changed.emit(self._state)

    def _on_deleted(self, row: SourceRow, result: object) -> None:
        trouble = _refusal(result)
        if trouble is not None:
            self.failed.emit(trouble)
            return
        self._rows = tuple(other for other in self._rows if other.id != row.id)
        self._found = tuple(other for other in self._found if other.id != row.id)
        self._publish()
        self.deleted.emit(row.id, row.name)

    def _on_changed(self, result: object) -> None:
        trouble = _refusal(result)
        if trouble is not None:
            self.failed.emit(trouble)
        self.load()

    def _on_duplicated(self, result: object) -> None:
        self._on_changed(result)
        profile = getattr(result, "profile", None)
        if profile is not None:
            self.duplicated.emit(profile.id)

    def _on_load_failed(self, error: Exception) -> None:
        self._publish(is_loaded=True, trouble=_trouble(error))

    def _on_change_failed(self, error: Exception) -> None:
        self.failed.emit(_trouble(error))


def free_identifier(identifier: str, taken: set[str]) -> str:
    """``acme-2`` and so on: the first that is free, of at most 31 characters."""
    for number in range(2, len(taken) + 3):
        tail = f"-{number}"
        candidate = identifier[: 31 - len(tail)].rstrip("-") + tail
        if candidate not in taken:
            return candidate
    raise AssertionError("more numbers than names")


def _trouble(error: Exception) -> Trouble:
    """The code of a store that does not answer; anything else is a bug and goes on."""
    code = getattr(error, "code", "")
    if not code:
        raise error
    return Trouble(str(code), dict(getattr(error, "params", {})))


def _refusal(result: object) -> Trouble | None:
    """What a service says when it did not do it; None when it did."""
    code = getattr(result, "code", "")
    if code:
        return Trouble(str(code), dict(getattr(result, "params", {})))
    if hasattr(result, "key"):
        return Trouble("sources.gone")
    if hasattr(result, "report") and not hasattr(result, "profile"):
        return Trouble("sources.rejected")
    return None
