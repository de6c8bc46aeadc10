"""An http(s) address of a server."""

import re
from typing import Final
from urllib.parse import urlsplit

from wecom_console.domain.rules.common import Problems, error, warning

_SHOWABLE: Final = re.compile(r"\S+")
_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}


def check_url(value: str, field: str) -> Problems:
    """An http(s) address without credentials, query or fragment; plain http only on loopback."""
    if not value:
        return []
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return [error("url.format", field)]
    if parts.scheme not in {"http", "https"} or not host or not _SHOWABLE.fullmatch(value):
        return [error("url.format", field)]
    if parts.username is not None or parts.password is not None:
        return [error("url.credentials", field)]
    if parts.query or parts.fragment:
        return [error("url.extra", field)]
    if parts.scheme == "http" and host not in _LOOPBACK:
        return [warning("url.plain_http", field, host=host)]
    return []
