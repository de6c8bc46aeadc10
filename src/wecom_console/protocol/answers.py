"""Reads what servers answer: strangers' bytes, so every door here is total."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed
from wecom_console.protocol.json_values import JsonObject, number_of, text_of
from wecom_console.protocol.refusal import Refusal

_IP: Final = re.compile(r"from ip: ([0-9a-f.:]*[0-9a-f])")
_PASSED_THROUGH: Final = (
    re.compile(r"devtool/query\?e=(-?\d{1,7})"),
    re.compile(r"err_?code[\\\"'\s:=]{1,12}(-?\d{1,7})", re.IGNORECASE),
)
_ERRMSG_LIMIT: Final = 300
_HTML_LOOK: Final = 4_096
_TITLE: Final = re.compile(rb"<title[^>]{0,200}>([^<]{0,400})</title", re.IGNORECASE)
_TITLE_LIMIT: Final = 80
_GATEWAY: Final = (502, 503, 504)
_NO_CONTENT: Final = (204, 205)
_LOGIN_PATH: Final = re.compile(
    r"(?:^|[/_.-])(?:log-?in|sign-?in|sso|cas|auth|oauth2?|saml2?|portal|passport)(?:$|[/_.?-])",
    re.IGNORECASE,
)
_GUARDS: Final = (
    ("Cloudflare", "cf-ray:", "attention required! | cloudflare"),
    ("Aliyun WAF", "x-waf-", "errors.aliyun.com"),
    ("Aliyun WAF", "x-waf-", "your request has been blocked as it may cause potential threats"),
    ("Tencent Cloud WAF", "stgw-waf", "waf.tencent-cloud.com"),
    ("Tencent EdgeOne", "eo-log-uuid", ""),
    ("Huawei Cloud WAF", "huaweicloudwaf", "hwwafsesid"),
    ("F5 BIG-IP", "bigipserver", "the requested url was rejected. please consult"),
    ("ModSecurity", "mod_security", "mod_security"),
)
"""Name, what stands in its headers, what stands in its page."""

_OAUTH: Final = re.compile(
    "invalid_client|unauthorized_client|invalid_grant|invalid_request|invalid_scope"
    "|unsupported_grant_type|access_denied|invalid_token"
)


def read_json(body: bytes) -> object:
    """The JSON document in `body`, None where it is not one."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def read_object(answer: HttpAnswer) -> JsonObject | None:
    """The JSON object of an answer, None where the body is anything else."""
    found = read_json(answer.body)
    return found if isinstance(found, Mapping) else None


def host_of(url: str) -> str:
    """Host and port of a URL, for sentences, without a user name and password before them; empty
    where the text is no URL."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def not_answered(failed: HttpFailed) -> Refusal:
    """Why there is no answer, as a message."""
    return Refusal(f"transport.{failed.fault.value}", {"host": failed.host})


def not_the_api(answer: HttpAnswer, url: str) -> Refusal:
    """What it is that answered in the API's place: a redirect, a web page, something else."""
    params: dict[str, str | int] = {"status": answer.status, "host": host_of(url)}
    if 300 <= answer.status < 400:
        target = dict(answer.headers).get("location", "")
        is_plain = url.startswith("https:") and target.startswith("http:")
        code = "http.redirect_plain" if is_plain else "http.redirect"
        params["target"] = host_of(target) or "?"
        if _is_login_path(target, url):
            params["path"] = "login"
        return Refusal(code, params)
    title = _title(answer.body)
    if answer.status in _NO_CONTENT:
        return Refusal("http.not_json", {**params, "form": "empty"})
    if answer.status not in (200, 201):
        if guard := _guard(answer):
            params["guard"] = guard
        if error := _oauth_error(answer.body):
            params["oauth"] = error
        if answer.status in _GATEWAY and _is_proxys(answer):
            params["via"] = "proxy"
        return Refusal("http.status", {**params, "title": title} if title else params)
    if title:
        return Refusal("http.html", {**params, "title": title})
    return Refusal("http.not_json", {**params, "form": _form(answer.body)})


def _is_login_path(target: str, url: str) -> bool:
    """Whether a redirect leads to a page to sign in at, and not to the same path elsewhere."""
    try:
        there, here = urlsplit(target).path, urlsplit(url).path
    except ValueError:
        return False
    return there != here and _LOGIN_PATH.search(there) is not None


def other_json(url: str) -> Refusal:
    """A whole JSON object that says ok and holds nothing of what the API always gives."""
    return Refusal("http.not_json", {"status": 200, "host": host_of(url), "form": "json"})


def _title(body: bytes) -> str:
    """The title of a web page, ``?`` where it has none; empty for anything else."""
    start = body[:_HTML_LOOK].lstrip().lower()
    if not start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return ""
    title = _TITLE.search(body[:_HTML_LOOK])
    shown = title[1].decode("utf-8", errors="replace").strip()[:_TITLE_LIMIT] if title else ""
    return shown or "?"


def _guard(answer: HttpAnswer) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers).lower()
    return guard_in(headers, answer.body[:_HTML_LOOK].decode("utf-8", errors="replace").lower())


def guard_in(headers: str, body: str) -> str:
    """The firewall for web applications that gives itself away (docs/reference/errors.md §8), in
    lower case; empty for none."""
    return next(
        (name for name, head, text in _GUARDS if head in headers or (text and text in body)), ""
    )


def _oauth_error(body: bytes) -> str:
    """The error of an OIDC or OAuth endpoint, empty where the body is no such answer."""
    found = read_json(body)
    error = text_of(found, "error") if isinstance(found, Mapping) else ""
    return error if _OAUTH.fullmatch(error) else ""


def _is_proxys(answer: HttpAnswer) -> bool:
    """Whether a forward proxy (Squid and its kin) says that it got no further."""
    names = {name for name, _ in answer.headers}
    return bool(names & {"x-squid-error", "proxy-status", "proxy-connection"})


def _form(body: bytes) -> str:
    """What an answer is that is no JSON object of the API's: ``empty``, ``json``, ``cut`` (half of
    one), ``charset`` (one in another encoding) or ``text``."""
    if not body.strip():
        return "empty"
    if read_json(body) is not None:
        return "json"
    if not body.lstrip().startswith((b"{", b"[")):
        return "text"
    return "charset" if _is_gb18030(body) else "cut"


def _is_gb18030(body: bytes) -> bool:
    """Whether it is JSON in China's own encoding: whole, and no UTF-8."""
    try:
        return read_json(body.decode("gb18030").encode()) is not None
    except UnicodeDecodeError:
        return False


@dataclass(frozen=True, slots=True)
class WecomAnswer:
    """A WeCom answer in its envelope. A missing errcode counts as 0
    (docs/reference/wecom.md §9.1)."""

    errcode: int
    errmsg: str
    data: JsonObject

    def refusal(self, **facts: str) -> Refusal:
        """The error as a message; `facts` are what its sentence may name (agentid, userid)."""
        return wecom_refusal(self.errcode, self.errmsg, **facts)


def read_wecom(answer: HttpAnswer, url: str) -> WecomAnswer | Refusal:
    """WeCom's envelope. Every API error comes with HTTP 200, so anything else is not the API."""
    data = read_object(answer) if answer.status == 200 else None
    if data is None:
        return not_the_api(answer, url)
    errcode = number_of(data, "errcode") if "errcode" in data else 0
    if errcode is None:
        return not_the_api(answer, url)
    return WecomAnswer(errcode, text_of(data, "errmsg"), data)


def wecom_refusal(errcode: int, errmsg: str, **facts: str) -> Refusal:
    """``wecom.<errcode>`` of the catalogue (docs/reference/wecom.md §11), with the address that
    WeCom saw, where it says so."""
    found = _IP.search(errmsg)
    return Refusal(
        f"wecom.{errcode}",
        {
            "errcode": errcode,
            "errmsg": errmsg[:_ERRMSG_LIMIT],
            "ip": found[1] if found else "?",
            "agentid": facts.get("agentid", "?"),
            "userid": facts.get("userid", "?"),
            **({"call": facts["call"]} if "call" in facts else {}),
        },
    )


def find_wecom_error(text: str) -> int | None:
    """The WeCom errcode that another server's message passes on, None where there is none.

    ``errcode: 40029`` (Authing), ``pToken.Errcode = 40013`` (Casdoor), WeCom's own JSON, also
    inside a JSON text."""
    for pattern in _PASSED_THROUGH:
        if (found := pattern.search(text)) and int(found[1]) != 0:
            return int(found[1])
    return None
