"""An Android app beside a connection. Sources: docs/reference/wecom.md §2.2, §4 and §13."""

from collections.abc import Sequence
from typing import Final

from wecom_console.devices.facts import AndroidFacts, AppKind, Flaw, KeyFacts, Sdk
from wecom_console.devices.finding_makers import (
    check_identity,
    check_third_party,
    lacking,
    listed,
    others_than,
    schemas_among,
)
from wecom_console.devices.keys.certificates import Certificate
from wecom_console.domain.problems import Problem
from wecom_console.domain.profile import Profile
from wecom_console.domain.rules.common import Problems, error, hint, warning

PACKAGE: Final = "android.package"
SIGNATURE: Final = "android.signature_md5"
_NEEDS_QUERIES: Final = 30
_NEEDS_NEW_SDK: Final = 34
_WECHAT: Final = "com.tencent.mm"
_WECOM: Final = {
    "saas": ("com.tencent.wework",),
    "ent-uniform": ("com.tencent.weworkenterprise", "com.tencent.weworklocal"),
    "ent-customized": ("com.tencent.weworkenterprise", "com.tencent.weworklocal"),
    "gov-uniform": ("com.tencent.wwgovernment",),
    "gov-customized": ("com.tencent.wwgovernment",),
}
"""The packages that WeCom has by edition; which private edition has which is inferred."""


_ANY_WECOM: Final = tuple(dict.fromkeys(name for names in _WECOM.values() for name in names))


def android_findings(facts: AndroidFacts, profile: Profile | None) -> Problems:
    """What is to be said of an APK or AAB."""
    found: Problems = []
    if profile is not None and facts.package:
        found += check_identity(PACKAGE, facts.package, profile.android.package)
    if not facts.kind.is_source:
        found += _signature(facts, profile)
    found += _schemas(facts, profile)
    found += _queries(facts, profile)
    found += _sdk(facts)
    if Flaw.CHECKSUM in facts.flaws:
        found.append(warning("app.checksum", ""))
    if facts.is_debuggable:
        found.append(warning("app.debuggable", ""))
    return found


def key_findings(facts: KeyFacts, profile: Profile | None) -> Problems:
    """What is to be said of a certificate or keystore."""
    expected = profile.android.signature_md5.lower() if profile else ""
    candidates = facts.signing
    if expected:
        mine = [c.certificate for c in facts.certificates if c.certificate.md5 == expected]
        if mine:
            return _debug_key(mine)
        told = listed(tuple(dict.fromkeys(c.md5 for c in candidates)))
        return [error("app.signature", SIGNATURE, kind="keys", found=told, expected=expected)]
    if len(candidates) > 1:
        return [hint("app.signature.choose", SIGNATURE, count=len(candidates))]
    offered = [lacking(SIGNATURE, c.md5) for c in candidates] if profile is not None else []
    return offered + _debug_key(candidates)


def _differs(candidates: Sequence[Certificate], found: str, expected: str, kind: str) -> Problem:
    kind = "debug" if all(c.is_debug for c in candidates) else kind
    return error("app.signature", SIGNATURE, kind=kind, found=found, expected=expected)


def _debug_key(candidates: Sequence[Certificate]) -> Problems:
    debug = [c.md5 for c in candidates if c.is_debug]
    return [warning("app.debug_key", SIGNATURE, found=debug[0])] if debug else []


def _signature(facts: AndroidFacts, profile: Profile | None) -> Problems:
    expected = profile.android.signature_md5.lower() if profile else ""
    signing = facts.signing
    if facts.kind is AppKind.AAB:
        if debug := [c.md5 for c in signing if c.is_debug]:
            return [warning("app.upload_key", SIGNATURE, kind="debug", found=debug[0])]
        if any(c.md5 == expected for c in signing):
            return [warning("app.upload_key", SIGNATURE, kind="entered")]
        return [hint("app.upload_key", SIGNATURE, kind="other")]
    if Flaw.SIGNATURE in facts.flaws:
        return [error("app.signature_damaged", SIGNATURE)]
    if not signing:
        return [error("app.unsigned", SIGNATURE)]
    found = _mixed(facts)
    if facts.is_from_play:
        found.append(hint("app.google_play", SIGNATURE))
    if len(signing) > 1:
        found.append(warning("app.several_signers", SIGNATURE, count=len(signing)))
    md5s = tuple(c.md5 for c in signing)
    newer = [c.md5 for c in facts.lineage if c.md5 not in md5s]
    if newer:
        rotated = warning("app.rotated", SIGNATURE, oldest=md5s[0], newest=newer[-1])
        found.append(rotated)
    if not expected:
        if profile is not None and len(signing) == 1:
            found.append(lacking(SIGNATURE, md5s[0]))
        return found + _debug_key(signing)
    if expected in (*md5s, *newer):
        return found + _debug_key(signing)
    kind = "play" if facts.is_from_play else "differs"
    return [*found, _differs(signing, listed(md5s), expected, kind)]


def _mixed(facts: AndroidFacts) -> Problems:
    """Signature schemes that name different certificates: which one counts depends on the phone."""
    known = {c.sha256 for c in (*facts.signing, *facts.lineage)}
    others = [s for s in facts.signers if s.certificate.sha256 not in known]
    if not others:
        return []
    told = tuple(f"{s.scheme} {s.certificate.md5}" for s in others)
    return [warning("app.mixed_signers", SIGNATURE, found=listed(told))]


def _schemas(facts: AndroidFacts, profile: Profile | None) -> Problems:
    """No scheme has to be claimed in the manifest: the SDK registers a receiver when it runs, and
    WeCom answers with a broadcast (docs/reference/wecom.md §4.2 and §4.4)."""
    claimed = schemas_among(facts.schemes)
    all_found = tuple(dict.fromkeys((*facts.code.schemas, *claimed)))
    found = check_third_party(all_found)
    if profile is None:
        return found
    others = others_than(profile.schema, all_found)
    if others and profile.schema in all_found:
        found.append(hint("app.schema.beside", "schema", found=listed(others)))
    elif others:
        found.append(warning("app.schema.other", "schema", found=listed(others)))
    if profile.schema in claimed:
        found.append(hint("app.schema.claimed", "schema"))
    return found


def _queries(facts: AndroidFacts, profile: Profile | None) -> Problems:
    unknown = _NEEDS_QUERIES if facts.kind.is_source else 1  # Gradle has it, and stores want more
    target = facts.target_sdk if facts.target_sdk is not None else facts.min_sdk or unknown
    if target < _NEEDS_QUERIES or facts.sees_all_packages:
        return []
    is_meant = profile is not None and bool(profile.android.package)
    edition = profile.wecom.edition if profile else ""
    wanted = _WECOM.get(edition, _ANY_WECOM)
    if any(package in facts.query_packages for package in wanted):
        return []
    # An intent may make WeCom visible just as well, which only the phone knows.
    is_sure = is_meant and edition == "saas" and not facts.has_query_intents
    maker = error if is_sure else warning
    kind = "android_wechat" if _WECHAT in facts.query_packages else "android"
    return [maker("app.queries", "", kind=kind, missing=wanted[0])]


def _sdk(facts: AndroidFacts) -> Problems:
    code = facts.code
    hardened = [hint("app.hardened", "", name=code.hardener)] if code.hardener else []
    if code.sdk in (Sdk.ABSENT, Sdk.RENAMED):
        return [*hardened, warning("app.sdk", "", kind=code.sdk.value)]
    target = facts.target_sdk or 0
    if code.sdk is Sdk.PRESENT and target >= _NEEDS_NEW_SDK and not code.is_new_sdk:
        return [*hardened, warning("app.sdk", "", kind="receiver", target=target)]
    return hardened
