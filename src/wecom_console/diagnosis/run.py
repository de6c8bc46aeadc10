"""The diagnosis of a finished run."""

from collections.abc import Sequence
from typing import Final

from wecom_console.diagnosis.detect import facts_of
from wecom_console.diagnosis.facts import Facts
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.events import Event
from wecom_console.flow.summary import verdict_summary

_UNEXPLAINED: Final = (Verdict.FAILED, Verdict.NOT_PROVABLE)


def facts_of_run(
    events: Sequence[Event], *, leg: Leg | None = None, profile: Profile | None = None
) -> Facts | None:
    """What is known of the failed leg, or of `leg` where that one failed or could not be proven;
    None where there is nothing to explain."""
    run = verdict_summary(events)
    if run is None:
        return None
    failed = run.failed_leg
    if leg is not None:
        failed = next(
            (one for one in run.legs if one.leg is leg and one.verdict in _UNEXPLAINED), None
        )
    if failed is None:
        return None
    return facts_of(
        failed.code,
        failed.params,
        leg=failed.leg,
        backend=run.backend,
        profile=profile,
        events=events,
    )
