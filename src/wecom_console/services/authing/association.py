"""Which applications use a connection, and which connections its application uses."""

from collections.abc import Sequence
from typing import Final

from wecom_console.backends.preflight import CheckState, OnlineCheck
from wecom_console.domain.live.connection import LiveState, not_comparable
from wecom_console.domain.profile import Profile
from wecom_console.flow.login_progress import Refusal
from wecom_console.services.authing.live import LiveAuthing, LiveSecrets
from wecom_console.services.authing.preflight import LivePreflight, Preflight

USED_BY: Final = "authing_used_by"
NO_KEY: Final = "preflight.used_by_no_key"


async def ask_association(profile: Profile, secrets: LiveSecrets) -> Preflight:
    """What Authing publishes of the application, which needs no secret; and, where there is an
    access key, all applications that the connection is switched on for. Nothing is changed."""
    published = await LivePreflight().run_authing(profile)
    if not_comparable(profile) or (secrets.access_key is None and not secrets.is_locked):
        return Preflight((*published.checks, OnlineCheck(USED_BY, CheckState.SKIPPED, NO_KEY)))
    found = await LiveAuthing().diff(profile, secrets)
    if isinstance(found, Refusal):
        asked = OnlineCheck(USED_BY, CheckState.SKIPPED, found.code, found.params)
    else:
        asked = used_by(found.state)
    return Preflight((*published.checks, asked))


def used_by(state: LiveState) -> OnlineCheck:
    """One application is as it should be: none makes the connection useless, and of several each
    must be meant."""
    apps: Sequence[str] = state.apps
    items = tuple(("app", name) for name in apps)
    if state.connection is None:
        return OnlineCheck(USED_BY, CheckState.FAILED, "preflight.used_by_missing")
    if not apps:
        return OnlineCheck(USED_BY, CheckState.FAILED, "preflight.used_by_none")
    if len(apps) > 1:
        params = {"count": len(apps)}
        return OnlineCheck(USED_BY, CheckState.WARNING, "preflight.used_by_several", params, items)
    return OnlineCheck(USED_BY, CheckState.OK, items=items)
