"""Notices what a refusal's own parameters and the answers of a run say beside the code."""

import re
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from wecom_console.domain.problems import Params
from wecom_console.domain.schema_rule import split_schema
from wecom_console.flow.events import Event, Evidence, Exchanged

CLOCK_S: Final = 60.0
"""By how much two clocks may differ before tokens are judged wrongly."""

_PUBLIC: Final = (
    "qyapi.weixin.qq.com",
    "open.work.weixin.qq.com",
    "authing.cn",
    "authing.com",
    "authing.co",
)
"""Hosts of the platforms' own clouds: no company's authority signs their certificates."""

_WHOLE: Final = ("qyapi.weixin.qq.com", "api.authing.cn", "core.authing.cn", "console.authing.cn")
"""Whole names that exist: they are not mistyped."""

SECRET_LENGTH: Final = 43
"""Characters of every Secret of WeCom's."""

_LOGIN: Final = re.compile(r"login|signin|sign-in|sso|portal|auth|cas|gateway", re.IGNORECASE)
_REFUSED_BY_GUARD: Final = (403, 405, 406, 418, 429, 493, 503, 566, 567)
_CHANGED_STATES: Final = {
    "encoded": "state_encoded",
    "cut": "state_cut",
    "longer": "state_longer",
    "case": "state_case",
    "plus": "state_plus",
}
_WECHAT_APP: Final = re.compile("wx[0-9a-f]{16}")
_TITLES: Final = (
    ("title_tls_port", re.compile(r"plain HTTP request was sent to HTTPS port", re.IGNORECASE)),
    (
        "title_refusal",
        re.compile(
            r"denied|forbidden|blocked|unauthori[sz]ed|attention required"
            "|\u62d2\u7edd|\u62e6\u622a|\u963b\u65ad|\u7981\u6b62",
            re.IGNORECASE,
        ),
    ),
    (
        "title_portal",
        re.compile(
            r"wi-?fi|hotspot|captive|guest|welcome to (?!nginx)|network (?:log|sign)"
            "|\u4e0a\u7f51|\u8ba4\u8bc1|\u6b22\u8fce",
            re.IGNORECASE,
        ),
    ),
    ("title_product", re.compile(r"authing|casdoor|welcome to nginx|apache|tomcat", re.IGNORECASE)),
)
"""In Chinese: refused, intercepted, blocked, forbidden; go online, authentication, welcome."""


def signs_of_params(code: str, params: Params) -> Iterator[str]:
    """What the parameters of a refusal say."""
    if params.get("call") == "gettoken":
        yield "at_gettoken"
    length = params.get("secret_length")
    if isinstance(length, int) and length != SECRET_LENGTH:
        yield "secret_length_odd"
    if form := str(params.get("form", "")):
        yield f"body_{form}"
    if params.get("via"):
        yield "answered_by_proxy"
    host = str(params.get("host", "")).partition(":")[0].lower()
    if code.startswith("transport.") and host.endswith(_PUBLIC):
        yield "host_is_public"
        if host in _WHOLE:
            yield "host_is_well_known"
    if code == "http.status" and params.get("title") and params["status"] in _REFUSED_BY_GUARD:
        yield "waf_page"
    if params.get("guard") and params["status"] in _REFUSED_BY_GUARD:
        yield "waf_named"
    if params.get("oauth") in ("invalid_client", "unauthorized_client"):
        yield "oauth_client"
    yield from _of_title(str(params.get("title", "")))
    if "/" in str(params.get("userid", "")):
        yield "userid_of_linked_corp"
    if code == "exchange.no_connection" and params.get("types"):
        yield "other_type"
    if code == "exchange.field_differs" and not params.get("theirs"):
        yield "theirs_empty"
    if code == "link.return_scheme":
        yield from _of_scheme(str(params.get("scheme", "")).lower())
    if flag := _CHANGED_STATES.get(str(params.get("state_form", ""))):
        yield flag
    if code == "http.redirect":
        yield from _of_redirect(host, str(params.get("target", "")), str(params.get("path", "")))
    if code == "return.schema_differs":
        yield from _of_schemas(str(params.get("schema", "")), str(params.get("found", "")))


def _of_title(title: str) -> Iterator[str]:
    """Whose page it is, as far as its title says."""
    for flag, words in _TITLES:
        if words.search(title):
            yield flag
            return


def _of_scheme(scheme: str) -> Iterator[str]:
    """What a callback is that is not of WeCom's SDK."""
    if scheme in ("http", "https"):
        yield "scheme_web"
    elif _WECHAT_APP.fullmatch(scheme):
        yield "scheme_wechat"


def _of_redirect(host: str, target: str, path: str) -> Iterator[str]:
    there = target.partition(":")[0].lower()
    if path == "login":
        yield "redirect_own_login" if there in ("", "?", host) else "redirect_to_login"
    if there in ("", "?"):
        return
    if there.split(".")[-2:] != host.split(".")[-2:]:
        yield "redirect_foreign"
    if there != host and path != "login" and _LOGIN.search(there):
        yield "redirect_to_login"


def _of_schemas(ours: str, found: str) -> Iterator[str]:
    one, other = split_schema(ours), split_schema(found)
    if one is None or other is None:
        return
    if one.corp_half != other.corp_half:
        yield "found_other_corp"
    elif one.agent_half != other.agent_half:
        yield "found_other_agent"


def signs_of_answers(host: str, events: Iterable[Event]) -> Iterator[str]:
    """Whether the same host has answered as the API does before the call that failed."""
    asked = [e for e in events if isinstance(e, Exchanged) and urlsplit(e.url).netloc == host]
    if any(e.status == HTTPStatus.OK and e.answer_body.startswith("{") for e in asked[:-1]):
        yield "host_answered"


def signs_of_run(events: Iterable[Event]) -> Iterator[str]:
    """What the answers of a run say of clocks, and of the app behind the Secret."""
    for event in events:
        match event:
            case Exchanged(simulated=False) if abs(_clock_gap(event)) > CLOCK_S:
                yield "clock_differs"
            case Evidence(title="evidence.agent"):
                said = dict(event.items)
                if said.get("errcode") == "301002":
                    yield "agent_refused"
                if "agentid" in said:
                    yield "agent_ok"
            case _:
                pass


def _clock_gap(event: Exchanged) -> float:
    """By how many seconds this computer is ahead of the server; 0 where it says no time."""
    stated = dict(event.answer_headers).get("date", "")
    if not stated or not event.at:
        return 0.0
    try:
        return event.at - parsedate_to_datetime(stated).timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0.0
