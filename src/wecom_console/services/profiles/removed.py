"""The connections that were deleted and can still come back."""

import math

from wecom_console.services.profiles.records import StoredProfile
from wecom_console.services.profiles.rows import named_profile
from wecom_console.storage.store import Store


def removed_profiles(store: Store) -> tuple[StoredProfile, ...]:
    """Those that `purge_deleted` has not forgotten yet, the last one first. Raises
    StoreUnavailable; may block."""
    rows = store.profiles.deleted_before(math.inf)
    return tuple(named_profile(row).as_shown() for row in reversed(rows))
