"""What is done to one connection of the list or to several, with the question before and the way
back after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from wecom_console.gui.parts.presenter.connection_rows import PRODUCTION, SourceRow

if TYPE_CHECKING:
    from wecom_console.gui.ports import ProfileList
    from wecom_console.services.profiles.labels import Labels


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
    """A message code with parameters: why the list could not be read or changed."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of a wish. `changed` are the rows it was done to; `undo` runs on the worker."""

    wish: BulkRequest
    changed: tuple[SourceRow, ...]
    troubles: tuple[ListFailure, ...] = ()
    undo: Callable[[], tuple[ListFailure, ...]] | None = None


def perform(profiles: "ProfileList", wish: BulkRequest) -> BulkResult:
    """Do it. Blocks; raises StoreUnavailable."""
    match wish.act:
        case BulkAction.DELETE:
            return _each(wish, profiles.delete, profiles.restore)
        case BulkAction.ARCHIVE | BulkAction.TAKE_BACK:
            away = wish.act is BulkAction.ARCHIVE
            return _each(
                wish,
                lambda key: profiles.archive(key, away=away),
                lambda key: profiles.archive(key, away=not away),
            )
        case BulkAction.MOVE | BulkAction.TAG | BulkAction.UNTAG:
            return _label(profiles, wish)


def _each(
    wish: BulkRequest, do: Callable[[str], object], undo: Callable[[str], object]
) -> BulkResult:
    changed: list[SourceRow] = []
    troubles: list[ListFailure] = []
    for row in wish.rows:
        trouble = refusal_of(do(row.id))
        if trouble is None:
            changed.append(row)
        else:
            troubles.append(trouble)

    def back() -> tuple[ListFailure, ...]:
        found = (refusal_of(undo(row.id)) for row in changed)
        return tuple(trouble for trouble in found if trouble is not None)

    return BulkResult(wish, tuple(changed), tuple(troubles), back if changed else None)


def _label(profiles: "ProfileList", wish: BulkRequest) -> BulkResult:
    from wecom_console.services.profiles.labels import relabel, set_labels  # with the services

    changes: dict[BulkAction, Callable[[Labels], Labels]] = {
        BulkAction.MOVE: lambda labels: labels.moved(wish.value),
        BulkAction.TAG: lambda labels: labels.tagged(wish.value),
        BulkAction.UNTAG: lambda labels: labels.untagged(wish.value),
    }
    result = relabel(profiles, (row.id for row in wish.rows), changes[wish.act])
    changed = tuple(row for row in wish.rows if row.id in result.before)
    troubles = tuple(
        ListFailure(one.code, {"name": one.key, **one.params}) for one in result.refused
    )

    def back() -> tuple[ListFailure, ...]:
        undone = set_labels(profiles, result.before)
        return tuple(
            ListFailure(one.code, {"name": one.key, **one.params}) for one in undone.refused
        )

    return BulkResult(wish, changed, troubles, back if changed else None)


def trouble_of(error: Exception) -> ListFailure:
    """The code of a store that does not answer; anything else is a bug and goes on."""
    code = getattr(error, "code", "")
    if not code:
        raise error
    return ListFailure(str(code), dict(getattr(error, "params", {})))


def refusal_of(result: object) -> ListFailure | None:
    """What a service says when it did not do it; None when it did."""
    code = getattr(result, "code", "")
    if code:
        return ListFailure(str(code), dict(getattr(result, "params", {})))
    if hasattr(result, "key"):
        return ListFailure("sources.gone")
    if hasattr(result, "report") and not hasattr(result, "profile"):
        return ListFailure("sources.rejected")
    return None
