"""Which stored connections a simulator of the window can be loaded with."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from wecom_console.domain.check import check
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.services.context import Services
from wecom_console.services.runs.embedded import LoadedConnection
from wecom_console.services.target_secrets import stored_secrets
from wecom_console.storage.problems import StoreUnavailable

if TYPE_CHECKING:
    from wecom_console.simulator import ConnectionSetup


def servable(services: Callable[[], Services]) -> tuple[tuple[str, str], ...]:
    """Id and show name of the connections that are no drafts; none where the store does not
    answer. Blocks."""
    try:
        summaries = services().profiles.list()
    except StoreUnavailable:
        return ()
    return tuple((one.id, one.display_name) for one in summaries if not one.is_draft)


def load_setup(services: Callable[[], Services], profile_id: str) -> "ConnectionSetup | None":
    """A stored connection with its secrets; what cannot be had is made up by the simulator. None
    where it is gone or has errors. Blocks (keyring)."""
    try:
        stored = services().profiles.get(profile_id)
    except StoreUnavailable:
        return None
    profile = check(stored.document).profile if stored is not None else None
    if profile is None:
        return None
    secrets = stored_secrets(
        profile, services(), profile_id=profile_id, typed={}, paths=SECRET_PATHS
    )
    return LoadedConnection(profile, secrets.credentials).setup()
