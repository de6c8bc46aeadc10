"""A request that somebody recorded: which function it calls, and what it lacks.

What each function needs: docs/reference/wecom.md §9.1 to §9.6,
docs/reference/authing.md §6.3 to §6.5 and §11.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from wecom_console.domain.schema_rule import CORP_ID
from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.answers import read_document
from wecom_console.pasted.clues import Clue, FactPairs, length_of
from wecom_console.protocol.secret_names import is_secret_name

VALUE_LIMIT: Final = 40
"""Query and body values that are told of one request."""

SECRET_LENGTH: Final = 43
_APIS: Final = (
    ("/cgi-bin/gettoken", "gettoken"),
    ("/user/getuserinfo", "user/getuserinfo"),
    ("/auth/getuserinfo", "auth/getuserinfo"),
    ("/auth/getuserdetail", "auth/getuserdetail"),
    ("/cgi-bin/user/get", "user/get"),
    ("/cgi-bin/agent/get", "agent/get"),
    ("/authByCode", "authByCode"),
    ("/signin-by-mobile", "signin-by-mobile"),
    ("/public-config", "public-config"),
    ("/get-management-token", "get-management-token"),
    ("/get-profile", "get-profile"),
    ("/oidc/token", "oidc/token"),
    ("/oidc/me", "oidc/me"),
    ("/api/login/oauth/access_token", "casdoor token"),
    ("/api/login", "casdoor login"),
)
_NEEDED: Final[Mapping[str, tuple[tuple[str, int], ...]]] = {
    # in the order in which WeCom looks for them (docs/reference/wecom.md §9.1)
    "gettoken": (("corpsecret", 41004), ("corpid", 41002)),
    "user/getuserinfo": (("access_token", 41001), ("code", 41008)),
    "auth/getuserinfo": (("access_token", 41001), ("code", 41008)),
    "auth/getuserdetail": (("access_token", 41001),),
    "user/get": (("access_token", 41001), ("userid", 40003)),
    "agent/get": (("access_token", 41001), ("agentid", 41011)),
}
_EXPECTED: Final[Mapping[str, tuple[str, ...]]] = {
    "authByCode": ("connId", "code"),
    "signin-by-mobile": ("extIdpConnidentifier", "connection", "code"),
    "casdoor login": ("application", "provider", "code", "state", "method"),
}
_AGENT: Final = re.compile(r"1000\d{3}")
_INNER: Final = ("wechatworkPayload", "wechatworkAgencyPayload", "options", "fields", "data")


@dataclass(frozen=True, slots=True)
class Request:
    """A request with its body as text and its headers as sent. It holds secrets: neither `body`
    nor `url` is shown by repr."""

    method: str
    url: str = field(repr=False)
    body: str = field(default="", repr=False)

    @property
    def values(self) -> dict[str, str]:
        """Query and body by name, texts and numbers only; the payloads inside the body too."""
        document = read_document(self.body) if self.body.lstrip()[:1] == "{" else None
        if isinstance(document, Mapping):
            body = _scalars(document)
            for name in _INNER:
                inner = document.get(name)
                body |= _scalars(inner) if isinstance(inner, Mapping) else {}
        else:
            body = _pairs(self.body)
        return _pairs(_split(self.url)[2]) | body

    @property
    def host(self) -> str:
        """Host and port, in lower case, without a user's name or password."""
        return _split(self.url)[0].rpartition("@")[2].lower()

    @property
    def path(self) -> str:
        """The path alone."""
        return _split(self.url)[1]

    @property
    def api(self) -> str:
        """Which function of this login it calls, empty for none."""
        path = self.path
        return next((name for part, name in _APIS if part in path), "")

    @property
    def name(self) -> str:
        """Method, host and path, as a source is named."""
        return f"{self.method} {self.host}{self.path}".strip()


def facts_of_request(request: Request) -> FactPairs:
    """What it calls and with which values, secrets by their length; what is missing or malformed
    is said under ``problem``."""
    facts = [("method", request.method), ("host", request.host), ("path", request.path or "/")]
    if request.api:
        facts.append(("api", request.api))
    values = request.values
    for name, value in list(values.items())[:VALUE_LIMIT]:
        facts.append((name, length_of(value) if is_secret_name(name) else value))
    facts += [("problem", problem) for problem in _problems(request.api, values)]
    return tuple(facts)


def clues_of_request(request: Request) -> Iterator[Clue]:
    """What WeCom answers for certain, whoever asks: a value that it needs is missing, is no CorpID,
    or the code was damaged on its way."""
    values, source = request.values, request.name
    for name, errcode in _NEEDED.get(request.api, ()):
        if not values.get(name):
            yield _wecom(errcode, source)
    corp = values.get("corpid", "")
    if request.api == "gettoken" and corp and not CORP_ID.fullmatch(corp):
        yield _wecom(40013, source)
    code = values.get("code", "")
    if request.api and re.search(r"[\s%]", code):
        yield _wecom(40029, source)


def _problems(api: str, values: Mapping[str, str]) -> Iterator[str]:
    expected = [*(name for name, _ in _NEEDED.get(api, ())), *_EXPECTED.get(api, ())]
    yield from (f"{name} missing" for name in expected if not values.get(name))
    for name, value in values.items():
        if name in ("corpid", "corpId") and value and not CORP_ID.fullmatch(value):
            yield f"{name} malformed"
        if name in ("agentid", "agentId") and value and not _AGENT.fullmatch(value):
            yield f"{name} {'unusual' if value.isdecimal() else 'malformed'}"
        if name == "corpsecret" and value and len(value) != SECRET_LENGTH:
            yield f"{name} {length_of(value)}, usual {SECRET_LENGTH}"
        if name == "code" and re.search(r"[\s%]", value):
            yield f"{name} damaged"


def _wecom(errcode: int, source: str) -> Clue:
    params: dict[str, str | int] = {
        "errcode": errcode,
        "errmsg": "",
        "ip": "?",
        "agentid": "?",
        "userid": "?",
    }
    return Clue(f"wecom.{errcode}", params, Leg.IDENTITY, source)


def _split(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", "", ""
    return parts.netloc, parts.path, parts.query


def _pairs(text: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=1000, errors="replace")
    except ValueError:
        return {}
    return dict(pairs)


def _scalars(holder: Mapping[str, object]) -> dict[str, str]:
    return {
        str(key): str(value)
        for key, value in holder.items()
        if isinstance(value, str | int) and not isinstance(value, bool)
    }
