"""Renders the HTML report's templates. Whatever they print is cleaned and escaped, unless it says
``safe``; jinja2 is loaded with this module, so only where a page is asked for."""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wecom_console.domain.verdicts import Verdict
from wecom_console.flow.markers import split_markers
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.hidden_characters import visible
from wecom_console.reports.html_text import NAME_LIMIT, TEXT_LIMIT, characters, with_room
from wecom_console.reports.html_trace import ms_text, phrase_of, pretty, time_text
from wecom_console.resource_files import read_resource, resource_path

WAITING: Final = "waiting"
"""The shape of a leg that was not reached; the others are named as the verdicts."""
REFUSED: Final = "refused"
"""That of a leg that failed as its scenario expects."""


class ReportPages:
    """The templates in one language."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def section(self, **values: object) -> str:
        """One run with its legs."""
        return self._render("run.html.j2", **values)

    def page(self, sections: Sequence[str], **values: object) -> str:
        """The document round the sections. The policy names the one style by its hash."""
        style = read_resource("report", "report.css")
        digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
        return self._render(
            "page.html.j2",
            language=self._messages.language.replace("_", "-"),
            style=style,
            style_hash=f"sha256-{digest}",
            shapes="".join(_symbol(name) for name in (*Verdict, WAITING, REFUSED)),
            sections=sections,
            **values,
        )

    def _render(self, template: str, **values: object) -> str:
        return _environment().get_template(template).render(say=self._messages.text, **values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(resource_path("report")),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(text_limit=TEXT_LIMIT, name_limit=NAME_LIMIT)
    made.filters.update(
        characters=characters,
        duration=ms_text,
        moment=time_text,
        phrase=phrase_of,
        pieces=split_markers,
        pretty=pretty,
        with_room=with_room,
    )
    return made


def _shown(value: object) -> object:
    """What a template prints; jinja2 escapes it afterwards, unless it is HTML already."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return visible(value[:TEXT_LIMIT])
    return value


def _symbol(name: str) -> str:
    """One of the window's own glyphs, to be used by name."""
    icon = read_resource("icons", f"verdict-{name.replace('_', '-')}.svg").strip()
    inner = re.sub(r' (?:xmlns|width|height)="[^"]*"', "", icon).replace("<svg", "<symbol", 1)
    inner = inner.replace("</svg>", "</symbol>").replace('stroke="#ffffff"', 'class="ink"')
    return inner.replace("<symbol", f'<symbol id="v-{name}"', 1)
