"""What `inspect` read from a file, as the objects of its ``--json``: stable keys, docs/cli.md."""

from datetime import datetime
from typing import assert_never

from wecom_console.devices.facts import (
    AndroidFacts,
    AppFacts,
    HarmonyFacts,
    IosFacts,
    KeyFacts,
    Provisioning,
)
from wecom_console.devices.keys.certificates import Certificate


def facts_object(facts: AppFacts) -> dict[str, object]:
    """All facts; keys by kind."""
    match facts:
        case AndroidFacts():
            return _android(facts)
        case IosFacts():
            return _ios(facts)
        case HarmonyFacts():
            return _harmony(facts)
        case KeyFacts():
            return _keys(facts)
    assert_never(facts)


def _android(facts: AndroidFacts) -> dict[str, object]:
    return {
        "package": facts.package,
        "version_name": facts.version_name,
        "version_code": facts.version_code,
        "min_sdk": facts.min_sdk,
        "target_sdk": facts.target_sdk,
        "debuggable": facts.is_debuggable,
        "queries": {
            "packages": list(facts.query_packages),
            "schemes": list(facts.query_schemes),
            "all_packages": facts.sees_all_packages,
        },
        "activities": [
            {"name": a.name, "exported": a.is_exported, "schemes": list(a.schemes)}
            for a in facts.activities
        ],
        "certificates": [certificate_object(c) for c in facts.signing],
        "base_apk": facts.base or None,
        "google_play": facts.is_from_play,
        "flaws": [flaw.value for flaw in facts.flaws],
        "signers": [
            {
                "scheme": signer.scheme,
                "certificate": certificate_object(signer.certificate),
                "lineage": [certificate_object(c) for c in signer.lineage],
            }
            for signer in facts.signers
        ],
        "code": {
            "wecom_sdk": facts.code.sdk.value,
            "sdk_version": facts.code.version or None,
            "hardened_by": facts.code.hardener or None,
            "schemas": list(facts.code.schemas),
        },
    }


def _ios(facts: IosFacts) -> dict[str, object]:
    return {
        "bundle_id": facts.bundle_id,
        "version_name": facts.version_name,
        "build": facts.build,
        "minimum_os": facts.minimum_os,
        "schemes": list(facts.schemes),
        "query_schemes": list(facts.query_schemes),
        "provisioning": _provisioning(facts.provisioning),
    }


def _provisioning(profile: Provisioning | None) -> dict[str, object] | None:
    if profile is None:
        return None
    return {
        "name": profile.name,
        "application_id": profile.application_id,
        "team_id": profile.team_id,
        "expires_at": _time(profile.expires_at),
        "development": profile.is_development,
        "associated_domains": list(profile.associated_domains),
    }


def _harmony(facts: HarmonyFacts) -> dict[str, object]:
    certificate = facts.certificate
    return {
        "bundle_name": facts.bundle_name,
        "version_name": facts.version_name,
        "version_code": facts.version_code,
        "debug": facts.is_debug,
        "schemes": list(facts.schemes),
        "query_schemes": None if facts.query_schemes is None else list(facts.query_schemes),
        "signed": facts.is_signed,
        "certificate": None if certificate is None else certificate_object(certificate),
        "app_id": facts.app_id,
        "expires_at": _time(facts.expires_at),
    }


def _keys(facts: KeyFacts) -> dict[str, object]:
    return {
        "format": facts.format,
        "certificates": [
            {"alias": c.alias, "has_key": c.has_key, **certificate_object(c.certificate)}
            for c in facts.certificates
        ],
    }


def certificate_object(certificate: Certificate) -> dict[str, object]:
    """One certificate."""
    return {
        "md5": certificate.md5,
        "sha1": certificate.sha1,
        "sha256": certificate.sha256,
        "subject": certificate.subject,
        "not_before": _time(certificate.not_before),
        "not_after": _time(certificate.not_after),
        "debug_key": certificate.is_debug,
    }


def _time(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
