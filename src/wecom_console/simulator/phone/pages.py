"""Renders the phone's pages: self-contained HTML, no script, nothing from outside."""

from functools import cache
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wecom_console.messages.catalogue import Messages, load_messages
from wecom_console.resource_files import read_resource, resource_path
from wecom_console.simulator.wire.calls import HTML_TYPE, Answer, Call

STYLE_PATH: Final = "/phone/style.css"

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS: Final = (
    ("content-security-policy", _POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("vary", "Accept-Language"),
)


def render(call: Call, template: str, *, status: int = 200, **values: object) -> Answer:
    """The page `template` in the visitor's language."""
    texts = page_messages(call)
    html = (
        _environment()
        .get_template(template)
        .render(
            text=texts.text,
            lang="zh-CN" if texts.language == "zh_CN" else "en",
            lang_param=call.param("lang"),
            style=STYLE_PATH,
            **values,
        )
    )
    body = html.encode("utf-8", errors="replace")
    return Answer(status, body, HTML_TYPE, _HEADERS)


def page_messages(call: Call) -> Messages:
    """The texts in the language of ``?lang=``, else of ``Accept-Language``, else in English."""
    wanted = call.param("lang") or call.header("accept-language")
    return load_messages(_language(wanted))


def stylesheet() -> Answer:
    """The one style sheet."""
    body = read_resource("simulator", "phone.css").encode("utf-8")
    headers = (("cache-control", "no-cache"), ("x-content-type-options", "nosniff"))
    return Answer(200, body, "text/css; charset=utf-8", headers)


def _language(wanted: str) -> str:
    ranked: list[tuple[float, int, str]] = []
    for position, item in enumerate(wanted.split(",")[:20]):
        tag, _, parameter = item.strip().partition(";")
        language = {"zh": "zh_CN", "en": "en"}.get(tag.strip().lower().replace("_", "-")[:2])
        if language is not None:
            ranked.append((-_quality(parameter), position, language))
    return min(ranked)[2] if ranked else "en"


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(resource_path("simulator", "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
