"""What was deleted of late, and its way back."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.problems import Problem
from wecom_console.gui.parts.presenter.background import Background

if TYPE_CHECKING:
    from wecom_console.services.context import Services
    from wecom_console.services.profiles.refusals import WriteOutcome

_DAY_S: Final = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class DeletedRow:
    """A connection that can come back, until it is forgotten; seconds since the epoch."""

    id: str
    name: str
    identifier: str
    deleted_at: float
    kept_until: float

    def days_left(self, now: float) -> int:
        """Days that have begun count."""
        return max(1, math.ceil((self.kept_until - now) / _DAY_S))


@dataclass(frozen=True, slots=True)
class DeletedView:
    """All of them. `why` says why they could not be read, `query` what is looked for."""

    rows: tuple[DeletedRow, ...] = ()
    is_loaded: bool = False
    query: str = ""
    why: Problem | None = None

    @property
    def found(self) -> tuple[DeletedRow, ...]:
        """Those whose name or identifier holds every word."""
        words = self.query.casefold().split()
        return tuple(
            row
            for row in self.rows
            if all(word in f"{row.name} {row.identifier}".casefold() for word in words)
        )


class DeletedPresenter(QObject):
    """`view_changed` carries a `DeletedView`, `restored` a `DeletedRow`, `refused` the row and the
    `Problem` that keeps it away."""

    view_changed = Signal(object)
    restored = Signal(object)
    refused = Signal(object, object)

    def __init__(
        self,
        background: Background,
        *,
        services: "Callable[[], Services]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._services = services
        self._view = DeletedView()

    @property
    def view(self) -> DeletedView:
        """What is shown."""
        return self._view

    def load(self) -> None:
        """Reads them anew."""

        def read() -> tuple[DeletedRow, ...]:
            from wecom_console.services.profiles.removed import removed_profiles  # services

            found = removed_profiles(self._services().store)
            return tuple(
                DeletedRow(
                    one.profile.id,
                    one.profile.name,
                    one.profile.identifier,
                    one.deleted_at,
                    one.kept_until,
                )
                for one in found
            )

        self._background.call(
            read,
            on_done=lambda rows: self._publish(
                replace(self._view, rows=rows, is_loaded=True, why=None)
            ),
            on_error=self._on_unreadable,
        )

    def look_for(self, query: str) -> None:
        """By name or identifier."""
        self._publish(replace(self._view, query=query))

    def restore(self, row: DeletedRow) -> None:
        """Brings one back, with its history, its runs and its secrets."""
        self._background.call(
            lambda: self._services().profiles.restore(row.id),
            on_done=lambda outcome: self._on_restored(row, outcome),
            on_error=self._on_unreadable,
        )

    def _on_restored(self, row: DeletedRow, outcome: "WriteOutcome") -> None:
        from wecom_console.services.profiles.refusals import refusal  # with the services

        why = refusal(outcome, name=row.name)
        if why is None:
            self.restored.emit(row)
        else:
            self.refused.emit(row, why)
        self.load()

    def _on_unreadable(self, error: Exception) -> None:
        from wecom_console.services.profiles.refusals import store_problem  # as above

        self._publish(replace(self._view, is_loaded=True, why=store_problem(error)))

    def _publish(self, view: DeletedView) -> None:
        self._view = view
        self.view_changed.emit(view)
