"""The hand-over sheet: what each of the people around a connection needs, as Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from wecom_console.domain.documents import to_raw
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.login_modes import outcomes
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value
from wecom_console.messages.catalogue import Messages, load_messages
from wecom_console.messages.problems import field_label
from wecom_console.messages.value_words import value_words

BAR: Final = "\\|"
_PARTS: Final = {
    "wecom": (
        "android.package",
        "android.signature_md5",
        "ios.bundle_id",
        "harmony.app_id",
        "harmony.bundle_name",
    ),
    "authing": (
        "identifier",
        "display_name",
        "corp_id",
        "agent_id",
        "schema",
        "agency.suite_id",
        "agency.txt_name",
        "agency.txt_content",
        "login_only",
        "association.mode",
        "association.fields",
        "association.methods",
    ),
    "app": ("schema", "corp_id", "agent_id", "backend.app_host", "backend.app_id"),
    "secrets": SECRET_PATHS,
}
_CHOICES: Final = {"login_only", "association.mode", "association.fields", "association.methods"}
"""What is told in words; the rest is to be typed as it stands."""


class HandOverSheet:
    """A page a connection, in one language; where secrets are kept, never what they are."""

    name = "markdown"
    suffix = ".md"

    def render(self, profiles: Sequence[Profile], language: str = "en") -> str:
        """The sheet's text."""
        messages = load_messages(language)
        return "\n".join("".join(_sheet(profile, messages)) for profile in profiles)


def _sheet(profile: Profile, messages: Messages) -> Iterator[str]:
    text = messages.text
    yield f"# {code_span(profile.display_name)}\n\n{text('sheet.intro')}\n"
    raw = to_raw(profile)
    for part, paths in _PARTS.items():
        rows = [
            (field_label(messages, path), _shown(messages, path, get_value(raw, path)))
            for path in paths
            if get_value(raw, path) not in ("", None, (), [])
        ]
        if rows:
            yield f"\n## {text(f'sheet.{part}')}\n\n"
            yield from _table((text("sheet.field"), text("sheet.value")), rows)
    yield f"\n## {text('outcome.title')}\n\n"
    found = outcomes(profile.association, login_only=profile.login_only)
    yield from _table(
        (text("sheet.member"), text("sheet.outcome")),
        [(text(f"outcome.sample.{o.sample}"), text(f"outcome.{o.outcome}")) for o in found],
    )


def _shown(messages: Messages, path: str, value: object) -> str:
    if path in _CHOICES:
        return value_words(messages, path, value)
    return code_span(str(value))


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |\n| --- | --- |\n"
    for name, value in rows:
        # A bar ends the cell, also inside a code span; the backslash before it is taken out.
        yield f"| {name} | {value.replace('|', BAR)} |\n"


def code_span(text: str) -> str:
    """`text` as it stands, whatever is in it: nothing in a code span is markup or HTML."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if "`" in (text[:1], text[-1:]) else ""
    return f"{fence}{gap}{text}{gap}{fence}"
