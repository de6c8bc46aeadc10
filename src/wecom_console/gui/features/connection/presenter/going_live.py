"""The strip of the detail page: what is known of the five steps, as it becomes known."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.features.connection.presenter.association import AssociationState, Sign
from wecom_console.gui.features.connection.presenter.comparison import ComparisonState
from wecom_console.gui.features.connection.presenter.detail import DetailState
from wecom_console.services.profiles.going_live import (
    NOTHING_SEEN,
    GoingLive,
    SeenAtAuthing,
    going_live,
)

if TYPE_CHECKING:
    from wecom_console.services.profiles.records import StoredProfile

USED_BY = "authing_used_by"


class GoingLivePresenter(QObject):
    """`changed` carries a `GoingLive`. What Authing answered counts for the revision that was
    asked about."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._detail = DetailState()
        self._compared = NOTHING_SEEN
        self._apps: tuple[str, ...] | None = None
        self._state = GoingLive()

    @property
    def state(self) -> GoingLive:
        """What is shown."""
        return self._state

    def show_stored(self, detail: DetailState) -> None:
        """Another connection, or more of this one."""
        if _place(detail.profile) != _place(self._detail.profile):
            self._compared, self._apps = NOTHING_SEEN, None
        self._detail = detail
        self._publish()

    def show_comparison(self, state: ComparisonState) -> None:
        """What Authing has."""
        if state.live is None:
            return
        connection, plan = state.live.state.connection, state.live.plan
        self._compared = SeenAtAuthing(
            connection is not None,
            len(plan.drift),
            tuple(state.live.state.apps) if connection is not None else None,
        )
        self._publish()

    def show_association(self, state: AssociationState) -> None:
        """Which applications Authing named."""
        line = next((one for one in state.lines if one.id == USED_BY), None)
        if line is None or line.sign is Sign.SKIPPED:
            return
        self._apps = (line.names,) if line.names else ()
        self._publish()

    def _publish(self) -> None:
        detail, seen = self._detail, self._compared
        if detail.profile is None:
            return
        if seen.apps is None and self._apps:
            seen = SeenAtAuthing(seen.has_connection, seen.differs, self._apps)
        self._state = going_live(detail.profile, detail.tally, detail.runs, seen)
        self.changed.emit(self._state)


def _place(stored: "StoredProfile | None") -> tuple[str, int]:
    return ("", 0) if stored is None else (stored.id, stored.revision)
