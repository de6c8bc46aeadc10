"""What window and command line both say of a plan."""

from wecom_console.domain.live.connection import LivePlan, LiveState
from wecom_console.domain.profile import Profile
from wecom_console.messages.catalogue import Messages


def step_texts(
    messages: Messages, profile: Profile, state: LiveState, plan: LivePlan
) -> tuple[str, ...]:
    """The steps in words, in their order."""
    source = state.source
    params = {
        "identifier": profile.identifier,
        "source": source.name if source else messages.text("live.source_name"),
        "app_id": profile.backend.app_id,
    }
    return tuple(messages.text(f"live.step.{step.value}", **params) for step in plan.steps)
