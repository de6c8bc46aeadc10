"""The calls of a template of delegated development (docs/reference/errors.md §2).

Modelled: the order of the checks, and that ``get_auth_info`` looks at a ``suite_id`` in its body.
"""

import hmac
from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.protocol.json_values import text_of
from wecom_console.simulator.wecom.envelope import wecom_error, wecom_ok
from wecom_console.simulator.wire.bodies import json_object
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.suites import TOKEN_LIFETIME_S
from wecom_console.simulator.world.world import World

SUITE_TOKEN: Final = "/cgi-bin/service/get_suite_token"  # noqa: S105  a path
SUITE_AUTH_INFO: Final = "/cgi-bin/service/get_auth_info"


async def get_suite_token(world: World, call: Call) -> Answer:
    """``POST /cgi-bin/service/get_suite_token``: by suite_id, suite_secret and suite_ticket."""
    body = json_object(call) or {}
    suite_id, ticket = text_of(body, "suite_id"), text_of(body, "suite_ticket")
    suite = world.state.suites.get(suite_id)
    if not suite_id:
        return wecom_error(world, call, 41021)
    if suite is None:
        return wecom_error(world, call, 40083)
    if not text_of(body, "suite_secret"):
        return wecom_error(world, call, 41024)
    if not _is_same(suite.secret, text_of(body, "suite_secret")):
        return wecom_error(world, call, 40080)
    if not ticket:
        return wecom_error(world, call, 41023)
    if not world.suites.is_ticket(ticket, suite_id, now=world.now()):
        return wecom_error(world, call, 40085)
    token = world.suites.token(suite_id, at=world.now(), randomness=world.random)
    return wecom_ok({"suite_access_token": token, "expires_in": TOKEN_LIFETIME_S})


async def get_auth_info(world: World, call: Call) -> Answer:
    """``POST /cgi-bin/service/get_auth_info``: what a company has authorised, by its
    permanent_code, which is the Secret of the app there."""
    body = json_object(call) or {}
    text = call.param("suite_access_token")
    token = world.suites.find_token(text)
    if not text:
        return wecom_error(world, call, 41022)
    if token is None:
        return wecom_error(world, call, 40082)
    if world.now() >= token.expires_at:
        return wecom_error(world, call, 42009)
    if text_of(body, "suite_id") not in ("", token.suite_id):
        return wecom_error(world, call, 48003)
    code = text_of(body, "permanent_code")
    if not code:
        return wecom_error(world, call, 41025)
    agents = world.state.agents_of(text_of(body, "auth_corpid"))
    agent = next((one for one in agents if _is_same(one.secret, code)), None)
    if agent is None:
        return wecom_error(world, call, 40084)
    return wecom_ok(
        {
            "auth_corp_info": {"corpid": agent.corp_id},
            "auth_info": {"agent": [{"agentid": agent.agent_id, "name": agent.name}]},
        }
    )


def _is_same(secret: Secret, given: str) -> bool:
    return hmac.compare_digest(
        secret.reveal().encode("utf-8", errors="replace"), given.encode("utf-8", errors="replace")
    )
