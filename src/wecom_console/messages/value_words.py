"""A setting's value in words, for lists of what changed."""

from typing import Final

from wecom_console.messages.catalogue import Messages

NOTHING: Final = "–"
_WORDS: Final = {
    "environment": "environment",
    "association.mode": "association",
    "association.fields": "association",
    "association.methods": "association",
    "backend.kind": "backend",
    "backend.api": "backend_api",
    "wecom.edition": "edition",
    "android.sdk": "sdk",
    "ios.sdk": "sdk",
    "harmony.sdk": "sdk",
}
"""Dotted path to the table of the catalogue that names its values."""


def value_words(messages: Messages, path: str, value: object) -> str:
    """The value of the field at `path` on one line; as it is where the catalogue has no word."""
    if isinstance(value, bool):
        return messages.text("value.on" if value else "value.off")
    if isinstance(value, list | tuple):
        told = (_word(messages, path, str(item)) for item in value)
        return messages.text("list.separator").join(told) or NOTHING
    return NOTHING if value in (None, "") else _word(messages, path, str(value))


def _word(messages: Messages, path: str, value: str) -> str:
    code = f"{_WORDS[path]}.{value}" if path in _WORDS else ""
    return messages.text(code) if messages.has(code) else value
