"""What Authing publishes of an application, compared with the profile.

Source: docs/reference/authing.md §6.1 and §9 (public config, and its OIDC settings).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, MOBILE_TYPE, Profile
from wecom_console.domain.verdicts import Platform
from wecom_console.protocol.json_values import JsonObject, list_of, object_of, text_of
from wecom_console.protocol.refusal import Refusal

_CLOUD: Final = (".authing.cn", ".authing.co", ".authing.com")
_API_PREFIXES: Final = ("api.", "core.")
_PUBLIC_CONFIG_KEYS: Final = ("userPoolId", "ecConnections", "oidcConfig", "requestHostname")
_DEFAULT_ALGORITHM: Final = "HS256"
_WECOM: Final = "wechatwork:"
"""How every type of a WeCom connection begins."""


@dataclass(frozen=True, slots=True)
class PublishedConnection:
    """A WeCom Mobile connection of either type as the application publishes it."""

    id: str
    identifier: str
    fields: JsonObject
    type: str = MOBILE_TYPE


@dataclass(frozen=True, slots=True)
class PublishedApplication:
    """What is needed of the public config. `algorithm` signs the id_token, `client_auth` is how
    the token endpoint wants the application to prove itself (empty: not said)."""

    name: str
    user_pool_id: str
    hostname: str
    connections: tuple[PublishedConnection, ...]
    algorithm: str
    client_auth: str
    types: tuple[str, ...] = ()


def public_config_url(host: str, app_host: str, app_id: str) -> str:
    """Where Guard reads the configuration: ``console.<domain>`` in Authing's cloud, the host
    itself for an address, a port or a deployment of one's own."""
    url = urlsplit(host or app_host)
    name, netloc = url.hostname or "", url.netloc
    if url.port is None and not _is_address(name):
        prefix = next((p for p in _API_PREFIXES if name.startswith(p)), "")
        cloud = next((domain for domain in _CLOUD if name.endswith(domain)), "")
        if prefix:
            netloc = f"console.{name.removeprefix(prefix)}"
        elif cloud:
            netloc = f"console{cloud}"
    return f"{url.scheme}://{netloc}/api/v2/applications/{app_id}/public-config"


def read_application(data: JsonObject) -> PublishedApplication:
    """The application in a public config; what is missing reads as empty."""
    oidc = object_of(data, "oidcConfig")
    connections = (
        _connection(item) for item in list_of(data, "ecConnections") if isinstance(item, Mapping)
    )
    return PublishedApplication(
        name=text_of(data, "name"),
        user_pool_id=text_of(data, "userPoolId"),
        hostname=text_of(data, "requestHostname"),
        connections=tuple(found for found in connections if found is not None),
        algorithm=text_of(oidc, "id_token_signed_response_alg") or _DEFAULT_ALGORITHM,
        client_auth=text_of(oidc, "token_endpoint_auth_method"),
        types=_types(data),
    )


def is_public_config(data: JsonObject) -> bool:
    """Whether an object that came with an ok is a public config at all: a gateway says ok, too."""
    return any(key in data for key in _PUBLIC_CONFIG_KEYS)


def other_pool(application: PublishedApplication, profile: Profile) -> Refusal | None:
    """The application is one of another user pool than the profile's; None where either says no
    pool."""
    ours, theirs = profile.backend.user_pool_id, application.user_pool_id
    if not ours or not theirs or ours == theirs:
        return None
    return Refusal("exchange.other_pool", {"ours": ours, "theirs": theirs[:200]})


def choose_connection(
    application: PublishedApplication, profile: Profile, *, platform: Platform
) -> PublishedConnection | Refusal:
    """The connection that a login of this platform uses, which must be the profile's.

    v3 names the connection it wants. Guard (v2) takes what it finds: Android the first, iOS the
    last (docs/reference/authing.md §6.1), so a second mobile connection can be picked instead.
    """
    connections = tuple(c for c in application.connections if c.type == profile.type)
    if not connections:
        params: dict[str, str | int] = {"identifier": profile.identifier}
        if application.types:
            params["types"] = ", ".join(application.types)[:200]
        return Refusal("exchange.no_connection", params)
    if profile.backend.api == "v3":
        named = [c for c in connections if c.identifier in ("", profile.identifier)]
        chosen = named[0] if named else None
    else:
        chosen = connections[-1] if platform is Platform.IOS else connections[0]
    if chosen is None or chosen.identifier not in ("", profile.identifier):
        found = ", ".join(c.identifier for c in connections if c.identifier)
        return Refusal(
            "exchange.other_connection", {"identifier": profile.identifier, "found": found[:200]}
        )
    return _compare(chosen, profile) or chosen


def _compare(connection: PublishedConnection, profile: Profile) -> Refusal | None:
    """Why the published fields are not the profile's. A CorpID has no case, a schema has."""
    pairs = (
        ("corpId", profile.corp_id.lower(), text_of(connection.fields, "corpId").lower()),
        ("agentId", profile.agent_id, text_of(connection.fields, "agentId")),
        ("schema", profile.schema, text_of(connection.fields, "schema")),
    )
    for name, ours, theirs in pairs:
        if ours != theirs:
            params: dict[str, str | int] = {"field": name, "ours": ours, "theirs": theirs[:200]}
            return Refusal("exchange.field_differs", params)
    return None


def _types(data: JsonObject) -> tuple[str, ...]:
    """The types of all connections that are of WeCom, whichever login they are for."""
    items = (item for item in list_of(data, "ecConnections") if isinstance(item, Mapping))
    kinds = ((text_of(item, "type") or text_of(item, "provider")).lower() for item in items)
    return tuple(sorted({kind for kind in kinds if kind.startswith(_WECOM)}))


def _connection(item: JsonObject) -> PublishedConnection | None:
    kind = (text_of(item, "type") or text_of(item, "provider")).lower()
    if kind not in (MOBILE_TYPE, AGENCY_MOBILE_TYPE):
        return None
    return PublishedConnection(
        text_of(item, "id"), text_of(item, "identifier"), object_of(item, "fields"), kind
    )


def _is_address(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
