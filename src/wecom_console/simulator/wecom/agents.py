"""``agent/get`` and the two probes that any token may call
(docs/reference/wecom.md §9.6 to §9.7)."""

import re
from typing import Final

from wecom_console.simulator.wecom.access import authorized
from wecom_console.simulator.wecom.envelope import wecom_error, wecom_ok
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.world import World

_NUMBER = re.compile(r"[0-9]{1,10}")
_ADDRESSES: Final = ("203.0.113.10", "203.0.113.11")  # a range that is reserved for examples


async def agent_get(world: World, call: Call) -> Answer:
    """``GET /cgi-bin/agent/get``: only the token's own app; any other number is 301002."""
    agent = authorized(world, call)
    if isinstance(agent, Answer):
        return agent
    agent_id = call.param("agentid")
    if not agent_id:
        return wecom_error(world, call, 41011)
    if not _NUMBER.fullmatch(agent_id):
        return wecom_error(world, call, 40056)
    if agent_id != agent.agent_id:
        return wecom_error(world, call, 301002)
    return wecom_ok(
        {
            "agentid": int(agent.agent_id),
            "name": agent.name,
            "square_logo_url": "",
            "description": "",
            "allow_userinfos": {"user": [{"userid": userid} for userid in agent.visible]},
            "allow_partys": {"partyid": []},
            "allow_tags": {"tagid": []},
            "close": 0 if agent.enabled else 1,
            "redirect_domain": "",
            "report_location_flag": 0,
            "isreportenter": 0,
            "home_url": "",
        }
    )


async def address_list(world: World, call: Call) -> Answer:
    """``GET /cgi-bin/get_api_domain_ip`` and ``/cgi-bin/getcallbackip``."""
    agent = authorized(world, call)
    return agent if isinstance(agent, Answer) else wecom_ok({"ip_list": list(_ADDRESSES)})
