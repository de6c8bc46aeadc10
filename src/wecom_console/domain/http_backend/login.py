"""The custom HTTP backend's request, from its settings to what is sent.

Every value gets a slot of its own before anything is filled in: the query and a form body are taken
apart into pairs, a JSON body into its texts. So no value can end the slot it stands in, and the
sender encodes each slot for its place. Header values have no such structure: there a value is
written in visible ASCII, anything else percent-encoded.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote

from wecom_console.domain.http_backend.templates import (
    Template,
    TemplateFault,
    parse_template,
    whole,
)
from wecom_console.domain.profile import FORM_TYPE, HttpLogin

MAX_BODY: Final = 8_192
MAX_DEPTH: Final = 16
MAX_HEADERS: Final = 30

RESERVED_HEADERS: Final = frozenset(
    {"host", "content-length", "content-type", "transfer-encoding", "connection"}
)
"""Headers that the sender itself is responsible for."""

_HEADER: Final = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*+([!-~](?:[ -~]*[!-~])?|)[ \t]*+")
_VISIBLE: Final = "".join(chr(code) for code in range(0x21, 0x7F))
_IN_A_COOKIE: Final = "".join(sign for sign in _VISIBLE if sign not in ';,"\\')

Slot = tuple[str, Template]
JsonMapping = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LoginFault:
    """What is wrong with a setting: the last parts of its problem code, the setting's key, and
    the name that is not known where that is what is wrong."""

    code: str
    key: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class FilledRequest:
    """What is sent. At most one of `json` and `form`."""

    method: str
    url: str
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    json: JsonMapping | None
    form: tuple[tuple[str, str], ...] | None


@dataclass(frozen=True, slots=True)
class RequestTemplate:
    """The request with its places still open. `json` has a `Template` for each of its texts."""

    method: str
    url: str
    query: tuple[Slot, ...] = ()
    headers: tuple[Slot, ...] = ()
    json: JsonMapping | None = None
    form: tuple[Slot, ...] | None = None

    def slots(self) -> Iterator[Slot]:
        """Every place by the name it has there; a text in a JSON list has that of its list."""
        yield from self.query
        yield from self.headers
        yield from self.body_slots()

    def body_slots(self) -> Iterator[Slot]:
        """Those of the body."""
        yield from self.form or ()
        yield from _slots_of("", self.json or {})

    @property
    def names(self) -> frozenset[str]:
        """The values that the request asks for."""
        return frozenset(name for _, template in self.slots() for name in template.names)

    def fill(self, values: Mapping[str, str]) -> FilledRequest:
        """The request with these values."""
        return FilledRequest(
            self.method,
            self.url,
            tuple((name, template.fill(values)) for name, template in self.query),
            tuple((n, template.fill(values, _escape_of(n))) for n, template in self.headers),
            None if self.json is None else {k: _filled(v, values) for k, v in self.json.items()},
            None if self.form is None else tuple((n, t.fill(values)) for n, t in self.form),
        )


def read_login(login: HttpLogin) -> RequestTemplate | LoginFault:
    """The request that the settings describe, or the first thing that is wrong with them."""
    url, mark, encoded = login.url.partition("?")
    if "{" in url or "}" in url:
        return LoginFault("url.placeholder", "url")
    query = _pairs(encoded, "url") if mark else ()
    if isinstance(query, LoginFault):
        return query
    headers = _headers(login.headers)
    if isinstance(headers, LoginFault):
        return headers
    request = RequestTemplate(login.method, url, query, headers)
    return _with_body(request, login) if login.body.strip() else request


def _with_body(request: RequestTemplate, login: HttpLogin) -> RequestTemplate | LoginFault:
    if len(login.body) > MAX_BODY:
        return LoginFault("body.long", "body")
    if login.content_type == FORM_TYPE:
        form = _pairs(login.body.strip(), "body")
        if isinstance(form, LoginFault):
            return form
        return RequestTemplate(
            request.method, request.url, request.query, request.headers, form=form
        )
    try:
        document = json.loads(login.body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return LoginFault("body.json", "body")
    if not isinstance(document, dict) or _is_deep(document):
        return LoginFault("body.json", "body")
    body = _opened(document)
    if isinstance(body, LoginFault):
        return body
    return RequestTemplate(
        request.method,
        request.url,
        request.query,
        request.headers,
        json=body if isinstance(body, dict) else {},
    )


def _pairs(encoded: str, key: str) -> tuple[Slot, ...] | LoginFault:
    """The pairs of a query or form; names are literal."""
    try:
        found = parse_qsl(encoded, keep_blank_values=True, strict_parsing=True, max_num_fields=100)
    except ValueError:
        return LoginFault(f"{key}.form", key)
    slots: list[Slot] = []
    for name, value in found:
        template = _template(value, key)
        if isinstance(template, LoginFault):
            return template
        slots.append((name, template))
    return tuple(slots)


def _headers(lines: tuple[str, ...]) -> tuple[Slot, ...] | LoginFault:
    if len(lines) > MAX_HEADERS:
        return LoginFault("headers.form", "headers")
    slots: list[Slot] = []
    for line in lines:
        header = _HEADER.fullmatch(line)
        if header is None:
            return LoginFault("headers.form", "headers")
        if header[1].lower() in RESERVED_HEADERS:
            return LoginFault("headers.reserved", "headers")
        template = _template(header[2], "headers")
        if isinstance(template, LoginFault):
            return template
        slots.append((header[1], template))
    return tuple(slots)


def _template(text: str, key: str) -> Template | LoginFault:
    template = parse_template(whole(text))
    if isinstance(template, TemplateFault):
        code = "placeholder" if template.name else "braces"
        return LoginFault(code, key, template.name)
    return template


def _opened(value: object) -> object:
    """A JSON value with a `Template` in place of each text, or the fault in one of them."""
    match value:
        case str():
            return _template(value, "body")
        case list():
            items = [_opened(item) for item in value]
            return next((i for i in items if isinstance(i, LoginFault)), items)
        case dict():
            members = {whole(key): _opened(item) for key, item in value.items()}
            return next((m for m in members.values() if isinstance(m, LoginFault)), members)
        case _:
            return value


def _filled(value: object, values: Mapping[str, str]) -> object:
    match value:
        case Template():
            return value.fill(values)
        case list():
            return [_filled(item, values) for item in value]
        case dict():
            return {key: _filled(item, values) for key, item in value.items()}
        case _:
            return value


def _slots_of(name: str, value: object) -> Iterator[Slot]:
    match value:
        case Template():
            yield name, value
        case list():
            for item in value:
                yield from _slots_of(name, item)
        case dict():
            for key, item in value.items():
                yield from _slots_of(key, item)
        case _:
            pass


def _is_deep(document: object) -> bool:
    """Whether lists and tables lie deeper than `MAX_DEPTH` in one another."""
    level: list[object] = [document]
    for _ in range(MAX_DEPTH):
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                inner += item.values()
            elif isinstance(item, list):
                inner += item
        level = [item for item in inner if isinstance(item, dict | list)]
    return bool(level)


def _escape_of(header: str) -> Callable[[str], str]:
    safe = _IN_A_COOKIE if header.lower() == "cookie" else _VISIBLE
    return lambda value: quote(value, safe=safe)


def _refuse(constant: str) -> float:
    raise ValueError(constant)
