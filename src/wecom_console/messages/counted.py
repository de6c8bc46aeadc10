"""English counts: ``{count} space(s)`` and ``{count} value(s) (was|were) changed``.

What stands in brackets follows the last number before it: ``(s)`` goes after 1 and loses its
brackets after any other, of ``(one|many)`` one word stays.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

_PLACE: Final = re.compile(r"\{(\w+)\}|\(s\)|\((\w+)\|(\w+)\)")


def counted(template: str, params: Mapping[str, object]) -> str:
    """The template with every bracket settled by the numbers in `params`."""
    if not _has_counts(template):
        return template
    is_one = False

    def settle(found: re.Match[str]) -> str:
        nonlocal is_one
        name, one, many = found.groups()
        if name is not None:
            value = params.get(name)
            if isinstance(value, int):
                is_one = value == 1
            return found[0]
        if one is None:
            return "" if is_one else "s"
        return str(one if is_one else many)

    return _PLACE.sub(settle, template)


@cache
def _has_counts(template: str) -> bool:
    return any(found[1] is None for found in _PLACE.finditer(template))
