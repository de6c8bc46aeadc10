"""Notices what speaks for one cause or another: in the profile, in the run, in the answer.

Each detector is total and names flags only; what a flag is worth stands in
resources/diagnosis.toml.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from wecom_console.diagnosis.facts import Facts
from wecom_console.diagnosis.said import flags_of_words
from wecom_console.diagnosis.signs import (
    SECRET_LENGTH,
    signs_of_answers,
    signs_of_params,
    signs_of_run,
)
from wecom_console.domain.problems import Params
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, DIRECT, MOBILE_TYPE, Profile
from wecom_console.domain.schema_rule import PREFIX, agent_half
from wecom_console.domain.verdicts import BackendKind, Leg
from wecom_console.flow.events import (
    CallbackSeen,
    Event,
    Evidence,
    Exchanged,
    LegFinished,
    RunStarted,
)
from wecom_console.flow.markers import Redacted, split_markers

CODE_LIFETIME_S: Final = 300.0
"""How long WeCom keeps a code (docs/reference/wecom.md §2.2)."""

_AGENT: Final = re.compile(r"1000[0-9]{3}")
_REDEEMING: Final = ("getuserinfo", "authByCode", "signin-by-mobile", "/api/login")
_NOTE: Final = "x-sim-note"
_PUBLIC: Final = (".authing.cn", ".authing.co", ".qyapi.weixin.qq.com")
_DEBUG: Final = re.compile(r"\.(debug|dev|test|beta|staging|internal|qa)\b", re.IGNORECASE)


def facts_of(
    code: str,
    params: Params,
    *,
    leg: Leg | None = None,
    backend: BackendKind | None = None,
    profile: Profile | None = None,
    events: Sequence[Event] = (),
    noticed: Iterable[str] = (),
) -> Facts:
    """A refusal with everything that can be noticed around it. `noticed` are flags that were raised
    where the refusal was read."""
    flags: set[str] = set(_of_params(code, params)) | set(noticed)
    if backend is not None:
        flags.add(f"backend_{backend.value}")
    if profile is not None:
        flags |= set(_of_profile(profile))
        if code == "authing.2004" and not profile.login_only:
            flags.add("login_only_off")
    flags |= set(_of_events(events))
    flags |= set(signs_of_params(code, params)) | set(signs_of_run(events))
    flags |= set(signs_of_answers(str(params.get("host", "?")), events))
    if profile is not None:  # of the public config this program itself asks the console
        flags.discard("host_is_console")
    return Facts(code, params, leg, backend, frozenset(flags))


def _of_params(code: str, params: Params) -> Iterator[str]:
    status = params.get("status")
    if code in ("http.status", "exchange.refused") and isinstance(status, int):
        yield f"status_{status}"
        yield f"status_{status // 100}xx"
    yield from flags_of_words(code, params)
    host = _host(str(params.get("host", "")))
    if host.startswith("console."):
        yield "host_is_console"
    if host.startswith(("api.", "core.")):
        yield "host_is_api"
    if host in ("127.0.0.1", "localhost", "::1"):
        yield "host_is_loopback"
    if code == "transport.other_family" and host == "::1":
        yield "host_is_ipv6"
    if f".{host}".endswith(_PUBLIC):
        yield "host_is_public"
    found, expected = str(params.get("found", "")), str(params.get("expected", ""))
    if found and expected:
        yield from _of_pair(found, expected)
    names = [name.strip() for name in str(params.get("found", "")).split(",")]
    if "identifier" in params and len(names) > 1:
        yield "several_found"
    if "identifier" in params and str(params["identifier"]) in names:
        yield "identifier_found"
    if "algorithm" in params:
        yield f"alg_{str(params['algorithm']).lower()}"
    if params.get("field") in ("schema", "agentId", "corpId"):
        yield f"field_{str(params['field']).lower()}"


def _host(address: str) -> str:
    """The host without a port and without an IPv6 address' brackets."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address if address.count(":") > 1 else address.partition(":")[0]


def _of_pair(found: str, expected: str) -> Iterator[str]:
    if found.lower() == expected.lower():
        yield "case_differs"
    elif found.replace(":", "").lower() == expected.replace(":", "").lower():
        yield "colons"
    elif re.fullmatch(r"[0-9a-fA-F:]{40,95}", found) and len(found.replace(":", "")) != 32:
        yield "sha_instead_of_md5"
    elif _DEBUG.search(found) and not _DEBUG.search(expected):
        yield "debug_suffix"
    elif urlsplit(found).path == urlsplit(expected).path and "://" in found:
        yield "other_domain"


def _of_profile(profile: Profile) -> Iterator[str]:
    if profile.type == AGENCY_MOBILE_TYPE:
        yield "type_agency"
    corp_half = profile.corp_id.lower().removeprefix("ww")
    if profile.schema and not profile.schema.lower().startswith(f"{PREFIX}{corp_half}"):
        yield "schema_corp_differs"
    elif profile.schema and not profile.schema.endswith(agent_half(profile.agent_id) or ""):
        yield "schema_agent_differs"
    else:
        yield "schema_agrees"
    if profile.schema != profile.schema.lower():
        yield "schema_upper"
    if not _AGENT.fullmatch(profile.agent_id):
        yield "agent_id_odd"
    if profile.login_only:
        yield "login_only"
    yield f"association_{profile.association.mode}"
    host = urlsplit(profile.backend.app_host).hostname or ""
    if host.startswith("console."):
        yield "app_host_is_console"
    if host.startswith(("api.", "core.")):
        yield "app_host_is_api"
    if "qyapi.weixin.qq.com" not in profile.wecom.base_url:
        yield "private_wecom"
    if not profile.backend.user_pool_id:
        yield "no_user_pool"
    if profile.network.proxy not in ("", DIRECT):
        yield "own_proxy"
    if profile.network.ca_file:
        yield "own_ca_file"


def _of_events(events: Iterable[Event]) -> Iterator[str]:
    returned_at = 0.0
    redeemed: list[Exchanged] = []
    for event in events:
        match event:
            case RunStarted():
                yield f"platform_{event.platform.value}"
            case CallbackSeen():
                returned_at = event.at
            case Evidence(title="evidence.code"):
                yield from _of_code(dict(event.items))
            case Exchanged():
                yield from _of_exchange(event)
                if any(part in event.url for part in _REDEEMING):
                    redeemed.append(event)
            case LegFinished(leg=Leg.REQUEST, code="request.shown"):
                yield "real_phone"
            case _:
                pass
    if len({(e.method, e.url, e.request_body, e.query) for e in redeemed}) < len(redeemed):
        yield "sent_twice"
    if redeemed and returned_at and redeemed[-1].at - returned_at > CODE_LIFETIME_S:
        yield "code_old"


def _of_code(items: dict[str, str]) -> Iterator[str]:
    """What the tester saw of the code that it was to hand on."""
    if items.get("form", "") == "space":
        yield "code_has_space"
    if items.get("form", "") == "percent":
        yield "code_has_percent"
    if items.get("length") != items.get("received", items.get("length")):
        yield "code_cut"


def _of_exchange(event: Exchanged) -> Iterator[str]:
    for name, value in event.answer_headers:
        if name == _NOTE:
            yield f"note_{value.removeprefix('code.')}"
    if event.url.endswith("/public-config"):
        yield from _of_public_config(event)
    if event.url.endswith("/gettoken"):
        yield from _of_secret_sent(dict(event.query).get("corpsecret", ""))
    if event.url.endswith("/gettoken") and '"access_token"' in event.answer_body:
        yield "gettoken_ok"
    if event.url.endswith("/agent/get") and '"agentid"' in event.answer_body:
        yield "agent_ok"


def _of_public_config(event: Exchanged) -> Iterator[str]:
    """What the application publishes, where it did: one mobile connection is no sign."""
    body = event.answer_body
    if event.status != HTTPStatus.OK or not body.lstrip().startswith(("{", "[")):
        return
    if MOBILE_TYPE in body:
        if body.count(f'"{MOBILE_TYPE}"') > 1:
            yield "several_published"
        return
    yield "other_type" if '"wechatwork:' in body else "no_connections"


def _of_secret_sent(value: str) -> Iterator[str]:
    """The length of the Secret stands in the event, the Secret does not."""
    lengths = [piece.length for piece in split_markers(value) if isinstance(piece, Redacted)]
    if lengths and lengths != [SECRET_LENGTH]:
        yield "secret_length_odd"
