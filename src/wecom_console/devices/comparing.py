"""An app beside a connection: what does not fit, and what to do about it."""

from datetime import datetime
from typing import Final, assert_never

from wecom_console.devices.android.findings import android_findings, key_findings
from wecom_console.devices.facts import (
    AndroidFacts,
    AppFacts,
    HarmonyFacts,
    IosFacts,
    KeyFacts,
)
from wecom_console.devices.harmony.findings import harmony_findings
from wecom_console.devices.ios.findings import ios_findings
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Profile

_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.HINT)


def findings_of(facts: AppFacts, profile: Profile | None, *, now: datetime) -> tuple[Problem, ...]:
    """What is to be said, the gravest first. Without a connection: what is wrong with any."""
    match facts:
        case AndroidFacts():
            found = android_findings(facts, profile)
        case IosFacts():
            found = ios_findings(facts, profile, now)
        case HarmonyFacts():
            found = harmony_findings(facts, profile, now)
        case KeyFacts():
            found = key_findings(facts, profile)
        case _:
            assert_never(facts)
    return tuple(sorted(found, key=lambda problem: _ORDER.index(problem.severity)))
