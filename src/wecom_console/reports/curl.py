"""A request of the trace as a shell command. What was redacted becomes a shell variable."""

import re
import shlex
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from wecom_console.flow.events import Exchanged
from wecom_console.flow.markers import Redacted, split_markers

_NAME_BEFORE: Final = re.compile(r"([A-Za-z][A-Za-z0-9_.\-]{0,39})[\"']?\s*[=:]\s*[\"']?(?:\w+ )?$")
_SAFE: Final = "-._~:/?#[]@!$&()*+,;=%"


@dataclass(slots=True)
class _Variables:
    """Names for redacted values: one name for one field and length."""

    names: dict[tuple[str, int], str] = field(default_factory=dict)

    def name(self, hint: str, redacted: Redacted) -> str:
        key = (re.sub(r"[^A-Z0-9]+", "_", hint.upper()).strip("_") or "SECRET", redacted.length)
        if key not in self.names:
            same = sum(base == key[0] for base, _length in self.names)
            self.names[key] = key[0] if not same else f"{key[0]}_{same + 1}"
        return self.names[key]


def curl_commands(exchanges: tuple[Exchanged, ...]) -> str:
    """One POSIX shell command per request, in order, with an empty line between them.

    Every literal is quoted by `shlex`; a redacted value is ``"$NAME"`` after the field it stood
    in, and the first line says which variables have to be set, with their lengths.
    """
    variables = _Variables()
    commands = [_command(exchange, variables) for exchange in exchanges]
    if not variables.names:
        return "\n\n".join(commands)
    needed = (f"{name} ({length})" for (_hint, length), name in variables.names.items())
    return "\n\n".join([f"# {', '.join(needed)}", *commands])


def _command(exchange: Exchanged, variables: _Variables) -> str:
    parts = [f"curl -sSg -X {shlex.quote(exchange.method)} {_url(exchange, variables)}"]
    for name, value in exchange.request_headers:
        parts.append(f"-H {_shell(f'{name}: {value}', variables, hint=name)}")
    if exchange.request_body:
        if exchange.request_body.startswith("{") and not _names_its_content(exchange):
            parts.append("-H 'content-type: application/json'")
        parts.append(f"--data-raw {_shell(exchange.request_body, variables, hint='body')}")
    return " \\\n  ".join(parts)


def _names_its_content(exchange: Exchanged) -> bool:
    return any(name.lower() == "content-type" for name, _value in exchange.request_headers)


def _url(exchange: Exchanged, variables: _Variables) -> str:
    text = _shell(exchange.url, variables, hint="url", safe=_SAFE)
    for index, (name, value) in enumerate(exchange.query):
        joint = "&" if index or "?" in exchange.url else "?"
        text += shlex.quote(f"{joint}{quote(name, safe='', errors='replace')}=")
        text += _shell(value, variables, hint=name, safe="") if value else ""
    return text.replace("''", "") or "''"


def _shell(text: str, variables: _Variables, *, hint: str, safe: str | None = None) -> str:
    pieces: list[str] = []
    before = ""
    for piece in split_markers(text):
        if isinstance(piece, Redacted):
            named = _NAME_BEFORE.search(before)
            pieces.append(f'"${{{variables.name(named[1] if named else hint, piece)}}}"')
        else:
            before = piece
            pieces.append(
                shlex.quote(piece if safe is None else quote(piece, safe=safe, errors="replace"))
            )
    return "".join(pieces) or "''"
