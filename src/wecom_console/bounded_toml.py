"""TOML from outside, with what it may cost.

Beside the packages, like `age_file`: config files and the scenario files of teams both need it.
"""

import re
import tomllib
from typing import Final

_PART: Final = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_PATH: Final = re.compile(rf"(?<![A-Za-z0-9_.-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{64}}")
_PATH: Final = re.compile(
    rf"^[ \t]*+\[{{0,2}}[ \t]*+{_PART}(?:[ \t]*+\.[ \t]*+{_PART})++", re.MULTILINE
)
_MOST_PARTS: Final = 120_000
"""Of all dotted names together. Each makes a table or two: a megabyte of ``[1.b.b.b]`` took 8 s and
500 MB. A megabyte of connections has half as many."""
_LONG_NUMBER: Final = re.compile(r"(?<![0-9_])[0-9][0-9_]{1000,}")
_LONG_BASED_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z_])0[xob][0-9A-Fa-f_]{1000,}")
_MOST_BITS: Final = 14_000
"""Under 4,300 decimal digits: what is longer cannot be shown or stored."""


class TomlBoundsError(ValueError):
    """More than is read: `is_depth` tells nesting from a number of too many digits; `index` is
    where in the text, None where that is not known."""

    def __init__(self, index: int | None, *, is_depth: bool) -> None:
        super().__init__("nested too deeply" if is_depth else "a number of too many digits")
        self.index = index
        self.is_depth = is_depth


def load_toml(text: str) -> dict[str, object]:
    """The document. Raises tomllib.TOMLDecodeError and `TomlBoundsError`, both ValueErrors."""
    if long_path := _LONG_PATH.search(text):
        # tomllib's memory grows with the square of a dotted name's length: 800 kB took gigabytes.
        raise TomlBoundsError(long_path.start(), is_depth=True)
    parts = 0
    for path in _PATH.finditer(text):
        parts += path[0].count(".") + 1
        if parts > _MOST_PARTS:
            raise TomlBoundsError(path.start(), is_depth=True)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise TomlBoundsError(None, is_depth=True) from None
    except ValueError:
        # The one other: CPython converts no decimal number of more than 4,300 digits.
        found = _LONG_NUMBER.search(text)
        raise TomlBoundsError(found.start() if found else None, is_depth=False) from None
    if (found := _LONG_BASED_NUMBER.search(text)) and _has_long_number(document):
        # CPython converts these in any length, and then cannot tell them in decimal.
        raise TomlBoundsError(found.start(), is_depth=False)
    return document


def _has_long_number(document: object) -> bool:
    waiting = [document]
    while waiting:
        match waiting.pop():
            case dict() as table:
                waiting += table.values()
            case list() as entries:
                waiting += entries
            case int() as number if number.bit_length() > _MOST_BITS:
                return True
            case _:
                pass
    return False
