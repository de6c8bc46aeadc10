"""What of a stored connection is shown. An older version took a secret where none belongs: it is in
the clear there until it is purged, but nobody shows it."""

import re
from typing import Final

from wecom_console.domain.fields import FIELD_BY_PATH, FIELDS, Kind
from wecom_console.domain.raw import Raw, get_value, set_value
from wecom_console.domain.rules.misplaced import IS_SECRET, accepts_secret, misplaced_form
from wecom_console.domain.secret_forms import secret_form

HIDDEN: Final = "[hidden]"

_PASSWORD: Final = re.compile(r"(?<=://)[^/@\s:]*+:[^/@\s]*+(?=@)")
"""Before the host of an address."""


def hide(path: str, value: object) -> object:
    """The field's value; `HIDDEN` stands for each text of it that looks like a secret."""
    match value:
        case str():
            return _hide_text(path, value)
        case list() | tuple():
            return [hide(path, one) for one in value]
        case _:
            return value


def hidden_fields(raw: Raw) -> tuple[str, ...]:
    """The fields of which something is not shown; who knows better has accepted it."""
    accepted = _accepted(raw)
    values = ((spec.path, get_value(raw, spec.path)) for spec in FIELDS)
    return tuple(
        path
        for path, value in values
        if _differs(hide(path, value), value) and not accepts_secret(accepted, path)
    )


def with_hidden(raw: Raw) -> Raw:
    """The connection as it is shown."""
    for path in hidden_fields(raw):
        raw = set_value(raw, path, hide(path, get_value(raw, path)))
    return raw


def hide_note(note: str, raw: Raw) -> str:
    """The note of a revision that has the values `raw`."""
    return note if secret_form(note) is None or IS_SECRET in _accepted(raw) else HIDDEN


def _accepted(raw: Raw) -> list[str]:
    accepted = get_value(raw, "accept")
    listed = accepted if isinstance(accepted, list | tuple) else ()
    return [code for code in listed if isinstance(code, str)]


def _hide_text(path: str, text: str) -> str:
    spec = FIELD_BY_PATH.get(path)
    if spec is not None and spec.kind is Kind.SECRET:  # a reference, with what it leads to
        prefix, colon, name = text.partition(":")
        return f"{prefix}{colon}{HIDDEN}" if secret_form(name) is not None else text
    if misplaced_form(path, text) is not None:
        return HIDDEN
    return _PASSWORD.sub(HIDDEN, text) if "@" in text else text


def _differs(shown: object, value: object) -> bool:
    return shown != (list(value) if isinstance(value, tuple) else value)
