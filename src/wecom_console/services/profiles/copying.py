"""A copy that its user goes on with: its identifier can still be chosen."""

from wecom_console.domain.rules.names import next_free
from wecom_console.services.profiles.records import NotFound, Saved
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.service import ProfileService


def draft_copy(profiles: ProfileService, key: str) -> Saved | WriteRefusal:
    """A draft with the values and secrets of a connection, under the next free identifier. What is
    created keeps its identifier for good, a draft does not. May block (keyring)."""
    profile = profiles.get(key)
    if profile is None:
        return NotFound(key)
    free = next_free(profile.identifier, profiles.taken_identifiers())
    return profiles.duplicate(profile.id, free, draft=True)
