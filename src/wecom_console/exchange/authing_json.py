"""Connections in Authing's own JSON, as somebody saved it from its management API or from the
browser's network tab, or as our own `authing` format writes it. Never raises for any text.

Source: docs/reference/authing.md §5.4 to §5.7.
"""

import dataclasses
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.live.connection import SOURCE_TYPE, LiveConnection
from wecom_console.domain.profile import MOBILE_TYPE, Backend
from wecom_console.domain.rules.common import shown
from wecom_console.exchange.file_problem import TextFault
from wecom_console.exchange.json_text import parse_json
from wecom_console.protocol.authing_rows import live_connection
from wecom_console.protocol.json_values import list_of, text_of

_INSIDE: Final = ("data", "list", "connections", "body")
"""Where answers and calls hold connections, or what holds some."""

_OWN: Final = ("identifier", "extIdpId", "fields")
_ASSOCIATION: Final = ("associationMode", "challengeBindingMethods", "associationFields")
_PLACEHOLDER: Final = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class AuthingConnections:
    """`mobile` are those of *Enterprise WeChat Mobile*, in their order; a secret in them has been
    read only to tell that it is there. `others` are the types of the rest."""

    mobile: tuple[LiveConnection, ...]
    others: tuple[str, ...] = ()

    @property
    def other_types(self) -> str:
        """Some of them, each once, to be told."""
        return ", ".join(sorted(set(self.others))[:6])


def read_authing(text: str) -> AuthingConnections | None:
    """The connections in `text`; None where it is none of Authing's JSON."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    document = parse_json(text)
    if isinstance(document, TextFault):
        return None
    rows = list(_rows(document))
    if not rows and not _is_answer(document):
        return None
    types = [text_of(row, "type") for row in rows]
    return AuthingConnections(
        tuple(
            _connection(row) for row, kind in zip(rows, types, strict=True) if kind == MOBILE_TYPE
        ),
        tuple(shown(kind) for kind in types if kind != MOBILE_TYPE),
    )


def _rows(document: object) -> Iterator[Mapping[str, object]]:
    """Every connection, however deep it stands in answers and lists of them."""
    pending = deque([document])
    while pending:
        one = pending.popleft()
        if isinstance(one, list):
            pending.extendleft(reversed(one))
        elif isinstance(one, Mapping):
            if _is_connection(one):
                yield one
            elif "calls" in one:
                pending.appendleft(_of_calls(list_of(one, "calls")))
            else:
                pending.extendleft(one[key] for key in reversed(_INSIDE) if key in one)


def _is_connection(one: Mapping[str, object]) -> bool:
    return bool(text_of(one, "type")) and "displayName" in one and any(key in one for key in _OWN)


def _of_calls(calls: tuple[object, ...]) -> Mapping[str, object] | None:
    """The connection that these calls make: created by one, its association set by a later one."""
    bodies = [call.get("body") for call in calls if isinstance(call, Mapping)]
    made = [body for body in bodies if isinstance(body, Mapping) and _is_connection(body)]
    if not made:
        return None
    later = [body for body in bodies if isinstance(body, Mapping) and body is not made[0]]
    more = {key: body[key] for body in later for key in _ASSOCIATION if key in body}
    return {**more, **made[0]}


def _is_answer(document: object) -> bool:
    """An answer about identity sources, or a source by itself, without any connection."""
    if not isinstance(document, Mapping):
        return False
    if "connections" in document:
        return text_of(document, "type") == SOURCE_TYPE
    data = document.get("data")
    is_about_sources = isinstance(data, Mapping) and ("list" in data or "connections" in data)
    return "statusCode" in document and is_about_sources


def _connection(row: Mapping[str, object]) -> LiveConnection:
    found = live_connection(row, "", Backend().secret_field)
    if found.secret is not None and _PLACEHOLDER.fullmatch(found.secret.reveal()):
        return dataclasses.replace(found, secret=None)  # our own export says where it is kept
    return found
