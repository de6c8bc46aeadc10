"""The deep links of the login: app -> WeCom (request) and WeCom -> app (return), both ways.

Sources: reference wecom.md §4.2-4.4 (Android) and §5.2-5.3 (iOS). Parsing is total: any text
gives a value or a `LinkError`, never an exception. No code and no state is ever put in an error.
"""

import base64
import binascii
import plistlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, assert_never
from urllib.parse import quote, unquote, unquote_plus

from wecom_console.domain.verdicts import Platform

Outcome = Literal["ok", "cancelled", "failed"]

LINK_LIMIT: Final = 64 * 1024
"""Longest link that is looked at, in characters."""

INTENT_ACTION: Final = "com.tencent.wework.apihost"
INTENT_COMPONENT: Final = "com.tencent.wework/com.tencent.wework.apihost.WWAPIActivity"
INTENT_FLAGS: Final = "0x18800000"
AUTH_REQUEST: Final = "com.tencent.wework.api.model.WWAuthMessage$Req"
AUTH_RESPONSE: Final = "com.tencent.wework.api.model.WWAuthMessage$Resp"
PASTEBOARD_TYPE: Final = "wxworksdk"
WECOM_SCHEMES: Final = (
    "wxworklocal",
    "wxwork",
    "wxworksaas",
    "wxworkentuniform",
    "wxworkentcustomized",
    "wxworkgovuniform",
    "wxworkgovcustomized",
)

# The SDK's version name is known for 3.x only, and its integer form for none: both are choices.
_VERSION_NAMES: Final = {"1": "1.0.0.0", "2+": "3.0.0.7"}
_VERSION_NUMBERS: Final = {"1": 1, "2+": 3}

_SAFE: Final = "!'()*"  # what android.net.Uri.encode leaves alone, beyond urllib's own
_CODES: Final[Mapping[Outcome, int]] = {"ok": 0, "cancelled": 1, "failed": 2}
_CODES_ANDROID_1: Final[Mapping[Outcome, int]] = {"ok": 0, "cancelled": -1, "failed": 1}

_LINK = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*)://([^/?#]*)[^?#]*(?:\?([^#]*))?(?:#.*)?", re.DOTALL)
_INTENT = re.compile(r"intent:[^#]*#Intent;(.*);end", re.DOTALL)
_INTEGER = re.compile(r"-?[0-9]{1,9}")
_SEQUENCE = re.compile(r"0|[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class LoginRequest:
    """What the app asks WeCom for. `sdk` is Android's SDK generation: ``1`` or ``2+``.

    `signature_md5` never travels in a link (WeCom computes it from the installed package, §4.3),
    so a parsed request has none. `transaction` is Android's ``_wwapi_basereq_transaction`` and,
    where it is a number, the ``seq`` of iOS. `bundle_id` is the bundle name on HarmonyOS.
    """

    platform: Platform
    schema: str
    corp_id: str
    agent_id: str
    state: str
    package: str = ""
    signature_md5: str = ""
    bundle_id: str = ""
    app_name: str = ""
    sdk: str = "2+"
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class Callback:
    """What WeCom gives back through the schema. `schema` keeps the case in which it arrived.

    `transaction` travels on Android only; `err_text` is ``errStr`` on iOS, ``error`` on Android.
    """

    platform: Platform
    schema: str
    err_code: int
    code: str
    state: str
    err_text: str = ""
    sdk: str = "2+"
    transaction: str = ""

    @property
    def outcome(self) -> Outcome | Literal["other"]:
        """What `err_code` means on this platform with this SDK generation (§4.1, §5.1)."""
        for outcome, number in _numbering(self.platform, self.sdk).items():
            if number == self.err_code:
                return outcome
        return "other"


@dataclass(frozen=True, slots=True)
class LinkError:
    """Why a text is not a link of this login: a message code (``link.…``) and its parameters."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def result_code(platform: Platform, sdk: str, outcome: Outcome) -> int:
    """The errCode by which `platform` and its SDK generation report `outcome` (§4.1, §5.1, §6)."""
    return _numbering(platform, sdk)[outcome]


def confirm_query(request: LoginRequest) -> tuple[tuple[str, str], ...]:
    """The parameters of WeCom's confirm page (§4.3); iOS and HarmonyOS with ``bundleid``.

    The page of our simulator also understands those of `virtual_phone_query`.
    """
    app: tuple[tuple[str, str], ...] = (("bundleid", request.bundle_id),)
    if request.platform is Platform.ANDROID:
        app = (("signature", request.signature_md5), ("packagename", request.package))
    return (
        ("login_type", "appsdk"),
        ("appid", request.corp_id),
        *app,
        ("agentid", request.agent_id),
        ("state", request.state),
    )


def virtual_phone_query(request: LoginRequest) -> tuple[tuple[str, str], ...]:
    """`confirm_query`, and what a real phone knows from the request itself: use this for links to
    the simulator's page, so that a wrong schema or an SDK 1.x is seen there as well."""
    return (
        *confirm_query(request),
        ("platform", request.platform.value),
        ("sch", request.schema),
        ("sdk", request.sdk),
        ("wwtr", request.transaction),
    )


def build_request_link(request: LoginRequest) -> str | LinkError:
    """The link that opens WeCom.

    Android has no URL (an explicit Intent): this is its text in Android's own ``intent:`` form,
    with what fits there (the scope list and the PendingIntent do not). HarmonyOS has no known
    wire format (§6): ``link.harmony_unknown``.
    """
    match request.platform:
        case Platform.ANDROID:
            return _android_request(request)
        case Platform.IOS:
            return _ios_request(request)
        case Platform.HARMONY:
            return LinkError("link.harmony_unknown")
        case _:
            assert_never(request.platform)


def build_return_link(callback: Callback) -> str | LinkError:
    """The link by which WeCom returns to the app. HarmonyOS: ``link.harmony_unknown``."""
    match callback.platform:
        case Platform.ANDROID:
            return _android_return(callback)
        case Platform.IOS:
            return _ios_return(callback)
        case Platform.HARMONY:
            return LinkError("link.harmony_unknown")
        case _:
            assert_never(callback.platform)


def parse_request_link(text: str) -> LoginRequest | LinkError:
    """The request that `text` spells: ``intent:…`` (Android) or ``wxwork…://app?…`` (iOS)."""
    if len(text) > LINK_LIMIT:
        return LinkError("link.too_long", {"length": len(text), "limit": LINK_LIMIT})
    text = text.strip()
    if text.startswith("intent:"):
        return _parse_android_request(text)
    link = _LINK.fullmatch(text)
    if link is None:
        return LinkError("link.not_a_link")
    scheme, host, query = link[1], link[2], link[3] or ""
    if scheme.lower() not in WECOM_SCHEMES:
        return LinkError("link.request_scheme", {"scheme": scheme[:40]})
    if host != "app":
        return LinkError("link.request_host", {"host": host[:60]})
    values = _query(query, plus_is_blank=False)
    payload = _payload(values, expected="WWKSSOReq")
    if isinstance(payload, LinkError):
        return payload
    sequence = payload.get("seq")
    return LoginRequest(
        platform=Platform.IOS,
        schema=values.get("id", ""),
        corp_id=values.get("corpid", ""),
        agent_id=values.get("agentid", ""),
        state=_text(payload, "sso.state"),
        bundle_id=_text(payload, "bid"),
        app_name=_text(payload, "name"),
        transaction=str(sequence) if isinstance(sequence, int) else "",
    )


def parse_return_link(text: str, *, sdk: str = "2+") -> Callback | LinkError:
    """The callback that `text` spells, read as the SDK of that generation reads it (§4.4, §5.3).

    The host tells the platform: ``sso`` is Android's, ``wxworksdk`` that of iOS. The schema is not
    compared with anything: the caller knows which one it expects, and the case matters.
    """
    if len(text) > LINK_LIMIT:
        return LinkError("link.too_long", {"length": len(text), "limit": LINK_LIMIT})
    link = _LINK.fullmatch(text.strip())
    if link is None:
        return LinkError("link.not_a_link")
    schema, host, query = link[1], link[2], link[3] or ""
    if not schema.lower().startswith("wwauth"):
        return LinkError("link.return_scheme", {"scheme": schema[:40]})
    match host:
        case "sso":
            return _parse_android_return(schema, query, sdk=sdk)
        case "wxworksdk":
            return _parse_ios_return(schema, query, sdk=sdk)
        case _:
            return LinkError("link.return_host", {"host": host[:60]})


# --- Android -----------------------------------------------------------------------------------


def _android_request(request: LoginRequest) -> str:
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
        *(f"{key}={_encode(value)}" for key, value in extras),
    ]
    return f"intent:#Intent;{';'.join(parts)};end"


def _parse_android_request(text: str) -> LoginRequest | LinkError:
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


def _android_return(callback: Callback) -> str:
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
    return f"{callback.schema}://sso?" + "&".join(f"{k}={_encode(v)}" for k, v in query)


def _parse_android_return(schema: str, query: str, *, sdk: str) -> Callback | LinkError:
    # android.net.Uri.getQueryParameter turns `+` into a blank: a code with one arrives damaged.
    values = _query(query, plus_is_blank=True)
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


# --- iOS ---------------------------------------------------------------------------------------


def _ios_request(request: LoginRequest) -> str:
    payload: dict[str, object] = {
        "cls": "WWKSSOReq",
        "bid": _clean(request.bundle_id),
        "name": _clean(request.app_name),
        "appVersion": "",
        "sso.state": _clean(request.state),
        "sso.scope": "snsapi_base",
        "sso.version": "",
    }
    if _SEQUENCE.fullmatch(request.transaction):
        payload["seq"] = int(request.transaction)
    query = [("id", request.schema)]
    query += [("corpid", request.corp_id)] if request.corp_id else []
    query += [("agentid", request.agent_id)] if request.agent_id else []
    query += [("v", "3.0.0.0"), ("a", "0.17"), ("pbtype", PASTEBOARD_TYPE), ("surl", "1")]
    pairs = "&".join(f"{k}={_encode(v)}" for k, v in query)
    return f"wxwork://app?{pairs}&bizData={_pack(payload)}"


def _ios_return(callback: Callback) -> str:
    payload: dict[str, object] = {
        "cls": "WWKSSOResp",
        "errCode": callback.err_code,
        "errStr": _clean(callback.err_text),
        "sso.code": _clean(callback.code),
        "sso.state": _clean(callback.state),
        "bid": "com.tencent.ww",
    }
    head = f"{callback.schema}://wxworksdk?pbtype={PASTEBOARD_TYPE}&appenv=1&surl=1"
    return f"{head}&bizData={_pack(payload)}"


def _parse_ios_return(schema: str, query: str, *, sdk: str) -> Callback | LinkError:
    payload = _payload(_query(query, plus_is_blank=False), expected="WWKSSOResp")
    if isinstance(payload, LinkError):
        return payload
    err_code = payload.get("errCode")
    if not isinstance(err_code, int) or isinstance(err_code, bool):
        return LinkError("link.no_result")
    return Callback(
        platform=Platform.IOS,
        schema=schema,
        err_code=err_code,
        code=_text(payload, "sso.code"),
        state=_text(payload, "sso.state"),
        err_text=_text(payload, "errStr"),
        sdk=sdk,
    )


def _pack(payload: Mapping[str, object]) -> str:
    # Foundation leaves `+`, `/` and `=` as they are in a query (§5.3).
    return base64.b64encode(plistlib.dumps(payload, fmt=plistlib.FMT_BINARY)).decode("ascii")


def _payload(values: Mapping[str, str], *, expected: str) -> Mapping[str, object] | LinkError:
    if not values.get("pbtype"):
        return LinkError("link.pbtype_missing")
    data = values.get("bizData", "")
    if not data:
        return LinkError("link.pasteboard", {"pbtype": values["pbtype"][:40]})
    if " " in data:
        return LinkError("link.bizdata_plus")
    try:
        raw = base64.b64decode(data + "=" * (-len(data) % 4), validate=True)
    except (binascii.Error, ValueError):
        return LinkError("link.bizdata_base64")
    if not raw.startswith(b"bplist00"):
        return LinkError("link.bizdata_plist")
    payload = _read_plist(raw)
    if payload is None:
        return LinkError("link.bizdata_plist")
    if payload.get("cls") != expected:
        return LinkError("link.bizdata_class", {"found": _text(payload, "cls")[:60]})
    return payload


def _read_plist(raw: bytes) -> Mapping[str, object] | None:
    try:
        found = plistlib.loads(raw, fmt=plistlib.FMT_BINARY)
    except (plistlib.InvalidFileException, ValueError, OverflowError, RecursionError, TypeError):
        return None
    return found if isinstance(found, dict) else None


# --- both --------------------------------------------------------------------------------------


def _numbering(platform: Platform, sdk: str) -> Mapping[Outcome, int]:
    return _CODES_ANDROID_1 if platform is Platform.ANDROID and sdk == "1" else _CODES


def _query(query: str, *, plus_is_blank: bool) -> dict[str, str]:
    decode = unquote_plus if plus_is_blank else unquote
    values: dict[str, str] = {}
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        values.setdefault(unquote(key, errors="replace"), decode(value, errors="replace"))
    return values


def _encode(value: str) -> str:
    return quote(value, safe=_SAFE, errors="replace")


def _clean(value: str) -> str:
    """`value` without lone surrogates, which a property list cannot hold."""
    return value.encode("utf-8", errors="replace").decode("utf-8")


def _text(payload: Mapping[str, object], key: str) -> str:
    value = payload.get(key)
    return value if isinstance(value, str) else ""
