"""A HarmonyOS app beside a connection. Sources: docs/reference/wecom.md §2.1 and §6."""

from datetime import datetime
from typing import Final

from wecom_console.devices.facts import HarmonyFacts
from wecom_console.devices.finding_makers import check_identity, lacking, listed
from wecom_console.domain.profile import Profile
from wecom_console.domain.rules.common import Problems, error, warning

BUNDLE_NAME: Final = "harmony.bundle_name"
APP_ID: Final = "harmony.app_id"
_NEEDED: Final = ("wxworkapi", "https")


def harmony_findings(facts: HarmonyFacts, profile: Profile | None, now: datetime) -> Problems:
    """What is to be said of a HAP, an APP bundle or a signing profile."""
    found: Problems = []
    if profile is not None and facts.bundle_name:
        found += check_identity(BUNDLE_NAME, facts.bundle_name, profile.harmony.bundle_name)
    if profile is not None:
        found += _app_id(facts, profile)
    if facts.query_schemes is not None:
        missing = tuple(scheme for scheme in _NEEDED if scheme not in facts.query_schemes)
        is_meant = profile is not None and bool(profile.harmony.bundle_name)
        maker = error if is_meant else warning
        if missing:
            found.append(maker("app.queries", "", kind="harmony", missing=listed(missing)))
    if facts.expires_at is not None and facts.expires_at < now:
        date = facts.expires_at.date().isoformat()
        found.append(warning("app.provisioning", "", kind="harmony_expired", date=date))
    if facts.is_debug:
        found.append(warning("app.debuggable", "", kind="harmony"))
    return found


def _app_id(facts: HarmonyFacts, profile: Profile) -> Problems:
    """That the signed profile's ``app-identifier`` is AppGallery Connect's App ID is inferred."""
    if not facts.app_id or facts.app_id == profile.harmony.app_id:
        return []
    if not profile.harmony.app_id:
        return [lacking(APP_ID, facts.app_id)]
    expected = profile.harmony.app_id
    return [warning("app.harmony_id", APP_ID, found=facts.app_id, expected=expected)]
