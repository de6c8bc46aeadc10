"""The list of connections: loading, searching, narrowing, choosing, and what is done to rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.features.sources.presenter.bulk_actions import (
    BulkAction,
    BulkRequest,
    BulkResult,
    ListFailure,
    perform,
)
from wecom_console.gui.features.sources.presenter.ordering import AS_STORED, Column, RowOrder
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.gui.parts.presenter.connection_rows import (
    Facets,
    Folder,
    SourceFilter,
    SourceRow,
    count_rows,
    facets_of,
    is_stored,
    passes,
    search_rows,
    source_row,
    with_unsaved,
)

if TYPE_CHECKING:
    from wecom_console.messages.catalogue import Messages
    from wecom_console.services.profiles.records import Saved
    from wecom_console.services.profiles.refusals import WriteRefusal
    from wecom_console.services.profiles.service import ProfileService


UNDO_KEPT = 20


@dataclass(frozen=True, slots=True)
class SourcesState:
    """All that the page shows. `is_loaded` is False until the first answer; `total` counts
    every connection; `rows` are those that search, folder and chip leave; `counts` is per chip;
    `selected` are ids of shown rows: what nobody sees is never chosen."""

    is_loaded: bool = False
    total: int = 0
    rows: tuple[SourceRow, ...] = ()
    counts: Mapping[SourceFilter, int] = field(default_factory=dict)
    query: str = ""
    chosen: SourceFilter = SourceFilter.ALL
    folder: Folder = field(default_factory=Folder)
    facets: Facets = field(default_factory=Facets)
    selected: frozenset[str] = frozenset()
    trouble: ListFailure | None = None
    order: RowOrder = AS_STORED

    @property
    def is_empty(self) -> bool:
        """Whether there is no connection at all."""
        return self.is_loaded and self.total == 0 and self.trouble is None

    @property
    def selected_rows(self) -> tuple[SourceRow, ...]:
        """The chosen rows, in the list's order."""
        return tuple(row for row in self.rows if row.id in self.selected)


class SourcesPresenter(QObject):
    """`profiles` and `messages` block, so they are only called on the background.

    `asked` carries a `BulkRequest` that production would feel: `confirm` does it. `acted` carries
    a `BulkResult`, `duplicated` an id, `failed` a `ListFailure`; `undone`: a deed was taken back.
    """

    state_changed = Signal(object)
    asked = Signal(object)
    acted = Signal(object)
    undone = Signal()
    duplicated = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        background: Background,
        *,
        profiles: "Callable[[], ProfileService]",
        messages: "Callable[[], Messages]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._profiles = profiles
        self._messages = messages
        self._rows: tuple[SourceRow, ...] = ()
        self._found: tuple[SourceRow, ...] = ()
        self._state = SourcesState()
        self._generation = 0
        self._deeds: list[BulkResult] = []

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
            profiles = self._profiles()
            found = profiles.list(archived=True)
            rows = tuple(source_row(summary, messages) for summary in found)
            return with_unsaved(rows, profiles.working_copies())

        def failed(error: Exception) -> None:
            self._publish(replace(self._state, is_loaded=True, trouble=_list_failure(error)))

        self._background.call(
            read, on_done=lambda rows: self._take(rows, generation), on_error=failed
        )

    # --- what is shown -------------------------------------------------------------------------

    def set_query(self, query: str) -> None:
        """Searches name, identifier, CorpID, AgentID and tags."""
        if query != self._state.query:
            self._show(replace(self._state, query=query))

    def set_filter(self, chosen: SourceFilter) -> None:
        """Takes another chip."""
        if chosen is not self._state.chosen:
            self._publish(replace(self._state, chosen=chosen))

    def set_folder(self, folder: Folder) -> None:
        """Looks at an environment, at tags, or at everything."""
        if folder != self._state.folder:
            self._show(replace(self._state, folder=folder))

    def show_everything(self) -> None:
        """No search, no folder, the first chip."""
        self._show(replace(self._state, query="", folder=Folder(), chosen=SourceFilter.ALL))

    def sort(self, column: Column) -> None:
        """Sorts by a column, the other way round, or not at all any more."""
        self._publish(replace(self._state, order=self._state.order.pressed(column)))

    def select(self, ids: frozenset[str]) -> None:
        """Chooses these rows, as far as they are shown."""
        if ids != self._state.selected:
            self._publish(replace(self._state, selected=ids))

    # --- what is done --------------------------------------------------------------------------

    def ask_for(self, act: BulkAction, rows: tuple[SourceRow, ...], value: str = "") -> None:
        """Does something to rows, or asks first where production would feel it."""
        request = BulkRequest(act, rows, value)
        if request.needs_question:
            self.asked.emit(request)
        elif rows:
            self.confirm(request)

    def confirm(self, request: BulkRequest) -> None:
        """Does what was asked for."""
        self._background.call(
            lambda: perform(self._profiles(), request),
            on_done=self._on_acted,
            on_error=self._on_change_failed,
        )

    def undo(self, done: BulkResult) -> None:
        """Takes a deed back, once."""
        if done.undo is not None and done in self._deeds:
            self._deeds.remove(done)
            self._background.call(
                done.undo, on_done=self._on_undone, on_error=self._on_change_failed
            )

    def undo_last(self) -> bool:
        """Takes the last deed back that was not yet; False where there is none."""
        if not self._deeds:
            return False
        self.undo(self._deeds[-1])
        return True

    def duplicate(self, profile_id: str) -> None:
        """Makes a copy to go on with, and tells its id."""
        row = next((row for row in self._rows if row.id == profile_id), None)
        if row is None:
            return

        def copy() -> "Saved | WriteRefusal":
            from wecom_console.services.profiles.copying import draft_copy  # with the services

            return draft_copy(self._profiles(), profile_id)

        self._background.call(
            copy,
            on_done=lambda result: self._on_duplicated(row, result),
            on_error=self._on_change_failed,
        )

    # --- inside --------------------------------------------------------------------------------

    def _take(self, rows: tuple[SourceRow, ...], generation: int) -> None:
        if generation != self._generation:
            return
        self._rows = rows
        self._show(replace(self._state, is_loaded=True, trouble=None, facets=facets_of(rows)))

    def _show(self, state: SourcesState) -> None:
        """Searches again; only then do the counts change."""
        found = search_rows(self._rows, state.query)
        if not state.folder.is_everything:
            found = tuple(row for row in found if state.folder.holds(row))
        self._found = found
        self._publish(replace(state, counts=count_rows(found)))

    def _publish(self, state: SourcesState) -> None:
        rows = tuple(row for row in self._found if passes(row, state.chosen))
        rows = state.order.arranged(rows)
        selected = state.selected
        if selected:
            selected &= {row.id for row in rows if is_stored(row)}
        self._state = replace(state, total=len(self._rows), rows=rows, selected=selected)
        self.state_changed.emit(self._state)

    def _on_acted(self, done: BulkResult) -> None:
        if done.request.act is BulkAction.DELETE:
            gone = {row.id for row in done.changed}
            self._rows = tuple(row for row in self._rows if row.id not in gone)
            self._show(self._state)
        self.load()
        for trouble in done.troubles:
            self.failed.emit(trouble)
        if done.changed:
            self._deeds = [*self._deeds, done][-UNDO_KEPT:]
            self.acted.emit(done)

    def _on_undone(self, troubles: tuple[ListFailure, ...]) -> None:
        self.undone.emit()
        for trouble in troubles:
            self.failed.emit(trouble)
        self.load()

    def _on_duplicated(self, row: SourceRow, result: "Saved | WriteRefusal") -> None:
        from wecom_console.services.profiles import records  # with the services
        from wecom_console.services.profiles.refusals import refusal_problem  # as above

        self.load()
        if isinstance(result, records.Saved):
            self.duplicated.emit(result.profile.id)
        else:
            self.failed.emit(ListFailure(refusal_problem(result, name=row.name), row.name))

    def _on_change_failed(self, error: Exception) -> None:
        self.failed.emit(_list_failure(error))


def _list_failure(error: Exception) -> ListFailure:
    from wecom_console.services.profiles.refusals import store_problem  # with the services

    return ListFailure(store_problem(error))
