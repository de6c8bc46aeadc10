"""``POST /custom/login``: a code as JSON or form in, a user and an opaque token out."""

from collections.abc import Mapping
from typing import Final

from wecom_console.protocol.json_values import text_of
from wecom_console.simulator.authing.signin.accounts import AccountRefusal, account_of
from wecom_console.simulator.authing.signin.wecom_calls import (
    NO_USERID,
    NOT_A_MEMBER,
    WecomFailure,
    fetch_member,
)
from wecom_console.simulator.custom.envelope import custom_error, custom_ok
from wecom_console.simulator.routing import SimRoute
from wecom_console.simulator.wire.bodies import form, json_object
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import Application, SimulatedConnection
from wecom_console.simulator.world.world import World

UNAUTHORIZED: Final = 401


async def login(world: World, call: Call) -> Answer:
    """The connection is the one that ``connection``, or ``corp_id`` and ``agent_id``, name; the
    first where the body names none."""
    is_form = "form-urlencoded" in call.header("content-type")
    body = form(call) if is_form else json_object(call)
    if body is None:
        return custom_error(400, "bad_body", "The body is neither a JSON object nor a form")
    code = text_of(body, "code")
    if not code:
        return custom_error(400, "code_missing", "The body holds no code")
    connection = _connection(world, body)
    application = None if connection is None else _application(world, connection)
    if connection is None or application is None:
        return custom_error(404, "unknown_app", "No such connection is switched on here")
    member = await fetch_member(world, call, connection, code, caller="custom")
    if isinstance(member, WecomFailure):
        return _passed_on(member)
    user = account_of(world, application, connection, member)
    if isinstance(user, AccountRefusal):
        return custom_error(403, "no_account", f"{member.userid} has no account here")
    token = world.random.token("custom.token", length=43)
    return custom_ok({"id": user.user_id, "name": user.name, "userid": member.userid}, token)


CUSTOM_ROUTES: Final = (SimRoute("/custom/login", ("POST",), login),)


def _connection(world: World, body: Mapping[str, object]) -> SimulatedConnection | None:
    wanted = text_of(body, "connection")
    ids = (text_of(body, "corp_id").lower(), text_of(body, "agent_id"))
    for connection in world.state.connections.values():
        fields = connection.fields
        own = (text_of(fields, "corpId").lower(), text_of(fields, "agentId"))
        if wanted in ("", connection.identifier) and all(
            asked in ("", known) for asked, known in zip(ids, own, strict=True)
        ):
            return connection
    return None


def _application(world: World, connection: SimulatedConnection) -> Application | None:
    apps = world.state.applications.values()
    return next((app for app in apps if connection.connection_id in app.connections), None)


def _passed_on(failure: WecomFailure) -> Answer:
    if failure.errcode:
        return custom_error(UNAUTHORIZED, failure.errcode, failure.errmsg, note=failure.note)
    if failure.reason in (NO_USERID, NOT_A_MEMBER):
        return custom_error(UNAUTHORIZED, "not_a_member", "WeCom named no member of the company")
    return custom_error(502, "wecom_unreachable", f"WeCom: {failure.reason}")
