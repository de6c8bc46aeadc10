"""Which fields each backend asks for, in rows of two."""

from typing import Final

from wecom_console.domain.fields import CONTENT_TYPES, HTTP_METHODS

_AUTHING: Final = frozenset({"authing"})
_CASDOOR: Final = frozenset({"casdoor"})
_HTTP: Final = frozenset({"http"})

ROWS: Final[tuple[tuple[tuple[str, frozenset[str]], ...], ...]] = (
    (("backend.http.url", _HTTP),),
    (("backend.http.method", _HTTP), ("backend.http.content_type", _HTTP)),
    (("backend.http.headers", _HTTP),),
    (("backend.http.body", _HTTP),),
    (
        ("backend.app_host", _AUTHING | _CASDOOR),
        ("backend.app_id", _AUTHING | _CASDOOR | _HTTP),
    ),
    (("backend.user_pool_id", _AUTHING), ("backend.app_secret", _AUTHING | _HTTP)),
    (("backend.access_key_id", _AUTHING), ("backend.access_key_secret", _AUTHING)),
    (("backend.host", _AUTHING), ("backend.secret_field", _AUTHING)),
    (("backend.application", _CASDOOR), ("backend.provider", _CASDOOR)),
    (("backend.organization", _CASDOOR), ("backend.state", _CASDOOR)),
    (("backend.http.success", _HTTP), ("backend.http.user", _HTTP)),
    (("backend.http.token", _HTTP), ("backend.http.error_code", _HTTP)),
    (("backend.http.error_message", _HTTP),),
)
"""Rows of fields, each with the backends that ask for it. A field that several ask for stands
once: what was typed for one is there for the other."""

REQUIRED: Final = frozenset(
    {
        "backend.app_host",
        "backend.app_id",
        "backend.application",
        "backend.provider",
        "backend.http.url",
        "backend.http.success",
        "backend.http.user",
    }
)
SECRETS: Final = frozenset({"backend.app_secret", "backend.access_key_secret"})
SEVERAL_LINES: Final = {"backend.http.headers": 3, "backend.http.body": 5}
CHOICES: Final = {"backend.http.method": HTTP_METHODS, "backend.http.content_type": CONTENT_TYPES}
PATHS: Final = tuple(path for row in ROWS for path, _ in row)
