"""What was read from an app, a certificate or a keystore, in words: for both faces."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, assert_never

from wecom_console.devices.facts import (
    AndroidFacts,
    AppFacts,
    AppKind,
    Flaw,
    HarmonyFacts,
    IosFacts,
    KeyFacts,
)
from wecom_console.devices.keys.certificates import Certificate
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.value_words import NOTHING

_MOST_NAMES: Final = 12
_MOST_CERTIFICATES: Final = 12

WordRows = Iterator[tuple[str, str]]


def kind_text(messages: Messages, facts: AppFacts) -> str:
    """What the file is."""
    return messages.text(f"inspected.kind.{facts.kind.value}")


def fact_rows(messages: Messages, facts: AppFacts) -> WordRows:
    """Label and value, in the order in which they matter."""
    teller = _Teller(messages)
    match facts:
        case AndroidFacts():
            return teller.android(facts)
        case IosFacts():
            return teller.ios(facts)
        case HarmonyFacts():
            return teller.harmony(facts)
        case KeyFacts():
            return teller.keys(facts)
    assert_never(facts)


class _Teller:
    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._separator = messages.text("list.separator")

    def android(self, facts: AndroidFacts) -> WordRows:
        if facts.base:
            yield self._row("base", facts.base)
        yield self._row("package", facts.package)
        yield self._row("version", _version(facts.version_name, facts.version_code))
        levels = (facts.min_sdk, facts.target_sdk)
        yield self._row("sdk_levels", self._names(str(n) if n else NOTHING for n in levels))
        yield self._row("debuggable", self._yes(facts.is_debuggable))
        everything = (self._word("value.all_packages"),) if facts.sees_all_packages else ()
        yield self._row("queries", self._names((*everything, *facts.query_packages)))
        yield self._row("schemes", self._names(facts.schemes))
        if facts.kind.is_source:
            return
        told = self._word(f"value.{facts.code.sdk.value}")
        yield self._row("wecom_sdk", _version(told, facts.code.version))
        if facts.code.hardener:
            yield self._row("hardener", facts.code.hardener)
        yield self._row("schemas", self._names(facts.code.schemas))
        schemes = dict.fromkeys(signer.scheme for signer in facts.signers)
        is_broken = Flaw.SIGNATURE in facts.flaws
        unsigned = self._word("value.damaged" if is_broken else "value.unsigned")
        yield self._row("signatures", self._names(sorted(schemes)) if schemes else unsigned)
        is_bundle = facts.kind is AppKind.AAB
        for certificate in facts.signing[:_MOST_CERTIFICATES]:
            label = "upload_certificate" if is_bundle else "certificate"
            yield from self._certificate(label, certificate, is_for_wecom=not is_bundle)
        if facts.lineage:
            yield self._row("lineage", self._names(c.md5 for c in facts.lineage[1:]))

    def ios(self, facts: IosFacts) -> WordRows:
        yield self._row("bundle_id", facts.bundle_id)
        if not facts.kind.is_profile:
            yield self._row("version", _version(facts.version_name, facts.build))
            yield self._row("minimum_os", facts.minimum_os)
            yield self._row("schemes", self._names(facts.schemes))
            yield self._row("query_schemes", self._names(facts.query_schemes))
        profile = facts.provisioning
        if profile is not None and facts.kind is not AppKind.IOS_ENTITLEMENTS:
            until = _date(profile.expires_at)
            told = self._word("value.expires", name=profile.name or NOTHING, date=until)
            yield self._row("profile", told)
        if profile is not None:
            yield self._row("app_id", profile.application_id)
            yield self._row("team", profile.team_id)
            yield self._row("debuggable", self._yes(profile.is_development))
            yield self._row("domains", self._names(profile.associated_domains))

    def harmony(self, facts: HarmonyFacts) -> WordRows:
        yield self._row("bundle_name", facts.bundle_name)
        if facts.kind.is_profile:
            yield self._row("app_id", facts.app_id)
            yield self._row("debuggable", self._yes(facts.is_debug))
            yield self._row("until", _date(facts.expires_at))
            return
        yield self._row("version", _version(facts.version_name, facts.version_code))
        yield self._row("debuggable", self._yes(facts.is_debug))
        yield self._row("schemes", self._names(facts.schemes))
        queries = facts.query_schemes
        unread = self._word("value.not_read")
        yield self._row("query_schemes", unread if queries is None else self._names(queries))
        if facts.app_id:
            yield self._row("app_id", facts.app_id)
        if facts.kind.is_source:
            return
        if facts.certificate is not None:
            yield from self._certificate("certificate", facts.certificate, is_for_wecom=False)
        else:
            word = "unread" if facts.is_signed is None else "unsigned"
            yield self._row("certificate", self._word(f"value.{word}"))

    def keys(self, facts: KeyFacts) -> WordRows:
        yield self._row("format", facts.format)
        for found in facts.certificates[:_MOST_CERTIFICATES]:
            if found.alias:
                yield self._row("alias", found.alias)
            is_signing = found.certificate in facts.signing
            label = "certificate" if found.has_key else "listed_certificate"
            yield from self._certificate(label, found.certificate, is_for_wecom=is_signing)
        rest = len(facts.certificates) - _MOST_CERTIFICATES
        if rest > 0:
            yield "", self._word("value.more", count=rest)

    def _certificate(self, label: str, certificate: Certificate, *, is_for_wecom: bool) -> WordRows:
        subject = certificate.subject or NOTHING
        if certificate.is_debug:
            subject = self._word("value.debug_key", subject=subject)
        yield self._row(label, subject)
        yield self._row("md5" if is_for_wecom else "plain_md5", certificate.md5)
        yield self._row("sha1", certificate.sha1)
        yield self._row("sha256", certificate.sha256)
        begin, end = _date(certificate.not_before), _date(certificate.not_after)
        yield self._row("validity", self._word("value.period", begin=begin, end=end))

    def _row(self, code: str, value: str) -> tuple[str, str]:
        return self._word(f"row.{code}"), value or NOTHING

    def _word(self, code: str, **params: object) -> str:
        return self._messages.text(f"inspected.{code}", **params)

    def _yes(self, value: bool) -> str:  # noqa: FBT001  a fact, not a switch
        return self._word("value.yes" if value else "value.no")

    def _names(self, names: Iterable[str]) -> str:
        listed = list(names)
        told = self._separator.join(listed[:_MOST_NAMES])
        rest = len(listed) - _MOST_NAMES
        return f"{told} {self._word('value.more', count=rest)}" if rest > 0 else told


def _version(name: str, number: object) -> str:
    return f"{name} ({number})" if number not in (None, "") else name


def _date(time: datetime | None) -> str:
    return NOTHING if time is None else time.date().isoformat()
