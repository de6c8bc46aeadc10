"""What is done to one connection of the list or to several, with the question before and the way
back after."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wecom_console.domain.problems import Problem
from wecom_console.gui.parts.presenter.connection_rows import PRODUCTION, SourceRow

if TYPE_CHECKING:
    from wecom_console.services.profiles.labels import Labels
    from wecom_console.services.profiles.refusals import WriteOutcome
    from wecom_console.services.profiles.service import ProfileService


class BulkAction(StrEnum):
    """What can be done. `MOVE` names an environment, `TAG` and `UNTAG` a tag."""

    DELETE = "delete"
    ARCHIVE = "archive"
    TAKE_BACK = "take_back"
    MOVE = "move"
    TAG = "tag"
    UNTAG = "untag"


_GUARDED = frozenset({BulkAction.DELETE, BulkAction.ARCHIVE, BulkAction.MOVE})


@dataclass(frozen=True, slots=True)
class BulkRequest:
    """What somebody wants done to these rows."""

    act: BulkAction
    rows: tuple[SourceRow, ...]
    value: str = ""

    @property
    def production(self) -> tuple[SourceRow, ...]:
        """Those that people log in with."""
        return tuple(row for row in self.rows if row.is_production)

    @property
    def needs_question(self) -> bool:
        """Whether production would lose something by it: then it is asked for once more."""
        stays = self.act is BulkAction.MOVE and self.value == PRODUCTION
        return self.act in _GUARDED and not stays and bool(self.production)


@dataclass(frozen=True, slots=True)
class ListFailure:
    """Why the list could not be read, or the connection `name` not changed."""

    why: Problem
    name: str = ""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of a request. `changed` are the rows it was done to; `undo` blocks."""

    request: BulkRequest
    changed: tuple[SourceRow, ...]
    troubles: tuple[ListFailure, ...] = ()
    undo: Callable[[], tuple[ListFailure, ...]] | None = None


def perform(profiles: "ProfileService", request: BulkRequest) -> BulkResult:
    """Do it, in one transaction. Blocks; raises StoreUnavailable: then nothing was done."""
    match request.act:
        case BulkAction.DELETE:
            return _each(profiles, request, profiles.delete, profiles.restore)
        case BulkAction.ARCHIVE | BulkAction.TAKE_BACK:
            away = request.act is BulkAction.ARCHIVE
            return _each(
                profiles,
                request,
                lambda key: profiles.archive(key, away=away),
                lambda key: profiles.archive(key, away=not away),
            )
        case BulkAction.MOVE | BulkAction.TAG | BulkAction.UNTAG:
            return _label(profiles, request)


def _each(
    profiles: "ProfileService",
    request: BulkRequest,
    do: "Callable[[str], WriteOutcome]",
    undo: "Callable[[str], WriteOutcome]",
) -> BulkResult:
    changed, troubles = _done(profiles, request.rows, do)

    def back() -> tuple[ListFailure, ...]:
        return _done(profiles, changed, undo)[1]

    return BulkResult(request, changed, troubles, back if changed else None)


def _done(
    profiles: "ProfileService",
    rows: tuple[SourceRow, ...],
    act: "Callable[[str], WriteOutcome]",
) -> tuple[tuple[SourceRow, ...], tuple[ListFailure, ...]]:
    """The rows that it was done to, and why it was not to the others."""
    with profiles.together():
        found = [(row, _failure(act(row.id), row)) for row in rows]
    return (
        tuple(row for row, trouble in found if trouble is None),
        tuple(trouble for _, trouble in found if trouble is not None),
    )


def _label(profiles: "ProfileService", request: BulkRequest) -> BulkResult:
    from wecom_console.services.profiles.labels import relabel, set_labels  # with the services

    changes: dict[BulkAction, Callable[[Labels], Labels]] = {
        BulkAction.MOVE: lambda labels: labels.moved(request.value),
        BulkAction.TAG: lambda labels: labels.tagged(request.value),
        BulkAction.UNTAG: lambda labels: labels.untagged(request.value),
    }
    result = relabel(profiles, (row.id for row in request.rows), changes[request.act])
    changed = tuple(row for row in request.rows if row.id in result.before)
    troubles = tuple(ListFailure(one.why, one.name) for one in result.refused)

    def back() -> tuple[ListFailure, ...]:
        undone = set_labels(profiles, result.before)
        return tuple(ListFailure(one.why, one.name) for one in undone.refused)

    return BulkResult(request, changed, troubles, back if changed else None)


def _failure(result: "WriteOutcome", row: SourceRow) -> ListFailure | None:
    from wecom_console.services.profiles.refusals import refusal  # with the services

    why = refusal(result, name=row.name)
    return ListFailure(why, row.name) if why is not None else None
