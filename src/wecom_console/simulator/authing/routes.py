"""The paths of Authing that the simulator answers."""

from typing import Final

from wecom_console.simulator.authing.management import connections, ext_idps, tenants
from wecom_console.simulator.authing.management.access_key import get_management_token
from wecom_console.simulator.authing.management.applications import enabled_ext_idps, public_config
from wecom_console.simulator.authing.oidc import authorization, token_status
from wecom_console.simulator.authing.oidc import endpoints as oidc
from wecom_console.simulator.authing.oidc.token_endpoint import token
from wecom_console.simulator.authing.signin import binding, second_factor
from wecom_console.simulator.authing.signin.endpoints import (
    agency_auth_by_code,
    auth_by_code,
    auth_by_code_identity,
    signin_by_mobile,
)
from wecom_console.simulator.authing.signin.profiles import get_profile
from wecom_console.simulator.routing import SimRoute

_GET: Final = ("GET",)
_POST: Final = ("POST",)

_BOTH: Final = ("GET", "POST")

# Published below wechatMobile, modelled below wechat-work (docs/reference/authing.md §8).
_BINDING: Final = tuple(
    SimRoute(f"/api/v2/ecConn/{family}/{step}", _POST, handler)
    for family in ("wechat-work", "wechatMobile")
    for step, handler in (
        ("authByCodeIdentity", auth_by_code_identity),
        ("register", binding.register),
        ("byAccount", binding.by_account),
        ("byPhoneCode", binding.by_phone_code),
        ("byEmailCode", binding.by_email_code),
        ("select", binding.select),
        ("byAccountId", binding.by_account_id),
    )
)

AUTHING_ROUTES: Final = (
    SimRoute("/api/v2/applications/{app_id}/public-config", _GET, public_config),
    SimRoute("/api/v2/ecConn/wechat-work/authByCode", _POST, auth_by_code),
    SimRoute("/api/v2/ecConn/wechat-work-agency/authByCode", _POST, agency_auth_by_code),
    *_BINDING,
    SimRoute("/api/v2/sms/send", _POST, second_factor.send_sms),
    SimRoute("/api/v2/email/send", _POST, second_factor.send_email),
    SimRoute("/api/v3/send-sms", _POST, second_factor.send_sms_v3),
    SimRoute("/api/v3/send-email", _POST, second_factor.send_email_v3),
    SimRoute("/api/v2/applications/mfa/check", _POST, second_factor.check),
    SimRoute("/api/v2/applications/mfa/sms/verify", _POST, second_factor.verify_sms),
    SimRoute("/api/v2/applications/mfa/email/verify", _POST, second_factor.verify_email),
    SimRoute("/api/v2/mfa/totp/verify", _POST, second_factor.verify_totp),
    SimRoute(
        "/api/v2/users/password/reset-by-first-login-token", _POST, second_factor.reset_password
    ),
    SimRoute("/api/v2/oidc/validate_token", _GET, token_status.validate_token),
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
        tenants.change_tenant_association,
    ),
    SimRoute("/api/v3/association-ext-idp", _POST, tenants.change_tenant_association),
    SimRoute("/api/v3/enable-ext-idp-conn", _POST, connections.change_state),
    SimRoute(
        "/api/v3/change-userpool-tenant-ext-idp-conn-state", _POST, tenants.change_pool_tenants
    ),
    SimRoute("/api/v3/list-tenant-ext-idp", _GET, tenants.list_tenant_ext_idp),
    SimRoute("/api/v3/list-ext-idp-conns", _GET, connections.list_connections),
    SimRoute("/api/v3/ext-idp-conn-apps", _GET, connections.connection_apps),
    SimRoute("/oidc/.well-known/openid-configuration", _GET, oidc.discovery),
    SimRoute("/oidc/.well-known/jwks.json", _GET, oidc.jwks),
    SimRoute("/oidc/me", _BOTH, oidc.me),
    SimRoute("/oidc/auth", _BOTH, authorization.authorize),
    SimRoute("/oidc/session/end", _BOTH, authorization.end_session),
    SimRoute("/oidc/token", _POST, token),
    SimRoute("/oidc/token/introspection", _POST, token_status.introspect),
    SimRoute("/oidc/token/revocation", _POST, token_status.revoke),
)
