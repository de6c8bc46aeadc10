"""The backend that redeems the code, and the hosts. Source:
docs/reference/authing.md §5, §6 and §11."""

import re

from wecom_console.domain.profile import Backend
from wecom_console.domain.rules.common import Problems, error, warning
from wecom_console.domain.rules.http_login import check_http_login
from wecom_console.domain.rules.url import check_url
from wecom_console.domain.verdicts import BackendKind

_OBJECT_ID = re.compile(r"[0-9a-f]{24}")
_PLAIN = re.compile(r"[!-~]+")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def check_backend(backend: Backend) -> Problems:
    """Authing needs the application's host and id, Casdoor its address, application and provider;
    ids of another form than Authing's are warned about."""
    problems: Problems = []
    for key in ("host", "app_host"):
        problems += check_url(getattr(backend, key), f"backend.{key}")
    for key in ("user_pool_id", "app_id", "access_key_id"):
        problems += _check_id(key, getattr(backend, key))
    if not _KEY.fullmatch(backend.secret_field):
        problems.append(error("backend.secret_field.format", "backend.secret_field"))
    for key in ("organization", "application", "provider", "state"):
        problems += _check_name(key, getattr(backend, key))
    problems += check_http_login(backend)
    if backend.kind is BackendKind.CASDOOR:
        problems += _check_casdoor(backend)
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
    """An id of any backend: visible ASCII."""
    field = f"backend.{key}"
    if not value or _PLAIN.fullmatch(value):
        return []
    return [error("backend.id_characters", field)]


def _check_casdoor(backend: Backend) -> Problems:
    problems = [
        error(f"backend.{key}.required", f"backend.{key}")
        for key in ("application", "provider", "state")
        if not getattr(backend, key)
    ]
    if not backend.app_host:
        problems.append(error("backend.app_host.casdoor", "backend.app_host"))
    return problems


def _check_name(key: str, value: str) -> Problems:
    """A name in Casdoor: without a slash, which joins organisation and name there."""
    return [error("backend.name_characters", f"backend.{key}")] if "/" in value else []
