"""Code -> member, and what WeCom tells about a member (docs/reference/wecom.md §9.3 to §9.5)."""

import hashlib
from typing import Final

from wecom_console.protocol.json_values import text_of
from wecom_console.simulator.wecom.access import TOO_OFTEN, authorized, is_within_limit
from wecom_console.simulator.wecom.envelope import wecom_error, wecom_ok
from wecom_console.simulator.wecom.tickets import LIFETIME_S, TICKET_UNKNOWN
from wecom_console.simulator.wire.bodies import json_object
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import Agent, Member
from wecom_console.simulator.world.ledger import PRIVATE_SCOPE, CodeEntry, CodeProblem, Redeemer
from wecom_console.simulator.world.state import agent_key
from wecom_console.simulator.world.world import World

EXPIRES: Final = "expires_in"
WRONG_JSON: Final = ". Warning: wrong json format. "


async def user_getuserinfo(world: World, call: Call) -> Answer:
    """``GET /cgi-bin/user/getuserinfo``: named by the mobile pages; the key is ``UserId``."""
    found = _redeemed(world, call)
    if isinstance(found, Answer):
        return found
    agent, entry = found
    if _is_stranger(world, entry):
        return wecom_ok({"OpenId": _open_id(entry), "DeviceId": ""} | _external(entry))
    return wecom_ok({"UserId": entry.member, "DeviceId": ""} | _ticket(world, agent, entry))


async def auth_getuserinfo(world: World, call: Call) -> Answer:
    """``GET /cgi-bin/auth/getuserinfo``: named by the web pages; the key is ``userid``."""
    found = _redeemed(world, call)
    if isinstance(found, Answer):
        return found
    agent, entry = found
    if _is_stranger(world, entry):
        return wecom_ok({"openid": _open_id(entry)} | _external(entry))
    ticket = _ticket(world, agent, entry)
    return wecom_ok({"userid": entry.member} | {k: v for k, v in ticket.items() if k != EXPIRES})


async def getuserdetail(world: World, call: Call) -> Answer:
    """``POST /cgi-bin/auth/getuserdetail``: takes the ``user_ticket`` of a login whose scope was
    ``snsapi_privateinfo`` (docs/reference/wecom.md §9.4). Which code a ticket of another app
    gets is modelled."""
    agent = authorized(world, call)
    if isinstance(agent, Answer):
        return agent
    body = json_object(call)
    if call.method != "POST" or body is None:
        warning = "" if call.method != "POST" else WRONG_JSON
        return wecom_error(world, call, 40035, warning=warning)
    key = agent_key(agent.corp_id, agent.agent_id)
    ticket = world.tickets.find(text_of(body, "user_ticket"), key, now=world.now())
    if isinstance(ticket, int):
        return wecom_error(world, call, ticket)
    member = world.state.member(ticket.member)
    if member is None:
        return wecom_error(world, call, TICKET_UNKNOWN)
    if not world.state.is_visible(agent, member.userid):
        return wecom_error(world, call, 60011)
    return wecom_ok(
        {
            "userid": member.userid,
            "gender": "0",
            "avatar": "",
            "qr_code": "",
            "mobile": member.phone,
            "email": member.email,
            "biz_mail": "",
            "address": "",
        }
    )


async def user_get(world: World, call: Call) -> Answer:
    """``GET /cgi-bin/user/get``: only members in the app's visible range."""
    agent = authorized(world, call)
    if isinstance(agent, Answer):
        return agent
    userid = call.param("userid")
    if not userid:
        return wecom_error(world, call, 40003)
    member = world.state.member(userid)
    if member is None:
        return wecom_error(world, call, 60111)
    if not world.state.is_visible(agent, member.userid):
        return wecom_error(world, call, 60011)
    return wecom_ok(_profile(agent, member))


def _redeemed(world: World, call: Call) -> tuple[Agent, CodeEntry] | Answer:
    agent = authorized(world, call, is_counted=False)
    if isinstance(agent, Answer):
        return agent
    code = call.param("code")
    if not code:
        return _counted(world, call, agent, 41008)
    entry = world.ledger.redeem(
        code,
        corp_id=agent.corp_id,
        agent_id=agent.agent_id,
        now=world.now(),
        by=Redeemer(f"{call.caller} {call.client}", call.number),
    )
    if isinstance(entry, CodeProblem):
        return _counted(world, call, agent, 40029, note=entry.value)
    return agent, entry


def _counted(world: World, call: Call, agent: Agent, errcode: int, *, note: str = "") -> Answer:
    """A refusal, which counts against the limit; a valid code does not
    (docs/reference/wecom.md §9.3)."""
    if not is_within_limit(world, call, agent):
        errcode, note = TOO_OFTEN, ""
    return wecom_error(world, call, errcode, note=note)


def _is_stranger(world: World, entry: CodeEntry) -> bool:
    member = world.state.member(entry.member)
    return member is not None and not member.is_member


def _open_id(entry: CodeEntry) -> str:
    return _made_up("o", entry)


def _external(entry: CodeEntry) -> dict[str, object]:
    return {"external_userid": _made_up("wm", entry)}


def _made_up(prefix: str, entry: CodeEntry) -> str:
    """The same for a person each time, as ids of people outside the company are."""
    text = f"{prefix}:{entry.corp_id.lower()}:{entry.member.lower()}"
    return prefix + hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:28]


def _ticket(world: World, agent: Agent, entry: CodeEntry) -> dict[str, object]:
    """The ticket of a login with private scope, for a member in the visible range
    (docs/reference/wecom.md §9.3)."""
    if entry.scope != PRIVATE_SCOPE or not world.state.is_visible(agent, entry.member):
        return {}
    text = world.tickets.issue(
        agent_key(agent.corp_id, agent.agent_id),
        entry.member,
        now=world.now(),
        randomness=world.random,
    )
    return {"user_ticket": text, EXPIRES: LIFETIME_S}


def _profile(agent: Agent, member: Member) -> dict[str, object]:
    profile: dict[str, object] = {
        "userid": member.userid,
        "name": member.name,
        "department": [1],
        "order": [0],
        "position": "",
        "is_leader_in_dept": [0],
        "direct_leader": [],
        "telephone": "",
        "alias": "",
        "main_department": 1,
        "extattr": {"attrs": []},
        "status": 1 if member.active else 2,
    }
    if agent.contact_fields:
        profile |= {
            "mobile": member.phone,
            "gender": "0",
            "email": member.email,
            "biz_mail": "",
            "avatar": "",
            "qr_code": "",
            "address": "",
        }
    return profile
