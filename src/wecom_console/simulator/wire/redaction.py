"""Takes secrets out of what the journal keeps.

By name, and by value: a configured secret is removed wherever it turns up, also under a wrong name.
A code keeps its first four characters, so that it can be found in the ledger.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from wecom_console.protocol.json_values import JsonObject
from wecom_console.protocol.secret_names import is_secret_name
from wecom_console.simulator.wire.bodies import form, json_object
from wecom_console.simulator.wire.calls import Call

VALUE_LIMIT: Final = 120
PARAM_LIMIT: Final = 40
PATH_LIMIT: Final = 200

_CODE: Final = re.compile(r"(?:^|\.)code$", re.IGNORECASE)
_SIGNATURE: Final = re.compile(r".signature$", re.IGNORECASE)
"""Of a request. ``signature`` alone is the confirm page's: a certificate's MD5, which is public."""


def redacted(value: str) -> str:
    """What stands in place of a secret: its length."""
    return f"redacted · {len(value)}"


def code_prefix(code: str) -> str:
    """A code by its first four characters, as the ledger and the journal show it."""
    return f"{code[:4]}…" if len(code) > 4 else redacted(code)


def journal_params(call: Call, secrets: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The parameters of query and body, flattened to dotted names and redacted."""
    known = tuple(secret for secret in secrets if len(secret) >= 4)
    found = [*call.query, *_body_params(call)]
    return tuple(
        (clean(name, known)[:VALUE_LIMIT], _shown(name, value, known))
        for name, value in found[:PARAM_LIMIT]
    )


def journal_path(call: Call, secrets: Iterable[str]) -> str:
    """The path without secrets, and without the one-time token of a phone's page."""
    path = call.path
    ticket = call.path_values.get("ticket", "")
    if ticket:
        path = path.replace(ticket, code_prefix(ticket))
    return clean(path, secrets)[:PATH_LIMIT]


def clean(text: str, secrets: Iterable[str]) -> str:
    """`text` without any of `secrets`."""
    for secret in secrets:
        if secret in text:
            text = text.replace(secret, redacted(secret))
    return text


def _shown(name: str, value: str, secrets: tuple[str, ...]) -> str:
    if _CODE.search(name):
        return code_prefix(value) if value else ""
    if _SIGNATURE.search(name) or any(is_secret_name(part) for part in name.split(".")):
        return redacted(value) if value else ""
    return clean(value, secrets)[:VALUE_LIMIT]


def _body_params(call: Call) -> list[tuple[str, str]]:
    if not call.body:
        return []
    if "form-urlencoded" in call.header("content-type"):
        return list(form(call).items())
    document = json_object(call)
    if document is None:
        return [("(body)", f"{len(call.body)} bytes")]
    return _flat(document, "")


def _flat(document: JsonObject, prefix: str, depth: int = 0) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in document.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and depth < 4:
            found += _flat(value, f"{name}.", depth + 1)
        elif isinstance(value, bool):
            found.append((name, "true" if value else "false"))
        elif isinstance(value, str | int | float):
            found.append((name, str(value)))
        elif isinstance(value, list):
            found.append((name, f"[{len(value)}]"))
        elif isinstance(value, Mapping):
            found.append((name, "{…}"))
    return found
