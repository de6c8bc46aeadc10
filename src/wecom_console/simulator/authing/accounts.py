"""From a member of WeCom to a user of the pool: linked, matched, created or refused (§6.4)."""

from dataclasses import dataclass, replace
from typing import Final

from wecom_console.simulator.authing.wecom_calls import WecomMember
from wecom_console.simulator.bodies import text_of
from wecom_console.simulator.entities import Application, Connection, Identity, User
from wecom_console.simulator.setup import ID_DIGITS
from wecom_console.simulator.world import ENTITY_LIMIT, World

USER_NOT_FOUND: Final = 2004
REGISTRATION_OFF: Final = 2031
BIND_ONLY: Final = 1640
BIND_OR_CREATE: Final = 1641


@dataclass(frozen=True, slots=True)
class AccountRefusal:
    """No user: Authing's code, and the key of its sentence."""

    code: int
    key: str
    methods: tuple[str, ...] = ()


def account_of(
    world: World, app: Application, connection: Connection, member: WecomMember
) -> User | AccountRefusal:
    """The user that signs in. An application's own settings go before the connection's."""
    identity = Identity(
        connection.ext_idp_id,
        connection.connection_id,
        text_of(connection.fields, "corpId"),
        member.userid,
    )
    users = world.state.users_of(connection.pool_id)
    linked = next((u for u in users if _is_linked(u, identity)), None)
    if linked is not None:
        return _signed_in(world, linked)
    association = connection.association
    mode = association.mode if app.association_mode is None else app.association_mode
    login_only = connection.login_only if app.login_only is None else app.login_only
    if mode == "challenge":
        code = BIND_ONLY if login_only else BIND_OR_CREATE
        return AccountRefusal(code, "binding_needed", association.methods)
    if mode == "field":
        found = _matched(world, users, connection, member)
        if found is not None:
            return _signed_in(world, replace(found, identities=(*found.identities, identity)))
    if login_only:
        return AccountRefusal(USER_NOT_FOUND, "user_not_found")
    if not app.registration:
        return AccountRefusal(REGISTRATION_OFF, "registration_off")
    if len(world.state.users) >= ENTITY_LIMIT:
        return AccountRefusal(429, "too_many")
    return _signed_in(world, _new_user(world, connection, member, identity))


def _is_linked(user: User, identity: Identity) -> bool:
    return any(
        (i.ext_idp_id, i.corp_id.lower(), i.userid.lower())
        == (identity.ext_idp_id, identity.corp_id.lower(), identity.userid.lower())
        for i in user.identities
    )


def _matched(
    world: World, users: tuple[User, ...], connection: Connection, member: WecomMember
) -> User | None:
    email, phone = contacts(world, connection, member)
    fields = connection.association.fields or ("email", "phone")
    for user in users:
        if "email" in fields and email and user.email.lower() == email.lower():
            return user
        if "phone" in fields and phone and user.phone == phone:
            return user
    return None


def contacts(world: World, connection: Connection, member: WecomMember) -> tuple[str, str]:
    """E-mail and phone that Authing knows of the member, from where the connection says."""
    known = world.state.member(member.userid)
    if connection.contact_source == "user_get" or known is None:
        return member.email, member.phone
    return known.email, known.phone


def _new_user(
    world: World, connection: Connection, member: WecomMember, identity: Identity
) -> User:
    now = world.now()
    return User(
        user_id=world.random.hex("id", digits=ID_DIGITS),
        pool_id=connection.pool_id,
        name=member.name,
        email=member.email,
        phone=member.phone,
        identities=(identity,),
        created_at=now,
        updated_at=now,
    )


def _signed_in(world: World, user: User) -> User:
    changed = replace(user, logins_count=user.logins_count + 1, updated_at=world.now())
    world.state.users[user.user_id] = changed
    return changed
