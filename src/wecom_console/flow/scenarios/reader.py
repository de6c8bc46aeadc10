"""Reads one table of a scenario file: every key by its kind, every misfit as a problem."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from wecom_console.domain.problems import Problem, Severity

Table = Mapping[str, object]

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")
_SECONDS_LIMIT: Final = 86_400.0
_LONGEST_KEY: Final = 60
_LONGEST_TOLD: Final = 1_000
MOST_UNKNOWN: Final = 30
"""Unknown keys of a table that are told one by one."""


class TableReader:
    """A table and its place in the file. Each read marks its key as known."""

    def __init__(self, table: Table, place: str) -> None:
        self._table = table
        self._place = place
        self._known: list[str] = []
        self.problems: list[Problem] = []

    @property
    def raw(self) -> Table:
        """The table as it stands in the file."""
        return self._table

    def has(self, key: str) -> bool:
        """Whether the key is there; counts as known."""
        self._known.append(key)
        return key in self._table

    def report(self, code: str, key: str, /, **params: str | int) -> None:
        """Note a problem of `key`."""
        path = f"{self._place}.{_clipped(key)}" if self._place else f"{_clipped(key)}"
        told = {name: _clipped(value) for name, value in params.items()}
        self.problems.append(Problem(code, path.rstrip("."), Severity.ERROR, told))

    def text(self, key: str) -> str:
        """A text, empty where it is absent."""
        value = self._get(key, "")
        if isinstance(value, str):
            return value
        self.report("scenarios.not_text", key)
        return ""

    def name(self, key: str) -> str:
        """A name: lower-case letters, digits and hyphens."""
        value = self.text(key)
        if not _NAME.fullmatch(value):
            self.report("scenarios.name", key, value=value[:60])
        return value

    def choice(self, key: str, choices: tuple[str, ...], *, default: str | None = None) -> str:
        """One of `choices`; required where there is no default."""
        value = self._get(key, default)
        if isinstance(value, str) and value in choices:
            return value
        self.report("scenarios.choice", key, choices=", ".join(choices))
        return choices[0]

    def choices(self, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        """Some of `choices`, none where the key is absent."""
        value = self._get(key, [])
        if not isinstance(value, list):
            self.report("scenarios.not_list", key)
            return ()
        if any(item not in choices for item in value):
            self.report("scenarios.choice", key, choices=", ".join(choices))
        return tuple(item for item in choices if item in value)

    def seconds(self, key: str) -> float:
        """A duration from 0 to a day."""
        value = self._get(key, 0)
        number = value if isinstance(value, int | float) else -1.0
        if not isinstance(value, bool) and 0 <= number <= _SECONDS_LIMIT:
            return float(number)
        self.report("scenarios.seconds", key)
        return 0.0

    def table(self, key: str) -> "TableReader":
        """A table below this one, an empty one where it is absent."""
        value = self._get(key, {})
        path = f"{self._place}.{key}" if self._place else key
        if isinstance(value, Mapping):
            return TableReader(value, path)
        self.report("scenarios.not_table", key)
        return TableReader({}, path)

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of tables, empty where it is absent."""
        value = self._get(key, [])
        if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
            return tuple(value)
        self.report("scenarios.not_tables", key)
        return ()

    def refuse_unknown(self) -> None:
        """Report every key that nothing has read, with the key that may have been meant."""
        unknown = [key for key in self._table if key not in self._known]
        for key in unknown[:MOST_UNKNOWN]:
            close = get_close_matches(key[:_LONGEST_KEY], self._known, n=1)
            if close:
                self.report("scenarios.unknown_key_close", key, key=key, close=close[0])
            else:
                self.report("scenarios.unknown_key", key, key=key)
        if (more := len(unknown) - MOST_UNKNOWN) > 0:
            self.report("scenarios.more_keys", "", count=more)

    def _get(self, key: str, default: object) -> object:
        self._known.append(key)
        return self._table.get(key, default)


def _clipped(value: str | int) -> str | int:
    """What a line may show of a text from the file."""
    is_long = isinstance(value, str) and len(value) > _LONGEST_TOLD
    return f"{str(value)[:_LONGEST_TOLD]}\u2026" if is_long else value
