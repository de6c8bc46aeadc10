"""Reading and writing the text of a link."""

import re
from typing import Final
from urllib.parse import quote, unquote, unquote_plus

LINK: Final = re.compile(
    r"([A-Za-z][A-Za-z0-9+.\-]*)://([^/?#]*)[^?#]*(?:\?([^#]*))?(?:#.*)?", re.DOTALL
)
"""A link cut in scheme, host and query, each as it is spelled."""

_SAFE: Final = "!'()*"  # what android.net.Uri.encode leaves alone, beyond urllib's own


def read_query(query: str, *, plus_is_blank: bool) -> dict[str, str]:
    """The decoded pairs of a query; the first of a name counts."""
    decode = unquote_plus if plus_is_blank else unquote
    values: dict[str, str] = {}
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        values.setdefault(unquote(key, errors="replace"), decode(value, errors="replace"))
    return values


def encoded(value: str) -> str:
    """`value` as Android's ``Uri.encode`` spells it; a lone surrogate becomes ``?``."""
    return quote(value, safe=_SAFE, errors="replace")
