"""Android's side of the deep links (docs/reference/wecom.md §4.2 to §4.4)."""

import re
from typing import Final
from urllib.parse import unquote

from wecom_console.domain.links.text import encoded, read_query
from wecom_console.domain.links.values import Callback, LinkError, LoginRequest
from wecom_console.domain.verdicts import Platform

INTENT_ACTION: Final = "com.tencent.wework.apihost"
INTENT_COMPONENT: Final = "com.tencent.wework/com.tencent.wework.apihost.WWAPIActivity"
INTENT_FLAGS: Final = "0x18800000"
AUTH_REQUEST: Final = "com.tencent.wework.api.model.WWAuthMessage$Req"
AUTH_RESPONSE: Final = "com.tencent.wework.api.model.WWAuthMessage$Resp"

# The SDK's version name is known for 3.x only, and its integer form for none: both are choices.
_VERSION_NAMES: Final = {"1": "1.0.0.0", "2+": "3.0.0.7"}
_VERSION_NUMBERS: Final = {"1": 1, "2+": 3}

_INTENT = re.compile(r"intent:[^#]*#Intent;(.*);end", re.DOTALL)
_INTEGER = re.compile(r"-?[0-9]{1,9}")


def android_request(request: LoginRequest) -> str:
    """The explicit Intent of docs/reference/wecom.md §4.2 in Android's ``intent:`` form."""
    version = "1" if request.sdk == "1" else "2+"
    extras = (
        ("S._wwobject_identifier_", AUTH_REQUEST),
        ("S._wwauthmsg_state", request.state),
        ("S._wwauthmsg_schema", request.schema),
        ("S._wwapi_basereq_transaction", request.transaction),
        ("S._wwapi_basereq_openid", request.corp_id),
        ("S._wwapi_basereq_agentid", request.agent_id),
        ("S._schema", request.schema),
        ("S._wwapi_basereq_appbundle", request.package),
        ("S._wwapi_basereq_appname", request.app_name),
        ("i._wwobject_sdkVer", str(_VERSION_NUMBERS[version])),
        ("S._wwobject_sdkVername", _VERSION_NAMES[version]),
    )
    parts = [
        f"action={INTENT_ACTION}",
        f"launchFlags={INTENT_FLAGS}",
        f"component={INTENT_COMPONENT}",
        *(f"{key}={encoded(value)}" for key, value in extras),
    ]
    return f"intent:#Intent;{';'.join(parts)};end"


def parse_android_request(text: str) -> LoginRequest | LinkError:
    """The request in an ``intent:`` text."""
    intent = _INTENT.fullmatch(text)
    if intent is None:
        return LinkError("link.intent_form")
    values = {
        key: unquote(value, errors="replace")
        for key, equals, value in (part.partition("=") for part in intent[1].split(";"))
        if equals
    }
    component = values.get("component", "")
    if component != INTENT_COMPONENT:
        return LinkError("link.component", {"component": component[:120]})
    if values.get("S._wwobject_identifier_") != AUTH_REQUEST:
        return LinkError("link.not_a_login")
    return LoginRequest(
        platform=Platform.ANDROID,
        schema=values.get("S._wwauthmsg_schema", ""),
        corp_id=values.get("S._wwapi_basereq_openid", ""),
        agent_id=values.get("S._wwapi_basereq_agentid", ""),
        state=values.get("S._wwauthmsg_state", ""),
        package=values.get("S._wwapi_basereq_appbundle", ""),
        app_name=values.get("S._wwapi_basereq_appname", ""),
        sdk="1" if values.get("S._wwobject_sdkVername", "").startswith("1.") else "2+",
        transaction=values.get("S._wwapi_basereq_transaction", ""),
    )


def android_return(callback: Callback) -> str:
    """The data URI of the broadcast by which WeCom answers (docs/reference/wecom.md §4.4)."""
    version = "1" if callback.sdk == "1" else "2+"
    query = [
        ("wwtr", callback.transaction),
        ("wwver", str(_VERSION_NUMBERS[version])),
        ("errcode", str(callback.err_code)),
        ("code", callback.code),
        ("state", callback.state),
        ("wwoid", AUTH_RESPONSE),
    ]
    if callback.err_text:
        query.append(("error", callback.err_text))
    return f"{callback.schema}://sso?" + "&".join(f"{k}={encoded(v)}" for k, v in query)


def parse_android_return(schema: str, query: str, *, sdk: str) -> Callback | LinkError:
    """The answer as the SDK of that generation reads it (docs/reference/wecom.md §4.4)."""
    # android.net.Uri.getQueryParameter turns `+` into a blank: a code with one arrives damaged.
    values = read_query(query, plus_is_blank=True)
    if not values.keys() & {"errcode", "code", "cancel", "error"}:
        return LinkError("link.no_result")
    code = values.get("code", "")
    stated = values.get("errcode", "")
    if sdk == "1":
        err_code = -1 if stated == "-1" else (0 if code else 1)
    else:
        err_code = int(stated) if _INTEGER.fullmatch(stated) else 2
        if values.get("cancel") == "1":
            err_code = 1
        if code:
            err_code = 0
    return Callback(
        platform=Platform.ANDROID,
        schema=schema,
        err_code=err_code,
        code=code,
        state=values.get("state", ""),
        err_text=values.get("error", ""),
        sdk=sdk,
        transaction=values.get("wwtr", ""),
    )
