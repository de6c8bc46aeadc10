"""A call as the simulated servers see it, and what they answer: plain values, no web framework.

A backend's own calls to WeCom are the same values, so both ways pass the same faults and the
journal.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

JSON_TYPE: Final = "application/json; charset=utf-8"
HTML_TYPE: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Call:
    """One request. Header names are in lower case; `base_url` has no slash at its end.

    `caller` says who asks: ``client``, or the backend that calls WeCom (``authing``, ``casdoor``,
    ``custom``).
    `number` is the call's number in the journal.
    """

    method: str
    path: str
    base_url: str
    client: str = "127.0.0.1"
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    path_values: Mapping[str, str] = field(default_factory=dict)
    caller: str = "client"
    number: int = 0

    def param(self, name: str) -> str:
        """The first value of a query parameter, empty where it is absent."""
        return next((value for key, value in self.query if key == name), "")

    def header(self, name: str) -> str:
        """A header's value, empty where it is absent."""
        return self.headers.get(name.lower(), "")


class Broken(StrEnum):
    """How a connection breaks while it answers."""

    RESET = "reset"
    TRUNCATE = "truncate"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `errcode` and `note` are for the journal: what the body says, and what only the
    simulator knows (why a code was bad)."""

    status: int = 200
    body: bytes = field(default=b"", repr=False)
    media_type: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    errcode: int | str | None = None
    note: str = ""
    broken: Broken | None = None


def json_bytes(document: object) -> bytes:
    """Compact JSON as the real servers send it: raw UTF-8. A lone surrogate becomes ``?``."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", errors="replace")


def json_answer(
    document: object,
    *,
    status: int = 200,
    media_type: str = JSON_TYPE,
    headers: tuple[tuple[str, str], ...] = (),
    errcode: int | str | None = None,
    note: str = "",
) -> Answer:
    """An answer with a JSON body."""
    return Answer(status, json_bytes(document), media_type, headers, errcode, note)
