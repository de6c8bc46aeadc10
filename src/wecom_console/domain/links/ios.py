"""The deep links of iOS: a URL around a binary property list
(docs/reference/wecom.md §5.2 to §5.3)."""

import base64
import binascii
import plistlib
import re
from collections.abc import Mapping
from typing import Final

from wecom_console.domain.links.text import encoded, read_query
from wecom_console.domain.links.values import Callback, LinkError, LoginRequest
from wecom_console.domain.verdicts import Platform

PASTEBOARD_TYPE: Final = "wxworksdk"

_SEQUENCE = re.compile(r"0|[1-9][0-9]{0,17}")


def ios_request(request: LoginRequest) -> str:
    """The URL of docs/reference/wecom.md §5.2 with the payload in ``bizData``."""
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
    pairs = "&".join(f"{k}={encoded(v)}" for k, v in query)
    return f"wxwork://app?{pairs}&bizData={_pack(payload)}"


def parse_ios_request(query: str) -> LoginRequest | LinkError:
    """The request in the query of ``wxwork://app`` (docs/reference/wecom.md §5.2)."""
    values = read_query(query, plus_is_blank=False)
    payload = _payload(values, expected="WWKSSOReq")
    if isinstance(payload, LinkError):
        return payload
    sequence = payload.get("seq")
    is_number = isinstance(sequence, int) and not isinstance(sequence, bool)
    return LoginRequest(
        platform=Platform.IOS,
        schema=values.get("id", ""),
        corp_id=values.get("corpid", ""),
        agent_id=values.get("agentid", ""),
        state=_text(payload, "sso.state"),
        bundle_id=_text(payload, "bid"),
        app_name=_text(payload, "name"),
        transaction=str(sequence) if is_number else "",
    )


def ios_return(callback: Callback) -> str:
    """The URL of docs/reference/wecom.md §5.3 with the payload in ``bizData``."""
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


def parse_ios_return(schema: str, query: str, *, sdk: str) -> Callback | LinkError:
    """The answer as ``handleOpenURL`` reads it (docs/reference/wecom.md §5.3)."""
    payload = _payload(read_query(query, plus_is_blank=False), expected="WWKSSOResp")
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
    # Foundation leaves `+`, `/` and `=` as they are in a query (docs/reference/wecom.md §5.3).
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


def _clean(value: str) -> str:
    """`value` without lone surrogates, which a property list cannot hold."""
    return value.encode("utf-8", errors="replace").decode("utf-8")


def _text(payload: Mapping[str, object], key: str) -> str:
    value = payload.get(key)
    return value if isinstance(value, str) else ""
