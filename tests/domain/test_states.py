"""A state that is the same in every login protects nobody, though it compares equal."""

import pytest

from wecom_console.domain.links.states import is_constant_state
from wecom_console.services.runs.tester import new_token


@pytest.mark.parametrize(
    "state",
    [
        "wechatwork:mobile",
        "wechatwork:agency:mobile",
        "state",
        "STATE",
        "test_state",
        "wecom-login",
        "123456",
        "1",
        "xxxxxxxxxxxx",
        "undefined",
        "login_state_1",
    ],
)
def test_a_constant_is_known(state: str) -> None:
    """Guard's, those of samples, and what is too short for anything else."""
    assert is_constant_state(state)


@pytest.mark.parametrize(
    "state", ["f3c9a1b27d", "order-7781-zq", "eyJub25jZSI6IjQyIn0", "state-of-this-login"]
)
def test_what_may_be_random_is_not(state: str) -> None:
    """Nobody is warned without a reason."""
    assert not is_constant_state(state)


def test_our_own_states_are_random() -> None:
    """What the tester itself sends."""
    assert not any(is_constant_state(new_token()) for _ in range(200))
