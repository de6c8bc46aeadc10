"""The backend that redeems the code, and the hosts. Source: reference authing.md §5 and §6."""

import re
from urllib.parse import urlsplit

from wecom_console.domain.profile import Backend
from wecom_console.domain.rules.common import Problems, decoration, error, warning
from wecom_console.domain.verdicts import BackendKind

_OBJECT_ID = re.compile(r"[0-9a-f]{24}")
_ADDRESS = re.compile(r"https?://[^\s@?#]+")
_PLAIN = re.compile(r"[!-~]+")
_SHOWABLE = re.compile(r"\S+")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def check_backend(backend: Backend) -> Problems:
    """Authing needs the application's host and id; ids of another form are warned about."""
    problems: Problems = []
    for key in ("host", "app_host"):
        problems += check_url(getattr(backend, key), f"backend.{key}")
    for key in ("user_pool_id", "app_id", "access_key_id"):
        problems += _check_id(key, getattr(backend, key))
    if not _KEY.fullmatch(backend.secret_field):
        problems.append(error("backend.secret_field.format", "backend.secret_field"))
    if backend.kind is not BackendKind.AUTHING:
        return problems
    for key in ("app_host", "app_id"):
        if not getattr(backend, key):
            problems.append(error(f"backend.{key}.required", f"backend.{key}"))
    for key in ("user_pool_id", "app_id"):
        value = getattr(backend, key)
        if _PLAIN.fullmatch(value) and not _OBJECT_ID.fullmatch(value):
            problems.append(warning("backend.id_format", f"backend.{key}", length=len(value)))
    return problems


def _check_id(key: str, value: str) -> Problems:
    """An id of any backend: visible ASCII. A fix only for Authing's own form of ids: a text of
    another form may be the secret that belongs beside it."""
    field = f"backend.{key}"
    if not value or _PLAIN.fullmatch(value):
        return []
    return [decoration(field, value, _OBJECT_ID) or error("backend.id_characters", field)]


def check_url(value: str, field: str) -> Problems:
    """An http(s) address without credentials, query or fragment; plain http only on loopback."""
    if not value:
        return []
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return [error("url.format", field)]
    if found := decoration(field, value, _ADDRESS):
        return [found]
    if parts.scheme not in {"http", "https"} or not host or not _SHOWABLE.fullmatch(value):
        return [error("url.format", field)]
    if parts.username is not None or parts.password is not None:
        return [error("url.credentials", field)]
    if parts.query or parts.fragment:
        return [error("url.extra", field)]
    if parts.scheme == "http" and host not in _LOOPBACK:
        return [warning("url.plain_http", field, host=host)]
    return []
