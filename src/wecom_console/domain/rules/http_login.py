"""The custom HTTP backend's request and answer: templates, paths, and no secret written out."""

import re
from typing import Final
from urllib.parse import urlsplit

from wecom_console.domain.http_backend.json_paths import parse_condition, parse_path
from wecom_console.domain.http_backend.login import LoginFault, RequestTemplate, read_login
from wecom_console.domain.http_backend.templates import PLACEHOLDERS, Template
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Backend, HttpLogin
from wecom_console.domain.rules.common import Problems, error, shown
from wecom_console.domain.rules.url import check_url
from wecom_console.domain.verdicts import BackendKind

MAX_LITERAL: Final = 20
"""``Bearer`` or ``session=`` fit beside a placeholder; a key does not."""

_TABLE: Final = "backend.http"
_REQUIRED: Final = ("url", "success", "user")
_PATHS: Final = ("user", "token", "error_code", "error_message")
_CREDENTIAL: Final = re.compile(
    r"(?:authorization|cookie|apikey|token|secret|password|passwd|credential)$"
)
_NAME: Final = re.compile(r"[a-z_]{1,31}")


def check_http_login(backend: Backend) -> Problems:
    """What is written is checked whatever the backend; what is missing, only for this one."""
    login = backend.http
    problems = _check_characters(login) + _check_address(login.url) + _check_answer(login)
    is_chosen = backend.kind is BackendKind.HTTP
    if is_chosen:
        missing = (key for key in _REQUIRED if not getattr(login, key).strip())
        problems += [error(f"{_TABLE}.{key}.required", f"{_TABLE}.{key}") for key in missing]
    broken = {problem.field for problem in problems if problem.severity is Severity.ERROR}
    request = read_login(login)
    if isinstance(request, LoginFault):
        if f"{_TABLE}.{request.key}" not in broken:
            problems.append(_told(request))
        return problems
    problems += _check_literals(request)
    if login.method == "GET" and login.body.strip():
        problems.append(error(f"{_TABLE}.body.get", f"{_TABLE}.body"))
    if not is_chosen or any(problem.severity is Severity.ERROR for problem in problems):
        return problems
    if "code" not in request.names:
        field = "url" if login.method == "GET" else "body"
        problems.append(error(f"{_TABLE}.no_code", f"{_TABLE}.{field}"))
    if "app_secret" in request.names and backend.app_secret is None:
        problems.append(error("backend.app_secret.required", "backend.app_secret"))
    return problems


def _check_characters(login: HttpLogin) -> Problems:
    """One line of visible text each; only the body has several."""
    lines = {
        "body": login.body.replace("\n", " ").replace("\t", " "),
        "headers": "".join(login.headers),
    }
    lines |= {key: getattr(login, key) for key in ("url", "success", *_PATHS)}
    return [
        error(f"{_TABLE}.characters", f"{_TABLE}.{key}")
        for key, text in lines.items()
        if not text.isprintable()
    ]


def _check_address(url: str) -> Problems:
    field = f"{_TABLE}.url"
    if not url or not url.isprintable():
        return []
    if url != url.strip() or "#" in url or _has_no_host(url):
        return [error("url.extra" if "#" in url else "url.format", field)]
    return check_url(url.partition("?")[0], field)


def _has_no_host(url: str) -> bool:
    try:
        return not urlsplit(url).hostname
    except ValueError:
        return True


def _check_answer(login: HttpLogin) -> Problems:
    problems = [
        error(f"{_TABLE}.path", f"{_TABLE}.{key}")
        for key in _PATHS
        if (text := getattr(login, key)) and text.isprintable() and parse_path(text) is None
    ]
    success = login.success
    if success.strip() and success.isprintable() and parse_condition(success) is None:
        problems.append(error(f"{_TABLE}.success.form", f"{_TABLE}.success"))
    return problems


def _check_literals(request: RequestTemplate) -> Problems:
    """A header, parameter or text whose name says that it proves who calls holds a placeholder."""
    places = (
        ("headers", request.headers),
        ("url", request.query),
        ("body", tuple(request.body_slots())),
    )
    return [
        error(f"{_TABLE}.literal", f"{_TABLE}.{key}", name=shown(name))
        for key, slots in places
        for name in dict.fromkeys(name for name, t in slots if _is_literal_secret(name, t))
    ]


def _is_literal_secret(name: str, template: Template) -> bool:
    if not _CREDENTIAL.search(re.sub(r"[^a-z0-9]", "", name.lower())):
        return False
    if not template.names:
        return bool(template.literals)
    return any(len(text) > MAX_LITERAL for text in template.literals)


def _told(fault: LoginFault) -> Problem:
    field = f"{_TABLE}.{fault.key}"
    if fault.code != "placeholder":
        return error(f"{_TABLE}.{fault.code}", field)
    name = fault.name if _NAME.fullmatch(fault.name) else "\u2026"
    return error(f"{_TABLE}.placeholder", field, name=name, known=", ".join(PLACEHOLDERS))
