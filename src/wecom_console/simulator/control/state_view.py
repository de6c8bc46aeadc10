"""The state as ``GET /_sim/state`` shows it. Secrets are never shown."""

from dataclasses import asdict

from wecom_console.protocol.json_values import text_of
from wecom_console.simulator.world.entities import (
    Agent,
    Application,
    Corp,
    Member,
    SimulatedConnection,
    User,
)
from wecom_console.simulator.world.state import State


def state_view(state: State) -> dict[str, object]:
    """All parts, in the shape in which ``PATCH`` takes them back."""
    return {
        "corps": [_corp(c) for c in state.corps.values()],
        "agents": [_agent(a) for a in state.agents.values()],
        "members": [_member(m) for m in state.members.values()],
        "applications": [_application(a) for a in state.applications.values()],
        "connections": [_connection(c) for c in state.connections.values()],
        "users": [_user(u) for u in state.users.values()],
        "limits": asdict(state.limits),
    }


def _corp(corp: Corp) -> dict[str, object]:
    return {"corp_id": corp.corp_id, "name": corp.name, "trusted_ips": list(corp.trusted_ips)}


def _agent(agent: Agent) -> dict[str, object]:
    android, ios, harmony = agent.android, agent.ios, agent.harmony
    return {
        "corp_id": agent.corp_id,
        "agent_id": agent.agent_id,
        "name": agent.name,
        "enabled": agent.enabled,
        "visible": list(agent.visible),
        "android": android and {"package": android.package, "signature_md5": android.signature_md5},
        "ios": ios and {"bundle_id": ios.bundle_id},
        "harmony": harmony and {"app_id": harmony.app_id, "bundle_name": harmony.bundle_name},
        "schema": agent.schema,
        "contact_fields": agent.contact_fields,
    }


def _member(member: Member) -> dict[str, object]:
    return {
        "userid": member.userid,
        "name": member.name,
        "active": member.active,
        "is_member": member.is_member,
        "email": member.email,
        "phone": member.phone,
    }


def _application(app: Application) -> dict[str, object]:
    return {
        "app_id": app.app_id,
        "pool_id": app.pool_id,
        "name": app.name,
        "id_token_alg": app.id_token_alg,
        "token_auth": app.token_auth,
        "registration": app.registration,
        "login_only": app.login_only,
        "association_mode": app.association_mode,
        "mfa": app.mfa,
        "redirect_uris": list(app.redirect_uris),
        "token_flaw": app.token_flaw,
        "connections": list(app.connections),
    }


def _connection(connection: SimulatedConnection) -> dict[str, object]:
    association = connection.association
    return {
        "connection_id": connection.connection_id,
        "ext_idp_id": connection.ext_idp_id,
        "identifier": connection.identifier,
        "display_name": connection.display_name,
        "corp_id": text_of(connection.fields, "corpId"),
        "agent_id": text_of(connection.fields, "agentId"),
        "schema": text_of(connection.fields, "schema"),
        "login_only": connection.login_only,
        "association": {
            "mode": association.mode,
            "fields": list(association.fields),
            "methods": list(association.methods),
        },
        "contact_source": connection.contact_source,
        "suite_id": connection.suite_id,
        "suite_ticket": connection.suite_ticket,
        "suite_token": connection.suite_token,
        "permanent_code": connection.permanent_code,
        "event_receiver": connection.event_receiver,
    }


def _user(user: User) -> dict[str, object]:
    return {
        "user_id": user.user_id,
        "pool_id": user.pool_id,
        "name": user.name,
        "username": user.username,
        "email": user.email,
        "phone": user.phone,
        "status": user.status,
        "must_reset_password": user.must_reset_password,
        "logins_count": user.logins_count,
        "identities": [
            {"connection_id": i.connection_id, "userid": i.userid} for i in user.identities
        ],
    }
