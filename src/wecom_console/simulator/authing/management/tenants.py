"""Tenants of a user pool and their identity sources (docs/reference/authing.md §5.4).

"association" means tenants here, not accounts (docs/reference/authing.md §13, item 4). Tenants are
known by their ids alone.
"""

from dataclasses import replace
from typing import Final

from wecom_console.protocol.json_values import flag_of, text_of
from wecom_console.simulator.authing.envelope import message, v3_error, v3_ok
from wecom_console.simulator.authing.management.access_key import managed_pool
from wecom_console.simulator.authing.management.connections import bad_parameter, named_connection
from wecom_console.simulator.authing.management.ext_idps import filtered, page_of, required
from wecom_console.simulator.authing.management.views import ext_idp_view
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import SimulatedConnection
from wecom_console.simulator.world.world import World

ID_LIMIT: Final = 200


async def change_tenant_association(world: World, call: Call) -> Answer:
    """``POST /api/v3/change-ext-idp-conn-association-state``: a tenant takes or leaves a
    connection. Without ``tenantId`` every tenant of the pool is meant (modelled)."""
    found = named_connection(world, call, "id", "association")
    if isinstance(found, Answer):
        return found
    connection, body, _ = found
    association = flag_of(body, "association")
    if association is None:
        return bad_parameter(world, call, "association")
    tenant = text_of(body, "tenantId")
    world.state.connections[connection.connection_id] = (
        _with_tenant(connection, tenant, is_in=association)
        if tenant
        else replace(connection, for_tenants=association)
    )
    return v3_ok(call, {"success": True})


async def change_pool_tenants(world: World, call: Call) -> Answer:
    """``POST /api/v3/change-userpool-tenant-ext-idp-conn-state`` ``{connIds, enabled}``: all of
    them or none."""
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    body = required(world, call, "connIds", "enabled")
    if isinstance(body, Answer):
        return body
    enabled, ids = flag_of(body, "enabled"), body["connIds"]
    if enabled is None:
        return bad_parameter(world, call, "enabled")
    if not isinstance(ids, list) or len(ids) > ID_LIMIT:
        return bad_parameter(world, call, "connIds")
    own = {c.connection_id: c for c in world.state.connections_of(pool.pool_id)}
    for stated in ids:
        if not isinstance(stated, str) or stated not in own:
            text = message(call, "connection_not_found", identifier=str(stated)[:60])
            return v3_error(world, call, 404, text=text)
    for connection_id in ids:
        changed = replace(own[connection_id], for_tenants=enabled)
        world.state.connections[connection_id] = changed
    return v3_ok(call, {"success": True})


async def list_tenant_ext_idp(world: World, call: Call) -> Answer:
    """``GET /api/v3/list-tenant-ext-idp``: what a tenant has of its own or is associated with."""
    pool = managed_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    tenant = call.param("tenantId")
    found = [
        ext_idp_view(ext_idp)
        for ext_idp in filtered(world, call, pool, by_tenant=False)
        if not tenant
        or ext_idp.tenant_id == tenant
        or any(
            c.ext_idp_id == ext_idp.ext_idp_id and (c.for_tenants or tenant in c.tenants)
            for c in world.state.connections_of(pool.pool_id)
        )
    ]
    return v3_ok(call, {"totalCount": len(found), "list": page_of(call, found)})


def _with_tenant(
    connection: SimulatedConnection, tenant: str, *, is_in: bool
) -> SimulatedConnection:
    kept = tuple(known for known in connection.tenants if known != tenant)[-ID_LIMIT:]
    return replace(connection, tenants=(*kept, tenant) if is_in else kept)
