"""Why a leg ended as it did, and the same for a program: one call for both faces."""

from collections.abc import Mapping, Sequence

from wecom_console.diagnosis.run import facts_of_run
from wecom_console.diagnosis.told import Diagnosis, tell_diagnosis
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.events import Event, RunStarted
from wecom_console.flow.explanations import plain
from wecom_console.messages.catalogue import Messages
from wecom_console.reports.json_junit import TellCauses

ProfileByHash = Mapping[str, Profile]
"""Profiles by the hash that a run names (`RunStarted.config_hash`)."""


def diagnosis_of_leg(
    messages: Messages, events: Sequence[Event], leg: Leg, profile: Profile | None
) -> Diagnosis | None:
    """The causes of a leg that failed or could not be proven, likeliest first; None where the code
    has none of its own."""
    facts = facts_of_run(events, leg=leg, profile=profile)
    told = None if facts is None else tell_diagnosis(messages, facts)
    return told if told is not None and told.first.confirm else None


def cause_objects(told: Diagnosis) -> list[dict[str, object]]:
    """The ranked causes as they stand in every ``--json`` (docs/cli.md)."""
    return [
        {
            "cause": cause.id,
            "likelihood": cause.likelihood.value,
            "title": plain(cause.title),
            "because": [plain(line) for line in cause.because],
            "confirm": plain(cause.confirm),
            "fix": plain(cause.fix),
            "where": plain(cause.where),
        }
        for cause in told.causes
    ]


def teller_of_causes(messages: Messages, profiles: ProfileByHash) -> TellCauses:
    """What a report asks for each leg. Empty where nothing more than the leg's code is known."""

    def tell(events: Sequence[Event], leg: Leg) -> list[dict[str, object]]:
        told = diagnosis_of_leg(messages, events, leg, profile_of_run(events, profiles))
        return [] if told is None else cause_objects(told)

    return tell


def profile_of_run(events: Sequence[Event], profiles: ProfileByHash) -> Profile | None:
    """The profile that was tested."""
    started = next((event for event in events if isinstance(event, RunStarted)), None)
    return None if started is None else profiles.get(started.config_hash)
