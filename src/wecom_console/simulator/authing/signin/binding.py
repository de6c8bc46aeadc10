"""Ask to bind: the steps after 1640, 1641 and 2921 (docs/reference/authing.md §8).

Published for WeChat mobile only. The simulator serves the same steps below ``wechat-work`` and
below ``wechatMobile``, both modelled on the published ones.
"""

from collections.abc import Callable
from typing import Final

from wecom_console.protocol.json_values import JsonObject, text_of
from wecom_console.simulator.authing.envelope import message, v2_error
from wecom_console.simulator.authing.signin.accounts import (
    USER_NOT_FOUND,
    AccountRefusal,
    create_user,
    has_identity_of,
    linked_to,
)
from wecom_console.simulator.authing.signin.endpoints import tokens_answer
from wecom_console.simulator.authing.signin.login import SignInRefusal, finish, refused, v2_refusal
from wecom_console.simulator.authing.signin.outbox import Channel
from wecom_console.simulator.authing.signin.passwords import is_password
from wecom_console.simulator.authing.signin.pending import PendingStep, StepKind
from wecom_console.simulator.wire.bodies import json_object
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import Application, SimulatedConnection, User
from wecom_console.simulator.world.world import World

FLOW_ENDED: Final = 1600
WRONG_CODE: Final = 2001
WRONG_PASSWORD: Final = 2333
NOT_ALLOWED: Final = 403
ALREADY_BOUND: Final = 409

_SEARCHES: Final[dict[str, Callable[[User], str]]] = {
    "username-password": lambda user: user.username,
    "phone-password": lambda user: user.phone,
    "email-password": lambda user: user.email.lower(),
}


async def register(world: World, call: Call) -> Answer:
    """``/register``: a new account, only after 1641."""
    found = _step(world, call, "create-federation-account")
    if isinstance(found, Answer):
        return found
    step, app, connection, _body = found
    if not step.may_create or step.member is None:
        return _refuse(world, call, NOT_ALLOWED, "binding_only", status_code=NOT_ALLOWED)
    return await _finish(world, call, app, step, create_user(world, app, connection, step.member))


async def by_account(world: World, call: Call) -> Answer:
    """``/byAccount``: user name, phone or e-mail, as the methods allow, and password."""
    found = _step(world, call, "bind-identity-by-password")
    if isinstance(found, Answer):
        return found
    step, app, _, body = found
    account = text_of(body, "account")
    allowed = [method for method in step.methods if method in _SEARCHES]
    if not allowed:
        return _refuse(world, call, NOT_ALLOWED, "method_off", status_code=NOT_ALLOWED)
    user = next(
        (
            u
            for u in world.state.users_of(app.pool_id)
            for method in allowed
            if account and _SEARCHES[method](u) in (account, account.lower())
        ),
        None,
    )
    if user is None or not await is_password(world, user, text_of(body, "password")):
        return _refuse(world, call, WRONG_PASSWORD, "wrong_password")
    return await _bind(world, call, app, step, user)


async def by_phone_code(world: World, call: Call) -> Answer:
    """``/byPhoneCode``: the code that ``sms/send`` sent."""
    return await _by_code(world, call, Channel.SMS, "phone")


async def by_email_code(world: World, call: Call) -> Answer:
    """``/byEmailCode``: the code that ``email/send`` sent."""
    return await _by_code(world, call, Channel.EMAIL, "email")


async def select(world: World, call: Call) -> Answer:
    """``/select``: one of the accounts that 2921 named."""
    return await _by_id(world, call, "bind-identity-by-selection", "account")


async def by_account_id(world: World, call: Call) -> Answer:
    """``/byAccountId``: the account by its id, one of those that were named."""
    return await _by_id(world, call, "bind-identity-by-account-id", "accountId")


async def _by_code(world: World, call: Call, channel: Channel, name: str) -> Answer:
    is_sms = channel is Channel.SMS
    action = "bind-identity-by-phone-code" if is_sms else "bind-identity-by-email-code"
    found = _step(world, call, action)
    if isinstance(found, Answer):
        return found
    step, app, _, body = found
    if ("phone-code" if is_sms else "email-code") not in step.methods:
        return _refuse(world, call, NOT_ALLOWED, "method_off", status_code=NOT_ALLOWED)
    to = text_of(body, name).lower()
    if not world.outbox.take(channel, to, text_of(body, "code"), now=world.now()):
        return _refuse(world, call, WRONG_CODE, "wrong_code")
    user = next(
        (
            u
            for u in world.state.users_of(app.pool_id)
            if to and to == (u.phone if is_sms else u.email.lower())
        ),
        None,
    )
    if user is None:
        return _refuse(world, call, USER_NOT_FOUND, "user_not_found")
    return await _bind(world, call, app, step, user)


async def _by_id(world: World, call: Call, action: str, name: str) -> Answer:
    found = _step(world, call, action)
    if isinstance(found, Answer):
        return found
    step, app, _, body = found
    user = world.state.users.get(text_of(body, name))
    if user is None or user.user_id not in step.accounts:
        return _refuse(world, call, USER_NOT_FOUND, "user_not_found")
    return await _bind(world, call, app, step, user)


def _step(
    world: World, call: Call, action: str
) -> tuple[PendingStep, Application, SimulatedConnection, JsonObject] | Answer:
    body = json_object(call)
    if body is None:
        return _refuse(world, call, 400, "bad_body", status_code=400)
    stated = text_of(body, "action")
    if stated != action:
        return _refuse(world, call, 400, "bad_parameter", status_code=400, field="action")
    step = world.pending.find(text_of(body, "key"), StepKind.BINDING, now=world.now())
    app = None if step is None else world.state.applications.get(step.app_id)
    connection = None if step is None else world.state.connections.get(step.connection_id)
    if step is None or app is None or connection is None:
        return _refuse(world, call, FLOW_ENDED, "flow_ended")
    return step, app, connection, body


async def _bind(
    world: World, call: Call, app: Application, step: PendingStep, user: User
) -> Answer:
    identity = step.identity
    if identity is None:
        return _refuse(world, call, FLOW_ENDED, "flow_ended")
    if has_identity_of(user, identity.ext_idp_id):
        return _refuse(world, call, ALREADY_BOUND, "already_bound", status_code=ALREADY_BOUND)
    return await _finish(world, call, app, step, linked_to(world, user, identity))


async def _finish(
    world: World, call: Call, app: Application, step: PendingStep, user: User | AccountRefusal
) -> Answer:
    if isinstance(user, AccountRefusal):
        return v2_refusal(world, call, refused(call, user))
    world.pending.done(text_of(json_object(call), "key"))
    finished = finish(world, call, app, user, scope=step.scope)
    if isinstance(finished, SignInRefusal):
        return v2_refusal(world, call, finished)
    return await tokens_answer(world, call, app, finished, scope=step.scope)


def _refuse(
    world: World, call: Call, code: int, key: str, *, status_code: int = 499, **values: str
) -> Answer:
    return v2_error(world, call, code, text=message(call, key, **values), status_code=status_code)
