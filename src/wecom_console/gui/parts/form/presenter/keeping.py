"""Keeps what is on the form against a crash, a moment after the last keystroke."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from wecom_console.domain.raw import Raw
from wecom_console.gui.parts.form.presenter.state import Keeping
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.gui.parts.presenter.connection_rows import NEW_SLOT
from wecom_console.services.profiles.records import NotStored

if TYPE_CHECKING:
    from wecom_console.services.profiles.service import ProfileService


@dataclass(frozen=True, slots=True)
class FormSnapshot:
    """What is to be kept. The service leaves the secrets in `raw` out."""

    slot: str
    raw: Raw
    base_revision: int


class DraftKeeper(QObject):
    """One write at a time; what is typed during a write is written after it.

    `snapshot` gives what is on the form, or None where that equals what is stored: then the copy
    that may be there is forgotten.
    """

    status_changed = Signal(object)

    def __init__(
        self,
        service: "Callable[[], ProfileService]",
        background: Background,
        snapshot: Callable[[], FormSnapshot | None],
        *,
        delay_ms: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._background = background
        self._snapshot = snapshot
        self._status = Keeping.NOTHING
        self._slot = NEW_SLOT
        self._is_writing = False
        self._queued: FormSnapshot | None = None
        self._dropped: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self.flush)

    @property
    def status(self) -> Keeping:
        """How far the draft is kept."""
        return self._status

    def watch(self, slot: str) -> None:
        """Another form was opened; nothing of it needs keeping yet."""
        self._timer.stop()
        self._slot = slot
        self._set_status(Keeping.NOTHING)

    def schedule(self) -> None:
        """Something was edited."""
        self._set_status(Keeping.PENDING)
        self._timer.start()

    def flush(self) -> None:
        """Write now, or as soon as the write in progress has ended."""
        self._timer.stop()
        snapshot = self._snapshot()
        if snapshot is None:
            self.forget()
        elif self._is_writing:
            self._queued = snapshot
        else:
            self._write(snapshot)

    def forget(self) -> None:
        """The form was saved or given up: nothing needs to be kept of it."""
        self._timer.stop()
        self._queued = None
        self._set_status(Keeping.NOTHING)
        if self._is_writing:
            self._dropped.append(self._slot)  # or the write could come after it
        else:
            self._drop(self._slot)

    def _write(self, snapshot: FormSnapshot) -> None:
        self._is_writing = True

        def done(answer: NotStored | None) -> None:
            self._settle(snapshot, Keeping.KEPT if answer is None else Keeping.FAILED)

        self._background.call(
            lambda: self._service().keep_working_copy(
                snapshot.slot, snapshot.raw, base_revision=snapshot.base_revision
            ),
            on_done=done,
            on_error=lambda _error: self._settle(snapshot, Keeping.FAILED),
            owner=self,
        )

    def _drop(self, slot: str) -> None:
        # A copy that cannot be dropped is harmless: it equals what is stored.
        self._background.call(
            lambda: self._service().drop_working_copy(slot),
            on_done=_ignore,
            on_error=_ignore,
            owner=self,
        )

    def _settle(self, written: FormSnapshot, status: Keeping) -> None:
        self._is_writing = False
        dropped, self._dropped = self._dropped, []
        for slot in dropped:
            self._drop(slot)
        queued, self._queued = self._queued, None
        if queued is not None:
            self._write(queued)
        elif (
            written.slot == self._slot
            and self._status is Keeping.PENDING
            and not self._timer.isActive()
        ):
            self._set_status(status)

    def _set_status(self, status: Keeping) -> None:
        if status is not self._status:
            self._status = status
            self.status_changed.emit(status)


def _ignore(_answer: object) -> None:
    """Nothing to tell."""
