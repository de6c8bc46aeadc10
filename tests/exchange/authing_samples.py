"""Answers of Authing's management API, as the simulator gives them."""

from typing import Any

from domain.samples import GOOD, SECRET_TEXT
from wecom_console.domain.profile import Association
from wecom_console.simulator.authing.management.views import connection_with_fields, ext_idp_view
from wecom_console.simulator.world.entities import ExtIdp, SimulatedConnection

SOURCE = ExtIdp("a" * 24, "c" * 24, "WeCom", "wechatwork", "")


def connection(number: int = 1, **more: Any) -> SimulatedConnection:
    """A connection as the simulator's Authing has it."""
    values: dict[str, Any] = {
        "connection_id": f"{number:024x}",
        "ext_idp_id": SOURCE.ext_idp_id,
        "pool_id": SOURCE.pool_id,
        "identifier": f"acme-{number}",
        "display_name": "Acme",
        "type": "wechatwork:mobile",
        "logo": "",
        "fields": {
            "corpId": GOOD["corp_id"],
            "agentId": GOOD["agent_id"],
            "schema": GOOD["schema"],
            "secret": SECRET_TEXT,
        },
        "login_only": True,
        "association": Association("challenge", methods=("phone-code",)),
    }
    return SimulatedConnection(**(values | more))


def envelope(data: object) -> dict[str, object]:
    """As every answer of the API comes."""
    return {"statusCode": 200, "message": "操作成功", "data": data}


ROW = connection_with_fields(connection())
TWO = [ROW, connection_with_fields(connection(2))]
OTHER = connection_with_fields(connection(3, type="wechatwork:corp:qrconnect"))
SENT = ("extIdpId", "type", "identifier", "displayName", "fields", "loginOnly")
BODY = {key: ROW[key] for key in SENT}
SOURCE_WITH = ext_idp_view(SOURCE) | {"connections": TWO, "autoJoin": False}
SOURCE_WITHOUT = ext_idp_view(SOURCE) | {"connections": []}
SOURCES = {"totalCount": 1, "list": [ext_idp_view(SOURCE)]}
