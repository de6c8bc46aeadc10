"""Paths into a JSON answer, and a condition on what stands there: a small, total language.

``user.id``, ``data[0].token``: names and indexes, nothing that computes. A condition is a path that
must lead to something (``data.user``), or a path and what must stand there (``code == 0``).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MAX_PATH: Final = 200

_NAME: Final = r"[A-Za-z0-9_$@-]+"
_INDEX: Final = r"\[[0-9]{1,4}\]"
_PATH: Final = re.compile(rf"(?:{_NAME}|{_INDEX})(?:{_INDEX}|\.{_NAME})*")
_STEP: Final = re.compile(rf"\[(?P<index>[0-9]{{1,4}})\]|(?P<name>{_NAME})")
_WORD: Final = re.compile(r"[^\s\"=]+")


@dataclass(frozen=True, slots=True)
class JsonPath:
    """Names and indexes from the document's root."""

    steps: tuple[str | int, ...]

    def __str__(self) -> str:
        parts = (f"[{s}]" if isinstance(s, int) else f".{s}" for s in self.steps)
        return "".join(parts).removeprefix(".")

    def find(self, document: object) -> object:
        """What stands there; None where nothing does, as for JSON's own null."""
        value = document
        for step in self.steps:
            if isinstance(step, str) and isinstance(value, Mapping):
                value = value.get(step)
            elif isinstance(step, int) and isinstance(value, list) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def text(self, document: object) -> str:
        """The text that stands there, a whole number as text; empty for anything else."""
        value = self.find(document)
        if isinstance(value, bool):
            return ""
        if isinstance(value, int):
            return str(value) if value.bit_length() <= _LONGEST_INTEGER else ""
        return value if isinstance(value, str) else ""


_LONGEST_INTEGER: Final = 64  # bits; Python refuses to write thousands of digits


@dataclass(frozen=True, slots=True)
class Condition:
    """What an answer must say. Without `is_equality` something must stand at the path that is
    neither null nor false; with it, exactly `value`: a text, a number, a truth value or null."""

    path: JsonPath
    is_equality: bool = False
    value: str | int | float | bool | None = None

    def holds(self, document: object) -> bool:
        """Whether `document` says so. A number never equals a text, nor true the number 1."""
        found = self.path.find(document)
        if not self.is_equality:
            return found is not None and found is not False
        if isinstance(found, bool) or isinstance(self.value, bool):
            return found is self.value
        return type(found) in _kin(self.value) and found == self.value


def parse_path(text: str) -> JsonPath | None:
    """The path that `text` spells, None where it spells none."""
    if len(text) > MAX_PATH or _PATH.fullmatch(text) is None:
        return None
    return JsonPath(
        tuple(
            step["name"] if step["index"] is None else int(step["index"])
            for step in _STEP.finditer(text)
        )
    )


def parse_condition(text: str) -> Condition | None:
    """``path`` or ``path == value``. The value is JSON (``0``, ``true``, ``"ok"``); a bare word
    is a text."""
    left, equals, right = text.partition("==")
    path = parse_path(left.strip())
    if path is None or len(text) > MAX_PATH:
        return None
    if not equals:
        return Condition(path)
    try:
        value = json.loads(right, parse_constant=_refuse)
    except (ValueError, RecursionError):
        word = right.strip()
        return Condition(path, is_equality=True, value=word) if _WORD.fullmatch(word) else None
    if isinstance(value, dict | list):
        return None
    return Condition(path, is_equality=True, value=value)


def _kin(value: object) -> tuple[type, ...]:
    """The types that may equal `value`: a whole number and a decimal one may."""
    return (int, float) if isinstance(value, int | float) else (type(value),)


def _refuse(constant: str) -> float:
    raise ValueError(constant)
