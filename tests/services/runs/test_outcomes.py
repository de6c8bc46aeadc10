"""The outcome table against what really happens: whole logins through the simulator."""

from dataclasses import replace

import pytest

from flow.samples import PROFILE, collect, scenario
from services.runs.run_support import CREDENTIALS, run_one, summary
from wecom_console import simulator
from wecom_console.domain.login_modes import LoginOutcome, Sample, outcomes
from wecom_console.domain.profile import Association
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.services.runs.embedded import LoadedConnection, options_for, pointed_at
from wecom_console.services.runs.request import RunRequest
from wecom_console.services.runs.simulator_control import SimulatorAccess
from wecom_console.simulator.control.state_bodies import StateBody
from wecom_console.simulator.control.state_patch import patch_state

pytestmark = pytest.mark.anyio

BY_EMAIL = {"name": "Zhang San", "username": "z1", "email": "zhangsan@example.com"}
BY_PHONE = {"name": "Zhang San", "username": "z2", "phone": "13800000001"}
USERS = {
    Sample.SAME_EMAIL: [BY_EMAIL],
    Sample.SAME_PHONE: [BY_PHONE],
    Sample.TWO_ACCOUNTS: [BY_EMAIL, BY_PHONE],
    Sample.NO_ACCOUNT: [],
}
REFUSALS = {
    "authing.2004": LoginOutcome.REFUSED,
    "authing.1640": LoginOutcome.ASKED_TO_BIND,
    "authing.1641": LoginOutcome.ASKED,
    "authing.2921": LoginOutcome.ASKED_WHICH,
}
SETTINGS = [
    (Association(), False),
    (Association(), True),
    (Association("field", ("email",)), False),
    (Association("field", ("email",)), True),
    (Association("field", ("phone",)), True),
    (Association("field", ("email", "phone")), False),
    (Association("challenge", methods=("phone-code", "email-code")), False),
    (Association("challenge", methods=("phone-code", "email-code")), True),
]


async def what_happens(association: Association, login_only: bool, sample: Sample) -> LoginOutcome:
    """One login of a member of whom Authing has this; of a known one the second."""
    profile = replace(PROFILE, association=association, login_only=login_only)
    connection = LoadedConnection(profile, CREDENTIALS)
    async with simulator.serve(options_for([connection])) as handle:
        moved = pointed_at(handle, connection)
        assert moved is not None
        patch_state(handle.world, StateBody.model_validate({"users": USERS[sample]}))
        before = len(handle.world.state.users)
        access = SimulatorAccess(handle.url, Secret(handle.control_token))
        request = RunRequest(
            moved.profile, moved.credentials, backend=BackendKind.AUTHING, simulator=access
        )
        events = await collect(run_one(request, scenario("success")))
        failed = summary(events).failed_leg
        if failed is not None:
            return REFUSALS[failed.code]
        return (
            LoginOutcome.CREATED if len(handle.world.state.users) > before else LoginOutcome.ENTERS
        )


@pytest.mark.parametrize(("association", "login_only"), SETTINGS)
async def test_the_table_says_what_happens(association: Association, login_only: bool) -> None:
    """For every sample but the known one, who simply gets in."""
    told = {one.sample: one.outcome for one in outcomes(association, login_only=login_only)}
    assert LoginOutcome.ENTERS == told.pop(Sample.KNOWN)
    assert told == {s: await what_happens(association, login_only, s) for s in told}


def test_two_accounts_matter_only_where_both_are_compared() -> None:
    """Else one of them is not looked at."""
    one = outcomes(Association("field", ("email",)), login_only=False)
    both = outcomes(Association("field", ("email", "phone")), login_only=False)
    assert (False, True) == tuple(
        any(line.sample is Sample.TWO_ACCOUNTS for line in table) for table in (one, both)
    )
