"""Who may call: ``gettoken``, the token of every other call, and the trusted addresses."""

import hmac
from ipaddress import ip_address, ip_network
from typing import Final

from wecom_console.simulator.wecom.envelope import wecom_error, wecom_ok
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import Agent, Corp
from wecom_console.simulator.world.state import agent_key
from wecom_console.simulator.world.world import World

UNTRUSTED_IP: Final = 60020
TOO_OFTEN: Final = 45009
MINUTE_S: Final = 60
DEBUG_LIMIT: Final = 5


async def gettoken(world: World, call: Call) -> Answer:
    """``GET /cgi-bin/gettoken``: the secret's presence first, then the corp, then the pair
    (docs/reference/wecom.md §9.1 and §9.2).

    A disabled app answers 40001 here and 50003 elsewhere (a choice, docs/reference/wecom.md §15,
    item 9).
    """
    secret, corp_id = call.param("corpsecret"), call.param("corpid")
    if not secret:
        return wecom_error(world, call, 41004)
    if not corp_id:
        return wecom_error(world, call, 41002)
    corp = world.state.corp(corp_id)
    if corp is None:
        return wecom_error(world, call, 40013)
    if world.bans.is_banned(call.client, now=world.now()):
        return wecom_error(world, call, TOO_OFTEN, note="ip.banned")
    agent = _agent_of_secret(world, corp, secret)
    if agent is None:
        allowed = world.state.limits.secret_errors
        world.bans.count(call.client, limit=allowed, now=world.now())
        return wecom_error(world, call, 40001)
    if not agent.enabled:
        return wecom_error(world, call, 40001, note="agent.disabled")
    if not is_trusted(corp, call.client):
        return wecom_error(world, call, UNTRUSTED_IP)
    now = world.now()
    token = world.access_tokens.current(
        agent_key(agent.corp_id, agent.agent_id), agent.secret, now=now, randomness=world.random
    )
    return wecom_ok({"access_token": token.text, "expires_in": int(token.expires_at - now)})


def authorized(world: World, call: Call, *, is_counted: bool = True) -> Agent | Answer:
    """The app whose token the query carries, or the error. Nothing but the query counts
    (docs/reference/wecom.md §9.1). With `is_counted` the call counts against the limit of a minute
    (docs/reference/wecom.md §10)."""
    text = call.param("access_token")
    if not text:
        return wecom_error(world, call, 41001)
    token = world.access_tokens.find(text)
    agent = None if token is None else world.state.agents.get(token.agent)
    if token is None or agent is None or token.secret != agent.secret:
        return wecom_error(world, call, 40014)
    if token.is_expired(world.now()):
        return wecom_error(world, call, 42001)
    if not agent.enabled:
        return wecom_error(world, call, 50003)
    corp = world.state.corp(agent.corp_id)
    if corp is not None and not is_trusted(corp, call.client):
        return wecom_error(world, call, UNTRUSTED_IP)
    if is_counted and not is_within_limit(world, call, agent):
        return wecom_error(world, call, TOO_OFTEN)
    return agent


def is_within_limit(world: World, call: Call, agent: Agent) -> bool:
    """Counts a call: by company and path, and with ``debug=1`` at most five a minute
    (docs/reference/wecom.md §9.1)."""
    now, limit = world.now(), world.state.limits.wecom_per_minute
    is_debug = call.param("debug") == "1"
    return world.rates.take(
        "wecom", agent.corp_id, call.path, limit=limit, window_s=MINUTE_S, now=now
    ) and (
        not is_debug
        or world.rates.take(
            "debug", agent.corp_id, call.path, limit=DEBUG_LIMIT, window_s=MINUTE_S, now=now
        )
    )


def is_trusted(corp: Corp, address: str) -> bool:
    """Whether `address` is among the trusted IPs, each an address or a network. Without any, every
    address is (modelled: apps created before 2022-06-20 need none, docs/reference/wecom.md §10)."""
    if not corp.trusted_ips:
        return True
    try:
        caller = ip_address(address)
    except ValueError:
        return False
    return any(_is_within(caller, entry) for entry in corp.trusted_ips)


def _is_within(caller: object, entry: str) -> bool:
    try:
        return caller in ip_network(entry, strict=False)
    except ValueError:
        return False


def _agent_of_secret(world: World, corp: Corp, secret: str) -> Agent | None:
    given = secret.encode("utf-8", errors="replace")
    return next(
        (
            agent
            for agent in world.state.agents_of(corp.corp_id)
            if hmac.compare_digest(agent.secret.reveal().encode("utf-8", errors="replace"), given)
        ),
        None,
    )
