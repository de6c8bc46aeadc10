"""The connections that were deleted and can still come back."""

import math
from dataclasses import dataclass

from wecom_console.services.profiles.records import StoredProfile
from wecom_console.services.profiles.rows import named_profile
from wecom_console.services.profiles.service import DELETED_KEPT_S
from wecom_console.storage.store import Store


@dataclass(frozen=True, slots=True)
class RemovedProfile:
    """A connection, when it was deleted and until when it is kept, in seconds since the epoch."""

    profile: StoredProfile
    deleted_at: float

    @property
    def kept_until(self) -> float:
        """`purge_deleted` forgets it then."""
        return self.deleted_at + DELETED_KEPT_S


def removed_profiles(store: Store) -> tuple[RemovedProfile, ...]:
    """Those that `purge_deleted` has not forgotten yet, the last one first. Raises
    StoreUnavailable; may block."""
    rows = store.profiles.deleted_before(math.inf)
    return tuple(
        RemovedProfile(named_profile(row).as_shown(), row.deleted_at or 0.0)
        for row in reversed(rows)
    )
