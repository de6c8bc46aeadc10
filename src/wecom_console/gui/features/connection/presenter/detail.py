"""The detail page: a stored connection with its tests and its history, and what is done to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.fields import FORM_ORDER
from wecom_console.domain.hiding import hidden_fields, hide_note
from wecom_console.domain.notes import NOTE
from wecom_console.domain.problems import Problem
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.gui.parts.presenter.connection_rows import PRODUCTION
from wecom_console.services.profiles.copying import draft_copy
from wecom_console.services.profiles.purging import purgeable
from wecom_console.services.profiles.records import (
    NEVER_TESTED,
    Archived,
    Conflict,
    Deleted,
    NotFound,
    NotStored,
    ProfileSummary,
    Purged,
    Revision,
    Saved,
    StoredProfile,
    StoredRun,
    Tally,
)
from wecom_console.services.profiles.refusals import WriteRefusal, refusal_problem, store_problem

if TYPE_CHECKING:
    from wecom_console.services.profiles.service import ProfileService

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DetailState:
    """`runs` and `history` have the latest first. `hidden` are the fields of which something is not
    shown, now or earlier, `purgeable` those with values to be taken out; `NOTE` among them.
    Without `profile` nothing is loaded yet, or `failure` says why it cannot be."""

    profile: StoredProfile | None = None
    runs: tuple[StoredRun, ...] = ()
    tally: Tally = NEVER_TESTED
    history: tuple[Revision, ...] = ()
    hidden: tuple[str, ...] = ()
    purgeable: tuple[str, ...] = ()
    failure: Problem | None = None

    @property
    def is_production(self) -> bool:
        """Whether people log in with it."""
        return self.profile is not None and self.profile.document.get("environment") == PRODUCTION

    @property
    def is_archived(self) -> bool:
        """Whether it was laid aside."""
        return self.profile is not None and self.profile.is_archived

    def summary(self) -> ProfileSummary | None:
        """The connection as a list would show it."""
        profile = self.profile
        if profile is None:
            return None
        shown = profile.as_shown().document
        text = {key: str(shown.get(key, "")) for key in _SUMMARY_KEYS}
        tags = shown.get("tags", ())
        return ProfileSummary(
            id=profile.id,
            identifier=text["identifier"],
            display_name=text["display_name"],
            corp_id=text["corp_id"],
            agent_id=text["agent_id"],
            environment=text["environment"] or "development",
            tags=tuple(str(tag) for tag in tags) if isinstance(tags, list | tuple) else (),
            is_draft=profile.is_draft,
            revision=profile.revision,
            updated_at=profile.updated_at,
            last_run=self.runs[0] if self.runs else None,
            is_archived=profile.is_archived,
            tally=self.tally,
        )


def _hidden(history: tuple[Revision, ...]) -> tuple[str, ...]:
    found = {path for one in history for path in hidden_fields(one.document)}
    if any(hide_note(one.note, one.document) != one.note for one in history):
        found.add(NOTE)
    return tuple(path for path in (*FORM_ORDER, NOTE) if path in found)


_SUMMARY_KEYS = ("identifier", "display_name", "corp_id", "agent_id", "environment")


class DetailPresenter(QObject):
    """`state_changed` carries a `DetailState`; `deleted` and `archived` id and name of what can be
    brought back, `brought_back` and `duplicated` an id, `revision_restored` a number, `failed` a
    `Problem`. `purged` carries what was taken out of the history, and the `Purged`."""

    state_changed = Signal(object)
    deleted = Signal(str, str)
    archived = Signal(str, str)
    brought_back = Signal(str)
    duplicated = Signal(str)
    revision_restored = Signal(int)
    purged = Signal(str, object)
    failed = Signal(object)

    def __init__(
        self,
        service: "Callable[[], ProfileService]",
        background: Background,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._background = background
        self._state = DetailState()
        self._profile_id = ""
        self._name = ""
        self._reading = 0

    @property
    def state(self) -> DetailState:
        """What the page shows."""
        return self._state

    @property
    def profile_id(self) -> str:
        """The connection that is shown, or being loaded."""
        return self._profile_id

    def open(self, profile_id: str) -> None:
        """Shows a connection; the one before is gone from the page at once."""
        if profile_id != self._profile_id:
            self._profile_id, self._name = profile_id, ""
            self._publish(DetailState())
        self.reload()

    def reload(self) -> None:
        """Reads again; of several readings under way the last one counts."""
        self._reading += 1
        reading, profile_id, name = self._reading, self._profile_id, self._name

        def read() -> DetailState:
            service = self._service()
            profile = service.get(profile_id)
            if profile is None:
                return DetailState(failure=refusal_problem(NotFound(profile_id), name=name))
            history = tuple(reversed(service.history(profile_id)))
            return DetailState(
                profile,
                service.runs(profile_id),
                service.tally(profile_id),
                history,
                _hidden(history),
                purgeable(history, profile.document),
            )

        def done(state: DetailState) -> None:
            if reading == self._reading:
                self._publish(state)

        def failed(error: Exception) -> None:
            failure = store_problem(error)
            if reading == self._reading:
                self._publish(replace(self._state, failure=failure))

        self._background.call(read, on_done=done, on_error=failed, owner=self)

    def delete(self) -> None:
        """Hides the connection; it can be brought back."""
        profile_id = self._profile_id
        self._change(lambda: self._service().delete(profile_id), self._on_deleted)

    def archive(self) -> None:
        """Lays the connection aside; it can be taken back."""
        profile_id = self._profile_id
        self._change(lambda: self._service().archive(profile_id), self._on_archived)

    def take_back(self, profile_id: str) -> None:
        """Undoes an archive."""
        self._change(lambda: self._service().archive(profile_id, away=False), self._on_archived)

    def bring_back(self, profile_id: str) -> None:
        """Undoes a delete."""
        self._change(
            lambda: self._service().restore(profile_id),
            lambda result: self._on_written(
                result, lambda saved: self.brought_back.emit(saved.profile.id)
            ),
        )

    def duplicate(self) -> None:
        """A copy to go on with, with the secrets."""
        profile = self._state.profile
        if profile is None:
            return

        self._change(
            lambda: draft_copy(self._service(), profile.id),
            lambda result: self._on_written(
                result, lambda saved: self.duplicated.emit(saved.profile.id)
            ),
        )

    def restore_revision(self, number: int) -> None:
        """Appends a revision with an earlier one's values. Secrets stay as they are."""
        profile = self._state.profile
        if profile is None:
            return

        def restored(_saved: Saved) -> None:
            self.revision_restored.emit(number)
            self.reload()

        self._change(
            lambda: self._service().restore_revision(
                profile.id, number, base_revision=profile.revision
            ),
            lambda result: self._on_written(result, restored),
        )

    def purge(self, path: str) -> None:
        """Takes a field's earlier values, or the notes, out of the history for good."""
        profile_id = self._profile_id

        def done(result: Purged | NotFound | NotStored) -> None:
            if isinstance(result, Purged):
                self.purged.emit(path, result)
            else:
                self._refuse(result)
            self.reload()

        self._change(lambda: self._service().purge_field(profile_id, path), done)

    # --- inside --------------------------------------------------------------------------------

    def _change(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        def failed(error: Exception) -> None:
            self.failed.emit(store_problem(error))

        self._background.call(work, on_done=done, on_error=failed, owner=self)

    def _on_deleted(self, result: Deleted | NotFound | NotStored) -> None:
        if isinstance(result, Deleted):
            self.deleted.emit(result.profile.id, result.profile.name)
        else:
            self._refuse(result)

    def _on_archived(self, result: Archived | NotFound | NotStored) -> None:
        match result:
            case Archived(profile) if profile.is_archived:
                self.archived.emit(profile.id, profile.name)
            case Archived(profile):
                self.brought_back.emit(profile.id)
            case _:
                self._refuse(result)

    def _on_written(self, result: Saved | WriteRefusal, saved: Callable[[Saved], None]) -> None:
        if isinstance(result, Saved):
            saved(result)
            return
        self._refuse(result)
        if isinstance(result, Conflict):
            self.reload()

    def _refuse(self, why: WriteRefusal) -> None:
        is_shown = isinstance(why, NotFound) and why.key == self._profile_id
        self.failed.emit(refusal_problem(why, name=self._name if is_shown else ""))

    def _publish(self, state: DetailState) -> None:
        self._state = state
        if state.profile is not None:
            self._name = state.profile.name
        self.state_changed.emit(state)
