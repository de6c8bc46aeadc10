"""How Authing shows its entities (docs/reference/authing.md §5.4, §6.1)."""

from wecom_console.simulator.world.entities import Application, ExtIdp, SimulatedConnection
from wecom_console.simulator.world.world import World


def ext_idp_view(ext_idp: ExtIdp) -> dict[str, object]:
    """``ExtIdp``."""
    view: dict[str, object] = {
        "id": ext_idp.ext_idp_id,
        "name": ext_idp.name,
        "logo": "",
        "type": ext_idp.type,
    }
    return view | ({"tenantId": ext_idp.tenant_id} if ext_idp.tenant_id else {})


def connection_view(connection: SimulatedConnection) -> dict[str, object]:
    """``ExtIdpConnDetail``, without ``fields``."""
    return {
        "id": connection.connection_id,
        "type": connection.type,
        "extIdpId": connection.ext_idp_id,
        "logo": connection.logo,
        "identifier": connection.identifier,
        "displayName": connection.display_name,
        "loginOnly": connection.login_only,
        "associationMode": connection.association.mode,
        "associationFields": list(connection.association.fields),
        "challengeBindingMethods": list(connection.association.methods),
    }


def connection_with_fields(connection: SimulatedConnection) -> dict[str, object]:
    """The same with ``fields``, secrets included, as ``list-ext-idp-conns`` gives it."""
    return connection_view(connection) | {"fields": dict(connection.fields)}


def public_connection(connection: SimulatedConnection) -> dict[str, object]:
    """An item of ``ecConnections``: never the secret."""
    public = ("corpId", "agentId", "schema")
    return {
        "id": connection.connection_id,
        "type": connection.type,
        "identifier": connection.identifier,
        "displayName": connection.display_name,
        "logo": connection.logo,
        "fields": {key: connection.fields[key] for key in public if key in connection.fields},
    }


def enabled_view(
    world: World, app: Application, connection: SimulatedConnection
) -> dict[str, object]:
    """An item of ``get-application-enabled-extidps``."""
    ext_idp = world.state.ext_idps.get(connection.ext_idp_id)
    return {
        "isSocial": False,
        "extIdpId": connection.ext_idp_id,
        "extIdpType": "" if ext_idp is None else ext_idp.type,
        "extIdpConnId": connection.connection_id,
        "extIdpConnType": connection.type,
        "extIdpConnIdentifier": connection.identifier,
        "extIdpConnDisplayName": connection.display_name,
        "extIdpConnLogo": connection.logo,
        "enabled": connection.connection_id in app.connections,
    }
