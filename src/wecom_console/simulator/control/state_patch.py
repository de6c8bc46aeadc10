"""Applies ``PATCH /_sim/state``: each part that is named is replaced, all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from wecom_console.domain.profile import Association
from wecom_console.domain.secrets import Secret
from wecom_console.simulator.control.bodies import Body
from wecom_console.simulator.control.state_bodies import (
    AgentBody,
    ApplicationBody,
    ConnectionBody,
    CorpBody,
    MemberBody,
    StateBody,
    UserBody,
)
from wecom_console.simulator.world.entities import (
    Agent,
    AndroidBlock,
    Application,
    Corp,
    HarmonyBlock,
    Identity,
    IosBlock,
    Member,
    SimulatedConnection,
    User,
)
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.setup import ID_DIGITS, SECRET_LENGTH
from wecom_console.simulator.world.state import State, agent_key
from wecom_console.simulator.world.world import World

_NULLABLE: Final = frozenset({"android", "ios", "harmony", "login_only", "association_mode"})


@dataclass(frozen=True, slots=True)
class PatchProblem:
    """An entry that names something that does not exist."""

    field: str
    error: str


def patch_state(world: World, body: StateBody) -> PatchProblem | None:
    """Replace the named parts; None when it is done, else nothing has changed."""
    state = world.state.copy()
    if body.corps is not None:
        state.corps = {c.corp_id.lower(): _corp(world.state, c) for c in body.corps}
    if body.agents is not None:
        state.agents = {
            agent_key(a.corp_id, a.agent_id): _agent(world.state, a, world.random)
            for a in body.agents
        }
    if body.members is not None:
        state.members = {m.userid.lower(): _member(world.state, m) for m in body.members}
    if body.connections is not None:
        state.connections = {}
        for index, entry in enumerate(body.connections):
            existing = world.state.connections.get(entry.connection_id)
            if existing is None:
                return PatchProblem(f"connections.{index}.connection_id", "no such connection")
            state.connections[existing.connection_id] = _connection(existing, entry)
    if body.applications is not None:
        state.applications = {}
        for index, app in enumerate(body.applications):
            if app.pool_id is not None and app.pool_id not in state.pools:
                return PatchProblem(f"applications.{index}.pool_id", "no such user pool")
            state.applications[app.app_id] = _application(world.state, app, world.random)
    if body.limits is not None:
        state.limits = replace(state.limits, **_given(body.limits))
    if body.users is not None:
        problem = _replace_users(world, state, body.users)
        if problem is not None:
            return problem
    world.state = state
    return None


def _given(body: Body) -> dict[str, Any]:
    """What the entry says, by its field names. The model has checked the values' types."""
    return {
        name: getattr(body, name)
        for name in body.model_fields_set
        if name in _NULLABLE or getattr(body, name) is not None
    }


def _tuples(given: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}


def _corp(state: State, body: CorpBody) -> Corp:
    existing = state.corp(body.corp_id) or Corp(body.corp_id, body.corp_id)
    return replace(existing, **_tuples(_given(body)))


def _agent(state: State, body: AgentBody, randomness: Randomness) -> Agent:
    existing = state.agent(body.corp_id, body.agent_id) or Agent(
        body.corp_id,
        body.agent_id,
        name=body.agent_id,
        secret=_secret(randomness),
        schema=f"wwauth{body.corp_id[2:].lower()}{body.agent_id[-6:]}",
    )
    given = _tuples(_given(body))
    if "issued_schema" in given:
        given["schema"] = given.pop("issued_schema")
    if body.android is not None:
        given["android"] = AndroidBlock(body.android.package, body.android.signature_md5)
    if body.ios is not None:
        given["ios"] = IosBlock(body.ios.bundle_id)
    if body.harmony is not None:
        given["harmony"] = HarmonyBlock(body.harmony.app_id, body.harmony.bundle_name)
    return replace(existing, **_with_secret(given))


def _member(state: State, body: MemberBody) -> Member:
    existing = state.member(body.userid) or Member(body.userid, body.userid)
    return replace(existing, **_given(body))


def _application(state: State, body: ApplicationBody, randomness: Randomness) -> Application:
    existing = state.applications.get(body.app_id) or Application(
        body.app_id, next(iter(state.pools), ""), body.app_id, _secret(randomness)
    )
    return replace(existing, **_with_secret(_tuples(_given(body))))


def _connection(existing: SimulatedConnection, body: ConnectionBody) -> SimulatedConnection:
    given = _given(body)
    keys = {
        "corp_id": "corpId",
        "agent_id": "agentId",
        "stated_schema": "schema",
        "secret": existing.secret_field,
    }
    fields = {keys[name]: given.pop(name) for name in tuple(given) if name in keys}
    if body.association is not None:
        stated = body.association
        given["association"] = Association(stated.mode, tuple(stated.fields), tuple(stated.methods))
    return replace(existing, fields={**existing.fields, **fields}, **given)


def _replace_users(world: World, state: State, bodies: list[UserBody]) -> PatchProblem | None:
    state.users = {}
    for index, body in enumerate(bodies):
        user_id = body.user_id or world.random.hex("id", digits=ID_DIGITS)
        pool_id = body.pool_id or next(iter(state.pools), "")
        if pool_id not in state.pools:
            return PatchProblem(f"users.{index}.pool_id", "no such user pool")
        now = world.now()
        existing = world.state.users.get(user_id) or User(
            user_id, pool_id, created_at=now, updated_at=now
        )
        identities: list[Identity] = []
        for place, stated in enumerate(body.identities or ()):
            connection = state.connections.get(stated.connection_id)
            if connection is None:
                field = f"users.{index}.identities.{place}.connection_id"
                return PatchProblem(field, "no such connection")
            identities.append(
                Identity(
                    connection.ext_idp_id,
                    connection.connection_id,
                    str(connection.fields.get("corpId", "")),
                    stated.userid,
                )
            )
        given = _with_secret(_given(body)) | {"user_id": user_id, "pool_id": pool_id}
        if body.identities is not None:
            given["identities"] = tuple(identities)
        state.users[user_id] = replace(existing, **given)
    return None


def _with_secret(given: dict[str, Any]) -> dict[str, Any]:
    hidden = {k: Secret(given[k]) for k in ("secret", "password") if isinstance(given.get(k), str)}
    return given | hidden


def _secret(randomness: Randomness) -> Secret:
    return Secret(randomness.token("secret", length=SECRET_LENGTH))
