"""Code -> member, and what WeCom tells about a member (reference wecom.md §9.3-9.5)."""

from wecom_console.simulator.calls import Answer, Call
from wecom_console.simulator.entities import Agent, Member
from wecom_console.simulator.ledger import CodeEntry, CodeProblem, Redeemer
from wecom_console.simulator.wecom.access import authorized
from wecom_console.simulator.wecom.envelope import wecom_error, wecom_ok
from wecom_console.simulator.world import World


async def user_getuserinfo(world: World, call: Call) -> Answer:
    """``GET /cgi-bin/user/getuserinfo``: named by the mobile pages; the key is ``UserId``."""
    entry = _redeemed(world, call)
    if isinstance(entry, Answer):
        return entry
    return wecom_ok({"UserId": entry.member, "DeviceId": ""})


async def auth_getuserinfo(world: World, call: Call) -> Answer:
    """``GET /cgi-bin/auth/getuserinfo``: named by the web pages; the key is ``userid``."""
    entry = _redeemed(world, call)
    if isinstance(entry, Answer):
        return entry
    return wecom_ok({"userid": entry.member})


async def getuserdetail(world: World, call: Call) -> Answer:
    """``POST /cgi-bin/auth/getuserdetail``: the SDK's login gets no ``user_ticket`` (§9.4), so no
    ticket is ever valid here. The error code is modelled."""
    agent = authorized(world, call)
    return agent if isinstance(agent, Answer) else wecom_error(world, call, 40035)


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


def _redeemed(world: World, call: Call) -> CodeEntry | Answer:
    agent = authorized(world, call)
    if isinstance(agent, Answer):
        return agent
    code = call.param("code")
    if not code:
        return wecom_error(world, call, 41008)
    entry = world.ledger.redeem(
        code,
        corp_id=agent.corp_id,
        agent_id=agent.agent_id,
        now=world.now(),
        by=Redeemer(f"{call.caller} {call.client}", call.number),
    )
    if isinstance(entry, CodeProblem):
        return wecom_error(world, call, 40029, note=entry.value)
    return entry


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
