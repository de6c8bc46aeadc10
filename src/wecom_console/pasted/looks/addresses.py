"""The addresses within a text, each taken apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from wecom_console.pasted.curl import is_curl, parse_curl
from wecom_console.pasted.requests import Request

ADDRESS_LIMIT: Final = 60
"""Addresses that are looked at within one text."""

_URL: Final = re.compile(
    r"https?:(?:\\?/){2}[^\s\"'<>`\u3000-\u303f\uff00-\uff60]{4,8000}", re.IGNORECASE
)
_PATH: Final = re.compile(
    r"(?:\b(?:GET|POST)\b|<--|-->|\b(?:ur[il]|path|request)[=:])[\"' ]{0,3}"
    r"(/[^\s\"'<>?]{0,500}\?[^\s\"'<>]{1,6000})",
    re.IGNORECASE,
)
_SHORTENED: Final = re.compile(
    r"(?:^|[\s\"'=(:\u2026])(?:\.{1,3}|\u2026)?/?(?:cgi-bin/)?(?:user/|auth/|wwopen/sso/|wwlogin/sso/)?"
    r"(?P<call>gettoken|getuserinfo|qrConnect|login)(?P<query>\?[^\s\"'<>]{1,6000})",
    re.MULTILINE,
)
_WHOLE: Final = {
    "gettoken": "https://qyapi.weixin.qq.com/cgi-bin/gettoken",
    "getuserinfo": "https://qyapi.weixin.qq.com/cgi-bin/user/getuserinfo",
    "qrConnect": "https://open.work.weixin.qq.com/wwopen/sso/qrConnect",
    "login": "https://login.work.weixin.qq.com/wwlogin/sso/login",
}
"""What people mean who leave the host out."""

_TRAILING: Final = "\"'<>,.)]};\\"
_ESCAPES: Final = (("\\/", "/"), ("\\u0026", "&"), ("&amp;", "&"), ("\\u003d", "="))
_LOGIN_PAGES: Final = ("/wwlogin/", "/wwopen/sso/", "/connect/oauth2/authorize")
_WECOM_HOSTS: Final = (
    *("qyapi.weixin.qq.com", "login.work.weixin.qq.com", "open.work.weixin.qq.com"),
    *("work.weixin.qq.com", "login.wx.qq.com.work"),
)
_WECHAT_HOSTS: Final = ("api.weixin.qq.com", "api.wechat.com", "sz.api.weixin.qq.com")
_WECHAT_PATHS: Final = ("/connect/qrconnect", "/sns/")


@dataclass(frozen=True, slots=True)
class SentAddress:
    """One address by what it calls. `kind`: ``api`` (WeCom's server), ``service`` (its calls for
    providers), ``page`` (WeCom's login page), ``callback`` (of somebody's own, with a code)."""

    kind: str
    request: Request
    values: Mapping[str, str] = field(repr=False)

    @property
    def name(self) -> str:
        """Host and path, as a source is named."""
        return f"{self.request.host}{self.request.path}"


def addresses_in(text: str) -> Iterator[SentAddress]:
    """Those that belong to a login by WeCom, in their order; a curl command counts as one."""
    seen: set[tuple[str, str]] = set()
    for request in islice(chain(_of_curl(text), _of_text(text)), ADDRESS_LIMIT):
        values = request.values
        key = (request.name, repr(sorted(values.items())))
        kind = _kind(request, values)
        if kind and key not in seen:
            seen.add(key)
            yield SentAddress(kind, request, values)


def _of_curl(text: str) -> Iterator[Request]:
    if is_curl(text):
        found = parse_curl(text)
        if found is not None:
            # What is no URL character would be dropped on its way.
            url = re.sub(r"\s", lambda sign: f"%{ord(sign[0]):02X}", found.url)
            yield Request("", url, found.body)


def _of_text(text: str) -> Iterator[Request]:
    if "://" not in text and ":\\/" not in text and "?" not in text:
        return
    for found in _URL.finditer(text):
        url = found[0]
        for escape, sign in _ESCAPES:
            url = url.replace(escape, sign)
        yield Request("", url.rstrip(_TRAILING))
    for found in _SHORTENED.finditer(text):
        query = found["query"].rstrip(_TRAILING)
        if found["call"] != "login" or "agentid=" in query or "login_type=" in query:
            yield Request("", _WHOLE[found["call"]] + query)
    for found in _PATH.finditer(text):
        yield Request("", found[1].rstrip(_TRAILING))


def _kind(request: Request, values: Mapping[str, str]) -> str:
    host, path = request.host.partition(":")[0], request.path
    if host in _WECHAT_HOSTS or path.startswith(_WECHAT_PATHS):
        return ""
    if path.startswith("/cgi-bin/service/"):
        return "service"
    if path.startswith("/cgi-bin/") and "/webhook/" not in path:
        return "api" if host in _WECOM_HOSTS or request.api else ""
    if any(part in path for part in _LOGIN_PAGES):
        return "page" if host in _WECOM_HOSTS or _is_for_wecom(values) else ""
    return "callback" if "code" in values and "state" in values else ""


def _is_for_wecom(values: Mapping[str, str]) -> bool:
    """WeChat's official accounts have the same page, and AppIDs that begin with wx."""
    return bool({"agentid", "agent_id"} & values.keys()) or values.get(
        "appid", ""
    ).lower().startswith("ww")
