"""TOML as nested mappings, with the place of what is wrong. Never raises for any text."""

import re
import tomllib
from typing import Final

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
_PART: Final = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_PATH: Final = re.compile(rf"(?<![A-Za-z0-9_.-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{64}}")
_LONG_NUMBER: Final = re.compile(r"(?<![0-9_])[0-9][0-9_]{1000,}")


def parse_toml(text: str) -> dict[str, object] | TextFault:
    """The document, or ``file.syntax`` / ``file.number`` / ``file.too_deep``."""
    if long_path := _LONG_PATH.search(text):
        # tomllib's memory grows with the square of a dotted name's length: 800 kB took gigabytes.
        return fault_at("file.too_deep", text, long_path.start())
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax(text, str(error))
    except RecursionError:
        return TextFault("file.too_deep")
    except ValueError:
        # The one other: CPython converts no decimal number of more than 4,300 digits.
        found = _LONG_NUMBER.search(text)
        return fault_at("file.number", text, found.start()) if found else TextFault("file.number")


def _syntax(text: str, message: str) -> TextFault:
    kind = next((kind for begin, kind in _KINDS if re.match(begin, message)), "other")
    place = _PLACE.search(message)
    if place and place[1]:
        return TextFault("file.syntax", {"kind": kind}, int(place[1]), int(place[2]))
    return fault_at("file.syntax", text.replace("\r\n", "\n"), len(text), kind=kind)
