"""What stands between a known user and the tokens: 1636, 1639; and the data with which an app goes
on after 1640, 1641 and 2921 (docs/reference/authing.md §7 and §8)."""

from dataclasses import dataclass
from typing import Final

from wecom_console.simulator.authing.signin.accounts import (
    BIND_OR_CREATE,
    AccountRefusal,
    identity_of,
)
from wecom_console.simulator.authing.signin.outbox import DIGITS, Channel, SentCode
from wecom_console.simulator.authing.signin.pending import PendingStep, StepKind
from wecom_console.simulator.authing.signin.wecom_member import WecomMember
from wecom_console.simulator.world.entities import Application, SimulatedConnection, User
from wecom_console.simulator.world.world import World

FURTHER_ACTION: Final = 301
SECOND_FACTOR: Final = 1636
NEW_PASSWORD: Final = 1639


@dataclass(frozen=True, slots=True)
class FurtherStep:
    """The login is not finished: Authing's code, the key of its sentence, and what the app needs
    to go on."""

    code: int
    key: str
    data: dict[str, object]


def binding_step(
    world: World,
    app: Application,
    connection: SimulatedConnection,
    member: WecomMember,
    refusal: AccountRefusal,
    *,
    scope: str,
) -> FurtherStep:
    """Ask to bind, or choose among several accounts; `data.key` is used for the next call."""
    key = world.random.uuid("binding")
    world.pending.put(
        key,
        PendingStep(
            StepKind.BINDING,
            app.app_id,
            connection_id=connection.connection_id,
            identity=identity_of(connection, member),
            member=member,
            methods=refusal.methods,
            accounts=refusal.accounts,
            may_create=refusal.code == BIND_OR_CREATE,
            scope=scope,
        ),
        now=world.now(),
    )
    data: dict[str, object] = {
        "key": key,
        "methods": list(refusal.methods),
        "accounts": list(refusal.accounts),
    }
    return FurtherStep(refusal.code, refusal.key, data)


def step_before_tokens(
    world: World, app: Application, user: User, *, scope: str
) -> FurtherStep | None:
    """The first login's new password, then the application's second factor (the order is
    modelled); None where nothing is missing."""
    if user.must_reset_password:
        token = world.random.token("new_password", length=43)
        step = PendingStep(StepKind.NEW_PASSWORD, app.app_id, user.user_id, scope=scope)
        world.pending.put(token, step, now=world.now())
        return FurtherStep(NEW_PASSWORD, "new_password_needed", {"token": token})
    if app.mfa:
        return _second_factor(world, app, user, scope=scope)
    return None


def send_code(world: World, channel: Channel, to: str) -> None:
    """A new verification code to an address; ``GET /_sim/messages`` shows it."""
    code = world.random.digits("verification", count=DIGITS)
    world.outbox.send(SentCode(channel, to, code, world.now()))


def _second_factor(world: World, app: Application, user: User, *, scope: str) -> FurtherStep:
    token = world.random.token("mfa", length=43)
    step = PendingStep(StepKind.SECOND_FACTOR, app.app_id, user.user_id, scope=scope)
    world.pending.put(token, step, now=world.now())
    send_code(world, Channel.TOTP, user.user_id)
    data: dict[str, object] = {
        "mfaToken": token,
        "mfaEmail": user.email or None,
        "mfaPhone": user.phone or None,
        "mfaPhoneCountryCode": "+86" if user.phone else None,
        "faceMfaEnabled": False,
        "totpMfaEnabled": True,
        "applicationMfa": [
            {"mfaPolicy": policy, "status": 1, "sort": place}
            for place, policy in enumerate(("OTP", "SMS", "EMAIL"))
        ],
    }
    return FurtherStep(SECOND_FACTOR, "second_factor_needed", data)
