"""The login itself, whichever route it came by: connection, code, member, user, further steps.

Modelled, because the real codes are not public: a connection that is unknown (404) or not enabled
for the application (403), and how a WeCom error is passed on (499 with errcode in the message).
"""

from dataclasses import dataclass, replace
from typing import Final

from wecom_console.simulator.authing.envelope import message, v2_error, v3_error
from wecom_console.simulator.authing.signin.accounts import (
    BIND_ONLY,
    BIND_OR_CREATE,
    CHOOSE_ACCOUNT,
    AccountRefusal,
    account_of,
)
from wecom_console.simulator.authing.signin.further_steps import (
    FURTHER_ACTION,
    FurtherStep,
    binding_step,
    step_before_tokens,
)
from wecom_console.simulator.authing.signin.wecom_calls import (
    NO_USERID,
    NOT_A_MEMBER,
    WecomFailure,
    fetch_member,
)
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import Application, SimulatedConnection, User
from wecom_console.simulator.world.world import World

PASSED_ON: Final = 499
_ASKED: Final = (BIND_ONLY, BIND_OR_CREATE, CHOOSE_ACCOUNT)


@dataclass(frozen=True, slots=True)
class SignInRefusal:
    """Why nobody is signed in: ``statusCode``, the finer code, the sentence, the data. `note` is
    what only the simulator knows of it."""

    status_code: int
    code: int
    text: str
    data: object = None
    note: str = ""


async def sign_in(
    world: World, call: Call, app: Application, *, wanted: str, code: str, kind: str, scope: str
) -> User | SignInRefusal:
    """The user of a WeCom code. `wanted` is the connection's identifier or id, `kind` its type."""
    connection = _connection(world, app, wanted)
    if connection is None:
        text = message(call, "connection_not_found", identifier=wanted[:60])
        return SignInRefusal(404, 404, text)
    if connection.type != kind:
        text = message(call, "connection_kind", connection=connection.type)
        return SignInRefusal(400, 400, text)
    if connection.connection_id not in app.connections:
        text = message(call, "connection_not_enabled", identifier=wanted[:60])
        return SignInRefusal(403, 403, text)
    if not code:
        return SignInRefusal(400, 400, message(call, "code_missing"))
    member = await fetch_member(world, call, connection, code)
    if isinstance(member, WecomFailure):
        return _passed_on(call, member)
    user = account_of(world, app, connection, member)
    if isinstance(user, AccountRefusal):
        if user.code in _ASKED:
            step = binding_step(world, app, connection, member, user, scope=scope)
            return told(call, step)
        return refused(call, user)
    return finish(world, call, app, user, scope=scope)


def finish(
    world: World, call: Call, app: Application, user: User, *, scope: str
) -> User | SignInRefusal:
    """The user, unless a new password or a second factor is wanted first."""
    step = step_before_tokens(world, app, user, scope=scope)
    return user if step is None else told(call, step)


def told(call: Call, step: FurtherStep) -> SignInRefusal:
    """A further step in words."""
    return SignInRefusal(FURTHER_ACTION, step.code, message(call, step.key), step.data)


def refused(call: Call, refusal: AccountRefusal) -> SignInRefusal:
    """A user who does not get in, in words."""
    return SignInRefusal(PASSED_ON, refusal.code, message(call, refusal.key))


def v2_refusal(world: World, call: Call, refusal: SignInRefusal) -> Answer:
    """The refusal in the envelope of v2."""
    answer = v2_error(
        world,
        call,
        refusal.code,
        text=refusal.text,
        status_code=refusal.status_code,
        data=refusal.data,
    )
    return replace(answer, note=refusal.note)


def v3_refusal(world: World, call: Call, refusal: SignInRefusal) -> Answer:
    """The refusal in the envelope of v3."""
    answer = v3_error(
        world,
        call,
        refusal.status_code,
        text=refusal.text,
        api_code=refusal.code,
        data=refusal.data,
    )
    return replace(answer, note=refusal.note)


def _connection(world: World, app: Application, wanted: str) -> SimulatedConnection | None:
    return next(
        (
            connection
            for connection in world.state.connections_of(app.pool_id)
            if wanted in (connection.identifier, connection.connection_id)
        ),
        None,
    )


def _passed_on(call: Call, failure: WecomFailure) -> SignInRefusal:
    if failure.errcode:
        text = message(call, "wecom_refused", errcode=failure.errcode, errmsg=failure.errmsg)
        return SignInRefusal(PASSED_ON, PASSED_ON, text, note=failure.note)
    if failure.reason == NO_USERID:
        return SignInRefusal(PASSED_ON, PASSED_ON, message(call, "wecom_incomplete"))
    if failure.reason == NOT_A_MEMBER:
        return SignInRefusal(PASSED_ON, PASSED_ON, message(call, "not_a_member"))
    return SignInRefusal(500, 500, message(call, "wecom_unreachable", reason=failure.reason))
