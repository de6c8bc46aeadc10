"""Management of identity sources (docs/reference/authing.md §5.4)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wecom_console.protocol.json_values import JsonObject, text_of
from wecom_console.simulator.authing.envelope import message, v3_error, v3_ok
from wecom_console.simulator.authing.management.access_key import managed_pool
from wecom_console.simulator.authing.management.kinds import ENTERPRISE, SOCIAL
from wecom_console.simulator.authing.management.views import connection_view, ext_idp_view
from wecom_console.simulator.wire.bodies import json_object
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import ExtIdp, UserPool
from wecom_console.simulator.world.setup import ID_DIGITS
from wecom_console.simulator.world.world import ENTITY_LIMIT, World

PAGE_LIMIT: Final = 50


async def list_ext_idp(world: World, call: Call) -> Answer:
    """``GET /api/v3/list-ext-idp``."""
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    found = [ext_idp_view(e) for e in filtered(world, call, pool)]
    return v3_ok(call, {"totalCount": len(found), "list": found})


async def get_ext_idp(world: World, call: Call) -> Answer:
    """``GET /api/v3/get-ext-idp``: with its connections, as the array that clients see."""
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    ext_idp = find_ext_idp(world, call, pool, call.param("id"))
    if isinstance(ext_idp, Answer):
        return ext_idp
    tenant, app = call.param("tenantId"), world.state.applications.get(call.param("appId"))
    if tenant and ext_idp.tenant_id not in ("", tenant):
        return v3_error(world, call, 404, text=message(call, "ext_idp_not_found"))
    connections = [
        connection_view(c)
        for c in world.state.connections.values()
        if c.ext_idp_id == ext_idp.ext_idp_id
        if app is None or c.connection_id in app.connections
    ]
    return v3_ok(call, ext_idp_view(ext_idp) | {"connections": connections, "autoJoin": False})


async def create_ext_idp(world: World, call: Call) -> Answer:
    """``POST /api/v3/create-ext-idp``."""
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    body = required(world, call, "name", "type")
    if isinstance(body, Answer):
        return body
    if text_of(body, "type") not in ENTERPRISE | SOCIAL:
        text = message(call, "type_unknown", type=text_of(body, "type")[:60])
        return v3_error(world, call, 400, text=text)
    if len(world.state.ext_idps) >= ENTITY_LIMIT:
        return v3_error(world, call, 429, text=message(call, "too_many"))
    ext_idp = ExtIdp(
        world.random.hex("id", digits=ID_DIGITS),
        pool.pool_id,
        text_of(body, "name"),
        text_of(body, "type"),
        text_of(body, "tenantId"),
    )
    world.state.ext_idps[ext_idp.ext_idp_id] = ext_idp
    return v3_ok(call, ext_idp_view(ext_idp))


async def update_ext_idp(world: World, call: Call) -> Answer:
    """``POST /api/v3/update-ext-idp``: only the name changes."""
    found = _named_in_body(world, call, "id", "name")
    if isinstance(found, Answer):
        return found
    ext_idp, body = found
    changed = replace(ext_idp, name=text_of(body, "name"))
    world.state.ext_idps[changed.ext_idp_id] = changed
    return v3_ok(call, ext_idp_view(changed))


async def delete_ext_idp(world: World, call: Call) -> Answer:
    """``POST /api/v3/delete-ext-idp``: its connections go with it."""
    found = _named_in_body(world, call, "id")
    if isinstance(found, Answer):
        return found
    ext_idp, _ = found
    del world.state.ext_idps[ext_idp.ext_idp_id]
    gone = [c for c in world.state.connections.values() if c.ext_idp_id == ext_idp.ext_idp_id]
    drop_connections(world, *(c.connection_id for c in gone))
    return v3_ok(call, {"success": True})


def filtered(
    world: World, call: Call, pool: UserPool, *, by_tenant: bool = True
) -> Iterator[ExtIdp]:
    """The identity sources that ``tenantId``, ``appId`` and ``type`` of the query leave."""
    tenant, app_id, kind = call.param("tenantId"), call.param("appId"), call.param("type")
    kinds = {"social": SOCIAL, "enterprise": ENTERPRISE}.get(kind, SOCIAL | ENTERPRISE)
    app = world.state.applications.get(app_id)
    used = {
        c.ext_idp_id
        for c in world.state.connections_of(pool.pool_id)
        if app is not None and c.connection_id in app.connections
    }
    for ext_idp in world.state.ext_idps.values():
        is_asked = ext_idp.pool_id == pool.pool_id and ext_idp.type in kinds
        is_tenants = not (by_tenant and tenant) or ext_idp.tenant_id == tenant
        if is_asked and is_tenants and (not app_id or ext_idp.ext_idp_id in used):
            yield ext_idp


def page_of(call: Call, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The rows of ``page`` (from 1) and ``limit`` (10, at most 50)."""
    page, limit = _number(call, "page", 1), min(_number(call, "limit", 10), PAGE_LIMIT)
    return rows[(page - 1) * limit : page * limit]


def _number(call: Call, name: str, default: int) -> int:
    text = call.param(name)
    is_number = text.isascii() and text.isdecimal() and len(text) < 9 and int(text) > 0
    return int(text) if is_number else default


def drop_connections(world: World, *connection_ids: str) -> None:
    """Take connections away, and out of the applications that use them."""
    for connection_id in connection_ids:
        del world.state.connections[connection_id]
    for app in tuple(world.state.applications.values()):
        kept = tuple(c for c in app.connections if c not in connection_ids)
        if kept != app.connections:
            world.state.applications[app.app_id] = replace(app, connections=kept)


def find_ext_idp(world: World, call: Call, pool: UserPool, ext_idp_id: str) -> ExtIdp | Answer:
    """The identity source of that id in that pool, or the 404."""
    ext_idp = world.state.ext_idps.get(ext_idp_id)
    if ext_idp is None or ext_idp.pool_id != pool.pool_id:
        return v3_error(world, call, 404, text=message(call, "ext_idp_not_found"))
    return ext_idp


def required(world: World, call: Call, *names: str) -> JsonObject | Answer:
    """The body, or the 400 for a body that is no object or lacks one of `names`."""
    body = json_object(call)
    if body is None:
        return v3_error(world, call, 400, text=message(call, "bad_body"))
    for name in names:
        if body.get(name) in (None, ""):
            return v3_error(world, call, 400, text=message(call, "missing_parameter", field=name))
    return body


def _named_in_body(world: World, call: Call, *names: str) -> tuple[ExtIdp, JsonObject] | Answer:
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    body = required(world, call, *names)
    if isinstance(body, Answer):
        return body
    ext_idp = find_ext_idp(world, call, pool, text_of(body, "id"))
    return ext_idp if isinstance(ext_idp, Answer) else (ext_idp, body)
