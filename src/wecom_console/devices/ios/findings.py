"""An iOS app beside a connection. Sources: docs/reference/wecom.md §5.4 and §13."""

from datetime import datetime
from typing import Final

from wecom_console.devices.facts import IosFacts, Provisioning
from wecom_console.devices.finding_makers import (
    check_identity,
    check_third_party,
    listed,
    others_than,
    schemas_among,
)
from wecom_console.domain.profile import Profile
from wecom_console.domain.rules.common import Problems, error, hint, warning
from wecom_console.domain.schema_rule import THIRD_PARTY

BUNDLE_ID: Final = "ios.bundle_id"
_ALWAYS: Final = ("wxwork", "wxworklocal")
_BY_EDITION: Final = {
    "ent-uniform": "wxworkentuniform",
    "ent-customized": "wxworkentcustomized",
    "gov-uniform": "wxworkgovuniform",
    "gov-customized": "wxworkgovcustomized",
}


def ios_findings(facts: IosFacts, profile: Profile | None, now: datetime) -> Problems:
    """What is to be said of an IPA, or of a profile alone."""
    found: Problems = []
    if profile is not None and facts.bundle_id:
        found += check_identity(BUNDLE_ID, facts.bundle_id, profile.ios.bundle_id)
    if not facts.kind.is_profile:
        found += _schemas(facts, profile)
        found += _queries(facts, profile)
    if facts.provisioning is not None:
        found += _provisioning(facts, facts.provisioning, now)
    return found


def _schemas(facts: IosFacts, profile: Profile | None) -> Problems:
    claimed = schemas_among(facts.schemes)
    found = check_third_party(claimed)
    if profile is None:
        return found
    schema = profile.schema
    others = others_than(schema, claimed)
    if schema in claimed:
        beside = [hint("app.schema.beside", "schema", found=listed(others))] if others else []
        return found + beside
    own = tuple(scheme for scheme in claimed if not THIRD_PARTY.fullmatch(scheme))
    near = tuple(scheme for scheme in own if scheme.lower().strip(":/ ") == schema)
    told = listed(near or own)
    kind = "spelling" if near else ("other" if own else "none")
    maker = error if profile.ios.bundle_id else warning
    return [*found, maker("app.schema.missing", "schema", kind=kind, schema=schema, found=told)]


def _queries(facts: IosFacts, profile: Profile | None) -> Problems:
    is_meant = profile is not None and bool(profile.ios.bundle_id)
    missing = tuple(scheme for scheme in _ALWAYS if scheme not in facts.query_schemes)
    own = _BY_EDITION.get(profile.wecom.edition, "") if profile else ""
    found: Problems = []
    if missing:
        maker = error if is_meant else warning
        found.append(maker("app.queries", "", kind="ios", missing=listed(missing)))
    if own and own not in facts.query_schemes:
        found.append(warning("app.queries", "", kind="ios_private", missing=own))
    return found


def _provisioning(facts: IosFacts, profile: Provisioning, now: datetime) -> Problems:
    found: Problems = []
    if profile.expires_at is not None and profile.expires_at < now:
        date = profile.expires_at.date().isoformat()
        found.append(warning("app.provisioning", "", kind="expired", date=date))
    if profile.is_development:
        found.append(warning("app.provisioning", "", kind="development"))
    _team, _, allowed = profile.application_id.partition(".")
    fits = (
        facts.kind.is_profile
        or allowed == facts.bundle_id
        or (allowed.endswith("*") and facts.bundle_id.startswith(allowed.removesuffix("*")))
    )
    if allowed and not fits:
        bundle_id = facts.bundle_id
        other = warning("app.provisioning", "", kind="other", found=allowed, expected=bundle_id)
        found.append(other)
    return found
