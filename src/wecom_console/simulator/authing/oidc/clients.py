"""Which application calls, and whether it proves it (docs/reference/authing.md §6.5, §9)."""

import base64
import binascii
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from wecom_console.simulator.authing.management.access_key import same_secret
from wecom_console.simulator.wire.calls import Call
from wecom_console.simulator.world.entities import Application
from wecom_console.simulator.world.state import State

NONE: Final = "none"
POST: Final = "client_secret_post"
BASIC: Final = "client_secret_basic"
METHODS: Final = (NONE, POST, BASIC)


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """What a call says of its application. `method` is how the secret came, if one came."""

    app_id: str
    secret: str = field(repr=False)
    method: str


@dataclass(frozen=True, slots=True)
class ClientRefusal:
    """The application is not known (2011), or has not proved itself by `method` (401)."""

    is_known: bool
    method: str = ""


def credentials(call: Call, *, body_id: str, body_secret: str) -> ClientCredentials:
    """Ids and secret from Basic, from the body, or the id alone from ``x-authing-app-id``."""
    basic = _basic(call.header("authorization"))
    if basic is not None:
        return ClientCredentials(basic[0], basic[1], BASIC)
    app_id = body_id or call.header("x-authing-app-id")
    return ClientCredentials(app_id, body_secret, POST if body_secret else NONE)


def authenticate(state: State, given: ClientCredentials) -> Application | ClientRefusal:
    """The application, as far as its setting asks for proof.

    An application of method ``none`` needs no secret; one that is sent must be right all the same
    (modelled: so a wrong App Secret is found).
    """
    app = state.applications.get(given.app_id)
    if app is None:
        return ClientRefusal(is_known=False)
    is_right_way = app.token_auth in (NONE, given.method)
    is_right_secret = given.method == NONE or same_secret(app.secret, given.secret)
    if not is_right_way or not is_right_secret:
        return ClientRefusal(is_known=True, method=app.token_auth)
    return app


def _basic(authorization: str) -> tuple[str, str] | None:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return "", ""
    app_id, _, secret = text.partition(":")
    return unquote(app_id), unquote(secret)
