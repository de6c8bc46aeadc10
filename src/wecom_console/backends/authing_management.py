"""Authing's management API for identity sources: the calls, one by one.

Each is a dialogue that ends with what it read, or raises `RefusedError`. Past the pool's rate
limit (HTTP 429, docs/reference/authing.md §5.1) a call waits and is sent again. Source:
docs/reference/authing.md §5.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from wecom_console.backends.authing_answers import AuthingAnswer, data_object, read_v3
from wecom_console.domain.live.connection import (
    DEFAULT_HOST,
    FIELDS,
    SOURCE_TYPE,
    LiveConnection,
    LiveSource,
    LiveState,
    public_fields,
)
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.dialogue import Dialogue, ask_http, ask_wait
from wecom_console.protocol.answers import host_of, not_answered
from wecom_console.protocol.authing_rows import live_connection
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault
from wecom_console.protocol.json_values import list_of, text_of
from wecom_console.protocol.refusal import Refusal

TRIES: Final = 5
"""How often one call is sent where the answer is 429."""

LONGEST_WAIT_S: Final = 30.0
MASK: Final = "***"
_NOT_OFFERED: Final = (404, 405)


MOST_ASKED: Final = 200
"""Identity sources, and connections in them, of one user pool."""


class RefusedError(Exception):
    """A call did not end well. The text is a message code, never an answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Managing:
    """A pool that may be managed: where, and the token that `sign_in` got."""

    profile: Profile
    token: Secret = field(repr=False)

    def get(self, path: str, *query: tuple[str, str]) -> HttpCall:
        """A read."""
        return HttpCall("GET", f"{_base(self.profile)}/{path}", query, headers=self._headers)

    def post(self, path: str, body: Mapping[str, object]) -> HttpCall:
        """A change."""
        return HttpCall("POST", f"{_base(self.profile)}/{path}", headers=self._headers, json=body)

    @property
    def _headers(self) -> tuple[tuple[str, str], ...]:
        pool = self.profile.backend.user_pool_id
        return (
            ("authorization", f"Bearer {self.token.reveal()}"),
            *((("x-authing-userpool-id", pool),) if pool else ()),
        )


def _base(profile: Profile) -> str:
    return f"{profile.backend.host.rstrip('/') or f'https://{DEFAULT_HOST}'}/api/v3"


def sign_in(profile: Profile, access_key_secret: Secret) -> Dialogue[Managing]:
    """``get-management-token`` (docs/reference/authing.md §5.2) with the pool's own key or a
    collaborator's."""
    backend = profile.backend
    body = {
        "accessKeyId": backend.access_key_id or backend.user_pool_id,
        "accessKeySecret": access_key_secret.reveal(),
    }
    url = f"{_base(profile)}/get-management-token"
    answer = yield from _agreed(HttpCall("POST", url, json=body))
    token = text_of(data_object(answer), "access_token")
    if not token:
        raise RefusedError(Refusal("live.no_token"))
    return Managing(profile, Secret(token))


def read_state(managing: Managing, identifier: str) -> Dialogue[LiveState]:
    """The pool's WeCom identity sources, the connection of that identifier wherever it is, and
    whether the profile's application uses it. Reads only."""
    listing = managing.get("list-ext-idp")
    answer = yield from _agreed(listing)
    named = {
        text_of(one, "id"): text_of(one, "name")
        for one in list_of(data_object(answer), "list")
        if text_of(one, "type") == SOURCE_TYPE and text_of(one, "id")
    }
    sources = tuple(LiveSource(key, name) for key, name in named.items())
    _refuse_many(sources, listing)
    connections: list[LiveConnection] = []
    secret_field = managing.profile.backend.secret_field
    for source in sources:
        rows = yield from _connections(managing, source.id)
        connections += [live_connection(one, source.id, secret_field) for one in rows]
        _refuse_many(connections, listing)
    ours = next((one for one in connections if one.identifier == identifier), None)
    enabled, apps = (None, ()) if ours is None else (yield from _apps(managing, ours.id))
    rivals = []
    for one in connections:
        is_alike = one is not ours and one.type == managing.profile.type
        if managing.profile.backend.app_id and is_alike:
            is_on, _ = yield from _apps(managing, one.id)
            rivals += [one.identifier or one.id] if is_on else []
    others = tuple(one for one in connections if one is not ours)
    return LiveState(sources, ours, enabled, apps, tuple(rivals), others)


def _refuse_many(found: Collection[object], call: HttpCall) -> None:
    """Each costs a request: of an answer that names thousands there would be no end."""
    if len(found) > MOST_ASKED:
        failed = HttpFailed(TransportFault.TOO_LARGE, host_of(call.url))
        raise RefusedError(not_answered(failed))


def create_source(managing: Managing, name: str) -> Dialogue[str]:
    """A new identity source; its id."""
    body = {"name": name, "type": SOURCE_TYPE}
    return (yield from _made(managing.post("create-ext-idp", body)))


def create_connection(managing: Managing, source_id: str, secret: Secret) -> Dialogue[str]:
    """The profile's connection, new in that identity source; its id
    (docs/reference/authing.md §5.7)."""
    profile = managing.profile
    body = {
        "extIdpId": source_id,
        "type": profile.type,
        "identifier": profile.identifier,
        "displayName": profile.display_name,
        "fields": fields_of(profile, secret),
        "loginOnly": profile.login_only,
    }
    return (yield from _made(managing.post("create-ext-idp-conn", body)))


def update_connection(managing: Managing, body: Mapping[str, object]) -> Dialogue[None]:
    """``fields`` are merged (docs/reference/authing.md §5.4)."""
    yield from _agreed(managing.post("update-ext-idp-conn", body))


def switch(managing: Managing, connection_id: str, *, enabled: bool) -> Dialogue[None]:
    """The switch of the profile's application."""
    app_id = managing.profile.backend.app_id
    body = {"id": connection_id, "enabled": enabled, "appId": app_id}
    yield from _agreed(managing.post("change-ext-idp-conn-state", body))


def delete_connection(managing: Managing, connection_id: str) -> Dialogue[None]:
    """Gone, also from the applications that used it."""
    yield from _agreed(managing.post("delete-ext-idp-conn", {"id": connection_id}))


def delete_source(managing: Managing, source_id: str) -> Dialogue[None]:
    """Gone, and all of its connections."""
    yield from _agreed(managing.post("delete-ext-idp", {"id": source_id}))


def is_empty_source(managing: Managing, source_id: str) -> Dialogue[bool]:
    """Whether an identity source has no connection."""
    return not (yield from _connections(managing, source_id))


def fields_of(profile: Profile, secret: Secret | None) -> dict[str, object]:
    """Authing's ``fields`` (docs/reference/authing.md §5.6). `secret` None leaves it out: it stays
    as it is."""
    fields: dict[str, object] = dict(public_fields(profile))
    if secret is not None:
        fields[profile.backend.secret_field] = secret.reveal()
    return fields


def _made(call: HttpCall) -> Dialogue[str]:
    answer = yield from _agreed(call)
    made = text_of(data_object(answer), "id")
    if not made:
        raise RefusedError(Refusal("live.no_id"))
    return made


def _connections(managing: Managing, source_id: str) -> Dialogue[tuple[object, ...]]:
    """With their fields where the server offers that (docs/reference/authing.md §5.4), else
    without."""
    call = managing.get("list-ext-idp-conns", ("id", source_id))
    answer = yield from _answered(call)
    if isinstance(answer, AuthingAnswer) and answer.is_ok and isinstance(answer.data, list):
        return tuple(answer.data)
    is_missing = isinstance(answer, Refusal) and answer.params.get("status") in _NOT_OFFERED
    if not is_missing and not (isinstance(answer, AuthingAnswer) and answer.code in _NOT_OFFERED):
        raise RefusedError(_refusal(answer, call))
    answer = yield from _agreed(managing.get("get-ext-idp", ("id", source_id)))
    found = data_object(answer).get("connections")
    if isinstance(found, Mapping):  # as the OpenAPI has it
        return (found,) if found else ()
    return list_of(data_object(answer), "connections")


def _apps(managing: Managing, connection_id: str) -> Dialogue[tuple[bool | None, tuple[str, ...]]]:
    """Whether the profile's application uses the connection, and the names of all that do."""
    answer = yield from _agreed(managing.get("ext-idp-conn-apps", ("id", connection_id)))
    rows = list_of(data_object(answer), "list")
    on = [one for one in rows if isinstance(one, Mapping) and one.get("enabled") is True]
    names = tuple(text_of(one, "name") or text_of(one, "id") for one in on)
    wanted = managing.profile.backend.app_id
    is_on = any(text_of(one, "id") == wanted for one in on)
    return (is_on if wanted else None), names


def _agreed(call: HttpCall) -> Dialogue[AuthingAnswer]:
    answer = yield from _answered(call)
    if isinstance(answer, AuthingAnswer) and answer.is_ok:
        return answer
    raise RefusedError(_refusal(answer, call))


def _refusal(answer: AuthingAnswer | Refusal, call: HttpCall) -> Refusal:
    """Authing's no. Its sentence may repeat what it was sent: secrets are taken out."""
    if isinstance(answer, Refusal):
        return answer
    message = answer.message
    for text in _sent_secrets(call):
        message = message.replace(text, MASK)
    return AuthingAnswer(answer.code, message, None).refusal()


def _sent_secrets(call: HttpCall) -> tuple[str, ...]:
    body = call.json or {}
    fields = body.get("fields")
    open_keys = {key for _, key in FIELDS}
    inside = fields.items() if isinstance(fields, Mapping) else ()
    found = [value for key, value in inside if key not in open_keys]
    found.append(body.get("accessKeySecret"))
    return tuple(one for one in found if isinstance(one, str) and one)


def _answered(call: HttpCall) -> Dialogue[AuthingAnswer | Refusal]:
    reply: HttpAnswer | HttpFailed = yield from ask_http(call)
    for _ in range(TRIES - 1):
        if isinstance(reply, HttpFailed) or reply.status != 429:
            break
        yield from ask_wait(_pause(reply))
        reply = yield from ask_http(call)
    if isinstance(reply, HttpFailed):
        return not_answered(reply)
    if reply.status == 429:
        return Refusal("live.too_often")
    return read_v3(reply, call.url)


def _pause(answer: HttpAnswer) -> float:
    """What ``retry-after`` asks for, a second where it says nothing."""
    stated = dict(answer.headers).get("retry-after", "")
    seconds = float(stated) if stated.isascii() and stated.isdecimal() else 1.0
    return min(max(seconds, 1.0), LONGEST_WAIT_S)
