"""TOML as nested mappings, with the place of what is wrong. Never raises for any text."""

import re
import tomllib
from typing import Final

from wecom_console.bounded_toml import TomlBoundsError, load_toml
from wecom_console.exchange.file_problem import TextFault, fault_at

# How tomllib begins its sentences, and the kind of mistake that they tell of.
_KINDS: Final = (
    (r"Expected '=' ", "equals"),
    (r"Expected '\]", "header"),
    (r"Illegal character '\\n'", "unterminated"),
    (r"Unterminated string|Expected [\"']", "unterminated"),
    (r"Illegal character|Found invalid character|Invalid initial character", "character"),
    (r"Cannot (?:declare|overwrite|mutate|redefine)|Duplicate", "twice"),
    (r"Unescaped|Escaped character|Invalid hex", "escape"),
    (r"Unclosed", "unclosed"),
    (r"Invalid value|Invalid date", "value"),
    (r"Invalid statement|Expected newline", "statement"),
)
_PLACE: Final = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse_toml(text: str) -> dict[str, object] | TextFault:
    """The document, or ``file.syntax`` / ``file.number`` / ``file.too_deep``."""
    try:
        return load_toml(text)
    except TomlBoundsError as error:
        code = "file.too_deep" if error.is_depth else "file.number"
        return TextFault(code) if error.index is None else fault_at(code, text, error.index)
    except tomllib.TOMLDecodeError as error:
        return _syntax(text, str(error))


def _syntax(text: str, message: str) -> TextFault:
    kind = next((kind for begin, kind in _KINDS if re.match(begin, message)), "other")
    place = _PLACE.search(message)
    if place and place[1]:
        return TextFault("file.syntax", {"kind": kind}, int(place[1]), int(place[2]))
    return fault_at("file.syntax", text.replace("\r\n", "\n"), len(text), kind=kind)
