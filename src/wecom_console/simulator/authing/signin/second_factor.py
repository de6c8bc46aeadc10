"""The steps after 1636 and 1639, and the sending of codes (docs/reference/authing.md §7, §8).

The paths are published; their bodies and answers are modelled: right, and the login goes on as if
the step had not been asked for.
"""

from dataclasses import replace
from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.protocol.json_values import JsonObject, text_of
from wecom_console.simulator.authing.envelope import message, v2_error, v2_ok, v3_error, v3_ok
from wecom_console.simulator.authing.signin.endpoints import user_answer
from wecom_console.simulator.authing.signin.further_steps import send_code
from wecom_console.simulator.authing.signin.login import SignInRefusal, finish, v2_refusal
from wecom_console.simulator.authing.signin.outbox import Channel
from wecom_console.simulator.authing.signin.passwords import plain_password
from wecom_console.simulator.authing.signin.pending import PendingStep, StepKind
from wecom_console.simulator.authing.signin.profiles import bearer
from wecom_console.simulator.wire.bodies import json_object
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import Application, User
from wecom_console.simulator.world.world import World

NOT_SIGNED_IN: Final = 2020
FLOW_ENDED: Final = 1600
WRONG_CODE: Final = 2001
ADDRESS_LIMIT: Final = 128


async def check(world: World, call: Call) -> Answer:
    """``POST /api/v2/applications/mfa/check``: whether a phone or an e-mail is free for a user who
    has none yet."""
    found = _waiting(world, call)
    if isinstance(found, Answer):
        return found
    _, app, user, body = found
    phone, email = text_of(body, "phone"), text_of(body, "email").lower()
    is_taken = any(
        (phone and phone == u.phone) or (email and email == u.email.lower())
        for u in world.state.users_of(app.pool_id)
        if u.user_id != user.user_id
    )
    return v2_ok(call, not is_taken)


async def verify_sms(world: World, call: Call) -> Answer:
    """``POST /api/v2/applications/mfa/sms/verify`` ``{phone, code}``."""
    return await _verify(world, call, Channel.SMS, "phone", "code")


async def verify_email(world: World, call: Call) -> Answer:
    """``POST /api/v2/applications/mfa/email/verify`` ``{email, code}``."""
    return await _verify(world, call, Channel.EMAIL, "email", "code")


async def verify_totp(world: World, call: Call) -> Answer:
    """``POST /api/v2/mfa/totp/verify`` ``{totp}``: what the authenticator shows."""
    return await _verify(world, call, Channel.TOTP, "", "totp")


async def reset_password(world: World, call: Call) -> Answer:
    """``POST /api/v2/users/password/reset-by-first-login-token`` ``{token, password}``."""
    body = json_object(call)
    if body is None:
        return _refuse(world, call, 400, "bad_body")
    token = text_of(body, "token")
    found = _user_of(world, token, StepKind.NEW_PASSWORD)
    if found is None:
        return _refuse(world, call, FLOW_ENDED, "flow_ended")
    password = await plain_password(world, text_of(body, "password"))
    if not password:
        return _refuse(world, call, 400, "missing_parameter", field="password")
    step, app, user = found
    world.pending.done(token)
    changed = replace(user, password=Secret(password), must_reset_password=False)
    world.state.users[user.user_id] = changed
    return await _go_on(world, call, step, app, changed)


async def send_sms(world: World, call: Call) -> Answer:
    """``POST /api/v2/sms/send`` ``{phone}``. Nothing leaves: ``GET /_sim/messages`` shows it."""
    return _send(world, call, Channel.SMS, "phone")


async def send_email(world: World, call: Call) -> Answer:
    """``POST /api/v2/email/send`` ``{email}``."""
    return _send(world, call, Channel.EMAIL, "email")


async def send_sms_v3(world: World, call: Call) -> Answer:
    """``POST /api/v3/send-sms`` ``{channel, phoneNumber}``."""
    return _send(world, call, Channel.SMS, "phoneNumber")


async def send_email_v3(world: World, call: Call) -> Answer:
    """``POST /api/v3/send-email`` ``{channel, email}``."""
    return _send(world, call, Channel.EMAIL, "email")


def _send(world: World, call: Call, channel: Channel, name: str) -> Answer:
    is_v3 = call.path.startswith("/api/v3/")
    to = text_of(json_object(call), name).lower()
    if not to or len(to) > ADDRESS_LIMIT:
        text = message(call, "missing_parameter", field=name)
        if is_v3:
            return v3_error(world, call, 400, text=text)
        return v2_error(world, call, 400, text=text, status_code=400)
    send_code(world, channel, to)
    return v3_ok(call, {}) if is_v3 else v2_ok(call, None)


async def _verify(world: World, call: Call, channel: Channel, name: str, code_name: str) -> Answer:
    found = _waiting(world, call)
    if isinstance(found, Answer):
        return found
    step, app, user, body = found
    to = text_of(body, name).lower() if name else user.user_id
    own = {Channel.SMS: user.phone, Channel.EMAIL: user.email.lower()}.get(channel, "")
    is_own = not own or own == to
    if not is_own or not world.outbox.take(channel, to, text_of(body, code_name), now=world.now()):
        return _refuse(world, call, WRONG_CODE, "wrong_code")
    world.pending.done(bearer(call))
    return await _go_on(world, call, step, replace(app, mfa=False), user)


async def _go_on(
    world: World, call: Call, step: PendingStep, app: Application, user: User
) -> Answer:
    finished = finish(world, call, app, user, scope=step.scope)
    if isinstance(finished, SignInRefusal):
        return v2_refusal(world, call, finished)
    return await user_answer(world, call, app, finished)


def _waiting(
    world: World, call: Call
) -> tuple[PendingStep, Application, User, JsonObject] | Answer:
    found = _user_of(world, bearer(call), StepKind.SECOND_FACTOR)
    if found is None:
        return _refuse(world, call, NOT_SIGNED_IN, "not_signed_in")
    body = json_object(call)
    return _refuse(world, call, 400, "bad_body") if body is None else (*found, body)


def _user_of(
    world: World, key: str, kind: StepKind
) -> tuple[PendingStep, Application, User] | None:
    step = world.pending.find(key, kind, now=world.now())
    if step is None:
        return None
    app = world.state.applications.get(step.app_id)
    user = world.state.users.get(step.user_id)
    return None if app is None or user is None else (step, app, user)


def _refuse(world: World, call: Call, code: int, key: str, **values: str) -> Answer:
    status_code = 400 if code == 400 else 499
    return v2_error(world, call, code, text=message(call, key, **values), status_code=status_code)
