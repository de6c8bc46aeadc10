"""From a member of WeCom to a user of the pool: linked, matched, created or refused
(docs/reference/authing.md §6.4)."""

from dataclasses import dataclass, replace
from typing import Final

from wecom_console.protocol.json_values import text_of
from wecom_console.simulator.authing.signin.wecom_member import WecomMember
from wecom_console.simulator.world.entities import Application, Identity, SimulatedConnection, User
from wecom_console.simulator.world.setup import ID_DIGITS
from wecom_console.simulator.world.world import ENTITY_LIMIT, World

USER_NOT_FOUND: Final = 2004
REGISTRATION_OFF: Final = 2031
BIND_ONLY: Final = 1640
BIND_OR_CREATE: Final = 1641
ACTIVE: Final = "Activated"
CHOOSE_ACCOUNT: Final = 2921
ACCOUNT_LOCKED: Final = 2005
TOO_MANY: Final = 429


@dataclass(frozen=True, slots=True)
class AccountRefusal:
    """No user (yet): Authing's code, and the key of its sentence. `accounts` are the ids of the
    users among whom one is chosen."""

    code: int
    key: str
    methods: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


def account_of(
    world: World, app: Application, connection: SimulatedConnection, member: WecomMember
) -> User | AccountRefusal:
    """The user that signs in. An application's own settings go before the connection's."""
    identity = identity_of(connection, member)
    users = world.state.users_of(connection.pool_id)
    linked = next((u for u in users if is_linked(u, identity)), None)
    if linked is not None:
        return signed_in(world, linked)
    association = connection.association
    mode = association.mode if app.association_mode is None else app.association_mode
    login_only = connection.login_only if app.login_only is None else app.login_only
    if mode == "challenge":
        code = BIND_ONLY if login_only else BIND_OR_CREATE
        return AccountRefusal(code, "binding_needed", association.methods)
    if mode == "field":
        found = _matched(world, users, connection, member)
        if len(found) > 1:
            # Modelled: e-mail and phone point at different users, so one of them is chosen.
            accounts = tuple(u.user_id for u in found)
            return AccountRefusal(CHOOSE_ACCOUNT, "choose_account", accounts=accounts)
        if found:
            return linked_to(world, found[0], identity)
    if login_only:
        return AccountRefusal(USER_NOT_FOUND, "user_not_found")
    return create_user(world, app, connection, member)


def identity_of(connection: SimulatedConnection, member: WecomMember) -> Identity:
    """What binds a member to a user."""
    return Identity(
        connection.ext_idp_id,
        connection.connection_id,
        text_of(connection.fields, "corpId"),
        member.userid,
    )


def create_user(
    world: World, app: Application, connection: SimulatedConnection, member: WecomMember
) -> User | AccountRefusal:
    """A new user that is bound to the member, unless the application forbids registration."""
    if not app.registration:
        return AccountRefusal(REGISTRATION_OFF, "registration_off")
    if len(world.state.users) >= ENTITY_LIMIT:
        return AccountRefusal(TOO_MANY, "too_many")
    return signed_in(world, _new_user(world, connection, member, identity_of(connection, member)))


def linked_to(world: World, user: User, identity: Identity) -> User | AccountRefusal:
    """Binds the member to an existing user and signs that one in."""
    return signed_in(world, replace(user, identities=(*user.identities, identity)))


def has_identity_of(user: User, ext_idp_id: str) -> bool:
    """Whether the user holds an identity of that source already: no second one is bound
    (docs/reference/authing.md §2)."""
    return any(i.ext_idp_id == ext_idp_id for i in user.identities)


def signed_in(world: World, user: User) -> User | AccountRefusal:
    """Counts the login. Only an activated user signs in (the code is modelled)."""
    if user.status != ACTIVE:
        return AccountRefusal(ACCOUNT_LOCKED, "account_locked")
    changed = replace(user, logins_count=user.logins_count + 1, updated_at=world.now())
    world.state.users[user.user_id] = changed
    return changed


def is_linked(user: User, identity: Identity) -> bool:
    """Whether that member is bound to the user."""
    return any(
        (i.ext_idp_id, i.corp_id.lower(), i.userid.lower())
        == (identity.ext_idp_id, identity.corp_id.lower(), identity.userid.lower())
        for i in user.identities
    )


def _matched(
    world: World, users: tuple[User, ...], connection: SimulatedConnection, member: WecomMember
) -> tuple[User, ...]:
    email, phone = contacts(world, connection, member)
    fields = connection.association.fields or ("email", "phone")
    is_same = {
        "email": lambda user: bool(email) and user.email.lower() == email.lower(),
        "phone": lambda user: bool(phone) and user.phone == phone,
    }
    return tuple(u for u in users if any(is_same[f](u) for f in fields if f in is_same))


def contacts(world: World, connection: SimulatedConnection, member: WecomMember) -> tuple[str, str]:
    """E-mail and phone that Authing knows of the member, from where the connection says."""
    known = world.state.member(member.userid)
    if connection.contact_source != "address_book" or known is None:
        return member.email, member.phone
    return known.email, known.phone


def _new_user(
    world: World, connection: SimulatedConnection, member: WecomMember, identity: Identity
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
