"""Where in a TOML config file a connection and its settings stand, for messages that name a line.

tomllib gives no positions. This reads the lines that a person writes (headers and ``key = …``) and
says nothing where it is not sure: a place is a help, never a fact to build on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_HEADER: Final = re.compile(
    r"\s*+(\[\[?)\s*+"
    r"([A-Za-z0-9_.\"'-](?:[A-Za-z0-9_.\"' -]*[A-Za-z0-9_.\"'-])?)"
    r"\s*+\]\]?\s*+(?:#.*)?"
)
_KEY: Final = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_NESTED: Final = re.compile(r"\s*([A-Za-z0-9_-]+)\s*\.\s*([A-Za-z0-9_-]+)\s*=")


@dataclass(frozen=True, slots=True)
class ConnectionLines:
    """The line of a connection's header, and of each setting by its dotted path; from 1."""

    header: int
    settings: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, path: str) -> int:
        """The line of the setting, of the innermost table around it, or of the connection."""
        while path:
            if line := self.settings.get(path):
                return line
            path = path.rpartition(".")[0]
        return self.header


def connection_lines(text: str, *, count: int) -> tuple[ConnectionLines, ...]:
    """One entry per connection; empty where the text's headers are not as many as `count`."""
    found: list[tuple[int, dict[str, int]]] = []
    table: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.fullmatch(line):
            name = re.sub(r"[\"'\s]", "", header[2])
            if name == "connections" and header[1] == "[[":
                found.append((number, {}))
                table = ""
            elif name.startswith("connections.") and found:
                table = name.removeprefix("connections.")
                found[-1][1].setdefault(table, number)
            else:
                table = None
        elif found and table is not None:
            _note_setting(found[-1][1], table, line, number)
    if len(found) != count:
        return ()
    return tuple(ConnectionLines(header, settings) for header, settings in found)


def _note_setting(settings: dict[str, int], table: str, line: str, number: int) -> None:
    before = f"{table}." if table else ""
    if key := _KEY.match(line):
        settings.setdefault(f"{before}{key[1]}", number)
    elif nested := _NESTED.match(line):
        settings.setdefault(f"{before}{nested[1]}.{nested[2]}", number)
