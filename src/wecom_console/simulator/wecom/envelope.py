"""WeCom's answer envelope (docs/reference/wecom.md §9.1)."""

from collections.abc import Mapping
from typing import Final

from wecom_console.simulator.wire.calls import Answer, Call, json_answer
from wecom_console.simulator.wire.protocol_texts import wecom_errmsg
from wecom_console.simulator.world.world import World

MEDIA_TYPE: Final = "application/json; charset=UTF-8"
HELP_URL: Final = "https://open.work.weixin.qq.com/devtool/query?e="

USER_GET: Final = "/cgi-bin/user/get"

# Error bodies keep the API's empty default fields.
_DEFAULTS: Final[Mapping[str, Mapping[str, object]]] = {
    USER_GET: {"department": [], "order": [], "is_leader_in_dept": [], "direct_leader": []},
    "/cgi-bin/get_api_domain_ip": {"ip_list": []},
    "/cgi-bin/getcallbackip": {"ip_list": []},
}


def wecom_ok(fields: Mapping[str, object]) -> Answer:
    """A success: ``errcode`` 0 and the fields."""
    document = {"errcode": 0, "errmsg": "ok", **fields}
    return json_answer(document, media_type=MEDIA_TYPE, errcode=0)


def wecom_error(
    world: World, call: Call, errcode: int, *, note: str = "", warning: str = ""
) -> Answer:
    """An error with HTTP 200, hint, caller address, help link and the two mirroring headers."""
    errmsg = wecom_errmsg(errcode) + warning
    # Live observation: the plain 40014 of user/get has no suffix at all.
    if not (errcode == 40014 and call.path == USER_GET):
        hint = f"{int(world.now()):010d}{world.random.digits('hint', count=15)}"
        errmsg += f", hint: [{hint}], from ip: {call.client}, more info at {HELP_URL}{errcode}"
    return json_answer(
        {"errcode": errcode, "errmsg": errmsg, **_DEFAULTS.get(call.path, {})},
        media_type=MEDIA_TYPE,
        headers=(("Error-Code", str(errcode)), ("Error-Msg", errmsg)),
        errcode=errcode,
        note=note,
    )
