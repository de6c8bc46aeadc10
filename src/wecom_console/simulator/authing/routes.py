"""The paths of Authing that the simulator answers."""

from typing import Final

from wecom_console.simulator.authing import connections, ext_idps, oidc
from wecom_console.simulator.authing.access_key import get_management_token
from wecom_console.simulator.authing.applications import enabled_ext_idps, public_config
from wecom_console.simulator.authing.profiles import get_profile
from wecom_console.simulator.authing.signin import auth_by_code, signin_by_mobile
from wecom_console.simulator.calls import SimRoute

_GET: Final = ("GET",)
_POST: Final = ("POST",)

AUTHING_ROUTES: Final = (
    SimRoute("/api/v2/applications/{app_id}/public-config", _GET, public_config),
    SimRoute("/api/v2/ecConn/wechat-work/authByCode", _POST, auth_by_code),
    SimRoute("/api/v3/signin-by-mobile", _POST, signin_by_mobile),
    SimRoute("/api/v3/get-profile", _GET, get_profile),
    SimRoute("/api/v3/get-application-enabled-extidps", _GET, enabled_ext_idps),
    SimRoute("/api/v3/get-management-token", _POST, get_management_token),
    SimRoute("/api/v3/list-ext-idp", _GET, ext_idps.list_ext_idp),
    SimRoute("/api/v3/get-ext-idp", _GET, ext_idps.get_ext_idp),
    SimRoute("/api/v3/create-ext-idp", _POST, ext_idps.create_ext_idp),
    SimRoute("/api/v3/update-ext-idp", _POST, ext_idps.update_ext_idp),
    SimRoute("/api/v3/delete-ext-idp", _POST, ext_idps.delete_ext_idp),
    SimRoute("/api/v3/create-ext-idp-conn", _POST, connections.create_connection),
    SimRoute("/api/v3/update-ext-idp-conn", _POST, connections.update_connection),
    SimRoute("/api/v3/delete-ext-idp-conn", _POST, connections.delete_connection),
    SimRoute("/api/v3/change-ext-idp-conn-state", _POST, connections.change_state),
    SimRoute(
        "/api/v3/change-ext-idp-conn-association-state",
        _POST,
        connections.change_tenant_association,
    ),
    SimRoute("/api/v3/list-ext-idp-conns", _GET, connections.list_connections),
    SimRoute("/api/v3/ext-idp-conn-apps", _GET, connections.connection_apps),
    SimRoute("/oidc/.well-known/openid-configuration", _GET, oidc.discovery),
    SimRoute("/oidc/.well-known/jwks.json", _GET, oidc.jwks),
    SimRoute("/oidc/me", ("GET", "POST"), oidc.me),
    SimRoute("/oidc/token", _POST, oidc.token),
)
