"""What an application may know of itself (docs/reference/authing.md §6.1, §6.5)."""

from wecom_console.simulator.authing.envelope import message, v2_error, v2_ok, v3_error, v3_ok
from wecom_console.simulator.authing.management.views import enabled_view, public_connection
from wecom_console.simulator.authing.oidc.tokens import LIFETIME_S
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.world import World

APP_NOT_FOUND = 2011


async def public_config(world: World, call: Call) -> Answer:
    """``GET /api/v2/applications/{app_id}/public-config``: never a secret."""
    app = world.state.applications.get(call.path_values.get("app_id", ""))
    if app is None:
        return v2_error(world, call, APP_NOT_FOUND, text=message(call, "app_not_found"))
    pool = world.state.pools.get(app.pool_id)
    key = await world.keys.signing_key()
    data = {
        "id": app.app_id,
        "userPoolId": app.pool_id,
        "userpoolName": "" if pool is None else pool.name,
        "identifier": app.app_id,
        "requestHostname": call.base_url.partition("://")[2],
        "name": app.name,
        "logo": "",
        "publicKey": key.public_pem(),
        "redirectUris": [],
        "registerDisabled": not app.registration,
        "verifyCodeLength": 6,
        "loginTabs": {"list": ["phone-code", "password"], "default": "phone-code"},
        "registerTabs": {"list": ["phone"], "default": "phone"},
        "socialConnections": [],
        "ecConnections": [public_connection(c) for c in world.state.enabled_connections(app)],
        "oidcConfig": {
            "client_id": app.app_id,
            "grant_types": ["authorization_code"],
            "id_token_signed_response_alg": app.id_token_alg,
            "token_endpoint_auth_method": app.token_auth,
            "id_token_expire": LIFETIME_S,
            "access_token_expire": LIFETIME_S,
        },
    }
    return v2_ok(call, data)


async def enabled_ext_idps(world: World, call: Call) -> Answer:
    """``GET /api/v3/get-application-enabled-extidps`` for the application in the header."""
    app = world.state.applications.get(call.header("x-authing-app-id"))
    if app is None:
        text = message(call, "app_not_found")
        return v3_error(world, call, 499, text=text, api_code=APP_NOT_FOUND)
    return v3_ok(call, [enabled_view(world, app, c) for c in world.state.enabled_connections(app)])
