"""What a comparison with Authing allows: carrying out, and taking over."""

import pytest

from wecom_console.domain.live.connection import (
    DriftState,
    FieldDifference,
    LiveConnection,
    LivePlan,
    LiveState,
    LiveStep,
)
from wecom_console.domain.profile import MOBILE_TYPE
from wecom_console.gui.features.connection.presenter.comparison import (
    ComparisonPhase,
    ComparisonState,
)
from wecom_console.services.authing.live import Live

THERE = LiveConnection("c1", "s1", MOBILE_TYPE, "acme-wecom", "Theirs", login_only=False)
NAME = FieldDifference("display_name", "displayName", DriftState.DIFFERS, "Ours", "Theirs")
SWITCH = FieldDifference("backend.app_id", "enabled", DriftState.DIFFERS, "app", "")
HIDDEN = FieldDifference("secret", "fields.secret", DriftState.DIFFERS, is_secret=True)
SAME = FieldDifference("schema", "fields.schema", DriftState.SAME, "x", "x")
MISSING = FieldDifference("schema", "fields.schema", DriftState.MISSING, "x")


def compared(
    *differences: FieldDifference,
    there: LiveConnection | None = THERE,
    steps: tuple[LiveStep, ...] = (),
    obstacle: str = "",
    doing: ComparisonPhase = ComparisonPhase.NOTHING,
) -> ComparisonState:
    """The state after a comparison."""
    plan = LivePlan(differences, steps, obstacle)
    return ComparisonState(doing, live=Live(LiveState(connection=there), plan))


@pytest.mark.parametrize(
    ("state", "can_pull"),
    [
        (compared(NAME), True),
        (compared(SWITCH, NAME), True),
        (compared(NAME, HIDDEN), True),
        (compared(MISSING), True),
        (compared(SWITCH), False),
        (compared(HIDDEN), False),
        (compared(SWITCH, HIDDEN), False),
        (compared(SAME), False),
        (compared(), False),
        (compared(NAME, there=None), False),
        (compared(NAME, obstacle="live.other_type"), False),
        (compared(NAME, doing=ComparisonPhase.APPLYING), False),
        (ComparisonState(), False),
    ],
)
def test_there_is_something_to_take_over(state: ComparisonState, can_pull: bool) -> None:
    """A value that Authing shows and the profile has otherwise. Whether the application uses the
    connection is no such value, and a secret is not shown."""
    assert can_pull is state.can_pull


@pytest.mark.parametrize(
    ("state", "can_apply"),
    [
        (compared(NAME, steps=(LiveStep.UPDATE_CONNECTION,)), True),
        (compared(NAME), False),
        (compared(NAME, steps=(LiveStep.UPDATE_CONNECTION,), obstacle="live.no_secret"), False),
        (compared(NAME, steps=(LiveStep.SWITCH_ON,), doing=ComparisonPhase.COMPARING), False),
        (ComparisonState(), False),
    ],
)
def test_there_is_something_to_carry_out(state: ComparisonState, can_apply: bool) -> None:
    """Steps that nothing makes impossible, and nothing else under way."""
    assert can_apply is state.can_apply


def test_what_is_the_same_is_listed_as_well() -> None:
    """The view shows what was compared, not only what differs."""
    assert (SAME, NAME) == compared(SAME, NAME).differences
    assert () == ComparisonState().differences
