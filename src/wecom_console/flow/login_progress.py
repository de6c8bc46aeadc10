"""What a login has gathered on its way: each leg reads it and hands on a new one."""

from dataclasses import dataclass, field

from wecom_console.domain.links.requests import Callback, LoginRequest
from wecom_console.domain.secrets import Secret
from wecom_console.protocol.refusal import Refusal


@dataclass(frozen=True, slots=True)
class IssuedTokens:
    """What the backend issued, and by whose answer.

    `algorithm` and `issuer` are the application's own settings, never the token header's.
    `subject` is the user id that the answer itself names, where it does.
    """

    id_token: Secret | None = None
    access_token: Secret | None = None
    algorithm: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class LoginProgress:
    """Empty at the start. `code` is there only where this backend may know it.

    `callback_simulated` and `exchange_simulated` say that our simulator gave what the field
    beside them holds. `at` is the time of the last answer, in seconds since the epoch.
    """

    request: LoginRequest | None = None
    callback_url: str = field(default="", repr=False)
    callback_simulated: bool = False
    callback: Callback | None = field(default=None, repr=False)
    code: Secret | None = None
    identity_refusal: Refusal | None = None
    account_refusal: Refusal | None = None
    exchange_simulated: bool = False
    tokens: IssuedTokens | None = None
    at: float = 0.0
