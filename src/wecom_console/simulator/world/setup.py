"""From profiles to a world: each profile's corp, agent, pool, application and connection, and the
same as a provider in Casdoor."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from wecom_console.domain.profile import CASDOOR_STATE, Profile
from wecom_console.domain.secrets import Secret
from wecom_console.messages.catalogue import load_messages
from wecom_console.resource_files import read_resource
from wecom_console.simulator.world.entities import (
    Agent,
    AndroidBlock,
    Application,
    CasdoorApp,
    Corp,
    ExtIdp,
    HarmonyBlock,
    IosBlock,
    Member,
    SimulatedConnection,
    Suite,
    UserPool,
)
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.state import State, agent_key

SECRET_LENGTH: Final = 43
ID_DIGITS: Final = 24
EXT_IDP_TYPE: Final = "wechatwork"
CASDOOR_ORGANIZATION: Final = "built-in"
CASDOOR_PROVIDER: Final = "provider_wecom"


@dataclass(frozen=True, slots=True)
class ConnectionSetup:
    """A profile with its secrets. A secret that is None is made up by the simulator."""

    profile: Profile
    secret: Secret | None = None
    app_secret: Secret | None = None
    access_key_secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class DemoMember:
    """A member of the built-in company; `visible` = in the visible range of its agent."""

    member: Member
    visible: bool


@cache
def demo_members() -> tuple[DemoMember, ...]:
    """The members that every simulated company has."""
    tables = tomllib.loads(read_resource("simulator", "demo.toml"))["members"]
    return tuple(
        DemoMember(Member(**{k: v for k, v in table.items() if k != "visible"}), table["visible"])
        for table in tables
    )


def build_state(setups: tuple[ConnectionSetup, ...], randomness: Randomness) -> State:
    """The world as it starts. Ids that a profile does not name are made up."""
    state = State(members={m.member.userid.lower(): m.member for m in demo_members()})
    default_pool = randomness.hex("setup.pool", digits=ID_DIGITS)
    for setup in setups:
        _add_wecom(state, setup, randomness)
        _add_authing(state, setup, randomness, default_pool=default_pool)
    return state


def _add_wecom(state: State, setup: ConnectionSetup, randomness: Randomness) -> None:
    profile = setup.profile
    suite_id = profile.agency.suite_id
    if suite_id and suite_id not in state.suites:
        state.suites[suite_id] = Suite(suite_id, _secret(randomness, "setup.suite_secret"))
    if state.corp(profile.corp_id) is None:
        state.corps[profile.corp_id.lower()] = Corp(profile.corp_id, profile.display_name)
    if state.agent(profile.corp_id, profile.agent_id) is not None:
        return
    # Nothing said of any platform: all are taken as set up, and nothing of them is compared.
    is_silent = not (
        profile.android.package or profile.ios.bundle_id or profile.harmony.bundle_name
    )
    android = AndroidBlock(profile.android.package, profile.android.signature_md5)
    harmony = HarmonyBlock(profile.harmony.app_id, profile.harmony.bundle_name)
    state.agents[agent_key(profile.corp_id, profile.agent_id)] = Agent(
        corp_id=profile.corp_id,
        agent_id=profile.agent_id,
        name=profile.display_name,
        secret=setup.secret or _secret(randomness, "setup.secret"),
        schema=profile.schema,
        visible=tuple(m.member.userid for m in demo_members() if m.visible),
        android=android if is_silent or android.package else None,
        ios=IosBlock(profile.ios.bundle_id) if is_silent or profile.ios.bundle_id else None,
        harmony=harmony if is_silent or harmony.bundle_name else None,
    )


def _add_authing(
    state: State, setup: ConnectionSetup, randomness: Randomness, *, default_pool: str
) -> None:
    profile, backend = setup.profile, setup.profile.backend
    pool_id = backend.user_pool_id or default_pool
    if pool_id not in state.pools:
        state.pools[pool_id] = UserPool(
            pool_id,
            profile.display_name,
            backend.access_key_id or pool_id,
            setup.access_key_secret or _secret(randomness, "setup.access_key"),
        )
    ext_idp = next((e for e in state.ext_idps.values() if e.pool_id == pool_id), None)
    if ext_idp is None:
        name = load_messages("zh_CN").text("simulator.ext_idp_name")
        ext_idp = ExtIdp(_id(randomness, "setup.ext_idp"), pool_id, name, EXT_IDP_TYPE)
        state.ext_idps[ext_idp.ext_idp_id] = ext_idp
    agent = state.agents[agent_key(profile.corp_id, profile.agent_id)]
    connection = SimulatedConnection(
        connection_id=_id(randomness, "setup.connection"),
        ext_idp_id=ext_idp.ext_idp_id,
        pool_id=pool_id,
        identifier=profile.identifier,
        display_name=profile.display_name,
        type=profile.type,
        fields={
            "corpId": profile.corp_id,
            "agentId": profile.agent_id,
            backend.secret_field: (setup.secret or agent.secret).reveal(),
            "schema": profile.schema,
        },
        secret_field=backend.secret_field,
        login_only=profile.login_only,
        association=profile.association,
        suite_id=profile.agency.suite_id,
    )
    state.connections[connection.connection_id] = connection
    app_id = backend.app_id or _application_of(state, pool_id)
    app = state.applications.get(app_id) or Application(
        app_id or _id(randomness, "setup.app"),
        pool_id,
        profile.display_name,
        setup.app_secret or _secret(randomness, "setup.app_secret"),
    )
    state.applications[app.app_id] = replace(
        app, connections=(*app.connections, connection.connection_id)
    )
    _add_casdoor(state, profile, connection, client_id=app.app_id)


def _add_casdoor(
    state: State, profile: Profile, connection: SimulatedConnection, *, client_id: str
) -> None:
    """The same connection as a provider of a Casdoor application. Where the profile names none,
    the application is called as the connection."""
    backend = profile.backend
    app = CasdoorApp(
        name=backend.application or profile.identifier,
        provider=backend.provider or CASDOOR_PROVIDER,
        organization=backend.organization or CASDOOR_ORGANIZATION,
        client_id=client_id,
        connection_id=connection.connection_id,
        state=backend.state or CASDOOR_STATE,
    )
    state.casdoor.setdefault((app.name, app.provider), app)


def _application_of(state: State, pool_id: str) -> str:
    return next((a.app_id for a in state.applications.values() if a.pool_id == pool_id), "")


def _id(randomness: Randomness, stream: str) -> str:
    return randomness.hex(stream, digits=ID_DIGITS)


def _secret(randomness: Randomness, stream: str) -> Secret:
    return Secret(randomness.token(stream, length=SECRET_LENGTH))
