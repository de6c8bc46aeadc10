"""Management of an identity source's connections (docs/reference/authing.md §5.4 to §5.7).

``associationMode``, ``challengeBindingMethods`` and ``associationFields`` on update are the
simulator's own extension: whether today's Authing takes them is not known
(docs/reference/authing.md §5.5).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from wecom_console.domain.profile import Association
from wecom_console.protocol.json_values import JsonObject, flag_of, text_of, texts_of
from wecom_console.simulator.authing.envelope import message, v3_error, v3_ok
from wecom_console.simulator.authing.management.access_key import managed_pool
from wecom_console.simulator.authing.management.ext_idps import (
    drop_connections,
    find_ext_idp,
    required,
)
from wecom_console.simulator.authing.management.kinds import CONNECTION_TYPES
from wecom_console.simulator.authing.management.views import connection_view, connection_with_fields
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import (
    Application,
    ExtIdp,
    SimulatedConnection,
    UserPool,
)
from wecom_console.simulator.world.setup import ID_DIGITS
from wecom_console.simulator.world.world import ENTITY_LIMIT, World

MODES: Final = ("none", "field", "challenge")

_IDENTIFIER = re.compile(r"[a-z0-9-]{1,31}")


async def create_connection(world: World, call: Call) -> Answer:
    """``POST /api/v3/create-ext-idp-conn``: the identifier is checked and unique in the pool."""
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    body = required(world, call, "extIdpId", "type", "identifier", "displayName", "fields")
    if isinstance(body, Answer):
        return body
    ext_idp = find_ext_idp(world, call, pool, text_of(body, "extIdpId"))
    if isinstance(ext_idp, Answer):
        return ext_idp
    fields, identifier = body["fields"], text_of(body, "identifier")
    problem = _problem(world, call, pool, ext_idp, body)
    if problem is not None:
        return problem
    if not isinstance(fields, Mapping):
        return bad_parameter(world, call, "fields")
    connection = SimulatedConnection(
        connection_id=world.random.hex("id", digits=ID_DIGITS),
        ext_idp_id=ext_idp.ext_idp_id,
        pool_id=pool.pool_id,
        identifier=identifier,
        display_name=text_of(body, "displayName"),
        type=text_of(body, "type"),
        logo=text_of(body, "logo"),
        fields=dict(fields),
        login_only=flag_of(body, "loginOnly") or False,
    )
    world.state.connections[connection.connection_id] = connection
    return v3_ok(call, connection_view(connection))


async def update_connection(world: World, call: Call) -> Answer:
    """``POST /api/v3/update-ext-idp-conn``: ``fields`` are merged; identifier and type stay."""
    found = named_connection(world, call, "id", "displayName", "fields")
    if isinstance(found, Answer):
        return found
    connection, body, _ = found
    fields = body["fields"]
    if not isinstance(fields, Mapping):
        return bad_parameter(world, call, "fields")
    association = _association(connection.association, body)
    if association is None:
        return bad_parameter(world, call, "associationMode")
    login_only = flag_of(body, "loginOnly")
    changed = replace(
        connection,
        display_name=text_of(body, "displayName"),
        fields={**connection.fields, **fields},
        login_only=connection.login_only if login_only is None else login_only,
        logo=text_of(body, "logo") or connection.logo,
        association=association,
    )
    world.state.connections[changed.connection_id] = changed
    return v3_ok(call, connection_view(changed))


async def delete_connection(world: World, call: Call) -> Answer:
    """``POST /api/v3/delete-ext-idp-conn``."""
    found = named_connection(world, call, "id")
    if isinstance(found, Answer):
        return found
    connection, _, _ = found
    drop_connections(world, connection.connection_id)
    return v3_ok(call, {"success": True})


async def change_state(world: World, call: Call) -> Answer:
    """``POST /api/v3/change-ext-idp-conn-state``: the switch of one application, or several."""
    found = named_connection(world, call, "id", "enabled")
    if isinstance(found, Answer):
        return found
    connection, body, pool = found
    enabled = flag_of(body, "enabled")
    if enabled is None:
        return bad_parameter(world, call, "enabled")
    more = body.get("appIds")
    wanted = [text_of(body, "appId"), *(more if isinstance(more, list) else ())]
    apps: list[Application] = []
    for app_id in dict.fromkeys(a for a in wanted if isinstance(a, str) and a):
        app = world.state.applications.get(app_id)
        if app is None or app.pool_id != pool.pool_id:
            return v3_error(world, call, 404, text=message(call, "app_not_found"), api_code=2011)
        apps.append(app)
    if not apps:
        return v3_error(world, call, 400, text=message(call, "missing_parameter", field="appId"))
    for app in apps:
        others = tuple(c for c in app.connections if c != connection.connection_id)
        kept = (*others, connection.connection_id) if enabled else others
        world.state.applications[app.app_id] = replace(app, connections=kept)
    return v3_ok(call, {"success": True})


async def list_connections(world: World, call: Call) -> Answer:
    """``GET /api/v3/list-ext-idp-conns``: a bare array, with the secrets
    (docs/reference/authing.md §5.4)."""
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    ext_idp = find_ext_idp(world, call, pool, call.param("id"))
    if isinstance(ext_idp, Answer):
        return ext_idp
    return v3_ok(
        call,
        [
            connection_with_fields(c)
            for c in world.state.connections.values()
            if c.ext_idp_id == ext_idp.ext_idp_id
        ],
    )


async def connection_apps(world: World, call: Call) -> Answer:
    """``GET /api/v3/ext-idp-conn-apps``: the applications of the pool and their switches. ``id`` is
    a connection's, or an identity source's: then any of its connections counts (modelled)."""
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    stated, wanted = call.param("id"), call.param("appId")
    own = world.state.connections_of(pool.pool_id)
    ids = {c.connection_id for c in own if stated in (c.connection_id, c.ext_idp_id)}
    if not ids:
        source = find_ext_idp(world, call, pool, stated)
        if isinstance(source, Answer):
            return source
    found = [
        {
            "id": app.app_id,
            "name": app.name,
            "enabled": not ids.isdisjoint(app.connections),
        }
        for app in world.state.applications.values()
        if app.pool_id == pool.pool_id and wanted in ("", app.app_id)
    ]
    return v3_ok(call, {"totalCount": len(found), "list": found})


def _problem(
    world: World, call: Call, pool: UserPool, ext_idp: ExtIdp, body: JsonObject
) -> Answer | None:
    identifier, kind = text_of(body, "identifier"), text_of(body, "type")
    if kind not in CONNECTION_TYPES or kind.partition(":")[0] != ext_idp.type:
        return v3_error(world, call, 400, text=message(call, "type_unknown", type=kind[:60]))
    if not _IDENTIFIER.fullmatch(identifier):
        text = message(call, "identifier_form", identifier=identifier[:60])
        return v3_error(world, call, 400, text=text)
    if any(c.identifier == identifier for c in world.state.connections_of(pool.pool_id)):
        text = message(call, "identifier_taken", identifier=identifier)
        return v3_error(world, call, 409, text=text)
    if len(world.state.connections) >= ENTITY_LIMIT:
        return v3_error(world, call, 429, text=message(call, "too_many"))
    return None


def _association(current: Association, body: JsonObject) -> Association | None:
    mode = text_of(body, "associationMode") or current.mode
    if mode not in MODES:
        return None
    methods = texts_of(body, "challengeBindingMethods")
    fields = texts_of(body, "associationFields")
    return Association(
        mode,
        current.fields if fields is None else fields,
        current.methods if methods is None else methods,
    )


def _find(
    world: World, call: Call, pool: UserPool, connection_id: str
) -> SimulatedConnection | Answer:
    connection = world.state.connections.get(connection_id)
    if connection is None or connection.pool_id != pool.pool_id:
        text = message(call, "connection_not_found", identifier=connection_id[:60])
        return v3_error(world, call, 404, text=text)
    return connection


def named_connection(
    world: World, call: Call, *names: str
) -> tuple[SimulatedConnection, JsonObject, UserPool] | Answer:
    """The connection that a body's ``id`` names, the body and the pool; or the error."""
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    body = required(world, call, *names)
    if isinstance(body, Answer):
        return body
    connection = _find(world, call, pool, text_of(body, "id"))
    return connection if isinstance(connection, Answer) else (connection, body, pool)


def bad_parameter(world: World, call: Call, field: str) -> Answer:
    """The 400 that names a parameter."""
    return v3_error(world, call, 400, text=message(call, "bad_parameter", field=field))
