"""The paths of WeCom's server API that the simulator answers."""

from typing import Final

from wecom_console.simulator.routing import SimRoute
from wecom_console.simulator.wecom.access import gettoken
from wecom_console.simulator.wecom.agents import address_list, agent_get
from wecom_console.simulator.wecom.envelope import USER_GET
from wecom_console.simulator.wecom.identity import (
    auth_getuserinfo,
    getuserdetail,
    user_get,
    user_getuserinfo,
)
from wecom_console.simulator.wecom.suites import (
    SUITE_AUTH_INFO,
    SUITE_TOKEN,
    get_auth_info,
    get_suite_token,
)

GETTOKEN: Final = "/cgi-bin/gettoken"
USER_INFO: Final = "/cgi-bin/user/getuserinfo"
AUTH_INFO: Final = "/cgi-bin/auth/getuserinfo"
USER_DETAIL: Final = "/cgi-bin/auth/getuserdetail"

_BOTH: Final = ("GET", "POST")  # parameters are read from the query either way

WECOM_ROUTES: Final = (
    SimRoute(GETTOKEN, _BOTH, gettoken),
    SimRoute(USER_INFO, _BOTH, user_getuserinfo),
    SimRoute(AUTH_INFO, _BOTH, auth_getuserinfo),
    SimRoute(USER_DETAIL, _BOTH, getuserdetail),
    SimRoute(SUITE_TOKEN, _BOTH, get_suite_token),
    SimRoute(SUITE_AUTH_INFO, _BOTH, get_auth_info),
    SimRoute(USER_GET, _BOTH, user_get),
    SimRoute("/cgi-bin/agent/get", _BOTH, agent_get),
    SimRoute("/cgi-bin/get_api_domain_ip", _BOTH, address_list),
    SimRoute("/cgi-bin/getcallbackip", _BOTH, address_list),
)
